//! A hit from a unit: its text, path, marks and snippet.

use crate::answer::{Hit, Range};
use crate::evidence::Evidence;
use crate::index::Index;
use crate::snippet::snippet;
use crate::units::{heading_text, show};
use celan_text::{Folded, fold};

/// Makes the hit of a unit; `None` if the library has changed under the index.
pub(crate) fn hit(
    index: &Index,
    number: u32,
    evidence: &[Evidence],
    score: u32,
    widened: bool,
) -> Option<Hit> {
    let unit = index.units.get(number as usize)?;
    let metadata = &index
        .library
        .documents
        .get(usize::from(unit.document))?
        .metadata;
    let shown = show(&index.library, unit)?;
    let folded = fold(&shown.own);
    let mut places: Vec<(u32, u32)> = evidence
        .iter()
        .flat_map(|e| e.in_unit(number))
        .map(|m| (m.place - unit.start, m.len))
        .collect();
    places.sort_unstable_by_key(|(place, len)| (*place, std::cmp::Reverse(*len)));
    places.dedup_by_key(|(place, _)| *place);
    let highlights = highlights(&folded, &places, shown.offset);
    let mut path: Vec<String> = index
        .ancestors(unit)
        .filter_map(|a| heading_text(&index.library, index.units.get(a as usize)?))
        .collect();
    path.reverse();
    let text: Vec<char> = shown.text.chars().collect();
    Some(Hit {
        document: metadata.id.clone(),
        title: metadata.title.clone(),
        anchor: shown.anchor,
        field: unit.field,
        cell: shown.cell,
        path,
        snippet: snippet(&text, &highlights),
        text: shown.text,
        occurrences: places.len() as u32,
        highlights,
        score,
        widened,
    })
}

/// Ranges of the original text for places in the folded stream, which counts UTF-16 codes.
fn highlights(folded: &Folded, places: &[(u32, u32)], offset: u32) -> Vec<Range> {
    let mut starts: Vec<u32> = Vec::with_capacity(folded.chars.len() + 1);
    let mut at = 0;
    for c in &folded.chars {
        starts.push(at);
        at += c.len_utf16() as u32;
    }
    let index = |code: u32| starts.partition_point(|s| *s < code);
    places
        .iter()
        .map(|(place, len)| {
            let range = folded.original(index(*place)..index(place + len));
            [offset + range.start, offset + range.end]
        })
        .collect()
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
