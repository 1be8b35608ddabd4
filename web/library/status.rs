//! How far the library is, and why it does not come.

/// How far the library is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Loading {
    /// Not asked for.
    Idle,
    /// Bytes arrive.
    Fetching {
        /// Bytes that are here.
        received: usize,
        /// Bytes in all, as the page says; 0 where it does not.
        total: usize,
        /// Documents that can be read and searched already.
        ready: usize,
        /// Documents in all; 0 while not even their titles are here.
        of: usize,
        /// Whether the host cannot go on where the line broke, so that all is fetched again.
        restarted: bool,
    },
    /// All bytes are here and are being read.
    Opening,
    /// It can be read and searched.
    Ready,
    /// It is not coming.
    Failed(Failure),
}

/// Why there is no library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It did not arrive.
    Network(String),
    /// Next to nothing came for too long.
    Silent,
    /// The host refused it with this status.
    Refused(u16),
    /// It arrived damaged.
    Damaged(String),
    /// It is not the one that the page names, of this path.
    Other(String),
    /// The host has another version by now.
    Gone,
}
