//! `celan show`: one document, for people, tools, browsers or publishers.

pub(crate) mod blocks;

use crate::arguments::DocumentFormat;
use crate::error::Failure;
use crate::library::{self, Source};
use crate::metadata::MetadataJson;
use crate::output;
use blocks::BlockJson;
use celan_document::{Document, Library, ValidityKind, plain_text};
use serde::Serialize;

#[derive(Serialize)]
struct Answer<'a> {
    format: &'static str,
    #[serde(flatten)]
    metadata: MetadataJson<'a>,
    addressees: Option<&'a str>,
    remark: Option<&'a str>,
    copies: &'a [String],
    terms: Vec<TermJson<'a>>,
    blocks: Vec<BlockJson<'a>>,
}

#[derive(Serialize)]
struct TermJson<'a> {
    kind: &'static str,
    value: Option<&'a str>,
    /// The block that says it; null where the title does.
    anchor: Option<&'a str>,
    start: u32,
    end: u32,
}

pub(crate) fn run(source: &Source, id: &str, format: DocumentFormat) -> Result<(), Failure> {
    let library = library::library(source)?;
    let document = library.document(id).ok_or_else(|| unknown(&library, id))?;
    match format {
        DocumentFormat::Json => output::json(&answer(document)),
        DocumentFormat::Text => output::text(&plain_text(&document.blocks)),
        DocumentFormat::Html => output::raw(&(celan_page::article(document, &library) + "\n")),
        DocumentFormat::Md => output::raw(&celan_corpus::markdown::write(document)),
    }
}

fn answer(document: &Document) -> Answer<'_> {
    let m = &document.metadata;
    let term = |t: &'_ celan_document::Validity| (t.kind, t.span);
    let terms = m.validities.iter().map(|t| {
        let (kind, span) = term(t);
        TermJson {
            kind: match kind {
                ValidityKind::Effective => "effective",
                ValidityKind::Expiry => "expiry",
                ValidityKind::Trial => "trial",
                ValidityKind::Provisional => "provisional",
                ValidityKind::Period => "period",
            },
            value: Some(t.value.as_str()).filter(|value| !value.is_empty()),
            anchor: t.anchor.as_deref(),
            start: span.start,
            end: span.end,
        }
    });
    Answer {
        format: "celan-document/1",
        metadata: MetadataJson::new(document),
        addressees: m.addressees.as_deref(),
        remark: m.remark.as_deref(),
        copies: &m.copies,
        terms: terms.collect(),
        blocks: document.blocks.iter().map(BlockJson::new).collect(),
    }
}

/// Names the id that is most like the unknown one, if any begins or ends alike.
fn unknown(library: &Library, id: &str) -> Failure {
    let like = |other: &str| {
        let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
            a.zip(b).take_while(|(a, b)| a == b).count()
        };
        same(&mut id.chars(), &mut other.chars())
            .max(same(&mut id.chars().rev(), &mut other.chars().rev()))
    };
    let ids = library.documents.iter().map(|d| d.metadata.id.as_str());
    let near = ids
        .max_by_key(|other| like(other))
        .filter(|other| like(other) >= 4);
    Failure::UnknownDocument {
        id: id.to_owned(),
        near: near.map(str::to_owned),
    }
}
