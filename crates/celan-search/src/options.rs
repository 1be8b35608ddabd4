//! How to search.

use crate::query::Sort;
use crate::reformulation::{REFORMULATION, Reformulation};

/// How to search.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Hits in the answer; 0 for all. Counts and facets are of all passages in any case.
    pub limit: usize,
    /// Whether a query that finds little may be widened (synonyms, pinyin, near-misses, parts).
    pub widen: bool,
    /// The order of hits.
    pub sort: Sort,
    /// What queries are reformulated with. Without it, a query that needs it is answered as far as it can be,
    /// and the answer [waits](crate::Answer::waits).
    pub reformulation: Option<&'static Reformulation>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limit: 20,
            widen: true,
            sort: Sort::Relevance,
            reformulation: Some(&REFORMULATION),
        }
    }
}
