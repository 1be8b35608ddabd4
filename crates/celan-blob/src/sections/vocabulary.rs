//! The terms of a library: an fst over the code of its alphabet.
//!
//! In that code a character takes a byte or two where UTF-8 has three, and the fst two thirds of the
//! room: 19 KB for the terms that take 24 KB as an fst of UTF-8 and 15 KB as a bare list. How often
//! a term stands in the texts is counted by whoever searches them.

use super::alphabet::{Alphabet, END};
use super::fst_check;
use crate::container::Budget;
use crate::error::BlobError;
use fst::{IntoStreamer, Set, Streamer};

/// The terms of a library, with those that begin alike side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    alphabet: Alphabet,
    /// Bytes of an fst set; empty for no terms.
    set: Vec<u8>,
    /// Terms of the set that are none any more, sorted, and terms that it lacks.
    removed: Vec<String>,
    added: Vec<String>,
}

impl Vocabulary {
    /// Reads the section's decoded bytes. Their checksum was compared, but a forged fst could still
    /// make its reader panic or never end: its nodes are checked before it is used.
    pub(crate) fn read(
        set: Vec<u8>,
        alphabet: Alphabet,
        budget: &Budget,
    ) -> Result<Self, BlobError> {
        let bad = || BlobError::malformed("vocabulary", "it is no fst");
        let keys = fst_check::keys(&set).ok_or_else(bad)?;
        let stored = Set::new(set.as_slice()).map_or(0, |set| set.len());
        if keys.count != stored {
            return Err(bad());
        }
        // A term is kept as text and folded, with its place in lists.
        let memory = keys.count.saturating_mul(64).saturating_add(keys.bytes);
        budget
            .take(memory)
            .ok_or_else(|| budget.exceeded("vocabulary"))?;
        Ok(Self {
            alphabet,
            set,
            ..Self::default()
        })
    }

    /// Takes terms out that are in the set, sorted, and adds others that are not.
    pub(crate) fn change(&mut self, removed: Vec<String>, added: Vec<String>) {
        (self.removed, self.added) = (removed, added);
    }

    /// The terms that begin with `prefix`, all for an empty one, in the order of the code; those that
    /// a delta added come last.
    pub fn beginning(&self, prefix: &str) -> Vec<String> {
        let mut terms = Vec::new();
        let mut start = Vec::new();
        let known = prefix
            .chars()
            .try_for_each(|c| self.alphabet.push(c, &mut start));
        if let (Some(()), Ok(set)) = (known, Set::new(self.set.as_slice())) {
            let mut stream = set.range().ge(&start).into_stream();
            while let Some(key) = stream.next().filter(|key| key.starts_with(&start)) {
                let codes = [key, &[END]].concat();
                terms.extend(self.alphabet.decode(&codes).map(|(term, _)| term));
            }
        }
        terms.retain(|term| self.removed.binary_search(term).is_err());
        let added = self.added.iter().filter(|term| term.starts_with(prefix));
        terms.extend(added.cloned());
        terms
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        let stored = Set::new(self.set.as_slice()).map_or(0, |set| set.len());
        (stored + self.added.len()).saturating_sub(self.removed.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
