//! Any bytes are opened or refused, also if their checksums hold, and what is opened can be used.

use super::container::{Section, edit, sealed, sections};
use super::{small, uses};
use celan_blob::Contents;
use std::sync::LazyLock;

/// The sections of a small blob.
static SECTIONS: LazyLock<Vec<Section>> = LazyLock::new(|| {
    let packed = celan_blob::pack(&small::library()).expect("the library is packed");
    sections(&packed.library)
});

/// Opens.
pub fn check(edits: &[u8]) {
    let _ = celan_blob::open(edits);
    opened(edits);
}

/// Opens and uses.
pub fn check_use(edits: &[u8]) {
    if let Some(contents) = opened(edits) {
        uses::all(contents);
    }
}

fn opened(edits: &[u8]) -> Option<Contents> {
    let mut sections = SECTIONS.clone();
    edit(&mut sections, edits);
    let opened = celan_blob::open(&sealed(1, &sections));
    assert!(
        opened.is_ok() || edits.len() >= 4,
        "the right blob is opened"
    );
    opened.ok()
}
