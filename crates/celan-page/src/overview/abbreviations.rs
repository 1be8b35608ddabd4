//! The abbreviations that documents announce, with what they stand for in the words of the text.

use crate::abbreviation::{MARK, announced, announcement};
use crate::address::document_address;
use crate::view::View;
use celan_document::{Document, Library, char_slice};
use celan_locale::{fill, number};
use maud::{Markup, html};

/// More are not read in a list.
const MOST: usize = 2000;

/// An abbreviation where a document announces it.
struct Announced {
    name: String,
    stands_for: String,
    anchor: String,
}

/// The screen of abbreviations, by document and in the order of the text.
pub fn abbreviations_screen(library: &Library, view: View<'_>) -> Markup {
    let (s, w) = (view.language.strings(), view.language.overview_strings());
    let mut documents: Vec<(&Document, Vec<Announced>)> = library
        .documents
        .iter()
        .map(|document| (document, in_document(document)))
        .filter(|(_, announced)| !announced.is_empty())
        .collect();
    let count: usize = documents.iter().map(|(_, own)| own.len()).sum();
    let about = [("documents", number(documents.len())), ("n", number(count))];
    let about = about
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let mut left = MOST;
    for (_, own) in &mut documents {
        own.truncate(left);
        left -= own.len();
    }
    documents.retain(|(_, own)| !own.is_empty());
    html! {
        section.overview.abbreviations data-abbreviations=(count) {
            h1 { (s.abbreviations) }
            @if count == 0 { p.say { (w.abbreviations_none) } }
            @else { p.dim { (fill(w.abbreviations_about, &about)) } }
            @if count > MOST { p.dim { (fill(w.abbreviations_some, &[("n", &number(MOST))])) } }
            @if count > 0 {
                div.frame { table {
                    thead { tr { th scope="col" { (w.abbreviation) } th scope="col" { (w.stands_for) } } }
                    @for (document, own) in &documents {
                        @let id = &document.metadata.id;
                        tbody {
                            tr.part { th scope="rowgroup" colspan="2" lang="zh-CN" {
                                a href=(document_address(view.links, id, None)) { (document.metadata.title) }
                            } }
                            @for Announced { name, stands_for, anchor } in own {
                                tr data-abbreviation=(name) lang="zh-CN" {
                                    th scope="row" {
                                        a href=(document_address(view.links, id, Some(anchor))) { (name) }
                                    }
                                    td { (stands_for) }
                                }
                            }
                        }
                    }
                } }
            }
        }
    }
}

/// What a document announces; what it says twice in the same words once.
fn in_document(document: &Document) -> Vec<Announced> {
    let mut all: Vec<Announced> = Vec::new();
    document.walk(&mut |block| {
        let Some(text) = block.text() else { return };
        for name in announced(&text.plain) {
            let Some(span) = announcement(&text.plain, &name) else {
                continue;
            };
            let stands_for = stands_for(char_slice(&text.plain, span)).to_owned();
            let known = |a: &Announced| a.name == name && a.stands_for == stands_for;
            if !all.iter().any(known) {
                all.push(Announced {
                    name,
                    stands_for,
                    anchor: block.anchor.clone(),
                });
            }
        }
    });
    all
}

/// What stands before the words that announce: the title that ends there, or the clause.
fn stands_for(says: &str) -> &str {
    let before = says.rfind(MARK).map_or(says, |at| &says[..at]);
    let before = before.strip_suffix("以下").unwrap_or(before);
    let before = before.trim_end_matches(['（', '(', '，', ',', ' ', '　']);
    if before.is_empty() {
        return says;
    }
    let mut depth = 0usize;
    for (at, sign) in before.char_indices().rev() {
        match sign {
            '》' => depth += 1,
            '《' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return if sign == '《' { &before[at..] } else { before };
        }
    }
    before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_cut_out_and_a_clause_is_whole() {
        for (says, expected) in [
            (
                "日前印发《关于《甲》的意见》（以下简称《意见》）",
                "《关于《甲》的意见》",
            ),
            (
                "适用于归口某某省科学技术厅（以下简称“某省科技厅”）",
                "适用于归口某某省科学技术厅",
            ),
            ("部际联席会议，简称联席会议", "部际联席会议"),
            ("（以下简称《意见》）", "（以下简称《意见》）"),
        ] {
            assert_eq!(stands_for(says), expected);
        }
    }
}
