//! Sums of money in a text: what is written, what it is worth, and what cannot be read.

mod number;
mod scan;

pub(crate) use number::number;
pub(crate) use scan::{Money, scan};
