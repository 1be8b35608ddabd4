//! `celan import`: documents of sources.

use super::check::count_blocks;
use crate::arguments::Format;
use crate::error::Failure;
use crate::output;
use crate::report::{self, DiagnosticJson};
use celan_import::Imported;
use serde::Serialize;
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
    /// The source.
    file: &'a str,
    lines: Vec<LineJson>,
}

#[derive(Serialize)]
struct LineJson {
    line: u32,
    r#as: &'static str,
}

pub(crate) fn run(
    corpus: &Path,
    overwrite: &[String],
    format: Format,
) -> Result<ExitCode, Failure> {
    let report = celan_import::import(corpus, overwrite)?;
    if format == Format::Json {
        output::json(&Answer {
            format: "celan-import/1",
            documents: report.documents.iter().map(document).collect(),
            diagnostics: report.diagnostics.iter().map(DiagnosticJson::new).collect(),
        })?;
    } else {
        for diagnostic in &report.diagnostics {
            report::print(corpus, diagnostic);
        }
        output::text(&report.documents.iter().map(line).collect::<String>())?;
    }
    Ok(if report.has_errors() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn document(made: &Imported) -> DocumentJson<'_> {
    let metadata = &made.document.metadata;
    let lines = made.lines.iter();
    DocumentJson {
        id: &metadata.id,
        file: metadata.witnesses.first().map_or("", |w| w.file.as_str()),
        lines: lines
            .map(|(line, taken_for)| LineJson {
                line: *line,
                r#as: taken_for,
            })
            .collect(),
    }
}

fn line(made: &Imported) -> String {
    let (mut repairs, mut variants, mut doubts) = (0, 0, 0);
    made.document.walk(&mut |block| {
        if let Some(text) = block.text() {
            repairs += text.repairs.len();
            variants += text.variants.len();
            doubts += text.doubts.len();
        }
    });
    let counts = count_blocks(&made.document);
    let beside = ["article", "run_in"];
    let blocks = counts.iter().filter(|(kind, _)| !beside.contains(kind));
    let blocks: usize = blocks.map(|(_, count)| count).sum();
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(
        out,
        "{}: {blocks} blocks, {} lines joined, {repairs} repairs, {variants} variants, {doubts} doubts",
        made.document.metadata.id, made.joins
    );
    out
}
