//! Diagnostics and failures for people, on standard error.

use crate::error::Failure;
use crate::output::say;
use celan_corpus::{Diagnostic, Severity};
use serde::Serialize;
use std::path::Path;

/// Prints why a command failed.
pub(crate) fn failure(failure: &Failure) {
    if let Failure::Diagnostics {
        folder,
        diagnostics,
    } = failure
    {
        let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error);
        for diagnostic in errors {
            print(folder, diagnostic);
        }
    }
    say(&format!("celan: {failure}"));
}

/// Prints a diagnostic of a file below `folder`: place and message in a line, so that `file:line` can be
/// searched for, then what stands there and what to do.
pub(crate) fn print(folder: &Path, diagnostic: &Diagnostic) {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let path = folder.join(&diagnostic.file);
    let line = diagnostic
        .line
        .map_or(String::new(), |line| format!(":{line}"));
    let mut out = format!(
        "{severity}: {}{line}: {}",
        path.display(),
        diagnostic.message
    );
    if !diagnostic.excerpt.is_empty() {
        out.push_str(&format!("\n    │ {}", diagnostic.excerpt));
    }
    if !diagnostic.help.is_empty() {
        out.push_str(&format!(
            "\n    help: {}",
            diagnostic.help.replace('\n', "\n    ")
        ));
    }
    say(&out);
}

/// A diagnostic in `celan check` and `celan import`.
#[derive(Serialize)]
pub(crate) struct DiagnosticJson<'a> {
    pub(crate) severity: Severity,
    file: &'a str,
    line: Option<u32>,
    excerpt: &'a str,
    message: &'a str,
    help: &'a str,
}

impl<'a> DiagnosticJson<'a> {
    pub(crate) fn new(d: &'a Diagnostic) -> Self {
        Self {
            severity: d.severity,
            file: &d.file,
            line: d.line,
            excerpt: &d.excerpt,
            message: &d.message,
            help: &d.help,
        }
    }
}
