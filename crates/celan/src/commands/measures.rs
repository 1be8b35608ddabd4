//! `celan measures`: every support that the library names, with its sentence.

use crate::arguments::TableFormat;
use crate::error::Failure;
use crate::library::{self, Source};
use crate::{csv, output, report, today};
use celan_document::{Span, char_slice};
use celan_measures::{Measure, Operator};
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::Path;

const HEAD: [&str; 41] = [
    "id",
    "document",
    "anchor",
    "lines",
    "text",
    "clause",
    "kind",
    "recipient.start",
    "recipient.end",
    "recipient.groups",
    "purposes",
    "bodies",
    "amount.start",
    "amount.end",
    "amount.text",
    "amount.min",
    "amount.max",
    "amount.bound",
    "amount.per",
    "share.start",
    "share.end",
    "share.text",
    "share.percent",
    "share.percent_min",
    "share.base",
    "share.bound",
    "caps.start",
    "caps.end",
    "caps.yuan",
    "caps.per",
    "conditions.start",
    "conditions.end",
    "conditions.quantity",
    "conditions.operator",
    "conditions.value",
    "conditions.unit",
    "frequency",
    "years",
    "group",
    "damaged",
    "standing",
];

pub(crate) fn run(source: &Source, format: TableFormat) -> Result<(), Failure> {
    let library = library::library(source)?;
    let today = today::today();
    let folder = source.library.as_deref().filter(|folder| folder.is_dir());
    let (measures, found) = celan_corpus::measures(&library, folder, today.as_ref());
    for found in &found {
        report::print(folder.unwrap_or(Path::new("")), found);
    }
    let rows: Vec<Value> = measures.iter().map(value).collect();
    match format {
        TableFormat::Json => {
            output::json(&json!({ "format": "celan-measures/1", "measures": rows }))
        }
        TableFormat::Csv => output::raw(&csv::write(&HEAD, &rows)),
        TableFormat::Text => output::text(&text(&measures)),
    }
}

fn value(measure: &Measure) -> Value {
    json!({
        "id": measure.id,
        "document": measure.document,
        "anchor": measure.anchor,
        "lines": measure.lines.map(|lines| [lines.first, lines.last]),
        "text": measure.text,
        "clause": pair(measure.clause),
        "kind": measure.kind,
        "recipient": measure.recipient.as_ref().map(|recipient| json!({
            "start": recipient.span.start,
            "end": recipient.span.end,
            "groups": recipient.groups,
        })),
        "purposes": measure.purposes,
        "bodies": measure.bodies,
        "amount": measure.amount.as_ref().map(|amount| json!({
            "start": amount.span.start,
            "end": amount.span.end,
            "text": amount.text,
            "min": amount.min.map(output::number),
            "max": amount.max.map(output::number),
            "bound": amount.bound,
            "per": amount.per,
        })),
        "share": measure.share.as_ref().map(|share| json!({
            "start": share.span.start,
            "end": share.span.end,
            "text": share.text,
            "percent": output::number(share.percent),
            "percent_min": share.percent_min.map(output::number),
            "base": share.base,
            "bound": share.bound,
        })),
        "caps": measure.caps.iter().map(|cap| json!({
            "start": cap.span.start,
            "end": cap.span.end,
            "yuan": output::number(cap.yuan),
            "per": cap.per,
        })).collect::<Vec<_>>(),
        "conditions": measure.conditions.iter().map(|condition| json!({
            "start": condition.span.start,
            "end": condition.span.end,
            "quantity": condition.quantity,
            "operator": condition.operator.map(operator),
            "value": condition.value.map(output::number),
            "unit": condition.unit,
        })).collect::<Vec<_>>(),
        "frequency": measure.frequency,
        "years": measure.years.map(output::number),
        "group": measure.group,
        "damaged": measure.damaged,
        "standing": measure.standing,
    })
}

fn pair(span: Span) -> [u32; 2] {
    [span.start, span.end]
}

fn operator(operator: Operator) -> Value {
    json!(operator)
}

/// A measure a paragraph: where, how much, for whom, and the clause.
fn text(measures: &[Measure]) -> String {
    let mut out = String::new();
    for measure in measures {
        let of = |span| char_slice(&measure.text, span);
        let sum = match (&measure.amount, &measure.share) {
            _ if measure.damaged => "？",
            (Some(amount), _) => amount.text.as_str(),
            (None, Some(share)) => share.text.as_str(),
            (None, None) => "",
        };
        let recipient = measure.recipient.as_ref().map_or("", |r| of(r.span));
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "{}#{}  {sum}  {recipient}\n    {}",
            measure.document,
            measure.anchor,
            of(measure.clause)
        );
    }
    out
}
