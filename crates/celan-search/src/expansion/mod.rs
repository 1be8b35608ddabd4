//! The further forms that are searched for a term, and the relaxed ranking over them.

mod expand;
mod relaxed;

pub(crate) use expand::{Plan, Planner};
pub(crate) use relaxed::cover;
