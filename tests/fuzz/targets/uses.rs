//! What a reader does with a library that opened: all of it, since hostile bytes do their harm late.

use celan_blob::Contents;
use celan_search::{Index, Options, Query};

/// Indexes, searches, suggests, compares, and writes the pages.
pub fn all(contents: Contents) {
    let index = Index::open(contents);
    for query in ["的", "\"科技\"", "keji", "第3条 5万元", "标题:办法 -科"] {
        let _ = index.search(&Query::parse(query), Options::default());
        let _ = index.suggest(query, 8);
    }
    let library = index.library();
    let ids: Vec<&str> = library
        .documents
        .iter()
        .map(|d| d.metadata.id.as_str())
        .collect();
    for document in &library.documents {
        let _ = celan_page::article(document, library);
        let _ = celan_corpus::markdown::write(document);
    }
    if let [left, .., right] = ids[..] {
        let _ = index.compare(left, right, "科技");
    }
}
