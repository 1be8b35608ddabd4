//! A library: documents in their order, and what the publisher says of the whole.

use crate::block::Block;
use crate::lexis::{Synonyms, Wish};
use crate::metadata::{Metadata, PartialDate};
use bincode::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// A document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What is known about it.
    pub metadata: Metadata,
    /// Its blocks in reading order.
    pub blocks: Vec<Block>,
}

/// A library of documents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Library {
    /// Its name, as shown (科技政策文件库).
    pub title: String,
    /// One paragraph on what it holds and where that comes from.
    pub about: String,
    /// The day up to which it was kept.
    pub date: Option<PartialDate>,
    /// Levels in their order, the highest first, with the title of each one's group.
    pub levels: Vec<Note>,
    /// Queries that the start page offers.
    pub topics: Vec<String>,
    /// How people say what the documents write.
    pub thesaurus: Vec<Synonyms>,
    /// What questions are after.
    pub wishes: Vec<Wish>,
    /// Documents in library order.
    pub documents: Vec<Document>,
}

/// A name and what it means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
pub struct Note {
    /// The name.
    pub name: String,
    /// What it means.
    pub text: String,
}

impl Library {
    /// The document with this id.
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.documents.iter().find(|d| d.metadata.id == id)
    }
}

impl Document {
    /// Calls `visit` with every block in reading order, those inside boxes after their box.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Block)) {
        fn each<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
            for block in blocks {
                visit(block);
                each(block.children(), visit);
            }
        }
        each(&self.blocks, visit);
    }

    /// Characters of the text without white space: blocks, captions, cells and notes.
    pub fn characters(&self) -> usize {
        let count = |s: &str| s.chars().filter(|c| !c.is_whitespace()).count();
        let mut total = 0;
        self.walk(&mut |block| {
            if let Some(text) = block.text() {
                total += count(&text.plain);
            }
            if let crate::block::Content::Table(table) = &block.content {
                total += table
                    .caption
                    .iter()
                    .chain(&table.header)
                    .chain(&table.notes)
                    .map(|s| count(s))
                    .sum::<usize>();
                total += table.rows.iter().flatten().map(|s| count(s)).sum::<usize>();
            }
        });
        total
    }
}
