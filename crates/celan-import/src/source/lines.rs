//! The source as numbered lines.

use crate::error::ImportError;
use crate::trace::Traced;
use std::path::Path;
use std::sync::Arc;

/// A line that is not blank.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Its number in the file, from 1.
    pub(crate) number: u32,
    /// Blank lines between it and the line before.
    pub(crate) gap: u32,
    /// Whether it begins with white space wide enough to be an indent.
    pub(crate) indented: bool,
    /// The line without white space at its ends.
    pub(crate) text: Traced,
}

/// Reads the lines of a file; blank ones are counted in the gap before the next.
///
/// # Errors
/// The file cannot be read, is not UTF-8, or has no text.
pub(crate) fn read(path: &Path) -> Result<Vec<Line>, ImportError> {
    let bytes = std::fs::read(path).map_err(ImportError::io(path))?;
    let text = std::str::from_utf8(&bytes).map_err(|error| ImportError::Encoding {
        path: path.to_owned(),
        line: 1 + bytes[..error.valid_up_to()]
            .iter()
            .filter(|b| **b == b'\n')
            .count(),
    })?;
    let lines = split(text.strip_prefix('\u{feff}').unwrap_or(text));
    if lines.is_empty() {
        let path = path.to_owned();
        return Err(ImportError::Empty { path });
    }
    Ok(lines)
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
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(matches!(read(file.path()), Err(ImportError::Empty { .. })));
        assert_eq!(split("甲\0乙")[0].text.text(), "甲\u{fffd}乙");
        assert!((width("“a1”甲") - 4.0).abs() < f32::EPSILON);
    }
}
