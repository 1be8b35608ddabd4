//! The words of thesaurus and answer types: a text for each entry, at the end of the stream of the texts,
//! whose model knows most of them (3.6 KB shorter than alone). The signs inside are control
//! characters, which no word contains.

use celan_document::{AnswerType, Synonyms};

/// Between words.
const WORD: char = '\u{1}';
/// Between what is said and what is meant: one way, both ways, and a answer type.
const ONE_WAY: char = '\u{2}';
const BOTH: char = '\u{3}';
const ANSWER: char = '\u{4}';
/// A weight is the character this much above it.
const WEIGHT: u32 = 0x20;

/// Reads the entries; `None` where they were not written by [`write`].
pub(crate) fn read(entries: &[String]) -> Option<(Vec<Synonyms>, Vec<AnswerType>)> {
    let (mut thesaurus, mut answers) = (Vec::new(), Vec::new());
    for entry in entries {
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

/// A text for each entry.
#[cfg(feature = "pack")]
pub(crate) fn write(library: &celan_document::Library) -> Vec<String> {
    let mut entries = Vec::new();
    let mut entry = |say: &[String], sign: char, meant: &[String], weight: u8| {
        let separator = WORD.to_string();
        let mut text = format!("{}{sign}{}", say.join(&separator), meant.join(&separator));
        text.extend(char::from_u32(WEIGHT + u32::from(weight)));
        entries.push(text);
    };
    for s in &library.thesaurus {
        let sign = if s.both { BOTH } else { ONE_WAY };
        entry(&s.say, sign, &s.policy, s.weight);
    }
    for w in &library.answer_types {
        entry(&w.say, ANSWER, &w.holds, w.lift);
    }
    entries
}
