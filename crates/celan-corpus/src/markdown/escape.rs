//! Escaping: text that CommonMark gives back character by character.

use std::fmt::Write;

/// Where a text is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    Heading,
    Cell,
}

/// Escapes a whole text. Only U+0000 cannot be kept; CommonMark replaces it.
pub(super) fn escape(text: &str, place: Place) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len();
    let ordinal = (place == Place::Paragraph)
        .then(|| ordinal_mark(text))
        .flatten();
    for (i, c) in text.char_indices() {
        let at_edge = i < start || i >= end;
        if c.is_control() || (at_edge && c.is_whitespace()) {
            // White space at the edges would be dropped, line ends would end the paragraph.
            let _ = write!(out, "&#{};", c as u32);
            continue;
        }
        let always = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '~' | '$'
        );
        let opens = i == 0 && matches!(c, '#' | '>' | '+' | '-' | '=' | '|');
        let here = match place {
            Place::Paragraph => Some(i) == ordinal,
            Place::Heading => c == '#',
            Place::Cell => c == '|',
        };
        if always || opens || here {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Byte offset of the mark that would make `text` an ordered list item (`1.`, `12)`).
fn ordinal_mark(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && matches!(text.as_bytes().get(digits), Some(b'.' | b')'))).then_some(digits)
}
