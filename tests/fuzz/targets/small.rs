//! A library so small that it is opened many times a second.

use celan_document::{Document, Library};
use std::path::Path;

/// The first blocks of two documents of the corpus, and some of the thesaurus.
pub fn library() -> Library {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let whole = celan_corpus::read(&folder)
        .expect("the corpus is read")
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
