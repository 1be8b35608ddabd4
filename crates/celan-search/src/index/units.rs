//! Units of matching: one text of a block, one table cell, caption or note, one metadata field.

use super::Field;
use celan_document::{Block, Content, Document, Library, Span, TextRole, char_slice};
use std::borrow::Cow;

/// No unit.
pub(crate) const NONE: u32 = u32::MAX;

/// One unit and where it stands in the buffer and in the library.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unit {
    /// Where its folded text begins in the buffer.
    pub(crate) start: u32,
    /// Codes at its start that are a heading or lead: all of a heading's, a run-in heading's, a
    /// lead's; 0 where there is none.
    pub(crate) lead: u32,
    /// The unit of the innermost heading above it, or [`NONE`].
    pub(crate) parent: u32,
    /// One past the last unit that stands below it, for a heading; else one past itself.
    pub(crate) below: u32,
    /// The document's index.
    pub(crate) document: u32,
    pub(crate) field: Field,
    pub(crate) place: Place,
    /// Whether it is a line of the document's frame: date, signature, addressee.
    pub(crate) frame: bool,
}

/// Where a unit's text is found in its document. Every number is as wide as those of the format, so that
/// nothing that can be packed is left out of the search.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// Of a block: index of the top one that it stands in.
    pub(crate) top: u32,
    /// Steps of the walk below that one.
    pub(crate) inner: u32,
    /// The row of a cell (the head row first where there is one), or the number of a note; of metadata,
    /// that of the issuer.
    pub(crate) row: u32,
    /// The column of a cell.
    pub(crate) column: u32,
}

/// A unit found while walking a document, in reading order.
pub(crate) struct Found<'a> {
    pub(crate) field: Field,
    pub(crate) place: Place,
    pub(crate) text: &'a str,
    /// Characters of a heading or lead at its start.
    pub(crate) lead: u32,
    /// Its level as a heading, [`BOX`] for a box; `None` where nothing stands below it.
    pub(crate) level: Option<u8>,
    /// Whether it is a line of the document's frame.
    pub(crate) frame: bool,
    /// How many boxes it stands in; `None` where no heading stands above it either.
    pub(crate) boxes: Option<u8>,
}

/// The level of a box's title: below every heading beside it.
pub(crate) const BOX: u8 = u8::MAX;

/// Calls `visit` with each metadata unit of a document.
pub(crate) fn metadata_units<'a>(document: &'a Document, visit: &mut impl FnMut(Found<'a>)) {
    let metadata = &document.metadata;
    let mut emit = |field, index: usize, text: &'a str| {
        if !text.is_empty() {
            visit(Found {
                field,
                place: Place {
                    row: index as u32,
                    ..Place::default()
                },
                text,
                lead: 0,
                level: None,
                frame: false,
                boxes: None,
            });
        }
    };
    emit(Field::Title, 0, &metadata.title);
    for (field, value) in [
        (Field::Notice, &metadata.notice),
        (Field::Number, &metadata.number),
        (Field::NumberPrinted, &metadata.number_printed),
    ] {
        let value = value.as_deref().unwrap_or("");
        if field != Field::NumberPrinted || metadata.number.as_deref() != Some(value) {
            emit(field, 0, value);
        }
    }
    for (index, issuer) in metadata.issuers.iter().enumerate() {
        emit(Field::Issuers, index, issuer);
    }
    emit(
        Field::Date,
        0,
        metadata.date.as_ref().map_or("", |d| d.as_str()),
    );
    emit(Field::Level, 0, metadata.level.as_deref().unwrap_or(""));
    emit(
        Field::Category,
        0,
        metadata.category.as_deref().unwrap_or(""),
    );
}

/// Calls `visit` with each unit of the top block `top` of a document and of the blocks in it.
pub(crate) fn block_units<'a>(
    document: &'a Document,
    top: usize,
    visit: &mut impl FnMut(Found<'a>),
) {
    if let Some(block) = document.blocks.get(top) {
        let mut inner = 0;
        walk(block, &mut |block, boxes| {
            units_of(block, boxes, top as u32, inner, visit);
            inner += 1;
        });
    }
}

fn walk<'a>(block: &'a Block, visit: &mut impl FnMut(&'a Block, u8)) {
    fn each<'a>(block: &'a Block, boxes: u8, visit: &mut impl FnMut(&'a Block, u8)) {
        visit(block, boxes);
        for child in block.children() {
            each(child, boxes.saturating_add(1), visit);
        }
    }
    each(block, 0, visit);
}

fn units_of<'a>(
    block: &'a Block,
    boxes: u8,
    top: u32,
    inner: u32,
    visit: &mut impl FnMut(Found<'a>),
) {
    let at = |row: usize, column: usize| Place {
        top,
        inner,
        row: row as u32,
        column: column as u32,
    };
    let plain = |field, place, text| Found {
        field,
        place,
        text,
        lead: 0,
        level: None,
        frame: false,
        boxes: Some(boxes),
    };
    for (role, text) in block.texts() {
        let (field, place) = match role {
            TextRole::Text => (Field::Text, at(0, 0)),
            TextRole::Caption => (Field::Caption, at(0, 0)),
            TextRole::Cell { row, column } => (Field::Cell, at(row, column)),
            TextRole::Note(note) => (Field::Note, at(note, 0)),
        };
        let mut found = plain(field, place, text);
        match &block.content {
            Content::Heading(h) => (found.lead, found.level) = (u32::MAX, Some(h.level)),
            Content::Paragraph {
                run_in: Some(r), ..
            } => {
                (found.lead, found.level) = (r.end, Some(r.level));
            }
            Content::Paragraph { lead, .. } => found.lead = *lead,
            Content::Box(_) => (found.lead, found.level) = (u32::MAX, Some(BOX)),
            Content::Frame { .. } => (found.boxes, found.frame) = (None, true),
            _ => {}
        }
        visit(found);
    }
}

/// A unit's text with its context, for showing.
pub(crate) struct Shown<'a> {
    /// The block's anchor; `None` for metadata.
    pub(crate) anchor: Option<&'a str>,
    /// The unit whole; for a cell, caption and row.
    pub(crate) text: Cow<'a, str>,
    /// Where the unit itself begins in `text`, in characters.
    pub(crate) offset: u32,
    /// The unit itself.
    pub(crate) own: &'a str,
    pub(crate) cell: Option<[u32; 2]>,
}

/// The block of a unit.
pub(crate) fn block_of<'a>(library: &'a Library, unit: &Unit) -> Option<&'a Block> {
    if unit.field.is_metadata() {
        return None;
    }
    let Place { top, inner, .. } = unit.place;
    let document = library.documents.get(unit.document as usize)?;
    let (mut at, mut found) = (0, None);
    walk(document.blocks.get(top as usize)?, &mut |block, _| {
        if at == inner {
            found = Some(block);
        }
        at += 1;
    });
    found
}

/// The text of a unit as shown; `None` if the library has changed under the index.
pub(crate) fn show<'a>(library: &'a Library, unit: &Unit) -> Option<Shown<'a>> {
    let plain = |anchor, own: &'a str| Shown {
        anchor,
        text: own.into(),
        offset: 0,
        own,
        cell: None,
    };
    if unit.field.is_metadata() {
        return Some(plain(None, metadata_text(library, unit)?));
    }
    let block = block_of(library, unit)?;
    let anchor = Some(block.anchor.as_str());
    let (row, column) = (unit.place.row as usize, unit.place.column as usize);
    Some(match (&block.content, unit.field) {
        (Content::Table(table), Field::Cell) => {
            let cells = table.all_rows().nth(row)?;
            let caption = table.caption.iter();
            let context: Vec<&str> = caption.chain(cells).map(String::as_str).collect();
            let before = context.get(..column + usize::from(table.caption.is_some()))?;
            let offset: usize = before.iter().map(|c| c.chars().count() + 1).sum();
            Shown {
                anchor,
                text: context.join("\t").into(),
                offset: offset as u32,
                own: cells.get(column)?,
                cell: Some([unit.place.row, unit.place.column]),
            }
        }
        (Content::Table(table), Field::Note) => plain(anchor, table.notes.get(row)?),
        (Content::Table(table), _) => plain(anchor, table.caption.as_deref()?),
        _ => plain(anchor, &block.text()?.plain),
    })
}

fn metadata_text<'a>(library: &'a Library, unit: &Unit) -> Option<&'a str> {
    let metadata = &library.documents.get(unit.document as usize)?.metadata;
    match unit.field {
        Field::Title => Some(&metadata.title),
        Field::Notice => metadata.notice.as_deref(),
        Field::Number => metadata.number.as_deref(),
        Field::NumberPrinted => metadata.number_printed.as_deref(),
        Field::Issuers => {
            let index = unit.place.row as usize;
            metadata.issuers.get(index).map(String::as_str)
        }
        Field::Date => metadata.date.as_ref().map(|d| d.as_str()),
        Field::Level => metadata.level.as_deref(),
        Field::Category => metadata.category.as_deref(),
        _ => None,
    }
}

/// A heading as printed: all of one that stands alone, the opening of a paragraph.
pub(crate) fn heading_text<'a>(library: &'a Library, unit: &Unit) -> Option<&'a str> {
    let block = block_of(library, unit)?;
    let text = &block.text()?.plain;
    Some(match &block.content {
        Content::Paragraph {
            run_in: Some(r), ..
        } => char_slice(text, Span::new(0, r.end as usize)).trim_end(),
        _ => text,
    })
}
