//! Turns raw source texts into canonical documents, every change recorded.
//!
//! The way of a text, a step a module: `lines` → repairs by `hand` → `furniture` →
//! `contents` (where a compendium's documents begin) → `table` → `reflow` → `frame` →
//! `conjunction`, `punctuation`, `spacing` → `collate` → `boxes`, `form`, `lead`, `structure`
//! → `metadata`, `draft`, `record`. The text is `trace`d all the way: what a step removes or
//! adds is on record by construction.

mod boxes;
mod collate;
mod config;
mod conjunction;
mod contents;
mod document;
mod draft;
mod error;
mod form;
mod frame;
mod furniture;
mod hand;
mod import;
mod lead;
mod lines;
mod loose;
mod measure;
mod metadata;
mod pattern;
mod punctuation;
mod record;
mod reflow;
mod spacing;
mod structure;
mod table;
mod trace;
mod witness;

pub use error::ImportError;
pub use import::{DocumentReport, Imported, Report, import, imported};
