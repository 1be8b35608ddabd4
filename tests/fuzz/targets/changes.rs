//! Any bytes as changes of a library are refused, but for the right ones; where their checksums hold
//! nothing breaks.

use super::container::{edit, sealed, sections};
use super::small;
use celan_blob::{Contents, open_with_delta};
use celan_document::Library;
use std::sync::LazyLock;

struct Known {
    base: Vec<u8>,
    changes: Vec<u8>,
    new: Contents,
}

/// A small library, and what makes another of it: a corrected word, a document more, another order.
static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let former = small::library();
    let mut new = former.clone();
    let text = new.documents[0].blocks.iter_mut();
    let text = text.filter_map(|block| block.text_mut()).last();
    text.expect("a text").plain.push_str("龘更正");
    let mut added = new.documents[1].clone();
    added.metadata.id = "added-document".to_owned();
    new.documents.insert(0, added);
    new.thesaurus.reverse();
    let pack = |library: &Library| {
        let packed = celan_blob::pack(library).expect("the library is packed");
        packed.library
    };
    let (base, new) = (pack(&former), pack(&new));
    let changes = celan_blob::delta(&base, &new).expect("the changes are packed");
    let new = open_with_delta(&base, &changes).expect("the changes are opened");
    Known { base, changes, new }
});

/// Opens the base with these changes: only the right ones are taken, and make the new library.
fn refused_or_right(changes: &[u8]) {
    match open_with_delta(&KNOWN.base, changes) {
        Ok(contents) => assert!(changes == KNOWN.changes && contents == KNOWN.new),
        Err(_) => assert!(changes != KNOWN.changes),
    }
}

pub fn check(edits: &[u8]) {
    refused_or_right(edits);
    // The right ones, in part other bytes.
    let mut whole = [(vec![0; 32], KNOWN.changes.clone())];
    edit(&mut whole, edits);
    refused_or_right(&whole[0].1);
    // And with checksums as they should be: what the texts are is said beside them, so that a library
    // opens only where all its words are as their checksums say.
    let mut known = sections(&KNOWN.changes);
    edit(&mut known, edits);
    let opened = open_with_delta(&KNOWN.base, &sealed(3, &known));
    assert!(edits.len() >= 4 || opened.is_ok_and(|contents| contents == KNOWN.new));
}
