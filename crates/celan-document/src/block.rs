//! Blocks: the parts a document is read in.

use crate::numbering::NumberingKind;
use crate::text::{Lines, Text};

/// One block of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Name of the place, `[a-z0-9-]+`, unique in its document.
    pub anchor: String,
    /// Where the block stands in the source file (the base witness).
    pub lines: Option<Lines>,
    /// The part of the document it belongs to.
    pub part: Part,
    /// What it is.
    pub content: Content,
}

/// The parts of an official document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Part {
    /// The notice that sends the document out.
    Notice,
    /// The document proper.
    #[default]
    Body,
    /// What is annexed to it.
    Annex,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A heading that stands alone.
    Heading(Heading),
    /// A paragraph, possibly one that opens with a heading.
    Paragraph {
        /// The paragraph.
        text: Text,
        /// The heading it opens with, as （一）推动…到位。text or 第X条 text.
        run_in: Option<RunIn>,
        /// Characters of an unnumbered first sentence that serves as a title, or 0.
        lead: u32,
    },
    /// An item of a list that is a sentence and not a title.
    Item {
        /// The item, marker included.
        text: Text,
        /// The marker as printed (`1.`, `①`, `——`).
        marker: String,
        /// Its number, where it has one.
        number: Option<u32>,
    },
    /// A box (专栏 N).
    Box(BoxBlock),
    /// A table.
    Table(Table),
    /// A part of the frame of an official document.
    Frame {
        /// Which part.
        role: FrameRole,
        /// The text.
        text: Text,
    },
}

impl Content {
    /// What it is, in a word, as JSON and reports have it.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Heading(_) => "heading",
            Self::Paragraph { .. } => "paragraph",
            Self::Item { .. } => "item",
            Self::Box(_) => "box",
            Self::Table(_) => "table",
            Self::Frame { role, .. } => match role {
                FrameRole::Title => "title",
                FrameRole::Addressee => "addressee",
                FrameRole::Signature => "signature",
                FrameRole::Date => "date",
                FrameRole::Remark => "remark",
                FrameRole::Copies => "copies",
            },
        }
    }
}

/// A heading that stands alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The heading as printed, label and closing mark included.
    pub text: Text,
    /// Depth in this document's tree, from 1.
    pub level: u8,
    /// NumberingKind of its numbering.
    pub kind: NumberingKind,
    /// Its number.
    pub number: Option<u32>,
    /// Its label as printed (第三章, 1．); empty for a plain heading.
    pub label: String,
    /// Its title, without label and closing mark.
    pub title: String,
}

/// A heading at the start of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunIn {
    /// Depth in this document's tree, from 1.
    pub level: u8,
    /// NumberingKind of its numbering.
    pub kind: NumberingKind,
    /// Its number.
    pub number: Option<u32>,
    /// Its label as printed.
    pub label: String,
    /// Its title, without label and closing mark; empty where only a number opens the paragraph.
    pub title: String,
    /// Where the heading ends in the paragraph's text, in characters, closing mark included.
    pub end: u32,
}

/// Boxes stand in boxes to this depth and no further.
pub const MAX_BOX_DEPTH: usize = 8;

/// A box: a titled insert with blocks of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoxBlock {
    /// The title line as printed.
    pub text: Text,
    /// Its number.
    pub number: Option<u32>,
    /// Its label as printed (专栏 3).
    pub label: String,
    /// Its title without the label.
    pub title: String,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A table. Cells are plain text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Caption, where printed.
    pub caption: Option<String>,
    /// Cells of the head row.
    pub header: Vec<String>,
    /// Rows of cells.
    pub rows: Vec<Vec<String>>,
    /// Notes below the table.
    pub notes: Vec<String>,
}

/// The parts of the frame of an official document (GB/T 9704-2012).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FrameRole {
    /// 标题: a title as printed at the head of notice or document.
    Title,
    /// 主送机关.
    Addressee,
    /// 发文机关署名.
    Signature,
    /// 成文日期.
    Date,
    /// 附注: （此件公开发布）, and remarks below a title (（自治区科技厅 2017年3月）).
    Remark,
    /// 抄送机关.
    Copies,
}

impl Block {
    /// The block's text; `None` for a table, whose text is in cells.
    pub fn text(&self) -> Option<&Text> {
        match &self.content {
            Content::Heading(h) => Some(&h.text),
            Content::Paragraph { text, .. }
            | Content::Item { text, .. }
            | Content::Frame { text, .. } => Some(text),
            Content::Box(b) => Some(&b.text),
            Content::Table(_) => None,
        }
    }

    /// The block's text, to be changed.
    pub fn text_mut(&mut self) -> Option<&mut Text> {
        match &mut self.content {
            Content::Heading(h) => Some(&mut h.text),
            Content::Paragraph { text, .. }
            | Content::Item { text, .. }
            | Content::Frame { text, .. } => Some(text),
            Content::Box(b) => Some(&mut b.text),
            Content::Table(_) => None,
        }
    }

    /// The blocks inside this one (only a box has any).
    pub fn children(&self) -> &[Block] {
        match &self.content {
            Content::Box(b) => &b.blocks,
            _ => &[],
        }
    }
}

impl Table {
    /// The rows of the table, its head row first if it has one.
    pub fn all_rows(&self) -> impl Iterator<Item = &Vec<String>> {
        let head = Some(&self.header).filter(|head| !head.is_empty());
        head.into_iter().chain(&self.rows)
    }
}
