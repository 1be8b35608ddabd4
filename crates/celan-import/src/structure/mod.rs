//! From paragraphs to a document: letterhead, kinds of paragraphs, outline, metadata.

pub(crate) mod draft;
mod lead;
pub(crate) mod letterhead;
pub(crate) mod metadata;
pub(crate) mod outline;
mod paragraph;
mod paragraph_kind;
