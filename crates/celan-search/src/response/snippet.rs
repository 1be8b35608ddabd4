//! The part of a passage to show in a list.

use super::Range;

/// Characters of a snippet, before it is extended to the end of a clause.
const LONG: usize = 90;
/// How far a snippet is extended to reach a sentence's or clause's bound.
const REACH: usize = 36;

/// Cuts the snippet around the densest highlights at sentence or clause bounds; all of a short
/// text, the beginning where nothing is highlighted.
pub(crate) fn snippet(text: &str, highlights: &[Range]) -> Range {
    let text: Vec<char> = text.chars().collect();
    if text.len() <= LONG + REACH {
        return [0, text.len() as u32];
    }
    let text = text.as_slice();
    let window = (LONG * 2 / 3) as u32;
    let dense = |at: usize| {
        let until = highlights[at][0] + window;
        let near = highlights[at..].iter().take_while(|h| h[0] <= until);
        near.filter(|h| h[1] <= until)
            .map(|h| h[1] - h[0])
            .sum::<u32>()
    };
    let mut best: Option<(&Range, u32)> = None;
    for (at, first) in highlights.iter().enumerate().take(200) {
        let density = dense(at);
        if best.is_none_or(|(_, most)| density > most) {
            best = Some((first, density));
        }
    }
    let first = best
        .map_or(0, |(first, _)| first[0] as usize)
        .min(text.len());
    let start = begin(text, first);
    let end = finish(text, (start + LONG).max(first + 20).min(text.len()));
    [start as u32, end as u32]
}

/// The bound at or before `at` where a snippet may begin.
fn begin(text: &[char], at: usize) -> usize {
    let from = at.saturating_sub(REACH);
    let after = |test: fn(char) -> bool| (from..at).rev().find(|i| test(text[*i])).map(|i| i + 1);
    if from == 0 && !text[..at].iter().any(|c| ends_sentence(*c)) {
        return 0;
    }
    after(ends_sentence)
        .or_else(|| after(ends_clause))
        .unwrap_or(from)
}

/// The bound at or after `at` where it may end.
fn finish(text: &[char], at: usize) -> usize {
    let to = (at + REACH).min(text.len());
    if to == text.len() {
        return to;
    }
    let before = |test: fn(char) -> bool| (at..to).find(|i| test(text[*i])).map(|i| i + 1);
    before(ends_sentence)
        .or_else(|| before(ends_clause))
        .unwrap_or(at)
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '\t')
}

fn ends_clause(c: char) -> bool {
    matches!(c, '，' | '、' | '：' | ',' | ';' | ' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cuts_at_sentences() {
        let text: Vec<char> = format!(
            "{}。{}。{}",
            "前".repeat(80),
            "中".repeat(30),
            "后".repeat(80)
        )
        .chars()
        .collect();
        let [start, end] = snippet(&text.iter().collect::<String>(), &[[90, 92]]);
        assert_eq!(text[start as usize - 1], '。');
        assert!(start <= 90 && end >= 92 && end <= text.len() as u32);
    }

    proptest! {
        #[test]
        fn holds_a_highlight(text in "[字。，\t]{0,400}", places in proptest::collection::vec(0u32..400, 0..9)) {
            let text: Vec<char> = text.chars().collect();
            let mut highlights: Vec<Range> = places.into_iter().filter(|p| (*p as usize) < text.len()).map(|p| [p, p + 1]).collect();
            highlights.sort_unstable();
            let [start, end] = snippet(&text.iter().collect::<String>(), &highlights);
            prop_assert!(start <= end && end as usize <= text.len());
            prop_assert!((end - start) as usize <= LONG + 2 * REACH);
            prop_assert!(highlights.is_empty() || highlights.iter().any(|h| start <= h[0] && h[1] <= end));
        }
    }
}
