//! Two witnesses of one text: aligned character by character, white space ignored.
//!
//! The reading text is the base text, except where
//! - a repair by hand chose the other reading, or
//! - the base text is damaged there (an English conjunction) and the other is not.
//!
//! A reading with a gap (`***`) never wins. Whichever does not stand in the text is kept with its
//! source. What differs only in the form of a dash, in width or in position (CO₂) is no other reading.

use super::fold::{fold, hash};
use super::witness::Witness;
use crate::record::trace::{Place, Rule, Traced};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// What a witness reads at some characters of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) text: String,
    pub(crate) witness: String,
}

/// A text to be collated, with what other witnesses read in it.
pub(crate) struct Column<'a> {
    pub(crate) text: &'a mut Traced,
    pub(crate) readings: &'a mut Vec<Reading>,
}

/// A reading of the witness that reading by eye found to be the better one.
pub(crate) struct Choice {
    pub(crate) line: u32,
    pub(crate) was: String,
    pub(crate) now: String,
    pub(crate) reason: String,
}

/// A character of either text: what is compared, and where it stands.
struct Cell {
    folded: char,
    shown: char,
    paragraph: usize,
    at: usize,
}

fn cells<'a>(paragraphs: impl Iterator<Item = &'a Vec<char>>) -> Vec<Cell> {
    let mut out: Vec<Cell> = Vec::new();
    for (paragraph, chars) in paragraphs.enumerate() {
        let mut dash = false;
        for (at, &shown) in chars.iter().enumerate() {
            if shown.is_whitespace() {
                continue;
            }
            let folded = fold(shown);
            let again = dash && folded == '-';
            dash = folded == '-';
            if !again {
                out.push(Cell {
                    folded,
                    shown,
                    paragraph,
                    at,
                });
            }
        }
    }
    out
}

/// Collates the base text with a witness. Returns the choices that found no place.
pub(crate) fn collate(
    columns: &mut [Column<'_>],
    witness: &Witness,
    base_file: &str,
    choices: Vec<Choice>,
) -> Vec<Choice> {
    let base_chars: Vec<Vec<char>> = columns.iter().map(|c| c.text.chars()).collect();
    let other_chars: Vec<Vec<char>> = witness
        .paragraphs
        .iter()
        .map(|p| p.chars().collect())
        .collect();
    let base = cells(base_chars.iter());
    let other = cells(other_chars.iter());
    let folded = |cells: &[Cell]| cells.iter().map(|c| c.folded).collect::<Vec<char>>();
    // As the columns are before the first change; what changes stands behind what is yet to come.
    let places: Vec<Vec<Place>> = columns.iter().map(|c| c.text.places()).collect();
    let damaged: Vec<Vec<bool>> = columns.iter().map(|c| damaged(c.text)).collect();
    let mut used = HashSet::new();
    for op in differences(&folded(&base), &folded(&other))
        .into_iter()
        .rev()
    {
        let (old, new) = trim(op, &base, &other);
        let reading: String = other[new.clone()].iter().map(|c| c.shown).collect();
        let Some((paragraph, start, end)) = span(&base, old.clone(), &base_chars) else {
            continue;
        };
        let column = &mut columns[paragraph];
        let shown: String = base_chars[paragraph][start..end].iter().collect();
        let line = places[paragraph].get(start).map_or(0, |p| p.line);
        let choice = choices
            .iter()
            .position(|c| c.was == shown && c.now == reading && c.line == line);
        let lost = end == start + 1 && damaged[paragraph][start];
        let damaged = lost && !reading.contains('*');
        let mut kept = Reading {
            start,
            end,
            text: reading.clone(),
            witness: witness.file.clone(),
        };
        if choice.is_some() || damaged {
            used.extend(choice);
            let reason = choice.map_or("reading of the witness", |i| choices[i].reason.as_str());
            let rule: Rule = Arc::from(reason);
            column.text.replace(start..end, &reading, &rule);
            kept.end = start + reading.chars().count();
            kept.text = shown;
            kept.witness = base_file.to_owned();
            let shift = kept.end as isize - end as isize;
            for reading in column.readings.iter_mut().filter(|r| r.start >= end) {
                reading.start = reading.start.saturating_add_signed(shift);
                reading.end = reading.end.saturating_add_signed(shift);
            }
        }
        column.readings.push(kept);
    }
    for column in columns {
        column.readings.sort_by_key(|r| (r.start, r.end));
    }
    choices
        .into_iter()
        .enumerate()
        .filter(|(i, _)| !used.contains(i))
        .map(|(_, c)| c)
        .collect()
}

/// For each character whether it stands for a conjunction that the base text lost.
fn damaged(text: &Traced) -> Vec<bool> {
    let live = text.glyphs().iter().filter(|g| g.now.is_some());
    let rules = live.map(|g| g.rule.as_ref());
    rules
        .map(|rule| rule.is_some_and(|rule| rule.as_ref() == "conjunction"))
        .collect()
}

/// The differences of two texts. Between stretches that stand once in either text the texts are compared
/// character by character; where they have next to nothing in common, one simply replaces the other.
fn differences(old: &[char], new: &[char]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut ops = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (a, b) in common(old, new).into_iter().chain([(old.len(), new.len())]) {
        let (here, there) = (&old[i..a], &new[j..b]);
        if here.len().saturating_mul(there.len()) > MOST {
            ops.push(DiffOp::Replace {
                old_index: i,
                old_len: here.len(),
                new_index: j,
                new_len: there.len(),
            });
        } else {
            ops.extend(capture_diff_slices(Algorithm::Myers, here, there));
        }
        (i, j) = (a, b);
    }
    merge(&ops)
}

/// Places in both texts, in order, where a stretch begins that stands once in either.
fn common(old: &[char], new: &[char]) -> Vec<(usize, usize)> {
    if old.len().saturating_mul(new.len()) <= MOST {
        return Vec::new();
    }
    let once = |text: &[char]| {
        let mut found: HashMap<u64, Option<usize>> = HashMap::new();
        for (at, stretch) in text.windows(STRETCH).enumerate() {
            let place = found.entry(hash(stretch)).or_insert(Some(at));
            if *place != Some(at) {
                *place = None;
            }
        }
        found
    };
    let there = once(new);
    let mut pairs: Vec<(usize, usize)> = once(old)
        .into_iter()
        .filter_map(|(stretch, at)| Some((at?, (*there.get(&stretch)?)?)))
        .collect();
    // Stretches that only share a hash would but cut the texts at another place.
    pairs.sort_unstable();
    increasing(&pairs)
}

/// The longest run of pairs that rises in both numbers (patience).
fn increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (i, (_, new)) in pairs.iter().enumerate() {
        let at = ends.partition_point(|end| pairs[*end].1 < *new);
        before.push(at.checked_sub(1).map(|at| ends[at]));
        match ends.get_mut(at) {
            Some(end) => *end = i,
            None => ends.push(i),
        }
    }
    let mut out = Vec::new();
    let mut at = ends.last().copied();
    while let Some(i) = at {
        out.push(pairs[i]);
        at = before[i];
    }
    out.reverse();
    out
}

/// The longest stretches, as the product of their lengths, that are compared character by character.
const MOST: usize = 4_000_000;
/// Characters of a stretch that is looked for in both texts.
const STRETCH: usize = 16;

/// Differences, those joined that stand less than two common characters apart.
fn merge(ops: &[DiffOp]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut out: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let (mut old_end, mut new_end) = (0, 0);
    for op in ops {
        // The lengths are right; a deletion may name a stale place in the new text, or an insertion
        // in the old one.
        let old = old_end..old_end + op.old_range().len();
        let new = new_end..new_end + op.new_range().len();
        (old_end, new_end) = (old.end, new.end);
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        match out.last_mut() {
            Some(last) if old.start - last.0.end < 2 && new.start - last.1.end < 2 => {
                last.0.end = old.end;
                last.1.end = new.end;
            }
            _ => out.push((old, new)),
        }
    }
    out
}

/// A difference without the characters that both texts begin and end with.
fn trim(
    (mut old, mut new): (Range<usize>, Range<usize>),
    base: &[Cell],
    other: &[Cell],
) -> (Range<usize>, Range<usize>) {
    let same = |i: usize, j: usize| base[i].folded == other[j].folded;
    while !old.is_empty() && !new.is_empty() && same(old.start, new.start) {
        old.start += 1;
        new.start += 1;
    }
    while !old.is_empty() && !new.is_empty() && same(old.end - 1, new.end - 1) {
        old.end -= 1;
        new.end -= 1;
    }
    (old, new)
}

/// The characters of one paragraph that a difference covers; `None` where it covers several, or
/// whole ones, which one of the witnesses then simply lacks.
fn span(
    base: &[Cell],
    old: Range<usize>,
    paragraphs: &[Vec<char>],
) -> Option<(usize, usize, usize)> {
    if old.is_empty() {
        let before = old.start.checked_sub(1).and_then(|i| base.get(i));
        let next = base.get(old.start);
        return match (before, next) {
            (Some(b), Some(n)) if b.paragraph == n.paragraph => Some((n.paragraph, n.at, n.at)),
            _ => None,
        };
    }
    let (first, last) = (&base[old.start], &base[old.end - 1]);
    let length = paragraphs[first.paragraph].len();
    let whole = first.at == 0 && last.at + 1 == length;
    (first.paragraph == last.paragraph && !whole).then_some((
        first.paragraph,
        first.at,
        last.at + 1,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collated(base: &str, other: &str, choices: Vec<Choice>) -> (String, Vec<Reading>) {
        let mut text = Traced::line(1, base);
        let mut readings = Vec::new();
        let witness = Witness {
            file: "b.txt".into(),
            paragraphs: vec![other.into()],
        };
        let mut columns = [Column {
            text: &mut text,
            readings: &mut readings,
        }];
        collate(&mut columns, &witness, "a.txt", choices);
        (text.text(), readings)
    }

    #[test]
    fn a_gap_never_wins_and_the_other_reading_is_kept() {
        let (text, readings) = collated("研究白云鄂博资源的利用", "研究***鄂博资源的应用", vec![]);
        assert_eq!(text, "研究白云鄂博资源的利用");
        let got: Vec<(usize, usize, &str)> = readings
            .iter()
            .map(|r| (r.start, r.end, r.text.as_str()))
            .collect();
        assert_eq!(got, [(2, 4, "***"), (9, 10, "应")]);
    }

    #[test]
    fn a_chosen_reading_stands_and_the_base_is_kept() {
        let choice = Choice {
            line: 1,
            was: "护".into(),
            now: "障".into(),
            reason: "sense".into(),
        };
        let (text, readings) = collated("第五篇 环境保护", "第五篇　环境保障", vec![choice]);
        assert_eq!(text, "第五篇 环境保障");
        assert_eq!(
            (readings[0].text.as_str(), readings[0].witness.as_str()),
            ("护", "a.txt")
        );
    }

    #[test]
    fn differences_follow_one_another() {
        // Every two texts of few characters: the differ is free to name what it likes.
        let texts: Vec<Vec<u32>> = (0..729u32)
            .map(|n| (0..6).map(|place| n / 3u32.pow(place) % 3).collect())
            .collect();
        for old in texts.iter().step_by(5) {
            for new in texts.iter().step_by(7) {
                let (mut i, mut j) = (0, 0);
                for (a, b) in merge(&capture_diff_slices(Algorithm::Myers, old, new)) {
                    assert_eq!(old[i..a.start], new[j..b.start], "{old:?} {new:?}");
                    (i, j) = (a.end, b.end);
                }
                assert_eq!(old[i..], new[j..], "{old:?} {new:?}");
            }
        }
    }

    #[test]
    fn long_texts_are_compared_between_what_they_share() {
        let text: Vec<char> = (0..9000u32)
            .filter_map(|n| char::from_u32(0x4e00 + n))
            .collect();
        assert_eq!(differences(&text, &text), []);
        let mut other = text.clone();
        other[4000] = '甲';
        other.splice(7000..7000, "乙丙".chars());
        assert_eq!(
            differences(&text, &other),
            [(4000..4001, 4000..4001), (7000..7000, 7000..7002)]
        );
        let strange: Vec<char> = text.iter().rev().copied().collect();
        assert_eq!(differences(&text, &strange).len(), 1);
    }

    #[test]
    fn forms_of_dashes_are_no_readings() {
        assert!(
            collated("实验室——基地—提升CO₂", "实验室--基地-提升CO2", vec![])
                .1
                .is_empty()
        );
    }
}
