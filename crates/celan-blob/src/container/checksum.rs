//! CRC-32 (ISO-HDLC), which notices every error within 32 bits and so every damaged byte.
//!
//! A table for half bytes is a kilobyte smaller in a program for browsers than the usual one for
//! bytes, and quick enough for files that are decoded anyway.

const POLYNOMIAL: u32 = 0xedb8_8320;

const TABLE: [u32; 16] = {
    let mut table = [0; 16];
    let mut n = 0;
    while n < 16 {
        let (mut rest, mut bit) = (n as u32, 0);
        while bit < 4 {
            rest = (rest >> 1) ^ if rest & 1 == 1 { POLYNOMIAL } else { 0 };
            bit += 1;
        }
        table[n] = rest;
        n += 1;
    }
    table
};

/// A checksum of bytes that come in parts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Digest(u32);

impl Digest {
    pub(crate) fn new() -> Self {
        Self(u32::MAX)
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 ^= u32::from(*byte);
            for _ in 0..2 {
                self.0 = (self.0 >> 4) ^ TABLE[(self.0 & 15) as usize];
            }
        }
    }

    /// Adds a text with its end.
    pub(crate) fn text(&mut self, text: &str) {
        self.update(text.as_bytes());
        self.update(b"\n");
    }

    pub(crate) fn sum(self) -> u32 {
        !self.0
    }
}

/// The checksum of `bytes`.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    let mut digest = Digest::new();
    digest.update(bytes);
    digest.sum()
}

/// The checksum of texts one after another, each with its end.
pub(crate) fn checksum_of_texts<'a>(texts: impl Iterator<Item = &'a str>) -> u32 {
    let mut digest = Digest::new();
    texts.for_each(|text| digest.text(text));
    digest.sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_sum_is_that_of_the_standard(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let standard = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC);
            prop_assert_eq!(checksum(&bytes), standard.checksum(&bytes));
        }
    }
}
