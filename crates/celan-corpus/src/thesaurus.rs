//! `thesaurus.toml` and `queries.toml`: how people say what the documents write, and what their
//! questions are after. Both may be missing.

use crate::diagnostic::Diagnostic;
use celan_document::{AnswerType, Synonyms};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::HashSet;

/// The files' names in a corpus folder.
pub(crate) const THESAURUS: &str = "thesaurus.toml";
pub(crate) const QUERIES: &str = "queries.toml";

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Entries {
    #[serde(default)]
    entry: Vec<Entry>,
}

/// An entry of the thesaurus, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    say: Vec<String>,
    policy: Vec<String>,
    #[serde(default)]
    both: bool,
    weight: u8,
}

/// What a question is after, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    say: Vec<String>,
    #[serde(default)]
    holds: Vec<String>,
    #[serde(default)]
    lift: u8,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct AnswerTypes {
    #[serde(default)]
    wish: Vec<Wish>,
}

/// Reads thesaurus.toml; what is wrong with it is a diagnostic, and the sound entries are kept.
pub(crate) fn thesaurus(toml: &str, found: &mut Vec<Diagnostic>) -> Vec<Synonyms> {
    let mut entries = read::<Entries>(THESAURUS, toml, found).entry;
    let mut said = HashSet::new();
    entries.retain(|entry| {
        let weight = (1..=100).contains(&entry.weight);
        let sound = weight && is_sound(&entry.say) && is_sound(&entry.policy);
        let double = entry.say.iter().find(|word| !said.insert((*word).clone()));
        let first = entry.say.first().map_or("", String::as_str);
        if !sound {
            let help = "give say and policy a word each and weight a number from 1 to 100";
            let message = format!("the entry of `{first}` is not complete");
            found.push(Diagnostic::error(THESAURUS, message, help).at(line(toml, first), first));
        } else if let Some(word) = double {
            let message = format!("`{word}` is said in two entries");
            let help = "put what it means into one entry";
            found.push(Diagnostic::warning(THESAURUS, message, help).at(line(toml, word), word));
        }
        sound
    });
    let entries = entries.into_iter().map(|entry| Synonyms {
        say: entry.say,
        policy: entry.policy,
        both: entry.both,
        weight: entry.weight,
    });
    entries.collect()
}

/// Reads queries.toml.
pub(crate) fn answer_types(toml: &str, found: &mut Vec<Diagnostic>) -> Vec<AnswerType> {
    let mut answer_types = read::<AnswerTypes>(QUERIES, toml, found).wish;
    answer_types.retain(|answer| {
        let sound = is_sound(&answer.say) && answer.holds.iter().all(|w| is_word(w));
        let first = answer.say.first().map_or("", String::as_str);
        if !sound {
            let help = "give say the words of a question";
            let message = format!("the wish of `{first}` is not complete");
            found.push(Diagnostic::error(QUERIES, message, help).at(line(toml, first), first));
        }
        sound
    });
    let answer_types = answer_types.into_iter().map(|wish| AnswerType {
        say: wish.say,
        holds: wish.holds,
        lift: wish.lift,
    });
    answer_types.collect()
}

fn read<T: DeserializeOwned + Default>(file: &str, toml: &str, found: &mut Vec<Diagnostic>) -> T {
    toml::from_str(toml).unwrap_or_else(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let line = toml.get(..at).unwrap_or("").matches('\n').count() as u32 + 1;
        let excerpt = toml.lines().nth(line as usize - 1).unwrap_or("");
        let message = error.message().to_owned();
        let help = "mend it; until then nothing of this file is used";
        found.push(Diagnostic::error(file, message, help).at(line, excerpt));
        T::default()
    })
}

fn is_sound(words: &[String]) -> bool {
    !words.is_empty() && words.iter().all(|w| is_word(w))
}

fn is_word(word: &str) -> bool {
    !word.trim().is_empty() && !word.contains(char::is_control)
}

/// The line on which a word is first written.
fn line(toml: &str, word: &str) -> u32 {
    let at = toml.find(&format!("\"{word}\"")).unwrap_or(0);
    toml.get(..at).unwrap_or("").matches('\n').count() as u32 + 1
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn sound_entries_are_kept_and_others_named() {
        let toml = "[[entry]]\nsay = [\"办厂\"]\npolicy = [\"创办企业\"]\nweight = 80\n\n\
                    [[entry]]\nsay = [\"办厂\", \"\"]\npolicy = []\nweight = 0\n";
        let mut found = Vec::new();
        let entries = thesaurus(toml, &mut found);
        assert_eq!(entries.len(), 1);
        assert_eq!(found.len(), 1);
        let mut found = Vec::new();
        assert!(answer_types("[[wish]]\nsay = 1\n", &mut found).is_empty());
        assert_eq!(found[0].line, Some(2));
    }
}
