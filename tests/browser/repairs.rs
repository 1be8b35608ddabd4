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

/// Places of a page of sources by their words, and where they lead.
const PLACES: &str = "return [...document.querySelectorAll('main td a')].map(a => [a.textContent, a.getAttribute('href')])";

#[test]
fn the_page_of_sources_belongs_to_the_reader() {
    let library = celan_corpus::read(&corpus()).unwrap().library;
    for screen in [Viewport::PHONE, Viewport::DESK] {
        let reader = Reader::new(screen);
        let browser = &reader.browser;
        let mut places = 0;
        for document in &library.documents {
            let id = &document.metadata.id;
            reader.open(&format!("d/{id}/source/"));
            let shown: Vec<(String, String)> = browser.eval(PLACES).unwrap();
            for (name, href) in shown {
                let anchor = href.strip_prefix("../#").unwrap();
                assert!(document.block(anchor).is_some(), "{id}: {href}");
                // By the name that the document gives it, and not by its address.
                assert!(!name.is_ascii() && name != anchor, "{id}: {name}");
                places += 1;
            }
            let wide = "return document.documentElement.scrollWidth <= innerWidth";
            assert!(browser.eval::<bool>(wide).unwrap(), "{id}");
        }
        assert!(places > 100, "{places}");
        // A place leads to itself, the bar or the dock back to the text, and a search to its results.
        let id = &library.documents[0].metadata.id;
        reader.open(&format!("d/{id}/source/"));
        let back = "[...document.querySelectorAll('#bar .tools a, #dock a')].find(a =>
            a.checkVisibility() && a.getAttribute('href') === '../').click()";
        browser.eval::<()>(back).unwrap();
        browser
            .wait(&format!("document.body.dataset.document === '{id}'"))
            .unwrap();
        browser.back().unwrap();
        if screen == Viewport::DESK {
            browser
                .wait("document.querySelector('#q')?.checkVisibility()")
                .unwrap();
            browser.type_into("#q", "科研诚信").unwrap();
            browser.press("\u{e007}").unwrap();
            reader.results("科研诚信");
        }
        reader.assert_quiet();
    }
}

#[test]
fn links_to_the_source_lead_there_once_the_program_is_here() {
    let document = "neizhengbanfa-2021-39";
    for screen in [Viewport::PHONE, Viewport::DESK] {
        let reader = Reader::new(screen);
        let browser = &reader.browser;
        reader.open(&format!("d/{document}/"));
        reader.ready();
        let links: usize = browser
            .eval("return document.querySelectorAll('a[href*=\"source/\"]').length")
            .unwrap();
        assert!(links > 0);
        for link in 0..links {
            // Whether it is in sight or in a sheet that is closed.
            browser
                .eval::<()>(&format!(
                    "document.querySelectorAll('a[href*=\"source/\"]')[{link}].click()"
                ))
                .unwrap();
            browser
                .wait(&format!(
                    "location.pathname === '/d/{document}/source/'
                        && document.querySelector('h1')?.innerText === '来源与修复'"
                ))
                .unwrap();
            browser.back().unwrap();
            browser
                .wait(&format!(
                    "location.pathname === '/d/{document}/' && !!document.querySelector('article.doc')"
                ))
                .unwrap();
            reader.ready();
        }
        reader.assert_quiet();
    }
}
