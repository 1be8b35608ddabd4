//! The measure of printed lines: which are full, and which are set in.

use crate::lines::width;
use crate::pattern::is_closed;

/// Widths of the printed lines of a paragraph.
#[derive(Default)]
pub(crate) struct Widths {
    pub(crate) first: f32,
    last: f32,
    /// Whether there is but one line so far.
    single: bool,
}

/// How a text of printed lines is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure {
    /// Width of a full line.
    text: f32,
    /// Width of a full line in boxes, which are often set smaller.
    boxed: f32,
}

impl Measure {
    /// The measure of a sorted list of widths: the median, and that of the lines much wider.
    pub(crate) fn of(widths: &[f32]) -> Self {
        let median = |widths: &[f32]| widths.get(widths.len() / 2).copied();
        let text = median(widths).unwrap_or(0.0);
        let wide = widths.partition_point(|w| *w <= text + INDENT + 0.5);
        Self {
            text,
            boxed: median(&widths[wide..]).unwrap_or(text),
        }
    }
}

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

    /// Whether the line `text` goes on this paragraph, whose last line ends a sentence: where that
    /// line fills the measure and `text` is not set in, as a first line is.
    pub(crate) fn wraps(&self, measure: Measure, text: &str) -> bool {
        let full = if self.first > measure.text + 0.9 {
            measure.boxed
        } else {
            measure.text
        };
        let here = width(text);
        let short = is_closed(text) && here < full - INDENT - 0.7;
        let indent = if self.single { INDENT } else { 0.0 };
        self.last > full - indent - 1.2 && (here > full - 0.9 || short)
    }
}
