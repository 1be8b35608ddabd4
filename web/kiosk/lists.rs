//! What can be chosen without typing: topics, levels, years, documents.

use celan_document::{Document, Library};
use std::cmp::Reverse;

/// Documents of the list of the newest.
const NEWEST: usize = 12;

/// A list of what can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shelf {
    /// The newest documents.
    Newest,
    /// The topics.
    Topics,
    /// The levels.
    Levels,
    /// The years.
    Years,
    /// The documents of a level.
    Level(String),
    /// The documents of a year; empty for those without a date.
    Year(String),
}

impl Shelf {
    /// Reads the argument of the command.
    pub(super) fn named(argument: &str) -> Self {
        let (name, of) = argument.split_once(' ').unwrap_or((argument, ""));
        match name {
            "topics" => Self::Topics,
            "levels" => Self::Levels,
            "years" => Self::Years,
            "level" => Self::Level(of.to_owned()),
            "year" => Self::Year(of.to_owned()),
            _ => Self::Newest,
        }
    }

    /// The documents that it holds, in their order.
    pub(super) fn documents<'a>(&self, library: &'a Library) -> Vec<&'a Document> {
        let mut documents: Vec<&Document> = library
            .documents
            .iter()
            .filter(|document| match self {
                Self::Newest => true,
                Self::Level(level) => level_of(document) == level,
                Self::Year(year) => year_of(document) == year,
                Self::Topics | Self::Levels | Self::Years => false,
            })
            .collect();
        documents.sort_by_key(|document| Reverse(document.metadata.date.clone()));
        if *self == Self::Newest {
            documents.truncate(NEWEST);
        }
        documents
    }
}

pub(super) fn level_of(document: &Document) -> &str {
    document.metadata.level.as_deref().unwrap_or_default()
}

/// The year of a document; empty where it has no date.
pub(super) fn year_of(document: &Document) -> &str {
    let date = document.metadata.date.as_ref();
    date.map_or("", |date| date.as_str().get(..4).unwrap_or_default())
}

/// Levels and how many documents each has: those that the library names in their order, then others.
pub(super) fn levels(library: &Library) -> Vec<(String, usize)> {
    let mut levels: Vec<(String, usize)> = library
        .levels
        .iter()
        .map(|level| (level.name.clone(), 0))
        .collect();
    for document in &library.documents {
        count(&mut levels, level_of(document));
    }
    levels.retain(|(_, documents)| *documents > 0);
    levels
}

/// Years and how many documents each has, the latest first, undated ones last.
pub(super) fn years(library: &Library) -> Vec<(String, usize)> {
    let mut years = Vec::new();
    for document in &library.documents {
        count(&mut years, year_of(document));
    }
    years.sort_by(|a, b| b.cmp(a));
    years
}

fn count(counts: &mut Vec<(String, usize)>, name: &str) {
    match counts.iter_mut().find(|(known, _)| known == name) {
        Some((_, documents)) => *documents += 1,
        None => counts.push((name.to_owned(), 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use celan_document::{Metadata, PartialDate};

    fn library() -> Library {
        let document = |id: &str, level: &str, date: &str| Document {
            metadata: Metadata {
                id: id.into(),
                level: Some(level.to_owned()).filter(|level| !level.is_empty()),
                date: PartialDate::parse(date),
                ..Metadata::default()
            },
            ..Document::default()
        };
        Library {
            documents: vec![
                document("a", "市", "2018-01-01"),
                document("b", "", ""),
                document("c", "市", "2020"),
                document("d", "国", "2018-03"),
            ],
            ..Library::default()
        }
    }

    /// By level or by year every document is reached.
    #[test]
    fn every_document_stands_in_a_list_of_each_kind() {
        let library = library();
        for shelves in [
            levels(&library)
                .into_iter()
                .map(|(name, n)| (Shelf::Level(name), n))
                .collect::<Vec<_>>(),
            years(&library)
                .into_iter()
                .map(|(name, n)| (Shelf::Year(name), n))
                .collect(),
        ] {
            let mut all: Vec<&str> = Vec::new();
            for (shelf, count) in &shelves {
                let documents = shelf.documents(&library);
                assert_eq!(documents.len(), *count);
                all.extend(documents.iter().map(|d| d.metadata.id.as_str()));
            }
            all.sort_unstable();
            assert_eq!(all, ["a", "b", "c", "d"]);
        }
    }

    #[test]
    fn the_newest_come_first() {
        let library = library();
        let ids = |shelf: Shelf| -> Vec<String> {
            let documents = shelf.documents(&library);
            documents.iter().map(|d| d.metadata.id.clone()).collect()
        };
        assert_eq!(ids(Shelf::named("newest")), ["c", "d", "a", "b"]);
        assert_eq!(ids(Shelf::named("level 市")), ["c", "a"]);
        assert_eq!(ids(Shelf::named("year ")), ["b"]);
        let years: Vec<_> = years(&library).into_iter().map(|(year, _)| year).collect();
        assert_eq!(years, ["2020", "2018", ""]);
    }
}
