//! What follows from a change of state, outside of the state: planned as values, then executed.

mod plan;
mod run;

pub(crate) use plan::{Situation, plan};
pub(crate) use run::run;
