//! Where the words of a query stand, and in which units.

use crate::index::Index;
use crate::query::Pattern;
use std::cmp::Reverse;

/// A place where a form of a word begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match {
    /// Where it begins in the stream.
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
pub(crate) struct Evidence {
    matches: Vec<Match>,
    units: Vec<UnitMatches>,
}

impl Evidence {
    /// Finds the forms in the units that `allowed` names; of those that begin at one place, the
    /// longest counts.
    pub(crate) fn find(index: &Index, forms: &[Pattern], allowed: &Allowed<'_>) -> Self {
        let mut matches = Vec::new();
        for pattern in forms {
            let len = pattern.codes.len() as u32;
            let found = index.stream.find(&pattern.codes);
            let fits = |place: &u32| pattern.spelling.literal || fits(index, pattern, *place);
            matches.extend(found.filter(fits).map(|place| Match { place, len }));
        }
        if forms.len() > 1 {
            matches.sort_unstable_by_key(|m| (m.place, Reverse(m.len)));
            matches.dedup_by_key(|m| m.place);
        }
        let mut evidence = Self::default();
        let mut at = 0;
        while let Some(first) = matches.get(at) {
            let unit = index.unit_at(first.place);
            let end = index.unit_end(unit);
            let next = at + matches[at..].iter().take_while(|m| m.place < end).count();
            if allowed.unit(index, unit) {
                let from = evidence.matches.len() as u32;
                evidence.matches.extend(&matches[at..next]);
                let to = evidence.matches.len() as u32;
                evidence.units.push(UnitMatches { unit, from, to });
            }
            at = next.max(at + 1);
        }
        evidence
    }

    /// The units with a match, in order.
    pub(crate) fn units(&self) -> &[UnitMatches] {
        &self.units
    }

    /// All matches, in order.
    pub(crate) fn matches(&self) -> &[Match] {
        &self.matches
    }

    /// The matches in one unit.
    pub(crate) fn in_unit(&self, unit: u32) -> &[Match] {
        let found = self.units.binary_search_by_key(&unit, |u| u.unit);
        found.map_or(&[], |at| self.of(&self.units[at]))
    }

    /// The matches of an entry of [`units`](Self::units).
    pub(crate) fn of(&self, entry: &UnitMatches) -> &[Match] {
        let range = entry.from as usize..entry.to as usize;
        self.matches.get(range).unwrap_or(&[])
    }
}

fn fits(index: &Index, pattern: &Pattern, place: u32) -> bool {
    let stream = &index.stream;
    let read = |at: Option<u32>| {
        let code = stream.code(at?)?;
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
        let document = index
            .units
            .get(unit as usize)
            .map(|u| usize::from(u.document));
        document.is_some_and(|d| self.documents.get(d) == Some(&true))
            && self.excluded.binary_search(&unit).is_err()
    }
}

/// The units that all of `evidence` has matches in; none where there is none.
pub(crate) fn in_all(evidence: &[Evidence]) -> Vec<u32> {
    let Some(rarest) = evidence.iter().min_by_key(|e| e.units.len()) else {
        return Vec::new();
    };
    let all = |unit: &u32| evidence.iter().all(|e| !e.in_unit(*unit).is_empty());
    rarest.units.iter().map(|u| u.unit).filter(all).collect()
}
