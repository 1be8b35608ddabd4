//! One document: the steps in their order.

use crate::collate::{Choice, Column, collate};
use crate::config::{Entry, Hand, Shape};
use crate::contents::Item;
use crate::draft::Draft;
use crate::error::ImportError;
use crate::lines::Line;
use crate::metadata::{self, Framed};
use crate::reflow::{Evidence, Para, reflow};
use crate::spacing::{Setting, tidy};
use crate::structure::{Body, Unit, build};
use crate::table::{Chunk, find};
use crate::trace::Traced;
use crate::witness::{Boundaries, Witness};
use crate::{conjunction, frame, furniture, hand, punctuation, record};
use celan_corpus::applied::Change;
use celan_document::{Block, Document, FrameRole, Lines, assign_anchors};
use std::collections::HashMap;

/// What a document is made of.
pub(crate) struct Material<'a> {
    pub(crate) file: &'a str,
    pub(crate) lines: Vec<Line>,
    pub(crate) entry: &'a Entry,
    pub(crate) item: Option<&'a Item>,
    pub(crate) level: Option<String>,
    pub(crate) hand: &'a Hand,
    pub(crate) witness: Option<WitnessText>,
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

/// Makes the document.
///
/// # Errors
/// An entry made by hand does not fit the source.
pub(crate) fn make(material: Material<'_>) -> Result<Made, ImportError> {
    let Material {
        file,
        mut lines,
        entry,
        item,
        level,
        hand: by_hand,
        witness,
    } = material;
    let span = Lines {
        first: lines.first().map_or(0, |l| l.number),
        last: lines.last().map_or(0, |l| l.number),
    };
    hand::repair(&mut lines, by_hand, &entry.id)?;
    hand::add(&mut lines, by_hand, &entry.id)?;
    let shapes = hand::shapes(&lines, by_hand, &entry.id)?;
    let (lines, mut removed) = furniture::strip(lines);
    let head: String = lines.iter().take(HEAD).map(|l| l.text.text()).collect();
    let titles = frame::titles(item.map(|i| i.title.as_str()), &head);
    let count = lines.len();
    let (chunks, markup) = find(lines);
    removed.extend(markup);
    let boundaries = witness.as_ref().map(|w| Boundaries::of(&w.witness));
    let evidence = Evidence {
        titles: titles.clone(),
        shapes: shapes.clone(),
        witness: boundaries.as_ref(),
    };
    let mut units = units(chunks, &evidence, &shapes);
    let joins = count.saturating_sub(units.len());
    let was: Vec<String> = units.iter().map(|u| u.text().unwrap_or_default()).collect();
    for (unit, (part, role)) in units.iter_mut().zip(frame::roles(&was, &titles)) {
        unit.part = part;
        unit.role = role;
        normalise(unit);
    }
    if let Some(w) = &witness {
        collated(&mut units, &w.witness, file, by_hand, &entry.id)?;
    }
    let now: Vec<String> = units.iter().map(|u| u.text().unwrap_or_default()).collect();
    let frame = units
        .iter()
        .zip(&now)
        .zip(&was)
        .filter_map(|((unit, text), was)| {
            Some(Framed {
                part: unit.part,
                role: unit.role?,
                text,
                was,
            })
        });
    let source = |file: &str, lines: Lines, joins: usize| celan_document::Witness {
        file: file.to_owned(),
        lines,
        joins: joins as u32,
        removed: Vec::new(),
    };
    let mut witnesses = vec![source(file, span, joins)];
    // What the other witness breaks and joins does not reach the reading text.
    witnesses.extend(
        witness
            .as_ref()
            .map(|w| source(&w.witness.file, w.lines, 0)),
    );
    let metadata = metadata::read(&metadata::Evidence {
        entry,
        item,
        frame: frame.collect(),
        level,
        witnesses,
    });
    if metadata.title.is_empty() {
        return Err(ImportError::Untitled {
            id: entry.id.clone(),
        });
    }
    let drafts = build(units);
    let mut blocks: Vec<Block> = drafts.iter().map(Draft::block).collect();
    assign_anchors(&mut blocks);
    hand::doubts(&mut blocks, by_hand, &entry.id)?;
    let mut changes = Vec::new();
    for (draft, block) in drafts.iter().zip(&blocks) {
        draft.changes(block, file, &mut changes);
    }
    changes.extend(
        removed
            .iter()
            .flat_map(record::changes)
            .map(|change| Change {
                file: file.to_owned(),
                line: Some(change.line),
                was: change.was,
                now: change.now,
                rule: change.rule,
                place: None,
            }),
    );
    changes.sort_by_key(|c| c.line);
    Ok(Made {
        document: Document { metadata, blocks },
        changes,
        joins,
    })
}

/// The paragraphs of a witness, normalised as those of a base text.
pub(crate) fn witness(file: &str, lines: Vec<Line>) -> WitnessText {
    let span = Lines {
        first: lines.first().map_or(0, |l| l.number),
        last: lines.last().map_or(0, |l| l.number),
    };
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

fn units(chunks: Vec<Chunk>, evidence: &Evidence<'_>, shapes: &HashMap<u32, Shape>) -> Vec<Unit> {
    let unit = |body: Body, first: u32, last: u32| Unit {
        body,
        part: celan_document::Part::Body,
        role: None,
        lines: Lines { first, last },
        measure: None,
        shape: (first..=last).find_map(|line| shapes.get(&line).copied()),
        readings: Vec::new(),
    };
    let mut out = Vec::new();
    for chunk in chunks {
        match chunk {
            Chunk::Lines(lines) => {
                for para in reflow(lines, evidence) {
                    let Para {
                        text,
                        measure,
                        first,
                        last,
                    } = para;
                    out.push(Unit {
                        measure,
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

/// Collates with the witness; every choice made by hand must find its place.
fn collated(
    units: &mut [Unit],
    witness: &Witness,
    file: &str,
    hand: &Hand,
    id: &str,
) -> Result<(), ImportError> {
    let choices: Vec<Choice> = hand
        .choice
        .iter()
        .map(|c| Choice {
            line: c.line,
            was: c.was.clone(),
            now: c.now.clone(),
            reason: c.reason.clone(),
        })
        .collect();
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
    match collate(&mut columns, witness, file, &choices).first() {
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
