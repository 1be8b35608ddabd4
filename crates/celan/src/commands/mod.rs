//! One module a command: it gets its arguments and prints its answer.

pub(crate) mod bodies;
pub(crate) mod check;
pub(crate) mod import;
pub(crate) mod list;
pub(crate) mod measures;
pub(crate) mod pack;
pub(crate) mod search;
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod stats;
pub(crate) mod suggest;
pub(crate) mod targets;
