//! Blocks as CommonMark, with tables as most readers of it know them.

use celan_document::{Block, BoxBlock, Content, FrameRole, Span, Table, Text, char_slice};
use celan_text::is_letter_or_numeral;

/// The most hashes that a heading has.
const DEEPEST: usize = 6;

/// Where a text stands: what must be escaped differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// On a line of its own.
    Line,
    /// After other marks, or in a cell.
    Inside,
}

/// Writes blocks as Markdown, each a paragraph with a blank line after it.
pub fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        write(block, &mut out);
    }
    out
}

fn write(block: &Block, out: &mut String) {
    match &block.content {
        Content::Heading(heading) => headed(usize::from(heading.level) + 1, &heading.text, out),
        Content::Frame {
            role: FrameRole::Title,
            text,
        } => headed(1, text, out),
        Content::Paragraph { text, run_in, lead } => {
            let end = run_in.as_ref().map_or(*lead, |run_in| run_in.end);
            led(text, end, out);
        }
        Content::Item { text, .. } | Content::Frame { text, .. } => led(text, 0, out),
        Content::Box(b) => out.push_str(&quoted(boxed(b).trim_end())),
        Content::Table(table) => tabled(table, out),
    }
    out.push('\n');
}

fn headed(level: usize, text: &Text, out: &mut String) {
    out.push_str(&"######"[..level.min(DEEPEST)]);
    out.push(' ');
    out.push_str(&escape(&text.plain, Place::Inside));
    out.push('\n');
}

/// A paragraph whose first characters stand out.
fn led(text: &Text, end: u32, out: &mut String) {
    let lead = char_slice(&text.plain, Span { start: 0, end });
    // Before other text, marks of emphasis end only behind a letter or digit (CommonMark, 6.2).
    let bold = lead.trim_end_matches(|c: char| !is_letter_or_numeral(c));
    if bold.is_empty() || bold.starts_with(char::is_whitespace) {
        out.push_str(&escape(&text.plain, Place::Line));
    } else {
        out.push_str("**");
        out.push_str(&escape(bold, Place::Inside));
        out.push_str("**");
        out.push_str(&escape(&text.plain[bold.len()..], Place::Inside));
    }
    out.push('\n');
}

fn boxed(b: &BoxBlock) -> String {
    let mut out = String::new();
    if !b.text.plain.is_empty() {
        led(&b.text, u32::MAX, &mut out);
        out.push('\n');
    }
    out.push_str(&markdown(&b.blocks));
    out
}

fn tabled(table: &Table, out: &mut String) {
    if let Some(caption) = &table.caption {
        led(&Text::plain(caption), u32::MAX, out);
        out.push('\n');
    }
    let width = table.rows.iter().map(Vec::len);
    let width = width.chain([table.header.len()]).max().unwrap_or(0);
    // A row that is shorter than the head is read as if the cells were there.
    let mut row = |cells: &[String], width: usize| {
        for column in 0..width {
            out.push_str("| ");
            if let Some(cell) = cells.get(column) {
                out.push_str(&escape(cell, Place::Inside));
            }
            out.push(' ');
        }
        out.push_str("|\n");
    };
    row(&table.header, width);
    row(&vec!["---".to_owned(); width], width);
    for cells in &table.rows {
        row(cells, cells.len().max(1));
    }
    for note in &table.notes {
        out.push('\n');
        led(&Text::plain(note), 0, out);
    }
}

/// Puts the mark of a quotation before each line.
pub(crate) fn quoted(markdown: &str) -> String {
    let mut out = String::new();
    for line in markdown.lines() {
        out.push_str(if line.is_empty() { ">" } else { "> " });
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// Writes a text so that Markdown takes no mark in it for its own.
pub(crate) fn escape(text: &str, place: Place) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut digits = place == Place::Line;
    // Spaces at the beginning of a line make it code.
    let text = if place == Place::Line {
        text.trim_start()
    } else {
        text
    };
    for (n, c) in text.char_indices() {
        let first = n == 0 && place == Place::Line;
        let escaped = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '~' | '|' => true,
            '-' | '+' | '=' => first,
            // 1. and 1) begin a list.
            '.' | ')' => digits && n > 0,
            _ => false,
        };
        digits &= c.is_ascii_digit();
        if escaped {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}
