//! Where the words of a query stand, and in which units.

use crate::index::Field;
use crate::index::Index;
use crate::query::Pattern;
use std::cmp::Reverse;
use std::ops::Range;

/// A place where a form of a word begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match {
    /// Where it begins in the buffer.
    pub(crate) place: u32,
    /// Its length in codes.
    pub(crate) len: u32,
}

/// The matches of a word in one unit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct UnitMatches {
    pub(crate) unit: u32,
    from: u32,
    to: u32,
}

/// All matches of one word of a query, its other forms included.
#[derive(Debug, Clone, Default)]
pub(crate) struct Postings {
    matches: Vec<Match>,
    units: Vec<UnitMatches>,
}

impl Postings {
    /// Finds the forms in the units that `allowed` names; of those that begin at one place, the
    /// longest counts.
    pub(crate) fn find(index: &Index, forms: &[Pattern], allowed: &Allowed<'_>) -> Self {
        let mut matches: Vec<Match> = Vec::new();
        let mut mixed = false;
        for pattern in forms {
            let before = matches.len();
            let len = pattern.codes.len() as u32;
            // A list that doubles takes three times its size where nearly every character matches.
            let counts = pattern.codes.iter().map(|code| index.buffer.count(*code));
            matches.reserve_exact(counts.min().unwrap_or(0));
            let found = index.buffer.find(&pattern.codes);
            let fits = |place: &u32| pattern.spelling.literal || fits(index, pattern, *place);
            matches.extend(found.filter(fits).map(|place| Match { place, len }));
            mixed |= 0 < before && before < matches.len();
        }
        if mixed {
            matches.sort_unstable_by_key(|m| (m.place, Reverse(m.len)));
            matches.dedup_by_key(|m| m.place);
        }
        let mut units = Vec::new();
        let (mut at, mut kept) = (0, 0);
        while let Some(first) = matches.get(at) {
            let unit = index.unit_at(first.place);
            let end = index.unit_end(unit);
            let more = matches[at + 1..].iter().take_while(|m| m.place < end);
            let next = at + 1 + more.count();
            if allowed.unit(index, unit) {
                if kept < at {
                    matches.copy_within(at..next, kept);
                }
                let (from, to) = (kept, kept + next - at);
                units.push(UnitMatches {
                    unit,
                    from: from as u32,
                    to: to as u32,
                });
                kept = to;
            }
            at = next;
        }
        matches.truncate(kept);
        Self { matches, units }
    }

    /// Forgets the matches in some units.
    pub(crate) fn forget(&mut self, units: &[Range<u32>]) {
        let inside = |unit: u32| units.iter().any(|units| units.contains(&unit));
        self.units.retain(|entry| !inside(entry.unit));
    }

    /// The units with a match, in order.
    pub(crate) fn units(&self) -> &[UnitMatches] {
        &self.units
    }

    /// All matches, in order.
    pub(crate) fn matches(&self) -> &[Match] {
        &self.matches
    }

    /// The matches in some units that follow each other.
    pub(crate) fn within(&self, units: Range<u32>) -> &[Match] {
        let at = self.units.partition_point(|u| u.unit < units.start);
        let inside = self.units[at..].iter().take_while(|u| u.unit < units.end);
        let to = inside.last().map_or(0, |u| u.to);
        let from = self.units.get(at).map_or(0, |u| u.from);
        self.matches.get(from as usize..to as usize).unwrap_or(&[])
    }

    /// The matches in one unit.
    pub(crate) fn in_unit(&self, unit: u32) -> &[Match] {
        self.within(unit..unit + 1)
    }

    /// The matches of an entry of [`units`](Self::units).
    pub(crate) fn of(&self, entry: &UnitMatches) -> &[Match] {
        let range = entry.from as usize..entry.to as usize;
        self.matches.get(range).unwrap_or(&[])
    }
}

/// Whether a form may stand at a place.
pub(crate) fn fits(index: &Index, pattern: &Pattern, place: u32) -> bool {
    let buffer = &index.buffer;
    let read = |at: Option<u32>| {
        let code = buffer.code(at?)?;
        char::from_u32(u32::from(code))
    };
    let after = place + pattern.codes.len() as u32;
    let before = read(place.checked_sub(1));
    pattern.spelling.fits(before, read(Some(after)))
}

/// Which units may be found.
pub(crate) struct Allowed<'a> {
    /// By document.
    pub(crate) documents: &'a [bool],
    /// Units with an excluded word, in order.
    pub(crate) excluded: &'a [u32],
}

impl Allowed<'_> {
    pub(crate) fn unit(&self, index: &Index, unit: u32) -> bool {
        let document = index.units.get(unit as usize).map(|u| u.document as usize);
        document.is_some_and(|d| self.documents.get(d) == Some(&true))
            && self.excluded.binary_search(&unit).is_err()
    }

    fn row(&self, units: &Range<u32>) -> bool {
        let at = self.excluded.partition_point(|u| *u < units.start);
        self.excluded.get(at).is_none_or(|u| *u >= units.end)
    }
}

/// What has a match of all of `postings`, in order: units, and rows whose cells have them between
/// them (`true`), named by the first cell that has the rarest; none where there is no postings.
pub(crate) fn in_all(
    index: &Index,
    postings: &[Postings],
    allowed: &Allowed<'_>,
) -> Vec<(u32, bool)> {
    let Some(rarest) = postings.iter().min_by_key(|e| e.units.len()) else {
        return Vec::new();
    };
    let in_all = |units: &Range<u32>| postings.iter().all(|e| !e.within(units.clone()).is_empty());
    let mut found = Vec::new();
    let mut row = 0..0;
    for unit in rarest.units.iter().map(|u| u.unit) {
        if postings.len() == 1 || in_all(&(unit..unit + 1)) {
            found.push((unit, false));
        } else if !row.contains(&unit)
            && index.units.get(unit as usize).map(|u| u.field) == Some(Field::Cell)
        {
            row = index.row(unit);
            let cell = row.clone().any(|cell| in_all(&(cell..cell + 1)));
            if !cell && allowed.row(&row) && in_all(&row) {
                found.push((unit, true));
            }
        }
    }
    found
}
