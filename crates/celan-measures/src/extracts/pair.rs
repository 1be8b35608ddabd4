//! Measures of different levels for one recipient and occasion.

use crate::lexicon::pattern;
use crate::measure::Measure;
use celan_document::{Library, Span, char_slice};
use celan_finder::Pair;
use regex::Regex;
use std::sync::LazyLock;

/// What two measures must have in common of the words that name recipient and occasion, in characters.
const LEAST: usize = 6;

/// The ranks by which administrations name what they certify.
static RANK: LazyLock<Regex> = LazyLock::new(|| pattern("国家|自治区|省|盟市|市级|旗县|县级|区级"));

/// Pairs of measures in documents of different levels that name the same: what both name is long enough to
/// be a thing of its own, and no measure of either level names more of it with the other.
pub(super) fn pairs(library: &Library, measures: &[&Measure]) -> Vec<Pair> {
    let level = |measure: &Measure| {
        let document = library.document(&measure.document)?;
        document.metadata.level.as_deref()
    };
    let occasions: Vec<Vec<(char, u32)>> = measures.iter().map(|m| occasion(m)).collect();
    let mut found: Vec<(usize, Pair)> = Vec::new();
    for (a, one) in measures.iter().enumerate() {
        for (b, other) in measures.iter().enumerate().skip(a + 1) {
            if level(one).is_none() || level(one) == level(other) || level(other).is_none() {
                continue;
            }
            if !is_alike(one, other) || !is_one_rank(&occasions[a], &occasions[b]) {
                continue;
            }
            let Some((length, start)) = common(&occasions[a], &occasions[b]) else {
                continue;
            };
            let (Ok(first), Ok(second), Ok(long)) =
                (u32::try_from(a), u32::try_from(b), u32::try_from(length))
            else {
                continue;
            };
            if length >= LEAST {
                let pair = Pair {
                    measures: (first, second),
                    occasion: (start, start + long),
                };
                found.push((length, pair));
            }
        }
    }
    // The longest first, each measure once.
    found.sort_by(|(a, _), (b, _)| b.cmp(a));
    let mut pairs: Vec<Pair> = Vec::new();
    for (_, pair) in found {
        let uses = |n: u32| pairs.iter().any(|p| p.measures.0 == n || p.measures.1 == n);
        if !uses(pair.measures.0) && !uses(pair.measures.1) {
            pairs.push(pair);
        }
    }
    pairs.sort_by_key(|pair| pair.measures);
    pairs
}

/// Whether both can be for one recipient: neither names groups that the other does not.
fn is_alike(one: &Measure, other: &Measure) -> bool {
    let groups = |m: &Measure| {
        m.recipient
            .as_ref()
            .map_or_else(Vec::new, |r| r.groups.clone())
    };
    let (one, other) = (groups(one), groups(other));
    one.is_empty() || other.is_empty() || one.iter().any(|g| other.contains(g))
}

/// Whether both can mean a thing of one rank: what is 国家级 here and 自治区级 there are two things of one name.
fn is_one_rank(one: &[(char, u32)], other: &[(char, u32)]) -> bool {
    let ranks = |occasion: &[(char, u32)]| {
        let words: String = occasion.iter().map(|(c, _)| c).collect();
        let ranks = RANK.find_iter(&words);
        ranks.map(|m| m.as_str().to_owned()).collect::<Vec<_>>()
    };
    let (one, other) = (ranks(one), ranks(other));
    one.is_empty() || other.is_empty() || one.iter().any(|rank| other.contains(rank))
}

/// The characters of the words that name recipient and conditions, each with its place in the text.
fn occasion(measure: &Measure) -> Vec<(char, u32)> {
    let conditions = measure.conditions.iter().map(|c| c.span);
    let mut spans: Vec<Span> = measure
        .recipient
        .iter()
        .map(|r| r.span)
        .chain(conditions)
        .collect();
    spans.sort_by_key(|span| (span.start, span.end));
    let mut out: Vec<(char, u32)> = Vec::new();
    for span in spans {
        let from = out
            .last()
            .map_or(span.start, |(_, at)| span.start.max(at + 1));
        if from < span.end {
            let words = char_slice(
                &measure.text,
                Span {
                    start: from,
                    end: span.end,
                },
            );
            out.extend(words.chars().zip(from..));
        }
    }
    out
}

/// Length of the longest run of Han characters that both have and that ends with a word in both, and its place
/// in the first one's text.
fn common(one: &[(char, u32)], other: &[(char, u32)]) -> Option<(usize, u32)> {
    let mut best: Option<(usize, u32)> = None;
    let mut former = vec![0usize; other.len() + 1];
    for (at, (c, place)) in one.iter().enumerate() {
        let mut next = vec![0usize; other.len() + 1];
        let follows = at > 0 && one[at - 1].1 + 1 == *place;
        for (j, (d, _)) in other.iter().enumerate() {
            if c != d || is_joint(*c) {
                continue;
            }
            next[j + 1] = if follows { former[j] } else { 0 } + 1;
            let ends = ends_word(one.get(at + 1)) && ends_word(other.get(j + 1));
            if ends && best.is_none_or(|(length, _)| next[j + 1] > length) {
                let back = u32::try_from(next[j + 1] - 1).ok()?;
                best = Some((next[j + 1], place - back));
            }
        }
        former = next;
    }
    best
}

/// Whether a word ends before this character, as far as characters tell.
fn ends_word(next: Option<&(char, u32)>) -> bool {
    next.is_none_or(|(c, _)| is_joint(*c))
}

/// Whether a character joins words or stands between them.
fn is_joint(c: char) -> bool {
    !('\u{4e00}'..='\u{9fff}').contains(&c) || matches!(c, '的' | '和' | '及' | '与' | '或')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_common_run_is_found() {
        let of = |text: &str| -> Vec<(char, u32)> { text.chars().zip(3..).collect() };
        let found = common(
            &of("首次获批国家高新技术企业的"),
            &of("被认定为国家高新技术企业"),
        );
        assert_eq!(found, Some((8, 7)));
        assert_eq!(common(&of("甲"), &of("乙")), None);
    }

    #[test]
    fn what_two_ranks_certify_is_not_one_thing() {
        let of = |text: &str| -> Vec<(char, u32)> { text.chars().zip(0..).collect() };
        let national = of("国家级工程技术研究中心");
        assert!(!is_one_rank(
            &national,
            &of("自治区重点实验室、工程技术研究中心")
        ));
        assert!(is_one_rank(
            &national,
            &of("国家和自治区级工程技术研究中心")
        ));
        assert!(is_one_rank(&national, &of("工程技术研究中心")));
    }
}
