//! A hit from a unit: its text, path, marks and snippet.

use super::snippet::snippet;
use super::{Hit, Range};
use crate::index::Index;
use crate::index::{heading_text, show};
use crate::matching::Passage;
use crate::matching::Postings;
use std::ops::Range as Units;

/// Where matches begin in the passages of an answer, in order, each with its longest length: the
/// place in the upper half of a number, the length's complement in the lower.
pub(crate) struct Places(Vec<u64>);

/// Places that are marked at most; all are counted.
const MOST: usize = 1 << 18;

impl Places {
    /// The places of all matches in these passages.
    pub(crate) fn of(index: &Index, postings: &[Postings], passages: &[Passage]) -> Self {
        let mut wanted = vec![false; index.units.len()];
        for unit in passages.iter().flat_map(|p| p.units(index)) {
            if let Some(wanted) = wanted.get_mut(unit as usize) {
                *wanted = true;
            }
        }
        let mut places = Vec::new();
        let share = MOST / postings.len().max(1);
        for postings in postings {
            let until = places.len() + share;
            for entry in postings.units().iter().filter(|e| wanted[e.unit as usize]) {
                let matches = postings.of(entry).iter().take(until - places.len());
                places.extend(matches.map(|m| u64::from(m.place) << 32 | u64::from(!m.len)));
            }
        }
        if postings.len() > 1 {
            places.sort_unstable();
            places.dedup_by_key(|place| *place >> 32);
        }
        Self(places)
    }

    /// Those in some units that follow each other.
    pub(crate) fn within(&self, index: &Index, units: Units<u32>) -> &[u64] {
        let start = index.units.get(units.start as usize).map_or(0, |u| u.start);
        let end = index.unit_end(units.end.saturating_sub(1));
        let before = |at: u32| {
            self.0
                .partition_point(|place| (place >> 32) < u64::from(at))
        };
        &self.0[before(start)..before(end)]
    }
}

/// Makes the hit of a passage with so many occurrences; `None` if the library has changed under the index.
pub(crate) fn hit(
    index: &Index,
    passage: Passage,
    places: &Places,
    occurrences: u32,
) -> Option<Hit> {
    let unit = index.units.get(passage.unit() as usize)?;
    let metadata = &index
        .library
        .documents
        .get(unit.document as usize)?
        .metadata;
    let shown = show(&index.library, unit)?;
    let mut highlights = Vec::new();
    for number in passage.units(index) {
        let cell = index.units.get(number as usize)?;
        let places = places.within(index, number..number + 1);
        if number == passage.unit() {
            highlight(shown.own, cell.start, places, shown.offset, &mut highlights);
        } else if !places.is_empty() {
            let shown = show(&index.library, cell)?;
            highlight(shown.own, cell.start, places, shown.offset, &mut highlights);
        }
    }
    let mut path: Vec<String> = index
        .ancestors(unit)
        .filter_map(|a| heading_text(&index.library, index.units.get(a as usize)?))
        .map(str::to_owned)
        .collect();
    path.reverse();
    Some(Hit {
        document: metadata.id.clone(),
        title: metadata.title.clone(),
        anchor: shown.anchor.map(str::to_owned),
        field: unit.field,
        cell: shown.cell,
        path,
        snippet: snippet(&shown.text, &highlights),
        text: shown.text.into_owned(),
        occurrences,
        highlights,
        score: passage.score(),
        widened: passage.is_widened(),
    })
}

/// Adds the ranges of a unit's text at `places` of the buffer, which counts UTF-16 codes and leaves
/// out what folding ignores; `start` is where the unit begins in the buffer, `offset` where its text begins
/// in what is shown.
pub(super) fn highlight(
    text: &str,
    start: u32,
    places: &[u64],
    offset: u32,
    highlights: &mut Vec<Range>,
) {
    // Of each code the character that it comes from: folding maps characters one to one.
    let mut origin: Vec<u32> = Vec::with_capacity(text.chars().count());
    for (n, c) in (offset..).zip(text.chars()) {
        if !celan_text::is_ignored(c) {
            origin.extend(std::iter::repeat_n(n, c.len_utf16()));
        }
    }
    let at = |code: u32| origin.get(code as usize).copied().unwrap_or(offset);
    highlights.extend(places.iter().map(|place| {
        let first = ((place >> 32) as u32).saturating_sub(start);
        let last = first + (!*place as u32).saturating_sub(1);
        [at(first), at(last) + 1]
    }));
}

impl Hit {
    /// The highlights merged where they overlap or touch: what to mark on a page.
    pub fn marks(&self) -> Vec<Range> {
        let mut marks: Vec<Range> = Vec::new();
        for next in &self.highlights {
            match marks.last_mut() {
                Some(last) if next[0] <= last[1] => last[1] = last[1].max(next[1]),
                _ => marks.push(*next),
            }
        }
        marks
    }
}
