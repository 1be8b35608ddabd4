//! How often terms stand in texts.

use aho_corasick::{AhoCorasick, MatchKind};

/// For each term the number of places in `texts` where it stands, overlapping ones included.
pub(crate) fn places(terms: &[String], texts: &[&str]) -> Vec<u32> {
    let mut counts = vec![0; terms.len()];
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(terms);
    let Ok(automaton) = automaton else {
        // Only a vocabulary of gigabytes is refused; then each term is sought by itself.
        for (count, term) in counts.iter_mut().zip(terms) {
            *count = texts.iter().map(|text| naive(term, text)).sum();
        }
        return counts;
    };
    for text in texts {
        for found in automaton.find_overlapping_iter(text) {
            counts[found.pattern().as_usize()] += 1;
        }
    }
    counts
}

fn naive(term: &str, text: &str) -> u32 {
    text.char_indices()
        .filter(|(at, _)| text[*at..].starts_with(term))
        .count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_equal_brute_force(
            terms in prop::collection::btree_set("[科技成果]{1,3}", 1..12),
            texts in prop::collection::vec("[科技成果，]{0,60}", 0..8),
        ) {
            let terms: Vec<String> = terms.into_iter().collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let brute: Vec<u32> = terms
                .iter()
                .map(|term| texts.iter().map(|text| naive(term, text)).sum())
                .collect();
            prop_assert_eq!(places(&terms, &texts), brute);
        }
    }
}
