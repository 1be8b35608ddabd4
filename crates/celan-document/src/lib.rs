//! The document model of Celan: what every other crate speaks.
//!
//! A [`Library`] holds [`Document`]s, a document its [`Metadata`] and [`Block`]s in reading order.
//! The model knows neither files nor formats nor screens. All offsets into text are counted in
//! **characters** (Unicode scalar values); all lines are lines of the source file, from 1.

mod anchor;
mod block;
mod letter;
mod lexis;
mod library;
mod metadata;
mod numbering;
mod term;
mod text;

pub use anchor::assign_anchors;
pub use block::{Block, BoxBlock, Content, FrameRole, Heading, Part, RunIn, Table};
pub use letter::{is_letter, is_letter_or_numeral};
pub use lexis::{Synonyms, Wish};
pub use library::{Document, Library, Note};
pub use metadata::{Copies, DateSource, Metadata, PartialDate, Removed, Term, TermKind, Witness};
pub use numbering::{Kind, Label, chinese_numeral, number_in_chinese, parse_label};
pub use term::length;
pub use text::{
    Citation, CitationKind, Doubt, Lines, Repair, Span, Target, Text, Variant, char_slice,
};
