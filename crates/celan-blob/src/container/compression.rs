//! How the bytes of a section are stored: as they are, or compressed with PPMd.
//!
//! PPMd variant H (Shkarin 2001) of order 7 with at most 12 MiB of model: the smallest of the codecs
//! measured on Chinese policy text whose decoder is small and quick enough for a browser.

use celan_ppmd::{Decoder, Undecodable};

const ORDER: u32 = 7;
const MIN_MEMORY: usize = 1 << 20;
const MAX_MEMORY: usize = 12 << 20;

/// How the bytes of a section are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Codec {
    /// As they are.
    Plain = 0,
    /// PPMd, order 7, memory by the raw length.
    Ppmd = 1,
}

impl Codec {
    pub(crate) fn from_number(number: u32) -> Option<Self> {
        match number {
            0 => Some(Self::Plain),
            1 => Some(Self::Ppmd),
            _ => None,
        }
    }
}

/// Bytes of model for `raw` bytes: enough that the model of a text as long never starts again.
fn memory(raw: usize) -> u32 {
    raw.saturating_mul(24).clamp(MIN_MEMORY, MAX_MEMORY) as u32
}

/// A stream that is decoded as its bytes arrive.
pub(crate) enum Stream {
    Plain(Vec<u8>),
    Ppmd(Box<Decoder>),
}

impl Stream {
    /// A stream of `raw` bytes when decoded.
    pub(crate) fn new(codec: Codec, raw: usize) -> Self {
        match codec {
            Codec::Plain => Self::Plain(Vec::new()),
            Codec::Ppmd => Self::Ppmd(Box::new(Decoder::new(ORDER, memory(raw)))),
        }
    }

    /// Adds bytes that were checked.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        match self {
            Self::Plain(waiting) => waiting.extend_from_slice(bytes),
            Self::Ppmd(decoder) => decoder.push(bytes),
        }
    }

    /// Appends the next `count` decoded bytes to `out`.
    pub(crate) fn decode(&mut self, count: usize, out: &mut Vec<u8>) -> Result<(), Undecodable> {
        match self {
            Self::Plain(waiting) if count > waiting.len() => Err(Undecodable),
            Self::Plain(waiting) => {
                out.extend(waiting.drain(..count));
                Ok(())
            }
            Self::Ppmd(decoder) => decoder.decode(count, out),
        }
    }

    /// Bytes that were pushed and not yet used.
    #[cfg(feature = "pack")]
    fn unread(&self) -> usize {
        match self {
            Self::Plain(waiting) => waiting.len(),
            Self::Ppmd(decoder) => decoder.unread(),
        }
    }
}

#[cfg(feature = "pack")]
mod encode {
    use super::{Codec, ORDER, Stream, memory};
    use ppmd_rust::Ppmd7Encoder;
    use std::io::Write;

    /// Compresses `raw`, or leaves it as it is where that is shorter.
    pub(crate) fn compress(raw: &[u8]) -> (Codec, Vec<u8>) {
        match ppmd(raw) {
            Some(packed) if packed.len() < raw.len() => (Codec::Ppmd, packed),
            _ => (Codec::Plain, raw.to_vec()),
        }
    }

    fn ppmd(raw: &[u8]) -> Option<Vec<u8>> {
        let mut encoder = Ppmd7Encoder::new(Vec::new(), ORDER, memory(raw.len())).ok()?;
        encoder.write_all(raw).ok()?;
        encoder.finish(false).ok()
    }

    /// For each part of a stream, given by its raw length, how many bytes of `packed` a decoder
    /// has read when that part is whole. The last part takes all that is left.
    pub(crate) fn ends(codec: Codec, packed: &[u8], parts: &[usize]) -> Option<Vec<usize>> {
        let mut stream = Stream::new(codec, parts.iter().sum());
        stream.push(packed);
        let mut ends = Vec::new();
        for part in parts {
            stream.decode(*part, &mut Vec::new()).ok()?;
            ends.push(packed.len() - stream.unread());
        }
        if let Some(last) = ends.last_mut() {
            *last = packed.len();
        }
        Some(ends)
    }
}

#[cfg(feature = "pack")]
pub(crate) use encode::{compress, ends};
