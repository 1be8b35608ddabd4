//! A second text of a document, and where it differs from the first.

pub(crate) mod collate;
mod fold;
pub(crate) mod witness;
