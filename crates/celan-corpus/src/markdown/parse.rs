//! Reads canonical Markdown.

use super::{assemble, tree};
use crate::diagnostic::{Diagnostic, Severity};
use crate::front;
use celan_document::{Document, assign_anchors};

/// Reads a document from the `text` of a file; `file` only names it in diagnostics.
///
/// # Errors
/// Everything that is wrong with the file, where the document cannot be read: no front matter, an
/// unknown key, a bad date. Doubts that leave a document come beside it.
pub fn parse(file: &str, text: &str) -> Result<(Document, Vec<Diagnostic>), Vec<Diagnostic>> {
    let parts = front::split(file, text).map_err(|d| vec![d])?;
    let mut found = Vec::new();
    let metadata = front::read(file, parts.front, &mut found);
    let pieces = tree::pieces(parts.body);
    let mut blocks = assemble::blocks(pieces, &mut |line, message, help| {
        let excerpt = parts.body.lines().nth(line as usize).unwrap_or("");
        found
            .push(Diagnostic::warning(file, message, help).at(parts.body_line + line + 1, excerpt));
    });
    if found.iter().any(|d| d.severity == Severity::Error) {
        return Err(found);
    }
    if blocks.is_empty() {
        found.push(Diagnostic::warning(
            file,
            "the document has no text",
            "write it below the front matter",
        ));
    }
    assign_anchors(&mut blocks);
    Ok((Document { metadata, blocks }, found))
}
