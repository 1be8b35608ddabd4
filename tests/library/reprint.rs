//! The importer on texts it has not seen: every document is printed again, in lines of another
//! measure, on pages with numbers, and imported from that print. What comes back must be what was
//! printed: paragraphs joined over line and page breaks, headings at their depth, items as items.
//!
//! A print does not say everything: a sentence that ends a full last line may end a paragraph or
//! not. A few in a thousand are lost so; the bounds below say how many.

use celan_document::{Block, Content, Document};
use std::collections::HashSet;
use std::fs;
use std::path::Path;

use super::corpus_folder;

/// Ideographs in a printed line, and lines on a page.
const MEASURE: f32 = 28.0;
const PAGE: usize = 22;

/// How much of a print breaks its lines off.
#[derive(Clone, Copy, PartialEq)]
enum Layout {
    /// Every printed line is a line of the file, with blank lines between.
    Lines,
    /// A paragraph is a line of the file, cut where the page ends.
    Pages,
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The texts of a document, tables left out.
fn texts(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    document.walk(&mut |block: &Block| out.extend(block.text().map(|text| text.plain.clone())));
    out
}

/// What each block is to the outline.
fn outline(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    document.walk(&mut |block: &Block| {
        let form = match &block.content {
            Content::Heading(h) => format!("heading {} {}", h.level, h.label),
            Content::Paragraph {
                run_in: Some(r), ..
            } => format!("run-in {} {} {}", r.level, r.label, r.end),
            Content::Item { marker, .. } => format!("item {marker}"),
            Content::Box(b) => format!("box {}", b.label),
            _ => return,
        };
        out.extend(
            block
                .text()
                .map(|text| format!("{form} {}", visible(&text.plain))),
        );
    });
    out
}

/// Breaks a paragraph into printed lines: the first set in by two, no closing mark first in a line.
fn broken(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut width = 2.0;
    for c in text.chars() {
        let here = if c.is_ascii() { 0.5 } else { 1.0 };
        let closing = "，。、；：！？”）》〉".contains(c);
        if width + here > MEASURE && !(closing && width <= MEASURE) {
            lines.push(String::new());
            width = 0.0;
        }
        width += here;
        lines.last_mut().unwrap().push(c);
    }
    lines
}

fn printed(texts: &[String], layout: Layout) -> String {
    let mut out = String::new();
    let mut count = 0;
    for text in texts {
        let lines = broken(text);
        for (i, line) in lines.iter().enumerate() {
            out.push_str(line);
            count += 1;
            let last = i + 1 == lines.len();
            let page = count % PAGE == 0;
            if last || page || layout == Layout::Lines {
                out.push_str("\n\n");
            }
            if page {
                out.push_str(&format!("- {} -\n\n", count / PAGE));
            }
        }
    }
    out
}

fn reimported(documents: &[Document], layout: Layout) -> Vec<Document> {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("sources")).unwrap();
    let mut config = String::new();
    for document in documents {
        let id = &document.metadata.id;
        let source = dir.path().join("sources").join(format!("{id}.txt"));
        fs::write(source, printed(&texts(document), layout)).unwrap();
        config += &format!(
            "[[source]]\nfile = \"{id}.txt\"\nkind = \"document\"\n[[source.document]]\nid = \"{id}\"\n"
        );
    }
    fs::write(dir.path().join("import.toml"), config).unwrap();
    imported(dir.path())
}

fn imported(dir: &Path) -> Vec<Document> {
    let report = celan_import::imported(dir);
    assert!(!report.has_errors(), "{:?}", report.diagnostics);
    let made = report.documents.into_iter();
    made.map(|made| made.document).collect()
}

/// How many of `wanted` are not in `got`, and of how many.
fn lost(wanted: Vec<String>, got: Vec<String>) -> (usize, usize) {
    let got: HashSet<String> = got.iter().map(|t| visible(t)).collect();
    let missing = wanted.iter().filter(|t| !got.contains(&visible(t)));
    (missing.count(), wanted.len())
}

#[test]
fn a_document_printed_again_is_read_as_before() {
    let documents = imported(&corpus_folder());
    for layout in [Layout::Lines, Layout::Pages] {
        let (mut paragraphs, mut outlines) = ((0, 0), (0, 0));
        for (before, after) in documents.iter().zip(reimported(&documents, layout)) {
            let add = |sum: &mut (usize, usize), part: (usize, usize)| {
                sum.0 += part.0;
                sum.1 += part.1;
            };
            add(&mut paragraphs, lost(texts(before), texts(&after)));
            add(&mut outlines, lost(outline(before), outline(&after)));
        }
        for (name, (missing, all)) in [("paragraphs", paragraphs), ("outline", outlines)] {
            println!("{name}: {missing} of {all} lost");
            assert!(missing * 150 <= all, "{name}: {missing} of {all} lost");
        }
    }
}
