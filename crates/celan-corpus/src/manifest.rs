//! `library.toml`: what the publisher says of the whole library.

use crate::diagnostic::Diagnostic;
use crate::fields::{Fields, Value};
use celan_document::{Library, Remark};

/// The file's name in a corpus folder.
pub(crate) const FILE: &str = "library.toml";

/// An id that the library lists, and the line that lists it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) id: String,
    pub(crate) line: u32,
}

/// Reads `library.toml` into a library without documents and the list of their ids.
pub(crate) fn read(toml: &str, found: &mut Vec<Diagnostic>) -> (Library, Vec<Listed>) {
    let mut library = Library::default();
    let mut listed = Vec::new();
    let mut fields = Fields {
        file: FILE,
        toml,
        before: 0,
        found,
    };
    let Some(table) = fields.table() else {
        return (library, listed);
    };
    for (key, value) in table.get_ref() {
        match key.get_ref().as_ref() {
            "title" => library.title = fields.text(value).unwrap_or_default(),
            "about" => library.about = fields.text(value).unwrap_or_default(),
            "date" => library.date = fields.date(value),
            "topics" => library.topics = fields.texts(value),
            "levels" => library.levels = levels(&mut fields, value),
            "documents" => listed = documents(&mut fields, value),
            // Read where measures are.
            "finder" => {}
            _ => fields.unknown(key),
        }
    }
    if library.title.trim().is_empty() {
        fields.error(0, "the library has no title".into(), "write title = \"…\"");
    }
    (library, listed)
}

fn levels(fields: &mut Fields<'_>, value: &Value<'_>) -> Vec<Remark> {
    let level = |v: &Value<'_>| {
        let table = v.get_ref().as_table()?;
        let text = |key: &str| Some(table.get(key)?.get_ref().as_str()?.to_owned());
        (table.len() == 2).then_some(Remark {
            name: text("name")?,
            text: text("group")?,
        })
    };
    let levels = value
        .get_ref()
        .as_array()
        .and_then(|list| list.iter().map(level).collect());
    levels.unwrap_or_else(|| {
        fields.wrong(
            value,
            "a list of { name = \"…\", group = \"…\" }, the highest level first",
        );
        Vec::new()
    })
}

fn documents(fields: &mut Fields<'_>, value: &Value<'_>) -> Vec<Listed> {
    let Some(list) = value.get_ref().as_array() else {
        fields.wrong(value, "a list of ids, as [\"…\", \"…\"]");
        return Vec::new();
    };
    let mut listed: Vec<Listed> = Vec::new();
    for entry in list {
        let Some(id) = fields.text(entry) else {
            continue;
        };
        if listed.iter().any(|other| other.id == id) {
            let message = format!("`{id}` is listed twice");
            fields.error(entry.span().start, message, "take one of the two out");
            continue;
        }
        let line = fields.toml[..entry.span().start].matches('\n').count() as u32 + 1;
        listed.push(Listed { id, line });
    }
    listed
}
