//! The answer from passages in order: counts of all of them, and the hits that are asked for.

use super::facet::facets;
use super::hit::{Places, hit};
use super::{Answer, Counts, Hit, Understood};
use crate::index::Index;
use crate::matching::Passage;
use crate::matching::Postings;

impl Index {
    /// Makes the answer from sorted passages.
    pub(crate) fn answer(
        &self,
        query: Understood,
        postings: &[Postings],
        passages: &[Passage],
        limit: usize,
    ) -> Answer {
        let mut by_document = vec![[0; 2]; self.library.documents.len()];
        let (mut all, mut exact) = (Counts::default(), Counts::default());
        let mut exact_documents = vec![false; by_document.len()];
        let counts = counts(self, postings);
        let occurrences = |passage: &Passage| {
            let units = passage.units(self);
            let counts = counts.get(units.start as usize..units.end as usize);
            counts.unwrap_or(&[]).iter().sum::<u32>()
        };
        for passage in passages {
            let document = self
                .units
                .get(passage.unit() as usize)
                .map_or(0, |u| u.document as usize);
            let occurrences = occurrences(passage);
            all.passages += 1;
            all.occurrences += occurrences;
            by_document[document][0] += 1;
            by_document[document][1] += occurrences;
            if !passage.is_widened() {
                exact.passages += 1;
                exact.occurrences += occurrences;
                exact_documents[document] = true;
            }
        }
        all.documents = by_document.iter().filter(|n| n[0] > 0).count() as u32;
        exact.documents = exact_documents.iter().filter(|d| **d).count() as u32;
        let limit = if limit == 0 { usize::MAX } else { limit };
        let shown = &passages[..limit.min(passages.len())];
        let places = Places::of(self, postings, shown);
        let hits: Vec<Hit> = shown
            .iter()
            .filter_map(|p| hit(self, *p, &places, occurrences(p)))
            .collect();
        Answer {
            format: "celan-search/1",
            query,
            documents: all.documents,
            passages: all.passages,
            occurrences: all.occurrences,
            exact,
            facets: facets(&self.library, &by_document),
            by_document: by_document.iter().map(|counts| counts[1]).collect(),
            hits,
            ..Answer::default()
        }
    }
}

/// In each unit, the places where a match begins.
fn counts(index: &Index, postings: &[Postings]) -> Vec<u32> {
    let mut counts = vec![0; index.units.len()];
    // Words of one query may begin at the same place: each place counts once.
    let mut seen = vec![0u64; index.buffer.len() as usize / 64 + 1];
    for postings in postings {
        for entry in postings.units() {
            let mut new = 0;
            for place in postings.of(entry).iter().map(|m| m.place) {
                let (word, bit) = (&mut seen[place as usize / 64], 1 << (place % 64));
                new += u32::from(*word & bit == 0);
                *word |= bit;
            }
            counts[entry.unit as usize] += new;
        }
    }
    counts
}
