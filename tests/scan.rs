//! A plain scan that judges the search: the units of a library listed and folded anew, substrings
//! drawn from them, and their places counted one by one.

use std::collections::HashMap;
use std::path::Path;

use celan_document::{Block, Content, Document, Library};

/// A unit as a reader of the interface would list it: document, anchor, text, folded text.
pub(crate) struct Unit {
    pub(crate) document: String,
    #[allow(dead_code)] // Not every test asks where.
    pub(crate) anchor: Option<String>,
    pub(crate) folded: String,
}

/// Reads the library in a corpus folder.
#[allow(dead_code)] // Not every test reads one.
pub(crate) fn read(folder: &Path) -> Library {
    celan_corpus::read(folder).unwrap().library
}

pub(crate) struct Fold {
    simplified: HashMap<char, char>,
}

impl Fold {
    pub(crate) fn new() -> Self {
        let mut simplified = HashMap::new();
        let pairs = include_str!("../crates/celan-text/data/traditional.txt");
        for line in pairs.lines().filter(|l| !l.starts_with('#')) {
            let (to, from) = line.split_once(' ').unwrap();
            for c in from.chars() {
                simplified.insert(c, to.parse().unwrap());
            }
        }
        Self { simplified }
    }

    pub(crate) fn fold(&self, text: &str) -> String {
        let mut out = String::new();
        for mut c in text.chars() {
            if ('！'..='～').contains(&c) {
                c = char::from_u32(c as u32 - '！' as u32 + '!' as u32).unwrap();
            }
            if "‐‑‒–—―−─﹘﹣⸺⸻".contains(c) {
                c = '-';
            }
            if let Some(to) = self.simplified.get(&c) {
                c = *to;
            }
            if !c.is_whitespace() {
                out.extend(c.to_lowercase());
            }
        }
        out
    }
}

pub(crate) fn units(library: &Library, fold: &Fold) -> Vec<Unit> {
    let mut units = Vec::new();
    for document in &library.documents {
        for text in metadata(document) {
            units.push(Unit {
                document: document.metadata.id.clone(),
                anchor: None,
                folded: fold.fold(&text),
            });
        }
        document.walk(&mut |block| {
            for text in texts(block) {
                units.push(Unit {
                    document: document.metadata.id.clone(),
                    anchor: Some(block.anchor.clone()),
                    folded: fold.fold(text),
                });
            }
        });
    }
    units
}

fn metadata(document: &Document) -> Vec<String> {
    let m = &document.metadata;
    let mut texts = vec![m.title.clone()];
    texts.extend(m.notice.clone());
    texts.extend(m.number.clone());
    if m.number_printed != m.number {
        texts.extend(m.number_printed.clone());
    }
    texts.extend(m.issuers.clone());
    texts.extend(m.date.as_ref().map(ToString::to_string));
    texts.extend(m.level.clone());
    texts.extend(m.category.clone());
    texts
}

fn texts(block: &Block) -> Vec<&String> {
    match &block.content {
        Content::Table(table) => {
            let cells = table.header.iter().chain(table.rows.iter().flatten());
            table
                .caption
                .iter()
                .chain(cells)
                .chain(&table.notes)
                .collect()
        }
        _ => block.text().map(|t| &t.plain).into_iter().collect(),
    }
}

/// Starting places of `needle` in `text`, overlapping ones included.
pub(crate) fn count(text: &str, needle: &str) -> u32 {
    let mut found = 0;
    let mut rest = text;
    while let Some(at) = rest.find(needle) {
        found += 1;
        let step = rest[at..].chars().next().map_or(1, char::len_utf8);
        rest = &rest[at + step..];
    }
    found
}

/// A small generator (Marsaglia's xorshift) with a fixed seed, so that a failure comes again.
pub(crate) struct Draw(pub(crate) u64);

impl Draw {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

impl Draw {
    /// A substring of a unit, of one to twelve characters, without quotes. Half come from any unit,
    /// half from short ones, so that titles, numbers and cells have their turn.
    pub(crate) fn substring(&mut self, units: &[Unit], any: bool) -> String {
        loop {
            let unit = &units[self.below(units.len())];
            let chars: Vec<char> = unit.folded.chars().collect();
            if chars.is_empty() || (!any && chars.len() > 40) {
                continue;
            }
            let start = self.below(chars.len());
            let len = 1 + self.below(12.min(chars.len() - start));
            let query: String = chars[start..start + len].iter().collect();
            if !query.contains('"') {
                return query;
            }
        }
    }
}
