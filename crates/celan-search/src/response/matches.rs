//! The matches of a query in one document, to be marked where they are.

use super::Range;
use super::hit::{Places, highlight};
use crate::index::{Field, Index, show};
use crate::matching::{Passage, Postings};

/// The matches in one text of a block, or in one of those that are known of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matches<'a> {
    /// The block's anchor; `None` for metadata.
    pub anchor: Option<&'a str>,
    /// Which of the texts.
    pub field: Field,
    /// For a cell: row and column, from 0; the head row is row 0 where the table has one.
    pub cell: Option<[u32; 2]>,
    /// The text.
    pub text: &'a str,
    /// One range of `text` for each match, in order, in characters; they may overlap.
    pub ranges: Vec<Range>,
}

/// The matches of a query in one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentMatches<'a> {
    /// In reading order, what is known of the document before its text.
    pub matches: Vec<Matches<'a>>,
    /// Whether they are not all: see [`Answer::waits`](crate::Answer::waits).
    pub waits: bool,
}

impl Index {
    /// The matches of `passages` that belong to a document, in reading order.
    pub(crate) fn matches_of(
        &self,
        document: &str,
        postings: &[Postings],
        passages: &[Passage],
    ) -> Vec<Matches<'_>> {
        let own = |passage: &&Passage| {
            let unit = self.units.get(passage.unit() as usize);
            let document_of = unit.and_then(|u| self.library.documents.get(u.document as usize));
            document_of.is_some_and(|d| d.metadata.id == document)
        };
        let passages: Vec<Passage> = passages.iter().filter(own).copied().collect();
        let places = Places::of(self, postings, &passages);
        let mut units: Vec<u32> = passages.iter().flat_map(|p| p.units(self)).collect();
        units.sort_unstable();
        units.dedup();
        let matches = units.into_iter().filter_map(|number| {
            let unit = self.units.get(number as usize)?;
            let places = places.within(self, number..number + 1);
            if places.is_empty() {
                return None;
            }
            let shown = show(&self.library, unit)?;
            let mut ranges = Vec::new();
            highlight(shown.own, unit.start, places, 0, &mut ranges);
            Some(Matches {
                anchor: shown.anchor,
                field: unit.field,
                cell: shown.cell,
                text: shown.own,
                ranges,
            })
        });
        matches.collect()
    }
}
