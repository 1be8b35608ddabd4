//! What a block is, apart from its text.
//!
//! Number, label, title and anchor of a block follow from its text and place in nearly every case;
//! then only that is stored, and [`celan_document`] makes them again. Where they do not (a
//! publisher may name an anchor, a source may misprint a label) they are stored themselves.

use bincode::{Decode, Encode};
use celan_document::{CitationKind, FrameRole, NumberingKind, Part};

mod read;
#[cfg(feature = "pack")]
mod write;

pub(crate) use read::blocks;
#[cfg(feature = "pack")]
pub(crate) use write::shapes;

/// Boxes stand in boxes to this depth and no further.
const MAX_DEPTH: usize = 8;

/// A block without its text. The blocks of a box follow it.
#[derive(Debug, Encode, Decode)]
pub(crate) struct Shape {
    /// The anchor, where the numbering does not give it.
    anchor: Option<String>,
    part: Part,
    form: Form,
    citations: Vec<CitationShape>,
}

#[derive(Debug, Encode, Decode)]
enum Form {
    Heading(u8, Label, Words),
    Paragraph,
    /// A paragraph that opens with a heading, has a lead, or both.
    Opened(Option<RunInShape>, u32),
    Item(Marker, Number),
    Box {
        label: Marker,
        number: Number,
        title: Words,
        blocks: u32,
    },
    Table {
        caption: bool,
        header: u32,
        rows: Vec<u32>,
        notes: u32,
    },
    Frame(FrameRole),
}

#[derive(Debug, Encode, Decode)]
struct RunInShape {
    level: u8,
    label: Label,
    title: Words,
    /// Characters between the expected end (of the first sentence after the label) and the end.
    end: i64,
}

/// NumberingKind, number and label of a heading.
#[derive(Debug, Encode, Decode)]
enum Label {
    /// As the text begins.
    Read,
    /// Otherwise.
    Stored(NumberingKind, Option<u32>, String),
}

/// Words of the text after its label.
#[derive(Debug, Encode, Decode)]
enum Words {
    /// None.
    Empty,
    /// All but so many characters at the end.
    Cut(u32),
    /// Words that do not stand there.
    Stored(String),
}

/// A marker or label at the start of a text.
#[derive(Debug, Encode, Decode)]
enum Marker {
    /// So many characters of the text.
    Chars(u32),
    /// A marker that the text does not begin with.
    Stored(String),
}

#[derive(Debug, Encode, Decode)]
enum Number {
    /// As the marker reads.
    Read,
    /// Otherwise.
    Stored(Option<u32>),
}

#[derive(Debug, Encode, Decode)]
struct CitationShape {
    /// Characters from the last citation's end (or the start of the text).
    gap: i64,
    length: i64,
    kind: CitationKind,
    target: TargetShape,
}

#[derive(Debug, Encode, Decode)]
enum TargetShape {
    /// The library lacks it.
    Outside,
    /// A place of the same document.
    Here(Option<String>),
    /// A document of the library, by its place in it.
    Document(u32, Option<String>),
    /// A document that the library does not name.
    Stored(String, Option<String>),
}

/// Where a heading that opens a paragraph is expected to end: after the first mark that closes a
/// sentence; at `start` where it has no title.
fn expected_end(chars: &[char], start: usize, title: &Words) -> usize {
    if matches!(title, Words::Empty) {
        return start;
    }
    let rest = chars.get(start..).unwrap_or(&[]);
    let close = rest.iter().position(|c| matches!(c, '。' | '：' | '；'));
    close.map_or(chars.len(), |at| start + at + 1)
}

/// The number that a marker reads as: of a label, or of a digit or numeral in it (专栏 3).
fn read_number(marker: &str) -> Option<u32> {
    if let Some(label) = celan_document::parse_label(marker) {
        return label.number;
    }
    if let Some(circled) = marker.chars().next().filter(|c| ('①'..='⑳').contains(c)) {
        return Some(circled as u32 - '①' as u32 + 1);
    }
    let digits: String = marker.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}
