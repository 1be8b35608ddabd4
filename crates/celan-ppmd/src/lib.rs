//! Decodes PPMd variant H (Shkarin 2001) with the range coder of 7-Zip, from bytes that arrive bit by
//! bit.
//!
//! Why not a crate: `ppmd-rust` packs the libraries, and tests compare this decoder with it byte for
//! byte. But its decoder needs `std::io::Error` with a message, which brings printing and its tables
//! into a program for browsers: 2.8 KB with brotli. This one has no messages, no readers and no
//! encoder.
//!
//! Hostile bytes are harmless: the model only depends on the symbols that were decoded, and every
//! sequence of symbols gives a sound model. Bytes that no encoder writes end in [`Undecodable`].

mod memory;
mod model;

use model::Model;

/// The bytes were not written by an encoder of PPMd with the same order and memory, or end too early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undecodable;

/// The bytes that the range decoder still needs, and its state.
#[derive(Default)]
struct Range {
    bytes: Vec<u8>,
    at: usize,
    range: u32,
    code: u32,
}

impl Range {
    fn byte(&mut self) -> Result<u32, Undecodable> {
        let byte = self.bytes.get(self.at).ok_or(Undecodable)?;
        self.at += 1;
        Ok(u32::from(*byte))
    }

    fn start(&mut self) -> Result<(), Undecodable> {
        if self.byte()? != 0 {
            return Err(Undecodable);
        }
        for _ in 0..4 {
            self.code = self.code << 8 | self.byte()?;
        }
        self.range = u32::MAX;
        if self.code == u32::MAX {
            return Err(Undecodable);
        }
        Ok(())
    }

    /// Where the code lies among `total` parts of the range.
    fn threshold(&mut self, total: u32) -> u32 {
        self.range /= total;
        self.code / self.range
    }

    fn narrow(&mut self, start: u32, size: u32) {
        self.code -= start * self.range;
        self.range *= size;
    }

    fn normalize(&mut self) -> Result<(), Undecodable> {
        while self.range < 1 << 24 {
            self.code = self.code << 8 | self.byte()?;
            self.range <<= 8;
        }
        Ok(())
    }
}

/// A decoder of one stream.
pub struct Decoder {
    model: Model,
    range: Range,
    started: bool,
}

impl Decoder {
    /// A decoder with a model of this order (2 to 64), in `memory` bytes (2048 or more).
    pub fn new(order: u32, memory: u32) -> Self {
        Self {
            model: Model::new(order.clamp(2, 64), memory.max(2048)),
            range: Range::default(),
            started: false,
        }
    }

    /// Adds the bytes that arrived next.
    pub fn push(&mut self, bytes: &[u8]) {
        self.range.bytes.drain(..self.range.at);
        self.range.at = 0;
        self.range.bytes.extend_from_slice(bytes);
    }

    /// Bytes that were added and not yet used.
    pub fn unread(&self) -> usize {
        self.range.bytes.len() - self.range.at
    }

    /// Appends the next `count` decoded bytes to `out`.
    ///
    /// # Errors
    /// Bytes that cannot be decoded, or too few of them; no more can be decoded then.
    pub fn decode(&mut self, count: usize, out: &mut Vec<u8>) -> Result<(), Undecodable> {
        if count > 0 && !self.started {
            self.range.start()?;
            self.started = true;
        }
        for _ in 0..count {
            out.push(self.model.decode(&mut self.range)?);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use ppmd_rust::{Ppmd7Decoder, Ppmd7Encoder};
    use proptest::prelude::*;
    use std::io::{Read, Write};

    fn encode(raw: &[u8], order: u32, memory: u32) -> Vec<u8> {
        let mut encoder = Ppmd7Encoder::new(Vec::new(), order, memory).unwrap();
        encoder.write_all(raw).unwrap();
        encoder.finish(false).unwrap()
    }

    /// Bytes as they repeat in texts: words of a few letters, in an order that changes.
    fn text(words: usize, seed: u32) -> Vec<u8> {
        let mut state = seed;
        let mut next = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 16
        };
        let mut out = Vec::new();
        for _ in 0..words {
            let word = next() % 97 * (next() % 3);
            out.extend((0..word % 7 + 1).map(|n| (word * (n + 3) % 251) as u8));
            out.push(b' ');
        }
        out
    }

    fn check(raw: &[u8], order: u32, memory: u32, piece: usize) {
        let packed = encode(raw, order, memory);
        let mut decoder = Decoder::new(order, memory);
        let mut out = Vec::new();
        decoder.push(&packed);
        let mut left = raw.len();
        while left > 0 {
            let count = left.min(piece);
            decoder.decode(count, &mut out).unwrap();
            left -= count;
        }
        assert!(out == raw, "order {order}, memory {memory}");
    }

    #[test]
    fn texts_survive_with_models_that_fill_up() {
        for (order, memory) in [
            (2, 2048),
            (3, 5000),
            (6, 1 << 16),
            (7, 1 << 20),
            (64, 40_000),
        ] {
            check(&text(40_000, order), order, memory, 1000);
        }
        let noise: Vec<u8> = text(30_000, 9)
            .iter()
            .zip(0u32..)
            .map(|(b, n)| b ^ (n.wrapping_mul(n) >> 7) as u8)
            .collect();
        check(&noise, 7, 100_000, usize::MAX);
        check(&[7; 100_000], 7, 4096, 3);
    }

    #[test]
    fn too_few_bytes_are_an_error() {
        let packed = encode(&text(500, 1), 7, 1 << 20);
        let mut decoder = Decoder::new(7, 1 << 20);
        decoder.push(&packed[..packed.len() / 2]);
        assert_eq!(decoder.decode(100_000, &mut Vec::new()), Err(Undecodable));
    }

    proptest! {
        #[test]
        fn bytes_survive(
            raw in prop::collection::vec(prop_oneof![0u8..4, any::<u8>()], 0..3000),
            order in 2u32..12,
            memory in 2048u32..20_000,
        ) {
            check(&raw, order, memory, 50);
        }

        /// Any bytes decode to what the other decoder makes of them, or both refuse them.
        #[test]
        fn hostile_bytes_are_read_alike(
            mut packed in prop::collection::vec(any::<u8>(), 0..400),
            start in prop::option::of(0usize..400),
            memory in 2048u32..9000,
        ) {
            if let Some(start) = start {
                let sound = encode(&text(200, 3), 5, memory);
                packed.splice(..0, sound.into_iter().take(start));
            } else if let Some(first) = packed.first_mut() {
                *first = 0;
            }
            let mut decoder = Decoder::new(5, memory);
            decoder.push(&packed);
            let mut own = Vec::new();
            let _ = decoder.decode(2000, &mut own);
            let mut theirs = Vec::new();
            if let Ok(mut decoder) = Ppmd7Decoder::new(packed.as_slice(), 5, memory) {
                let mut byte = [0];
                while theirs.len() < 2000 && matches!(decoder.read(&mut byte), Ok(1)) {
                    theirs.push(byte[0]);
                }
            }
            prop_assert_eq!(own, theirs);
        }
    }
}
