//! A second text of a document, and what its paragraphs tell.

use crate::collate::fold;
use std::collections::HashSet;

/// A witness: its paragraphs, normalised as those of the base text.
pub(crate) struct Witness {
    pub(crate) file: String,
    pub(crate) paragraphs: Vec<String>,
}

/// Tells from a witness whether two pieces of text belong to one paragraph.
pub(crate) struct Boundaries {
    text: String,
    /// Byte offsets in `text` where a paragraph begins.
    begins: HashSet<usize>,
}

impl Boundaries {
    pub(crate) fn of(witness: &Witness) -> Self {
        let mut text = String::new();
        let mut begins = HashSet::new();
        for paragraph in &witness.paragraphs {
            begins.insert(text.len());
            text.push_str(&plain(paragraph));
        }
        Self { text, begins }
    }

    /// Whether the witness reads on from `before` to `after` without a break; `None` where it has
    /// not both, side by side.
    pub(crate) fn joined(&self, before: &str, after: &str) -> Option<bool> {
        const KEY: usize = 10;
        let before: Vec<char> = plain(before).chars().collect();
        let before: String = before[before.len().saturating_sub(KEY)..].iter().collect();
        let after: String = plain(after).chars().take(KEY).collect();
        let at = self.text.find(&format!("{before}{after}"))?;
        Some(!self.begins.contains(&(at + before.len())))
    }
}

/// Letters, digits and ideographs only, folded.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .map(fold)
        .collect()
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
