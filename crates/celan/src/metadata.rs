//! What every answer says of a document: the keys of `celan-list/1`.

use celan_document::{DateSource, Document, Lines, Witness};
use serde::Serialize;

/// A document's metadata.
#[derive(Debug, Serialize)]
pub(crate) struct MetadataJson<'a> {
    id: &'a str,
    title: &'a str,
    notice: Option<&'a str>,
    number: Option<&'a str>,
    number_printed: Option<&'a str>,
    issuers: &'a [String],
    level: Option<&'a str>,
    category: Option<&'a str>,
    date: Option<&'a str>,
    date_source: Option<&'static str>,
    characters: usize,
    witnesses: Vec<WitnessJson<'a>>,
}

#[derive(Debug, Serialize)]
struct WitnessJson<'a> {
    file: &'a str,
    lines: [u32; 2],
    joins: u32,
    removed: usize,
}

impl<'a> MetadataJson<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        let m = &document.metadata;
        Self {
            id: &m.id,
            title: &m.title,
            notice: m.notice.as_deref(),
            number: m.number.as_deref(),
            number_printed: m.number_printed.as_deref(),
            issuers: &m.issuers,
            level: m.level.as_deref(),
            category: m.category.as_deref(),
            date: m.date.as_ref().map(|date| date.as_str()),
            date_source: m.date_source.map(|source| match source {
                DateSource::Signature => "signature",
                DateSource::Head => "head",
                DateSource::Contents => "contents",
                DateSource::Number => "number",
            }),
            characters: document.characters(),
            witnesses: m.witnesses.iter().map(witness).collect(),
        }
    }
}

fn witness(witness: &Witness) -> WitnessJson<'_> {
    WitnessJson {
        file: &witness.file,
        lines: lines(witness.lines),
        joins: witness.joins,
        removed: witness.removed.len(),
    }
}

/// Lines as `[first, last]`.
pub(crate) fn lines(lines: Lines) -> [u32; 2] {
    [lines.first, lines.last]
}
