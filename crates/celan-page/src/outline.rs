//! The outline of a document: headings, and run-in headings near the top of the tree.

use celan_document::{Content, Document, NumberingKind, Part};
use maud::{Markup, html};

/// A line of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Where it leads.
    pub anchor: &'a str,
    /// Its number as printed (第三章, （二）), without the mark that parts it from the title; empty where the
    /// number is all of its title.
    pub number: &'a str,
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
        let (level, kind, label, title, run_in) = match &block.content {
            Content::Heading(h) => (h.level, h.kind, &h.label, &h.title, false),
            Content::Paragraph {
                run_in: Some(r), ..
            } => {
                if r.kind == NumberingKind::Article
                    && let Some(n) = r.number
                {
                    widen(&mut open, r.level, n);
                }
                (r.level, r.kind, &r.label, &r.title, true)
            }
            _ => continue,
        };
        let depth = open.iter().filter(|(other, _)| *other < level).count() + 1;
        let untitled = title.is_empty() && kind != NumberingKind::Article;
        if depth > DEPTH || run_in && (untitled || depth > RUN_IN_DEPTH) {
            continue;
        }
        while open.last().is_some_and(|(other, _)| *other >= level) {
            close(&mut open, &mut roots);
        }
        let entry = Entry {
            anchor: &block.anchor,
            number: if title.is_empty() {
                ""
            } else {
                label.trim_end_matches(['、', '.', '．'])
            },
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

fn widen(open: &mut [(u8, Entry)], level: u8, number: u32) {
    for (_, entry) in open.iter_mut().filter(|(above, _)| *above < level) {
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
    html! {
        ol { @for entry in &entries { (line(entry)) } }
    }
    .into_string()
}

/// How many lines the outline has.
pub(crate) fn lines(entries: &[Entry]) -> usize {
    let below = entries.iter().map(|entry| lines(&entry.below));
    entries.len() + below.sum::<usize>()
}

fn line(entry: &Entry) -> Markup {
    html! {
        li class=[(!entry.below.is_empty()).then_some("branch")] {
            a href={ "#" (entry.anchor) } {
                @if !entry.number.is_empty() { span.i { (entry.number) } }
                span { (entry.title) }
                @if let Some((first, last)) = entry.articles {
                    span.n { (first) @if last > first { "\u{2060}—\u{2060}" (last) } }
                }
            }
            @if !entry.below.is_empty() {
                ol { @for below in &entry.below { (line(below)) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use celan_document::{Block, Heading, RunIn, Text, assign_anchors, parse_label};

    fn block(content: Content) -> Block {
        Block {
            anchor: String::new(),
            lines: None,
            part: Part::Body,
            content,
        }
    }

    fn heading(level: u8, label: &str, title: &str) -> Block {
        let parsed = parse_label(label);
        block(Content::Heading(Heading {
            text: Text::plain(format!("{label}{title}")),
            level,
            kind: parsed.as_ref().map_or(NumberingKind::Plain, |l| l.kind),
            number: parsed.and_then(|l| l.number),
            label: label.into(),
            title: title.into(),
        }))
    }

    fn run_in(level: u8, label: &str, title: &str) -> Block {
        let parsed = parse_label(label);
        let run_in = RunIn {
            level,
            kind: parsed.as_ref().map_or(NumberingKind::Plain, |l| l.kind),
            number: parsed.and_then(|l| l.number),
            label: label.into(),
            title: title.into(),
            end: 0,
        };
        let text = Text::plain(format!("{label}{title}。本文"));
        block(Content::Paragraph {
            text,
            run_in: Some(run_in),
            lead: 0,
        })
    }

    /// The outline as an indented list.
    fn drawn(mut blocks: Vec<Block>) -> String {
        fn draw(entries: &[Entry], depth: usize, out: &mut String) {
            for e in entries {
                let articles = e
                    .articles
                    .map(|(a, b)| format!(" {a}-{b}"))
                    .unwrap_or_default();
                let indent = "  ".repeat(depth);
                out.push_str(&format!(
                    "{indent}{}|{} #{}{articles}\n",
                    e.number, e.title, e.anchor
                ));
                draw(&e.below, depth + 1, out);
            }
        }
        assign_anchors(&mut blocks);
        let document = Document {
            blocks,
            ..Document::default()
        };
        let mut out = String::new();
        draw(&outline_entries(&document), 0, &mut out);
        out
    }

    #[test]
    fn headings_nest_and_deep_ones_are_left_out() {
        let got = drawn(vec![
            heading(1, "第一章", "总则"),
            heading(2, "第一节", "目标"),
            heading(3, "一、", "近期"),
            heading(4, "（一）", "今年"),
            heading(1, "第二章", "附则"),
            heading(3, "一、", "隔层"),
        ]);
        let want = "第一章|总则 #c1\n  第一节|目标 #s1\n    一|近期 #s1-1\n第二章|附则 #c2\n  一|隔层 #c2-1\n";
        assert_eq!(got, want);
    }

    #[test]
    fn run_in_headings_count_and_bare_numbers_do_not() {
        let got = drawn(vec![
            heading(1, "一、", "总体要求"),
            run_in(2, "（一）", "指导思想"),
            run_in(2, "（二）", ""),
        ]);
        assert_eq!(got, "一|总体要求 #1\n  （一）|指导思想 #1-1\n");
    }

    #[test]
    fn chapters_name_their_articles() {
        let got = drawn(vec![
            heading(1, "第一章", "总则"),
            run_in(2, "第一条", ""),
            run_in(2, "第二条", ""),
            heading(1, "第二章", "附则"),
            run_in(2, "第三条", ""),
        ]);
        assert_eq!(got, "第一章|总则 #c1 1-2\n第二章|附则 #c2 3-3\n");
        let flat = drawn(vec![run_in(1, "第一条", ""), run_in(1, "第二条", "")]);
        assert_eq!(flat, "|第一条 #a1\n|第二条 #a2\n");
    }
}
