//! What is known about words: the vocabulary, how words are read, how people say them.

use crate::stream::encode;
use celan_blob::Contents;
use celan_document::Library;
use celan_text::fold;
use fst::{Map, Streamer};

/// What the packer found out about the library's words.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// Bytes of an fst map from term to its number of places; empty for none.
    pub vocabulary: Vec<u8>,
    /// Characters with their commonest reading in pinyin, without tones.
    pub characters: Vec<(char, String)>,
    /// Terms read otherwise than their characters one by one.
    pub words: Vec<(String, Vec<String>)>,
}

impl Lexicon {
    /// The library that a blob holds, and what it knows of words.
    pub(crate) fn of(contents: Contents) -> (Library, Self) {
        let lexicon = Self {
            vocabulary: contents.vocabulary,
            characters: contents.readings.characters,
            words: contents.readings.words,
        };
        (contents.library, lexicon)
    }
}

/// A vocabulary that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the vocabulary is no fst map: {0}")]
pub struct LexiconError(#[from] fst::Error);

/// Two to four codes in one number.
fn pack(codes: &[u16]) -> Option<u64> {
    let packed = || codes.iter().fold(0, |n, c| n << 16 | u64::from(*c));
    (2..=4).contains(&codes.len()).then(packed)
}

/// The lexicon, ready for use.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) vocabulary: Map<Vec<u8>>,
    /// The terms of two to four characters of the basic plane, packed into a number and sorted.
    short: Vec<u64>,
}

impl Words {
    pub(crate) fn new(lexicon: Lexicon) -> Result<Self, LexiconError> {
        let vocabulary = if lexicon.vocabulary.is_empty() {
            Map::default()
        } else {
            Map::new(lexicon.vocabulary)?
        };
        let mut short = Vec::new();
        let mut terms = vocabulary.keys();
        while let Some(term) = terms.next() {
            let term = std::str::from_utf8(term).unwrap_or("");
            let codes: Vec<u16> = encode(&fold(term).chars).collect();
            short.extend(pack(&codes));
        }
        short.sort_unstable();
        Ok(Self { vocabulary, short })
    }

    /// Whether these codes are a term of two to four characters.
    pub(crate) fn is_term(&self, codes: &[u16]) -> bool {
        pack(codes).is_some_and(|packed| self.short.binary_search(&packed).is_ok())
    }
}
