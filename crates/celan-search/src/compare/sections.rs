//! The sections of a document that are compared: the lowest headings that an outline shows.

use crate::index::Field;
use crate::index::Index;
use crate::index::{NONE, block_of};
use celan_document::{Content, NumberingKind, Part};
use std::ops::Range;

/// How deep headings are looked for, and how many sections are enough to go no deeper.
const DEPTH: usize = 3;
const ENOUGH: usize = 12;

/// A section: the unit of its heading and one past the last unit below it.
pub(super) type Section = Range<u32>;

/// The units of a document.
pub(super) fn units_of(index: &Index, document: usize) -> Range<u32> {
    let first = |at: usize| index.first_units.get(at).copied();
    let end = first(document + 1).unwrap_or(index.units.len() as u32);
    first(document).unwrap_or(end)..end
}

/// The sections of a document in reading order; its paragraphs where it has no headings.
pub(super) fn sections(index: &Index, document: usize) -> Vec<Section> {
    let headings: Vec<(Section, usize)> = units_of(index, document)
        .filter_map(|unit| Some((heading(index, unit)?, depth(index, unit))))
        .collect();
    let mut found = Vec::new();
    for deepest in 1..=DEPTH {
        let open: Vec<&(Section, usize)> = headings
            .iter()
            .filter(|(_, depth)| *depth <= deepest)
            .collect();
        let lowest = |at: usize| {
            let next = open.get(at + 1);
            next.is_none_or(|(next, _)| next.start >= open[at].0.end)
        };
        found = (0..open.len())
            .filter(|at| lowest(*at))
            .map(|at| open[at].0.clone())
            .collect();
        if found.len() >= ENOUGH {
            break;
        }
    }
    if found.is_empty() {
        let text =
            |unit: &u32| index.units.get(*unit as usize).map(|u| u.field) == Some(Field::Text);
        let paragraphs = units_of(index, document).filter(text);
        found = paragraphs.map(|unit| unit..unit + 1).collect();
    }
    found
}

/// What stands below a unit that is a heading with a name; articles are named by their number.
fn heading(index: &Index, number: u32) -> Option<Section> {
    let unit = index
        .units
        .get(number as usize)
        .filter(|u| u.field == Field::Text)?;
    let block = block_of(&index.library, unit).filter(|b| b.part != Part::Notice)?;
    let named = match &block.content {
        Content::Heading(_) => true,
        Content::Paragraph {
            run_in: Some(r), ..
        } => !r.title.is_empty() || r.kind == NumberingKind::Article,
        _ => false,
    };
    named.then_some(number..unit.below)
}

/// The title of a section, without its number.
pub(super) fn title<'a>(index: &'a Index, section: &Section) -> &'a str {
    let unit = index.units.get(section.start as usize);
    let block = unit.and_then(|unit| block_of(&index.library, unit));
    match block.map(|block| &block.content) {
        Some(Content::Heading(heading)) => &heading.title,
        Some(Content::Paragraph {
            run_in: Some(run_in),
            ..
        }) => &run_in.title,
        _ => "",
    }
}

fn depth(index: &Index, number: u32) -> usize {
    let parent = |unit: &u32| index.units.get(*unit as usize).map(|u| u.parent);
    std::iter::successors(Some(number), |unit| parent(unit).filter(|p| *p != NONE)).count()
}
