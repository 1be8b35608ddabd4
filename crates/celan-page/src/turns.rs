//! The ways from the end of a section to the former and the next.

use crate::view::View;
use celan_document::{Block, Content, Document, Heading, NumberingKind, Part};
use celan_locale::{LaterStrings, fill};
use maud::html;
use std::collections::HashMap;

/// Depth of the tree that has such ways: as the outline.
const DEPTH: usize = 3;

/// What stands behind the last block of a section, by that block's anchor. All words are drawn by the style:
/// they are no text of the document, neither copied nor found.
pub(crate) type Turns = HashMap<String, String>;

/// A heading that stands alone, and what ends with its section.
struct Section<'a> {
    heading: &'a Heading,
    anchor: &'a str,
    part: Part,
    /// The place of the last block below it.
    last: usize,
    /// The sections before and after it below the same heading.
    former: Option<usize>,
    next: Option<usize>,
}

/// The ways of a document; none of an excerpt.
pub(crate) fn turns(document: &Document, view: View) -> Turns {
    let mut turns = Turns::new();
    if view.excerpt {
        return turns;
    }
    let words = view.language.later_strings();
    let sections = sections(&document.blocks);
    let way = |to: Option<usize>, rel: &str, template: &str| {
        let to = sections.get(to?)?;
        let (label, title) = (to.heading.label.trim(), to.heading.title.trim());
        let gap = if label.is_empty() || title.is_empty() {
            ""
        } else {
            "　"
        };
        let name = [label, gap, title].concat();
        let unit = unit(to.heading.kind, words);
        let said = fill(template, &[("unit", unit), ("title", &name)]);
        Some(html! { a href={ "#" (to.anchor) } rel=(rel) aria-label=(said) {} })
    };
    // What lies within ends first.
    for section in sections.iter().rev() {
        let former = way(section.former, "prev", words.former_section);
        let next = way(section.next, "next", words.next_section);
        let Some(last) = document.blocks.get(section.last) else {
            continue;
        };
        if former.is_some() || next.is_some() {
            // Whichever is missing, each has its side.
            let nav = html! { div.turn { @if former.is_none() { i {} } @for way in former.iter().chain(&next) { (way) } } "\n" };
            turns
                .entry(last.anchor.clone())
                .or_default()
                .push_str(&nav.0);
        }
    }
    turns
}

fn sections(blocks: &[Block]) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    // Those that have not ended, and the last one that has, at each depth.
    let mut open: Vec<usize> = Vec::new();
    let mut ended: Vec<Option<usize>> = vec![None];
    for (at, block) in blocks.iter().enumerate() {
        let Content::Heading(heading) = &block.content else {
            // Who signs a document signs all of it.
            let signs = matches!(block.content, Content::Frame { .. });
            for n in open.iter().filter(|_| !signs) {
                if let Some(section) = sections.get_mut(*n).filter(|s| s.part == block.part) {
                    section.last = at;
                }
            }
            continue;
        };
        if block.part == Part::Notice {
            continue;
        }
        let ends = |n: &usize| {
            sections
                .get(*n)
                .is_none_or(|s| s.heading.level >= heading.level || s.part != block.part)
        };
        let mut parted = false;
        while let Some(n) = open.pop_if(|n| ends(n)) {
            parted |= sections.get(n).is_some_and(|s| s.part != block.part);
            ended.truncate(open.len() + 1);
            if let Some(slot) = ended.last_mut() {
                *slot = Some(n);
            }
        }
        if parted {
            ended.fill(None);
        }
        if open.len() >= DEPTH {
            continue;
        }
        let former = ended.last().copied().flatten();
        let number = sections.len();
        if let Some(former) = former.and_then(|n| sections.get_mut(n)) {
            former.next = Some(number);
        }
        sections.push(Section {
            heading,
            anchor: &block.anchor,
            part: block.part,
            last: at,
            former,
            next: None,
        });
        for n in &open {
            if let Some(above) = sections.get_mut(*n) {
                above.last = at;
            }
        }
        open.push(number);
        ended.push(None);
    }
    sections
}

/// What a section is called.
fn unit(kind: NumberingKind, words: &LaterStrings) -> &'static str {
    match kind {
        NumberingKind::Part => words.unit_book,
        NumberingKind::Chapter => words.unit_chapter,
        NumberingKind::Article => words.unit_article,
        NumberingKind::Annex => words.unit_annex,
        _ => words.unit_section,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use celan_document::{FrameRole, Text, parse_label};

    fn heading(level: u8, label: &str, title: &str) -> Content {
        let parsed = parse_label(label);
        Content::Heading(Heading {
            text: Text::plain(format!("{label}{title}")),
            level,
            kind: parsed.as_ref().map_or(NumberingKind::Plain, |l| l.kind),
            number: parsed.and_then(|l| l.number),
            label: label.into(),
            title: title.into(),
        })
    }

    fn text() -> Content {
        Content::Item {
            text: Text::plain("文"),
            marker: String::new(),
            number: None,
        }
    }

    fn document(contents: Vec<(Part, Content)>) -> Document {
        let block = |(n, (part, content))| Block {
            anchor: format!("b{n}"),
            lines: None,
            part,
            content,
        };
        Document {
            blocks: contents.into_iter().enumerate().map(block).collect(),
            ..Document::default()
        }
    }

    /// The ways behind a block, in order: relation, place and words.
    fn ways(turns: &Turns, anchor: &str) -> Vec<String> {
        let html = turns.get(anchor).map_or("", String::as_str);
        let ways = html.split("<a href=\"#").skip(1);
        let way = |way: &str| {
            let parts: Vec<&str> = way.split('"').collect();
            [parts[2], parts[0], parts[4]].join(" ")
        };
        ways.map(way).collect()
    }

    #[test]
    fn each_section_ends_with_the_ways_to_its_neighbours() {
        let body = |content| (Part::Body, content);
        let sign = Content::Frame {
            role: FrameRole::Signature,
            text: Text::plain("署名"),
        };
        let document = document(vec![
            body(heading(1, "第一章", "甲")),
            body(heading(2, "第一节", "子")),
            body(text()),
            body(heading(2, "第二节", "丑")),
            body(text()),
            body(heading(1, "第二章", "乙")),
            body(text()),
            body(sign),
            (Part::Annex, heading(1, "附件1", "丙")),
            (Part::Annex, text()),
        ]);
        let turns = turns(&document, View::default());
        assert_eq!(ways(&turns, "b2"), ["next b3 下一节　第二节　丑"]);
        assert_eq!(
            ways(&turns, "b4"),
            ["prev b1 上一节　第一节　子", "next b5 下一章　第二章　乙"]
        );
        assert_eq!(ways(&turns, "b6"), ["prev b0 上一章　第一章　甲"]);
        assert_eq!(turns.len(), 3);
        let excerpt = View {
            excerpt: true,
            ..View::default()
        };
        assert!(super::turns(&document, excerpt).is_empty());
    }
}
