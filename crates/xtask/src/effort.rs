//! What a build may cost.

/// How much time a build may take for the sake of few bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    /// As much as it needs: what is shipped.
    Full,
    /// Little: what is looked at while something is being made.
    Quick,
}
