//! What is known about words: the vocabulary, how words are read, how people say things.

use crate::abbreviation::announced;
use crate::terms::Terms;
use crate::thesaurus::Thesaurus;
use celan_blob::Contents;
use celan_document::Library;
use fst::Map;

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

/// The lexicon, ready for use.
#[derive(Debug)]
pub(crate) struct Words {
    /// `None` where the library has no vocabulary.
    pub(crate) vocabulary: Option<Map<Vec<u8>>>,
    pub(crate) terms: Terms,
    pub(crate) thesaurus: Thesaurus,
}

impl Words {
    pub(crate) fn new(library: &Library, lexicon: Lexicon) -> Result<Self, LexiconError> {
        let vocabulary = Some(lexicon.vocabulary).filter(|bytes| !bytes.is_empty());
        let vocabulary = vocabulary.map(Map::new).transpose()?;
        let terms = Terms::new(vocabulary.as_ref(), &lexicon.characters, &lexicon.words);
        let abbreviations = announced(library, &terms);
        Ok(Self {
            thesaurus: Thesaurus::new(&library.thesaurus, &abbreviations, &library.wishes),
            terms,
            vocabulary,
        })
    }
}
