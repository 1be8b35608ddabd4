//! The score of a passage, in integers.

mod bm25;
mod log;
mod weights;

pub(crate) use bm25::{Ranker, accident, boosts, field, proximity, worth};
pub(crate) use log::log2;
pub(crate) use weights::*;
