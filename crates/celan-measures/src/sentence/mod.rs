//! A text as the rules read it: folded, cut into sentences, clauses and chunks.

mod clean;
mod cut;

pub(crate) use clean::Clean;
pub(crate) use cut::{Cut, Part, without_brackets};
