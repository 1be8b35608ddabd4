//! Text that knows where each of its characters came from.
//!
//! Every step of the importer works on [`Traced`]. A character is never simply dropped or added: a
//! removed one stays as a tombstone, an added one says so, so that the record of changes is known by
//! construction and not found by comparing afterwards.

use std::ops::Range;
use std::sync::Arc;

/// Name of the rule, or reason of the hand repair, that changed a character.
pub(crate) type Rule = Arc<str>;

/// A place in a source file: line from 1, column in characters from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place {
    pub(crate) line: u32,
    pub(crate) col: u32,
}

/// A character of the source with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Glyph {
    /// What stood in the source; `None` where a rule added the character.
    pub(crate) was: Option<char>,
    /// What stands now; `None` where a rule removed it.
    pub(crate) now: Option<char>,
    /// Its place; of an added character, the place that it stands before.
    pub(crate) at: Place,
    /// Who changed it.
    pub(crate) rule: Option<Rule>,
}

/// A text of traced characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Traced {
    glyphs: Vec<Glyph>,
}

impl Traced {
    /// The text of source line `line`.
    pub(crate) fn line(line: u32, text: &str) -> Self {
        let glyph = |(col, c)| Glyph {
            was: Some(c),
            now: Some(c),
            at: Place {
                line,
                col: col as u32,
            },
            rule: None,
        };
        Self {
            glyphs: text.chars().enumerate().map(glyph).collect(),
        }
    }

    /// A text that the source does not have, standing after its line `line`.
    pub(crate) fn added(line: u32, text: &str, rule: &Rule) -> Self {
        let glyph = |c| Glyph {
            was: None,
            now: Some(c),
            at: Place { line, col: 0 },
            rule: Some(rule.clone()),
        };
        Self {
            glyphs: text.chars().map(glyph).collect(),
        }
    }

    pub(crate) fn glyphs(&self) -> &[Glyph] {
        &self.glyphs
    }

    /// The text as it stands now.
    pub(crate) fn text(&self) -> String {
        self.glyphs.iter().filter_map(|g| g.now).collect()
    }

    /// The characters as they stand now.
    pub(crate) fn chars(&self) -> Vec<char> {
        self.glyphs.iter().filter_map(|g| g.now).collect()
    }

    /// Places of the characters as they stand now.
    pub(crate) fn places(&self) -> Vec<Place> {
        self.glyphs
            .iter()
            .filter(|g| g.now.is_some())
            .map(|g| g.at)
            .collect()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.glyphs.iter().all(|g| g.now.is_none())
    }

    /// Index in `glyphs` of the live character `n`; the end where there is none.
    fn index(&self, n: usize) -> usize {
        self.glyphs
            .iter()
            .enumerate()
            .filter(|(_, g)| g.now.is_some())
            .nth(n)
            .map_or(self.glyphs.len(), |(i, _)| i)
    }

    /// Puts `with` in place of the live characters `range`. What both begin and end with stays.
    pub(crate) fn replace(&mut self, range: Range<usize>, with: &str, rule: &Rule) {
        let old: Vec<char> = self.chars()[range.clone()].to_vec();
        let new: Vec<char> = with.chars().collect();
        let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let tail = old[head..]
            .iter()
            .rev()
            .zip(new[head..].iter().rev())
            .take_while(|(a, b)| a == b)
            .count();
        let mut fresh = new[head..new.len() - tail].iter();
        let (start, end) = (range.start + head, range.end - tail);
        let mut live: Vec<usize> = (start..end).map(|n| self.index(n)).collect();
        for &i in &live {
            self.glyphs[i].now = fresh.next().copied();
            self.glyphs[i].rule = Some(rule.clone());
        }
        let at = live.pop().map_or_else(|| self.index(start), |i| i + 1);
        let place = self.place_before(at);
        let added = fresh.map(|&c| Glyph {
            was: None,
            now: Some(c),
            at: place,
            rule: Some(rule.clone()),
        });
        let added: Vec<Glyph> = added.collect();
        self.glyphs.splice(at..at, added);
        // A tombstone that was added by an earlier rule never was in the source.
        self.glyphs.retain(|g| g.was.is_some() || g.now.is_some());
    }

    /// The place of what follows index `at`, or just after what precedes it.
    fn place_before(&self, at: usize) -> Place {
        let previous = at.checked_sub(1).and_then(|i| self.glyphs.get(i));
        match (previous, self.glyphs.get(at)) {
            (Some(p), Some(n)) if p.at.line != n.at.line => Place {
                line: p.at.line,
                col: p.at.col + u32::from(p.was.is_some()),
            },
            (_, Some(next)) => next.at,
            (Some(p), None) => Place {
                line: p.at.line,
                col: p.at.col + u32::from(p.was.is_some()),
            },
            (None, None) => Place { line: 1, col: 0 },
        }
    }

    /// Removes the live characters `range`.
    pub(crate) fn remove(&mut self, range: Range<usize>, rule: &Rule) {
        self.replace(range, "", rule);
    }

    /// Inserts `text` before the live character `at`.
    pub(crate) fn insert(&mut self, at: usize, text: &str, rule: &Rule) {
        self.replace(at..at, text, rule);
    }

    /// Removes everything.
    pub(crate) fn clear(&mut self, rule: &Rule) {
        let len = self.chars().len();
        self.remove(0..len, rule);
    }

    /// Splits before the live character `at`.
    pub(crate) fn split_off(&mut self, at: usize) -> Self {
        let index = self.index(at);
        Self {
            glyphs: self.glyphs.split_off(index),
        }
    }

    /// Appends another text.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.glyphs.append(&mut other.glyphs);
    }

    /// Removes white space at both ends.
    pub(crate) fn trim(&mut self) {
        let chars = self.chars();
        let rule: Rule = Arc::from("white space");
        let end = chars
            .iter()
            .rposition(|c| !c.is_whitespace())
            .map_or(0, |i| i + 1);
        self.remove(end..chars.len(), &rule);
        let start = chars.iter().take_while(|c| c.is_whitespace()).count();
        self.remove(0..start.min(end), &rule);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn replaced_text_remembers_its_source() {
        let rule: Rule = Arc::from("test");
        let mut text = Traced::line(7, "机构 and 人员");
        text.replace(2..7, "和", &rule);
        assert_eq!(text.text(), "机构和人员");
        let was: String = text.glyphs().iter().filter_map(|g| g.was).collect();
        assert_eq!(was, "机构 and 人员");
    }

    #[test]
    fn additions_stand_before_what_follows() {
        let rule: Rule = Arc::from("test");
        let mut text = Traced::line(1, "ab");
        text.insert(1, "x", &rule);
        text.insert(3, "y", &rule);
        let places: Vec<u32> = text.places().iter().map(|p| p.col).collect();
        assert_eq!((text.text().as_str(), places), ("axby", vec![0, 1, 1, 2]));
        text.remove(1..2, &rule);
        assert_eq!(text.glyphs().len(), 3);
    }

    proptest! {
        #[test]
        fn nothing_of_the_source_is_ever_lost(
            source in "\\PC{0,20}",
            edits in proptest::collection::vec((0usize..20, 0usize..6, "\\PC{0,4}"), 0..8),
        ) {
            let rule: Rule = Arc::from("test");
            let mut text = Traced::line(1, &source);
            let mut model: Vec<char> = source.chars().collect();
            for (start, len, with) in edits {
                let start = start.min(model.len());
                let end = (start + len).min(model.len());
                text.replace(start..end, &with, &rule);
                model.splice(start..end, with.chars());
                prop_assert_eq!(text.chars(), model.clone());
            }
            let was: String = text.glyphs().iter().filter_map(|g| g.was).collect();
            prop_assert_eq!(was, source);
        }
    }
}
