//! Excerpts: a whole document, or what belongs to one of its places.

use celan_cite::place_name;
use celan_document::{Block, Content, Document, NumberingKind};
use celan_locale::Strings;

/// What is taken out of a document: a block, a section or all of it.
#[derive(Debug, Clone)]
pub struct Excerpt<'a> {
    /// The document.
    pub document: &'a Document,
    /// The blocks, next to each other in reading order.
    pub blocks: &'a [Block],
    /// How the place is cited (第十三条); empty for the whole, and where nothing is numbered.
    pub place: String,
    /// The place's anchor; empty for the whole.
    pub anchor: &'a str,
}

impl<'a> Excerpt<'a> {
    /// The whole document.
    pub fn whole(document: &'a Document) -> Self {
        Self {
            document,
            blocks: &document.blocks,
            place: String::new(),
            anchor: "",
        }
    }

    /// What belongs to the place `anchor`: a heading with all below it, an article or a numbered
    /// paragraph with its items, else the block alone. `None` where there is no such place.
    pub fn at(document: &'a Document, anchor: &str, s: &Strings) -> Option<Self> {
        if anchor.is_empty() {
            return None;
        }
        let (blocks, at) = seek(&document.blocks, anchor)?;
        let first = &blocks[at];
        let more = blocks[at + 1..].iter();
        let length = more.take_while(|next| belongs(first, next)).count();
        Some(Self {
            document,
            blocks: &blocks[at..=at + length],
            place: place_name(s, document, first).unwrap_or_default(),
            anchor: &first.anchor,
        })
    }

    /// The headings above it that stand alone, from the highest down.
    pub fn above(&self) -> Vec<&'a Block> {
        let Some(first) = self.blocks.first().filter(|_| !self.is_whole()) else {
            return Vec::new();
        };
        let blocks = &self.document.blocks;
        let holds = |block: &Block| {
            let mut found = false;
            block.walk(&mut |inner| found |= std::ptr::eq(inner, first));
            found
        };
        let at = blocks.iter().position(holds).unwrap_or(0);
        let mut above: Vec<(u8, &Block)> = Vec::new();
        for block in blocks[..at].iter().filter(|b| b.part == first.part) {
            if let Some((level, _)) = level(block) {
                above.retain(|(higher, _)| *higher < level);
                above.push((level, block));
            }
        }
        let own = level(first).map_or(u8::MAX, |(level, _)| level);
        let stands = |block: &Block| matches!(block.content, Content::Heading(_));
        above
            .into_iter()
            .filter(|(level, block)| *level < own && stands(block))
            .map(|(_, block)| block)
            .collect()
    }

    /// Whether it is the whole document.
    pub fn is_whole(&self) -> bool {
        self.anchor.is_empty()
    }
}

/// The blocks among which the one with this anchor stands, and its place there.
fn seek<'a>(blocks: &'a [Block], anchor: &str) -> Option<(&'a [Block], usize)> {
    blocks.iter().enumerate().find_map(|(at, block)| {
        if block.anchor == anchor {
            Some((blocks, at))
        } else {
            seek(block.children(), anchor)
        }
    })
}

/// Whether `next` still belongs to what `first` begins.
fn belongs(first: &Block, next: &Block) -> bool {
    let Some((level, kind)) = level(first) else {
        return false;
    };
    let heading = matches!(first.content, Content::Heading(_));
    next.part == first.part
        && match &next.content {
            Content::Frame { .. } => false,
            // Boxes and tables stand between paragraphs without belonging to one.
            Content::Box(_) | Content::Table(_) if !heading => kind == NumberingKind::Article,
            _ => self::level(next).is_none_or(|(below, _)| below > level),
        }
}

/// The level and kind of a heading, standing alone or opening a paragraph.
fn level(block: &Block) -> Option<(u8, NumberingKind)> {
    match &block.content {
        Content::Heading(h) => Some((h.level, h.kind)),
        Content::Paragraph {
            run_in: Some(r), ..
        } => Some((r.level, r.kind)),
        _ => None,
    }
}
