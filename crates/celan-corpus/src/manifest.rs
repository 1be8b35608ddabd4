//! `library.toml`: what the publisher says of the whole library.

use crate::diagnostic::Diagnostic;
use crate::kiosk::{self, Kiosk};
use crate::toml_fields::{Fields, Value};
use celan_document::{Library, Remark, Synonyms};
use std::collections::HashSet;

/// The file's name in a corpus folder.
pub(crate) const FILE: &str = "library.toml";

/// An id that the library lists, and the line that lists it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) id: String,
    pub(crate) line: u32,
}

/// What `library.toml` says.
pub(crate) struct Manifest {
    /// The library, without documents. What people call the levels is in its thesaurus.
    pub(crate) library: Library,
    /// The ids of its documents, in their order.
    pub(crate) listed: Vec<Listed>,
    /// Whether the general half of the thesaurus is used.
    pub(crate) general: bool,
    /// How it behaves on a public screen.
    pub(crate) kiosk: Kiosk,
    /// Whether nothing of a reader is kept on their device.
    pub(crate) keeps_nothing: bool,
}

/// Reads `library.toml`.
pub(crate) fn read(toml: &str, found: &mut Vec<Diagnostic>) -> Manifest {
    let mut manifest = Manifest {
        library: Library::default(),
        listed: Vec::new(),
        general: true,
        kiosk: Kiosk::default(),
        keeps_nothing: false,
    };
    let library = &mut manifest.library;
    let mut fields = Fields {
        file: FILE,
        toml,
        before: 0,
        found,
        errors: 0,
    };
    let Some(table) = fields.table() else {
        return manifest;
    };
    for (key, value) in table.get_ref() {
        match key.get_ref().as_ref() {
            "title" => library.title = fields.text(value).unwrap_or_default(),
            "about" => library.about = fields.text(value).unwrap_or_default(),
            "date" => library.date = fields.date(value),
            "topics" => library.topics = fields.texts(value),
            "levels" => (library.levels, library.thesaurus) = levels(&mut fields, value),
            "thesaurus" => manifest.general = general_half(&mut fields, value),
            "documents" => manifest.listed = documents(&mut fields, value),
            "kiosk" => manifest.kiosk = kiosk::read(&mut fields, value),
            "keep" => manifest.keeps_nothing = keeps_nothing(&mut fields, value),
            // Read where measures are.
            "finder" => {}
            _ => fields.unknown(key),
        }
    }
    if library.title.trim().is_empty() {
        fields.error(0, "the library has no title".into(), "write title = \"…\"");
    }
    manifest
}

/// The weight of a word for a level.
const LEVEL: u8 = 90;

/// `general` of the table `thesaurus`.
fn general_half(fields: &mut Fields<'_>, value: &Value<'_>) -> bool {
    let table = value.get_ref().as_table().filter(|table| table.len() == 1);
    let general = table.and_then(|table| table.get("general")?.get_ref().as_bool());
    general.unwrap_or_else(|| {
        fields.wrong(value, "a table with general = true or general = false");
        true
    })
}

/// `nothing` of the table `keep`.
fn keeps_nothing(fields: &mut Fields<'_>, value: &Value<'_>) -> bool {
    let table = value.get_ref().as_table().filter(|table| table.len() == 1);
    let nothing = table.and_then(|table| table.get("nothing")?.get_ref().as_bool());
    nothing.unwrap_or_else(|| {
        fields.wrong(value, "a table with nothing = true or nothing = false");
        false
    })
}

/// The levels, and the words for them as entries of the thesaurus.
fn levels(fields: &mut Fields<'_>, value: &Value<'_>) -> (Vec<Remark>, Vec<Synonyms>) {
    let level = |v: &Value<'_>| {
        let table = v.get_ref().as_table()?;
        let text = |key: &str| Some(table.get(key)?.get_ref().as_str()?.to_owned());
        let remark = Remark {
            name: text("name")?,
            text: text("group")?,
        };
        let mut words = Vec::new();
        if let Some(listed) = table.get("words") {
            for word in listed.get_ref().as_array()? {
                words.push(word.get_ref().as_str()?.to_owned());
            }
        }
        let known = 2 + usize::from(table.contains_key("words"));
        (table.len() == known).then_some((remark, words))
    };
    let levels: Option<Vec<_>> = value
        .get_ref()
        .as_array()
        .and_then(|list| list.iter().map(level).collect());
    let Some(levels) = levels else {
        fields.wrong(
            value,
            "a list of { name = \"…\", group = \"…\", words = [\"…\"] }, the highest level first; \
             words may be left out",
        );
        return (Vec::new(), Vec::new());
    };
    let words = levels.iter().filter(|(_, words)| !words.is_empty());
    let words = words.map(|(remark, words)| Synonyms {
        say: words.clone(),
        policy: vec![remark.name.clone()],
        both: false,
        weight: LEVEL,
    });
    let words = words.collect();
    (
        levels.into_iter().map(|(remark, _)| remark).collect(),
        words,
    )
}

fn documents(fields: &mut Fields<'_>, value: &Value<'_>) -> Vec<Listed> {
    let Some(list) = value.get_ref().as_array() else {
        fields.wrong(value, "a list of ids, as [\"…\", \"…\"]");
        return Vec::new();
    };
    let mut listed: Vec<Listed> = Vec::new();
    let mut ids = HashSet::new();
    let (mut line, mut counted) = (1, 0);
    for entry in list {
        let Some(id) = fields.text(entry) else {
            continue;
        };
        if !ids.insert(id.clone()) {
            let message = format!("`{id}` is listed twice");
            fields.error(entry.span().start, message, "take one of the two out");
            continue;
        }
        // Entries follow one another, so that each line is counted once.
        let start = entry.span().start;
        line += fields
            .toml
            .get(counted..start)
            .unwrap_or("")
            .matches('\n')
            .count() as u32;
        counted = start;
        listed.push(Listed { id, line });
    }
    listed
}
