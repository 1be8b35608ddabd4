//! What is known about words: the term dictionary, pinyin, the thesaurus, and how words are cut.

mod abbreviation;
mod bloom;
mod lexicon;
mod pinyin;
mod segment;
mod term_kind;
mod terms;
mod thesaurus;

pub use lexicon::Lexicon;
pub use term_kind::TermKind;

pub(crate) use lexicon::Words;
pub(crate) use pinyin::Pinyin;
pub(crate) use segment::{Kind, Token, cut, segment};
pub(crate) use terms::Found;
