//! Finds the patch between two pieces of bytes.

use crate::delta::patch::{Patch, Step};
use crate::wire::Bytes;
use std::cmp::Reverse;
use std::collections::HashMap;

/// A stretch from elsewhere is at least so long, else it costs more than it spares.
const LENGTH: usize = 8;
/// One that goes on where the last stopped, but for replaced bytes, is cheaper.
const AHEAD: usize = 4;
/// So many places are tried on each side of where the next stretch is expected.
const TRIED: usize = 32;

impl Patch {
    /// The patch from `former` to `new`. It takes the longest stretch at every place (as
    /// Tichy 1984 showed to be the best for stretches in any order).
    pub(crate) fn between(former: &[u8], new: &[u8]) -> Self {
        let places = places(former);
        let mut steps = Vec::new();
        let mut step = Step::default();
        // Where in `former` the last stretch ends, and in `new` what is not written yet.
        let (mut last, mut open, mut at) = (0, 0, 0);
        while at < new.len() {
            let expected = last + at - open;
            let Some((mut start, mut copy)) = longest(former, &new[at..], &places, expected) else {
                at += 1;
                continue;
            };
            let end = start + copy;
            while at > open && start > 0 && former[start - 1] == new[at - 1] {
                (at, start, copy) = (at - 1, start - 1, copy + 1);
            }
            step.insert = Bytes(new[open..at].to_vec());
            steps.push(step);
            step = Step {
                skip: start as i64 - last as i64,
                copy: copy as u32,
                insert: Bytes::default(),
            };
            at += copy;
            (last, open) = (end, at);
        }
        step.insert = Bytes(new[open..].to_vec());
        steps.push(step);
        steps.retain(|step| step.copy > 0 || !step.insert.0.is_empty());
        Self { steps }
    }
}

/// Where each group of [`LENGTH`] bytes begins.
fn places(former: &[u8]) -> HashMap<&[u8], Vec<usize>> {
    let mut places = HashMap::<_, Vec<usize>>::new();
    for (at, group) in former.windows(LENGTH).enumerate() {
        places.entry(group).or_default().push(at);
    }
    places
}

/// The longest stretch that `new` begins with: where it begins, and its length.
fn longest(
    former: &[u8],
    new: &[u8],
    places: &HashMap<&[u8], Vec<usize>>,
    expected: usize,
) -> Option<(usize, usize)> {
    let length = |at: usize| {
        let pairs = former.get(at..).unwrap_or_default().iter().zip(new);
        pairs.take_while(|(a, b)| a == b).count()
    };
    let group = new.get(..LENGTH).and_then(|group| places.get(group));
    let all = group.map_or(&[][..], Vec::as_slice);
    let next = all.partition_point(|at| *at < expected);
    let near = &all[next.saturating_sub(TRIED)..all.len().min(next + TRIED)];
    let ahead = Some(expected).filter(|at| length(*at) >= AHEAD.min(new.len()).max(1));
    let found = near.iter().copied().chain(ahead);
    found
        .map(|at| (at, length(at)))
        .max_by_key(|(at, length)| (*length, Reverse(at.abs_diff(expected))))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::container::Budget;
    use proptest::prelude::*;

    #[test]
    fn a_word_costs_a_word() {
        let former: Vec<u8> = (0..2000u32).map(|n| (n * n % 251) as u8).collect();
        let mut new = former.clone();
        new.splice(700..703, *b"corrected");
        new.rotate_left(300);
        let patch = Patch::between(&former, &new);
        assert_eq!(patch.apply("test", &former, &Budget::new(0)).unwrap(), new);
        let inserted: usize = patch.steps.iter().map(|s| s.insert.0.len()).sum();
        assert!(inserted <= 9, "{patch:?}");
    }

    proptest! {
        #[test]
        fn any_bytes_become_any_others(
            former in prop::collection::vec(0u8..4, 0..200),
            new in prop::collection::vec(0u8..4, 0..200),
        ) {
            let patch = Patch::between(&former, &new);
            prop_assert_eq!(patch.apply("test", &former, &Budget::new(0)).unwrap(), new);
        }

        #[test]
        fn a_patch_of_other_bytes_does_not_panic(
            steps in prop::collection::vec((any::<i64>(), any::<u32>()), 0..5),
            former in prop::collection::vec(any::<u8>(), 0..20),
        ) {
            let step = |(skip, copy)| Step { skip, copy, insert: Bytes::default() };
            let patch = Patch { steps: steps.into_iter().map(step).collect() };
            let _ = patch.apply("test", &former, &Budget::new(0));
        }
    }
}
