//! What is not a whole blob of this format is refused with a reason, before it is decoded.

#![allow(clippy::unwrap_used)]

mod libraries;

use celan_blob::{BlobError, Loader, VERSION, delta, open, open_provenance, open_with_delta, pack};
use crc::{CRC_32_ISO_HDLC, Crc};
use libraries::small;
use proptest::prelude::*;
use std::io::Read;

fn checksum(bytes: &[u8]) -> [u8; 4] {
    Crc::<u32>::new(&CRC_32_ISO_HDLC)
        .checksum(bytes)
        .to_le_bytes()
}

/// Writes the checksums of first bytes, table and sections anew, so that a change passes them.
fn sealed(mut blob: Vec<u8>) -> Vec<u8> {
    let word =
        |blob: &[u8], at: usize| u32::from_le_bytes(blob[at..at + 4].try_into().unwrap()) as usize;
    let sum = checksum(&blob[..12]);
    blob[12..16].copy_from_slice(&sum);
    let count = word(&blob, 16);
    for entry in (0..count).map(|n| 20 + n * 32) {
        let (offset, length) = (word(&blob, entry + 12), word(&blob, entry + 16));
        let sum = blob.get(offset..offset + length).map_or([0; 4], checksum);
        blob[entry + 28..entry + 32].copy_from_slice(&sum);
    }
    let end = 20 + count * 32;
    let sum = checksum(&blob[16..end]);
    blob[end..end + 4].copy_from_slice(&sum);
    blob
}

/// Changes of the small library whose one section is stored as it is, so that each byte of its values
/// can be another.
fn plain_changes(base: &[u8]) -> Vec<u8> {
    let mut later = small();
    later.documents.rotate_left(1);
    later.documents[0].metadata.title = "另一件事".into();
    later.documents[1].metadata.id = "new-2020".into();
    later.thesaurus[0].say.push("科技贷款".into());
    let mut packed = delta(base, &pack(&later).unwrap().library).unwrap();
    let table = 16 + 4 + 32 + 4;
    let stored = packed.split_off(table);
    let raw = u32::from_le_bytes(packed[40..44].try_into().unwrap()) as usize;
    let mut plain = vec![0; raw];
    let decoder = ppmd_rust::Ppmd7Decoder::new(stored.as_slice(), 7, 1 << 20);
    decoder.unwrap().read_exact(&mut plain).unwrap();
    packed[36..40].copy_from_slice(&(raw as u32).to_le_bytes());
    packed[44..48].fill(0);
    packed.extend(plain);
    let packed = sealed(packed);
    open_with_delta(base, &packed).unwrap();
    packed
}

#[test]
fn another_version_is_refused_with_both_named() {
    for version in [VERSION + 1, VERSION - 1, u16::MAX] {
        let mut blob = pack(&small()).unwrap().library;
        blob[8..10].copy_from_slice(&version.to_le_bytes());
        // A later format may lay out everything after the first bytes anew.
        blob.truncate(16);
        let sum = checksum(&blob[..12]);
        blob[12..16].copy_from_slice(&sum);
        blob.extend([0xff; 40]);
        let error = open(&blob).unwrap_err();
        let wanted = BlobError::Version {
            found: version,
            known: VERSION,
        };
        assert_eq!(error, wanted);
        let message = error.to_string();
        assert!(message.contains(&format!("format {version}")), "{message}");
        assert!(message.contains(&format!("format {VERSION}")), "{message}");
        assert!(
            message.contains("again with this reader's version"),
            "{message}"
        );
    }
}

#[test]
fn foreign_files_are_refused() {
    for bytes in [
        &b""[..],
        b"\x89",
        b"\x89CELAN\r\n",
        b"\x89CELAN\n",
        b"PK\x03\x04",
        &[0; 400],
    ] {
        assert!(open(bytes).is_err(), "{bytes:?}");
    }
    assert_eq!(open(b"<!doctype html>").unwrap_err(), BlobError::NotABlob);
    let packed = pack(&small()).unwrap();
    let error = open(&packed.provenance).unwrap_err();
    assert!(matches!(error, BlobError::Purpose { .. }));
    let error = open_provenance(&packed.library, &mut small()).unwrap_err();
    assert!(matches!(error, BlobError::Purpose { .. }));
}

/// Numbers in the table that promise gigabytes cost an error and no memory.
#[test]
fn a_table_that_promises_too_much_is_refused() {
    let blob = pack(&small()).unwrap().library;
    let count = usize::from(blob[16]);
    for field in [12, 16, 20, 24] {
        for value in [u32::MAX, 1 << 28, 1 << 24] {
            for entry in 0..count {
                let mut blob = blob.clone();
                let at = 20 + entry * 32 + field;
                blob[at..at + 4].copy_from_slice(&value.to_le_bytes());
                let end = 20 + count * 32;
                let sum = checksum(&blob[16..end]);
                blob[end..end + 4].copy_from_slice(&sum);
                assert!(
                    open(&blob).is_err(),
                    "field {field} of section {entry}: {value}"
                );
            }
        }
    }
}

proptest! {
    /// Whoever writes right checksums over wrong bytes gets an error or a library, never a panic.
    #[test]
    fn forged_blobs_do_not_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let packed = pack(&small()).unwrap();
        for mut blob in [packed.library, packed.provenance] {
            let table = 20 + 32 * u32::from_le_bytes(blob[16..20].try_into().unwrap()) as usize + 4;
            for (at, value) in &changes {
                let at = table + at.index(blob.len() - table);
                blob[at] = *value;
            }
            let blob = sealed(blob);
            let _ = open(&blob);
            let _ = open_provenance(&blob, &mut small());
        }
    }

    #[test]
    fn forged_changes_do_not_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let base = pack(&small()).unwrap().library;
        let mut packed = plain_changes(&base);
        for (at, value) in &changes {
            // The base's checksum stays, so that what follows is read.
            let at = 61 + at.index(packed.len() - 61);
            packed[at] = *value;
        }
        let _ = open_with_delta(&base, &sealed(packed));
    }

    #[test]
    fn any_bytes_are_refused(mut bytes in prop::collection::vec(any::<u8>(), 0..300), marked: bool) {
        if marked {
            bytes.splice(..0, *b"\x89CELAN\r\n\x01\0\x01\0");
        }
        prop_assert!(open(&bytes).is_err());
        prop_assert!(Loader::with_delta(&bytes).is_err());
    }
}
