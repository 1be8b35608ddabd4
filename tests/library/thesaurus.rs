//! The thesaurus leads to what is written: every word that it leads to occurs in the texts, and of the entries
//! drawn at random and read, at least 95 in 100 are right. `thesaurus.txt` has the method and the draw.

use std::collections::HashSet;
use std::path::Path;

use celan_text::fold;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    entry: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    say: Vec<String>,
    policy: Vec<String>,
    both: bool,
}

impl Entry {
    /// The entry as a line of the draw.
    fn line(&self) -> String {
        format!("{} > {}", self.say.join(" "), self.policy.join(" "))
    }
}

/// The entries of both halves.
fn entries() -> Vec<Entry> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let halves = [
        "../crates/celan-search/data/thesaurus.toml",
        "../corpus/thesaurus.toml",
    ];
    let read = |half: &str| std::fs::read_to_string(here.join(half)).unwrap();
    let files = halves.map(|half| toml::from_str::<File>(&read(half)).unwrap());
    files.into_iter().flat_map(|file| file.entry).collect()
}

fn folded(text: &str) -> String {
    fold(text).chars.into_iter().collect()
}

#[test]
fn every_word_that_an_entry_leads_to_is_written() {
    let library = celan_corpus::read(&super::corpus_folder()).unwrap().library;
    let mut written = String::new();
    for document in &library.documents {
        let m = &document.metadata;
        let fields = [Some(&m.title), m.notice.as_ref(), m.level.as_ref()];
        for text in fields.into_iter().flatten().chain(&m.issuers) {
            written.push_str(&folded(text));
            written.push('\0');
        }
        document.walk(&mut |block| {
            for (_, text) in block.texts() {
                written.push_str(&folded(text));
                written.push('\0');
            }
        });
    }
    let entries = entries();
    let words = entries.iter().flat_map(|entry| &entry.policy);
    let absent: Vec<&String> = words.filter(|w| !written.contains(&folded(w))).collect();
    assert!(absent.is_empty(), "{absent:?}");
}

#[test]
fn no_entry_leads_in_a_circle_or_says_what_another_says() {
    let entries = entries();
    let mut said = HashSet::new();
    for entry in &entries {
        for word in &entry.say {
            assert!(said.insert(folded(word)), "{word} is said twice");
            assert!(!entry.policy.contains(word), "{word} leads to itself");
        }
    }
    // What one entry reads in both directions, no other reads in one: the two would disagree.
    let both = entries.iter().filter(|entry| entry.both);
    let both: HashSet<(&str, &str)> = both
        .flat_map(|e| {
            e.say
                .iter()
                .flat_map(|s| e.policy.iter().map(move |p| (p.as_str(), s.as_str())))
        })
        .collect();
    for entry in entries.iter().filter(|entry| !entry.both) {
        for (say, policy) in entry
            .say
            .iter()
            .flat_map(|s| entry.policy.iter().map(move |p| (s, p)))
        {
            assert!(
                !both.contains(&(say.as_str(), policy.as_str())),
                "{say} > {policy}"
            );
        }
    }
}

#[test]
fn drawn_entries_are_right() {
    let drawn = include_str!("thesaurus.txt").lines();
    let drawn: Vec<&str> = drawn
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let right = drawn.iter().filter(|line| !line.starts_with("- ")).count();
    assert!(drawn.len() >= 200);
    assert!(
        right * 100 >= drawn.len() * 95,
        "{right} of {} are right",
        drawn.len()
    );

    // The draw speaks of the thesaurus as it is, not of an older one.
    let held: HashSet<String> = entries().iter().map(Entry::line).collect();
    let held = drawn
        .iter()
        .filter(|line| held.contains(line.trim_start_matches("- ")));
    let held = held.count();
    assert!(
        held * 100 >= drawn.len() * 90,
        "{held} of {} are still held: draw again",
        drawn.len()
    );
}
