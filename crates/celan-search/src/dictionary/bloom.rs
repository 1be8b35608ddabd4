//! A set of words that answers quickly, and at times wrongly with yes (B. Bloom, 1970, with one
//! hash): most parts of a text are no words, and need no further look.

/// Bits; some sixteen for each word of a library.
const BITS: u32 = 1 << 17;

#[derive(Debug)]
pub(crate) struct BloomFilter(Vec<u64>);

impl Default for BloomFilter {
    fn default() -> Self {
        Self(vec![0; BITS as usize / 64])
    }
}

impl BloomFilter {
    /// Adds the word with this sum.
    pub(crate) fn add(&mut self, sum: u32) {
        let bit = sum >> (32 - BITS.ilog2());
        self.0[bit as usize / 64] |= 1 << (bit % 64);
    }

    /// Whether a word with this sum may have been added.
    pub(crate) fn may_hold(&self, sum: u32) -> bool {
        let bit = sum >> (32 - BITS.ilog2());
        self.0[bit as usize / 64] & 1 << (bit % 64) != 0
    }
}

/// The sum of a word's characters.
pub(crate) fn sum(chars: &[char]) -> u32 {
    chars.iter().fold(0, |sum, c| add(sum, *c as u32))
}

/// The sum of a word from that of all but its last character. The multiplier is Knuth's, near the
/// golden section of the range.
pub(crate) fn add(sum: u32, c: u32) -> u32 {
    (sum.rotate_left(7) ^ c).wrapping_mul(2_654_435_761)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bloom_filter_has_no_false_negatives_and_few_false_positives() {
        let mut bloom = BloomFilter::default();
        let word = |n: u32| [(n / 90) as u8 as char, (n % 90) as u8 as char, '字'];
        (0..9_000).for_each(|n| bloom.add(sum(&word(n))));
        assert!((0..9_000).all(|n| bloom.may_hold(sum(&word(n)))));
        let wrong = (9_000..18_000).filter(|n| bloom.may_hold(sum(&word(*n))));
        assert!(wrong.count() < 1_000);
    }
}
