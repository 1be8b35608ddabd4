//! How the library's characters and words are read.

use crate::error::BlobError;
use bincode::{Decode, Encode};

const NAME: &str = "pinyin";

/// Readings in pinyin without tones (`ü` is `v`): of each Han character of the library, and of the
/// terms in which a character is read otherwise (银行 `yin hang`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Readings {
    /// Characters in code point order with their commonest reading.
    pub characters: Vec<(char, String)>,
    /// Terms in code point order, read otherwise than their characters one by one; a syllable for
    /// each character.
    pub words: Vec<(String, Vec<String>)>,
}

/// The section: syllables, and the readings by their numbers.
#[derive(Debug, Encode, Decode)]
pub(crate) struct Table {
    /// All syllables, sorted; the first is empty and stands for no reading.
    syllables: Vec<String>,
    /// For each Han character of the alphabet.
    characters: Vec<u16>,
    words: Vec<(String, Vec<u16>)>,
}

/// The unified ideographs, the first of which have their block of Unicode to themselves.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}

impl Readings {
    /// Reads the section for an alphabet's `characters`.
    pub(crate) fn read(table: &Table, characters: &[char]) -> Result<Self, BlobError> {
        let syllable = |number: &u16| {
            let found = table.syllables.get(usize::from(*number)).cloned();
            found.ok_or_else(|| BlobError::malformed(NAME, "a reading has no syllable"))
        };
        let han: Vec<char> = characters.iter().copied().filter(|c| is_han(*c)).collect();
        if han.len() != table.characters.len() {
            return Err(BlobError::malformed(NAME, "it is of another alphabet"));
        }
        let mut readings = Self::default();
        for (c, number) in han.into_iter().zip(&table.characters) {
            let syllable = syllable(number)?;
            if !syllable.is_empty() {
                readings.characters.push((c, syllable));
            }
        }
        for (word, numbers) in &table.words {
            let syllables = numbers.iter().map(syllable).collect::<Result<_, _>>()?;
            readings.words.push((word.clone(), syllables));
        }
        Ok(readings)
    }

    /// The section's value for an alphabet's `characters`.
    #[cfg(feature = "pack")]
    pub(crate) fn table(&self, characters: &[char]) -> Table {
        let all = self.characters.iter().map(|(_, s)| s);
        let mut syllables: Vec<String> = all
            .chain(self.words.iter().flat_map(|(_, s)| s))
            .cloned()
            .collect();
        syllables.push(String::new());
        syllables.sort_unstable();
        syllables.dedup();
        let number = |s: &String| syllables.binary_search(s).map_or(0, |at| at as u16);
        let reading = |c: &char| {
            let at = self.characters.binary_search_by_key(c, |(c, _)| *c);
            at.map_or(0, |at| number(&self.characters[at].1))
        };
        Table {
            characters: characters
                .iter()
                .filter(|c| is_han(**c))
                .map(reading)
                .collect(),
            words: self
                .words
                .iter()
                .map(|(word, s)| (word.clone(), s.iter().map(number).collect()))
                .collect(),
            syllables,
        }
    }
}
