//! The characters of a library and their code: one byte for the commonest, two for the rest.
//!
//! Byte 0 ends a text; bytes 1 to `common.len()` are the common characters; each byte above is the
//! first of two and leads a group of 256. Both groups are in code point order, so that neighbours
//! in the code are often relatives in the script, which helps PPMd and makes the alphabet short.

use crate::container::{Budget, Digest};
use crate::error::BlobError;
use crate::wire::wire;

/// End of a text in the stream.
pub(crate) const END: u8 = 0;
const NAME: &str = "alphabet";

/// The characters of a library, by code. Those that a delta added follow the rare ones in their own
/// order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Alphabet {
    pub(crate) common: Vec<char>,
    pub(crate) rare: Vec<char>,
}

/// The section: each character as its distance from the one before.
pub(crate) struct Distances {
    pub(crate) common: Vec<u32>,
    pub(crate) rare: Vec<u32>,
}

wire!(Distances { common, rare });

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

    /// The text that `codes` begins with, and what follows its end; `None` if a code names no
    /// character or the text has no end.
    pub(crate) fn decode<'c>(&self, mut codes: &'c [u8]) -> Option<(String, &'c [u8])> {
        let mut text = String::new();
        loop {
            let (code, rest) = codes.split_first()?;
            codes = rest;
            let code = usize::from(*code);
            if code == usize::from(END) {
                // What the text did not come to need would be kept with it.
                text.shrink_to_fit();
                return Some((text, codes));
            }
            let character = match self.common.get(code - 1) {
                Some(common) => common,
                None => {
                    let (second, rest) = codes.split_first()?;
                    codes = rest;
                    let group = code - 1 - self.common.len();
                    self.rare.get(group * 256 + usize::from(*second))?
                }
            };
            text.push(*character);
        }
    }
}

/// Memory that a text takes beside its bytes: a string, and a unit of the index.
const TEXT: usize = 88;
/// Memory that a character takes in the index.
const INDEXED: usize = 10;

/// The texts of a document, decoded one after another as they are asked for, so that memory grows
/// with the blocks that hold them. The first error ends them.
pub(crate) struct Texts<'a> {
    alphabet: &'a Alphabet,
    codes: &'a [u8],
    budget: &'a Budget,
    digest: Digest,
    failure: Option<TextFailure>,
}

/// Why there are no more texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextFailure {
    /// The codes are of no text.
    Undecodable,
    /// They take too much memory.
    TooLarge,
}

impl<'a> Texts<'a> {
    pub(crate) fn new(alphabet: &'a Alphabet, codes: &'a [u8], budget: &'a Budget) -> Self {
        Self {
            alphabet,
            codes,
            budget,
            digest: Digest::new(),
            failure: None,
        }
    }

    /// Why they ended before their codes did.
    pub(crate) fn failure(&self) -> Option<TextFailure> {
        self.failure
    }

    /// Whether all codes were read.
    pub(crate) fn is_at_end(&self) -> bool {
        self.codes.is_empty()
    }

    /// The checksum of the texts so far.
    pub(crate) fn checksum(&self) -> u32 {
        self.digest.sum()
    }
}

impl Iterator for Texts<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if self.failure.is_some() || self.codes.is_empty() {
            return None;
        }
        let Some((text, rest)) = self.alphabet.decode(self.codes) else {
            self.failure = Some(TextFailure::Undecodable);
            return None;
        };
        let memory = text.len() + text.chars().count() * INDEXED + TEXT;
        if self.budget.take(memory).is_none() {
            self.failure = Some(TextFailure::TooLarge);
            return None;
        }
        self.digest.text(&text);
        self.codes = rest;
        Some(text)
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
