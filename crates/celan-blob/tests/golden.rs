//! Blobs of each format version that was ever published: they open for ever.
//!
//! A field that is moved, added or left out in a `wire!` line makes the files of the present version
//! unreadable, or readable as something else: then the version of the format must be raised, the
//! reader must go on reading the former one, and files of the new one must be added here
//! (`cargo test -p celan-blob --test golden -- --ignored`). Files that are here are never changed, and
//! neither is the library that they hold (`libraries::small`).

#![allow(clippy::unwrap_used)]

mod libraries;

use celan_blob::{VERSION, delta, open, open_provenance, open_with_delta, pack};
use celan_document::Library;
use libraries::small;
use std::fs;
use std::path::PathBuf;

/// Versions of the format that were published since golden blobs are kept.
const VERSIONS: [u16; 1] = [3];

fn file(version: u16, name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    folder.join(format!("format-{version}.{name}.celan"))
}

/// What the delta makes of the library: another title, another order.
fn later() -> Library {
    let mut library = small();
    library.documents.rotate_left(1);
    library.documents[0].metadata.title = "另一件事".into();
    library
}

#[test]
fn golden_blobs_open() {
    assert!(VERSIONS.contains(&VERSION), "add golden blobs of {VERSION}");
    for version in VERSIONS {
        let read = |name| fs::read(file(version, name)).unwrap();
        let base = read("library");
        let mut library = open(&base).unwrap().library;
        open_provenance(&read("provenance"), &mut library).unwrap();
        assert_eq!(library, small(), "format {version}");
        let mut changed = open_with_delta(&base, &read("delta")).unwrap().library;
        open_provenance(&read("provenance-of-delta"), &mut changed).unwrap();
        assert_eq!(changed, later(), "format {version}");
    }
}

#[test]
#[ignore = "writes the golden blobs of a new version"]
fn write_golden_blobs() {
    let (packed, new) = (pack(&small()).unwrap(), pack(&later()).unwrap());
    let delta = delta(&packed.library, &new.library).unwrap();
    for (name, bytes) in [
        ("library", packed.library),
        ("provenance", packed.provenance),
        ("delta", delta),
        ("provenance-of-delta", new.provenance),
    ] {
        let file = file(VERSION, name);
        assert!(!file.exists(), "{} is never changed", file.display());
        fs::write(file, bytes).unwrap();
    }
}
