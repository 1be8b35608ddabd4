//! Failures on purpose: what a reader meets on a bad line or a broken host.

use std::time::Duration;

/// What goes wrong with the answer to one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The answer has this status and no content.
    Status(u16),
    /// The connection breaks after so many bytes of the content, whose full length was announced.
    Cut(usize),
    /// The lowest bit of the byte at this offset of the (uncompressed) content is flipped.
    Flip(usize),
    /// The content ends after so many bytes, and the answer says that this is all.
    Shorten(usize),
    /// The answer is right but starts late.
    Delay(Duration),
}

/// Decides by request path (below the prefix, without the leading slash) what goes wrong.
pub(crate) type Faults = dyn Fn(&str) -> Option<Fault> + Send + Sync;
