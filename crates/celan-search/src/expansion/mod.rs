//! The further forms that are searched for a term, and the relaxed ranking over them.

mod expand;
mod mend;
mod pinyin;
mod relaxed;

pub(crate) use expand::{Plan, Planner, Rereading};
pub(crate) use mend::mend;
pub(crate) use pinyin::read_pinyin;
pub(crate) use relaxed::cover;
