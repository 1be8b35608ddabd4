//! The fst of terms.

use crate::container::Budget;
use crate::sections::alphabet::Alphabet;
use crate::sections::vocabulary::Vocabulary;
use fst::SetBuilder;

impl Vocabulary {
    /// The vocabulary of these terms, for a library that is not packed; `None` where they have
    /// too many characters.
    pub fn of(terms: &[&str]) -> Option<Self> {
        let alphabet = Alphabet::of(terms.iter().copied())?;
        let set = set(terms.iter().copied(), &alphabet)?;
        let budget = Budget::new(set.len());
        Self::read(set, alphabet, &budget).ok()
    }
}

/// The section's bytes; `None` where a term has a character that the alphabet lacks.
pub(super) fn set<'a>(
    terms: impl Iterator<Item = &'a str>,
    alphabet: &Alphabet,
) -> Option<Vec<u8>> {
    let mut keys = terms
        .map(|term| {
            let mut key = Vec::new();
            term.chars().try_for_each(|c| alphabet.push(c, &mut key))?;
            Some(key)
        })
        .collect::<Option<Vec<_>>>()?;
    keys.sort_unstable();
    keys.dedup();
    let mut builder = SetBuilder::memory();
    builder.extend_iter(keys).ok()?;
    builder.into_inner().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn terms_are_found_by_their_beginning(
            terms in prop::collection::btree_set("[a-c成果转化]{1,4}|[一-龥]{1,3}", 0..80),
            prefix in "[a-c成果转化]{0,2}",
        ) {
            let all: Vec<&str> = terms.iter().map(String::as_str).collect();
            let vocabulary = Vocabulary::of(&all).unwrap();
            prop_assert_eq!(vocabulary.len(), all.len());
            let mut found = vocabulary.beginning(&prefix);
            found.sort_unstable();
            let want: Vec<&str> = all.into_iter().filter(|t| t.starts_with(&prefix)).collect();
            prop_assert_eq!(found, want);
        }
    }
}
