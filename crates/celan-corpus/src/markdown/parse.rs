//! Reads canonical Markdown.

use super::{assemble, tree};
use crate::diagnostic::{Diagnostic, Severity};
use crate::front_matter;
use celan_document::{Document, assign_anchors};

/// Reads a document from the `text` of a file; `file` only names it in diagnostics.
///
/// # Errors
/// Everything that is wrong with the file, where the document cannot be read: no front matter, an
/// unknown key, a bad date. Doubts that leave a document come beside it.
pub fn parse(file: &str, text: &str) -> Result<(Document, Vec<Diagnostic>), Vec<Diagnostic>> {
    parse_with_lines(file, text).map(|parsed| (parsed.document, parsed.diagnostics))
}

/// A document and what was found while reading it.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) document: Document,
    /// For each block in reading order, its line in the Markdown file.
    pub(crate) lines: Vec<u32>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

pub(crate) fn parse_with_lines(file: &str, text: &str) -> Result<Parsed, Vec<Diagnostic>> {
    // What CommonMark asks for, wherever it stands.
    let text = text.replace('\0', "\u{fffd}");
    let parts = front_matter::split(file, &text).map_err(|d| vec![d])?;
    let mut found = Vec::new();
    let metadata = front_matter::read(file, parts.front, &mut found);
    let read = tree::read(parts.body);
    let lines: Vec<&str> = parts.body.lines().collect();
    let mut say = |severity, line: u32, message: String, help: &str| {
        let excerpt = lines.get(line as usize).copied().unwrap_or("");
        let diagnostic = Diagnostic::new(severity, file, message, help);
        found.push(diagnostic.at(parts.body_line + line + 1, excerpt));
    };
    if let Some(line) = read.too_deep {
        let message = "quotations and lists stand too deep in one another";
        let help = "take some of the > or list marks away";
        say(Severity::Error, line, message.to_owned(), help);
    }
    for (line, message, help) in read.losses {
        say(Severity::Warning, line, message, help);
    }
    let mut assembled = assemble::blocks(read.pieces, &mut say);
    if found.iter().any(|d| d.severity == Severity::Error) {
        return Err(found);
    }
    if assembled.blocks.is_empty() {
        let help = "write it below the front matter";
        found.push(Diagnostic::warning(file, "the document has no text", help));
    }
    assign_anchors(&mut assembled.blocks);
    Ok(Parsed {
        document: Document {
            metadata,
            blocks: assembled.blocks,
        },
        lines: assembled
            .lines
            .iter()
            .map(|line| parts.body_line + line + 1)
            .collect(),
        diagnostics: found,
    })
}
