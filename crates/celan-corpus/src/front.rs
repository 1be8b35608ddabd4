//! Front matter: what the publisher says of a document, as TOML between two `+++` lines.

use crate::diagnostic::Diagnostic;
use celan_document::{DateSource, Lines, Metadata, PartialDate, Witness};
use std::fmt::Write;
use toml::Spanned;
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
    let mut reader = Reader { file, front, found };
    let mut metadata = Metadata::default();
    match DeTable::parse(front) {
        Ok(table) => reader.table(table.get_ref(), &mut metadata),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            reader.error(
                at,
                format!("the front matter is no TOML: {}", error.message()),
                "write key = \"value\", one a line",
            );
            return metadata;
        }
    }
    let valid = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if metadata.id.is_empty() {
        reader.missing(
            "id",
            "write id = \"…\" with 3 to 60 of a-z, 0-9 and -; it lasts",
        );
    } else if !(3..=60).contains(&metadata.id.len()) || !metadata.id.chars().all(valid) {
        let message = format!("`{}` is no id", metadata.id);
        reader.error(
            reader.key("id"),
            message,
            "an id has 3 to 60 of a-z, 0-9 and -",
        );
    }
    if metadata.title.trim().is_empty() {
        reader.missing("title", "write title = \"…\"");
    }
    metadata
}

struct Reader<'a> {
    file: &'a str,
    front: &'a str,
    found: &'a mut Vec<Diagnostic>,
}

type Value<'i> = Spanned<DeValue<'i>>;

impl Reader<'_> {
    fn table(&mut self, table: &DeTable<'_>, m: &mut Metadata) {
        let mut further = Vec::new();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "id" => m.id = self.text(value).unwrap_or_default(),
                "title" => m.title = self.text(value).unwrap_or_default(),
                "notice" => m.notice = self.text(value),
                "number" => m.number = self.text(value),
                "number_printed" => m.number_printed = self.text(value),
                "issuers" => m.issuers = self.texts(value),
                "date" => m.date = self.date(value),
                "date_source" => m.date_source = self.date_source(value),
                "level" => m.level = self.text(value),
                "category" => m.category = self.text(value),
                "addressees" => m.addressees = self.text(value),
                "remark" => m.remark = self.text(value),
                "copies" => m.copies = self.texts(value),
                "source" => m.witnesses.extend(self.witness(value)),
                "witnesses" => match value.get_ref().as_array() {
                    Some(list) => further = list.iter().filter_map(|w| self.witness(w)).collect(),
                    None => self.wrong(value, "a list of { file = \"…\", lines = [first, last] }"),
                },
                other => {
                    let message = format!("`{other}` is no key of front matter");
                    self.error(
                        key.span().start,
                        message,
                        "mend its spelling, or take the line out",
                    );
                }
            }
        }
        m.witnesses.extend(further);
    }

    fn text(&mut self, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.wrong(value, "a text between quotes");
        }
        text
    }

    fn texts(&mut self, value: &Value<'_>) -> Vec<String> {
        let list = value.get_ref().as_array();
        let texts = list.and_then(|l| {
            l.iter()
                .map(|v| v.get_ref().as_str().map(str::to_owned))
                .collect()
        });
        texts.unwrap_or_else(|| {
            self.wrong(value, "a list of texts, as [\"…\", \"…\"]");
            Vec::new()
        })
    }

    fn date(&mut self, value: &Value<'_>) -> Option<PartialDate> {
        let text = self
            .front
            .get(value.span())
            .unwrap_or("")
            .trim_matches(['"', '\'']);
        let date = PartialDate::parse(text);
        if date.is_none() {
            let message = format!("`{text}` is no date");
            self.error(
                value.span().start,
                message,
                "write 2015-09-28, or \"2015-09\" or \"2015\" where no more is known",
            );
        }
        date
    }

    fn date_source(&mut self, value: &Value<'_>) -> Option<DateSource> {
        let source = value
            .get_ref()
            .as_str()
            .and_then(|s| DATE_SOURCES.iter().find(|(n, _)| *n == s));
        if source.is_none() {
            self.wrong(
                value,
                "one of \"signature\", \"head\", \"contents\", \"number\"",
            );
        }
        source.map(|(_, source)| *source)
    }

    fn witness(&mut self, value: &Value<'_>) -> Option<Witness> {
        let witness = witness(value.get_ref());
        if witness.is_none() {
            self.wrong(
                value,
                "{ file = \"…\", lines = [first, last] }, lines counted from 1",
            );
        }
        witness
    }

    fn wrong(&mut self, value: &Value<'_>, wanted: &str) {
        self.error(
            value.span().start,
            "the value is of the wrong kind".into(),
            &format!("write {wanted}"),
        );
    }

    fn missing(&mut self, key: &str, help: &str) {
        let diagnostic = Diagnostic::error(self.file, format!("the document has no {key}"), help);
        self.found.push(diagnostic.at(1, FENCE));
    }

    /// Where `key` stands, in bytes of the front matter.
    fn key(&self, key: &str) -> usize {
        let mut at = 0;
        for line in self.front.split_inclusive('\n') {
            if line
                .trim_start()
                .strip_prefix(key)
                .is_some_and(|rest| rest.trim_start().starts_with('='))
            {
                return at;
            }
            at += line.len();
        }
        0
    }

    fn error(&mut self, at: usize, message: String, help: &str) {
        let before = self.front.get(..at).unwrap_or(self.front);
        let line = before.matches('\n').count();
        let excerpt = self.front.lines().nth(line).unwrap_or("");
        // The fence is the file's first line.
        self.found
            .push(Diagnostic::error(self.file, message, help).at(line as u32 + 2, excerpt));
    }
}

fn witness(value: &DeValue<'_>) -> Option<Witness> {
    let table = value.as_table()?;
    if table.len() != 2 {
        return None;
    }
    let file = table.get("file")?.get_ref().as_str()?.to_owned();
    let lines = table.get("lines")?.get_ref().as_array()?;
    let number = |i: usize| -> Option<u32> {
        let n = lines.get(i)?.get_ref().as_integer()?;
        u32::from_str_radix(n.as_str(), n.radix())
            .ok()
            .filter(|n| *n > 0)
    };
    let lines_of = Lines {
        first: number(0)?,
        last: number(1)?,
    };
    (lines.len() == 2 && lines_of.first <= lines_of.last).then_some(Witness {
        file,
        lines: lines_of,
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
        format!(
            "{{ file = {}, lines = [{}, {}] }}",
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
