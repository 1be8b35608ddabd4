//! Printing: a reader that stops reading (`celan list | head -1`) is no error.

use crate::error::Failure;
use serde::Serialize;
use std::io::{self, ErrorKind, Write};

/// Prints text as it is.
pub(crate) fn text(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// Prints `answer` as JSON.
pub(crate) fn json(answer: &impl Serialize) -> Result<(), Failure> {
    let json = serde_json::to_string_pretty(answer).map_err(io::Error::from)?;
    text(&(json + "\n"))
}
