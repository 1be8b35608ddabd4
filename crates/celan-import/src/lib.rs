//! Turns raw source texts into canonical documents, every change recorded.
//!
//! A text passes from folder to folder: `source` (lines, repairs by hand, page furniture, where a
//! compendium's documents begin) → `layout` (tables, paragraphs) → `structure::letterhead` →
//! `cleaning` (characters) → `collation` (other witnesses) → `layout::boxes`, `structure` (kinds of
//! paragraphs, outline, metadata) → `record`. `document` calls them in this order. The text is traced
//! (`record::trace`) all the way: what a step removes or adds is on record by construction.

mod cleaning;
mod collation;
mod config;
mod document;
mod error;
mod import;
mod layout;
mod pattern;
mod record;
mod source;
mod structure;

pub use error::ImportError;
pub use import::{Imported, Report, import, imported};
