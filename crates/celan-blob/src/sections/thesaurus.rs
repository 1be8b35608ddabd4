//! The words of thesaurus and answer types: a text for each entry, at the end of the stream of the texts,
//! whose model knows most of them (3.6 KB shorter than alone). The signs inside are control
//! characters, which no word contains.

use super::alphabet::TextFailure;
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

/// Memory that an entry and a word take beside their letters, in the library and where they are looked up.
const ENTRY: usize = 420;
const MEMORY: usize = 130;

/// Reads the entries.
///
/// # Errors
/// They were not written by `write`, or take too much memory.
pub(crate) fn read(
    entries: impl Iterator<Item = String>,
    budget: &Budget,
) -> Result<(Vec<Synonyms>, Vec<AnswerType>), TextFailure> {
    let (mut thesaurus, mut answers) = (Vec::new(), Vec::new());
    for entry in entries {
        let memory = ENTRY + entry.matches(WORD).count() * MEMORY;
        budget.take(memory).ok_or(TextFailure::TooLarge)?;
        let entry = read_entry(&entry, &mut thesaurus, &mut answers);
        entry.ok_or(TextFailure::Undecodable)?;
    }
    Ok((thesaurus, answers))
}

/// Reads an entry into one of the two lists; `None` if it was not written by `write`.
fn read_entry(
    entry: &str,
    thesaurus: &mut Vec<Synonyms>,
    answers: &mut Vec<AnswerType>,
) -> Option<()> {
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
    Some(())
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(WORD).filter(|w| !w.is_empty());
    words.map(str::to_owned).collect()
}
