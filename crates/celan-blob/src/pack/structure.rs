//! The structure of blocks: what follows from their texts is left out.

use crate::sections::structure::{
    BoxShape, CitationShape, Form, Label, Marker, Number, RunInShape, Shape, Structure, TableShape,
    TargetShape, Words, after, expected_end, read_number, white,
};
use crate::wire::{Bytes, bytes_of};
use celan_document::{
    Block, BoxBlock, Citation, Content, Library, NumberingKind, RunIn, Table, Text, assign_anchors,
    parse_label,
};
use std::collections::HashMap;

/// The section's value.
pub(super) fn structure(library: &Library) -> Option<Structure> {
    let places = library.documents.iter().enumerate().rev();
    let places: HashMap<&str, usize> = places
        .map(|(at, document)| (document.metadata.id.as_str(), at))
        .collect();
    let documents = library.documents.iter().enumerate();
    documents
        .map(|(own, document)| Some(Bytes(bytes_of(&shapes(&document.blocks, &places, own))?)))
        .collect()
}

/// The shapes of the blocks of a document, in reading order, which stands at `own` among the `places` of all ids.
fn shapes(blocks: &[Block], places: &HashMap<&str, usize>, own: usize) -> Vec<Shape> {
    let writer = Writer { places, own };
    let mut pins = pins(blocks).into_iter();
    let mut shapes = Vec::new();
    for block in blocks {
        writer.block(block, &mut pins, &mut shapes);
    }
    shapes
}

/// For each block in reading order its anchor, where [`assign_anchors`] would not give it that
/// one. An anchor that is kept changes those that are given to others, hence the rounds.
fn pins(blocks: &[Block]) -> Vec<Option<String>> {
    const ROUNDS: usize = 16;
    let wanted = anchors(blocks);
    let mut pins = vec![None; wanted.len()];
    for round in 0.. {
        let mut trial = blocks.to_vec();
        let mut next = pins.iter();
        set_anchors(&mut trial, &mut next);
        assign_anchors(&mut trial);
        let mut same = true;
        for ((pin, want), got) in pins.iter_mut().zip(&wanted).zip(anchors(&trial)) {
            if *want != got || round >= ROUNDS {
                same &= *want == got;
                *pin = Some(want.clone());
            }
        }
        if same || round > ROUNDS {
            break;
        }
    }
    pins
}

fn anchors(blocks: &[Block]) -> Vec<String> {
    let mut all = Vec::new();
    for block in blocks {
        all.push(block.anchor.clone());
        all.extend(anchors(block.children()));
    }
    all
}

fn set_anchors<'a>(blocks: &mut [Block], pins: &mut impl Iterator<Item = &'a Option<String>>) {
    for block in blocks {
        block.anchor = pins.next().cloned().flatten().unwrap_or_default();
        if let Content::Box(inner) = &mut block.content {
            set_anchors(&mut inner.blocks, pins);
        }
    }
}

struct Writer<'a> {
    places: &'a HashMap<&'a str, usize>,
    own: usize,
}

impl Writer<'_> {
    fn block(
        &self,
        block: &Block,
        pins: &mut impl Iterator<Item = Option<String>>,
        out: &mut Vec<Shape>,
    ) {
        out.push(Shape {
            anchor: pins.next().flatten(),
            part: block.part,
            form: form(&block.content),
            citations: block.text().map_or_else(Vec::new, |t| self.citations(t)),
        });
        for child in block.children() {
            self.block(child, pins, out);
        }
    }

    fn citations(&self, text: &Text) -> Vec<CitationShape> {
        let mut last = 0;
        let mut shapes = Vec::new();
        for citation in &text.citations {
            let (start, end) = (i64::from(citation.span.start), i64::from(citation.span.end));
            shapes.push(CitationShape {
                gap: start - last,
                length: end - start,
                kind: citation.kind,
                target: self.target(citation),
            });
            last = end;
        }
        shapes
    }

    fn target(&self, citation: &Citation) -> TargetShape {
        let Some(target) = &citation.target else {
            return TargetShape::Outside;
        };
        let anchor = target.anchor.clone();
        match self.places.get(target.document.as_str()) {
            Some(at) if *at == self.own => TargetShape::Here(anchor),
            Some(at) => TargetShape::Document(*at as u32, anchor),
            None => TargetShape::Stored(target.document.clone(), anchor),
        }
    }
}

fn form(content: &Content) -> Form {
    match content {
        Content::Heading(h) => {
            let chars: Vec<char> = h.text.plain.chars().collect();
            let (label, start) = label(&h.text.plain, h.kind, h.number, &h.label);
            Form::Heading(h.level, label, words(&h.title, &chars, start, chars.len()))
        }
        Content::Paragraph {
            run_in: None,
            lead: 0,
            ..
        } => Form::Paragraph,
        Content::Paragraph { text, run_in, lead } => {
            Form::Opened(run_in.as_ref().map(|r| run_in_shape(r, &text.plain)), *lead)
        }
        Content::Item {
            text,
            marker,
            number,
        } => Form::Item(prefix(marker, &text.plain), stored(*number, marker)),
        Content::Box(b) => box_form(b),
        Content::Table(table) => table_form(table),
        Content::Frame { role, .. } => Form::Frame(*role),
    }
}

fn run_in_shape(run_in: &RunIn, plain: &str) -> RunInShape {
    let chars: Vec<char> = plain.chars().collect();
    let (label, start) = label(plain, run_in.kind, run_in.number, &run_in.label);
    let title = words(&run_in.title, &chars, start, run_in.end as usize);
    RunInShape {
        level: run_in.level,
        label,
        end: i64::from(run_in.end) - expected_end(&chars, start, &title) as i64,
        title,
    }
}

fn box_form(b: &BoxBlock) -> Form {
    let chars: Vec<char> = b.text.plain.chars().collect();
    let label = prefix(&b.label, &b.text.plain);
    let end = match label {
        Marker::Chars(count) => count as usize,
        Marker::Stored(_) => 0,
    };
    let start = end + white(&chars[end..]);
    Form::Box(BoxShape {
        label,
        number: stored(b.number, &b.label),
        title: words(&b.title, &chars, start, chars.len()),
        blocks: b.blocks.len() as u32,
    })
}

fn table_form(table: &Table) -> Form {
    Form::Table(TableShape {
        caption: table.caption.is_some(),
        header: table.header.len() as u32,
        rows: table.rows.iter().map(|row| row.len() as u32).collect(),
        notes: table.notes.len() as u32,
    })
}

/// The label's shape, and where the words after it begin, in characters.
fn label(plain: &str, kind: NumberingKind, number: Option<u32>, printed: &str) -> (Label, usize) {
    let (read, start) = match parse_label(plain) {
        Some(l) => ((l.kind, l.number, l.printed), l.end as usize),
        None => ((NumberingKind::Plain, None, String::new()), 0),
    };
    if (read.0, read.1, read.2.as_str()) == (kind, number, printed) {
        return (Label::Read, start);
    }
    let stored = Label::Stored(kind, number, printed.to_owned());
    (stored, after(plain, printed))
}

fn words(words: &str, chars: &[char], start: usize, end: usize) -> Words {
    if words.is_empty() {
        return Words::Empty;
    }
    let wanted: Vec<char> = words.chars().collect();
    match start.checked_add(wanted.len()) {
        Some(stop) if stop <= end && chars.get(start..stop) == Some(&wanted) => {
            Words::Cut((end - stop) as u32)
        }
        _ => Words::Stored(words.to_owned()),
    }
}

fn prefix(marker: &str, plain: &str) -> Marker {
    if plain.starts_with(marker) {
        Marker::Chars(marker.chars().count() as u32)
    } else {
        Marker::Stored(marker.to_owned())
    }
}

fn stored(number: Option<u32>, marker: &str) -> Number {
    if read_number(marker) == number {
        Number::Read
    } else {
        Number::Stored(number)
    }
}
