//! Blocks from their shapes and texts.

use super::{
    CitationShape, Form, Label, MAX_DEPTH, Marker, Number, Shape, TargetShape, Words, expected_end,
    read_number,
};
use celan_document::{
    Block, BoxBlock, Citation, Content, Heading, NumberingKind, RunIn, Span, Table, Target, Text,
    assign_anchors, parse_label,
};

/// Makes the blocks of the document `ids[own]`, texts and anchors included.
///
/// # Errors
/// What is wrong with shapes that do not fit the texts.
pub(crate) fn blocks(
    shapes: Vec<Shape>,
    texts: Vec<String>,
    ids: &[String],
    own: usize,
) -> Result<Vec<Block>, &'static str> {
    let mut reader = Reader {
        shapes: shapes.into_iter(),
        texts: texts.into_iter(),
        ids,
        own,
    };
    let mut blocks = Vec::new();
    while let Some(shape) = reader.shapes.next() {
        blocks.push(reader.block(shape, 0)?);
    }
    if reader.texts.next().is_some() {
        return Err("a text has no block");
    }
    assign_anchors(&mut blocks);
    Ok(blocks)
}

struct Reader<'a> {
    shapes: std::vec::IntoIter<Shape>,
    texts: std::vec::IntoIter<String>,
    ids: &'a [String],
    own: usize,
}

impl Reader<'_> {
    fn block(&mut self, shape: Shape, depth: usize) -> Result<Block, &'static str> {
        if depth > MAX_DEPTH {
            return Err("boxes stand too deep in boxes");
        }
        let content = match shape.form {
            Form::Table {
                caption,
                header,
                rows,
                notes,
            } => Content::Table(Table {
                caption: caption.then(|| self.text()).transpose()?,
                header: self.texts(header)?,
                rows: rows
                    .into_iter()
                    .map(|cells| self.texts(cells))
                    .collect::<Result<_, _>>()?,
                notes: self.texts(notes)?,
            }),
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

    fn content(&mut self, form: Form, text: Text, depth: usize) -> Result<Content, &'static str> {
        let chars: Vec<char> = text.plain.chars().collect();
        Ok(match form {
            Form::Heading(level, label, title) => {
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
            Form::Paragraph => Content::Paragraph {
                text,
                run_in: None,
                lead: 0,
            },
            Form::Opened(run_in, lead) => {
                let run_in = run_in.map(|shape| {
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
            Form::Box {
                label,
                number,
                title,
                blocks,
            } => {
                let (label, end) = read_marker(label, &chars)?;
                let start = end + white(&chars[end..]);
                Content::Box(BoxBlock {
                    title: read_words(title, &chars, start, chars.len())?,
                    number: read_stored(number, &label),
                    label,
                    text,
                    blocks: self.inner(blocks, depth)?,
                })
            }
            Form::Frame(role) => Content::Frame { role, text },
            Form::Table { .. } => return Err("a table has no text of its own"),
        })
    }

    fn inner(&mut self, count: u32, depth: usize) -> Result<Vec<Block>, &'static str> {
        (0..count)
            .map(|_| {
                let shape = self.shapes.next().ok_or("a box lacks blocks")?;
                self.block(shape, depth + 1)
            })
            .collect()
    }

    fn text(&mut self) -> Result<String, &'static str> {
        self.texts.next().ok_or("a block lacks its text")
    }

    fn texts(&mut self, count: u32) -> Result<Vec<String>, &'static str> {
        (0..count).map(|_| self.text()).collect()
    }

    fn citations(&self, shapes: Vec<CitationShape>) -> Result<Vec<Citation>, &'static str> {
        let mut last = 0i64;
        let mut citations = Vec::new();
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

    fn target(&self, shape: TargetShape) -> Result<Option<Target>, &'static str> {
        let (document, anchor) = match shape {
            TargetShape::Outside => return Ok(None),
            TargetShape::Here(anchor) => (self.ids.get(self.own).cloned(), anchor),
            TargetShape::Document(at, anchor) => (self.ids.get(at as usize).cloned(), anchor),
            TargetShape::Stored(document, anchor) => (Some(document), anchor),
        };
        let document = document.ok_or("a citation leads nowhere")?;
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
pub(super) fn after(plain: &str, label: &str) -> usize {
    let Some(rest) = plain.strip_prefix(label) else {
        return 0;
    };
    let white = rest.chars().take_while(|c| c.is_whitespace()).count();
    label.chars().count() + white
}

/// Characters of white space that `chars` begins with.
pub(super) fn white(chars: &[char]) -> usize {
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
