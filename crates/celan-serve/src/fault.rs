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
    /// The answer stops after so many bytes of the content and goes on so much later.
    Stall(usize, Duration),
    /// The answer comes in pieces of so many bytes, so much time before each.
    Drip(usize, Duration),
    /// The connection breaks before anything is said.
    Drop,
    /// Whatever was asked for, this page comes, as from a network that wants a login first.
    Page(&'static str),
    /// The content is right, and said to be of this media type.
    Type(&'static str),
    /// The answer leads elsewhere.
    Redirect(&'static str),
    /// The content is right, and so many bytes more are announced.
    Longer(usize),
    /// [`Fault::Cut`] after so many bytes of the file; what is asked for behind them goes wrong so.
    Part(usize, &'static Fault),
}

impl Fault {
    /// What goes wrong with an answer that begins at this byte of the file.
    pub(crate) fn at(self, from: usize) -> Self {
        match self {
            Self::Part(length, _) if from < length => Self::Cut(length - from),
            Self::Part(_, then) => then.at(from),
            fault => fault,
        }
    }
}

/// Decides by request path (below the prefix, without the leading slash) what goes wrong.
pub(crate) type Faults = dyn Fn(&str) -> Option<Fault> + Send + Sync;
