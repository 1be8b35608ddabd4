//! What was added or corrected since the last visit; and the newest documents, where nothing was.

use crate::address::document_address;
use crate::view::View;
use celan_document::{Document, Library};
use celan_locale::{fill, number};
use maud::{Markup, html};
use std::cmp::Reverse;

/// Documents that are listed; more are not read.
const MOST: usize = 500;
/// The newest ones.
const NEWEST: usize = 10;

/// What is new since a visit. Ids that the library lacks are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News<'a> {
    /// The day of that visit, as ISO has it.
    pub since: &'a str,
    /// Ids of documents that were added.
    pub added: Vec<&'a str>,
    /// Ids of documents that say something else.
    pub corrected: Vec<&'a str>,
    /// How many are there no longer.
    pub removed: usize,
}

/// The screen of what is new; without `news` nothing is known of a visit before.
pub fn news_screen(library: &Library, news: Option<&News<'_>>, view: View<'_>) -> Markup {
    let (s, w) = (view.language.strings(), view.language.overview_strings());
    let of = |ids: &[&str]| -> Vec<&Document> {
        let documents = library.documents.iter();
        let mut documents: Vec<_> = documents
            .filter(|d| ids.contains(&d.metadata.id.as_str()))
            .collect();
        documents.sort_by_key(|d| Reverse(d.metadata.date.as_ref()));
        documents
    };
    let (added, corrected) = news.map_or_else(Default::default, |news| {
        (of(&news.added), of(&news.corrected))
    });
    let count = added.len() + corrected.len();
    let removed = news.map_or(0, |news| news.removed);
    let newest = || {
        let dated = library.documents.iter();
        let mut dated: Vec<_> = dated.filter(|d| d.metadata.date.is_some()).collect();
        dated.sort_by_key(|d| Reverse(d.metadata.date.as_ref()));
        dated.truncate(NEWEST);
        dated
    };
    html! {
        section.overview.news data-new=(count) {
            h1 { (s.news) }
            @match news {
                None => p.dim { (w.news_first) },
                Some(news) => p.dim {
                    (fill(w.news_since, &[("date", news.since)]))
                    @if count + removed == 0 { (w.news_none) }
                    @if removed > 0 { (fill(w.news_removed, &[("n", &number(removed))])) }
                },
            }
            @for (change, title, documents) in [
                ("added", w.news_added, added), ("corrected", w.news_corrected, corrected),
            ] {
                @if !documents.is_empty() {
                    h2 { (title) " " span.n { (number(documents.len())) } }
                    (rows(&documents, Some(change), view))
                }
            }
            @if count == 0 {
                h2 { (s.newest) }
                (rows(&newest(), None, view))
            }
        }
    }
}

fn rows(documents: &[&Document], change: Option<&str>, view: View<'_>) -> Markup {
    html! {
        ul.rows {
            @for document in documents.iter().take(MOST) {
                @let metadata = &document.metadata;
                li data-document=(metadata.id) data-change=[change] {
                    a href=(document_address(view.links, &metadata.id, None)) {
                        span.title lang="zh-CN" { (metadata.title) }
                        span.n lang="zh-CN" {
                            @if let Some(level) = &metadata.level { (level) " " }
                            @if let Some(date) = &metadata.date { time datetime=(date) { (date) } }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::tests::{document, library};
    use celan_document::PartialDate;

    #[test]
    fn what_is_new_is_listed_and_else_the_newest() {
        let mut documents: Vec<Document> = ["a", "b", "c"]
            .iter()
            .map(|id| document(id, "国", &[]))
            .collect();
        documents[1].metadata.date = PartialDate::parse("2020-01");
        documents[2].metadata.date = PartialDate::parse("2021");
        let library = library(documents);
        let written = |news: Option<&News<'_>>| {
            let written = news_screen(&library, news, View::default()).into_string();
            let rows = written.split("data-document=\"").skip(1);
            let ids: Vec<String> = rows.map(|row| row[..1].to_owned()).collect();
            (ids.concat(), written)
        };
        assert_eq!(written(None).0, "cb");
        let mut news = News {
            since: "2026-01-02",
            ..News::default()
        };
        assert_eq!(written(Some(&news)).0, "cb");
        news.added = vec!["b", "c", "gone"];
        news.corrected = vec!["a"];
        news.removed = 1;
        let (ids, page) = written(Some(&news));
        assert_eq!(ids, "cba");
        assert!(page.contains("2026-01-02") && page.contains("data-new=\"3\""));
    }
}
