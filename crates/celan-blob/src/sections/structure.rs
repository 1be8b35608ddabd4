//! The structure section: what each block is, apart from its text.
//!
//! Number, label, title and anchor of a block follow from its text and place in nearly every case;
//! then only that is stored, and [`celan_document`] makes them again. Where they do not (a
//! publisher may name an anchor, a source may misprint a label) they are stored themselves.

use crate::wire::{Bytes, wire, wire_variants};
use celan_document::{CitationKind, FrameRole, NumberingKind, Part};

mod read;

pub(crate) use read::{Place, blocks};
#[cfg(feature = "pack")]
pub(crate) use read::{after, white};

/// The section: the shapes of each document, a `Vec<Shape>` as bytes, so that a document is read
/// when its texts are here.
pub(crate) type Structure = Vec<Bytes>;

/// A block without its text. The blocks of a box follow it.
#[derive(Debug)]
pub(crate) struct Shape {
    /// The anchor, where the numbering does not give it.
    pub(crate) anchor: Option<String>,
    pub(crate) part: Part,
    pub(crate) form: Form,
    pub(crate) citations: Vec<CitationShape>,
}

#[derive(Debug, Default)]
pub(crate) enum Form {
    Heading(u8, Label, Words),
    #[default]
    Paragraph,
    /// A paragraph that opens with a heading, has a lead, or both.
    Opened(Option<RunInShape>, u32),
    Item(Marker, Number),
    Box(BoxShape),
    Table(TableShape),
    Frame(FrameRole),
}

/// A box: what stands in it follows it.
#[derive(Debug)]
pub(crate) struct BoxShape {
    pub(crate) label: Marker,
    pub(crate) number: Number,
    pub(crate) title: Words,
    pub(crate) blocks: u32,
}

/// How many texts of a table are what.
#[derive(Debug)]
pub(crate) struct TableShape {
    pub(crate) caption: bool,
    pub(crate) header: u32,
    pub(crate) rows: Vec<u32>,
    pub(crate) notes: u32,
}

#[derive(Debug)]
pub(crate) struct RunInShape {
    pub(crate) level: u8,
    pub(crate) label: Label,
    pub(crate) title: Words,
    /// Characters between the expected end (of the first sentence after the label) and the end.
    pub(crate) end: i64,
}

/// NumberingKind, number and label of a heading.
#[derive(Debug, Default)]
pub(crate) enum Label {
    /// As the text begins.
    #[default]
    Read,
    /// Otherwise.
    Stored(NumberingKind, Option<u32>, String),
}

/// Words of the text after its label.
#[derive(Debug, Default)]
pub(crate) enum Words {
    /// None.
    #[default]
    Empty,
    /// All but so many characters at the end.
    Cut(u32),
    /// Words that do not stand there.
    Stored(String),
}

/// A marker or label at the start of a text.
#[derive(Debug)]
pub(crate) enum Marker {
    /// So many characters of the text.
    Chars(u32),
    /// A marker that the text does not begin with.
    Stored(String),
}

#[derive(Debug, Default)]
pub(crate) enum Number {
    /// As the marker reads.
    #[default]
    Read,
    /// Otherwise.
    Stored(Option<u32>),
}

#[derive(Debug)]
pub(crate) struct CitationShape {
    /// Characters from the last citation's end (or the start of the text).
    pub(crate) gap: i64,
    pub(crate) length: i64,
    pub(crate) kind: CitationKind,
    pub(crate) target: TargetShape,
}

#[derive(Debug, Default)]
pub(crate) enum TargetShape {
    /// The library lacks it.
    #[default]
    Outside,
    /// A place of the same document.
    Here(Option<String>),
    /// A document of the library, by its place in it.
    Document(u32, Option<String>),
    /// A document that the library does not name.
    Stored(String, Option<String>),
}

wire!(Shape {
    anchor,
    part,
    form,
    citations,
});
wire_variants!(Form {
    0 Heading(level, label, title),
    1 Paragraph,
    2 Opened(run_in, lead),
    3 Item(marker, number),
    4 Box(shape),
    5 Table(shape),
    6 Frame(role),
});
wire!(BoxShape {
    label,
    number,
    title,
    blocks,
});
wire!(TableShape {
    caption,
    header,
    rows,
    notes,
});
wire!(RunInShape {
    level,
    label,
    title,
    end,
});
wire_variants!(Label {
    0 Read,
    1 Stored(kind, number, label),
});
wire_variants!(Words {
    0 Empty,
    1 Cut(characters),
    2 Stored(words),
});
wire_variants!(Marker {
    0 Chars(characters),
    1 Stored(marker),
});
wire_variants!(Number {
    0 Read,
    1 Stored(number),
});
wire!(CitationShape {
    gap,
    length,
    kind,
    target,
});
wire_variants!(TargetShape {
    0 Outside,
    1 Here(anchor),
    2 Document(number, anchor),
    3 Stored(document, anchor),
});

impl Default for Marker {
    fn default() -> Self {
        Self::Chars(0)
    }
}

/// Where a heading that opens a paragraph is expected to end: after the first mark that closes a
/// sentence; at `start` where it has no title.
pub(crate) fn expected_end(chars: &[char], start: usize, title: &Words) -> usize {
    if matches!(title, Words::Empty) {
        return start;
    }
    let rest = chars.get(start..).unwrap_or(&[]);
    let close = rest.iter().position(|c| matches!(c, '。' | '：' | '；'));
    close.map_or(chars.len(), |at| start + at + 1)
}

/// The number that a marker reads as: of a label, or of a digit or numeral in it (专栏 3).
pub(crate) fn read_number(marker: &str) -> Option<u32> {
    if let Some(label) = celan_document::parse_label(marker) {
        return label.number;
    }
    if let Some(circled) = marker.chars().next().filter(|c| ('①'..='⑳').contains(c)) {
        return Some(circled as u32 - '①' as u32 + 1);
    }
    let digits: String = marker.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}
