//! Who stands beside whom.

/// How alike two things are, with the place of each in its list.
pub(super) type Likeness = (u32, usize, usize);

/// Pairs each thing with at most one other, the most alike first; where pairs are equally alike, in
/// the order of the lists. Returns for each of the `left` its partner.
pub(super) fn one_to_one(left: usize, mut alike: Vec<Likeness>) -> Vec<Option<usize>> {
    alike.sort_unstable_by_key(|(score, l, r)| (!score, *l, *r));
    let mut partners = vec![None; left];
    for (_, l, r) in alike {
        if let Some(None) = partners.get(l)
            && !partners.contains(&Some(r))
        {
            partners[l] = Some(r);
        }
    }
    partners
}

/// Pairs two lists as [`one_to_one`] does; then what has no partner with the thing most like it,
/// which may be that of another too, if they are `much` alike.
pub(super) fn closest(left: usize, alike: Vec<Likeness>, much: u32) -> Vec<Option<usize>> {
    let mut partners = one_to_one(left, alike.clone());
    for (l, partner) in partners.iter_mut().enumerate() {
        let own = alike.iter().filter(|a| a.1 == l && a.0 >= much);
        let most = own.max_by_key(|(score, _, r)| (*score, std::cmp::Reverse(*r)));
        *partner = partner.or(most.map(|(.., r)| *r));
    }
    partners
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
        let pairs = one_to_one(3, vec![(5, 0, 0), (9, 1, 0), (4, 0, 1), (4, 2, 1)]);
        assert_eq!(pairs, [Some(1), Some(0), None]);
        assert_eq!(one_to_one(1, Vec::new()), [None]);
        let alike = vec![(5, 0, 0), (9, 1, 0), (9, 1, 2), (3, 2, 0)];
        assert_eq!(closest(3, alike, 4), [Some(0), Some(0), None]);
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
