//! The folded text of all units in one buffer, and where each of its characters stands.
//!
//! The buffer is UTF-16 (two bytes a character of the basic plane; no match of well-formed text
//! begins inside a surrogate pair), with a noncharacter between units, so that no match crosses
//! them. A pattern is found by the list of places of its rarest character: exact, overlapping
//! matches kept, four bytes of index a character, built by one counting sort.

use std::ops::Range;

/// Stands after every unit; no pattern contains it.
const SEPARATOR: u16 = 0xffff;
const CODES: usize = 1 << 16;

/// Texts appended one after another.
#[derive(Debug, Default)]
pub(crate) struct TextBuffer {
    codes: Vec<u16>,
    /// First place of each code's list in `places`; empty until the lists are built.
    starts: Vec<u32>,
    places: Vec<u32>,
    /// The codes that occur, in order.
    present: Vec<u16>,
}

impl TextBuffer {
    /// Appends a unit of folded characters and returns where it begins.
    pub(crate) fn push(&mut self, folded: &[char]) -> u32 {
        let start = self.codes.len() as u32;
        self.codes.extend(encode(folded));
        self.codes.push(SEPARATOR);
        start
    }

    /// Gives back what was taken for texts that did not come.
    pub(crate) fn finish(&mut self) {
        self.codes.shrink_to_fit();
    }

    /// Length, separators included, in UTF-16 codes.
    pub(crate) fn len(&self) -> u32 {
        self.codes.len() as u32
    }

    /// The codes at `range`, cut at the buffer's end.
    pub(crate) fn codes(&self, range: Range<u32>) -> &[u16] {
        let end = (range.end as usize).min(self.codes.len());
        self.codes.get(range.start as usize..end).unwrap_or(&[])
    }

    /// The code at a place, if it belongs to a text.
    pub(crate) fn code(&self, at: u32) -> Option<u16> {
        self.codes
            .get(at as usize)
            .copied()
            .filter(|c| *c != SEPARATOR)
    }

    /// Every place where `pattern` begins, in order, overlapping ones included; none for an empty
    /// pattern.
    pub(crate) fn find<'a>(&'a self, pattern: &'a [u16]) -> impl Iterator<Item = u32> + 'a {
        self.find_within(pattern, 0..self.len())
    }

    /// The same, of those that begin within `range`.
    pub(crate) fn find_within<'a>(
        &'a self,
        pattern: &'a [u16],
        range: Range<u32>,
    ) -> impl Iterator<Item = u32> + 'a {
        let rarest = (0..pattern.len()).min_by_key(|i| self.list(pattern[*i]).len());
        let list = rarest.map_or(&[][..], |i| self.list(pattern[i]));
        let back = rarest.unwrap_or(0);
        let first = range.start + back as u32;
        let list = &list[list.partition_point(|place| *place < first)..];
        let beside = if back > 0 { back - 1 } else { 1 };
        let beside = pattern.get(beside).map(|code| (beside, *code));
        let starts = list.iter().map(move |place| place - back as u32);
        let starts = starts.take_while(move |start| *start < range.end);
        starts.filter(move |start| {
            let start = *start as usize;
            // Nearly all places fail at the character beside the rarest.
            beside.is_none_or(|(at, code)| {
                self.codes.get(start + at) == Some(&code)
                    && self.codes.get(start..start + pattern.len()) == Some(pattern)
            })
        })
    }

    /// The codes that occur, in order.
    pub(crate) fn present(&self) -> &[u16] {
        &self.present
    }

    /// How often a code occurs.
    pub(crate) fn count(&self, code: u16) -> usize {
        self.list(code).len()
    }

    /// Where a code occurs, in order.
    pub(crate) fn places(&self, code: u16) -> impl Iterator<Item = u32> + '_ {
        self.list(code).iter().copied()
    }

    fn list(&self, code: u16) -> &[u32] {
        let at = usize::from(code);
        let bounds = self.starts.get(at).zip(self.starts.get(at + 1));
        bounds
            .and_then(|(from, to)| self.places.get(*from as usize..*to as usize))
            .unwrap_or(&[])
    }
}

/// Characters as UTF-16.
pub(crate) fn encode(chars: &[char]) -> impl Iterator<Item = u16> + '_ {
    chars.iter().flat_map(|c| {
        let mut pair = [0; 2];
        let len = c.encode_utf16(&mut pair).len();
        pair.into_iter().take(len)
    })
}

/// Builds the lists of a buffer in slices: counts, then sorts.
#[derive(Debug)]
pub(crate) struct Lists {
    /// While counting, the count of each code, one further on; while sorting, where its next
    /// place goes.
    cursors: Vec<u32>,
    at: usize,
    sorting: bool,
}

impl Lists {
    pub(crate) fn new() -> Self {
        Self {
            cursors: vec![0; CODES + 1],
            at: 0,
            sorting: false,
        }
    }

    /// Works on at most `budget` characters; true once the lists are complete.
    pub(crate) fn step(&mut self, buffer: &mut TextBuffer, budget: usize) -> bool {
        let end = self
            .at
            .saturating_add(budget.max(1))
            .min(buffer.codes.len());
        for at in self.at..end {
            let code = buffer.codes[at];
            if code == SEPARATOR {
                continue;
            }
            if self.sorting {
                let cursor = &mut self.cursors[usize::from(code)];
                buffer.places[*cursor as usize] = at as u32;
                *cursor += 1;
            } else {
                self.cursors[usize::from(code) + 1] += 1;
            }
        }
        self.at = end;
        if end < buffer.codes.len() {
            return false;
        }
        if self.sorting {
            return true;
        }
        let counts = self.cursors.iter().skip(1).zip(0..=u16::MAX);
        let present = counts.filter(|(count, _)| **count > 0);
        buffer.present = present.map(|(_, code)| code).collect();
        let mut total = 0;
        for cursor in &mut self.cursors {
            total += *cursor;
            *cursor = total;
        }
        buffer.starts = self.cursors.clone();
        buffer.places = vec![0; total as usize];
        (self.sorting, self.at) = (true, 0);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn buffer(units: &[Vec<char>]) -> TextBuffer {
        let mut buffer = TextBuffer::default();
        for unit in units {
            buffer.push(unit);
        }
        let mut lists = Lists::new();
        while !lists.step(&mut buffer, 3) {}
        buffer
    }

    proptest! {
        #[test]
        fn finds_every_place_and_no_other(units in proptest::collection::vec("[ab发𠀀]{0,9}", 0..6), pattern in "[ab发𠀀]{1,4}") {
            let units: Vec<Vec<char>> = units.iter().map(|u| u.chars().collect()).collect();
            let buffer = buffer(&units);
            let pattern: Vec<char> = pattern.chars().collect();
            let codes: Vec<u16> = encode(&pattern).collect();
            let mut want = Vec::new();
            let mut start = 0;
            for unit in &units {
                for at in 0..unit.len() {
                    if unit[at..].starts_with(&pattern) {
                        want.push(start + encode(&unit[..at]).count() as u32);
                    }
                }
                start += encode(unit).count() as u32 + 1;
            }
            prop_assert_eq!(buffer.find(&codes).collect::<Vec<_>>(), want);
        }
    }

    #[test]
    fn overlapping_matches_are_kept_and_absent_ones_absent() {
        let buffer = buffer(&[vec!['a'; 4]]);
        let find = |p: &[u16]| buffer.find(p).collect::<Vec<_>>();
        assert_eq!(find(&[97, 97]), [0, 1, 2]);
        assert_eq!(find(&[]), []);
        assert_eq!(find(&[98]), []);
        assert_eq!(find(&[SEPARATOR]), []);
    }
}
