//! A passage found, before its text is fetched, and the order of passages.

use crate::index::Index;
use crate::query::Sort;
use celan_document::Document;
use std::ops::Range;

/// A unit, or a row of cells which has a query's words between them, packed so that passages sort
/// as numbers: the exact ones first, then by score, then in library order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Passage(u64);

const AFTER: u64 = 1 << 63;
const SCORE: u32 = 31;
const ROW: u64 = 1;
const WIDENED: u64 = 2;
const UNIT: u32 = 2;
/// So few that they are sooner put in order one by one than all passages sorted.
const FEW: usize = 64;

impl Passage {
    pub(crate) fn new(unit: u32, score: u32) -> Self {
        Self(u64::from(!score) << SCORE | u64::from(unit) << UNIT)
    }

    /// The same, as the row that its cell stands in.
    pub(crate) fn row(self) -> Self {
        Self(self.0 | ROW)
    }

    /// The same, to stand after the exact ones: an accident of two words' meeting.
    pub(crate) fn after(self) -> Self {
        Self(self.0 | AFTER)
    }

    /// The same, as one that only matches in other words or in part.
    pub(crate) fn widened(self) -> Self {
        Self(self.0 | AFTER | WIDENED)
    }

    /// The unit; of a row, the cell that has the rarest of the words.
    pub(crate) fn unit(self) -> u32 {
        (self.0 as u32 & !(1 << SCORE)) >> UNIT
    }

    pub(crate) fn score(self) -> u32 {
        !((self.0 >> SCORE) as u32)
    }

    pub(crate) fn is_widened(self) -> bool {
        self.0 & WIDENED != 0
    }

    fn is_after(self) -> bool {
        self.0 & AFTER != 0
    }

    /// The units that it spans: one, or the cells of a row.
    pub(crate) fn units(self, index: &Index) -> Range<u32> {
        if self.0 & ROW == 0 {
            self.unit()..self.unit() + 1
        } else {
            index.row(self.unit())
        }
    }
}

/// Sorts passages: exact ones first, then by score or by date and score, then in library order.
/// Only the first `limit` have to be in their places, or all for 0.
pub(crate) fn sort(index: &Index, passages: &mut Vec<Passage>, sort: Sort, limit: usize) {
    if sort == Sort::Relevance && (1..=FEW).contains(&limit) {
        return first(passages, limit);
    }
    passages.sort_unstable();
    if sort == Sort::Relevance {
        return;
    }
    // The documents from the latest to the earliest; those of one date share a rank.
    let documents = &index.library.documents;
    let date = |document: &Document| -> u32 {
        let digits = document
            .metadata
            .date
            .iter()
            .flat_map(|d| d.as_str().bytes());
        let digits = digits.filter(u8::is_ascii_digit).chain([b'0'; 8]);
        digits
            .take(8)
            .fold(0, |n, digit| n * 10 + u32::from(digit - b'0'))
    };
    let keys = documents.iter().zip(0u64..);
    let keys = keys.map(|(document, n)| u64::from(!date(document)) << 32 | n);
    let mut order: Vec<u64> = keys.collect();
    order.sort_unstable();
    let mut ranks = vec![0; documents.len()];
    let place = |key: u64| key as u32 as usize;
    for pair in order.windows(2) {
        let later = usize::from(pair[0] >> 32 != pair[1] >> 32);
        ranks[place(pair[1])] = ranks[place(pair[0])] + later;
    }
    let mut sorted: Vec<Vec<Passage>> = vec![Vec::new(); 2 * documents.len()];
    for passage in passages.iter() {
        let unit = index.units.get(passage.unit() as usize);
        let rank = unit.and_then(|u| ranks.get(u.document as usize));
        let after = usize::from(passage.is_after()) * documents.len();
        if let Some(rank) = rank {
            sorted[after + rank].push(*passage);
        }
    }
    *passages = sorted.concat();
}

/// Puts the first `count` passages in order at the beginning: most of the others only have to be
/// compared with the last of these.
pub(crate) fn first(passages: &mut [Passage], count: usize) {
    let count = count.min(passages.len());
    let (first, others) = passages.split_at_mut(count);
    first.sort_unstable();
    for other in others {
        if first.last().is_some_and(|last| *other < *last) {
            let at = first.partition_point(|passage| *passage < *other);
            for place in &mut first[at..] {
                std::mem::swap(place, other);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_first_are_in_their_places(
            passages in proptest::collection::vec((0u32..40, 0u32..9), 0..60),
            count in 0usize..70,
        ) {
            let given: Vec<Passage> = passages.iter().map(|(u, s)| Passage::new(*u, *s)).collect();
            let (mut some, mut all) = (given.clone(), given);
            all.sort_unstable();
            first(&mut some, count);
            let count = count.min(all.len());
            prop_assert_eq!(&some[..count], &all[..count]);
            some.sort_unstable();
            prop_assert_eq!(some, all);
        }
    }

    #[test]
    fn passages_sort_by_rank() {
        let most = (1 << 29) - 1;
        for (unit, score) in [(0, 0), (most, u32::MAX), (7, 1 << 31)] {
            let passage = Passage::new(unit, score).row().widened();
            assert_eq!((passage.unit(), passage.score()), (unit, score));
            assert!(passage.is_widened() && passage.is_after());
        }
        let order = [
            Passage::new(3, 9),
            Passage::new(2, 8),
            Passage::new(4, 8).row(),
            Passage::new(1, 99).after(),
            Passage::new(0, 98).widened(),
        ];
        assert!(order.is_sorted());
    }
}
