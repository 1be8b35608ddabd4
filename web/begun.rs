//! Which documents the reader has begun on this device, and how far he is in each.

use crate::page::find;
use crate::storage;
use celan_page::strings::{Strings, fill};
use gloo_utils::document;

const KEY: &str = "celan-begun";
/// Documents that are remembered, the latest first.
const KEPT: usize = 100;

/// A document that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Begun {
    /// The document's id.
    pub(crate) id: String,
    /// The block that was topmost.
    pub(crate) anchor: String,
    /// How much is read, in percent.
    pub(crate) percent: u32,
    /// The place as the bar named it.
    pub(crate) name: String,
}

/// The documents begun, the latest first.
pub(crate) fn list() -> Vec<Begun> {
    storage::read(KEY)
        .map(|text| read(&text))
        .unwrap_or_default()
}

/// How far the reader is in a document.
pub(crate) fn last(id: &str) -> Option<Begun> {
    list().into_iter().find(|begun| begun.id == id)
}

/// Says in the list of documents which were begun.
pub(crate) fn show(s: &Strings) {
    for begun in list().iter().filter(|begun| begun.percent > 1) {
        let item = ["[data-document=\"", &begun.id, "\"] p"].concat();
        let Some(facts) = find(&item).filter(|_| begun.id.bytes().all(|c| c != b'"')) else {
            continue;
        };
        let said = match facts.query_selector(".begun").ok().flatten() {
            Some(said) => said,
            None => {
                let Ok(said) = document().create_element("span") else {
                    continue;
                };
                said.set_class_name("begun");
                let _ = facts.append_child(&said);
                said
            }
        };
        let percent = begun.percent.to_string();
        said.set_text_content(Some(&fill(s.read_so_far, &[("n", &percent)])));
    }
}

/// Remembers how far the reader is.
pub(crate) fn remember(begun: Begun) {
    storage::write(KEY, &write(with(list(), begun)));
}

fn with(mut list: Vec<Begun>, begun: Begun) -> Vec<Begun> {
    list.retain(|other| other.id != begun.id);
    list.insert(0, begun);
    list.truncate(KEPT);
    list
}

fn write(list: Vec<Begun>) -> String {
    let mut out = String::new();
    for begun in list {
        let percent = begun.percent.to_string();
        for part in [&begun.id, "\t", &begun.anchor, "\t", &percent, "\t"] {
            out.push_str(part);
        }
        out.extend(begun.name.chars().filter(|c| !c.is_control()));
        out.push('\n');
    }
    out
}

fn read(text: &str) -> Vec<Begun> {
    let line = |line: &str| {
        let mut parts = line.splitn(4, '\t').map(str::to_owned);
        Some(Begun {
            id: parts.next().filter(|id| !id.is_empty())?,
            anchor: parts.next()?,
            percent: parts.next()?.parse().ok().filter(|n| *n <= 100)?,
            name: parts.next()?,
        })
    };
    text.lines().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(id: &str, percent: u32) -> Begun {
        Begun {
            id: id.into(),
            anchor: "c1-2".into(),
            percent,
            name: "第一章　总则".into(),
        }
    }

    #[test]
    fn what_was_begun_is_written_and_read_back() {
        let list = vec![begun("a", 3), begun("b", 100)];
        assert_eq!(read(&write(list.clone())), list);
        assert_eq!(with(list, begun("b", 4)), [begun("b", 4), begun("a", 3)]);
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        for text in ["", "a", "\t\t1\t", "a\tb\t101\tc", "a\tb\tx\tc", "{}"] {
            assert_eq!(read(text), [], "{text:?}");
        }
        let torn = Begun {
            name: "a\tb\nc".into(),
            ..begun("x", 1)
        };
        assert_eq!(read(&write(vec![torn]))[0].name, "abc");
    }

    #[test]
    fn only_the_latest_are_kept() {
        let many = (0..2 * KEPT).fold(Vec::new(), |list, n| with(list, begun(&n.to_string(), 1)));
        assert_eq!(many.len(), KEPT);
        assert_eq!(many[0].id, (2 * KEPT - 1).to_string());
    }
}
