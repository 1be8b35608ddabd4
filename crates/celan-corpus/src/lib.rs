//! Reads and checks a corpus folder: canonical Markdown, repairs on record, citations.
//!
//! A corpus is `library.toml`, `documents/*.md`, `repairs/*.applied.toml`, and what search knows of
//! words: `thesaurus.toml` and `queries.toml`. [`read`] makes a
//! [`Corpus`] of it: the library, and everything about it that a publisher should look at.
//! [`markdown`] and [`change_log`] are the two file formats, each with its reader and its writer.

pub mod change_log;
mod citation;
mod corpus;
mod diagnostic;
mod front_matter;
mod kiosk;
pub mod label;
mod manifest;
pub mod markdown;
mod measures;
mod numbering_gaps;
mod plain;
mod thesaurus;
mod title;
mod toml_fields;
mod validity;

pub use corpus::{Corpus, CorpusError, read};
pub use diagnostic::{Diagnostic, Severity};
pub use front_matter::is_id;
pub use kiosk::{Kiosk, KioskKeyboard, KioskPart, KioskPrint};
pub use measures::{check_measures, extracts, measures};
pub use title::{fold_title, folded_title};
