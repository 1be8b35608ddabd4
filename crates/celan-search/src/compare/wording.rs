//! How alike texts are by their wording: by all pairs of neighbouring letters in them, weighed by their rarity
//! in the library. So words count that no vocabulary has, and of long compounds the part that both have.

use crate::index::Index;
use crate::scoring::ONE;
use crate::scoring::log2;
use celan_text::is_letter;
use std::collections::HashMap;

/// How often pairs of letters stand in the library.
#[derive(Debug)]
pub(super) struct Rarity {
    times: HashMap<Pair, u32>,
    units: u64,
}

/// Two neighbouring letters, the first in the higher bits.
type Pair = u32;

/// The pairs of letters of a text, in order, each with what it weighs there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wording {
    pairs: Vec<(Pair, u64)>,
    /// What they weigh together, as the length of a vector.
    length: u64,
}

impl Rarity {
    /// Counts the pairs of some folded texts in the whole library.
    pub(super) fn of<'a>(index: &Index, texts: impl Iterator<Item = &'a [u16]>) -> Self {
        let mut times: HashMap<Pair, u32> = texts.flat_map(pairs).map(|pair| (pair, 0)).collect();
        for codes in index.buffer.codes(0..index.buffer.len()).windows(2) {
            if let Some(times) = times.get_mut(&joined(codes)) {
                *times += 1;
            }
        }
        Self {
            times,
            units: index.units.len() as u64,
        }
    }

    /// What a pair is worth by its rarity: of those that stand nearly everywhere, nothing.
    fn worth(&self, pair: Pair) -> u64 {
        let times = self.times.get(&pair).copied().unwrap_or(0);
        log2(2 * self.units + 2).saturating_sub(log2(2 * u64::from(times) + 1))
    }

    /// Reads a folded text. A pair weighs less with each further time that it stands there.
    pub(super) fn read(&self, codes: &[u16]) -> Wording {
        let mut found: Vec<Pair> = pairs(codes).collect();
        found.sort_unstable();
        let weighed = found.chunk_by(|a, b| a == b).map(|same| {
            let times = log2(1 + same.len() as u64);
            (same[0], self.worth(same[0]) * times / ONE)
        });
        let pairs: Vec<(Pair, u64)> = weighed.filter(|(_, weight)| *weight > 0).collect();
        let squares: u64 = pairs.iter().map(|(_, weight)| weight * weight).sum();
        Wording {
            pairs,
            length: squares.isqrt().max(1),
        }
    }
}

impl Wording {
    /// How much two texts have in common, in 1024ths: the cosine of the angle between them, whatever their
    /// lengths.
    pub(super) fn likeness(&self, other: &Self) -> u32 {
        let mut rest = other.pairs.iter().peekable();
        let mut product = 0;
        for (pair, weight) in &self.pairs {
            while rest.next_if(|(known, _)| known < pair).is_some() {}
            if let Some((_, known)) = rest.next_if(|(known, _)| known == pair) {
                product += weight * known;
            }
        }
        // The length of either is far below 2^32.
        (product / self.length * ONE / other.length) as u32
    }
}

/// The pairs of neighbouring letters of a folded text.
fn pairs(codes: &[u16]) -> impl Iterator<Item = Pair> + '_ {
    let letter = |code: &u16| char::from_u32(u32::from(*code)).is_some_and(is_letter);
    let two = codes.windows(2).filter(move |two| two.iter().all(letter));
    two.map(joined)
}

fn joined(two: &[u16]) -> Pair {
    two.iter()
        .fold(0, |joined, code| joined << 16 | u32::from(*code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<u16> {
        text.encode_utf16().collect()
    }

    fn rarity(times: &[(&str, u32)]) -> Rarity {
        let times = times.iter().map(|(two, n)| (joined(&codes(two)), *n));
        Rarity {
            times: times.collect(),
            units: 1000,
        }
    }

    #[test]
    fn only_letters_side_by_side_are_a_pair() {
        assert_eq!(pairs(&codes("科技，2025，创新")).count(), 2);
        assert_eq!(pairs(&codes("𠀀科")).count(), 0);
    }

    #[test]
    fn a_text_is_like_itself_and_unlike_what_shares_no_pair() {
        let rarity = rarity(&[]);
        let [one, other] = ["科技金融", "成果转化"].map(|text| rarity.read(&codes(text)));
        assert!(one.likeness(&one) > 1000, "{}", one.likeness(&one));
        assert_eq!(one.likeness(&other), 0);
        assert_eq!(one.likeness(&rarity.read(&[])), 0);
    }

    #[test]
    fn what_is_rare_and_shared_counts_more() {
        let rarity = rarity(&[("科技", 900), ("金融", 3), ("人才", 3)]);
        let [text, rare, common] =
            ["科技、金融", "金融、人才", "科技、人才"].map(|text| rarity.read(&codes(text)));
        assert!(text.likeness(&rare) > 2 * text.likeness(&common));
    }
}
