//! Texts as words with their classes.

use jieba_rs::Jieba;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);
static PARTICLES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| word_list(include_str!("../data/particles.txt")));
static ADVERBS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| word_list(include_str!("../data/adverbs.txt")));

/// The words of a file of `data/`: separated by white space, comments in lines of their own.
pub(crate) fn word_list(file: &str) -> HashSet<&str> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) word: String,
    pub(crate) class: Class,
}

/// What a word can do in a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Names a thing: may stand anywhere in a term, and end it.
    Noun,
    /// Names an action; in policy text it often names a thing too (转化, 建设).
    Verb,
    /// Qualifies: may stand in a term, but not end it.
    Modifier,
    /// Belongs to no term: particles, pronouns, numerals.
    Other,
}

impl Class {
    /// The class of a tag of jieba's dictionary (the ICTCLAS set).
    fn of_tag(tag: &str) -> Self {
        match tag {
            "n" | "ns" | "nt" | "nz" | "j" | "l" | "i" | "nrt" | "s" | "eng" | "an" => Self::Noun,
            "v" | "vn" | "vi" | "vd" => Self::Verb,
            "a" | "ad" | "b" | "f" | "z" => Self::Modifier,
            _ => Self::Other,
        }
    }
}

/// The words of each stretch of Han characters, letters and digits. New words are not guessed:
/// what is not in the dictionary comes as single characters.
pub(crate) fn sentences(texts: &[&str]) -> Vec<Vec<Token>> {
    let stretches = texts
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|stretch| !stretch.is_empty());
    stretches.map(sentence).collect()
}

fn sentence(stretch: &str) -> Vec<Token> {
    let tags = JIEBA.tag(stretch, false).into_iter();
    tags.map(|t| Token {
        class: if PARTICLES.contains(t.word) || is_clause(t.word) {
            Class::Other
        } else {
            Class::of_tag(t.tag)
        },
        word: t.word.to_owned(),
    })
    .collect()
}

/// Whether a word of the dictionary is a clause, as 切实做好 or 不断涌现: it opens with an
/// adverb or a governing verb.
fn is_clause(word: &str) -> bool {
    let opening = word.char_indices().nth(2).map(|(at, _)| &word[..at]);
    opening.is_some_and(|o| ADVERBS.contains(o)) && word.chars().nth(3).is_some()
}

/// The words that are terms by themselves: at least two characters, a class that names something.
pub(crate) fn words(sentences: &[Vec<Token>]) -> BTreeSet<String> {
    let mut counts = BTreeMap::<&str, u32>::new();
    for token in sentences.iter().flatten() {
        let han = token.word.chars().all(|c| !c.is_ascii());
        if token.class != Class::Other && han && token.word.chars().nth(1).is_some() {
            *counts.entry(&token.word).or_default() += 1;
        }
    }
    let frequent = counts
        .into_iter()
        .filter(|(_, count)| *count >= crate::MIN_PLACES);
    frequent.map(|(word, _)| word.to_owned()).collect()
}
