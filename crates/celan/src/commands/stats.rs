//! `celan stats`: how much there is.

use super::check::count_blocks;
use crate::arguments::Format;
use crate::error::Failure;
use crate::library::{self, Source};
use crate::output;
use celan_blob::SectionSize;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

#[derive(Serialize)]
struct Answer {
    format: &'static str,
    documents: usize,
    characters: usize,
    /// Blocks by type; articles and run-in headings are counted beside the paragraphs they open.
    blocks: BTreeMap<&'static str, usize>,
    /// Lines of the sources joined to the line before; 0 where the library has no provenance.
    joins: u64,
    terms: usize,
    blob: Blob,
}

#[derive(Serialize)]
struct Blob {
    bytes: usize,
    sections: Vec<SectionSize>,
}

pub(crate) fn run(source: &Source, format: Format) -> Result<(), Failure> {
    let (packed, contents) = library::whole(source)?;
    let changes = library::changes(source)?;
    let mut sections = celan_blob::sizes(&packed).map_err(Failure::blob("the library"))?;
    if let Some(changes) = &changes {
        let size = celan_blob::size_of_delta(changes).map_err(Failure::blob("the changes"))?;
        sections.push(size);
    }
    let documents = &contents.library.documents;
    let mut blocks = BTreeMap::new();
    for document in documents {
        for (kind, count) in count_blocks(document) {
            *blocks.entry(kind).or_default() += count;
        }
    }
    let witnesses = documents.iter().flat_map(|d| &d.metadata.witnesses);
    let answer = Answer {
        format: "celan-stats/1",
        documents: documents.len(),
        characters: documents.iter().map(|d| d.characters()).sum(),
        blocks,
        joins: witnesses.map(|w| u64::from(w.joins)).sum(),
        terms: contents.vocabulary.len(),
        blob: Blob {
            bytes: packed.len() + changes.map_or(0, |changes| changes.len()),
            sections,
        },
    };
    if format == Format::Json {
        return output::json(&answer);
    }
    let mut out = String::new();
    let _ = writeln!(out, "{:>10}  documents", answer.documents);
    let _ = writeln!(out, "{:>10}  characters", answer.characters);
    let _ = writeln!(out, "{:>10}  terms", answer.terms);
    for (kind, count) in &answer.blocks {
        let _ = writeln!(out, "{count:>10}  {kind}");
    }
    let _ = writeln!(out, "{:>10}  joins", answer.joins);
    let _ = writeln!(out, "{:>10}  bytes packed", answer.blob.bytes);
    for section in &answer.blob.sections {
        let _ = writeln!(
            out,
            "{:>10}  {} ({} unpacked)",
            section.bytes, section.name, section.raw
        );
    }
    output::text(&out)
}
