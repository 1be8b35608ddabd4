//! Reads and checks a corpus folder: canonical Markdown, repairs on record, citations.
//!
//! A corpus is `library.toml`, `documents/*.md`, `repairs/*.applied.toml`, and what search knows of
//! words: `thesaurus.toml` and `queries.toml`. [`read`] makes a
//! [`Corpus`] of it: the library, and everything about it that a publisher should look at.
//! [`markdown`] and [`applied`] are the two file formats, each with its reader and its writer.

pub mod applied;
mod citation;
mod corpus;
mod diagnostic;
mod fields;
mod front;
pub mod label;
mod manifest;
pub mod markdown;
mod plain;
mod series;
mod thesaurus;
mod validity;

pub use corpus::{Corpus, CorpusError, read};
pub use diagnostic::{Diagnostic, Severity};
