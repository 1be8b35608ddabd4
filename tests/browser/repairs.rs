//! A reader asks what the source had: repairs, variants and doubts are marked on demand.

use celan_document::Document;
use celan_webdriver::Viewport;

use crate::reader::{Reader, corpus};

const FETCHED: &str =
    "return performance.getEntriesByType('resource').some(r => r.name.includes('provenance'))";
const ANCHORS: &str = "return [...document.querySelectorAll('article.doc [id]')]
    .filter(e => !e.matches('.note')).map(e => e.id)";

/// Doubts of a document, as its corpus has them.
fn doubts(document: &Document) -> usize {
    let mut count = 0;
    document.walk(&mut |block| count += block.text().map_or(0, |text| text.doubts.len()));
    count
}

#[test]
fn doubts_are_marked_where_the_reader_asks() {
    let library = celan_corpus::read(&corpus()).unwrap().library;
    let doubtful = library.documents.iter().filter(|d| doubts(d) > 0);
    let reader = Reader::new(Viewport::DESK);
    let mut seen = 0;
    for document in doubtful {
        reader.open(&format!("d/{}/", document.metadata.id));
        reader.ready();
        let anchors: Vec<String> = reader.browser.eval(ANCHORS).unwrap();
        assert!(
            !reader.browser.eval::<bool>(FETCHED).unwrap(),
            "nobody asked"
        );
        reader
            .browser
            .click("#bar .own button[aria-haspopup]")
            .unwrap();
        reader
            .browser
            .wait("document.querySelector('.looks .acts button + button') !== null")
            .unwrap();
        reader
            .browser
            .click(".looks .acts button + button")
            .unwrap();
        reader
            .browser
            .wait("document.querySelector('.doc .fix.doubt') !== null")
            .unwrap();
        let marked: usize = reader
            .browser
            .eval("return document.querySelectorAll('.doc .fix.doubt').length")
            .unwrap();
        assert_eq!(marked, doubts(document), "{}", document.metadata.id);
        let now: Vec<String> = reader.browser.eval(ANCHORS).unwrap();
        assert_eq!(now, anchors, "{}: the same places", document.metadata.id);
        seen += 1;
    }
    assert!(seen > 0, "no document of the corpus has a doubt");
}
