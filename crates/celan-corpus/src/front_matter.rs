//! Front matter: what the publisher says of a document, as TOML between two `+++` lines.

use crate::diagnostic::Diagnostic;
use crate::toml_fields::{Fields, Value, key_line};
use celan_document::{DateSource, Lines, Metadata, PartialDate, Witness};
use std::fmt::Write;
use toml::de::{DeTable, DeValue};

/// The line above and below front matter.
const FENCE: &str = "+++";

const EXAMPLE: &str =
    "begin the file with:\n+++\nid = \"an-id-in-latin-letters\"\ntitle = \"…\"\n+++";

/// A file cut in two: what stands between the fences and the body, with the line each begins at.
#[derive(Debug)]
pub(crate) struct Parts<'a> {
    pub(crate) front: &'a str,
    pub(crate) body: &'a str,
    /// Lines of the file before the body.
    pub(crate) body_line: u32,
}

/// Cuts a file into front matter and body.
///
/// # Errors
/// A diagnostic where a fence is missing.
pub(crate) fn split<'a>(file: &str, text: &'a str) -> Result<Parts<'a>, Diagnostic> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(Diagnostic::error(file, "the file is empty", EXAMPLE));
    }
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or("");
    if first.trim_end() != FENCE {
        return Err(Diagnostic::error(file, "the file has no front matter", EXAMPLE).at(1, first));
    }
    let mut at = first.len();
    for (number, line) in (2..).zip(lines) {
        if line.trim_end() == FENCE {
            return Ok(Parts {
                front: &text[first.len()..at],
                body: &text[at + line.len()..],
                body_line: number,
            });
        }
        at += line.len();
    }
    Err(Diagnostic::error(
        file,
        "the front matter does not end",
        "write a line of +++ below it",
    )
    .at(1, first))
}

/// Reads front matter, collecting everything that is wrong with it.
pub(crate) fn read(file: &str, front: &str, found: &mut Vec<Diagnostic>) -> Metadata {
    let mut metadata = Metadata::default();
    // The fence is the file's first line.
    let mut fields = Fields {
        file,
        toml: front,
        before: 1,
        found,
        errors: 0,
    };
    let Some(table) = fields.table() else {
        return metadata;
    };
    take(&mut fields, table.get_ref(), &mut metadata);
    let missing = |key: &str, help: &str| {
        Diagnostic::error(file, format!("the document has no {key}"), help).at(1, FENCE)
    };
    if metadata.id.is_empty() {
        let help = "write id = \"…\" with 3 to 60 of a-z, 0-9 and -; it lasts";
        found.push(missing("id", help));
    } else if !is_id(&metadata.id) {
        let message = format!("`{}` is no id", metadata.id);
        let (line, excerpt) = key_line(front, "id").unwrap_or((0, FENCE));
        let error = Diagnostic::error(file, message, "an id has 3 to 60 of a-z, 0-9 and -");
        found.push(error.at(line + 1, excerpt));
    }
    if metadata.title.trim().is_empty() {
        found.push(missing("title", "write title = \"…\""));
    }
    metadata
}

/// Whether this is an id: 3 to 60 of a-z, 0-9 and -.
pub fn is_id(id: &str) -> bool {
    let valid = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (3..=60).contains(&id.len()) && id.chars().all(valid)
}

/// Bodies that issue a document together, at most: a search holds each against each.
const MOST_ISSUERS: usize = 200;

fn take(fields: &mut Fields<'_>, table: &DeTable<'_>, m: &mut Metadata) {
    let mut further = Vec::new();
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "id" => m.id = fields.text(value).unwrap_or_default(),
            "title" => m.title = fields.text(value).unwrap_or_default(),
            "notice" => m.notice = fields.text(value),
            "number" => m.number = fields.text(value),
            "number_printed" => m.number_printed = fields.text(value),
            "issuers" => {
                m.issuers = fields.texts(value);
                if m.issuers.len() > MOST_ISSUERS {
                    fields.wrong(value, &format!("a list of at most {MOST_ISSUERS} names"));
                }
            }
            "date" => m.date = fields.date(value),
            "date_source" => m.date_source = date_source(fields, value),
            "level" => m.level = fields.text(value),
            "category" => m.category = fields.text(value),
            "addressees" => m.addressees = fields.text(value),
            "remark" => m.remark = fields.text(value),
            "copies" => m.copies = fields.texts(value),
            "source" => m.witnesses.extend(checked_witness(fields, value)),
            "witnesses" => match value.get_ref().as_array() {
                Some(list) => {
                    further = list
                        .iter()
                        .filter_map(|w| checked_witness(fields, w))
                        .collect()
                }
                None => fields.wrong(value, "a list of { file = \"…\", lines = [first, last] }"),
            },
            _ => fields.unknown(key),
        }
    }
    m.witnesses.extend(further);
}

fn date_source(fields: &mut Fields<'_>, value: &Value<'_>) -> Option<DateSource> {
    let name = value.get_ref().as_str();
    let source = DATE_SOURCES.iter().find(|(n, _)| Some(*n) == name);
    if source.is_none() {
        fields.wrong(
            value,
            "one of \"signature\", \"head\", \"contents\", \"number\"",
        );
    }
    source.map(|(_, source)| *source)
}

fn checked_witness(fields: &mut Fields<'_>, value: &Value<'_>) -> Option<Witness> {
    let witness = witness(value.get_ref());
    if witness.is_none() {
        fields.wrong(
            value,
            "{ file = \"…\", lines = [first, last], joins = 0 }, lines counted from 1",
        );
    }
    witness
}

fn witness(value: &DeValue<'_>) -> Option<Witness> {
    let table = value.as_table()?;
    let known = ["file", "lines", "joins"];
    if table
        .keys()
        .any(|key| !known.contains(&key.get_ref().as_ref()))
    {
        return None;
    }
    let file = table.get("file")?.get_ref().as_str()?.to_owned();
    let lines = table.get("lines")?.get_ref().as_array()?;
    let count = |value: &DeValue<'_>| {
        let n = value.as_integer()?;
        u32::from_str_radix(n.as_str(), n.radix()).ok()
    };
    let number = |i: usize| count(lines.get(i)?.get_ref()).filter(|n| *n > 0);
    let joins = match table.get("joins") {
        Some(value) => count(value.get_ref())?,
        None => 0,
    };
    let lines_of = Lines {
        first: number(0)?,
        last: number(1)?,
    };
    (lines.len() == 2 && lines_of.first <= lines_of.last).then_some(Witness {
        file,
        lines: lines_of,
        joins,
        removed: Vec::new(),
    })
}

const DATE_SOURCES: [(&str, DateSource); 4] = [
    ("signature", DateSource::Signature),
    ("head", DateSource::Head),
    ("contents", DateSource::Contents),
    ("number", DateSource::Number),
];

/// Writes front matter with its fences.
pub(crate) fn write(m: &Metadata) -> String {
    let mut out = format!("{FENCE}\n");
    let mut line = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(out, "{key} = {value}");
        }
    };
    let text = |value: &Option<String>| value.as_deref().map(quote);
    let texts = |values: &[String]| {
        let quoted: Vec<_> = values.iter().map(|v| quote(v)).collect();
        (!quoted.is_empty()).then(|| format!("[{}]", quoted.join(", ")))
    };
    line("id", Some(quote(&m.id)));
    line("title", Some(quote(&m.title)));
    line("notice", text(&m.notice));
    line("number", text(&m.number));
    line("number_printed", text(&m.number_printed));
    line("issuers", texts(&m.issuers));
    // Only a whole date is a date in TOML.
    let whole = |date: &PartialDate| {
        if date.as_str().len() == 10 {
            date.to_string()
        } else {
            quote(date.as_str())
        }
    };
    line("date", m.date.as_ref().map(whole));
    let source = DATE_SOURCES.iter().find(|(_, s)| Some(*s) == m.date_source);
    line("date_source", source.map(|(name, _)| quote(name)));
    line("level", text(&m.level));
    line("category", text(&m.category));
    line("addressees", text(&m.addressees));
    line("remark", text(&m.remark));
    line("copies", texts(&m.copies));
    let witness = |w: &Witness| {
        let joins = match w.joins {
            0 => String::new(),
            joins => format!(", joins = {joins}"),
        };
        format!(
            "{{ file = {}, lines = [{}, {}]{joins} }}",
            quote(&w.file),
            w.lines.first,
            w.lines.last
        )
    };
    if let Some((base, further)) = m.witnesses.split_first() {
        line("source", Some(witness(base)));
        let further: Vec<_> = further.iter().map(witness).collect();
        line(
            "witnesses",
            (!further.is_empty()).then(|| format!("[{}]", further.join(", "))),
        );
    }
    out.push_str(FENCE);
    out.push('\n');
    out
}

/// Writes a TOML string on one line.
pub(crate) fn quote(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
