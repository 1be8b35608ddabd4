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

    /// Puts `with` in place of the live characters `range`. What both begin and end with stays.
    pub(crate) fn replace(&mut self, range: Range<usize>, with: &str, rule: &Rule) {
        self.replace_all(&[(range, with)], rule);
    }

    /// Puts other characters in place of several ranges of live ones, all counted before the first
    /// change; the ranges follow one another and do not overlap. As one pass over the text.
    pub(crate) fn replace_all<S: AsRef<str>>(&mut self, edits: &[(Range<usize>, S)], rule: &Rule) {
        if edits.is_empty() {
            return;
        }
        let glyphs = self.glyphs.iter().enumerate();
        let live: Vec<usize> = glyphs
            .filter(|(_, g)| g.now.is_some())
            .map(|(i, _)| i)
            .collect();
        // From the end, so that what stands before keeps its index.
        for (range, with) in edits.iter().rev() {
            self.edit(&live, range.clone(), with.as_ref(), rule);
        }
        // A tombstone that was added by an earlier rule never was in the source.
        self.glyphs.retain(|g| g.was.is_some() || g.now.is_some());
    }

    /// One edit of [`Traced::replace_all`]; `live` are the indexes of the live characters.
    fn edit(&mut self, live: &[usize], range: Range<usize>, with: &str, rule: &Rule) {
        let here = &live[range.clone()];
        let old: Vec<char> = here.iter().filter_map(|i| self.glyphs[*i].now).collect();
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
        let changed = &live[start..end];
        for &i in changed {
            self.glyphs[i].now = fresh.next().copied();
            self.glyphs[i].rule = Some(rule.clone());
        }
        if fresh.len() == 0 {
            return;
        }
        let next = || live.get(start).copied().unwrap_or(self.glyphs.len());
        let at = changed.last().map_or_else(next, |i| i + 1);
        let place = self.place_before(at);
        let added = fresh.map(|&c| Glyph {
            was: None,
            now: Some(c),
            at: place,
            rule: Some(rule.clone()),
        });
        let added: Vec<Glyph> = added.collect();
        self.glyphs.splice(at..at, added);
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
    #[cfg(test)]
    fn insert(&mut self, at: usize, text: &str, rule: &Rule) {
        self.replace(at..at, text, rule);
    }

    /// Removes everything.
    pub(crate) fn clear(&mut self, rule: &Rule) {
        let len = self.chars().len();
        self.remove(0..len, rule);
    }

    /// Cuts the text at each live character that `is_mark`: what stands before it, and the mark itself;
    /// last what stands behind the last one.
    pub(crate) fn cut(self, is_mark: impl Fn(char) -> bool) -> Vec<(Self, Option<Self>)> {
        let mut out: Vec<(Self, Option<Self>)> = Vec::new();
        let (mut before, mut mark) = (Self::default(), None::<Self>);
        for glyph in self.glyphs {
            let marks = glyph.now.is_some_and(&is_mark);
            // What was removed right behind a mark belongs to it.
            if let Some(here) = mark.as_mut().filter(|_| glyph.now.is_none()) {
                here.glyphs.push(glyph);
                continue;
            }
            if mark.is_some() {
                out.push((std::mem::take(&mut before), mark.take()));
            }
            if marks {
                mark = Some(Self {
                    glyphs: vec![glyph],
                });
            } else {
                before.glyphs.push(glyph);
            }
        }
        if mark.is_some() {
            out.push((std::mem::take(&mut before), mark));
        }
        out.push((before, None));
        out
    }

    /// The first `count` and the last `count` live characters, or all where there are no more.
    pub(crate) fn ends(&self, count: usize) -> String {
        if self.glyphs.len() <= 2 * count {
            return self.text();
        }
        let live = |glyphs: &[Glyph]| glyphs.iter().filter_map(|g| g.now).collect::<String>();
        let head = self.glyphs.iter().filter_map(|g| g.now).take(count);
        let places = self.glyphs.iter().enumerate().rev();
        let mut places = places.filter(|(_, g)| g.now.is_some());
        let tail = places.nth(count - 1).map_or(0, |(at, _)| at);
        head.collect::<String>() + &live(&self.glyphs[tail..])
    }

    /// The last character.
    pub(crate) fn last(&self) -> Option<char> {
        self.glyphs.iter().rev().find_map(|g| g.now)
    }

    /// Adds `text` at the end.
    pub(crate) fn push(&mut self, text: &str, rule: &Rule) {
        let at = self.place_before(self.glyphs.len());
        self.glyphs.extend(text.chars().map(|c| Glyph {
            was: None,
            now: Some(c),
            at,
            rule: Some(rule.clone()),
        }));
    }

    /// Removes the last `count` live characters.
    pub(crate) fn remove_last(&mut self, count: usize, rule: &Rule) {
        let live = self.glyphs.iter_mut().rev().filter(|g| g.now.is_some());
        for glyph in live.take(count) {
            glyph.now = None;
            glyph.rule = Some(rule.clone());
        }
        self.glyphs.retain(|g| g.was.is_some() || g.now.is_some());
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

    #[test]
    fn cut_at_marks_and_put_together_it_is_the_same() {
        let rule: Rule = Arc::from("test");
        let mut text = Traced::line(1, "|甲x|乙|");
        text.remove(2..3, &rule);
        let pieces = text.clone().cut(|c| c == '|');
        let texts: Vec<String> = pieces.iter().map(|(piece, _)| piece.text()).collect();
        assert_eq!(texts, ["", "甲", "乙", ""]);
        let mut again = Traced::default();
        for (piece, mark) in pieces {
            again.append(piece);
            mark.into_iter().for_each(|mark| again.append(mark));
        }
        assert_eq!(again, text);
        assert_eq!(text.ends(1), "||");
        text.remove_last(2, &rule);
        text.push("丙", &rule);
        assert_eq!((text.text().as_str(), text.last()), ("|甲|丙", Some('丙')));
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
