//! From a place in the extracts to the words of the library.

use crate::address::document_address;
use crate::view::View;
use celan_cite::{leading_claim, place_name};
use celan_document::{Block, Content, Document, Library, Span, char_slice};
use celan_finder::{Extracts, Location, Range};
use celan_locale::FinderStrings;
use std::borrow::Cow;
use std::cell::OnceCell;

/// A library and what was read out of it.
pub(super) struct Texts<'a> {
    pub(super) library: &'a Library,
    pub(super) extracts: &'a Extracts,
    pub(super) view: View<'a>,
    pub(super) words: &'static FinderStrings,
    /// The blocks of each document in reading order, gathered when the document is first asked for.
    blocks: Vec<OnceCell<Vec<&'a Block>>>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(library: &'a Library, extracts: &'a Extracts, view: View<'a>) -> Self {
        Self {
            library,
            extracts,
            view,
            words: view.language.finder_strings(),
            blocks: vec![OnceCell::new(); library.documents.len()],
        }
    }

    pub(super) fn document(&self, location: Location) -> Option<&'a Document> {
        self.library.documents.get(location.document as usize)
    }

    pub(super) fn block(&self, location: Location) -> Option<&'a Block> {
        let document = self.document(location)?;
        let blocks = self.blocks.get(location.document as usize)?;
        let blocks = blocks.get_or_init(|| {
            let mut blocks = Vec::new();
            collect(&document.blocks, &mut blocks);
            blocks
        });
        blocks.get(location.block as usize).copied()
    }

    /// The text of a location; empty if the library has no such place.
    pub(super) fn text(&self, location: Location) -> Cow<'a, str> {
        let Some(block) = self.block(location) else {
            return Cow::Borrowed("");
        };
        match (&block.content, location.row) {
            (Content::Table(table), Some(row)) => {
                let cells = table.rows.get(row as usize);
                Cow::Owned(cells.map_or_else(String::new, |cells| cells.join("\t")))
            }
            _ => Cow::Borrowed(block.text().map_or("", |text| text.plain.as_str())),
        }
    }

    /// Words of a location.
    pub(super) fn slice(&self, location: Location, range: Range) -> String {
        let (start, end) = range;
        char_slice(&self.text(location), Span { start, end }).to_owned()
    }

    /// The address of a location.
    pub(super) fn address(&self, location: Location) -> String {
        let id = self
            .document(location)
            .map_or("", |d| d.metadata.id.as_str());
        let anchor = self.block(location).map(|block| block.anchor.as_str());
        document_address(self.view.links, id, anchor.filter(|a| !a.is_empty()))
    }

    /// The document's title and the name of the place in it.
    pub(super) fn place(&self, location: Location) -> String {
        let (Some(document), Some(block)) = (self.document(location), self.block(location)) else {
            return String::new();
        };
        let s = self.view.language.strings();
        match place_name(s, document, block) {
            Some(place) => [&document.metadata.title, " › ", &place].concat(),
            None => document.metadata.title.clone(),
        }
    }

    /// The level of a location's document; empty if it has none.
    pub(super) fn level(&self, location: Location) -> &'a str {
        let document = self.document(location);
        document
            .and_then(|d| d.metadata.level.as_deref())
            .unwrap_or("")
    }

    /// The levels of the library, the highest first.
    pub(super) fn levels(&self) -> Vec<String> {
        let levels = self.library.levels.iter();
        levels.map(|level| level.name.clone()).collect()
    }

    /// For each document, whether its term has ended.
    pub(super) fn ended(&self) -> Vec<bool> {
        let s = self.view.language.strings();
        let claims = self.library.documents.iter();
        claims
            .map(|document| {
                leading_claim(document, self.library, s).is_some_and(|claim| claim.over)
            })
            .collect()
    }
}

fn collect<'a>(blocks: &'a [Block], out: &mut Vec<&'a Block>) {
    for block in blocks {
        out.push(block);
        if let Content::Box(inner) = &block.content {
            collect(&inner.blocks, out);
        }
    }
}
