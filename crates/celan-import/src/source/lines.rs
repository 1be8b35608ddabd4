//! The source as numbered lines.

use crate::config::{LIMIT, utf8};
use crate::error::ImportError;
use crate::record::trace::Traced;
use std::path::Path;
use std::sync::Arc;

/// A line that is not blank.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Its number in the file, from 1.
    pub(crate) number: u32,
    /// Blank lines between it and the line before.
    pub(crate) gap: u32,
    /// Whether page furniture stood between it and the line before.
    pub(crate) new_page: bool,
    /// Whether it begins with white space wide enough to be an indent.
    pub(crate) indented: bool,
    /// The line without white space at its ends.
    pub(crate) text: Traced,
}

/// Reads the lines of a source of the corpus in `dir`; blank ones are counted in the gap before the next.
///
/// # Errors
/// The file cannot be read, is no plain text in UTF-8, or has no text.
pub(crate) fn read(dir: &Path, name: &str) -> Result<Vec<Line>, ImportError> {
    let file = format!("{SOURCES}{name}");
    let bytes = celan_files::read_inside(&dir.join(SOURCES), name, LIMIT)
        .map_err(|error| ImportError::unreadable(&file, error))?;
    if let Some(format) = format(&bytes) {
        return Err(ImportError::Format { file, format });
    }
    let text = utf8(&file, bytes)?;
    let lines = split(text.strip_prefix('\u{feff}').unwrap_or(&text));
    if lines.is_empty() {
        return Err(ImportError::Empty { file });
    }
    Ok(lines)
}

/// The folder of the sources.
const SOURCES: &str = "sources/";

/// What a file is that is no plain text, by how it begins.
fn format(bytes: &[u8]) -> Option<&'static str> {
    const FORMATS: [(&[u8], &str); 8] = [
        (b"%PDF-", "PDF"),
        (b"PK\x03\x04", "a Word, Excel or ZIP file"),
        (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
        (b"{\\rtf", "RTF"),
        (b"\xff\xfe", "UTF-16 text"),
        (b"\xfe\xff", "UTF-16 text"),
        (b"<!doctype", "HTML"),
        (b"<html", "HTML"),
    ];
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = bytes.trim_ascii_start();
    let begins = |magic: &[u8]| {
        let head = start.get(..magic.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(magic))
    };
    let found = FORMATS.iter().find(|(magic, _)| begins(magic));
    found.map(|(_, format)| *format)
}

/// Splits a text into its lines.
pub(crate) fn split(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut gap = 0;
    for (index, raw) in text.lines().enumerate() {
        if raw.trim().is_empty() {
            gap += 1;
            continue;
        }
        let number = index as u32 + 1;
        let mut text = Traced::line(number, raw);
        // No Markdown can hold U+0000.
        for (at, _) in raw.chars().enumerate().filter(|(_, c)| *c == '\0') {
            text.replace(at..at + 1, "\u{fffd}", &Arc::from("null"));
        }
        text.trim();
        out.push(Line {
            number,
            gap: std::mem::take(&mut gap),
            new_page: false,
            indented: raw.starts_with("\u{3000}\u{3000}"),
            text,
        });
    }
    out
}

/// Width in ideographs: Latin letters, digits and half-width marks count half.
pub(crate) fn width(text: &str) -> f32 {
    text.chars()
        .map(|c| if c.is_ascii() { 0.5 } else { 1.0 })
        .sum()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_become_gaps() {
        let lines = split("\n　　甲 \r\n\n\n乙\n丙");
        let got: Vec<(u32, u32, bool, String)> = lines
            .iter()
            .map(|l| (l.number, l.gap, l.indented, l.text.text()))
            .collect();
        let want = [
            (2, 1, true, "甲".to_owned()),
            (5, 2, false, "乙".to_owned()),
            (6, 0, false, "丙".to_owned()),
        ];
        assert_eq!(got, want);
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("sources")).unwrap();
        for (text, error) in [
            ("", "no text"),
            ("<!DOCTYPE html>", "HTML"),
            ("{\\rtf1", "RTF"),
        ] {
            std::fs::write(dir.path().join("sources/a.txt"), text).unwrap();
            let found = read(dir.path(), "a.txt").unwrap_err().to_string();
            assert!(found.contains(error), "{found}");
        }
        assert_eq!(split("甲\0乙")[0].text.text(), "甲\u{fffd}乙");
        assert!((width("“a1”甲") - 4.0).abs() < f32::EPSILON);
    }
}
