//! The titles and numbers by which the documents of a library are known.
//!
//! A document is known by its title proper, by the title of its notice, by either with an issuer
//! before it or without the one that it begins with, and by the title that its notice wraps
//! (关于印发《…》的通知), and the other way round. Titles are equal when they are equal after folding. What two documents share
//! names neither.

use super::scan::{Mention, mentions};
use crate::title::fold_title;
use celan_document::{Document, Metadata};
use std::collections::HashMap;

/// The titles and numbers of a library.
pub(super) struct Index {
    own: Vec<String>,
    ids: Vec<String>,
    numbers: Vec<Option<String>>,
    by_title: HashMap<String, Option<usize>>,
    by_number: HashMap<String, Option<usize>>,
}

impl Index {
    pub(super) fn new(documents: &[Document]) -> Self {
        let mut index = Self {
            own: documents
                .iter()
                .map(|d| fold_title(&d.metadata.title))
                .collect(),
            ids: documents.iter().map(|d| d.metadata.id.clone()).collect(),
            numbers: documents.iter().map(|d| number(&d.metadata)).collect(),
            by_title: HashMap::new(),
            by_number: HashMap::new(),
        };
        for (at, document) in documents.iter().enumerate() {
            for title in titles(&document.metadata) {
                enter(&mut index.by_title, title, at);
            }
            if let Some(number) = &index.numbers[at] {
                enter(&mut index.by_number, number.clone(), at);
            }
        }
        index
    }

    /// The document of this folded title.
    pub(super) fn title(&self, title: &str) -> Option<usize> {
        self.by_title.get(title).copied().flatten()
    }

    /// Whether this folded title is the tail of the document's own, as a text that has introduced
    /// itself goes on to call itself (《规划》, 《政策措施》).
    pub(super) fn is_tail(&self, title: &str, document: usize) -> bool {
        const LONGEST: usize = 6;
        let own = self
            .own
            .get(document)
            .is_some_and(|own| own.ends_with(title));
        own && (2..=LONGEST).contains(&title.chars().count())
    }

    /// The document of this number in its normal form.
    pub(super) fn number(&self, number: &str) -> Option<usize> {
        self.by_number.get(number).copied().flatten()
    }

    /// The number of a document in its normal form.
    pub(super) fn number_of(&self, document: usize) -> Option<&String> {
        self.numbers.get(document)?.as_ref()
    }

    /// The id of a document.
    pub(super) fn id(&self, document: usize) -> &str {
        self.ids.get(document).map_or("", String::as_str)
    }
}

fn enter(map: &mut HashMap<String, Option<usize>>, key: String, at: usize) {
    map.entry(key)
        .and_modify(|known| *known = known.filter(|other| *other == at))
        .or_insert(Some(at));
}

fn number(metadata: &Metadata) -> Option<String> {
    let chars: Vec<char> = metadata.number.as_deref()?.chars().collect();
    mentions(&chars)
        .into_iter()
        .find_map(|(_, mention)| match mention {
            Mention::Number(number) => Some(number),
            Mention::Title(_) => None,
        })
}

/// Everything that `metadata`'s document may be called, folded.
fn titles(metadata: &Metadata) -> Vec<String> {
    let issuers: Vec<String> = metadata
        .issuers
        .iter()
        .map(|issuer| fold_title(issuer))
        .collect();
    let together = issuers.concat();
    let printed = [Some(&metadata.title), metadata.notice.as_ref()];
    let mut titles: Vec<String> = printed
        .into_iter()
        .flatten()
        .map(|t| fold_title(t))
        .collect();
    let wrapped: Vec<String> = metadata
        .notice
        .iter()
        .flat_map(|notice| wrapped(notice))
        .collect();
    titles.extend(wrapped);
    let mut more = Vec::new();
    for title in &titles {
        for issuer in issuers
            .iter()
            .chain([&together])
            .filter(|issuer| !issuer.is_empty())
        {
            more.push(format!("{issuer}{title}"));
            more.extend(title.strip_prefix(issuer.as_str()).map(str::to_owned));
            more.push(format!("{issuer}关于印发{title}的通知"));
            more.push(format!("{issuer}印发{title}"));
        }
        // 国务院印发关于…的通知 is also called 国务院关于…的通知.
        more.push(title.replacen("印发关于", "关于", 1));
        more.push(format!("关于印发{title}的通知"));
    }
    titles.append(&mut more);
    // A word such as 通知 alone is no name.
    titles.retain(|title| title.chars().count() > 4);
    titles.sort();
    titles.dedup();
    titles
}

/// The title that a notice wraps: in brackets, or between 关于印发 and 的通知.
fn wrapped(notice: &str) -> Vec<String> {
    let chars: Vec<char> = notice.chars().collect();
    let sends = ["印发", "转发", "发布", "公布"]
        .iter()
        .any(|word| notice.contains(word));
    let bracketed = mentions(&chars)
        .into_iter()
        .filter_map(|(_, mention)| match mention {
            Mention::Title(title) if sends => Some(title),
            _ => None,
        });
    let mut titles: Vec<String> = bracketed.collect();
    let folded = fold_title(notice);
    if let Some((_, rest)) = folded.split_once("关于印发")
        && let Some(title) = rest.strip_suffix("的通知")
    {
        titles.push(title.to_owned());
    }
    titles
}
