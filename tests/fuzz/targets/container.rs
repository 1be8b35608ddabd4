//! A container taken apart and put together again, every checksum right.

use crc::{CRC_32_ISO_HDLC, Crc};
use ppmd_rust::Ppmd7Decoder;
use std::io::Read;

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
            let (at, length, raw) = (word(entry, 12), word(entry, 16), word(entry, 20));
            let stored = &container[at..at + length];
            if entry.starts_with(b"text\0") || word(entry, 24) == 0 {
                return (entry.to_vec(), stored.to_vec());
            }
            let memory = (raw * 24).clamp(1 << 20, 12 << 20) as u32;
            let mut decoder = Ppmd7Decoder::new(stored, 7, memory).expect("PPMd of order 7");
            let mut plain = vec![0; raw];
            decoder
                .read_exact(&mut plain)
                .expect("a section is decoded");
            let mut entry = entry.to_vec();
            entry[24] = 0;
            (entry, plain)
        })
        .collect()
}

/// Changes bytes of sections: four bytes an edit, which say section, place, place, and what is written
/// there.
pub fn edit(sections: &mut [Section], edits: &[u8]) {
    for edit in edits.chunks_exact(4) {
        let section = edit[0] as usize % sections.len();
        let bytes = &mut sections[section].1;
        let at = u16::from_le_bytes([edit[1], edit[2]]) as usize;
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

fn checksum(bytes: &[u8]) -> [u8; 4] {
    Crc::<u32>::new(&CRC_32_ISO_HDLC)
        .checksum(bytes)
        .to_le_bytes()
}
