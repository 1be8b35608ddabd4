//! What can be typed: terms, names, titles, numbers, headings, and every character of the texts.

use super::Keyboard;
use super::fit::bit;
use crate::dictionary::Pinyin;
use crate::index::{Field, Index, heading_text, show};
use crate::text::encode;
use celan_text::{fold, is_han};
use std::collections::HashSet;

/// Letters and digits that an entry may begin with.
const FIRST: usize = 36;
/// Keys after the first that are looked at before an entry is read.
const AHEAD: usize = 2;
/// Words and names that a step gathers.
const STEP: usize = 200;

/// What can be typed.
#[derive(Debug, Default)]
pub(super) struct Entries {
    entries: Vec<Entry>,
    /// The characters that are typed, one entry after another, folded.
    chars: Vec<char>,
    /// How entries are written whose characters are not all typed.
    written: Vec<String>,
    /// By what they may begin with, the numbers of entries.
    first: Vec<Vec<u32>>,
}

/// Something that can be typed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    start: u32,
    len: u32,
    /// Where it is written out, if its characters do not say it.
    written: Option<u32>,
    /// How often it occurs.
    pub(super) frequency: u32,
    /// What the keys after the first may stand for.
    ahead: [u64; AHEAD],
}

impl Entry {
    /// Whether the first keys leave it possible: most entries are put aside by this alone.
    pub(super) fn may_fit(&self, keys: &[u64]) -> bool {
        let ahead = keys.get(1..).unwrap_or_default().iter().zip(self.ahead);
        // An end of a syllable is no letter, and moves what follows.
        let ahead = ahead.take_while(|(key, _)| **key != 0);
        ahead.into_iter().all(|(key, mask)| key & mask != 0)
    }
}

/// A keyboard, while what can be typed is gathered in steps: between them a page can answer.
#[derive(Debug)]
pub struct Gathering {
    entries: Entries,
    known: HashSet<Vec<char>>,
    /// Terms and names that are gathered.
    terms: usize,
    /// Titles, numbers, issuers and headings that are not gathered yet; `None` before it is their turn.
    names: Option<std::vec::IntoIter<String>>,
}

impl Default for Gathering {
    fn default() -> Self {
        Self {
            entries: Entries {
                first: vec![Vec::new(); FIRST],
                ..Entries::default()
            },
            known: HashSet::new(),
            terms: 0,
            names: None,
        }
    }
}

impl Gathering {
    /// Gathers some more. Returns whether that was all.
    pub fn step(&mut self, index: &Index) -> bool {
        match &mut self.names {
            None => {
                let words = &index.words;
                let all = words.terms.all().chain(words.names.all());
                let before = self.terms;
                for (chars, frequency) in all.skip(before).take(STEP) {
                    self.terms += 1;
                    if frequency > 0 && self.known.insert(chars.to_vec()) {
                        self.entries.add(index, chars, None, frequency);
                    }
                }
                if self.terms < before + STEP {
                    self.names = Some(names(index).into_iter());
                }
                false
            }
            Some(names) => {
                for text in names.take(STEP) {
                    let chars = fold(&text).chars;
                    if self.known.insert(chars.clone()) {
                        let codes: Vec<u16> = encode(&chars).collect();
                        let frequency = u32::try_from(index.buffer.find(&codes).count());
                        let frequency = frequency.unwrap_or(u32::MAX);
                        self.entries.add(index, &chars, Some(text), frequency);
                    }
                }
                if names.len() > 0 {
                    return false;
                }
                self.characters(index);
                true
            }
        }
    }

    /// Gathers every character of the texts.
    fn characters(&mut self, index: &Index) {
        for code in 0..=u16::MAX {
            let count = index.buffer.count(code);
            let c = char::from_u32(code.into()).filter(|c| count > 0 && is_han(*c));
            if let Some(c) = c.filter(|c| !self.known.contains([*c].as_slice())) {
                let frequency = u32::try_from(count).unwrap_or(u32::MAX);
                self.entries.add(index, &[c], None, frequency);
            }
        }
    }

    /// The keyboard over what is gathered.
    pub fn finish(self) -> Keyboard {
        Keyboard {
            entries: self.entries,
        }
    }
}

impl Entries {
    fn add(&mut self, index: &Index, chars: &[char], text: Option<String>, frequency: u32) {
        let pinyin = &index.words.pinyin;
        let typed = |c: &&char| c.is_ascii_alphanumeric() || pinyin.reading(**c) != 0;
        let Some(first) = chars.iter().find(typed) else {
            return;
        };
        let mut begins = bit(first.to_ascii_lowercase());
        for syllable in pinyin.readings(*first) {
            begins |= syllable.chars().next().map_or(0, bit);
        }
        let number = self.entries.len() as u32;
        for (at, list) in self.first.iter_mut().enumerate() {
            if begins & (1 << at) != 0 {
                list.push(number);
            }
        }
        let written = text.map(|text| {
            self.written.push(text);
            self.written.len() as u32 - 1
        });
        self.entries.push(Entry {
            start: self.chars.len() as u32,
            len: chars.len() as u32,
            written,
            frequency,
            ahead: ahead(pinyin, chars),
        });
        self.chars.extend(chars);
    }

    /// The entries that begin with one of these letters and digits.
    pub(super) fn beginning(&self, key: u64) -> impl Iterator<Item = &Entry> {
        let lists = (0..FIRST).filter(move |at| key & (1 << at) != 0);
        let mut numbers: Vec<u32> = lists
            .filter_map(|at| self.first.get(at))
            .flatten()
            .copied()
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
            .into_iter()
            .filter_map(|number| self.entries.get(number as usize))
    }

    /// The characters that are typed for an entry.
    pub(super) fn chars(&self, entry: &Entry) -> &[char] {
        let start = entry.start as usize;
        self.chars
            .get(start..start + entry.len as usize)
            .unwrap_or_default()
    }

    /// How an entry is written.
    pub(super) fn text(&self, entry: &Entry) -> String {
        let written = entry.written.and_then(|at| self.written.get(at as usize));
        written
            .cloned()
            .unwrap_or_else(|| self.chars(entry).iter().collect())
    }
}

/// What the keys after the first may stand for, each character taking some letters of a syllable. A key after all
/// characters may be anything.
fn ahead(pinyin: &Pinyin, chars: &[char]) -> [u64; AHEAD] {
    let mut ahead = [0; AHEAD];
    let typed = |c: &&char| c.is_ascii_alphanumeric() || pinyin.reading(**c) != 0;
    let mut typed = chars.iter().filter(typed);
    // The keys that the character may begin at: the first one at the first, each later one at all after that.
    for first in 0..=AHEAD {
        let Some(c) = typed.next() else {
            ahead
                .iter_mut()
                .skip(first.saturating_sub(1))
                .for_each(|mask| *mask = u64::MAX);
            break;
        };
        let mut letters = [0; AHEAD + 1];
        letters[0] = bit(c.to_ascii_lowercase());
        for syllable in pinyin.readings(*c) {
            for (letter, c) in letters.iter_mut().zip(syllable.chars()) {
                *letter |= bit(c);
            }
        }
        let starts = if first == 0 { 0..=0 } else { first..=AHEAD };
        for (start, taken) in starts.flat_map(|start| (0..=AHEAD - start).map(move |n| (start, n)))
        {
            if let Some(mask) = (start + taken)
                .checked_sub(1)
                .and_then(|at| ahead.get_mut(at))
            {
                *mask |= letters[taken];
            }
        }
    }
    ahead
}

/// Titles, numbers, issuers and headings, as written.
fn names(index: &Index) -> Vec<String> {
    let mut names = Vec::new();
    for (number, unit) in (0..).zip(&index.units) {
        let is_heading = unit.field == Field::Text && unit.lead > 0 && unit.below > number + 1;
        match unit.field {
            Field::Title | Field::Number | Field::Issuers => {
                names.extend(show(&index.library, unit).map(|shown| shown.own.to_owned()));
            }
            _ if is_heading => {
                names.extend(heading_text(&index.library, unit).map(str::to_owned));
            }
            _ => {}
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::super::fit::fit;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// What is put aside by the first keys alone fits no keys that begin with them.
        #[test]
        fn what_fits_may_fit(chars in "[重庆长安银行a2·]{1,4}", typed in "[chongqianyxzj2][chongqianyxzj2']{0,5}") {
            let characters = [
                ('重', "zhong"), ('庆', "qing"), ('长', "chang"), ('安', "an"), ('银', "yin"), ('行', "xing"),
            ];
            let characters = characters.map(|(c, syllable)| (c, syllable.to_owned()));
            let word = |word: &str, read: [&str; 2]| (word.to_owned(), read.map(str::to_owned).to_vec());
            let words = [
                word("重庆", ["chong", "qing"]),
                word("银行", ["yin", "hang"]),
                word("长安", ["zhang", "an"]),
            ];
            let pinyin = Pinyin::new(&characters, &words);
            let chars: Vec<char> = chars.chars().collect();
            let keys: Vec<u64> = typed.chars().map(bit).collect();
            let entry = Entry { start: 0, len: 0, written: None, frequency: 0, ahead: ahead(&pinyin, &chars) };
            if fit(&pinyin, &chars, &keys).is_some() {
                prop_assert!(entry.may_fit(&keys), "{chars:?} {typed}");
            }
        }
    }
}
