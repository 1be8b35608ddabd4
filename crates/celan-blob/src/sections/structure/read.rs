//! Blocks from their shapes and texts.

use super::{
    CitationShape, Form, Label, Marker, Number, RunInShape, Shape, TableShape, TargetShape, Words,
    expected_end, read_number,
};
use crate::error::BlobError;
use crate::sections::alphabet::Texts;
use crate::wire::{Reader, Wire};
use celan_document::{
    Block, BoxBlock, Citation, Content, Heading, MAX_BOX_DEPTH, NumberingKind, RunIn, Span, Table,
    Target, Text, assign_anchors, parse_label,
};

const NAME: &str = "structure";

/// Headings have levels to this one.
const MAX_LEVEL: u8 = 16;
/// Anchors that are stored have so many bytes at most: those below them begin with them.
const MAX_ANCHOR: usize = 128;
/// Memory that a block takes beside its texts, its anchor included; lists of blocks have places for those in
/// boxes too.
const BLOCK: usize = 2 * size_of::<Block>() + 200;
/// Memory that a row of a table, a cell, and a citation take where a document is written as a page or for Word.
const ROW: usize = 280;
const CELL: usize = 180;
const CITATION: usize = 400;
/// Memory that a character of a text takes whose label and title are read from it.
const CHARACTER: usize = 12;

/// Where a document stands in its library.
pub(crate) struct Place<'a> {
    /// Ids of the library's documents.
    pub(crate) ids: &'a [String],
    /// The number of this one.
    pub(crate) own: usize,
}

/// Makes the blocks of a document of its shapes and texts, anchors included. All of both must be
/// used.
pub(crate) fn blocks(
    shapes: Reader<'_>,
    texts: &mut Texts<'_>,
    place: &Place<'_>,
) -> Result<Vec<Block>, BlobError> {
    let mut builder = Builder {
        shapes,
        left: 0,
        texts,
        place,
    };
    builder.left = builder.shapes.length(BLOCK);
    let mut blocks = Vec::with_capacity(builder.left);
    let mut failure = None;
    while builder.left > 0 && failure.is_none() {
        match builder.block(0) {
            Ok(block) => blocks.push(block),
            Err(what) => failure = Some(what),
        }
    }
    let Builder { shapes, texts, .. } = builder;
    shapes.finish(NAME)?;
    match failure {
        Some(what) => return Err(BlobError::malformed(NAME, what)),
        None if !texts.is_at_end() => {
            return Err(BlobError::malformed(NAME, "a text has no block"));
        }
        None => assign_anchors(&mut blocks),
    }
    Ok(blocks)
}

struct Builder<'s, 'a, 'b> {
    shapes: Reader<'s>,
    /// Shapes that are left.
    left: usize,
    texts: &'b mut Texts<'a>,
    place: &'b Place<'b>,
}

impl Builder<'_, '_, '_> {
    fn block(&mut self, depth: usize) -> Result<Block, &'static str> {
        if depth > MAX_BOX_DEPTH {
            return Err("boxes stand too deep in boxes");
        }
        self.left = self.left.checked_sub(1).ok_or("a box lacks blocks")?;
        let shape = Shape::read(&mut self.shapes);
        if self.shapes.failed() {
            return Err("its values cannot be read");
        }
        if shape.anchor.as_ref().is_some_and(|a| a.len() > MAX_ANCHOR) {
            return Err("an anchor is too long");
        }
        let content = match shape.form {
            Form::Table(table) => Content::Table(self.table(table)?),
            form => {
                let text = Text {
                    plain: self.text()?,
                    citations: self.citations(shape.citations)?,
                    ..Text::default()
                };
                self.content(form, text, depth)?
            }
        };
        Ok(Block {
            anchor: shape.anchor.unwrap_or_default(),
            lines: None,
            part: shape.part,
            content,
        })
    }

    fn table(&mut self, shape: TableShape) -> Result<Table, &'static str> {
        let cells = shape.rows.iter().fold(0, |sum: usize, cells| {
            let sum = sum.saturating_add(size_of::<Vec<String>>() + ROW);
            sum.saturating_add((*cells as usize).saturating_mul(CELL))
        });
        self.shapes.charge(cells);
        if self.shapes.failed() {
            return Err("its values cannot be read");
        }
        Ok(Table {
            caption: shape.caption.then(|| self.text()).transpose()?,
            header: self.texts(shape.header)?,
            rows: shape
                .rows
                .into_iter()
                .map(|cells| self.texts(cells))
                .collect::<Result<_, _>>()?,
            notes: self.texts(shape.notes)?,
        })
    }

    fn content(&mut self, form: Form, text: Text, depth: usize) -> Result<Content, &'static str> {
        match form {
            Form::Paragraph => {
                return Ok(Content::Paragraph {
                    text,
                    run_in: None,
                    lead: 0,
                });
            }
            Form::Frame(role) => return Ok(Content::Frame { role, text }),
            _ => {}
        }
        self.shapes.charge(text.plain.len() / 3 * CHARACTER);
        let chars: Vec<char> = text.plain.chars().collect();
        Ok(match form {
            Form::Heading(level, label, title) => {
                check_level(level)?;
                let (kind, number, label, start) = read_label(label, &text.plain);
                Content::Heading(Heading {
                    title: read_words(title, &chars, start, chars.len())?,
                    text,
                    level,
                    kind,
                    number,
                    label,
                })
            }
            Form::Opened(run_in, lead) => {
                let run_in = run_in.map(|shape: RunInShape| {
                    check_level(shape.level)?;
                    let (kind, number, label, start) = read_label(shape.label, &text.plain);
                    let expected = expected_end(&chars, start, &shape.title) as i64;
                    let end = expected
                        .checked_add(shape.end)
                        .and_then(|end| u32::try_from(end).ok())
                        .ok_or("a heading ends nowhere")?;
                    Ok::<_, &'static str>(RunIn {
                        level: shape.level,
                        kind,
                        number,
                        label,
                        title: read_words(shape.title, &chars, start, end as usize)?,
                        end,
                    })
                });
                Content::Paragraph {
                    run_in: run_in.transpose()?,
                    text,
                    lead,
                }
            }
            Form::Item(marker, number) => {
                let (marker, _) = read_marker(marker, &chars)?;
                Content::Item {
                    number: read_stored(number, &marker),
                    marker,
                    text,
                }
            }
            Form::Box(shape) => {
                let (label, end) = read_marker(shape.label, &chars)?;
                let start = end + white(&chars[end..]);
                Content::Box(BoxBlock {
                    title: read_words(shape.title, &chars, start, chars.len())?,
                    number: read_stored(shape.number, &label),
                    label,
                    text,
                    blocks: self.inner(shape.blocks, depth)?,
                })
            }
            Form::Paragraph | Form::Frame(_) | Form::Table(_) => {
                return Err("a table has no text of its own");
            }
        })
    }

    fn inner(&mut self, count: u32, depth: usize) -> Result<Vec<Block>, &'static str> {
        let mut blocks = Vec::with_capacity(self.left.min(count as usize));
        for _ in 0..count {
            blocks.push(self.block(depth + 1)?);
        }
        Ok(blocks)
    }

    fn text(&mut self) -> Result<String, &'static str> {
        self.texts.next().ok_or("a block lacks its text")
    }

    fn texts(&mut self, count: u32) -> Result<Vec<String>, &'static str> {
        (0..count).map(|_| self.text()).collect()
    }

    fn citations(&mut self, shapes: Vec<CitationShape>) -> Result<Vec<Citation>, &'static str> {
        self.shapes
            .charge(shapes.len() * (size_of::<Citation>() + CITATION));
        let mut last = 0i64;
        let mut citations = Vec::with_capacity(shapes.len());
        for shape in shapes {
            let start = last.checked_add(shape.gap);
            let end = start.and_then(|start| start.checked_add(shape.length));
            let place = |at: Option<i64>| at.and_then(|at| u32::try_from(at).ok());
            let (Some(start), Some(end)) = (place(start), place(end)) else {
                return Err("a citation stands nowhere");
            };
            last = i64::from(end);
            citations.push(Citation {
                span: Span { start, end },
                kind: shape.kind,
                target: self.target(shape.target)?,
            });
        }
        Ok(citations)
    }

    fn target(&mut self, shape: TargetShape) -> Result<Option<Target>, &'static str> {
        let (document, anchor) = match shape {
            TargetShape::Outside => return Ok(None),
            TargetShape::Here(anchor) => (self.place.ids.get(self.place.own).cloned(), anchor),
            TargetShape::Document(at, anchor) => (self.place.ids.get(at as usize).cloned(), anchor),
            TargetShape::Stored(document, anchor) => (Some(document), anchor),
        };
        let document = document.ok_or("a citation leads nowhere")?;
        self.shapes.charge(document.len());
        Ok(Some(Target { document, anchor }))
    }
}

/// NumberingKind, number, label, and where the words after it begin.
fn read_label(label: Label, plain: &str) -> (NumberingKind, Option<u32>, String, usize) {
    match label {
        Label::Stored(kind, number, label) => {
            let end = after(plain, &label);
            (kind, number, label, end)
        }
        Label::Read => match parse_label(plain) {
            Some(read) => (read.kind, read.number, read.printed, read.end as usize),
            None => (NumberingKind::Plain, None, String::new(), 0),
        },
    }
}

/// Where the words after `label` begin, white space left out, in characters.
pub(crate) fn after(plain: &str, label: &str) -> usize {
    let Some(rest) = plain.strip_prefix(label) else {
        return 0;
    };
    let white = rest.chars().take_while(|c| c.is_whitespace()).count();
    label.chars().count() + white
}

/// Characters of white space that `chars` begins with.
pub(crate) fn white(chars: &[char]) -> usize {
    chars.iter().take_while(|c| c.is_whitespace()).count()
}

fn read_words(
    words: Words,
    chars: &[char],
    start: usize,
    end: usize,
) -> Result<String, &'static str> {
    match words {
        Words::Empty => Ok(String::new()),
        Words::Stored(words) => Ok(words),
        Words::Cut(cut) => end
            .checked_sub(cut as usize)
            .and_then(|end| chars.get(start..end))
            .map(|words| words.iter().collect())
            .ok_or("a title does not stand in its text"),
    }
}

fn read_marker(marker: Marker, chars: &[char]) -> Result<(String, usize), &'static str> {
    match marker {
        Marker::Stored(marker) => Ok((marker, 0)),
        Marker::Chars(count) => chars
            .get(..count as usize)
            .map(|marker| (marker.iter().collect(), marker.len()))
            .ok_or("a marker does not stand in its text"),
    }
}

fn read_stored(number: Number, marker: &str) -> Option<u32> {
    match number {
        Number::Read => read_number(marker),
        Number::Stored(number) => number,
    }
}

fn check_level(level: u8) -> Result<(), &'static str> {
    if level > MAX_LEVEL {
        return Err("a heading stands too deep");
    }
    Ok(())
}
