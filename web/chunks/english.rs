//! The interface in English: its words, and what marks the words that are not its own.

use crate::chunks::Table;
use crate::dom::library_words;
use celan_locale::{Strings, provide_english};

/// The functions of the chunk [`ENGLISH`](super::ENGLISH).
pub(crate) struct English {
    strings: &'static Strings,
    /// Marks what the library says, from now on.
    pub(crate) mark_library_words: fn(),
}

impl Table for English {
    fn arrived(&self) {
        provide_english(self.strings);
    }
}

pub(super) static ENGLISH: English = English {
    strings: &celan_locale::ENGLISH,
    mark_library_words: library_words::mark,
};
