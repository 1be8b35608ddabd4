//! A library that has it that nothing of a reader is kept.

use celan_serve::Fault;
use celan_webdriver::Viewport;

use crate::reader::{Reader, site};

const DOCUMENT: &str = "d/guofa-2018-25/";

/// A page of the site as `[keep] nothing = true` would write it.
fn page(path: &str) -> &'static str {
    let page = std::fs::read_to_string(site().join(path).join("index.html")).unwrap();
    let kept = page.replacen("<html ", "<html data-keep=\"nothing\" ", 1);
    assert_ne!(kept, page);
    kept.leak()
}

#[test]
fn nothing_of_a_reader_stays_where_the_library_keeps_nothing() {
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    let (library, document) = (page(""), page(DOCUMENT));
    reader.host.fail(move |path| match path {
        "" | "index.html" => Some(Fault::Page(library)),
        path if path.starts_with(DOCUMENT) => Some(Fault::Page(document)),
        _ => None,
    });
    reader.open("");
    reader.ready();
    // A query, a document, a place in it, a look, a mark.
    reader.search("科技成果");
    // Suggestions lie over the first hits.
    browser.press("\u{e00c}").unwrap();
    browser.click("[data-results] a[data-document]").unwrap();
    browser.wait("location.pathname.includes('/d/')").unwrap();
    reader.open(DOCUMENT);
    reader.ready();
    browser.eval::<()>("scrollTo(0, 3000)").unwrap();
    browser.click("[data-command='settings open']").unwrap();
    let larger = ".looks [data-command='appearance --scale:1.25;']";
    browser
        .wait(&format!("!!document.querySelector({larger:?})"))
        .unwrap();
    browser
        .eval::<()>(&format!("document.querySelector({larger:?}).click()"))
        .unwrap();
    browser
        .wait("document.documentElement.style.getPropertyValue('--scale') === '1.25'")
        .unwrap();
    browser
        .eval::<()>("document.querySelector('article.doc .a').click()")
        .unwrap();
    browser
        .wait("!!document.querySelector('#place [data-command=\"block annotate\"]')")
        .unwrap();
    browser
        .click("#place [data-command='block annotate']")
        .unwrap();
    browser
        .wait("!!document.querySelector('article.doc [data-kept]')")
        .unwrap();
    // What is remembered after a pause, or when the page is left, would be by now.
    browser.eval::<()>("scrollTo(0, 6000)").unwrap();
    std::thread::sleep(std::time::Duration::from_millis(900));
    reader.open(DOCUMENT);
    reader.ready();
    let stored: Vec<String> = browser
        .eval("return [...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
        .unwrap();
    assert_eq!(stored, [""; 0]);
    let left: bool = browser
        .eval("return !document.documentElement.style.getPropertyValue('--scale') && !document.querySelector('[data-kept], .resume')")
        .unwrap();
    assert!(left);
}
