//! A reader searches a part of a document, the document, or everything, in one tap.

use celan_search::{Options, Query};
use celan_webdriver::Viewport;
use serde::Deserialize;

use crate::reader::{PLACE_SEEN, Reader, core};

/// The longest plan, and a chapter of it.
const PLAN: &str = "guofa-2016-43";
const CHAPTER: &str = "c6";
const WORD: &str = "绿色";

/// A scope as the page offers it.
#[derive(Debug, Deserialize)]
struct Offered {
    name: String,
    occurrences: u32,
    current: bool,
}

fn offered(reader: &Reader) -> Vec<Offered> {
    let script = "return [...document.querySelectorAll('.scopes a')].map(a => ({
        name: a.firstChild.data,
        occurrences: parseInt(a.querySelector('.n').textContent.replace(/\\D/g, '')),
        current: a.ariaCurrent === 'true',
    }))";
    reader.browser.eval(script).unwrap()
}

fn occurrences(reader: &Reader) -> u32 {
    let script = "return +document.querySelector('[data-results]').dataset.occurrences";
    reader.browser.eval(script).unwrap()
}

fn shows(reader: &Reader, search: &str, occurrences: u32) {
    let shows = format!(
        "(location.pathname + location.search).endsWith('{search}') &&
         document.querySelector('[data-results]').dataset.occurrences === '{occurrences}'"
    );
    reader.browser.wait(&shows).unwrap();
}

#[test]
fn a_part_a_document_and_everything_are_searched_in_one_tap() {
    let core = core();
    let query = Query::parse(WORD);
    let everywhere = core.search(&query, Options::default()).occurrences;
    let within = |part: &str| {
        let answer = core.search_in(PLAN, part, &query, Options::default());
        answer.occurrences
    };
    let (chapter, document) = (within(CHAPTER), within(""));
    assert!(0 < chapter && chapter < document && document < everywhere);
    for screen in [Viewport::PHONE, Viewport::DESK] {
        let reader = Reader::new(screen);
        let browser = &reader.browser;
        reader.open(&format!("d/{PLAN}/#{CHAPTER}"));
        reader.ready();
        browser.wait(PLACE_SEEN).unwrap();
        browser
            .wait(&format!(
                "document.querySelector('#outline a[href=\"#{CHAPTER}\"]').matches('[aria-current], :has(~ ol [aria-current])')"
            ))
            .unwrap();
        if screen.mobile {
            browser.click("#dock a[href$='#q']").unwrap();
        }
        reader.fill(WORD);
        reader.results(WORD);
        browser
            .wait("document.querySelectorAll('.scopes a').length === 3")
            .unwrap();
        // All three say what they have before one is chosen.
        let offers = offered(&reader);
        let names: Vec<&str> = offers.iter().map(|o| o.name.as_str()).collect();
        let counts: Vec<u32> = offers.iter().map(|o| o.occurrences).collect();
        assert_eq!(names, ["本章", "本文件", "全库"]);
        assert_eq!(counts, [chapter, document, everywhere]);
        assert!(offers[2].current && !offers[0].current);
        assert_eq!(occurrences(&reader), everywhere);

        let encoded = "%E7%BB%BF%E8%89%B2";
        browser.click(".scopes a:nth-child(2)").unwrap();
        shows(
            &reader,
            &format!("/d/{PLAN}/?q={encoded}&in=document"),
            document,
        );
        browser.click(".scopes a:nth-child(1)").unwrap();
        shows(
            &reader,
            &format!("/d/{PLAN}/?q={encoded}&in={CHAPTER}"),
            chapter,
        );
        let elsewhere: usize = browser
            .eval(&format!(
                "return [...document.querySelectorAll('[data-results] a[data-document]')]
                     .filter(a => a.dataset.document !== '{PLAN}').length"
            ))
            .unwrap();
        assert_eq!(elsewhere, 0);
        // Typing goes on in the same place, and the address alone leads to it.
        reader.fill("创新");
        reader.results("创新");
        let innovation = core.search_in(PLAN, CHAPTER, &Query::parse("创新"), Options::default());
        assert_eq!(occurrences(&reader), innovation.occurrences);
        reader.open(&format!("d/{PLAN}/?q={WORD}&in={CHAPTER}"));
        reader.ready();
        shows(&reader, &format!("&in={CHAPTER}"), chapter);
        assert!(offered(&reader)[0].current);
        // A hit opens in the document, with everything marked that the results are from.
        browser.click("[data-results] a[data-document]").unwrap();
        browser.wait(PLACE_SEEN).unwrap();
        browser.eval::<()>("history.back()").unwrap();
        shows(&reader, &format!("&in={CHAPTER}"), chapter);
        reader.assert_quiet();
    }
}

#[test]
fn a_search_over_a_document_opens_where_the_last_one_was() {
    let core = core();
    let query = Query::parse(WORD);
    let document = core.search_in(PLAN, "", &query, Options::default());
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    reader.open(&format!("d/{PLAN}/"));
    reader.ready();
    reader.fill("创新");
    reader.results("创新");
    browser
        .wait("document.querySelectorAll('.scopes a').length > 1")
        .unwrap();
    browser.click(".scopes a:nth-last-child(2)").unwrap();
    browser
        .wait("location.search.endsWith('&in=document')")
        .unwrap();
    reader.open(&format!("d/{PLAN}/"));
    reader.ready();
    reader.fill(WORD);
    reader.results(WORD);
    assert_eq!(occurrences(&reader), document.occurrences);
    // The library is searched whole.
    reader.open("");
    reader.ready();
    reader.fill(WORD);
    reader.results(WORD);
    let everywhere = core.search(&query, Options::default()).occurrences;
    assert_eq!(occurrences(&reader), everywhere);
    assert!(
        browser
            .eval::<bool>("return !document.querySelector('.scopes')")
            .unwrap()
    );
    reader.assert_quiet();
}

#[test]
fn a_document_written_for_its_search_is_not_called_damaged_and_has_a_way_back() {
    let reader = Reader::new(Viewport::PHONE);
    let browser = &reader.browser;
    // As the worker sends whoever searches a document that is not kept as a page.
    reader.open(&format!("?d={PLAN}&q={WORD}&in={CHAPTER}"));
    reader.ready();
    reader.results(WORD);
    browser
        .wait("document.querySelectorAll('.scopes a').length === 3")
        .unwrap();
    let notices: usize = browser
        .eval("return document.querySelectorAll('[data-notice]').length")
        .unwrap();
    assert_eq!(notices, 0);
    browser.click(".scopes + a").unwrap();
    browser
        .wait(&format!(
            "location.pathname === '/d/{PLAN}/' && location.hash === '#{CHAPTER}' && {PLACE_SEEN}"
        ))
        .unwrap();
    reader.assert_quiet();
}
