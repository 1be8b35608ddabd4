//! What a reader does with a library that opened: all of it, since hostile bytes do their harm late.

use celan_blob::Contents;
use celan_export::{Excerpt, Export, passage_codes};
use celan_finder::Query as Asked;
use celan_locale::Language;
use celan_page::View;
use celan_search::{Index, Options, Query};

/// Documents that are read, exported and compared; a reader has one before him at a time.
const READ: usize = 3;

/// Indexes, searches, suggests, compares, writes the pages, and exports.
pub fn all(contents: Contents) {
    let extracts = celan_blob::read_extracts(&contents.extracts).unwrap_or_default();
    let index = Index::open(contents);
    for query in [
        "的",
        "\"科技\"",
        "keji",
        "第3条 5万元",
        "标题:办法 -科",
        "甲 乙",
        "a",
    ] {
        let _ = index.search(&Query::parse(query), Options::default());
        let _ = index.suggest(query, 8);
    }
    let library = index.library();
    let view = View::default();
    let strings = Language::Chinese.strings();
    for document in library.documents.iter().take(READ) {
        let id = &document.metadata.id;
        let _ = celan_page::document_screen(document, library, view);
        let _ = celan_page::article(document, library);
        let _ = celan_page::outline(document);
        let _ = celan_page::measures_screen(library, &extracts, id, view);
        let _ = celan_corpus::markdown::write(document);
        let _ = index.matches_in(id, &Query::parse("的"), Options::default());
        let excerpt = Excerpt::whole(document);
        let export = Export::new(&excerpt, library, "https://example.org/", strings);
        let _ = (export.text(), export.name());
        let _ = export.markdown();
        let _ = export.word();
        let first = document.blocks.iter().find_map(|block| block.text());
        let _ = first.map(|text| passage_codes(&text.plain, id));
    }
    let _ = celan_page::library_screen(library, view);
    let _ = celan_page::citations_screen(library, "", view);
    let _ = celan_page::abbreviations_screen(library, view);
    let _ = celan_page::bodies_screen(library, &extracts, view);
    let _ = celan_page::targets_screen(library, &extracts, "", view);
    let _ = celan_page::finder_screen(library, &extracts, &Asked::default(), view);
    let ids: Vec<&str> = library
        .documents
        .iter()
        .map(|d| d.metadata.id.as_str())
        .collect();
    if let [left, .., right] = ids[..] {
        let _ = index.compare(left, right, "科技");
        let _ = index.compare(left, right, "");
    }
}
