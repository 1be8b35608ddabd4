//! Which documents were begun on this device, and how far each is read.

use crate::storage::local;

const KEY: &str = "celan-begun";
/// Stands for the list where the reader wants none.
const OFF: &str = "-";
/// Documents that are remembered, the latest first.
const KEPT: usize = 100;

/// A document that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReadingProgress {
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
pub(crate) fn list() -> Vec<ReadingProgress> {
    local::read(KEY).map(|text| read(&text)).unwrap_or_default()
}

/// How far the reader is in a document.
pub(crate) fn last(id: &str) -> Option<ReadingProgress> {
    list().into_iter().find(|progress| progress.id == id)
}

/// Remembers how far the reader is, unless they want nothing remembered.
pub(crate) fn remember(progress: ReadingProgress) {
    let known = local::read(KEY).unwrap_or_default();
    if known != OFF {
        local::write(KEY, &write(with(read(&known), progress)));
    }
}

/// Whether nothing is to be remembered.
pub(crate) fn is_off() -> bool {
    local::read(KEY).as_deref() == Some(OFF)
}

/// Remembers nothing from now on, nor what was; or again, from now on.
pub(crate) fn set_off(off: bool) {
    if off {
        local::write(KEY, OFF);
    } else {
        local::remove(KEY);
    }
}

fn with(mut list: Vec<ReadingProgress>, progress: ReadingProgress) -> Vec<ReadingProgress> {
    list.retain(|other| other.id != progress.id);
    list.insert(0, progress);
    list.truncate(KEPT);
    list
}

fn write(list: Vec<ReadingProgress>) -> String {
    let mut out = String::new();
    for progress in list {
        let percent = progress.percent.to_string();
        for part in [&progress.id, "\t", &progress.anchor, "\t", &percent, "\t"] {
            out.push_str(part);
        }
        out.extend(progress.name.chars().filter(|c| !c.is_control()));
        out.push('\n');
    }
    out
}

fn read(text: &str) -> Vec<ReadingProgress> {
    let line = |line: &str| {
        let mut parts = line.splitn(4, '\t').map(str::to_owned);
        Some(ReadingProgress {
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

    fn progress(id: &str, percent: u32) -> ReadingProgress {
        ReadingProgress {
            id: id.into(),
            anchor: "c1-2".into(),
            percent,
            name: "第一章　总则".into(),
        }
    }

    #[test]
    fn reading_progress_round_trips() {
        let list = vec![progress("a", 3), progress("b", 100)];
        assert_eq!(read(&write(list.clone())), list);
        assert_eq!(
            with(list, progress("b", 4)),
            [progress("b", 4), progress("a", 3)]
        );
    }

    #[test]
    fn malformed_lines_of_progress_are_skipped() {
        for text in ["", OFF, "a", "\t\t1\t", "a\tb\t101\tc", "a\tb\tx\tc", "{}"] {
            assert_eq!(read(text), [], "{text:?}");
        }
        let torn = ReadingProgress {
            name: "a\tb\nc".into(),
            ..progress("x", 1)
        };
        assert_eq!(read(&write(vec![torn]))[0].name, "abc");
    }

    #[test]
    fn only_the_latest_are_kept() {
        let many = (0..2 * KEPT).fold(Vec::new(), |list, n| {
            with(list, progress(&n.to_string(), 1))
        });
        assert_eq!(many.len(), KEPT);
        assert_eq!(many[0].id, (2 * KEPT - 1).to_string());
    }
}
