//! Where the text of a document comes from, and every place where it departs from there:
//! `d/<id>/source/`.

use super::Assets;
use super::documents::foot;
use super::head::{Page, frame, strings};
use crate::library::search_form;
use celan_cite::place_names;
use celan_document::{
    Block, Document, Doubt, Library, Lines, Removed, Repair, Span, Text, Variant, Witness,
    char_slice,
};
use celan_locale::{Language, PageStrings, Strings, fill, number};
use maud::{Markup, html};
use std::collections::HashMap;

const ROOT: &str = "../../../";

/// Characters of context around a change.
const CONTEXT: u32 = 8;

/// Writes the page of a document's sources, to stand at `d/<id>/source/index.html`.
pub fn source_page(document: &Document, library: &Library, assets: &Assets) -> String {
    let s = strings();
    let words = Language::default().page_strings();
    let metadata = &document.metadata;
    let page = Page {
        root: ROOT,
        path: None,
        title: &format!("{} · {} · {}", s.source_title, metadata.title, s.app),
        description: "",
        data: None,
        document: None,
        application: false,
        inline: "",
        skip: ("text", s.skip_text),
        bar: html! {
            nav.where aria-label=(s.place) {
                a href=(ROOT) { (s.library) }
                b { a href="../" { (metadata.title) } }
                span { (s.source_title) }
            }
            (search_form(s, ROOT, false, false))
            nav.tools aria-label=(s.tools) { a.btn.quiet href="../" { (s.body_label) } }
        },
        screen: html! {
            main #text .wrap {
                section.hall { div {
                    h1 { (s.source_title) }
                    p { a href="../" { (metadata.title) } }
                    p { (words.source_intro) }
                } }
                (witnesses(words, document))
                (changes(s, words, document))
                (removed(s, words, document))
            }
        },
        foot: foot(library, ROOT, assets.keeps_nothing),
        // As on the page of the document, whose place in the row has the way back.
        dock: Some(html! {
            a href="../#outline" { (s.outline) }
            a href={ (ROOT) "#q" } { (s.search) }
            a href="../#facts" { (s.info) }
            a href="../" { (s.body_label) }
        }),
    };
    frame(&page, assets)
}

fn witnesses(words: &PageStrings, document: &Document) -> Markup {
    let witnesses = &document.metadata.witnesses;
    html! {
        section.group {
            h2 { (words.witnesses) }
            @if witnesses.is_empty() { p { (words.source_by_hand) } }
            @else {
                (table(&[words.file, words.lines, words.role], witnesses.iter().enumerate().map(|(i, w)| {
                    let role = if i == 0 { words.witness_base } else { words.witness_other };
                    vec![cell(&w.file), cell(&lines(words, w.lines)), cell(role)]
                })))
            }
        }
    }
}

fn lines(words: &PageStrings, lines: Lines) -> String {
    let (first, last) = (lines.first.to_string(), lines.last.to_string());
    let template = if first == last {
        words.line_one
    } else {
        words.line_range
    };
    fill(template, &[("first", &first), ("last", &last)])
}

fn changes(s: &Strings, words: &PageStrings, document: &Document) -> Markup {
    let repairs = collect(document, |text| &text.repairs);
    let variants = collect(document, |text| &text.variants);
    let doubts = collect(document, |text| &text.doubts);
    let later = Language::default().later_strings();
    let names: HashMap<&str, String> = place_names(s, later, document).into_iter().collect();
    html! {
        @if repairs.is_empty() && variants.is_empty() && doubts.is_empty() {
            section.group { p { (words.no_repairs) } }
        }
        (section(words.repairs_count, &[words.where_in_text, words.source_line, words.was, words.now, words.rule],
            &repairs, |(block, text, repair): &(&Block, &Text, &Repair)| vec![
                here(block, &names), source(words, block), cell(shown(s, &repair.was)),
                now(s, text, repair.span), cell(Language::default().rule(&repair.rule)),
            ]))
        (section(words.variants_count, &[words.where_in_text, words.source_line, words.witness, words.reading, words.now],
            &variants, |(block, text, variant): &(&Block, &Text, &Variant)| vec![
                here(block, &names), source(words, block), cell(&variant.witness),
                cell(shown(s, &variant.reading)), now(s, text, variant.span),
            ]))
        (section(words.doubts_count, &[words.where_in_text, words.source_line, words.now, words.reason],
            &doubts, |(block, text, doubt): &(&Block, &Text, &Doubt)| vec![
                here(block, &names), source(words, block), now(s, text, doubt.span), cell(&doubt.reason),
            ]))
    }
}

/// What was taken out of the sources and stands in no text, folded.
fn removed(s: &Strings, words: &PageStrings, document: &Document) -> Markup {
    let witnesses = document.metadata.witnesses.iter();
    let rows: Vec<(&Witness, &Removed)> = witnesses
        .flat_map(|w| w.removed.iter().map(move |removed| (w, removed)))
        .collect();
    html! {
        @if !rows.is_empty() {
            section.group {
                details {
                    summary { (fill(words.removed_count, &[("n", &number(rows.len()))])) }
                    (table(&[words.file, words.source_line, words.was, words.now, words.rule], rows.iter().map(|(w, removed)| {
                        let line = Lines { first: removed.line, last: removed.line };
                        vec![
                            cell(&w.file), cell(&lines(words, line)), cell(&removed.was),
                            cell(shown(s, &removed.now)), cell(Language::default().rule(&removed.rule)),
                        ]
                    })))
                }
            }
        }
    }
}

/// Every mark of one kind, with its block and text, in reading order.
fn collect<'a, T>(
    document: &'a Document,
    marks: impl Fn(&'a Text) -> &'a Vec<T>,
) -> Vec<(&'a Block, &'a Text, &'a T)> {
    let mut found = Vec::new();
    document.walk(&mut |block| {
        if let Some(text) = block.text() {
            found.extend(marks(text).iter().map(|mark| (block, text, mark)));
        }
    });
    found
}

fn section<T>(title: &str, names: &[&str], rows: &[T], row: impl Fn(&T) -> Vec<Markup>) -> Markup {
    html! {
        @if !rows.is_empty() {
            section.group {
                h2 { (fill(title, &[("n", &number(rows.len()))])) }
                (table(names, rows.iter().map(row)))
            }
        }
    }
}

/// A table whose columns have these names; where it is narrow, each row is a block.
fn table(names: &[&str], rows: impl Iterator<Item = Vec<Markup>>) -> Markup {
    html! {
        div.frame.rows tabindex="0" role="region" aria-label=(names.join(" ")) {
            table {
                thead { tr { @for name in names { th scope="col" { (name) } } } }
                tbody { @for row in rows { tr {
                    @for (at, (name, cell)) in names.iter().zip(row).enumerate() {
                        @if at == 0 { td.name { (cell) } } @else { td data-k=(name) { span { (cell) } } }
                    }
                } } }
            }
        }
    }
}

fn cell(text: &str) -> Markup {
    html! { (text) }
}

/// A place by the name that its document gives it.
fn here(block: &Block, names: &HashMap<&str, String>) -> Markup {
    let anchor = block.anchor.as_str();
    html! { a href={ "../#" (anchor) } { (names.get(anchor).map_or(anchor, String::as_str)) } }
}

/// The lines of a block in its source.
fn source(words: &PageStrings, block: &Block) -> Markup {
    html! { @if let Some(known) = block.lines { (lines(words, known)) } }
}

fn shown<'a>(s: &'a Strings, text: &'a str) -> &'a str {
    if text.is_empty() { s.nothing } else { text }
}

/// What stands at `span` now, marked, with the characters around it.
fn now(s: &Strings, text: &Text, span: Span) -> Markup {
    let slice = |start, end| char_slice(&text.plain, Span { start, end });
    let inside = slice(span.start, span.end);
    html! {
        (slice(span.start.saturating_sub(CONTEXT), span.start))
        mark { (shown(s, inside)) }
        (slice(span.end, span.end.saturating_add(CONTEXT)))
    }
}
