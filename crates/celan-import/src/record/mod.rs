//! Text that remembers its source, and the record of what was changed.

pub(crate) mod changes;
pub(crate) mod trace;
