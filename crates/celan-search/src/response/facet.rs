//! Passages counted by the properties of their documents.

use super::{Facet, Facets};
use crate::query::terms;
use celan_document::{Library, Metadata};

/// Counts by property; `counts` gives the number of passages of each document, and of occurrences in those.
pub(crate) fn facets(library: &Library, counts: &[[u32; 2]]) -> Facets {
    let mut facets = Facets::default();
    for (document, [passages, occurrences]) in library.documents.iter().zip(counts) {
        if *passages == 0 {
            continue;
        }
        let m: &Metadata = &document.metadata;
        let add = |list: &mut Vec<Facet>, value: &str, label: &str| {
            let at = list
                .iter()
                .position(|f| f.value == value)
                .unwrap_or_else(|| {
                    list.push(Facet {
                        value: value.to_owned(),
                        label: label.to_owned(),
                        documents: 0,
                        passages: 0,
                        occurrences: 0,
                    });
                    list.len() - 1
                });
            list[at].documents += 1;
            list[at].passages += passages;
            list[at].occurrences += occurrences;
        };
        add(&mut facets.documents, &m.id, &m.title);
        if let Some(level) = &m.level {
            add(&mut facets.levels, level, level);
        }
        if let Some(date) = &m.date {
            let year = date.year().to_string();
            add(&mut facets.years, &year, &year);
        }
        for (n, issuer) in m.issuers.iter().enumerate() {
            // One that is named twice is still one.
            if !m.issuers[..n].contains(issuer) {
                add(&mut facets.issuers, issuer, issuer);
            }
        }
        if let Some(category) = &m.category {
            add(&mut facets.categories, category, category);
        }
        for term in terms(m, library.date.as_ref()) {
            add(&mut facets.terms, term, term);
        }
    }
    let rank = |level: &str| library.levels.iter().position(|l| l.name == level);
    facets
        .levels
        .sort_by_key(|f| rank(&f.value).unwrap_or(usize::MAX));
    facets.years.sort_by(|a, b| b.value.cmp(&a.value));
    facets
        .issuers
        .sort_by_key(|f| std::cmp::Reverse(f.passages));
    facets
}
