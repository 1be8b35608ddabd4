//! The document model of Celan: what every other crate speaks.
//!
//! A [`Library`] holds [`Document`]s, a document its [`Metadata`] and [`Block`]s in reading order.
//! The model knows neither files nor formats nor screens. All offsets into text are counted in
//! **characters** (Unicode scalar values); all lines are lines of the source file, from 1.

mod anchor;
mod block;
mod library;
mod metadata;
mod numbering;
mod reading_order;
mod text;
mod thesaurus;
mod validity;

pub use anchor::assign_anchors;
pub use block::{Block, BoxBlock, Content, FrameRole, Heading, MAX_BOX_DEPTH, Part, RunIn, Table};
pub use library::{Document, Library, Remark};
pub use metadata::{
    Copies, DateSource, Metadata, PartialDate, Removed, Validity, ValidityKind, Witness,
};
pub use numbering::{Label, NumberingKind, parse_label};
pub use reading_order::{TextRole, plain_text};
pub use text::{
    Citation, CitationKind, Doubt, Lines, Repair, Span, Target, Text, Variant, char_slice,
};
pub use thesaurus::{AnswerType, Synonyms};
pub use validity::length;
