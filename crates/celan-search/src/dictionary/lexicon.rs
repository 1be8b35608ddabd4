//! What is known about words: the vocabulary, how words are read, how people say things.

use super::abbreviation::{announced, quoted};
use super::pinyin::Pinyin;
use super::terms::Terms;
use super::thesaurus::Thesaurus;
use celan_blob::{Contents, Vocabulary};
use celan_document::Library;
use celan_text::{fold, is_han};
use std::sync::Arc;

/// Characters of the longest name.
const LONGEST_NAME: usize = 12;

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
    pub(crate) pinyin: Arc<Pinyin>,
    pub(crate) terms: Terms,
    /// Names in quotation marks and words of the thesaurus that are no terms: for typing,
    /// suggesting and mending, not for cutting a query.
    pub(crate) names: Terms,
    pub(crate) thesaurus: Thesaurus,
}

impl Words {
    /// The words of a lexicon: its terms are added and counted next, then what
    /// people [say](Self::hear).
    pub(crate) fn new(lexicon: &mut Lexicon) -> Self {
        let pinyin = Arc::new(Pinyin::new(&lexicon.characters, &lexicon.words));
        Self {
            terms: Terms::new(pinyin.clone()),
            names: Terms::new(pinyin.clone()),
            pinyin,
            vocabulary: std::mem::take(&mut lexicon.vocabulary),
            thesaurus: Thesaurus::default(),
        }
    }

    /// Adds the names, to be counted next.
    pub(crate) fn add_names(&mut self, library: &Library) {
        let mut names = quoted(library);
        names.extend(self.thesaurus.written().cloned());
        names.sort_unstable();
        names.dedup();
        names.retain(|name| {
            let chars = fold(name).chars;
            let fit = (2..=LONGEST_NAME).contains(&chars.len()) && chars.iter().all(|c| is_han(*c));
            fit && self.terms.frequency(&chars).is_none()
        });
        self.names.add(&names, &[]);
        self.names.sort();
    }

    /// Adds how people say what `library` writes.
    pub(crate) fn hear(&mut self, library: &Library) {
        let abbreviations = announced(library, &self.terms);
        self.thesaurus = Thesaurus::new(&library.thesaurus, &abbreviations, &library.answer_types);
    }
}
