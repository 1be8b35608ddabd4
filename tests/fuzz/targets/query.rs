//! Any query is answered, and what the answer points at is there.

use celan_document::{Document, Library, Span, char_slice};
use celan_search::{Index, Options, Query};
use std::sync::LazyLock;

/// The first blocks of each document, packed and opened, so that terms and readings are there.
static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let folder = super::tests().join("fixture");
    let whole = celan_corpus::read(&folder)
        .expect("the library of the tests")
        .library;
    let documents = whole.documents.iter().map(|document| Document {
        metadata: document.metadata.clone(),
        blocks: document.blocks.iter().take(12).cloned().collect(),
    });
    let library = Library {
        documents: documents.collect(),
        ..whole.clone()
    };
    let packed = celan_blob::pack(&library).expect("the library is packed");
    let contents = celan_blob::open(&packed.library).expect("the blob is opened");
    Index::open(contents)
});

pub fn check(query: &[u8]) {
    check_text(&String::from_utf8_lossy(query));
}

fn check_text(query: &str) {
    let answer = INDEX.search(&Query::parse(query), Options::default());
    assert!(answer.hits.len() <= answer.passages as usize);
    for hit in &answer.hits {
        let length = hit.text.chars().count() as u32;
        for [start, end] in hit.highlights.iter().chain([&hit.snippet]) {
            assert!(start <= end && *end <= length, "{query:?}: {hit:?}");
            let _ = char_slice(&hit.text, Span::new(*start as usize, *end as usize));
        }
        let document = INDEX.library().document(&hit.document);
        let mut anchors = Vec::new();
        document
            .expect("a hit names a document")
            .walk(&mut |block| anchors.push(block.anchor.as_str()));
        let anchor = hit.anchor.as_deref();
        assert!(anchor.is_none_or(|anchor| anchors.contains(&anchor)));
    }
    let _ = INDEX.suggest(query, 8);
}
