//! What can be typed: terms, names, titles, numbers, headings, and every character of the texts.

use super::fit::bit;
use crate::index::{Field, Index, heading_text, show};
use crate::text::encode;
use celan_text::{fold, is_han};
use std::collections::HashSet;

/// Letters and digits that an entry may begin with.
const FIRST: usize = 36;

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
}

impl Entries {
    /// Gathers all of a library.
    pub(super) fn of(index: &Index) -> Self {
        let mut entries = Self {
            first: vec![Vec::new(); FIRST],
            ..Self::default()
        };
        let mut known = HashSet::new();
        let words = &index.words;
        for (chars, frequency) in words.terms.all().chain(words.names.all()) {
            if frequency > 0 && known.insert(chars.to_vec()) {
                entries.add(index, chars, None, frequency);
            }
        }
        for text in names(index) {
            let chars = fold(&text).chars;
            if known.insert(chars.clone()) {
                let codes: Vec<u16> = encode(&chars).collect();
                let frequency = u32::try_from(index.buffer.find(&codes).count());
                entries.add(index, &chars, Some(text), frequency.unwrap_or(u32::MAX));
            }
        }
        for code in 0..=u16::MAX {
            let count = index.buffer.count(code);
            let c = char::from_u32(code.into()).filter(|c| is_han(*c));
            if let Some(c) = c.filter(|c| count > 0 && !known.contains([*c].as_slice())) {
                entries.add(index, &[c], None, u32::try_from(count).unwrap_or(u32::MAX));
            }
        }
        entries
    }

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
