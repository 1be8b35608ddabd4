//! The orders that hits may be asked for in.

/// The order of hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// By score.
    #[default]
    Relevance,
    /// The latest documents first, by score within a document.
    Date,
}
