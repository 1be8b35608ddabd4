//! Measures: what one is, and how a passage gives up those that stand in it.

mod assemble;
mod ceiling;
mod kind;
mod model;
mod role;
mod row;
mod time;

pub(crate) use role::Place;

pub use assemble::measures;
pub use model::{
    Amount, Bound, Cap, CapPer, Condition, Frequency, Kind, Measure, Operator, Recipient, Share,
    Standing,
};
