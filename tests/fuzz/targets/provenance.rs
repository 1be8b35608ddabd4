//! Any bytes as provenance of a library are refused or taken, and what is taken can be shown.

use super::container::{Section, edit, sealed, sections};
use super::small;
use celan_document::Library;
use std::sync::LazyLock;

struct Known {
    library: Library,
    sections: Vec<Section>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let packed = celan_blob::pack(&small::library()).expect("the library is packed");
    let opened = celan_blob::open(&packed.library).expect("the library is opened");
    Known {
        library: opened.library,
        sections: sections(&packed.provenance),
    }
});

pub fn check(edits: &[u8]) {
    let mut library = KNOWN.library.clone();
    let _ = celan_blob::open_provenance(edits, &mut library);
    let mut sections = KNOWN.sections.clone();
    edit(&mut sections, edits);
    let mut library = KNOWN.library.clone();
    if celan_blob::open_provenance(&sealed(2, &sections), &mut library).is_ok() {
        for document in &library.documents {
            let _ = celan_page::article(document, &library);
        }
    } else {
        assert!(edits.len() >= 4, "the right provenance is taken");
    }
}
