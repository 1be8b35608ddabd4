//! Where sentences, clauses and chunks begin and end. What stands in brackets is a part of its own.

use celan_document::parse_label;
use std::ops::Range;

/// A part of a text that closes at the same mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its bytes, without the closing mark.
    pub(crate) range: Range<usize>,
    /// The mark that closes it; `None` at the end of the text.
    pub(crate) close: Option<char>,
}

/// The parts of a text at three depths.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cut {
    /// Ended by 。！？.
    pub(crate) sentences: Vec<Part>,
    /// Ended by ； too.
    pub(crate) clauses: Vec<Part>,
    /// Ended by ， and ： too.
    pub(crate) chunks: Vec<Part>,
    /// What stands in brackets, brackets excluded, outermost ones only.
    pub(crate) brackets: Vec<Range<usize>>,
}

impl Cut {
    /// Cuts `text`, whose label (第三条, （一）, 1.) is a part of none.
    pub(crate) fn new(text: &str) -> Self {
        let label = parse_label(text).map_or(0, |label| label.end as usize);
        let label = text
            .char_indices()
            .nth(label)
            .map_or(text.len(), |(at, _)| at);
        let brackets = brackets(text);
        let outside = |at: usize| bracket(&brackets, at).is_none();
        let parts = |marks: &[char]| {
            let mut parts = Vec::new();
            let mut start = label;
            for (at, c) in text.char_indices().filter(|(at, _)| *at >= label) {
                // 1:1 is a ratio.
                let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
                let ratio = c == ':'
                    && digit(text[..at].chars().next_back())
                    && digit(text[at + 1..].chars().next());
                if marks.contains(&c) && outside(at) && !ratio {
                    parts.push(Part {
                        range: start..at,
                        close: Some(c),
                    });
                    start = at + c.len_utf8();
                }
            }
            if start < text.len() {
                parts.push(Part {
                    range: start..text.len(),
                    close: None,
                });
            }
            parts
        };
        Self {
            sentences: parts(&['。', '!', '?']),
            clauses: parts(&['。', '!', '?', ';']),
            chunks: parts(&['。', '!', '?', ';', '，', ':']),
            brackets,
        }
    }

    /// The part of `parts` that holds the byte `at`.
    pub(crate) fn holding(parts: &[Part], at: usize) -> usize {
        parts
            .partition_point(|part| part.range.end <= at)
            .min(parts.len().saturating_sub(1))
    }

    /// The bracket that holds the byte `at`.
    pub(crate) fn bracket(&self, at: usize) -> Option<&Range<usize>> {
        bracket(&self.brackets, at)
    }

    /// The parts, as clauses, that lie within a range, as that of a sentence.
    pub(crate) fn within<'p>(
        parts: &'p [Part],
        range: &Range<usize>,
    ) -> impl Iterator<Item = &'p Part> + use<'p> {
        let Range { start, end } = *range;
        let first = parts.partition_point(|part| part.range.start < start);
        let parts = parts[first..].iter();
        parts.take_while(move |part| part.range.end <= end)
    }
}

/// The bracket of these, which are in order, that holds the byte `at`.
fn bracket(brackets: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    let next = brackets.partition_point(|b| b.end <= at);
    brackets.get(next).filter(|b| b.contains(&at))
}

/// Longest bracket that is believed, in bytes: one that is never closed shall not swallow the text.
const LONGEST: usize = 900;

fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => {
                if depth == 0 {
                    start = at + 1;
                }
                depth += 1;
            }
            ')' if depth > 0 => {
                depth -= 1;
                if depth == 0 && at - start <= LONGEST {
                    found.push(start..at);
                }
            }
            '。' if depth > 0 && at - start > LONGEST => depth = 0,
            _ => {}
        }
    }
    found
}

/// A text without what stands in brackets.
pub(crate) fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What took time by the square of its length.
    #[test]
    fn a_hundred_thousand_brackets_and_sentences_are_cut_soon() {
        let start = std::time::Instant::now();
        let cut = Cut::new(&"(甲)!乙;".repeat(100_000));
        assert_eq!((cut.brackets.len(), cut.clauses.len()), (100_000, 200_000));
        let clauses = cut.sentences.iter();
        let clauses = clauses.map(|s| Cut::within(&cut.clauses, &s.range).count());
        // The first sentence has a clause, each later one also what follows the mark before.
        assert_eq!(clauses.sum::<usize>(), 200_000);
        assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    }

    #[test]
    fn brackets_cut_nothing() {
        let text = "对甲给予10万元(第一年5万元，第二年5万元);对乙，给予5万元。完";
        let cut = Cut::new(text);
        let words: Vec<&str> = cut.clauses.iter().map(|p| &text[p.range.clone()]).collect();
        assert_eq!(
            words,
            [
                "对甲给予10万元(第一年5万元，第二年5万元)",
                "对乙，给予5万元",
                "完"
            ]
        );
        assert_eq!(cut.brackets.len(), 1);
    }
}
