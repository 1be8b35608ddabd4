//! Printing: a reader that stops reading (`celan list | head -1`) is no error, and no text that is shown
//! to a person commands the terminal.

use crate::error::Failure;
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, ErrorKind, Write};

/// Prints text for people.
pub(crate) fn text(text: &str) -> Result<(), Failure> {
    raw(&visible(text))
}

/// Prints what a program reads, as it is.
pub(crate) fn raw(text: &str) -> Result<(), Failure> {
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
    raw(&(json + "\n"))
}

/// Says something on standard error. Where nobody can hear it the exit status says enough.
pub(crate) fn say(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", visible(message));
}

/// The text with what would command a terminal, or turn its direction of writing, as `\u{…}`.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(commands) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if commands(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

fn commands(c: char) -> bool {
    let direction = matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    direction || c.is_control() && !matches!(c, '\n' | '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_commands_the_terminal() {
        assert_eq!(visible("甲\t乙\n"), "甲\t乙\n");
        assert_eq!(
            visible("\u{1b}[31m甲\u{202e}乙\u{7}\u{9b}\r"),
            "\\u{1b}[31m甲\\u{202e}乙\\u{7}\\u{9b}\\u{d}"
        );
    }
}
