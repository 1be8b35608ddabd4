//! `thesaurus.toml` and `queries.toml`: how people say what the documents write, and what their
//! questions are after. Both may be missing.

use crate::diagnostic::Diagnostic;
use aho_corasick::AhoCorasick;
use celan_document::{AnswerType, Library, Synonyms};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::HashSet;

/// The files' names in a corpus folder.
pub(crate) const THESAURUS: &str = "thesaurus.toml";
pub(crate) const QUERIES: &str = "queries.toml";

/// The general half of the thesaurus: what is said of administration, money, science and work
/// anywhere. A library takes of it what its documents write.
const GENERAL: &str = include_str!("../../celan-search/data/thesaurus.toml");

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

/// Adds the general half of the thesaurus to that of a library: of each entry, the words that the
/// documents write and the ways of saying that the library does not explain itself.
pub(crate) fn add_general(library: &mut Library) {
    let mut written = String::new();
    for document in &library.documents {
        let m = &document.metadata;
        let fields = [Some(&m.title), m.notice.as_ref(), m.level.as_ref()];
        let fields = fields.into_iter().flatten().chain(&m.issuers);
        fields.for_each(|text| push(&mut written, text));
        document.walk(&mut |block| {
            for (_, text) in block.texts() {
                push(&mut written, text);
            }
        });
    }
    let said = library.thesaurus.iter().flat_map(|entry| &entry.say);
    let asked = library.answer_types.iter().flat_map(|wish| &wish.say);
    let known: HashSet<String> = said.chain(asked).cloned().collect();
    let mut general = thesaurus(GENERAL, &mut Vec::new());
    let words = general.iter().flat_map(|entry| &entry.policy);
    let occurring = occurring(words.map(|word| folded(word)).collect(), &written);
    general.retain_mut(|entry| {
        entry.say.retain(|word| !known.contains(word));
        entry
            .policy
            .retain(|word| occurring.contains(&folded(word)));
        !entry.say.is_empty() && !entry.policy.is_empty()
    });
    library.thesaurus.extend(general);
    // What stands for the same stands together, which packs smaller.
    library
        .thesaurus
        .sort_by(|a, b| (&a.policy, &a.say).cmp(&(&b.policy, &b.say)));
}

/// Those of the words that stand in a text, which is gone through once.
fn occurring(words: Vec<String>, text: &str) -> HashSet<String> {
    let Ok(automaton) = AhoCorasick::new(&words) else {
        // Only words of gigabytes are refused; then each is sought by itself.
        let words = words.into_iter().filter(|word| text.contains(word));
        return words.collect();
    };
    let mut occurs = vec![false; words.len()];
    for found in automaton.find_overlapping_iter(text) {
        occurs[found.pattern().as_usize()] = true;
    }
    let words = words.into_iter().zip(occurs);
    words
        .filter_map(|(word, occurs)| occurs.then_some(word))
        .collect()
}

/// Adds a folded text; what separates texts is in no word.
fn push(written: &mut String, text: &str) {
    written.push_str(&folded(text));
    written.push('\0');
}

fn folded(text: &str) -> String {
    celan_text::fold(text).chars.into_iter().collect()
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
    fn the_general_half_is_sound_and_a_library_takes_what_it_writes() {
        let mut found = Vec::new();
        assert!(thesaurus(GENERAL, &mut found).len() > 500);
        assert!(found.is_empty(), "{found:?}");
        let mut library = Library::default();
        add_general(&mut library);
        assert!(library.thesaurus.is_empty());
        let mut document = celan_document::Document::default();
        document.metadata.title = "高新技术企业认定办法".into();
        library.documents.push(document);
        add_general(&mut library);
        let written = library.thesaurus.iter().flat_map(|entry| &entry.policy);
        assert!(written.clone().any(|word| word == "高新技术企业"));
        assert!(
            written
                .clone()
                .all(|word| "高新技术企业认定办法".contains(word))
        );
    }

    proptest::proptest! {
        #[test]
        fn words_occur_where_the_text_holds_them(
            words in proptest::collection::btree_set("[科技成果]{1,3}", 0..9),
            text in "[科技成果，]{0,30}",
        ) {
            let words: Vec<String> = words.into_iter().collect();
            let held = words.iter().filter(|word| text.contains(*word)).cloned();
            let held: HashSet<String> = held.collect();
            proptest::prop_assert_eq!(occurring(words, &text), held);
        }
    }

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
