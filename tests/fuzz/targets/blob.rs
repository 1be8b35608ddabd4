//! Any bytes are opened or refused, also where their checksums hold.
#![no_main]

use celan_document::{Document, Library};
use crc::{CRC_32_ISO_HDLC, Crc};
use libfuzzer_sys::fuzz_target;
use ppmd_rust::Ppmd7Decoder;
use std::io::Read;
use std::path::Path;
use std::sync::LazyLock;

const PREAMBLE: usize = 16;
const ENTRY: usize = 32;

/// The sections of a small blob: the head of each one's entry in the table, and its bytes, decoded
/// where the reader takes any section so. (The text's bytes have checksums in the first section.)
static SECTIONS: LazyLock<Vec<(Vec<u8>, Vec<u8>)>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let whole = celan_corpus::read(&folder)
        .expect("the corpus is read")
        .library;
    let documents = whole.documents.iter().take(2).map(|document| Document {
        metadata: document.metadata.clone(),
        blocks: document.blocks.iter().take(4).cloned().collect(),
    });
    let library = Library {
        documents: documents.collect(),
        thesaurus: whole.thesaurus.iter().take(3).cloned().collect(),
        wishes: whole.wishes.iter().take(1).cloned().collect(),
        ..Library::default()
    };
    let blob = celan_blob::pack(&library)
        .expect("the library is packed")
        .library;
    let count = word(&blob, PREAMBLE);
    let entries = blob[PREAMBLE + 4..].chunks_exact(ENTRY).take(count);
    entries
        .map(|entry| {
            let (at, length, raw) = (word(entry, 12), word(entry, 16), word(entry, 20));
            let stored = &blob[at..at + length];
            if entry.starts_with(b"text\0") || word(entry, 24) == 0 {
                return (entry.to_vec(), stored.to_vec());
            }
            let memory = (raw * 16).clamp(1 << 20, 8 << 20) as u32;
            let mut decoder = Ppmd7Decoder::new(stored, 6, memory).expect("PPMd of order 6");
            let mut plain = vec![0; raw];
            decoder
                .read_exact(&mut plain)
                .expect("a section is decoded");
            let mut entry = entry.to_vec();
            entry[24] = 0;
            (entry, plain)
        })
        .collect()
});

fn word(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes")) as usize
}

fn checksum(bytes: &[u8]) -> [u8; 4] {
    Crc::<u32>::new(&CRC_32_ISO_HDLC)
        .checksum(bytes)
        .to_le_bytes()
}

/// A blob of these sections, every checksum of the container right.
fn sealed(sections: &[(Vec<u8>, Vec<u8>)]) -> Vec<u8> {
    let mut blob = b"\x89CELAN\r\n".to_vec();
    blob.extend(celan_blob::VERSION.to_le_bytes());
    blob.extend(1u16.to_le_bytes());
    blob.extend(checksum(&blob));
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
    blob.extend(table);
    blob.extend(sum);
    sections.iter().for_each(|(_, bytes)| blob.extend(bytes));
    blob
}

fn check(edits: &[u8]) {
    let _ = celan_blob::open(edits);
    // Four bytes an edit: section, place, place, and what is written there.
    let mut sections = SECTIONS.clone();
    for edit in edits.chunks_exact(4) {
        let section = edit[0] as usize % sections.len();
        let bytes = &mut sections[section].1;
        let at = u16::from_le_bytes([edit[1], edit[2]]) as usize;
        match bytes.get_mut(at) {
            Some(byte) => *byte = edit[3],
            None => bytes.push(edit[3]),
        }
    }
    let opened = celan_blob::open(&sealed(&sections));
    assert!(opened.is_ok() || edits.len() >= 4, "{opened:?}");
}

fuzz_target!(init: { LazyLock::force(&SECTIONS); }, |edits: &[u8]| check(edits));
