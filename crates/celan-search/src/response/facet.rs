//! Passages counted by the properties of their documents.

use super::{Facet, Facets};
use crate::query::terms;
use celan_document::Library;
use std::cmp::Reverse;

/// The counts of one property, in the order in which its values came. A library may have as many values as documents.
#[derive(Default)]
struct Counts {
    facets: Vec<Facet>,
    /// The document that each counted last, by its place from 1.
    counted: Vec<usize>,
    /// Places in `facets`, ordered by value.
    sorted: Vec<usize>,
}

impl Counts {
    /// The place of a value's facet, which is made if there is none yet.
    fn place(&mut self, value: &str, label: &str) -> usize {
        let facets = &mut self.facets;
        let order = |&at: &usize| facets[at].value.as_str().cmp(value);
        match self.sorted.binary_search_by(order) {
            Ok(found) => self.sorted[found],
            Err(to) => {
                let at = facets.len();
                self.sorted.insert(to, at);
                self.counted.push(0);
                facets.push(Facet {
                    value: value.to_owned(),
                    label: label.to_owned(),
                    documents: 0,
                    passages: 0,
                    occurrences: 0,
                });
                at
            }
        }
    }

    /// Counts a document with its hits; one that names a value twice is still one.
    fn add(
        &mut self,
        value: &str,
        label: &str,
        document: usize,
        [passages, occurrences]: [u32; 2],
    ) {
        let at = self.place(value, label);
        if self.counted[at] != document {
            self.counted[at] = document;
            let facet = &mut self.facets[at];
            facet.documents += 1;
            facet.passages += passages;
            facet.occurrences += occurrences;
        }
    }
}

/// Counts by property; `counts` gives the number of passages of each document, and of occurrences in those.
pub(crate) fn facets(library: &Library, counts: &[[u32; 2]]) -> Facets {
    let mut by: [Counts; 6] = Default::default();
    let [documents, levels, years, issuers, categories, states] = &mut by;
    for level in &library.levels {
        levels.place(&level.name, &level.name);
    }
    for (n, (document, hits)) in library.documents.iter().zip(counts).enumerate() {
        if hits[0] == 0 {
            continue;
        }
        let m = &document.metadata;
        let add = |to: &mut Counts, value: &str, label: &str| to.add(value, label, n + 1, *hits);
        add(documents, &m.id, &m.title);
        if let Some(level) = &m.level {
            add(levels, level, level);
        }
        if let Some(date) = &m.date {
            let year = date.year().to_string();
            add(years, &year, &year);
        }
        for issuer in &m.issuers {
            add(issuers, issuer, issuer);
        }
        if let Some(category) = &m.category {
            add(categories, category, category);
        }
        for term in terms(m, library.date.as_ref()) {
            add(states, term, term);
        }
    }
    let [documents, levels, years, issuers, categories, terms] = by.map(|counts| counts.facets);
    let mut facets = Facets {
        documents,
        levels,
        years,
        issuers,
        categories,
        terms,
    };
    facets.levels.retain(|level| level.documents > 0);
    facets.years.sort_by(|a, b| b.value.cmp(&a.value));
    facets.issuers.sort_by_key(|f| Reverse(f.passages));
    facets
}
