//! What is known about words: the vocabulary, how words are read, how people say things.

use super::abbreviation::announced;
use super::terms::Terms;
use super::thesaurus::Thesaurus;
use celan_blob::{Contents, Vocabulary};
use celan_document::Library;

/// What the packer found out about the library's words.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// Its terms.
    pub vocabulary: Vocabulary,
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
            characters: contents.pinyin.characters,
            words: contents.pinyin.words,
        };
        (contents.library, lexicon)
    }
}

/// The lexicon, ready for use.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) terms: Terms,
    pub(crate) thesaurus: Thesaurus,
}

impl Words {
    /// The words of a lexicon: its terms are added and counted next, then what
    /// people [say](Self::hear).
    pub(crate) fn new(lexicon: &mut Lexicon) -> Self {
        Self {
            terms: Terms::new(&lexicon.characters, &lexicon.words),
            vocabulary: std::mem::take(&mut lexicon.vocabulary),
            thesaurus: Thesaurus::default(),
        }
    }

    /// Adds how people say what `library` writes.
    pub(crate) fn hear(&mut self, library: &Library) {
        let abbreviations = announced(library, &self.terms);
        self.thesaurus = Thesaurus::new(&library.thesaurus, &abbreviations, &library.answer_types);
    }
}
