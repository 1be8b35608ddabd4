//! How the bytes of a section are stored: as they are, or through PPMd; and values as bytes.
//!
//! PPMd variant H (Shkarin 2001) of order 6 with at most 8 MiB of model: the smallest of the codecs
//! measured on Chinese policy text whose decoder is small and quick enough for a browser.

use crate::error::BlobError;
use bincode::Decode;
use bincode::config::{Configuration, Limit, LittleEndian, Varint};
use ppmd_rust::Ppmd7Decoder;
use std::io::Read;

const ORDER: u32 = 6;
const MIN_MEMORY: usize = 1 << 20;
const MAX_MEMORY: usize = 8 << 20;
/// No value takes more than this when it is read from bytes.
const MAX_VALUE: usize = 64 << 20;

/// How the bytes of a section are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Codec {
    /// As they are.
    Plain = 0,
    /// PPMd, order 6, memory by the raw length.
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
    raw.saturating_mul(16).clamp(MIN_MEMORY, MAX_MEMORY) as u32
}

/// Bytes that have arrived and were checked, given to the decoder one after another.
#[derive(Default)]
struct Feed {
    bytes: Vec<u8>,
    at: usize,
}

impl Read for Feed {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let rest = &self.bytes[self.at..];
        let n = rest.len().min(out.len());
        out[..n].copy_from_slice(&rest[..n]);
        self.at += n;
        Ok(n)
    }
}

/// A stream that is decoded as its bytes arrive.
pub(crate) struct Stream {
    codec: Codec,
    raw: usize,
    waiting: Vec<u8>,
    decoder: Option<Ppmd7Decoder<Feed>>,
}

/// The stream cannot be decoded: it was not written by Celan, whatever its checksum says.
pub(crate) struct Undecodable;

impl Stream {
    /// A stream of `raw` bytes when decoded.
    pub(crate) fn new(codec: Codec, raw: usize) -> Self {
        Self {
            codec,
            raw,
            waiting: Vec::new(),
            decoder: None,
        }
    }

    /// Adds bytes that were checked.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        match &mut self.decoder {
            Some(decoder) => {
                let feed = decoder.get_mut();
                feed.bytes.drain(..feed.at);
                feed.at = 0;
                feed.bytes.extend_from_slice(bytes);
            }
            None => self.waiting.extend_from_slice(bytes),
        }
    }

    /// Appends the next `count` decoded bytes to `out`.
    pub(crate) fn decode(&mut self, count: usize, out: &mut Vec<u8>) -> Result<(), Undecodable> {
        if count == 0 {
            return Ok(());
        }
        if self.codec == Codec::Plain {
            if count > self.waiting.len() {
                return Err(Undecodable);
            }
            out.extend(self.waiting.drain(..count));
            return Ok(());
        }
        if self.decoder.is_none() {
            let feed = Feed {
                bytes: std::mem::take(&mut self.waiting),
                at: 0,
            };
            let decoder = Ppmd7Decoder::new(feed, ORDER, memory(self.raw));
            self.decoder = Some(decoder.map_err(|_| Undecodable)?);
        }
        let start = out.len();
        if let Some(decoder) = &mut self.decoder {
            out.resize(start + count, 0);
            decoder
                .read_exact(&mut out[start..])
                .map_err(|_| Undecodable)?;
        }
        Ok(())
    }

    /// Bytes that were pushed and not yet used.
    #[cfg(feature = "pack")]
    fn unread(&self) -> usize {
        self.decoder.as_ref().map_or(self.waiting.len(), |d| {
            d.get_ref().bytes.len() - d.get_ref().at
        })
    }
}

/// Reads a value from the decoded bytes of `section`, all of them.
pub(crate) fn value<T: Decode<()>>(section: &str, raw: &[u8]) -> Result<T, BlobError> {
    let (value, used) = bincode::decode_from_slice(raw, config())
        .map_err(|_| BlobError::malformed(section, "its values cannot be read"))?;
    if used != raw.len() {
        return Err(BlobError::malformed(
            section,
            "it is longer than its values",
        ));
    }
    Ok(value)
}

fn config() -> Configuration<LittleEndian, Varint, Limit<MAX_VALUE>> {
    bincode::config::standard().with_limit::<MAX_VALUE>()
}

#[cfg(feature = "pack")]
mod encode {
    use super::{Codec, ORDER, Stream, config, memory};
    use bincode::Encode;
    use ppmd_rust::Ppmd7Encoder;
    use std::io::Write;

    /// Writes a value as bytes; `None` where it cannot be (it has no form in the format).
    pub(crate) fn bytes_of<T: Encode>(value: &T) -> Option<Vec<u8>> {
        bincode::encode_to_vec(value, config()).ok()
    }

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
pub(crate) use encode::{bytes_of, compress, ends};
