//! The words of thesaurus and answer types: a text for each entry, at the end of the stream of the texts,
//! whose model knows most of them (3.6 KB shorter than alone). The signs inside are control
//! characters, which no word contains.

use crate::container::Budget;
use celan_document::{AnswerType, Synonyms};

/// Between words.
pub(crate) const WORD: char = '\u{1}';
/// Between what is said and what is meant: one way, both ways, and for an answer type.
pub(crate) const ONE_WAY: char = '\u{2}';
pub(crate) const BOTH: char = '\u{3}';
pub(crate) const ANSWER: char = '\u{4}';
/// A weight is the character this much above it.
pub(crate) const WEIGHT: u32 = 0x20;

/// Memory that a word takes beside its letters.
const MEMORY: usize = 56;

/// Reads the entries; `None` if they were not written by `write`, or take too much memory.
pub(crate) fn read(
    entries: impl Iterator<Item = String>,
    budget: &Budget,
) -> Option<(Vec<Synonyms>, Vec<AnswerType>)> {
    let (mut thesaurus, mut answers) = (Vec::new(), Vec::new());
    for entry in entries {
        budget.take(entry.matches(WORD).count() * MEMORY)?;
        let sign = entry.find([ONE_WAY, BOTH, ANSWER])?;
        let weight = entry.chars().next_back()?;
        let (say, rest) = entry.split_at(sign);
        let meant = rest.get(1..rest.len().checked_sub(weight.len_utf8())?)?;
        let number = u8::try_from((weight as u32).checked_sub(WEIGHT)?).ok()?;
        if rest.starts_with(ANSWER) {
            answers.push(AnswerType {
                say: words(say),
                holds: words(meant),
                lift: number,
            });
        } else {
            thesaurus.push(Synonyms {
                say: words(say),
                policy: words(meant),
                both: rest.starts_with(BOTH),
                weight: number,
            });
        }
    }
    Some((thesaurus, answers))
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(WORD).filter(|w| !w.is_empty());
    words.map(str::to_owned).collect()
}
