//! A library: documents in their order, and what the publisher says of the whole.

use crate::block::{Block, Content, FrameRole, Part};
use crate::metadata::{Metadata, PartialDate};
use crate::thesaurus::{AnswerType, Synonyms};

/// A document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// What is known about it.
    pub metadata: Metadata,
    /// Its blocks in reading order.
    pub blocks: Vec<Block>,
}

/// A library of documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Library {
    /// Its name, as shown (科技政策文件库).
    pub title: String,
    /// One paragraph on what it holds and where that comes from.
    pub about: String,
    /// The day up to which it was kept.
    pub date: Option<PartialDate>,
    /// Levels in their order, the highest first, with the title of each one's group.
    pub levels: Vec<Remark>,
    /// Queries that the start page offers.
    pub topics: Vec<String>,
    /// How people say what the documents write.
    pub thesaurus: Vec<Synonyms>,
    /// What questions are after.
    pub answer_types: Vec<AnswerType>,
    /// Documents in library order.
    pub documents: Vec<Document>,
}

/// A name and what it means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remark {
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
        for block in &self.blocks {
            block.walk(visit);
        }
    }

    /// The block with this anchor.
    pub fn block(&self, anchor: &str) -> Option<&Block> {
        let mut found = None;
        self.walk(&mut |block| {
            if found.is_none() && block.anchor == anchor {
                found = Some(block);
            }
        });
        found
    }

    /// The title that the document itself prints before all else, if it is the title of its
    /// metadata but for white space.
    pub fn printed_title(&self) -> Option<&Block> {
        let bare = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let first = self.blocks.first()?;
        match &first.content {
            Content::Frame {
                role: FrameRole::Title,
                text,
            } if first.part == Part::Body && bare(&text.plain) == bare(&self.metadata.title) => {
                Some(first)
            }
            _ => None,
        }
    }

    /// Characters of the text without white space: blocks, captions, cells and notes.
    pub fn characters(&self) -> usize {
        let mut total = 0;
        self.walk(&mut |block| {
            let texts = block.texts();
            total += texts.iter().map(|(_, text)| printed(text)).sum::<usize>();
        });
        total
    }
}

/// The characters of a text that are no white space. They are counted by their first bytes: few of
/// these may begin white space, and only there a character is looked at.
fn printed(text: &str) -> usize {
    let mut count = 0;
    for (at, byte) in text.bytes().enumerate() {
        count += usize::from(match byte {
            0x80..0xc0 => false,
            0..=b' ' | 0xc2 | 0xe1..=0xe3 => {
                let rest = text.get(at..).unwrap_or_default();
                !rest.starts_with(char::is_whitespace)
            }
            _ => true,
        });
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_white_space_is_known() {
        for c in ('\0'..=char::MAX).filter(|c| c.is_whitespace()) {
            assert_eq!(printed(&format!("策{c}览")), 2, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn printed_counts_all_but_white_space(text in "(\\PC|\\s|[策览。　\u{a0}¡]){0,40}") {
            let characters = text.chars().filter(|c| !c.is_whitespace());
            prop_assert_eq!(printed(&text), characters.count());
        }
    }
}
