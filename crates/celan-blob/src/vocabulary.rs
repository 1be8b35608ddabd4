//! The terms of a library: an fst over the code of its alphabet.
//!
//! In that code a character takes a byte or two where UTF-8 has three, and the fst two thirds of the
//! room: 19 KB for the terms that take 24 KB as an fst of UTF-8 and 15 KB as a bare list. How often
//! a term stands in the texts is counted by whoever searches them.

use crate::alphabet::{Alphabet, END};
use crate::error::BlobError;
use fst::{IntoStreamer, Set, Streamer};

/// The terms of a library, with those that begin alike side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    alphabet: Alphabet,
    /// Bytes of an fst set; empty for no terms.
    set: Vec<u8>,
    /// Terms of the set that are none any more, sorted, and terms that it lacks.
    gone: Vec<String>,
    come: Vec<String>,
}

impl Vocabulary {
    /// Reads the section's decoded bytes, which were checked.
    pub(crate) fn read(set: Vec<u8>, alphabet: Alphabet) -> Result<Self, BlobError> {
        match Set::new(set.as_slice()) {
            Ok(_) => Ok(Self {
                alphabet,
                set,
                ..Self::default()
            }),
            Err(_) => Err(BlobError::malformed("vocabulary", "it is no fst")),
        }
    }

    /// Takes terms out that are in the set, sorted, and adds others that are not.
    pub(crate) fn change(&mut self, gone: Vec<String>, come: Vec<String>) {
        (self.gone, self.come) = (gone, come);
    }

    /// The terms that begin with `prefix`, all for an empty one, in the order of the code; those that
    /// changes added come last.
    pub fn beginning(&self, prefix: &str) -> Vec<String> {
        let mut terms = Vec::new();
        let mut start = Vec::new();
        let known = prefix
            .chars()
            .try_for_each(|c| self.alphabet.push(c, &mut start));
        if let (Some(()), Ok(set)) = (known, Set::new(self.set.as_slice())) {
            let mut stream = set.range().ge(&start).into_stream();
            while let Some(key) = stream.next().filter(|key| key.starts_with(&start)) {
                let texts = self.alphabet.decode(&[key, &[END]].concat());
                terms.extend(texts.unwrap_or_default());
            }
        }
        terms.retain(|term| self.gone.binary_search(term).is_err());
        let come = self.come.iter().filter(|term| term.starts_with(prefix));
        terms.extend(come.cloned());
        terms
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        let stored = Set::new(self.set.as_slice()).map_or(0, |set| set.len());
        (stored + self.come.len()).saturating_sub(self.gone.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(feature = "pack")]
mod encode {
    use super::Vocabulary;
    use crate::alphabet::Alphabet;
    use fst::SetBuilder;

    impl Vocabulary {
        /// The vocabulary of these terms, for a library that is not packed; `None` where they have
        /// too many characters.
        pub fn of(terms: &[&str]) -> Option<Self> {
            let alphabet = Alphabet::of(terms.iter().copied())?;
            let set = set(terms.iter().copied(), &alphabet)?;
            Self::read(set, alphabet).ok()
        }
    }

    /// The section's bytes; `None` where a term has a character that the alphabet lacks.
    pub(crate) fn set<'a>(
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
}

#[cfg(feature = "pack")]
pub(crate) use encode::set;

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
