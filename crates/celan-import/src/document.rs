//! One document: the steps in their order.

use crate::cleaning::spacing::{Setting, tidy};
use crate::cleaning::{conjunction, punctuation};
use crate::collation::collate::{Choice, Column, collate};
use crate::collation::witness::{Boundaries, Witness};
use crate::config::{Entry, ManualRepairs, Shape};
use crate::error::ImportError;
use crate::layout::reflow::{Evidence, Para, reflow};
use crate::layout::table::{Chunk, find};
use crate::record::trace::Traced;
use crate::source::contents::Item;
use crate::source::lines::Line;
use crate::source::{furniture, manual};
use crate::structure::draft::Draft;
use crate::structure::letterhead;
use crate::structure::metadata::{self, Framed};
use crate::structure::outline::{Body, Unit, build};
use celan_corpus::change_log::Change;
use celan_document::{Block, Document, FrameRole, Lines, assign_anchors};
use std::collections::HashMap;

/// What a document is made of.
pub(crate) struct Material<'a> {
    pub(crate) file: &'a str,
    pub(crate) lines: Vec<Line>,
    pub(crate) entry: &'a Entry,
    pub(crate) item: Option<&'a Item>,
    pub(crate) level: Option<String>,
    pub(crate) manual: &'a ManualRepairs,
    pub(crate) witnesses: Vec<WitnessText>,
}

/// A second text of a document.
pub(crate) struct WitnessText {
    pub(crate) witness: Witness,
    pub(crate) lines: Lines,
}

/// A document, and all changes that made it.
pub(crate) struct Made {
    pub(crate) document: Document,
    pub(crate) changes: Vec<Change>,
    /// Lines that were joined to the one before.
    pub(crate) joins: usize,
}

/// How many lines a title may be looked for in.
const HEAD: usize = 20;

/// Makes the document, a stage after the other.
///
/// # Errors
/// An entry made by hand does not fit the source, or no title is found.
pub(crate) fn make(material: Material<'_>) -> Result<Made, ImportError> {
    let Material {
        file,
        lines,
        entry,
        item,
        level,
        manual,
        witnesses,
    } = material;
    let span = span(&lines);
    let prepared = Prepared::of(lines, item, manual, &entry.id.text)?;
    let mut laid_out = prepared.lay_out(&witnesses);
    collated(
        &mut laid_out.units,
        &witnesses,
        file,
        manual,
        &entry.id.text,
    )?;
    let metadata = metadata::read(&metadata::Evidence {
        entry,
        item,
        letterhead: laid_out.letterhead(),
        level,
        witnesses: sources(file, span, laid_out.joins, &witnesses),
    });
    if metadata.title.is_empty() {
        return Err(ImportError::Untitled {
            id: entry.id.text.clone(),
        });
    }
    let LaidOut {
        units,
        joins,
        removed,
        ..
    } = laid_out;
    let drafts = build(units);
    let mut blocks: Vec<Block> = drafts.iter().map(Draft::block).collect();
    assign_anchors(&mut blocks);
    manual::doubts(&mut blocks, manual, &entry.id.text)?;
    let changes = recorded(file, &drafts, &blocks, &removed);
    Ok(Made {
        document: Document { metadata, blocks },
        changes,
        joins,
    })
}

/// The first and the last line.
fn span(lines: &[Line]) -> Lines {
    Lines {
        first: lines.first().map_or(0, |l| l.number),
        last: lines.last().map_or(0, |l| l.number),
    }
}

/// First stage: the lines repaired by hand and without page furniture.
struct Prepared {
    lines: Vec<Line>,
    /// What reading knows of them.
    shapes: HashMap<u32, Shape>,
    /// Titles that the document may have, folded.
    titles: Vec<String>,
    /// What was taken out.
    removed: Vec<Traced>,
}

impl Prepared {
    fn of(
        mut lines: Vec<Line>,
        item: Option<&Item>,
        manual: &ManualRepairs,
        id: &str,
    ) -> Result<Self, ImportError> {
        manual::repair(&mut lines, manual, id)?;
        manual::add(&mut lines, manual, id)?;
        let shapes = manual::shapes(&lines, manual, id)?;
        let (lines, removed) = furniture::strip(lines);
        let head: String = lines.iter().take(HEAD).map(|l| l.text.text()).collect();
        Ok(Self {
            titles: letterhead::titles(item.map(|i| i.title.as_str()), &head),
            lines,
            shapes,
            removed,
        })
    }

    /// Finds tables and paragraphs, what is letterhead, and cleans their characters.
    fn lay_out(self, witnesses: &[WitnessText]) -> LaidOut {
        let Self {
            lines,
            shapes,
            titles,
            mut removed,
        } = self;
        let count = lines.len();
        let (chunks, markup) = find(lines);
        removed.extend(markup);
        let boundaries = witnesses
            .iter()
            .map(|w| Boundaries::of(&w.witness))
            .collect();
        let evidence = Evidence {
            titles,
            shapes,
            witnesses: boundaries,
        };
        let mut units = units(chunks, &evidence);
        let joins = count.saturating_sub(units.len());
        let printed = texts(&units);
        let roles = letterhead::roles(&printed, &evidence.titles);
        for (unit, (part, role)) in units.iter_mut().zip(roles) {
            unit.part = part;
            unit.role = role;
            normalise(unit);
        }
        LaidOut {
            units,
            printed,
            joins,
            removed,
        }
    }
}

/// Second stage: paragraphs and tables.
struct LaidOut {
    units: Vec<Unit>,
    /// The text of each unit as the source has it; none of a table.
    printed: Vec<String>,
    /// Lines that were joined to the one before.
    joins: usize,
    /// What was taken out.
    removed: Vec<Traced>,
}

impl LaidOut {
    fn letterhead(&self) -> Vec<Framed> {
        let units = self.units.iter().zip(texts(&self.units)).zip(&self.printed);
        let framed = units.filter_map(|((unit, text), was)| {
            Some(Framed {
                part: unit.part,
                role: unit.role?,
                text,
                was: was.clone(),
            })
        });
        framed.collect()
    }
}

fn texts(units: &[Unit]) -> Vec<String> {
    let texts = units.iter().map(|u| u.text().unwrap_or_default());
    texts.collect()
}

/// The texts that a document was made of, the base text first.
fn sources(
    file: &str,
    lines: Lines,
    joins: usize,
    witnesses: &[WitnessText],
) -> Vec<celan_document::Witness> {
    let source = |file: &str, lines: Lines, joins: usize| celan_document::Witness {
        file: file.to_owned(),
        lines,
        joins: u32::try_from(joins).unwrap_or(u32::MAX),
        removed: Vec::new(),
    };
    // What the other witness breaks and joins does not reach the reading text.
    let others = witnesses
        .iter()
        .map(|w| source(&w.witness.file, w.lines, 0));
    std::iter::once(source(file, lines, joins))
        .chain(others)
        .collect()
}

/// All changes in the order of the source's lines: those in texts, and what was taken out.
fn recorded(file: &str, drafts: &[Draft], blocks: &[Block], removed: &[Traced]) -> Vec<Change> {
    let mut changes = Vec::new();
    for (draft, block) in drafts.iter().zip(blocks) {
        draft.changes(block, file, &mut changes);
    }
    let removed = removed.iter().flat_map(crate::record::changes::changes);
    changes.extend(removed.map(|change| Change {
        file: file.to_owned(),
        line: Some(change.line),
        was: change.was,
        now: change.now,
        rule: change.rule,
        place: None,
    }));
    changes.sort_by_key(|c| c.line);
    changes
}

/// The paragraphs of a witness, normalised as those of a base text.
pub(crate) fn witness(file: &str, lines: Vec<Line>) -> WitnessText {
    let span = span(&lines);
    let (lines, _) = furniture::strip(lines);
    let paragraphs = reflow(lines, &Evidence::default())
        .into_iter()
        .map(|mut para| {
            clean(&mut para.text, Setting::Prose);
            para.text.text()
        })
        .collect();
    WitnessText {
        witness: Witness {
            file: file.to_owned(),
            paragraphs,
        },
        lines: span,
    }
}

fn units(chunks: Vec<Chunk>, evidence: &Evidence) -> Vec<Unit> {
    let unit = |body: Body, first: u32, last: u32| Unit {
        body,
        part: celan_document::Part::Body,
        role: None,
        lines: Lines { first, last },
        line_width: None,
        shape: (first..=last).find_map(|line| evidence.shapes.get(&line).copied()),
        readings: Vec::new(),
    };
    let mut out = Vec::new();
    for chunk in chunks {
        match chunk {
            Chunk::Lines(lines) => {
                for para in reflow(lines, evidence) {
                    let Para {
                        text,
                        line_width,
                        first,
                        last,
                    } = para;
                    out.push(Unit {
                        line_width,
                        ..unit(Body::Text(text), first, last)
                    });
                }
            }
            Chunk::Table(grid) => {
                let (first, last) = (grid.first, grid.last);
                out.push(unit(Body::Table(Box::new(grid)), first, last));
            }
        }
    }
    out
}

fn normalise(unit: &mut Unit) {
    let setting = match unit.role {
        Some(FrameRole::Title | FrameRole::Signature | FrameRole::Remark) => Setting::Display,
        _ => Setting::Prose,
    };
    match &mut unit.body {
        Body::Text(text) => clean(text, setting),
        Body::Table(grid) => {
            let cells = grid.header.iter_mut().chain(grid.rows.iter_mut().flatten());
            for text in cells.chain(&mut grid.notes).chain(&mut grid.caption) {
                clean(text, Setting::Prose);
            }
        }
    }
}

fn clean(text: &mut Traced, setting: Setting) {
    conjunction::restore(text);
    punctuation::widen(text);
    tidy(text, setting);
}

/// Collates with each witness; every choice made by hand must find its place in one of them.
fn collated(
    units: &mut [Unit],
    witnesses: &[WitnessText],
    file: &str,
    manual: &ManualRepairs,
    id: &str,
) -> Result<(), ImportError> {
    if witnesses.is_empty() {
        return Ok(());
    }
    let mut choices: Vec<Choice> = manual
        .choice
        .iter()
        .map(|c| Choice {
            line: c.line,
            was: c.was.clone(),
            now: c.now.clone(),
            reason: c.reason.clone(),
        })
        .collect();
    for WitnessText { witness, .. } in witnesses {
        let mut columns: Vec<Column<'_>> = units
            .iter_mut()
            .filter_map(|unit| match &mut unit.body {
                Body::Text(text) => Some(Column {
                    text,
                    readings: &mut unit.readings,
                }),
                Body::Table(_) => None,
            })
            .collect();
        choices = collate(&mut columns, witness, file, choices);
    }
    match choices.first() {
        None => Ok(()),
        Some(choice) => Err(ImportError::Stale {
            id: id.to_owned(),
            line: choice.line,
            was: choice.was.clone(),
        }),
    }
}

#[cfg(test)]
mod tests;
