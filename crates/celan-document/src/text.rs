//! Text of a block with what is known about places in it.

/// A half-open range of characters (Unicode scalar values), `start..end`, in a block's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

impl Span {
    /// Makes the range `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
        }
    }
}

/// First and last line in a source file, 1-based and inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lines {
    /// First line.
    pub first: u32,
    /// Last line.
    pub last: u32,
}

/// The text of one block, whole and as printed, and the places in it that are marked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The paragraph as printed, reflowed, label and closing mark included; one line.
    pub plain: String,
    /// Mentions of documents and of other places of this document.
    pub citations: Vec<Citation>,
    /// Places where the reading text departs from its source.
    pub repairs: Vec<Repair>,
    /// Places where another witness reads differently.
    pub variants: Vec<Variant>,
    /// Places whose reading is uncertain.
    pub doubts: Vec<Doubt>,
}

impl Text {
    /// A text without marks.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            plain: text.into(),
            ..Self::default()
        }
    }

    /// Length in characters.
    pub fn chars(&self) -> usize {
        self.plain.chars().count()
    }
}

/// How a mention names what it cites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CitationKind {
    /// By title, between 《 and 》.
    Title,
    /// By document number.
    Number,
    /// By an abbreviation that this document announces (以下简称“…”).
    Alias,
    /// A place of the same document (第十三条, 前款).
    Internal,
}

/// Where a citation leads: a document of the library, and a block of it where one is named.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Target {
    /// Id of the document.
    pub document: String,
    /// Anchor in it.
    pub anchor: Option<String>,
}

/// A mention of a document or place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The mention.
    pub span: Span,
    /// How it names its target.
    pub kind: CitationKind,
    /// What it leads to; `None` where the library lacks it.
    pub target: Option<Target>,
}

/// A place where the reading text departs from its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What stands now (empty where something was removed).
    pub span: Span,
    /// What stood in the source (empty where something was added).
    pub was: String,
    /// Name of the importer's rule, or the reason of a repair made by hand.
    pub rule: String,
}

/// Another witness's reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// What the reading text has.
    pub span: Span,
    /// What the witness has.
    pub reading: String,
    /// File name of the witness.
    pub witness: String,
}

/// A place whose reading cannot be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The uncertain characters.
    pub span: Span,
    /// Why they are uncertain.
    pub reason: String,
}

/// Returns the characters `span` of `text`; a range past the end is cut at the end.
pub fn char_slice(text: &str, span: Span) -> &str {
    let at = |n: u32| {
        text.char_indices()
            .nth(n as usize)
            .map_or(text.len(), |(i, _)| i)
    };
    let (start, end) = (at(span.start), at(span.end));
    text.get(start..end.max(start)).unwrap_or("")
}
