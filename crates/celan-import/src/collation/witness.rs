//! A second text of a document, and what its paragraphs tell.

use super::fold::{fold, hash};
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

/// A witness: its paragraphs, normalised as those of the base text.
pub(crate) struct Witness {
    pub(crate) file: String,
    pub(crate) paragraphs: Vec<String>,
}

/// Tells from a witness whether two pieces of text belong to one paragraph.
pub(crate) struct Boundaries {
    text: Vec<char>,
    /// Where in `text` a paragraph begins.
    begins: HashSet<usize>,
    /// By number of characters: where each stretch of so many stands first, by its hash. Filled when
    /// first asked for.
    first: [OnceCell<HashMap<u64, usize>>; 2 * KEY + 1],
}

/// Characters on either side of a seam that are looked for.
const KEY: usize = 10;

impl Boundaries {
    pub(crate) fn of(witness: &Witness) -> Self {
        let mut text = Vec::new();
        let mut begins = HashSet::new();
        for paragraph in &witness.paragraphs {
            begins.insert(text.len());
            text.extend(plain(paragraph));
        }
        Self {
            text,
            begins,
            first: Default::default(),
        }
    }

    /// Whether the witness reads on from `before` to `after` without a break; `None` where it has
    /// not both, side by side.
    pub(crate) fn joined(&self, before: &str, after: &str) -> Option<bool> {
        let mut seam: Vec<char> = plain(before).collect();
        seam.drain(..seam.len().saturating_sub(KEY));
        let middle = seam.len();
        seam.extend(plain(after).take(KEY));
        let at = self.find(&seam)?;
        Some(!self.begins.contains(&(at + middle)))
    }

    fn find(&self, wanted: &[char]) -> Option<usize> {
        let length = wanted.len();
        if length == 0 {
            return Some(0);
        }
        let first = self.first.get(length)?.get_or_init(|| {
            let mut first = HashMap::new();
            for (at, stretch) in self.text.windows(length).enumerate() {
                first.entry(hash(stretch)).or_insert(at);
            }
            first
        });
        let at = *first.get(&hash(wanted))?;
        if self.text[at..].starts_with(wanted) {
            return Some(at);
        }
        // Another stretch has the same hash.
        self.text.windows(length).position(|here| here == wanted)
    }
}

/// Letters, digits and ideographs only, folded.
fn plain(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric()).map(fold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_witness_tells_paragraphs() {
        let witness = Witness {
            file: String::new(),
            paragraphs: vec!["甲乙丙丁戊己庚辛壬癸子丑".into(), "寅卯辰巳".into()],
        };
        let boundaries = Boundaries::of(&witness);
        assert_eq!(boundaries.joined("甲乙丙", "丁戊己，庚辛壬癸"), Some(true));
        assert_eq!(boundaries.joined("壬癸子丑", "寅卯辰巳"), Some(false));
        assert_eq!(boundaries.joined("甲", "寅"), None);
    }
}
