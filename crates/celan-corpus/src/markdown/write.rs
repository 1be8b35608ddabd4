//! Writes a document as canonical Markdown.

use super::comment::{self, Note, Role};
use super::escape::{Place, escape};
use crate::{front_matter, label};
use celan_document::{
    Block, BoxBlock, Content, Document, FrameRole, Heading, Part, RunIn, Table, assign_anchors,
};

/// The most hashes that a heading has in Markdown.
const DEEPEST: u8 = 6;

/// Writes `document` as canonical Markdown. The same document gives the same bytes.
pub fn write(document: &Document) -> String {
    let mut writer = Writer {
        part: Part::default(),
        pins: pins(&document.blocks).into_iter(),
    };
    let mut out = front_matter::write(&document.metadata);
    for block in writer.blocks(&document.blocks) {
        out.push('\n');
        out.push_str(&block);
    }
    out
}

/// For each block in reading order, whether its anchor must be written because it is not the one
/// that it would be given.
fn pins(blocks: &[Block]) -> Vec<bool> {
    let wanted = anchors(blocks);
    let mut pinned = vec![false; wanted.len()];
    loop {
        let mut trial = blocks.to_vec();
        keep(&mut trial, &mut pinned.iter().copied());
        assign_anchors(&mut trial);
        let before = pinned.clone();
        for ((pin, want), got) in pinned.iter_mut().zip(&wanted).zip(anchors(&trial)) {
            *pin |= !want.is_empty() && *want != got;
        }
        if pinned == before {
            return pinned;
        }
    }
}

fn anchors(blocks: &[Block]) -> Vec<String> {
    blocks
        .iter()
        .flat_map(|b| std::iter::once(b.anchor.clone()).chain(anchors(b.children())))
        .collect()
}

/// Takes the anchors away that are not pinned.
fn keep(blocks: &mut [Block], pinned: &mut impl Iterator<Item = bool>) {
    for block in blocks {
        if pinned.next() != Some(true) {
            block.anchor.clear();
        }
        if let Content::Box(b) = &mut block.content {
            keep(&mut b.blocks, pinned);
        }
    }
}

struct Writer {
    part: Part,
    pins: std::vec::IntoIter<bool>,
}

impl Writer {
    /// Writes each block as lines that end in a line break; a blank line belongs between them.
    fn blocks(&mut self, blocks: &[Block]) -> Vec<String> {
        let mut out = Vec::new();
        for block in blocks {
            if block.part != self.part {
                self.part = block.part;
                out.push(format!("{}\n", comment::part(block.part)));
            }
            out.push(self.block(block));
        }
        out
    }

    fn block(&mut self, block: &Block) -> String {
        let pinned = self.pins.next() == Some(true);
        let mut note = Note {
            lines: block.lines,
            anchor: pinned.then(|| block.anchor.clone()),
            ..Note::default()
        };
        let body = match &block.content {
            Content::Heading(h) => heading(h, &mut note),
            Content::Paragraph { text, run_in, lead } => {
                paragraph(&text.plain, run_in.as_ref(), *lead, &mut note)
            }
            Content::Item { text, marker, .. } => {
                note.role = Some(Role::Item);
                if label::marker(&text.plain).0 != *marker {
                    note.marker = Some(marker.chars().count() as u32);
                }
                line(&text.plain)
            }
            Content::Frame {
                role: FrameRole::Title,
                text,
            } => {
                format!("# {}\n", escape(&text.plain, Place::Heading))
            }
            Content::Frame { role, text } => {
                note.role = Some(Role::Frame(*role));
                line(&text.plain)
            }
            Content::Table(t) => table(t, &mut note),
            Content::Box(b) => self.boxed(b, &mut note),
        };
        format!("{note}{body}")
    }

    fn boxed(&mut self, b: &BoxBlock, note: &mut Note) -> String {
        let mut pieces = self.blocks(&b.blocks);
        if b.text.plain.is_empty() {
            note.untitled = true;
        } else {
            pieces.insert(
                0,
                format!("**{}**\n", escape(&b.text.plain, Place::Paragraph)),
            );
        }
        let mut inside = pieces.join("\n");
        if inside.is_empty() {
            inside.push('\n');
        }
        let quoted = inside.lines().map(|l| {
            if l.is_empty() {
                ">\n".into()
            } else {
                format!("> {l}\n")
            }
        });
        quoted.collect()
    }
}

fn line(text: &str) -> String {
    format!("{}\n", escape(text, Place::Paragraph))
}

fn heading(h: &Heading, note: &mut Note) -> String {
    let hashes = h.level.saturating_add(1).min(DEEPEST);
    if h.level >= DEEPEST {
        note.level = Some(h.level);
    }
    note.plain = label::heading(&h.text.plain, h.level).kind != h.kind;
    format!(
        "{} {}\n",
        "#".repeat(usize::from(hashes)),
        escape(&h.text.plain, Place::Heading)
    )
}

fn paragraph(text: &str, run_in: Option<&RunIn>, lead: u32, note: &mut Note) -> String {
    let article = label::article(text);
    let Some(run_in) = run_in else {
        if lead == 0 {
            note.plain = article.is_some();
            return line(text);
        }
        // A bold opening is a run-in heading where it has a label.
        let bold = bold(text, lead).filter(|bold| celan_document::parse_label(bold).is_none());
        if bold.is_none() {
            note.lead = Some(lead);
            note.plain = article.is_some();
        }
        return opening(text, bold);
    };
    note.level = Some(run_in.level);
    note.plain = label::run_in(text, run_in.end, run_in.level).kind != run_in.kind;
    if article == Some(run_in.end) && !note.plain {
        return line(text);
    }
    let bold = bold(text, run_in.end).filter(|bold| celan_document::parse_label(bold).is_some());
    if bold.is_none() {
        note.run_in = Some(run_in.end);
    }
    opening(text, bold)
}

fn opening(text: &str, bold: Option<String>) -> String {
    match bold {
        Some(bold) => {
            // What follows is no start of a paragraph, and white space between is kept anyway.
            let escaped = escape(text, Place::Paragraph);
            let head = escape(&text[..bold.len()], Place::Paragraph);
            match escaped.strip_prefix(&head) {
                Some(rest) => format!("**{head}**{rest}\n"),
                None => format!("{escaped}\n"),
            }
        }
        None => line(text),
    }
}

/// The part of an opening of `end` characters that is written bold, without its closing mark;
/// `None` where CommonMark would not close the emphasis there, or the parser not find `end` again.
fn bold(text: &str, end: u32) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let end = end as usize;
    let head = chars.get(..end)?;
    let (&last, before) = head.split_last()?;
    let (inner, next) = if label::is_closing(last) && !before.is_empty() {
        (before, Some(last))
    } else {
        (
            head,
            chars.get(end).copied().filter(|c| !label::is_closing(*c)),
        )
    };
    if inner.len() == end && chars.get(end).is_some_and(|c| label::is_closing(*c)) {
        return None;
    }
    let edge = |c: Option<&char>| c.is_none_or(|c| c.is_whitespace() || c.is_control());
    if edge(inner.first()) || edge(inner.last()) {
        return None;
    }
    // A closing delimiter run after punctuation must stand before white space, punctuation or the
    // end (CommonMark 0.31, 6.2, right-flanking). Circled and squared letters are symbols to it, and with
    // them punctuation, though Unicode calls them alphabetic.
    let letter = |c: &char| c.is_alphanumeric() && !matches!(c, 'Ⓐ'..='ⓩ' | '🄰'..='🆉');
    let closes = inner.last().is_some_and(letter) || next.is_none_or(label::is_closing);
    closes.then(|| inner.iter().collect())
}

fn table(t: &Table, note: &mut Note) -> String {
    let mut out = String::new();
    if let Some(caption) = &t.caption {
        note.role = Some(Role::Caption);
        out = format!("{}\n", line(caption));
    }
    let headless = t.header.is_empty();
    let width = t
        .rows
        .iter()
        .map(Vec::len)
        .chain([t.header.len(), 1])
        .max()
        .unwrap_or(1);
    // A row that is shorter than the head is read as if the cells were there.
    let row = |cells: &[String], width: usize| -> String {
        let cell = |i: usize| match cells.get(i) {
            Some(text) if !text.is_empty() => format!("| {} ", escape(text, Place::Cell)),
            _ => "|  ".to_owned(),
        };
        (0..width).map(cell).collect::<String>() + "|\n"
    };
    if headless && t.caption.is_some() {
        out.push_str("<!-- headless -->\n");
    }
    note.headless = headless && t.caption.is_none();
    out.push_str(&row(&t.header, width));
    out.push_str(&("| --- ".repeat(width) + "|\n"));
    for cells in &t.rows {
        out.push_str(&row(cells, cells.len().max(1)));
    }
    for text in &t.notes {
        let note = Note {
            role: Some(Role::Note),
            ..Note::default()
        };
        out.push_str(&format!("\n{note}{}", line(text)));
    }
    out
}
