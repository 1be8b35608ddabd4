//! A text without white space and in one width, whose ranges lead back to the original.

use celan_document::Span;
use std::ops::Range;

/// A folded text. Ranges into it are byte ranges; [`Clean::span`] makes characters of the original of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clean {
    /// The folded text.
    pub(crate) text: String,
    /// For each byte, the character of the original it comes from.
    origin: Vec<u32>,
}

impl Clean {
    /// Folds `original`: width and script as in search; commas that separate no thousands become `，`.
    pub(crate) fn new(original: &str) -> Self {
        let mut clean = Self::default();
        let chars: Vec<(u32, char, char)> = (0u32..)
            .zip(original.chars())
            .filter_map(|(at, c)| Some((at, c, celan_text::fold_char(c)?)))
            .collect();
        let digit = |at: Option<usize>| {
            at.and_then(|at| chars.get(at))
                .is_some_and(|c| c.2.is_ascii_digit())
        };
        for (n, &(at, printed, folded)) in chars.iter().enumerate() {
            let thousands = printed == ',' && digit(n.checked_sub(1)) && digit(Some(n + 1));
            let c = match folded {
                ',' if !thousands => '，',
                '【' | '[' | '〔' | '{' => '(',
                '】' | ']' | '〕' | '}' => ')',
                '∶' => ':',
                '―' | '〜' | '∼' => '-',
                _ if printed.is_ascii_uppercase() => printed,
                other => other,
            };
            clean.text.push(c);
            clean.origin.extend(std::iter::repeat_n(at, c.len_utf8()));
        }
        clean
    }

    /// The characters of the original that a byte range of the folded text comes from.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        let first = self.origin.get(range.start).copied();
        let last = range.end.checked_sub(1).and_then(|at| self.origin.get(at));
        match (first, last) {
            (Some(start), Some(last)) if range.start < range.end => Span {
                start,
                end: last + 1,
            },
            _ => Span { start: 0, end: 0 },
        }
    }

    /// The part of the folded text; empty where the range is none.
    pub(crate) fn get(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use celan_document::char_slice;

    #[test]
    fn ranges_lead_back_over_white_space() {
        let original = "给予企业20 万元，奖励１，０００元";
        let clean = Clean::new(original);
        assert_eq!(clean.text, "给予企业20万元，奖励1，000元");
        let at = clean.text.find("20万元").unwrap_or_default();
        let span = clean.span(&(at..at + "20万元".len()));
        assert_eq!(char_slice(original, span), "20 万元");
    }

    #[test]
    fn thousands_keep_their_comma() {
        assert_eq!(Clean::new("奖励1,000元,每年").text, "奖励1,000元，每年");
    }
}
