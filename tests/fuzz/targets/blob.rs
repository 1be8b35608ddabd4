//! Any bytes are opened or refused, also if their checksums hold, and what is opened can be used.

use super::container::{Section, edit, sealed, sections};
use super::{small, uses};
use std::sync::LazyLock;

/// The sections of a small blob.
static SECTIONS: LazyLock<Vec<Section>> = LazyLock::new(|| {
    let packed = celan_blob::pack(&small::library()).expect("the library is packed");
    sections(&packed.library)
});

pub fn check(edits: &[u8]) {
    let _ = celan_blob::open(edits);
    let mut sections = SECTIONS.clone();
    edit(&mut sections, edits);
    match celan_blob::open(&sealed(1, &sections)) {
        Ok(contents) => uses::all(contents),
        Err(error) => assert!(edits.len() >= 4, "{error}"),
    }
}
