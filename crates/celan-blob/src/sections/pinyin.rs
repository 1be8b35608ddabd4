//! How the library's characters and words are read.

use crate::container::Budget;
use crate::error::BlobError;
use crate::wire::wire;

const NAME: &str = "pinyin";

/// Readings in pinyin without tones (`ü` is `v`): of each Han character of the library, and of the
/// terms in which a character is read otherwise (银行 `yin hang`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pinyin {
    /// Characters in code point order with their commonest reading.
    pub characters: Vec<(char, String)>,
    /// Terms in code point order, read otherwise than their characters one by one; a syllable for
    /// each character.
    pub words: Vec<(String, Vec<String>)>,
}

/// The section: syllables, and the readings by their numbers.
#[derive(Debug)]
pub(crate) struct Table {
    /// All syllables, sorted; the first is empty and stands for no reading.
    pub(crate) syllables: Vec<String>,
    /// For each Han character of the alphabet.
    pub(crate) characters: Vec<u16>,
    pub(crate) words: Vec<(String, Vec<u16>)>,
}

wire!(Table {
    syllables,
    characters,
    words,
});

/// Memory that a syllable takes beside its letters.
const SYLLABLE: usize = 56;

/// The unified ideographs, the first of which have their block of Unicode to themselves.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}

impl Pinyin {
    /// Reads the section for an alphabet's `characters`.
    pub(crate) fn read(
        table: &Table,
        characters: &[char],
        budget: &Budget,
    ) -> Result<Self, BlobError> {
        let syllable = |number: &u16| {
            let found = table.syllables.get(usize::from(*number));
            let found =
                found.ok_or_else(|| BlobError::malformed(NAME, "a reading has no syllable"))?;
            let memory = budget.take(SYLLABLE + found.len());
            memory.ok_or_else(|| budget.exceeded(NAME))?;
            Ok(found.clone())
        };
        let han: Vec<char> = characters.iter().copied().filter(|c| is_han(*c)).collect();
        if han.len() != table.characters.len() {
            return Err(BlobError::malformed(NAME, "it is of another alphabet"));
        }
        let mut pinyin = Self::default();
        for (c, number) in han.into_iter().zip(&table.characters) {
            let syllable = syllable(number)?;
            if !syllable.is_empty() {
                pinyin.characters.push((c, syllable));
            }
        }
        for (word, numbers) in &table.words {
            let syllables = numbers.iter().map(syllable).collect::<Result<_, _>>()?;
            pinyin.words.push((word.clone(), syllables));
        }
        Ok(pinyin)
    }
}
