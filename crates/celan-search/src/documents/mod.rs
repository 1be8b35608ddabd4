//! Documents as answers: those that a query names or describes, and those that have all of its words
//! in different places.

mod cards;
mod number;
mod spread;

pub(crate) use cards::{Cards, may_be_cards};
