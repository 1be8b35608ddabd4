//! The abbreviations that documents announce, with what they stand for in the words of the text.

use super::long_form::{Names, long_form};
use crate::abbreviation::{announced, announcement};
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
    let names = Names::of(library);
    let mut documents: Vec<(&Document, Vec<Announced>)> = library
        .documents
        .iter()
        .map(|document| (document, in_document(document, &names)))
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
fn in_document(document: &Document, names: &Names<'_>) -> Vec<Announced> {
    let mut all: Vec<Announced> = Vec::new();
    document.walk(&mut |block| {
        let Some(text) = block.text() else { return };
        for name in announced(&text.plain) {
            // Where no name can be told, the reader sees the words themselves.
            let quoted = || {
                let span = announcement(&text.plain, &name)?;
                Some(["…", char_slice(&text.plain, span)].concat())
            };
            let Some(stands_for) = long_form(&text.plain, &name, names).or_else(quoted) else {
                continue;
            };
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
