//! How a word comes into a query.

use serde::Serialize;

/// How a word came into the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TermKind {
    /// As typed.
    Word,
    /// Another way to write the same: numerals, document numbers, script.
    Spelling,
    /// A part of a word that stands nowhere as a whole.
    Part,
    /// From the thesaurus.
    Synonym,
    /// An abbreviation that a document announces, or what it stands for.
    Abbreviation,
    /// Read from pinyin or its initials.
    Pinyin,
    /// A word that sounds the same.
    Homophone,
    /// A word that differs in one character.
    Near,
}
