//! The measures of one document, as a table.

use super::answer;
use super::texts::Texts;
use crate::address::document_address;
use crate::view::View;
use celan_document::{Content, Library};
use celan_finder::{Extracts, Measure};
use celan_locale::{fill, number};
use maud::{Markup, html};

/// The measures of the document `id`, section by section; `None` if the library lacks it.
pub fn measures_screen(
    library: &Library,
    extracts: &Extracts,
    id: &str,
    view: View<'_>,
) -> Option<Markup> {
    let texts = Texts::new(library, extracts, view);
    let w = texts.words;
    let at = library.documents.iter().position(|d| d.metadata.id == id)?;
    let document = &library.documents[at];
    let measures = of_document(extracts, at);
    Some(html! {
        section.given data-measures=(measures.len()) {
            h1 { a href=(document_address(view.links, id, None)) lang="zh-CN" { (document.metadata.title) } }
            h2 { (w.given) }
            (count(&texts, &measures))
            @if measures.is_empty() { p.say { (w.given_none) } }
            @else { (table(&texts, at, &measures)) }
        }
    })
}

/// The measures of all documents, each document's in a table of its own.
#[cfg(feature = "site")]
pub(crate) fn measures_list(library: &Library, extracts: &Extracts, view: View<'_>) -> Markup {
    let texts = Texts::new(library, extracts, view);
    let w = texts.words;
    let all: Vec<&Measure> = extracts.measures.iter().collect();
    html! {
        section.given data-measures=(all.len()) {
            h1 { (w.title) }
            (count(&texts, &all))
            @if all.is_empty() { p.say { (w.none_here) } }
            @for (at, document) in library.documents.iter().enumerate() {
                @let measures = of_document(extracts, at);
                @if !measures.is_empty() {
                    h2 { a href=(document_address(view.links, &document.metadata.id, None)) lang="zh-CN" {
                        (document.metadata.title)
                    } }
                    (table(&texts, at, &measures))
                }
            }
        }
    }
}

fn of_document(extracts: &Extracts, at: usize) -> Vec<&Measure> {
    let measures = extracts.measures.iter();
    measures
        .filter(|measure| measure.location.document as usize == at)
        .collect()
}

/// How many measures there are, and how many of them have a sum that cannot be read.
fn count(texts: &Texts<'_>, measures: &[&Measure]) -> Markup {
    let w = texts.words;
    let unread = measures.iter().filter(|measure| measure.damaged).count();
    html! {
        p.flush.say-so {
            (fill(w.given_count, &[("n", &number(measures.len()))]))
            @if unread > 0 { (fill(w.given_unread, &[("n", &number(unread))])) }
            (w.given_words)
        }
    }
}

/// The measures of the document `at`, section by section.
fn table(texts: &Texts<'_>, at: usize, measures: &[&Measure]) -> Markup {
    let w = texts.words;
    let (links, id) = (texts.view.links, &texts.library.documents[at].metadata.id);
    let sections = sections(texts, at);
    let section = |measure: &Measure| {
        let block = measure.location.block;
        sections.iter().rev().find(|(from, _, _)| *from <= block)
    };
    let start = |measure: &Measure| section(measure).map(|(from, _, _)| *from);
    html! {
        div.frame { table {
            thead { tr { th scope="col" { (w.how_much) } th scope="col" { (w.given_whom) } } }
            @for part in measures.chunk_by(|a, b| start(a) == start(b)) {
                tbody {
                    @if let Some((_, title, anchor)) = section(part[0]) {
                        tr.part { th scope="rowgroup" colspan="2" {
                            a href=(document_address(links, id, Some(anchor))) lang="zh-CN" { (title) }
                        } }
                    }
                    @for (n, measure) in part.iter().enumerate() {
                        @let row = n > 0 && measure.group > 0 && part[n - 1].group == measure.group;
                        (line(texts, measure, row))
                    }
                }
            }
        } }
    }
}

/// A measure as a line; `also` where it belongs to the row of sums before it.
fn line(texts: &Texts<'_>, measure: &Measure, also: bool) -> Markup {
    let conditions: Vec<String> = measure
        .conditions
        .iter()
        .map(|range| texts.slice(measure.location, *range))
        .collect();
    html! {
        tr.also[also] data-measure=(answer::id(texts, measure)) {
            th scope="row" {
                a href=(texts.address(measure.location)) lang="zh-CN" {
                    @if measure.damaged { span { (texts.words.unread) } }
                    @else if measure.sums.is_empty() { span { (texts.words.in_words) } }
                    @for (n, sum) in measure.sums.iter().enumerate() {
                        @if n > 0 { "，" wbr; }
                        (texts.slice(measure.location, *sum))
                    }
                }
            }
            td lang="zh-CN" {
                (answer::recipient(texts, measure))
                @if !conditions.is_empty() { p { (conditions.join("；")) } }
            }
        }
    }
}

/// The headings of a document: the number of their block, title, anchor.
fn sections<'a>(texts: &Texts<'a>, document: usize) -> Vec<(u32, String, &'a str)> {
    let mut out = Vec::new();
    let mut number = 0;
    texts.library.documents[document].walk(&mut |block| {
        if let Content::Heading(heading) = &block.content {
            let title = [heading.label.as_str(), heading.title.as_str()].concat();
            out.push((number, title, block.anchor.as_str()));
        }
        number += 1;
    });
    out
}
