//! A table of traced cells.

use crate::record::trace::Traced;

/// A table of traced cells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grid {
    pub(crate) caption: Option<Traced>,
    pub(crate) header: Vec<Traced>,
    pub(crate) rows: Vec<Vec<Traced>>,
    pub(crate) notes: Vec<Traced>,
    /// Number of its first source line.
    pub(crate) first: u32,
    /// Number of its last source line.
    pub(crate) last: u32,
}
