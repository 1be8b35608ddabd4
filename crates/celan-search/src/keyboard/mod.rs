//! The keyboard in the page: what letters or nine keys may mean, of what the library writes.
//!
//! A key is the set of letters that it may stand for. An entry (a term, a name, a number, a heading, a
//! character) fits keys if each of its characters takes some of them, one at least, as the beginning of
//! one of its syllables: so full pinyin, initials and every mixture are one case.

mod entries;
mod fit;

pub use entries::Gathering;

use crate::index::Index;
use crate::text::encode;
use celan_text::fold;
use entries::{Entries, Entry};
use fit::{Fit, fit, read};
use std::cmp::Reverse;
use std::collections::HashSet;

/// Keys that are looked at.
const LONGEST: usize = 48;
/// Candidates that are weighed by what was chosen before.
const WEIGHED: usize = 96;
/// Passages with what was chosen before, and places right behind it, from which on more count no more.
const MANY_WITH: usize = 15;
const MANY_BEHIND: usize = 8;
/// Keys from which on stretches of the text are candidates too.
const STRETCHES_FROM: usize = 3;

/// How a key is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A letter or digit is itself.
    Full,
    /// `2` to `9` are the letters of a telephone's keys; other digits end a syllable.
    Nine,
}

/// The letters of each of nine keys, from `2` on.
const NINE: [&str; 8] = ["abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"];

/// What keys may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What is written when it is chosen.
    pub text: String,
    /// How many of the keys it takes; the rest stay.
    pub keys: usize,
    /// The letters and digits that these keys are for it; empty where they are many.
    pub reading: String,
    /// Passages that have it together with what was chosen before.
    pub passages: u32,
}

/// A keyboard over one library. What it knows is gathered once.
#[derive(Debug)]
pub struct Keyboard {
    entries: Entries,
}

/// A candidate, while candidates are compared.
struct Weighed {
    text: String,
    rank: Rank,
}

/// What candidates are compared by.
struct Rank {
    /// How many of the keys it takes.
    keys: usize,
    /// Whether keys are left over.
    part: bool,
    score: u64,
}

impl Rank {
    /// The best first.
    fn order(&self) -> (bool, Reverse<usize>, Reverse<u64>) {
        (self.part, Reverse(self.keys), Reverse(self.score))
    }
}

impl Keyboard {
    /// Gathers what can be typed. [`Gathering`] does it in steps.
    pub fn new(index: &Index) -> Self {
        let mut gathering = Gathering::default();
        while !gathering.step(index) {}
        gathering.finish()
    }

    /// What `typed` (letters, digits, `'` between syllables) may mean after `before`, the best first, at most
    /// `limit`.
    pub fn candidates(
        &self,
        index: &Index,
        before: &str,
        typed: &str,
        layout: Layout,
        limit: usize,
    ) -> Vec<Candidate> {
        let keys: Vec<u64> = typed
            .chars()
            .take(LONGEST)
            .map(|c| key(c, layout))
            .collect();
        if keys.is_empty() {
            return Vec::new();
        }
        let mut found = stretches(index, typed, layout);
        found.extend(self.fitting(index, &keys, found.len().saturating_add(WEIGHED.max(limit))));
        let order = |a: &Weighed, b: &Weighed| {
            let of = |candidate: &Weighed| candidate.rank.order();
            of(a).cmp(&of(b)).then_with(|| a.text.cmp(&b.text))
        };
        found.sort_by(order);
        let mut seen = HashSet::new();
        found.retain(|candidate| seen.insert(candidate.text.clone()));
        found.truncate(WEIGHED.max(limit));
        let context = Context::of(index, before);
        for candidate in &mut found {
            let score = candidate.rank.score;
            candidate.rank.score = context.weigh(index, &candidate.text, score);
        }
        found.sort_by(order);
        found.truncate(limit);
        let found = found.into_iter();
        found
            .map(|candidate| {
                let taken = keys.get(..candidate.rank.keys).unwrap_or_default();
                let chars = fold(&candidate.text).chars;
                Candidate {
                    passages: context.passages(index, &candidate.text),
                    reading: match layout {
                        Layout::Full => typed.chars().take(taken.len()).collect(),
                        Layout::Nine => read(&index.words.pinyin, &chars, taken),
                    },
                    text: candidate.text,
                    keys: candidate.rank.keys,
                }
            })
            .collect()
    }

    /// The entries that fit the keys, or their beginning: the best `most`, and those that are as good as the last
    /// of these.
    fn fitting(&self, index: &Index, keys: &[u64], most: usize) -> Vec<Weighed> {
        let pinyin = &index.words.pinyin;
        let mut found: Vec<(&Entry, Rank)> = Vec::new();
        let beginning = self.entries.beginning(keys[0]);
        for entry in beginning.filter(|entry| entry.may_fit(keys)) {
            let chars = self.entries.chars(entry);
            let rank = match fit(pinyin, chars, keys) {
                Some(Fit::All { left, whole }) => Rank {
                    keys: keys.len(),
                    part: false,
                    score: score(entry.frequency, chars.len(), left, whole),
                },
                // A beginning that is a character by its initial says too little.
                Some(Fit::Part { keys: used, whole }) if chars.len() > 1 || whole || used == 1 => {
                    Rank {
                        keys: used,
                        part: true,
                        score: score(entry.frequency, chars.len(), 0, whole),
                    }
                }
                _ => continue,
            };
            found.push((entry, rank));
        }
        // A letter alone fits thousands: only the best are written out.
        if found.len() > most {
            let (_, (_, last), _) =
                found.select_nth_unstable_by_key(most, |(_, rank)| rank.order());
            let last = last.order();
            found.retain(|(_, rank)| rank.order() <= last);
        }
        let found = found.into_iter();
        found
            .map(|(entry, rank)| Weighed {
                text: self.entries.text(entry),
                rank,
            })
            .collect()
    }
}

/// The letters and digits that a typed character may stand for; 0 is an end of a syllable.
fn key(c: char, layout: Layout) -> u64 {
    match (layout, c) {
        (Layout::Nine, '2'..='9') => {
            let number = (c as usize).saturating_sub('2' as usize);
            NINE.get(number)
                .map_or(0, |letters| letters.chars().map(fit::bit).sum())
        }
        (Layout::Nine, '0'..='9') => 0,
        // A letter is itself where a reading was chosen.
        (_, c) => fit::bit(c.to_ascii_lowercase()),
    }
}

/// What a fit is worth: the frequent before the rare, the complete before what would be completed, whole
/// syllables before initials, words before characters.
fn score(frequency: u32, length: usize, left: usize, whole: bool) -> u64 {
    let frequency = u64::from(frequency);
    let complete = match left {
        0 => frequency * 16,
        left => frequency * 4 / left as u64,
    };
    let single = if length == 1 { 64 } else { 1 };
    (complete * if whole { 4 } else { 1 }) / single + 1
}

/// Stretches of the text that are read as what is typed, also across words.
fn stretches(index: &Index, typed: &str, layout: Layout) -> Vec<Weighed> {
    let letters: Vec<char> = typed.chars().take(LONGEST).collect();
    if layout != Layout::Full
        || letters.len() < STRETCHES_FROM
        || !letters.iter().all(char::is_ascii_lowercase)
    {
        return Vec::new();
    }
    let read = index.words.pinyin.read(&index.buffer, &letters).into_iter();
    read.map(|reading| Weighed {
        text: reading.text,
        rank: Rank {
            keys: letters.len(),
            part: false,
            score: u64::from(reading.occurrences) * if reading.full { 8 } else { 2 },
        },
    })
    .collect()
}

/// What was chosen before.
struct Context {
    /// Its last word, folded.
    last: Vec<u16>,
    /// The passages that have all of it; `None` where nothing was chosen.
    units: Option<Vec<u32>>,
}

impl Context {
    fn of(index: &Index, before: &str) -> Self {
        let words: Vec<Vec<u16>> = before
            .split_whitespace()
            .map(|word| encode(&fold(word).chars).collect())
            .filter(|word: &Vec<u16>| !word.is_empty())
            .collect();
        let mut units: Option<Vec<u32>> = None;
        for word in &words {
            let has = units_of(index, word);
            units = Some(match units {
                Some(known) => has
                    .filter(|unit| known.binary_search(unit).is_ok())
                    .collect(),
                None => has.collect(),
            });
        }
        Self {
            last: words.into_iter().next_back().unwrap_or_default(),
            units,
        }
    }

    /// The score, by how often the text stands with what was chosen, and right behind it.
    fn weigh(&self, index: &Index, text: &str, score: u64) -> u64 {
        if self.units.is_none() {
            return score;
        }
        let codes: Vec<u16> = encode(&fold(text).chars).collect();
        let with = self.units_with(index, &codes).take(MANY_WITH).count() as u64;
        let joined = [self.last.as_slice(), &codes].concat();
        let behind = index.buffer.find(&joined).take(MANY_BEHIND).count() as u64;
        if with + behind == 0 {
            return score / 16;
        }
        score * (1 + with + 8 * behind)
    }

    /// Passages that have the text and what was chosen.
    fn passages(&self, index: &Index, text: &str) -> u32 {
        let codes: Vec<u16> = encode(&fold(text).chars).collect();
        let passages = self.units_with(index, &codes).count();
        u32::try_from(passages).unwrap_or(u32::MAX)
    }

    /// The passages that have a pattern and what was chosen, in order.
    fn units_with<'a>(&'a self, index: &'a Index, codes: &'a [u16]) -> impl Iterator<Item = u32> {
        let is_known = |unit: &u32| {
            let known = self.units.as_ref();
            known.is_none_or(|known| known.binary_search(unit).is_ok())
        };
        units_of(index, codes).filter(is_known)
    }
}

/// The passages in which a pattern stands, in order.
fn units_of<'a>(index: &'a Index, codes: &'a [u16]) -> impl Iterator<Item = u32> + 'a {
    // Nearly all places of a frequent word are in the passage of the one before, or soon after it.
    let mut end = 0;
    index.buffer.find(codes).filter_map(move |place| {
        if place < end {
            return None;
        }
        let unit = index.unit_at(place);
        end = index.unit_end(unit);
        Some(unit)
    })
}
