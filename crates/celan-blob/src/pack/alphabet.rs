//! The alphabet of texts, and their codes.

use crate::sections::alphabet::{Alphabet, Distances, END};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// As many characters have one byte as leave 15 first bytes for 3,840 others. (Fewer or more
/// cost up to 0.1 % on our corpus; what does not fit takes places from the common ones.)
const COMMON: usize = 240;

impl Alphabet {
    /// The alphabet of `texts`; `None` where they have more characters than the code can name
    /// (65,280).
    pub(crate) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut counts = BTreeMap::<char, u32>::new();
        for c in texts.flat_map(str::chars) {
            *counts.entry(c).or_default() += 1;
        }
        let mut characters: Vec<(char, u32)> = counts.into_iter().collect();
        characters.sort_by_key(|(c, count)| (Reverse(*count), *c));
        let all = characters.len();
        let common = (0..=COMMON.min(all))
            .rev()
            .find(|common| common + (all - common).div_ceil(256) <= 255)?;
        let sorted = |part: &[(char, u32)]| {
            let mut part: Vec<char> = part.iter().map(|(c, _)| *c).collect();
            part.sort_unstable();
            part
        };
        Some(Self {
            common: sorted(&characters[..common]),
            rare: sorted(&characters[common..]),
        })
    }

    /// The same code with places for `characters` that it lacks; `None` where it has too few.
    pub(crate) fn with(mut self, characters: &[char]) -> Option<Self> {
        let known = self.characters();
        let new = characters
            .iter()
            .filter(|c| known.binary_search(c).is_err());
        self.rare.extend(new);
        (self.common.len() + self.rare.len().div_ceil(256) <= 255).then_some(self)
    }

    /// The section's value.
    pub(crate) fn distances(&self) -> Distances {
        let distances = |characters: &[char]| {
            let before = std::iter::once(0).chain(characters.iter().map(|c| *c as u32));
            characters
                .iter()
                .zip(before)
                .map(|(c, b)| (*c as u32).wrapping_sub(b))
                .collect()
        };
        Distances {
            common: distances(&self.common),
            rare: distances(&self.rare),
        }
    }

    /// Appends the code of `text` and its end; `None` where a character is not in the alphabet.
    pub(crate) fn encode(&self, text: &str, out: &mut Vec<u8>) -> Option<()> {
        text.chars().try_for_each(|c| self.push(c, out))?;
        out.push(END);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::container::Budget;
    use crate::sections::alphabet::Texts;
    use proptest::prelude::*;

    fn decode(alphabet: &Alphabet, codes: &[u8]) -> Option<Vec<String>> {
        let budget = Budget::new(1 << 20);
        let mut texts = Texts::new(alphabet, codes, &budget);
        let all = texts.by_ref().collect();
        texts.failure().is_none().then_some(all)
    }

    fn round_trip(texts: &[String]) {
        let alphabet = Alphabet::of(texts.iter().map(String::as_str)).unwrap();
        let mut codes = Vec::new();
        for text in texts {
            alphabet.encode(text, &mut codes).unwrap();
        }
        assert_eq!(decode(&alphabet, &codes).unwrap(), texts);
        assert_eq!(Alphabet::read(&alphabet.distances()).unwrap(), alphabet);
    }

    #[test]
    fn a_wide_alphabet_survives() {
        let wide: String = (0x20..0x1_1000).filter_map(char::from_u32).collect();
        assert!(Alphabet::of([wide.as_str()].into_iter()).is_none());
        let wide: String = (0x4e00..0x1_0000).filter_map(char::from_u32).collect();
        round_trip(&[wide, "中中\0中".to_owned()]);
        round_trip(&[]);
    }

    proptest! {
        #[test]
        fn texts_survive(texts in prop::collection::vec("\\PC{0,40}|[一-龥\\n\\x00]{0,40}", 0..20)) {
            round_trip(&texts);
        }

        #[test]
        fn no_code_panics(codes in prop::collection::vec(any::<u8>(), 0..60)) {
            let alphabet = Alphabet::of(["中文中"].into_iter()).unwrap();
            let _ = decode(&alphabet, &codes);
        }
    }
}
