//! `celan check`: what is in a corpus, and what is wrong or doubtful in it.

use crate::arguments::Format;
use crate::error::Failure;
use crate::library::{self, Source};
use crate::output;
use crate::report::{self, DiagnosticJson};
use celan_corpus::{Corpus, Severity};
use celan_document::{Content, Document, NumberingKind};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

#[derive(Serialize)]
struct Answer<'a> {
    format: &'static str,
    documents: Vec<DocumentJson<'a>>,
    diagnostics: Vec<DiagnosticJson<'a>>,
}

#[derive(Serialize)]
struct DocumentJson<'a> {
    id: &'a str,
    blocks: BTreeMap<&'static str, usize>,
    missing: Vec<&'static str>,
    citations: Citations,
    repairs: usize,
    variants: usize,
    doubts: usize,
}

#[derive(Default, Serialize)]
struct Citations {
    inside: usize,
    outside: usize,
}

/// The corpus folder of a checkout.
const CORPUS: &str = "corpus";

pub(crate) fn run(source: &Source, format: Format) -> Result<ExitCode, Failure> {
    let here = Path::new(CORPUS);
    let path = source.library.as_deref();
    let none = path.or(source.changes.as_deref()).is_none();
    let path = if none && here.is_dir() {
        Some(here)
    } else {
        path
    };
    let corpus = match path {
        Some(folder) if folder.is_dir() && source.changes.is_none() => {
            let mut corpus = celan_corpus::read(folder)?;
            celan_corpus::check_measures(folder, &mut corpus);
            corpus
        }
        _ => Corpus {
            library: library::library(source)?,
            ..Corpus::default()
        },
    };
    let answer = Answer {
        format: "celan-check/1",
        documents: corpus.library.documents.iter().map(document).collect(),
        diagnostics: corpus.diagnostics.iter().map(DiagnosticJson::new).collect(),
    };
    if format == Format::Json {
        output::json(&answer)?;
    } else {
        for found in &corpus.diagnostics {
            report::print(path.unwrap_or(here), found);
        }
        output::text(&table(&answer))?;
    }
    Ok(if corpus.has_errors() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn document(document: &Document) -> DocumentJson<'_> {
    let mut citations = Citations::default();
    let (mut repairs, mut variants, mut doubts) = (0, 0, 0);
    document.walk(&mut |block| {
        let Some(text) = block.text() else { return };
        let inside = text.citations.iter().filter(|c| c.target.is_some()).count();
        citations.inside += inside;
        citations.outside += text.citations.len() - inside;
        repairs += text.repairs.len();
        variants += text.variants.len();
        doubts += text.doubts.len();
    });
    DocumentJson {
        id: &document.metadata.id,
        blocks: count_blocks(document),
        missing: missing(document),
        citations,
        repairs,
        variants,
        doubts,
    }
}

/// The blocks of a document by type, those inside boxes included; articles and other run-in
/// headings are counted beside the paragraphs that they open.
pub(crate) fn count_blocks(document: &Document) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    document.walk(&mut |block| {
        *counts.entry(block.content.type_name()).or_default() += 1;
        if let Content::Paragraph {
            run_in: Some(run_in),
            ..
        } = &block.content
        {
            let kind = if run_in.kind == NumberingKind::Article {
                "article"
            } else {
                "run_in"
            };
            *counts.entry(kind).or_default() += 1;
        }
    });
    counts
}

/// Metadata that most documents have and this one lacks.
fn missing(document: &Document) -> Vec<&'static str> {
    let m = &document.metadata;
    let fields = [
        ("number", m.number.is_none()),
        ("issuers", m.issuers.is_empty()),
        ("date", m.date.is_none()),
        ("level", m.level.is_none()),
        ("category", m.category.is_none()),
    ];
    fields
        .into_iter()
        .filter(|(_, missing)| *missing)
        .map(|(name, _)| name)
        .collect()
}

fn table(answer: &Answer<'_>) -> String {
    let width = answer
        .documents
        .iter()
        .map(|d| d.id.len())
        .max()
        .unwrap_or(0);
    let mut out = format!(
        "{:width$}  blocks  cited  outside  repairs  doubts  missing\n",
        "id"
    );
    for d in &answer.documents {
        let blocks: usize = d
            .blocks
            .iter()
            .filter(|(kind, _)| !matches!(**kind, "article" | "run_in"))
            .map(|(_, n)| n)
            .sum();
        let _ = writeln!(
            out,
            "{:width$}  {blocks:6}  {:5}  {:7}  {:7}  {:6}  {}",
            d.id,
            d.citations.inside,
            d.citations.outside,
            d.repairs,
            d.doubts,
            d.missing.join(" ")
        );
    }
    let count = |severity| {
        answer
            .diagnostics
            .iter()
            .filter(|d| d.severity == severity)
            .count()
    };
    let _ = writeln!(
        out,
        "{} documents, {} errors, {} warnings",
        answer.documents.len(),
        count(Severity::Error),
        count(Severity::Warning)
    );
    out
}
