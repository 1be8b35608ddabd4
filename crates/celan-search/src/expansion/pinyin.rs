//! Letters of a query read as pinyin.

use super::expand::{MOST_READINGS, Planner};
use crate::dictionary::TermKind;
use crate::index::Index;
use crate::matching::Match;
use crate::query::{Clauses, Group};
use crate::scoring::{PINYIN, PINYIN_ELSE, accident};
use crate::text::encode;
use celan_text::fold;
use std::cmp::Reverse;

/// Occurrences that are looked at.
const PLACES: usize = 20;
/// How much more a known word counts among readings than any stretch of the text.
const KNOWN: u64 = 4;
/// An unknown reading that occurs so many times less than another is left out, where one is known.
const RARE: u32 = 4;

/// Reads letters as pinyin; whether that gave anything.
pub(crate) fn read_pinyin(planner: &mut Planner<'_>, word: &str, chars: &[char]) -> bool {
    let letters = chars.iter().filter(|c| c.is_ascii_lowercase()).count();
    let words = &planner.index.words;
    let known = |text: &str| {
        let chars = fold(text).chars;
        words.terms.frequency(&chars).is_some() || words.names.frequency(&chars).is_some()
    };
    let mut found = words.pinyin.read(&planner.index.buffer, chars);
    let full = found.first().is_some_and(|reading| reading.full);
    // A stretch that merely happens to be read so comes seldom.
    found.retain(|r| known(&r.text) || full || (letters > 2 && r.occurrences > 1));
    found.retain(|r| {
        let long = r.full && r.text.chars().count() > 2;
        known(&r.text) || long || stands_alone(planner.index, &r.text)
    });
    let any_known = found.iter().any(|r| known(&r.text));
    found.sort_by_key(|r| {
        Reverse(u64::from(r.occurrences) * if known(&r.text) { KNOWN } else { 1 })
    });
    let most = found.first().map_or(0, |r| r.occurrences);
    let rare = if any_known { RARE } else { RARE * KNOWN as u32 };
    found.retain(|r| known(&r.text) || r.occurrences.saturating_mul(rare) >= most);
    let mut texts: Vec<String> = found.into_iter().map(|r| r.text).collect();
    if texts.is_empty() && chars.len() > 2 {
        let open = words.terms.read_as(chars, true).into_iter();
        texts.extend(open.map(|f| f.text));
    }
    texts.truncate(MOST_READINGS);
    // What is read first is meant most likely.
    let weights = [PINYIN].into_iter().chain(std::iter::repeat(PINYIN_ELSE));
    let readings = texts.into_iter().zip(weights);
    let readings = readings.map(|(text, weight)| (text, TermKind::Pinyin, weight));
    planner.instead(word, readings.collect())
}

/// Whether a stretch of the text is not everywhere a mere meeting of two words.
fn stands_alone(index: &Index, text: &str) -> bool {
    let codes: Vec<u16> = encode(&fold(text).chars).collect();
    let len = codes.len() as u32;
    let mut places = index.buffer.find(&codes).take(PLACES);
    places.any(|place| !accident(index, &Match { place, len }))
}

impl Index {
    /// Joins neighbouring words that are pinyin syllables and together read as something.
    pub(crate) fn join_syllables(&self, clauses: &mut Clauses) {
        let pinyin = &self.words.pinyin;
        let syllables = |group: &Group| {
            let word = group.only_word()?;
            let chars: Vec<char> = word.chars().collect();
            let letters = chars.iter().all(char::is_ascii_lowercase);
            (letters && pinyin.are_syllables(&chars)).then(|| word.to_owned())
        };
        let mut at = 0;
        while at < clauses.groups.len() {
            let words: Vec<String> = clauses.groups[at..].iter().map_while(syllables).collect();
            let whole: Vec<char> = words.concat().chars().collect();
            if words.len() > 1
                && pinyin
                    .read(&self.buffer, &whole)
                    .first()
                    .is_some_and(|r| r.full)
            {
                clauses.replace(at..at + words.len(), words.concat(), Vec::new());
            }
            at += words.len().max(1);
        }
    }
}
