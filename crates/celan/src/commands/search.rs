//! `celan search`: passages in order of rank.

use crate::arguments::Format;
use crate::error::Failure;
use crate::library::{self, Source};
use crate::metadata::MetadataJson;
use crate::output;
use celan_document::{Span, char_slice};
use celan_search::{Answer, Hit, Index, Options, Query};
use serde::Serialize;
use std::fmt::Write;

/// `celan-search/1`: what the search core answers, its cards as `list` has documents.
#[derive(Serialize)]
struct Response<'a> {
    #[serde(flatten)]
    answer: &'a Answer,
    cards: Vec<MetadataJson<'a>>,
}

pub(crate) fn run(
    source: &Source,
    query: &str,
    limit: usize,
    format: Format,
) -> Result<(), Failure> {
    let index = Index::open(library::contents(source)?);
    let answer = index.search(
        &Query::parse(query),
        Options {
            limit,
            ..Options::default()
        },
    );
    if format == Format::Json {
        // What `list` says of a document has its witnesses, too.
        let listed = library::library(source)?;
        let documents = answer.cards.iter();
        let documents = documents.filter_map(|id| listed.document(id));
        return output::json(&Response {
            cards: documents.map(MetadataJson::new).collect(),
            answer: &answer,
        });
    }
    let mut out = String::new();
    for message in &answer.query.messages {
        output::say(&format!("celan: {message}"));
    }
    let _ = writeln!(
        out,
        "{} documents, {} passages, {} occurrences",
        answer.documents, answer.passages, answer.occurrences
    );
    for id in &answer.cards {
        if let Some(document) = index.library().document(id) {
            let _ = writeln!(out, "\n{id}  {}", document.metadata.title);
        }
    }
    for hit in &answer.hits {
        let anchor = hit
            .anchor
            .as_ref()
            .map_or(String::new(), |anchor| format!("#{anchor}"));
        let path = std::iter::once(&hit.title).chain(&hit.path);
        let path: Vec<&str> = path.map(String::as_str).collect();
        let _ = writeln!(
            out,
            "\n{}{anchor}  {}\n    {}",
            hit.document,
            path.join(" › "),
            snippet(hit)
        );
    }
    output::text(&out)
}

/// The snippet with its marked places between 【 and 】.
fn snippet(hit: &Hit) -> String {
    let [start, end] = hit.snippet;
    let mut out = String::new();
    let mut at = start;
    for [from, to] in hit.marks() {
        let (from, to) = (from.max(at), to.min(end));
        if from < to {
            let part = |start, end| char_slice(&hit.text, Span { start, end });
            let _ = write!(out, "{}【{}】", part(at, from), part(from, to));
            at = to;
        }
    }
    out + char_slice(&hit.text, Span { start: at, end })
}
