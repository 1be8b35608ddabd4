//! `celan bodies`: who leads, who assists, who answers.

use crate::arguments::TableFormat;
use crate::error::Failure;
use crate::library::{self, Source};
use crate::{csv, output};
use celan_measures::{Body, BodyPlace};
use serde_json::{Value, json};
use std::fmt::Write;

const HEAD: [&str; 6] = [
    "name",
    "places.document",
    "places.anchor",
    "places.role",
    "places.start",
    "places.end",
];

pub(crate) fn run(source: &Source, format: TableFormat) -> Result<(), Failure> {
    let bodies = celan_measures::bodies(&library::library(source)?);
    let rows: Vec<Value> = bodies.iter().map(value).collect();
    match format {
        TableFormat::Json => output::json(&json!({ "format": "celan-bodies/1", "bodies": rows })),
        TableFormat::Csv => output::raw(&csv::write(&HEAD, &rows)),
        TableFormat::Text => output::text(&text(&bodies)),
    }
}

fn value(body: &Body) -> Value {
    json!({ "name": body.name, "places": body.places.iter().map(place).collect::<Vec<_>>() })
}

fn place(place: &BodyPlace) -> Value {
    json!({
        "document": place.document,
        "anchor": place.anchor,
        "role": place.role,
        "start": place.span.start,
        "end": place.span.end,
    })
}

fn text(bodies: &[Body]) -> String {
    let mut out = String::new();
    for body in bodies {
        // Writing to a string does not fail.
        let _ = writeln!(out, "{}  {}", body.name, body.places.len());
        for place in &body.places {
            let role = serde_json::to_value(place.role).unwrap_or_default();
            let role = role.as_str().unwrap_or_default().to_owned();
            let _ = writeln!(out, "    {role:11}  {}#{}", place.document, place.anchor);
        }
    }
    out
}
