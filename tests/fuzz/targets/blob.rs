//! Any bytes are opened or refused, also if their checksums hold, and what is opened can be used.

use super::forged::Forgery;
use super::{small, uses};
use celan_blob::Contents;
use std::sync::LazyLock;

/// A small blob with all sections.
static SMALL: LazyLock<Forgery> = LazyLock::new(|| {
    let library = small::library();
    let (extracts, _) = celan_corpus::extracts(&library, None);
    let packed = celan_blob::pack_with(&library, &extracts).expect("the library is packed");
    Forgery::of(&packed.library)
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
    let opened = celan_blob::open(&SMALL.with(edits));
    assert!(
        opened.is_ok() || edits.len() >= 4,
        "the right blob is opened"
    );
    opened.ok()
}
