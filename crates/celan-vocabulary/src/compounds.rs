//! Terms of several words: 科技成果转化, 高新技术企业.
//!
//! A run of two to four words is a term where its classes allow it (it ends as a name does; cf.
//! Justeson and Katz 1995), its words hold together (pointwise mutual information of the weakest
//! joint; Church and Hanks 1990), and it is used freely: no one word stands before it, or behind
//! it, in most places (min-entropy of the branching; cf. Jin and Tanaka-Ishii 2006). All of it is
//! integer arithmetic, so that every machine finds the same terms.

use crate::tokens::{Class, Token, word_list};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

static OPENERS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| word_list(include_str!("../data/openers.txt")));
static CLOSERS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| word_list(include_str!("../data/closers.txt")));

const LONGEST: usize = 4;
const MAX_CHARACTERS: usize = 12;
/// Places that make a run a candidate; fewer where it stands in a heading.
const MIN_PLACES: u32 = 6;
const MIN_PLACES_IN_HEADINGS: u32 = 3;
/// How many times more often than by chance the two sides of the weakest joint meet (5 bits).
const MIN_TIMES_CHANCE: u64 = 32;

#[derive(Default)]
struct Run<'a> {
    places: u32,
    before: HashMap<&'a str, u32>,
    behind: HashMap<&'a str, u32>,
}

impl Run<'_> {
    /// No one word stands before it in more than half of its places, and none behind it.
    fn is_free(&self) -> bool {
        let free = |side: &HashMap<&str, u32>| side.values().all(|n| n * 2 <= self.places);
        free(&self.before) && free(&self.behind)
    }
}

/// The terms of several words in `sentences`.
pub(crate) fn compounds(sentences: &[Vec<Token>], headings: &[Vec<Token>]) -> BTreeSet<String> {
    let mut runs = HashMap::<Vec<&str>, Run>::new();
    let mut total = 0u64;
    let mut candidates = BTreeMap::new();
    for sentence in sentences {
        total += sentence.len() as u64;
        for (start, end) in spans(sentence.len()) {
            let tokens = &sentence[start..end];
            let words = words_of(tokens);
            let run = runs.entry(words.clone()).or_default();
            run.places += 1;
            if let Some(before) = start.checked_sub(1) {
                *run.before.entry(&sentence[before].word).or_default() += 1;
            }
            if let Some(behind) = sentence.get(end) {
                *run.behind.entry(&behind.word).or_default() += 1;
            }
            if run.places == MIN_PLACES_IN_HEADINGS && can_be_term(tokens) {
                candidates.insert(words, tokens[0].class);
            }
        }
    }
    let headed: HashSet<Vec<&str>> = headings
        .iter()
        .flat_map(|h| spans(h.len()).map(|(start, end)| words_of(&h[start..end])))
        .collect();
    let holds = |words: &Vec<&str>, first: Class| {
        let run = &runs[words];
        // A verb before a name that mostly stands without it governs the name.
        let governed = first == Class::Verb && run.places * 2 < runs[&words[1..]].places;
        !governed
            && (run.places >= MIN_PLACES || headed.contains(words))
            && run.is_free()
            && (1..words.len()).all(|joint| {
                let places = |words: &[&str]| u64::from(runs[words].places);
                let (left, right) = (places(&words[..joint]), places(&words[joint..]));
                u64::from(run.places) * total >= MIN_TIMES_CHANCE * left * right
            })
    };
    candidates
        .iter()
        .filter(|(words, first)| holds(words, **first))
        .map(|(words, _)| words.concat())
        .collect()
}

/// All runs of one to [`LONGEST`] of `length` words.
fn spans(length: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..length).flat_map(move |start| {
        (start + 1..=length.min(start + LONGEST)).map(move |end| (start, end))
    })
}

fn words_of(tokens: &[Token]) -> Vec<&str> {
    tokens.iter().map(|t| t.word.as_str()).collect()
}

/// Whether the classes of these words are those of a term.
fn can_be_term(tokens: &[Token]) -> bool {
    let characters = |t: &Token| t.word.chars().count();
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        return false;
    };
    tokens.len() > 1
        && !OPENERS.contains(first.word.as_str())
        && !CLOSERS.contains(last.word.as_str())
        && (last.class == Class::Noun || characters(last) > 1)
        && tokens.iter().all(|t| t.class != Class::Other)
        && matches!(last.class, Class::Noun | Class::Verb)
        && tokens.iter().any(|t| t.class == Class::Noun)
        && characters(first) > 1
        && tokens.iter().map(characters).sum::<usize>() <= MAX_CHARACTERS
}
