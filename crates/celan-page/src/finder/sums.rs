//! The sums that passages name: what comparing shows below them, in large type.

use super::answer::{self, Rows};
use super::texts::Texts;
use crate::view::View;
use celan_document::Library;
use celan_finder::{Extracts, Measure};
use maud::{Markup, html};

/// A passage of which a part is shown.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    /// Id of the document.
    pub document: &'a str,
    /// Anchor of the block.
    pub anchor: &'a str,
    /// What is shown of the block's text, in characters.
    pub shown: &'a [[u32; 2]],
}

/// Of each passage, the sums that stand in what is shown of it.
pub fn sums(
    library: &Library,
    extracts: &Extracts,
    passages: &[Passage<'_>],
    view: View<'_>,
) -> Vec<Markup> {
    let texts = Texts::new(library, extracts, view);
    let sums = passages.iter().map(|passage| {
        let stands = |measure: &&Measure| stands_in(&texts, measure, passage);
        let measures: Vec<&Measure> = extracts.measures.iter().filter(stands).collect();
        let same = |a: &&Measure, b: &&Measure| a.group > 0 && a.group == b.group;
        let rows: Vec<&Rows<'_>> = measures.chunk_by(same).collect();
        html! {
            @if !rows.is_empty() {
                div.sums lang="zh-CN" { @for rows in rows { (answer::amount(&texts, rows)) } }
            }
        }
    });
    sums.collect()
}

/// Whether the words of a measure's sum are among those that are shown of a passage.
fn stands_in(texts: &Texts<'_>, measure: &Measure, passage: &Passage<'_>) -> bool {
    let location = measure.location;
    let shown = |from: u32, to: u32| {
        let ranges = passage.shown.iter();
        ranges.into_iter().any(|r| r[0] <= from && to <= r[1])
    };
    location.row.is_none()
        && !measure.sums.is_empty()
        && texts
            .document(location)
            .is_some_and(|d| d.metadata.id == passage.document)
        && texts
            .block(location)
            .is_some_and(|block| block.anchor == passage.anchor)
        && answer::mark(measure).is_some_and(|(from, to)| shown(from, to))
}
