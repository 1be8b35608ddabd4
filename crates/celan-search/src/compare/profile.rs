//! What a stretch of text is about: the terms of the vocabulary in it, and what they are worth.

use crate::index::Index;
use crate::scoring::ONE;
use crate::scoring::log2;
use std::ops::Range;

/// The terms in a stretch of the buffer, each with the place where it begins, in order.
#[derive(Debug, Default)]
pub(super) struct Terms(Vec<(u32, u32)>);

impl Terms {
    pub(super) fn of(index: &Index, places: Range<u32>) -> Self {
        let mut found = Vec::new();
        let codes = index.buffer.codes(places.clone());
        let terms = &index.words.terms;
        terms.within(codes, &mut |number, at, _| {
            found.push((places.start + at as u32, number))
        });
        Self(found)
    }

    /// What the part between some places is about.
    pub(super) fn profile(&self, index: &Index, places: Range<u32>) -> Profile {
        let at = |place: u32| self.0.partition_point(|(p, _)| *p < place);
        let part = &self.0[at(places.start)..at(places.end.max(places.start))];
        Profile::weighed(index, part.iter().map(|(_, number)| *number).collect())
    }
}

/// The terms of a stretch of text, by number, each with what it weighs there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Profile(Vec<(u32, u64)>);

impl Profile {
    /// Reads the terms of folded text.
    pub(super) fn of(index: &Index, codes: &[u16]) -> Self {
        let mut found: Vec<u32> = Vec::new();
        let terms = &index.words.terms;
        terms.within(codes, &mut |number, _, _| found.push(number));
        Self::weighed(index, found)
    }

    /// A term weighs the more the rarer it is in the library, and less with each further time that
    /// it stands there.
    fn weighed(index: &Index, mut found: Vec<u32>) -> Self {
        found.sort_unstable();
        let weighed = found.chunk_by(|a, b| a == b).map(|same| {
            let times = log2(1 + same.len() as u64);
            (same[0], worth(index, same[0]) * times / ONE)
        });
        Self(weighed.filter(|(_, weight)| *weight > 0).collect())
    }

    /// The terms that both have, each with what it weighs in the one that has less of it.
    pub(super) fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (u32, u64)> + 'a {
        let mut rest = other.0.iter().peekable();
        self.0.iter().filter_map(move |(number, weight)| {
            while rest.next_if(|(other, _)| other < number).is_some() {}
            let (_, other) = rest.next_if(|(other, _)| other == number)?;
            Some((*number, *weight.min(other)))
        })
    }

    /// How much two have in common, in 1024ths: the weight of what they share by the geometric mean
    /// of what each has.
    pub(super) fn likeness(&self, other: &Self) -> u32 {
        let shared: u64 = self.shared(other).map(|(_, weight)| weight).sum();
        let all = |profile: &Self| profile.0.iter().map(|(_, weight)| weight).sum::<u64>();
        let mean = all(self).saturating_mul(all(other)).isqrt().max(1);
        (shared * ONE / mean) as u32
    }
}

/// What a term is worth by its rarity: of those that stand nearly everywhere, nothing.
fn worth(index: &Index, number: u32) -> u64 {
    let times = u64::from(index.words.terms.frequency_of(number));
    log2(2 * index.units.len() as u64 + 2).saturating_sub(log2(8 * times + 1))
}

/// The most telling of some terms, at most `most`: weighty and long; none that stands within one
/// before it, or holds one.
pub(super) fn telling(
    index: &Index,
    shared: impl Iterator<Item = (u32, u64)>,
    most: usize,
) -> Vec<String> {
    let mut shared: Vec<(u64, String)> = shared
        .map(|(number, weight)| {
            let text = index.words.terms.text(number);
            (weight * (text.chars().count() as u64 - 1), text)
        })
        .collect();
    shared.sort_unstable_by(|a, b| (b.0, &a.1).cmp(&(a.0, &b.1)));
    let mut texts: Vec<String> = Vec::new();
    for (_, text) in shared {
        let known = |t: &String| t.contains(text.as_str()) || text.contains(t.as_str());
        if texts.len() < most && !texts.iter().any(known) {
            texts.push(text);
        }
    }
    texts
}
