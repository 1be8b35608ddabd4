//! The characters of a library and their code: one byte for the commonest, two for the rest.
//!
//! Byte 0 ends a text; bytes 1 to `common.len()` are the common characters; each byte above is the
//! first of two and leads a group of 256. Both groups are in code point order, so that neighbours
//! in the code are often relatives in the script, which helps PPMd and makes the alphabet short.

use crate::error::BlobError;
use bincode::{Decode, Encode};

/// End of a text in the stream.
pub(crate) const END: u8 = 0;
const NAME: &str = "alphabet";

/// The characters of a library, by code. Those that changes added follow the rare ones in their own
/// order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Alphabet {
    common: Vec<char>,
    rare: Vec<char>,
}

/// The section: each character as its distance from the one before.
#[derive(Encode, Decode)]
pub(crate) struct Distances {
    common: Vec<u32>,
    rare: Vec<u32>,
}

impl Alphabet {
    /// Reads the section's value.
    pub(crate) fn read(distances: &Distances) -> Result<Self, BlobError> {
        let alphabet = Self {
            common: from_distances(&distances.common)?,
            rare: from_distances(&distances.rare)?,
        };
        if alphabet.common.len() + alphabet.rare.len().div_ceil(256) > 255 {
            return Err(BlobError::malformed(NAME, "it has too many characters"));
        }
        Ok(alphabet)
    }

    /// All characters in code point order.
    pub(crate) fn characters(&self) -> Vec<char> {
        let mut all: Vec<char> = self.common.iter().chain(&self.rare).copied().collect();
        all.sort_unstable();
        all
    }

    /// Appends the code of `c`; `None` where it is not in the alphabet.
    pub(crate) fn push(&self, c: char, out: &mut Vec<u8>) -> Option<()> {
        if let Ok(at) = self.common.binary_search(&c) {
            out.push((at + 1) as u8);
        } else {
            let at = self.rare.binary_search(&c).ok();
            let at = at.or_else(|| self.rare.iter().position(|rare| *rare == c))?;
            out.extend([(self.common.len() + 1 + at / 256) as u8, (at % 256) as u8]);
        }
        Some(())
    }

    /// Reads the texts in `codes`; `None` where a code names no character or a text has no end.
    pub(crate) fn decode(&self, codes: &[u8]) -> Option<Vec<String>> {
        let mut texts = Vec::new();
        let mut text = String::new();
        let mut codes = codes.iter().map(|code| usize::from(*code));
        while let Some(code) = codes.next() {
            if code == usize::from(END) {
                texts.push(std::mem::take(&mut text));
            } else if let Some(common) = self.common.get(code - 1) {
                text.push(*common);
            } else {
                let group = code - 1 - self.common.len();
                text.push(*self.rare.get(group * 256 + codes.next()?)?);
            }
        }
        text.is_empty().then_some(texts)
    }
}

fn from_distances(distances: &[u32]) -> Result<Vec<char>, BlobError> {
    let mut last = 0u32;
    let mut next = |distance: &u32| {
        last = last.wrapping_add(*distance);
        char::from_u32(last)
    };
    distances
        .iter()
        .map(|distance| {
            next(distance).ok_or_else(|| BlobError::malformed(NAME, "it holds no character"))
        })
        .collect()
}

#[cfg(feature = "pack")]
mod encode {
    use super::{Alphabet, Distances, END};
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
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn round_trip(texts: &[String]) {
        let alphabet = Alphabet::of(texts.iter().map(String::as_str)).unwrap();
        let mut codes = Vec::new();
        for text in texts {
            alphabet.encode(text, &mut codes).unwrap();
        }
        assert_eq!(alphabet.decode(&codes).unwrap(), texts);
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
            let _ = alphabet.decode(&codes);
        }
    }
}
