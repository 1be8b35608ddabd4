//! The vocabulary holds terms: of those drawn at random and read, at least 95 in 100 are real.

#![allow(clippy::unwrap_used)]

use celan_blob::{open, pack};
use std::path::Path;

#[test]
fn drawn_terms_are_terms() {
    let drawn = include_str!("vocabulary.txt").lines();
    let drawn: Vec<&str> = drawn.filter(|line| !line.starts_with('#')).collect();
    let real = drawn.iter().filter(|line| !line.starts_with("- ")).count();
    assert!(drawn.len() >= 300);
    assert!(
        real * 100 >= drawn.len() * 95,
        "{real} of {} are real",
        drawn.len()
    );

    // The draw speaks of the vocabulary that is packed, not of an older one.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus");
    let corpus = celan_corpus::read(&folder).unwrap();
    let contents = open(&pack(&corpus.library).unwrap().library).unwrap();
    let vocabulary = fst::Map::new(contents.vocabulary).unwrap();
    let held = |line: &&&str| vocabulary.contains_key(line.trim_start_matches("- "));
    let held = drawn.iter().filter(held).count();
    assert!(
        held * 100 >= drawn.len() * 95,
        "{held} are still held: draw again"
    );
}

/// Frequencies are places in the texts, counted here by hand.
#[test]
fn frequencies_are_places() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus");
    let library = celan_corpus::read(&folder).unwrap().library;
    let contents = open(&pack(&library).unwrap().library).unwrap();
    let vocabulary = fst::Map::new(contents.vocabulary).unwrap();
    for term in ["科技成果", "创新", "内蒙古", "稀土", "科技特派员"] {
        let mut places = 0;
        let mut count = |text: &str| {
            let starts = text.char_indices().map(|(at, _)| at);
            places += starts.filter(|at| text[*at..].starts_with(term)).count() as u64;
        };
        for document in &library.documents {
            document.walk(&mut |block| {
                if let Some(text) = block.text() {
                    count(&text.plain);
                }
                if let celan_document::Content::Table(table) = &block.content {
                    table.caption.iter().for_each(|s| count(s));
                    table.header.iter().for_each(|s| count(s));
                    table.rows.iter().flatten().for_each(|s| count(s));
                    table.notes.iter().for_each(|s| count(s));
                }
            });
        }
        assert_eq!(vocabulary.get(term), Some(places), "{term}");
    }
}
