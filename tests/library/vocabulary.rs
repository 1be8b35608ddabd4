//! The vocabulary holds terms: of those drawn at random and read, at least 95 in 100 are real.

use celan_blob::{open, pack};

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
    let corpus = celan_corpus::read(&super::corpus_folder()).unwrap();
    let contents = open(&pack(&corpus.library).unwrap().library).unwrap();
    let terms = contents.vocabulary.beginning("");
    let held = |line: &&&str| {
        terms
            .iter()
            .any(|term| term == line.trim_start_matches("- "))
    };
    let held = drawn.iter().filter(held).count();
    assert!(
        held * 100 >= drawn.len() * 95,
        "{held} are still held: draw again"
    );
}
