//! Where the words of a query occur, and which passages have them.

mod passage;
mod postings;

pub(crate) use passage::{Passage, first, sort};
pub(crate) use postings::{Allowed, Match, Postings, fits, in_all};
