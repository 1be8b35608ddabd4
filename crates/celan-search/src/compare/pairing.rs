//! Who stands beside whom.

/// How alike two things are, with the place of each in its list.
pub(super) type Likeness = (u32, usize, usize);

/// Pairs each thing with at most one other, the most alike first; where pairs are equally alike, in
/// the order of the lists. Returns the pairs in the order of the left list.
pub(super) fn one_to_one(lengths: [usize; 2], mut alike: Vec<Likeness>) -> Vec<(usize, usize)> {
    alike.sort_unstable_by_key(|(score, l, r)| (!score, *l, *r));
    let mut taken = lengths.map(|length| vec![false; length]);
    let mut pairs = Vec::new();
    for (_, l, r) in alike {
        if !taken[0][l] && !taken[1][r] {
            (taken[0][l], taken[1][r]) = (true, true);
            pairs.push((l, r));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Pairs two lists as [`one_to_one`] does; then what has no partner, on either side, with the thing most like it,
/// which may be that of another too, if they are `much` alike.
pub(super) fn closest(lengths: [usize; 2], alike: Vec<Likeness>, much: u32) -> Vec<(usize, usize)> {
    let mut pairs = one_to_one(lengths, alike.clone());
    let most = |own: &dyn Fn(&Likeness) -> bool| {
        let own = alike.iter().filter(|a| a.0 >= much && own(a));
        let most = own.max_by_key(|(score, l, r)| (*score, std::cmp::Reverse((*l, *r))));
        most.map(|(_, l, r)| (*l, *r))
    };
    let left = (0..lengths[0]).filter(|l| pairs.iter().all(|pair| pair.0 != *l));
    let left = left.filter_map(|l| most(&|a| a.1 == l));
    let right = (0..lengths[1]).filter(|r| pairs.iter().all(|pair| pair.1 != *r));
    let right = right.filter_map(|r| most(&|a| a.2 == r));
    let more: Vec<(usize, usize)> = left.chain(right).collect();
    pairs.extend(more);
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// All pairs of two lists of these lengths that are at least so much alike.
pub(super) fn alike(
    lengths: [usize; 2],
    least: u32,
    likeness: impl Fn(usize, usize) -> u32,
) -> Vec<Likeness> {
    let pairs = (0..lengths[0]).flat_map(|l| (0..lengths[1]).map(move |r| (l, r)));
    let scored = pairs.map(|(l, r)| (likeness(l, r), l, r));
    scored.filter(|(score, ..)| *score >= least).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_alike_are_paired_first() {
        let alike = vec![(5, 0, 0), (9, 1, 0), (4, 0, 1), (4, 2, 1)];
        assert_eq!(one_to_one([3, 2], alike), [(0, 1), (1, 0)]);
        assert_eq!(one_to_one([1, 1], Vec::new()), []);
    }

    #[test]
    fn what_is_left_stands_beside_what_it_is_much_like() {
        let alike = vec![(5, 0, 0), (9, 1, 0), (9, 1, 2), (3, 2, 0), (6, 1, 1)];
        let expected = [(0, 0), (1, 0), (1, 1), (1, 2)];
        assert_eq!(closest([3, 4], alike, 4), expected);
    }

    #[test]
    fn pairs_below_the_threshold_are_left_out() {
        let (left, right) = ([1_u32, 5], [2, 9]);
        let likeness = |l: usize, r: usize| 10 - left[l].abs_diff(right[r]);
        assert_eq!(
            alike([2, 2], 6, likeness),
            [(9, 0, 0), (7, 1, 0), (6, 1, 1)]
        );
    }
}
