//! Any bytes are opened or refused, also where their checksums hold.
#![no_main]

mod container;
mod small;

use container::{Section, edit, sealed, sections};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

/// The sections of a small blob.
static SECTIONS: LazyLock<Vec<Section>> = LazyLock::new(|| {
    let packed = celan_blob::pack(&small::library()).expect("the library is packed");
    sections(&packed.library)
});

fn check(edits: &[u8]) {
    let _ = celan_blob::open(edits);
    let mut sections = SECTIONS.clone();
    edit(&mut sections, edits);
    let opened = celan_blob::open(&sealed(1, &sections));
    assert!(opened.is_ok() || edits.len() >= 4, "{opened:?}");
}

fuzz_target!(init: { LazyLock::force(&SECTIONS); }, |edits: &[u8]| check(edits));
