//! Names are typed by their pinyin: full or by initials, each is among the first three suggestions.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use celan_search::{Index, Options, Query, SuggestionKind};

use crate::gates::hold;

/// What counts as first.
const FIRST: usize = 3;

#[test]
fn names_are_suggested_for_their_pinyin() {
    let library = celan_corpus::read(&super::corpus_folder()).unwrap().library;
    let blob = celan_blob::pack(&library).unwrap().library;
    let contents = celan_blob::open(&blob).unwrap();
    let readings: HashMap<char, String> = contents.pinyin.characters.iter().cloned().collect();
    let special: HashMap<String, Vec<String>> = contents.pinyin.words.iter().cloned().collect();
    let index = Index::open(contents);
    let suggests = |name: &str, typed: &str| {
        let found = index.suggest(typed, 8).suggestions;
        found.iter().take(FIRST).any(|s| s.text == name)
    };
    let (mut names, mut full, mut initials) = (0, 0, 0);
    let mut missed = Vec::new();
    // A draw of them: suggestions for initials look at many places.
    for name in names_in(&library).into_iter().step_by(4) {
        let syllables: Option<Vec<String>> = match special.get(&name) {
            Some(syllables) => Some(syllables.clone()),
            None => name.chars().map(|c| readings.get(&c).cloned()).collect(),
        };
        let Some(syllables) = syllables else { continue };
        let first: String = syllables.iter().filter_map(|s| s.chars().next()).collect();
        names += 1;
        let by_initials = suggests(&name, &first);
        let by_syllables = suggests(&name, &syllables.concat());
        full += u32::from(by_syllables);
        initials += u32::from(by_initials);
        if !by_syllables {
            missed.push(name);
        }
    }
    println!("{names} names; not by their syllables: {missed:?}");
    let share = |count: u32| f64::from(count) * 100.0 / f64::from(names);
    hold("names-by-pinyin", share(full));
    hold("names-by-initials", share(initials));
}

#[test]
fn a_suggested_term_is_found_as_often_as_is_said() {
    let library = celan_corpus::read(&super::corpus_folder()).unwrap().library;
    let blob = celan_blob::pack(&library).unwrap().library;
    let index = Index::open(celan_blob::open(&blob).unwrap());
    let mut suggested = BTreeMap::new();
    for name in names_in(&library).into_iter().step_by(5) {
        let typed: String = name.chars().take(2).collect();
        for suggestion in index.suggest(&typed, 8).suggestions {
            if suggestion.kind == SuggestionKind::Term {
                suggested.insert(suggestion.text.clone(), suggestion);
            }
        }
    }
    let differ: Vec<String> = suggested
        .values()
        .filter_map(|suggestion| {
            let query = suggestion.query();
            let found = index.search(&Query::parse(&query), Options::default());
            (found.occurrences != suggestion.occurrences).then(|| {
                format!(
                    "{query}: {}, found {}",
                    suggestion.occurrences, found.occurrences
                )
            })
        })
        .collect();
    println!("{} of {}", differ.len(), suggested.len());
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    // Typed as a word it is found as often, and what has only a part of it does not drown it.
    let drowned: Vec<String> = suggested
        .keys()
        .filter(|text| text.chars().all(is_plain))
        .filter_map(|text| {
            let quoted = index.search(&Query::parse(&format!("\"{text}\"")), Options::default());
            let found = index.search(&Query::parse(text), Options::default());
            let differs = found.exact != quoted.exact;
            differs.then(|| format!("{text}: {:?}, found {:?}", quoted.exact, found.exact))
        })
        .collect();
    assert!(drowned.is_empty(), "{}", drowned.join("\n"));
}

/// Whether a character stands for nothing but itself: what is no numeral is written in one way.
fn is_plain(c: char) -> bool {
    celan_text::is_han(c) && !celan_text::is_numeral(c)
}

/// What stands between quotation marks, and what the thesaurus knows, three characters or more.
fn names_in(library: &celan_document::Library) -> BTreeSet<String> {
    let is_name = |name: &str| {
        (3..=8).contains(&name.chars().count())
            && name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    };
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut texts = String::new();
    for document in &library.documents {
        document.walk(&mut |block| {
            for (_, text) in block.texts() {
                texts.push_str(text);
                let quoted = text.split('“').skip(1);
                let quoted = quoted.filter_map(|part| part.split_once('”'));
                names.extend(quoted.map(|(name, _)| name.to_owned()));
            }
        });
    }
    let policy = library.thesaurus.iter().flat_map(|entry| &entry.policy);
    names.extend(
        policy
            .filter(|word| texts.matches(word.as_str()).count() > 2)
            .cloned(),
    );
    names.retain(|name| is_name(name));
    names
}
