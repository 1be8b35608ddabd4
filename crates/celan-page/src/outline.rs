//! The outline of a document: headings, and run-in headings near the top of the tree.

use celan_document::{Content, Document, Kind, Part, number_in_chinese};
use maud::{Markup, html};

/// A line of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Where it leads.
    pub anchor: &'a str,
    /// Its number as the outline shows it (三 for 第三章, 三、), or empty.
    pub number: String,
    /// Its title, or its label where it has no title.
    pub title: &'a str,
    /// First and last article below it, where it holds any.
    pub articles: Option<(u32, u32)>,
    /// What stands below it.
    pub below: Vec<Entry<'a>>,
}

/// Depth of the tree that the outline shows, and of that the depth to which it shows headings that
/// open a paragraph.
const DEPTH: usize = 3;
const RUN_IN_DEPTH: usize = 2;

/// The outline of `document` as a tree, the notice left out.
pub fn outline_entries(document: &Document) -> Vec<Entry<'_>> {
    let mut roots = Vec::new();
    let mut open: Vec<(u8, Entry)> = Vec::new();
    for block in document.blocks.iter().filter(|b| b.part != Part::Notice) {
        let (level, kind, number, label, title, run_in) = match &block.content {
            Content::Heading(h) => (h.level, h.kind, h.number, &h.label, &h.title, false),
            Content::Paragraph {
                run_in: Some(r), ..
            } => {
                if r.kind == Kind::Article
                    && let Some(n) = r.number
                {
                    widen(&mut open, n);
                }
                (r.level, r.kind, r.number, &r.label, &r.title, true)
            }
            _ => continue,
        };
        let depth = open.iter().filter(|(other, _)| *other < level).count() + 1;
        let untitled = title.is_empty() && kind != Kind::Article;
        if depth > DEPTH || run_in && (untitled || depth > RUN_IN_DEPTH) {
            continue;
        }
        while open.last().is_some_and(|(other, _)| *other >= level) {
            close(&mut open, &mut roots);
        }
        let short = matches!(kind, Kind::Part | Kind::Chapter | Kind::Section | Kind::Han);
        let entry = Entry {
            anchor: &block.anchor,
            number: number
                .filter(|_| short)
                .and_then(number_in_chinese)
                .unwrap_or_default(),
            title: if title.is_empty() { label } else { title },
            articles: None,
            below: Vec::new(),
        };
        open.push((level, entry));
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    drop_articles(&mut roots);
    roots
}

fn widen(open: &mut [(u8, Entry)], number: u32) {
    for (_, entry) in open {
        let (first, last) = entry.articles.unwrap_or((number, number));
        entry.articles = Some((first.min(number), last.max(number)));
    }
}

fn close<'a>(open: &mut Vec<(u8, Entry<'a>)>, roots: &mut Vec<Entry<'a>>) {
    if let Some((_, entry)) = open.pop() {
        match open.last_mut() {
            Some((_, parent)) => parent.below.push(entry),
            None => roots.push(entry),
        }
    }
}

/// A chapter says which articles it holds instead of listing them, unless they have titles.
fn drop_articles(entries: &mut [Entry]) {
    for entry in entries {
        if entry.articles.is_some() {
            entry
                .below
                .retain(|e| !(e.number.is_empty() && e.title.ends_with('条')));
        }
        drop_articles(&mut entry.below);
    }
}

/// Writes the outline of `document` as nested `<ol>`; empty where it has no headings.
///
/// ```
/// use celan_document::Document;
/// assert_eq!(celan_page::outline(&Document::default()), "");
/// ```
pub fn outline(document: &Document) -> String {
    let entries = outline_entries(document);
    if entries.is_empty() {
        return String::new();
    }
    let long = entries.iter().any(|e| e.number.chars().count() > 1);
    let numbered = entries.iter().any(|e| !e.number.is_empty());
    html! {
        ol.long[long] { @for entry in &entries { (line(entry, numbered)) } }
    }
    .into_string()
}

fn line(entry: &Entry, numbered: bool) -> Markup {
    html! {
        li {
            a href={ "#" (entry.anchor) } {
                @if numbered { span.i { (entry.number) } }
                span { (entry.title) }
                @if let Some((first, last)) = entry.articles {
                    span.n { (first) @if last > first { "—" (last) } }
                }
            }
            @if !entry.below.is_empty() {
                ol { @for below in &entry.below { (line(below, false)) } }
            }
        }
    }
}
