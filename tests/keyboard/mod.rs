//! The keyboard in the page, over this library and over the small one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use celan_blob::{Contents, open, pack};
use celan_search::{Index, Keyboard, Layout};

mod reach;

fn contents(folder: &str) -> Contents {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let library = celan_corpus::read(&folder).unwrap().library;
    open(&pack(&library).unwrap().library).unwrap()
}

/// The promise of the keyboard: its own figures are printed by `cargo xtask bench --keyboard`.
#[test]
fn nearly_all_words_and_names_take_their_initials_and_two_touches() {
    for folder in ["../corpus", "fixture"] {
        for layout in [Layout::Full, Layout::Nine] {
            let least = if layout == Layout::Full { 95.0 } else { 80.0 };
            for (what, reached) in ["words", "names"]
                .iter()
                .zip(reach::reach(contents(folder), layout))
            {
                let line = reached.line(what);
                assert!(reached.all > 10, "{folder}: {line}");
                assert!(reached.percent() >= least, "{folder} {layout:?}: {line}");
            }
        }
    }
}

/// Every character of the texts is a candidate of its syllable.
#[test]
fn every_character_can_be_typed() {
    let contents = contents("../corpus");
    let mut written = BTreeSet::new();
    for document in &contents.library.documents {
        document.walk(&mut |block| {
            for (_, text) in block.texts() {
                written.extend(
                    text.chars()
                        .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)),
                );
            }
        });
    }
    let readings = contents.pinyin.characters.clone();
    let index = Index::open(contents);
    let keyboard = Keyboard::new(&index);
    let mut offered = BTreeSet::new();
    let syllables: BTreeSet<&String> = readings.iter().map(|(_, syllable)| syllable).collect();
    for syllable in syllables {
        let found = keyboard.candidates(&index, "", syllable, Layout::Full, usize::MAX);
        offered.extend(found.into_iter().filter_map(|candidate| {
            let mut chars = candidate.text.chars();
            chars.next().filter(|_| chars.next().is_none())
        }));
    }
    // A character that folds to another is found by that one.
    let is_missing = |c: &&char| {
        !offered.contains(*c)
            && !celan_text::fold(&c.to_string())
                .chars
                .iter()
                .all(|c| offered.contains(c))
    };
    let missing: String = written.iter().filter(is_missing).collect();
    assert_eq!(missing, "");
}

#[test]
fn syllables_initials_and_mixtures_mean_the_same_word() {
    let index = Index::open(contents("../corpus"));
    let keyboard = Keyboard::new(&index);
    let first = |before: &str, typed: &str, layout| {
        let found = keyboard.candidates(&index, before, typed, layout, 8);
        found
            .first()
            .map(|candidate| (candidate.text.clone(), candidate.keys))
    };
    let word = Some(("高新技术企业".to_owned(), 6));
    assert_eq!(first("", "gxjsqy", Layout::Full), word);
    for typed in ["gaoxinjishuqiye", "gaoxjsqy", "gxjsqiye", "gao'xinjsqy"] {
        let (text, keys) = first("", typed, Layout::Full).unwrap();
        assert_eq!(
            (text.as_str(), keys),
            ("高新技术企业", typed.len()),
            "{typed}"
        );
    }
    assert_eq!(first("", "495779", Layout::Nine), word);
    // What is too much for one word is read from its beginning.
    let (text, keys) = first("", "gxjsqyjl", Layout::Full).unwrap();
    assert!(
        text.starts_with("高新技术企业") && keys >= 6,
        "{text} {keys}"
    );
    assert_eq!(first("", "", Layout::Full), None);
    assert_eq!(first("", "'", Layout::Full), None);
}

/// What nine keys are read as stands on these keys, and taken for its letters still means the word.
#[test]
fn readings_of_nine_keys_are_what_they_stand_for() {
    let index = Index::open(contents("../corpus"));
    let keyboard = Keyboard::new(&index);
    for typed in ["5", "55", "94", "542", "495779", "5155", "54264525"] {
        let found = keyboard.candidates(&index, "", typed, Layout::Nine, 9);
        assert!(!found.is_empty(), "{typed}");
        for candidate in found {
            let taken: String = typed.chars().take(candidate.keys).collect();
            let digits: String = candidate.reading.chars().map(reach::nine).collect();
            assert_eq!(digits, taken.replace('1', ""), "{typed}: {candidate:?}");
            let again = keyboard.candidates(&index, "", &candidate.reading, Layout::Nine, 96);
            let is_again = again.iter().any(|other| other.text == candidate.text);
            assert!(is_again, "{typed}: {candidate:?}");
        }
    }
}

/// After a word comes what the texts write with it, with the passages that have both.
#[test]
fn what_was_chosen_weighs() {
    let index = Index::open(contents("../corpus"));
    let keyboard = Keyboard::new(&index);
    let after = keyboard.candidates(&index, "高新技术企业", "rd", Layout::Full, 8);
    assert_eq!(
        after.first().map(|c| c.text.as_str()),
        Some("认定"),
        "{after:?}"
    );
    let both = index.search(
        &celan_search::Query::parse("\"高新技术企业\" \"认定\""),
        celan_search::Options {
            limit: 0,
            widen: false,
            ..celan_search::Options::default()
        },
    );
    assert_eq!(after.first().map(|c| c.passages), Some(both.exact.passages));
}
