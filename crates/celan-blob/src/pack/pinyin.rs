//! The pinyin section.

use crate::sections::pinyin::{Pinyin, Table, is_han};

/// The section's value for an alphabet's `characters`.
pub(super) fn table(pinyin: &Pinyin, characters: &[char]) -> Table {
    let all = pinyin.characters.iter().map(|(_, s)| s);
    let mut syllables: Vec<String> = all
        .chain(pinyin.words.iter().flat_map(|(_, s)| s))
        .cloned()
        .collect();
    syllables.push(String::new());
    syllables.sort_unstable();
    syllables.dedup();
    let number = |s: &String| syllables.binary_search(s).map_or(0, |at| at as u16);
    let reading = |c: &char| {
        let at = pinyin.characters.binary_search_by_key(c, |(c, _)| *c);
        at.map_or(0, |at| number(&pinyin.characters[at].1))
    };
    Table {
        characters: characters
            .iter()
            .filter(|c| is_han(**c))
            .map(reading)
            .collect(),
        words: pinyin
            .words
            .iter()
            .map(|(word, s)| (word.clone(), s.iter().map(number).collect()))
            .collect(),
        syllables,
    }
}
