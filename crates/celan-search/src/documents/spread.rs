//! Documents that have all words of a query, each in another place.

use crate::index::{Index, NONE, show};
use crate::matching::{Passage, Postings};
use crate::response::{Spread, SpreadWord};

impl Index {
    /// The documents that have all of `postings` and none of the `passages`, which have them
    /// together, in library order.
    pub(crate) fn spread(
        &self,
        words: &[String],
        postings: &[Postings],
        passages: &[Passage],
    ) -> Vec<Spread> {
        if postings.len() < 2 || words.len() != postings.len() {
            return Vec::new();
        }
        let mut together = vec![false; self.library.documents.len()];
        let document = |unit: u32| self.units.get(unit as usize).map(|u| u.document as usize);
        let exact = passages.iter().filter(|passage| !passage.is_widened());
        for document in exact.filter_map(|passage| document(passage.unit())) {
            together[document] = true;
        }
        let mut counts = vec![0; together.len()];
        for postings in postings {
            let mut last = usize::MAX;
            for document in postings.units().iter().filter_map(|u| document(u.unit)) {
                counts[document] += usize::from(document != last);
                last = document;
            }
        }
        let all = |document: &usize| counts[*document] == postings.len() && !together[*document];
        let found = (0..counts.len()).filter(all);
        found
            .filter_map(|document| {
                let words = words.iter().zip(postings);
                Some(Spread {
                    document: self.library.documents.get(document)?.metadata.id.clone(),
                    words: words
                        .map(|(word, postings)| self.best_place(word, postings, document))
                        .collect(),
                })
            })
            .collect()
    }

    /// Where a document says most of a word: a heading that has it, else the text with the most
    /// occurrences.
    fn best_place(&self, word: &str, postings: &Postings, document: usize) -> SpreadWord {
        let (mut occurrences, mut best, mut most) = (0, NONE, (false, 0));
        for entry in postings.units() {
            let Some(unit) = self.units.get(entry.unit as usize) else {
                continue;
            };
            if unit.document as usize != document {
                continue;
            }
            let matches = postings.of(entry);
            occurrences += matches.len() as u32;
            let in_lead = matches.iter().any(|m| m.place < unit.start + unit.lead);
            let rank = (in_lead, matches.len());
            if rank > most && show(&self.library, unit).is_some_and(|s| s.anchor.is_some()) {
                (best, most) = (entry.unit, rank);
            }
        }
        let unit = self.units.get(best as usize);
        let shown = unit.and_then(|unit| show(&self.library, unit));
        SpreadWord {
            text: word.to_owned(),
            anchor: shown.and_then(|shown| shown.anchor.map(str::to_owned)),
            occurrences,
        }
    }
}
