//! Shares of a cost, an output or a tax in a text.

mod scan;

pub(crate) use scan::{Share, scan};
