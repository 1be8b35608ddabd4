//! Blocks in the making: with their characters still traced.

use crate::collation::collate::Reading;
use crate::layout::grid::Grid;
use crate::record::changes;
use crate::record::trace::Traced;
use celan_corpus::change_log::{Change, Place};
use celan_document::{Block, Content, Lines, Part, Span, Table, Text, Variant};

/// A block and the traced text that it was made of.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// The block, its texts still without marks.
    pub(crate) content: Content,
    pub(crate) part: Part,
    pub(crate) lines: Lines,
    pub(crate) source: Source,
    /// Readings of other witnesses, by characters of the text.
    pub(crate) readings: Vec<Reading>,
    pub(crate) children: Vec<Draft>,
}

/// What a block was made of.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    Text(Traced),
    Table(Box<Grid>),
}

impl Draft {
    /// The finished block; its marks are those of its traced text.
    pub(crate) fn block(&self) -> Block {
        let mut block = Block {
            anchor: String::new(),
            lines: (self.lines.first > 0).then_some(self.lines),
            part: self.part,
            content: self.content.clone(),
        };
        if let Content::Box(inner) = &mut block.content {
            inner.blocks = self.children.iter().map(Draft::block).collect();
        }
        if let (Source::Text(traced), Some(text)) = (&self.source, block.text_mut()) {
            *text = Text {
                variants: self.readings.iter().map(variant).collect(),
                ..changes::text(traced)
            };
        }
        block
    }

    /// All changes of the block and those inside it, each with its place in `block`, which this
    /// draft became.
    pub(crate) fn changes(&self, block: &Block, file: &str, out: &mut Vec<Change>) {
        let mut add = |traced: &Traced, cell: Option<(u32, u32)>| {
            for change in changes::changes(traced) {
                let end = change.start + change.now.chars().count();
                out.push(Change {
                    file: file.to_owned(),
                    line: Some(change.line),
                    was: change.was,
                    now: change.now,
                    rule: change.rule,
                    place: Some(Place {
                        anchor: block.anchor.clone(),
                        cell,
                        at: (change.start as u32, end as u32),
                    }),
                });
            }
        };
        match &self.source {
            Source::Text(traced) => add(traced, None),
            Source::Table(grid) => {
                for (row, cells) in std::iter::once(&grid.header).chain(&grid.rows).enumerate() {
                    for (column, cell) in cells.iter().enumerate() {
                        add(cell, Some((row as u32, column as u32)));
                    }
                }
                for text in grid.caption.iter().chain(&grid.notes) {
                    add(text, None);
                }
            }
        }
        for (draft, block) in self.children.iter().zip(block.children()) {
            draft.changes(block, file, out);
        }
    }
}

fn variant(reading: &Reading) -> Variant {
    Variant {
        span: Span::new(reading.start, reading.end),
        reading: reading.text.clone(),
        witness: reading.witness.clone(),
    }
}

/// The table that a grid is.
pub(crate) fn table(grid: &Grid) -> Table {
    let cells = |row: &Vec<Traced>| row.iter().map(Traced::text).collect::<Vec<String>>();
    Table {
        caption: grid.caption.as_ref().map(Traced::text),
        header: cells(&grid.header),
        rows: grid.rows.iter().map(cells).collect(),
        notes: grid.notes.iter().map(Traced::text).collect(),
    }
}
