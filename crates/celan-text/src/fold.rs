//! The folding of quoted matching.

use crate::case::lower;
use crate::script::simplified;
use std::ops::Range;

/// A folded text and where each of its characters stands in the original.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded characters.
    pub chars: Vec<char>,
    /// For each, the offset of the original character; strictly rising.
    pub origin: Vec<u32>,
}

impl Folded {
    /// The original characters that the folded `range` comes from; white space between them is
    /// included, white space around them is not. An empty or foreign range gives an empty one.
    pub fn original(&self, range: Range<usize>) -> Range<u32> {
        match self.origin.get(range) {
            Some([first, .., last]) => *first..last + 1,
            Some([only]) => *only..only + 1,
            _ => 0..0,
        }
    }
}

/// Folds `text` for comparison.
///
/// ```
/// let folded = celan_text::fold("ＡＢ－１　發\n展");
/// assert_eq!(folded.chars.iter().collect::<String>(), "ab-1发展");
/// assert_eq!(folded.original(4..6), 5..8);
/// ```
pub fn fold(text: &str) -> Folded {
    let length = text.chars().count();
    let mut folded = Folded {
        chars: Vec::with_capacity(length),
        origin: Vec::with_capacity(length),
    };
    for (at, c) in text.chars().enumerate() {
        if let Some(c) = fold_char(c) {
            folded.chars.push(c);
            folded.origin.push(at as u32);
        }
    }
    folded
}

/// Folds one character; `None` for one that [does not count](is_ignored).
pub fn fold_char(c: char) -> Option<char> {
    if is_ignored(c) {
        return None;
    }
    if c.is_ascii() {
        return Some(c.to_ascii_lowercase());
    }
    let narrow = narrow(c);
    Some(simplified(narrow).unwrap_or_else(|| lower(dash(narrow))))
}

/// Whether a character does not count in a comparison: white space, and format characters, which
/// nobody sees (soft hyphen, zero-width and directional marks, variation selectors).
pub fn is_ignored(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_whitespace() || c == '\u{b}';
    }
    is_invisible(c) || c.is_whitespace()
}

/// Whether a character is one of the format characters that nobody sees.
pub fn is_invisible(c: char) -> bool {
    // Nearly all text is in the blocks between.
    let code = c as u32;
    if (0x2070..0xfe00).contains(&code) {
        return false;
    }
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// The form of usual width: full-width ASCII and signs, half-width ideographic punctuation.
fn narrow(c: char) -> char {
    let code = c as u32;
    match code {
        0xff01..=0xff5e => char::from_u32(code - 0xfee0).unwrap_or(c),
        0xff61 => '。',
        0xff62 => '「',
        0xff63 => '」',
        0xff64 => '、',
        0xff65 => '・',
        0xffe0 => '¢',
        0xffe1 => '£',
        0xffe5 => '¥',
        _ => c,
    }
}

/// Hyphens, dashes, minus signs and the box-drawing line that stands for them, as `-`.
fn dash(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{2500}'
        | '\u{2e3a}'
        | '\u{2e3b}'
        | '\u{fe58}'
        | '\u{fe63}' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(text: &str) -> String {
        fold(text).chars.into_iter().collect()
    }

    #[test]
    fn folds_what_it_promises_and_no_more() {
        assert_eq!(folded("內蒙古　科技\n創新 ＡＩ＋"), "内蒙古科技创新ai+");
        assert_eq!(folded("—–－−‐"), "-----");
        assert_eq!(folded("著作着“”"), "著作着“”");
        assert_eq!(folded("第25条〔2018〕"), "第25条〔2018〕");
        assert_eq!(folded(" \t\u{a0}\u{2003}"), "");
        assert_eq!(folded("⽅⽂⾏⻓⻔⺠"), "方文行长门民");
        assert_eq!(folded("基\u{ad}础\u{200b}研\u{2060}究\u{feff}"), "基础研究");
    }

    #[test]
    fn a_range_over_a_line_break_covers_it() {
        let folded = fold("科 技\n成果");
        assert_eq!(folded.original(1..3), 2..5);
        assert_eq!(folded.original(2..2), 0..0);
        assert_eq!(folded.original(3..9), 0..0);
    }

    proptest! {
        #[test]
        fn folding_is_a_character_by_character_projection(text in "\\PC{0,40}|[ \n著着發Ａ－—a-zA-Z　]{0,40}") {
            let result = fold(&text);
            let naive: String = text.chars().filter_map(fold_char).collect();
            prop_assert_eq!(result.chars.iter().collect::<String>(), naive.clone());
            prop_assert_eq!(folded(&naive), naive);
            let original: Vec<char> = text.chars().collect();
            for (c, at) in result.chars.iter().zip(&result.origin) {
                prop_assert_eq!(fold_char(original[*at as usize]), Some(*c));
                prop_assert_eq!(original[*at as usize].len_utf16(), c.len_utf16());
            }
            prop_assert!(result.origin.windows(2).all(|w| w[0] < w[1]));
        }
    }
}
