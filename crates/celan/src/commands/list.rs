//! `celan list`: the documents in library order.

use crate::arguments::Format;
use crate::error::Failure;
use crate::library::{self, Source};
use crate::metadata::MetadataJson;
use crate::output;
use serde::Serialize;
use std::fmt::Write;

#[derive(Serialize)]
struct Answer<'a> {
    format: &'static str,
    title: &'a str,
    date: Option<&'a str>,
    documents: Vec<MetadataJson<'a>>,
}

pub(crate) fn run(source: &Source, format: Format) -> Result<(), Failure> {
    let library = library::library(source)?;
    if format == Format::Json {
        return output::json(&Answer {
            format: "celan-list/1",
            title: &library.title,
            date: library.date.as_ref().map(|date| date.as_str()),
            documents: library.documents.iter().map(MetadataJson::new).collect(),
        });
    }
    let ids = library.documents.iter().map(|d| d.metadata.id.len());
    let width = ids.max().unwrap_or(0);
    let mut out = String::new();
    for document in &library.documents {
        let m = &document.metadata;
        let date = m.date.as_ref().map_or("", |date| date.as_str());
        let number = m
            .number
            .as_ref()
            .map_or(String::new(), |number| format!("（{number}）"));
        // Writing to a string does not fail.
        let _ = writeln!(out, "{:width$}  {date:10}  {}{number}", m.id, m.title);
    }
    output::text(&out)
}
