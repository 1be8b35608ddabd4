//! Reads docs/formats.md and holds JSON to its tables: nothing missing, nothing undocumented.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

const PAGE: &str = include_str!("../docs/formats.md");

/// The types of block are told by this key.
const TYPE: &str = "type";
/// Stands before the keys of blocks in what is reported.
const BLOCK: &str = "block.";

/// One section of the page: its heading, its examples and the keys of its table.
pub(crate) struct Section {
    pub(crate) heading: String,
    /// Commands of the section's console blocks.
    #[allow(dead_code)] // The site has none.
    pub(crate) examples: Vec<String>,
    /// Rows of the section's tables, their cells without white space around.
    pub(crate) rows: Vec<Vec<String>>,
}

/// The sections of docs/formats.md in their order.
pub(crate) fn sections() -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut in_code = false;
    let mut in_table = false;
    for line in PAGE.lines() {
        if let Some(heading) = line.strip_prefix('#').filter(|_| !in_code) {
            sections.push(Section {
                heading: heading.trim_matches(['#', ' ']).to_owned(),
                examples: Vec::new(),
                rows: Vec::new(),
            });
        }
        let Some(section) = sections.last_mut() else {
            continue;
        };
        if line.starts_with("```") {
            in_code = !in_code;
        } else if in_code {
            section.examples.push(line.to_owned());
        }
        let is_row = line.starts_with('|') && !in_code;
        if line.starts_with("| --- ") {
            in_table = true;
        } else if !is_row {
            in_table = false;
        } else if in_table {
            let cells = line.trim_matches('|').split('|').map(str::trim);
            section.rows.push(cells.map(str::to_owned).collect());
        }
    }
    sections
}

/// The section under a heading.
pub(crate) fn section(heading: &str) -> Section {
    let mut sections = sections().into_iter();
    let found = sections.find(|section| section.heading == heading);
    found.unwrap_or_else(|| panic!("docs/formats.md has no section {heading:?}"))
}

/// What a value may be.
#[derive(Clone, Debug, Default)]
struct Kinds {
    string: bool,
    integer: bool,
    boolean: bool,
    object: bool,
    null: bool,
    block: bool,
    /// A list of this many integers.
    integers: Option<usize>,
    /// The strings that it may be; any if empty.
    names: Vec<String>,
}

impl Kinds {
    fn read(cell: &str) -> Self {
        let mut kinds = Self::default();
        let mut rest = String::new();
        for (n, part) in cell.split('`').enumerate() {
            if n % 2 == 1 {
                kinds.names.push(part.to_owned());
            } else {
                rest.push_str(part);
            }
        }
        kinds.string = !kinds.names.is_empty();
        if let Some((list, after)) = rest.strip_prefix('[').and_then(|r| r.split_once(']')) {
            kinds.integers = Some(list.split(',').count());
            rest = after.to_owned();
        }
        for word in rest.split([' ', ',']).filter(|word| !word.is_empty()) {
            match word {
                "string" => kinds.string = true,
                "integer" => kinds.integer = true,
                "boolean" => kinds.boolean = true,
                "object" => kinds.object = true,
                "null" => kinds.null = true,
                "block" => kinds.block = true,
                "or" => {}
                _ => panic!("docs/formats.md: unknown kind of value {cell:?}"),
            }
        }
        kinds
    }

    fn allow(&self, value: &Value) -> bool {
        match value {
            Value::Null => self.null,
            Value::Bool(_) => self.boolean,
            Value::Number(number) => self.integer && (number.is_u64() || number.is_i64()),
            Value::String(text) => {
                self.string && (self.names.is_empty() || self.names.contains(text))
            }
            Value::Array(list) => {
                self.integers == Some(list.len()) && list.iter().all(Value::is_u64)
            }
            Value::Object(_) => self.object,
        }
    }
}

/// The documented keys of one format, and which of them have been seen.
pub(crate) struct Format {
    name: String,
    keys: BTreeMap<String, Kinds>,
    /// Of each type of block.
    blocks: BTreeMap<String, BTreeMap<String, Kinds>>,
    seen: BTreeSet<String>,
    faults: BTreeSet<String>,
}

impl Format {
    /// The format whose table stands in this section; `None` if the section describes none.
    pub(crate) fn of(section: &Section) -> Option<Self> {
        let name = name(section)?;
        let blocks = if section.rows.iter().any(|row| row[1] == "block") {
            blocks()
        } else {
            BTreeMap::new()
        };
        Some(Self {
            name,
            keys: keys(section),
            blocks,
            seen: BTreeSet::new(),
            faults: BTreeSet::new(),
        })
    }

    /// Compares an answer with what is documented.
    pub(crate) fn observe(&mut self, answer: &Value) {
        let keys = self.keys.clone();
        self.look(answer, "", "", &keys);
    }

    /// Fails if a key was undocumented, of another kind, or documented and never seen.
    pub(crate) fn assert_complete(mut self) {
        let blocks = self.blocks.values().flatten();
        let blocks = blocks.map(|(key, kinds)| (format!("{BLOCK}{key}"), kinds));
        let own = self.keys.iter().map(|(key, kinds)| (key.clone(), kinds));
        let keys = own.chain(blocks).filter(|(_, kinds)| !kinds.block);
        let types = self.blocks.keys().map(|of| format!("{BLOCK}{TYPE}={of}"));
        for key in keys.map(|(key, _)| key).chain(types) {
            if !self.seen.contains(&key) {
                let fault = format!("{key}: documented, but no example has a value for it");
                self.faults.insert(fault);
            }
        }
        let faults: Vec<_> = self.faults.into_iter().collect();
        assert!(
            faults.is_empty(),
            "{} and docs/formats.md differ:\n{}",
            self.name,
            faults.join("\n")
        );
    }

    fn look(&mut self, value: &Value, prefix: &str, path: &str, keys: &BTreeMap<String, Kinds>) {
        let documented = keys.get(path);
        let shown = format!("{prefix}{path}");
        if documented.is_some_and(|kinds| kinds.block) {
            return self.look_at_block(value);
        }
        if let Some(kinds) = documented {
            if !kinds.allow(value) {
                self.faults
                    .insert(format!("{shown}: documented otherwise, was {value:.60}"));
            }
            if !value.is_null() {
                self.seen.insert(shown.clone());
            }
            if !(kinds.object && value.is_object()) {
                return;
            }
        }
        match value {
            Value::Object(object) => {
                let each = format!("{path}{{}}");
                let is_map = keys.contains_key(&each);
                for name in children(path, keys) {
                    if !object.contains_key(name) {
                        let fault = format!("{shown}: lacks {name}, which is documented");
                        self.faults.insert(fault);
                    }
                }
                for (key, value) in object {
                    let below = match (is_map, path) {
                        (true, _) => each.clone(),
                        (false, "") => key.clone(),
                        (false, _) => format!("{path}.{key}"),
                    };
                    self.look(value, prefix, &below, keys);
                }
            }
            Value::Array(list) => {
                let below = format!("{path}[]");
                if !keys.keys().any(|key| key.starts_with(&below)) {
                    self.faults.insert(format!("{shown}: undocumented"));
                }
                for value in list {
                    self.look(value, prefix, &below, keys);
                }
            }
            _ => {
                self.faults.insert(format!("{shown}: undocumented"));
            }
        }
    }

    fn look_at_block(&mut self, block: &Value) {
        let of = block[TYPE].as_str().unwrap_or_default().to_owned();
        let Some(keys) = self.blocks.get(&of).cloned() else {
            self.faults
                .insert(format!("block({of}): undocumented type"));
            return;
        };
        self.seen.insert(format!("{BLOCK}{TYPE}={of}"));
        self.look(block, BLOCK, "", &keys);
    }
}

/// The names that an object at this path has.
fn children<'a>(path: &str, keys: &'a BTreeMap<String, Kinds>) -> BTreeSet<&'a str> {
    let below = |key: &'a String| match path {
        "" => Some(key.as_str()),
        _ => key.strip_prefix(path)?.strip_prefix('.'),
    };
    let names = keys.keys().filter_map(below);
    names
        .filter_map(|key| key.split(['.', '[', '{']).next())
        .collect()
}

/// The name of a section's format, which is the value of its key `format`.
fn name(section: &Section) -> Option<String> {
    let row = section.rows.iter().find(|row| row[0] == "`format`")?;
    Some(row[1].trim_matches('`').to_owned())
}

fn keys(section: &Section) -> BTreeMap<String, Kinds> {
    let mut keys = BTreeMap::new();
    for row in &section.rows {
        let named: Vec<&str> = row[0].split('`').skip(1).step_by(2).collect();
        match (row[0].strip_prefix("all of "), &named[..]) {
            (Some(_), [format, path, more @ ..]) if more.len() < 2 => {
                let under = more.first().map_or(String::new(), |to| format!("{to}."));
                let mut sections = sections().into_iter();
                let other = sections.find(|section| name(section).as_deref() == Some(*format));
                let other = other.unwrap_or_else(|| panic!("no section documents {format}"));
                let start = format!("{path}.");
                let theirs = self::keys(&other).into_iter();
                keys.extend(theirs.filter_map(|(key, kinds)| {
                    Some((under.clone() + key.strip_prefix(&start)?, kinds))
                }));
            }
            (None, [key]) => {
                let kinds = Kinds::read(&row[1]);
                assert!(
                    keys.insert((*key).to_owned(), kinds).is_none(),
                    "{key} twice"
                );
            }
            _ => panic!("docs/formats.md: not a key: {row:?}"),
        }
    }
    keys
}

/// The keys of each type of block.
fn blocks() -> BTreeMap<String, BTreeMap<String, Kinds>> {
    let section = section("Blocks");
    let quoted = |cell: &str| -> Vec<String> {
        let names = cell.split('`').skip(1).step_by(2);
        names.map(str::to_owned).collect()
    };
    let is_type = |row: &&Vec<String>| row[0].trim_matches('`') == TYPE;
    let types = quoted(&section.rows.iter().find(is_type).unwrap()[2]);
    let mut blocks: BTreeMap<String, BTreeMap<String, Kinds>> = BTreeMap::new();
    for row in &section.rows {
        let named = quoted(&row[1]);
        let is_all = row[1].starts_with("all");
        for of in types.iter().filter(|of| named.contains(of) != is_all) {
            let mut kinds = Kinds::read(&row[2]);
            if row[0].trim_matches('`') == TYPE {
                kinds.names = vec![of.clone()];
            }
            let key = row[0].trim_matches('`').to_owned();
            blocks.entry(of.clone()).or_default().insert(key, kinds);
        }
    }
    blocks
}
