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

/// For each of the `left` the thing that is most like it, which may be that of others too.
pub(super) fn best(left: usize, alike: &[Likeness]) -> Vec<Option<usize>> {
    let mut partners: Vec<Option<(u32, usize)>> = vec![None; left];
    for (score, l, r) in alike {
        if let Some(partner) = partners.get_mut(*l)
            && partner.is_none_or(|(most, _)| *score > most)
        {
            *partner = Some((*score, *r));
        }
    }
    partners.into_iter().map(|p| p.map(|(_, r)| r)).collect()
}

/// All pairs of two lists that are at least so much alike.
pub(super) fn alike<T>(
    left: &[T],
    right: &[T],
    least: u32,
    likeness: impl Fn(&T, &T) -> u32,
) -> Vec<Likeness> {
    let mut found = Vec::new();
    for (l, one) in left.iter().enumerate() {
        for (r, other) in right.iter().enumerate() {
            let score = likeness(one, other);
            if score >= least {
                found.push((score, l, r));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_alike_are_paired_first() {
        let pairs = one_to_one(3, vec![(5, 0, 0), (9, 1, 0), (4, 0, 1), (4, 2, 1)]);
        assert_eq!(pairs, [Some(1), Some(0), None]);
        assert_eq!(one_to_one(1, Vec::new()), [None]);
        assert_eq!(
            best(3, &[(5, 0, 0), (9, 1, 0), (9, 1, 2)]),
            [Some(0), Some(0), None]
        );
    }

    #[test]
    fn pairs_below_the_threshold_are_left_out() {
        let likeness = |a: &u32, b: &u32| 10 - a.abs_diff(*b);
        assert_eq!(
            alike(&[1, 5], &[2, 9], 6, likeness),
            [(9, 0, 0), (7, 1, 0), (6, 1, 1)]
        );
    }
}
