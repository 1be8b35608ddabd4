//! A library so small that it is opened many times a second.

use celan_document::{Document, Library};

/// The first blocks of two documents of the tests' library, and some of its thesaurus.
pub fn library() -> Library {
    let folder = super::tests().join("fixture");
    let whole = celan_corpus::read(&folder)
        .expect("the library of the tests")
        .library;
    let documents = whole.documents.iter().take(2).map(|document| Document {
        metadata: document.metadata.clone(),
        blocks: document.blocks.iter().take(4).cloned().collect(),
    });
    Library {
        documents: documents.collect(),
        thesaurus: whole.thesaurus.iter().take(3).cloned().collect(),
        answer_types: whole.answer_types.iter().take(1).cloned().collect(),
        ..Library::default()
    }
}
