//! Diagnostics and failures for people, on standard error.

use crate::error::Failure;
use celan_corpus::{Diagnostic, Severity};
use miette::{LabeledSpan, MietteDiagnostic, MietteHandlerOpts, NamedSource, Report};
use std::path::Path;

/// Sets how diagnostics look: a message stays on its line, so that `file:line` can be searched for.
pub(crate) fn prepare() {
    // Only a second hook is refused, and this is the first.
    let _ = miette::set_hook(Box::new(|_| {
        Box::new(MietteHandlerOpts::new().wrap_lines(false).build())
    }));
}

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
    eprintln!("celan: {failure}");
}

/// Prints a diagnostic with the line of the file below `folder` that it is about.
pub(crate) fn print(folder: &Path, diagnostic: &Diagnostic) {
    let severity = match diagnostic.severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Note => miette::Severity::Advice,
    };
    let path = folder.join(&diagnostic.file);
    let place = match diagnostic.line {
        Some(line) => format!("{}:{line}", path.display()),
        None => path.display().to_string(),
    };
    let mut shown = MietteDiagnostic::new(format!("{place}: {}", diagnostic.message))
        .with_severity(severity)
        .with_help(diagnostic.help.clone());
    let text = std::fs::read(&path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let report = match (diagnostic.line, text) {
        (Some(line), Ok(text)) => {
            let (start, length) = line_span(&text, line);
            shown = shown.with_label(LabeledSpan::at(start..start + length, "here"));
            Report::new(shown).with_source_code(NamedSource::new(path.to_string_lossy(), text))
        }
        _ => Report::new(shown),
    };
    eprintln!("{report:?}");
}

/// Where a line (from 1) begins, and the bytes of what stands in it.
fn line_span(text: &str, line: u32) -> (usize, usize) {
    let before = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1) as usize);
    let start: usize = before.map(str::len).sum();
    let rest = text.get(start..).unwrap_or("");
    (start, rest.lines().next().unwrap_or("").len())
}
