//! Containers with right checksums, whatever their sections hold.

use crc::{CRC_32_ISO_HDLC, Crc};
use ppmd_rust::Ppmd7Encoder;
use std::io::Write;

/// A section to be forged: name, what it says it decodes to, codec, and its bytes.
pub(crate) struct Forged {
    pub(crate) name: String,
    pub(crate) raw: u32,
    pub(crate) codec: u32,
    pub(crate) bytes: Vec<u8>,
}

/// A section that is stored as it is.
pub(crate) fn plain(name: &str, bytes: Vec<u8>) -> Forged {
    Forged {
        name: name.into(),
        raw: bytes.len() as u32,
        codec: 0,
        bytes,
    }
}

/// A section of `raw` bytes that is compressed.
pub(crate) fn packed(name: &str, raw: &[u8]) -> Forged {
    let memory = (raw.len() * 24).clamp(1 << 20, 12 << 20) as u32;
    let mut encoder = Ppmd7Encoder::new(Vec::new(), 7, memory).unwrap();
    encoder.write_all(raw).unwrap();
    Forged {
        name: name.into(),
        raw: raw.len() as u32,
        codec: 1,
        bytes: encoder.finish(false).unwrap(),
    }
}

/// The sections of a container, as they are stored.
pub(crate) fn sections(blob: &[u8]) -> Vec<Forged> {
    let word = |at: usize| u32::from_le_bytes(blob[at..at + 4].try_into().unwrap());
    let entries = (0..word(16) as usize).map(|n| 20 + n * 32);
    let section = |entry: usize| {
        let name = blob[entry..entry + 12].split(|b| *b == 0).next().unwrap();
        let (at, length) = (word(entry + 12) as usize, word(entry + 16) as usize);
        Forged {
            name: String::from_utf8(name.to_vec()).unwrap(),
            raw: word(entry + 20),
            codec: word(entry + 24),
            bytes: blob[at..at + length].to_vec(),
        }
    };
    entries.map(section).collect()
}

/// The container of these sections.
pub(crate) fn container(purpose: u16, sections: &[Forged]) -> Vec<u8> {
    let mut out = b"\x89CELAN\r\n".to_vec();
    out.extend(celan_blob::VERSION.to_le_bytes());
    out.extend(purpose.to_le_bytes());
    out.extend(checksum(&out).to_le_bytes());
    let mut table = (sections.len() as u32).to_le_bytes().to_vec();
    let mut offset = 16 + 4 + sections.len() * 32 + 4;
    for section in sections {
        let mut name = section.name.clone().into_bytes();
        name.resize(12, 0);
        table.extend(name);
        let numbers = [
            offset as u32,
            section.bytes.len() as u32,
            section.raw,
            section.codec,
        ];
        numbers.iter().for_each(|n| table.extend(n.to_le_bytes()));
        table.extend(checksum(&section.bytes).to_le_bytes());
        offset += section.bytes.len();
    }
    let sum = checksum(&table);
    out.extend(table);
    out.extend(sum.to_le_bytes());
    sections.iter().for_each(|s| out.extend(&s.bytes));
    out
}

pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    Crc::<u32>::new(&CRC_32_ISO_HDLC).checksum(bytes)
}
