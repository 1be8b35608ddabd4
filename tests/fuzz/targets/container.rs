//! A container taken apart and put together again, every checksum right.

use crc::{CRC_32_ISO_HDLC, Crc};
use ppmd_rust::{Ppmd7Decoder, Ppmd7Encoder};
use std::io::{Read, Write};

const PREAMBLE: usize = 16;
const ENTRY: usize = 32;

/// A section: the head of its entry in the table, and its bytes.
pub type Section = (Vec<u8>, Vec<u8>);

/// The sections of a container, decoded where the reader takes any section so. (The text's bytes have
/// checksums in the first section.)
pub fn sections(container: &[u8]) -> Vec<Section> {
    let count = word(container, PREAMBLE);
    let entries = container[PREAMBLE + 4..].chunks_exact(ENTRY).take(count);
    entries
        .map(|entry| {
            let (at, length) = (word(entry, 12), word(entry, 16));
            let stored = &container[at..at + length];
            let section = (entry.to_vec(), stored.to_vec());
            if entry.starts_with(b"text\0") {
                section
            } else {
                uncompressed(&section)
            }
        })
        .collect()
}

/// The same section, as it is when decoded.
pub fn uncompressed((entry, stored): &Section) -> Section {
    if word(entry, 24) == 0 {
        return (entry.clone(), stored.clone());
    }
    let raw = word(entry, 20);
    let memory = memory(raw);
    let mut decoder = Ppmd7Decoder::new(stored.as_slice(), 7, memory).expect("PPMd of order 7");
    let mut plain = vec![0; raw];
    decoder
        .read_exact(&mut plain)
        .expect("a section is decoded");
    let mut entry = entry.clone();
    entry[24] = 0;
    (entry, plain)
}

/// Bytes of model for so many raw bytes.
pub fn memory(raw: usize) -> u32 {
    (raw * 24).clamp(1 << 20, 12 << 20) as u32
}

/// A section that is stored as it is, compressed.
#[allow(dead_code, reason = "programs that fuzz need no small files")]
pub fn compressed((entry, plain): &Section) -> Section {
    let mut encoder =
        Ppmd7Encoder::new(Vec::new(), 7, memory(plain.len())).expect("PPMd of order 7");
    encoder.write_all(plain).expect("bytes are compressed");
    let mut entry = entry.clone();
    entry[20..24].copy_from_slice(&(plain.len() as u32).to_le_bytes());
    entry[24] = 1;
    (entry, encoder.finish(false).expect("bytes are compressed"))
}

/// Changes bytes of sections: four bytes an edit, which say section, place, place, and what is written
/// there; the place behind the last one is one too.
pub fn edit(sections: &mut [Section], edits: &[u8]) {
    for edit in edits.chunks_exact(4) {
        let section = edit[0] as usize % sections.len();
        let bytes = &mut sections[section].1;
        let at = u16::from_le_bytes([edit[1], edit[2]]) as usize % (bytes.len() + 1);
        match bytes.get_mut(at) {
            Some(byte) => *byte = edit[3],
            None => bytes.push(edit[3]),
        }
    }
}

/// The container of these sections, for the purpose of this number.
pub fn sealed(purpose: u16, sections: &[Section]) -> Vec<u8> {
    let mut container = b"\x89CELAN\r\n".to_vec();
    container.extend(celan_blob::VERSION.to_le_bytes());
    container.extend(purpose.to_le_bytes());
    container.extend(checksum(&container));
    let mut table = (sections.len() as u32).to_le_bytes().to_vec();
    let mut offset = PREAMBLE + 4 + sections.len() * ENTRY + 4;
    for (entry, bytes) in sections {
        let plain = entry[24] == 0;
        let raw = if plain { bytes.len() } else { word(entry, 20) };
        table.extend(&entry[..12]);
        for number in [offset, bytes.len(), raw] {
            table.extend((number as u32).to_le_bytes());
        }
        table.extend(&entry[24..28]);
        table.extend(checksum(bytes));
        offset += bytes.len();
    }
    let sum = checksum(&table);
    container.extend(table);
    container.extend(sum);
    sections
        .iter()
        .for_each(|(_, bytes)| container.extend(bytes));
    container
}

fn word(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes")) as usize
}

/// CRC-32.
pub fn checksum(bytes: &[u8]) -> [u8; 4] {
    Crc::<u32>::new(&CRC_32_ISO_HDLC)
        .checksum(bytes)
        .to_le_bytes()
}
