//! The line width of printed lines: which are full, and which are set in.

use crate::pattern::is_closed;
use crate::source::lines::width;
use std::collections::BTreeMap;

/// Widths of the printed lines of a paragraph.
#[derive(Default)]
pub(crate) struct Widths {
    pub(crate) first: f32,
    last: f32,
    /// Whether there is but one line so far.
    single: bool,
}

/// How a paragraph ends so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Within a sentence.
    Open,
    /// With a sentence.
    Sentence,
    /// It may be a heading: a label, and no mark of a sentence.
    Heading,
}

/// How a text of printed lines is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LineWidth {
    /// Width of a full line.
    text: f32,
    /// Width of a full line in boxes, which are often set smaller.
    boxed: f32,
}

impl LineWidth {
    /// The line width of a text of printed lines, each with whether it ends a sentence: the commonest
    /// width of lines that stand open between open lines, and that of lines much wider.
    pub(crate) fn of(lines: &[(f32, bool)]) -> Self {
        let inner = lines
            .windows(2)
            .filter(|pair| !pair[0].1 && !pair[1].1 && pair[0].0 >= SHORTEST)
            .map(|pair| pair[1].0);
        let open = lines.iter().filter(|line| !line.1).map(|line| line.0);
        let text = commonest(inner)
            .or_else(|| commonest(open).map(|first| first + INDENT))
            .unwrap_or(0.0);
        let wide = lines
            .iter()
            .filter(|line| !line.1 && line.0 > text + INDENT + 0.5)
            .map(|line| line.0);
        Self {
            text,
            boxed: commonest(wide).unwrap_or(text),
        }
    }
}

/// The commonest of some widths, to the half ideograph; the wider of two equally common.
fn commonest(widths: impl Iterator<Item = f32>) -> Option<f32> {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for width in widths {
        *counts.entry((width * 2.0).round() as u32).or_default() += 1;
    }
    let (half, _) = counts.into_iter().max_by_key(|(half, n)| (*n, *half))?;
    Some(half as f32 / 2.0)
}

/// No printed line is shorter in full.
const SHORTEST: f32 = 12.0;
/// A first line is set in by two ideographs.
const INDENT: f32 = 2.0;

impl Widths {
    pub(crate) fn take(&mut self, width: f32, joined: bool) {
        if !joined {
            self.first = width;
        }
        self.last = width;
        self.single = !joined;
    }

    /// Whether the line `text` goes on this paragraph. A line that does not fill the line width is a
    /// paragraph's last. One that does, and ends a sentence or may be a heading, is followed by the
    /// same paragraph unless `text` is set in, as a first line is.
    pub(crate) fn goes_on(&self, line_width: LineWidth, end: End, text: &str) -> bool {
        let full = if self.first > line_width.text + 0.9 {
            line_width.boxed
        } else {
            line_width.text
        };
        let indent = if self.single { INDENT } else { 0.0 };
        let here = width(text);
        // A mark that must not begin a line leaves the line before it shorter.
        let fills = self.last > full - indent - 3.2;
        match end {
            End::Open => return fills,
            End::Heading => {
                let set_in = here <= full - 0.9 && here > full - INDENT - 1.2;
                return fills && (is_closed(text) || !set_in);
            }
            End::Sentence => {}
        }
        let short = is_closed(text) && here < full - INDENT - 0.7;
        self.last > full - indent - 1.2 && (here > full - 0.9 || short)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_lines_are_the_measure() {
        let lines = [(26.0, false), (28.0, false), (28.0, false), (9.0, true)];
        let boxed = [(30.0, false), (32.0, false), (7.0, true)];
        let all: Vec<(f32, bool)> = lines.iter().chain(&boxed).copied().collect();
        let line_width = LineWidth::of(&all);
        assert!((line_width.text - 28.0).abs() < 0.1 && (line_width.boxed - 32.0).abs() < 0.1);
        let mut widths = Widths::default();
        widths.take(26.0, false);
        let ideographs = |n: usize| "字".repeat(n);
        assert!(widths.goes_on(line_width, End::Open, &ideographs(3)));
        assert!(widths.goes_on(line_width, End::Sentence, &ideographs(28)));
        assert!(!widths.goes_on(line_width, End::Sentence, &ideographs(26)));
        assert!(widths.goes_on(line_width, End::Heading, &ideographs(3)));
        assert!(!widths.goes_on(line_width, End::Heading, &ideographs(26)));
        widths.take(9.0, true);
        assert!(!widths.goes_on(line_width, End::Open, &ideographs(28)));
    }
}
