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

/// A number as JSON prints it: without a fraction where it has none.
pub(crate) fn number(value: f64) -> serde_json::Value {
    // Sums and counts are far below 2^53.
    if value.fract() == 0.0 && value.abs() < 9e15 {
        serde_json::json!(value as i64)
    } else {
        serde_json::json!(value)
    }
}

/// Prints `answer` as JSON.
pub(crate) fn json(answer: &impl Serialize) -> Result<(), Failure> {
    let json = serde_json::to_string_pretty(answer).map_err(io::Error::from)?;
    text(&(json + "\n"))
}
