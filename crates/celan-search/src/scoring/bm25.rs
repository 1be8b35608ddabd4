//! The rank of a passage: BM25F over its fields, proximity of the words, whole terms before
//! accidents. Integers throughout, so that every machine gives the same order.

use super::log::log2;
use super::weights::*;
use crate::index::Field;
use crate::index::Index;
use crate::index::Unit;
use crate::matching::Passage;
use crate::matching::{Match, Postings};
use celan_document::{Library, Metadata};

/// Scores the passages of one query.
pub(crate) struct Ranker<'a> {
    index: &'a Index,
    words: Vec<Word<'a>>,
    /// What level and date add, by document.
    boosts: Vec<u64>,
}

/// A word of the query.
struct Word<'a> {
    postings: &'a Postings,
    /// Its worth: the rarer, the more.
    worth: u64,
    /// Whether its matches are so few that accidents are told from terms.
    tell: bool,
    /// Which units have it.
    has: Vec<bool>,
}

impl<'a> Ranker<'a> {
    pub(crate) fn new(index: &'a Index, postings: &'a [Postings]) -> Self {
        let word = |postings: &'a Postings| {
            let mut has = vec![false; index.units.len()];
            for entry in postings.units() {
                has[entry.unit as usize] = true;
            }
            Word {
                postings,
                worth: worth(index, postings),
                tell: postings.matches().len() <= ACCIDENTS_SOUGHT,
                has,
            }
        };
        Self {
            index,
            words: postings.iter().map(word).collect(),
            boosts: boosts(index),
        }
    }

    /// The passage that a unit is, or the row that it stands in. Where the query's one word stands
    /// there only as an accident of other words' meeting, it comes after the others.
    pub(crate) fn passage(&self, number: u32, row: bool) -> Passage {
        let Some(unit) = self.index.units.get(number as usize) else {
            return Passage::new(number, 0);
        };
        let units = if row {
            self.index.row(number)
        } else {
            number..number + 1
        };
        let start = self.index.units[units.start as usize].start;
        let length = u64::from(self.index.unit_end(units.end - 1).saturating_sub(start));
        let norm = (ONE - B) + B * length / u64::from(self.index.average);
        let mut total = 0;
        let mut accidental = self.words.len() == 1;
        let mut present = Vec::with_capacity(self.words.len());
        for word in &self.words {
            let matches = word.postings.within(units.clone());
            let mut frequency = 0;
            for found in matches {
                let accident = word.tell && accident(self.index, found);
                accidental &= accident;
                let share = if accident { ACCIDENT } else { ONE };
                frequency += field(unit, length, found, HEADING, TITLE) * share / ONE;
            }
            frequency = frequency * ONE / norm.max(1) + self.above(unit, word);
            total += word.worth * frequency / (K1 + frequency);
            if !matches.is_empty() {
                present.push((matches, word.worth));
            }
        }
        total += proximity(&present);
        let standing = self.boosts.get(unit.document as usize).copied();
        let score = total * 64 + standing.unwrap_or(0);
        let passage = Passage::new(number, u32::try_from(score).unwrap_or(u32::MAX));
        match (row, accidental) {
            (true, _) => passage.row(),
            (false, true) => passage.after(),
            (false, false) => passage,
        }
    }

    /// What the headings above and the document's title add to a word's frequency.
    fn above(&self, unit: &Unit, word: &Word<'_>) -> u64 {
        let has = |unit: u32| word.has.get(unit as usize) == Some(&true);
        let path = self.index.ancestors(unit).filter(|a| has(*a)).count() as u64;
        let first = self.index.first_units.get(unit.document as usize);
        let title = unit.field != Field::Title && first.is_some_and(|t| has(*t));
        path.min(2) * PATH + u64::from(title) * TITLE_ABOVE
    }
}

/// Whether a term of the vocabulary begins or ends inside the match and reaches out of it.
pub(crate) fn accident(index: &Index, found: &Match) -> bool {
    let (start, end) = (found.place, found.place + found.len);
    let terms = &index.words.terms;
    let is_term = |from: u32, to: u32| terms.is_short_term(index.buffer.codes(from..to));
    let left = (1..=3).any(|before| {
        let from = start.checked_sub(before);
        from.is_some_and(|from| (start + 1..end.min(from + 5)).any(|to| is_term(from, to)))
    });
    left || (1..=3).any(|after| {
        let to = end + after;
        ((start + 1).max(to.saturating_sub(4))..end).any(|from| is_term(from, to))
    })
}

/// The worth of a word, in 1024ths of a bit: the rarer, the more (Robertson and Spärck Jones).
pub(crate) fn worth(index: &Index, postings: &Postings) -> u64 {
    let (all, found) = (index.units.len() as u64, postings.units().len() as u64);
    log2(2 * all + 2).saturating_sub(log2(2 * found + 1)).max(1)
}

/// What a match in a unit counts for; `heading` and `title` are what one in a heading or title does.
pub(crate) fn field(unit: &Unit, length: u64, found: &Match, heading: u64, title: u64) -> u64 {
    match unit.field {
        _ if unit.frame => FRAME,
        Field::Title | Field::Number | Field::NumberPrinted => title,
        Field::Notice => heading,
        Field::Issuers | Field::Date | Field::Level | Field::Category => METADATA,
        _ if u64::from(unit.lead) >= length => heading,
        _ if found.place < unit.start + unit.lead => LEAD,
        _ => TEXT,
    }
}

/// What two or more words gain by standing near each other: a share of their worth, by how much of
/// the shortest stretch that holds them all is theirs.
pub(crate) fn proximity(present: &[(&[Match], u64)]) -> u64 {
    if present.len() < 2 {
        return 0;
    }
    let mut places: Vec<(u32, u32, usize)> = Vec::new();
    for (word, (matches, _)) in present.iter().enumerate() {
        places.extend(matches.iter().take(64).map(|m| (m.place, m.len, word)));
    }
    places.sort_unstable();
    let own: u64 = present
        .iter()
        .map(|(m, _)| m.first().map_or(0, |m| u64::from(m.len)))
        .sum();
    let mut counts = vec![0u32; present.len()];
    let (mut left, mut held, mut shortest) = (0, 0, u64::MAX);
    for (right, (place, len, word)) in places.iter().enumerate() {
        held += u32::from(counts[*word] == 0);
        counts[*word] += 1;
        while held as usize == present.len() {
            let (from, _, first) = places[left];
            shortest = shortest.min(u64::from(place + len - from));
            counts[first] -= 1;
            held -= u32::from(counts[first] == 0);
            left = (left + 1).min(right);
            if left == right && held as usize == present.len() {
                break;
            }
        }
    }
    let worth: u64 = present.iter().map(|(_, worth)| worth).sum();
    worth * PROXIMITY / ONE * own.min(shortest) / shortest.max(1)
}

/// What each document's level and date add, less than any difference in match: 0 to 63.
pub(crate) fn boosts(index: &Index) -> Vec<u64> {
    let Library {
        documents, levels, ..
    } = &index.library;
    let standing = |metadata: &Metadata| {
        let level = metadata
            .level
            .as_deref()
            .and_then(|level| levels.iter().position(|l| l.name == level));
        let level = level.map_or(0, |at| 3u64.saturating_sub(at as u64));
        let year = metadata.date.as_ref().map_or(0, |d| u64::from(d.year()));
        level * 16 + year.saturating_sub(2010).min(15)
    };
    documents.iter().map(|d| standing(&d.metadata)).collect()
}
