//! `celan targets`: aims and recorded values with their years.

use crate::arguments::TableFormat;
use crate::error::Failure;
use crate::library::{self, Source};
use crate::{csv, output};
use celan_measures::Target;
use serde_json::{Value, json};
use std::fmt::Write;

const HEAD: [&str; 15] = [
    "document",
    "anchor",
    "cell",
    "indicator",
    "year",
    "year_from",
    "value",
    "value_max",
    "bound",
    "unit",
    "place",
    "nature",
    "aim",
    "start",
    "end",
];

pub(crate) fn run(source: &Source, format: TableFormat) -> Result<(), Failure> {
    let targets = celan_measures::targets(&library::library(source)?);
    let rows: Vec<Value> = targets.iter().map(value).collect();
    match format {
        TableFormat::Json => output::json(&json!({ "format": "celan-targets/1", "targets": rows })),
        TableFormat::Csv => output::raw(&csv::write(&HEAD, &rows)),
        TableFormat::Text => output::text(&text(&targets)),
    }
}

fn value(target: &Target) -> Value {
    json!({
        "document": target.document,
        "anchor": target.anchor,
        "cell": target.cell,
        "indicator": target.indicator,
        "year": target.year,
        "year_from": target.year_from,
        "value": output::number(target.value),
        "value_max": target.value_max.map(output::number),
        "bound": target.bound,
        "unit": target.unit,
        "place": target.place,
        "nature": target.nature,
        "aim": target.aim,
        "start": target.span.start,
        "end": target.span.end,
    })
}

fn text(targets: &[Target]) -> String {
    let mut out = String::new();
    for target in targets {
        let year = target.year.map_or(String::new(), |year| year.to_string());
        let max = target
            .value_max
            .map_or(String::new(), |max| format!("–{max}"));
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "{year}  {}  {}{max}{}  {}#{}",
            target.indicator, target.value, target.unit, target.document, target.anchor
        );
    }
    out
}
