//! Everything in one file, opened by a double click.

use celan_webdriver::Viewport;
use serde_json::json;

use crate::queries::queries;
use crate::reader::{PLACE_SEEN, Reader, site};

const QUERY: &str = "科技成果转化";

fn file() -> String {
    let path = site().join("celan.html").canonicalize().unwrap();
    format!("file://{}", path.display())
}

/// A browser with the file open; its host serves nothing.
fn opened(screen: Viewport) -> Reader {
    let reader = Reader::new(screen);
    reader.host.fail(|_| Some(celan_serve::Fault::Status(500)));
    reader.browser.open(&file()).unwrap();
    reader.ready();
    reader
}

#[test]
fn it_finds_what_the_site_finds() {
    let one = opened(Viewport::DESK);
    let site = Reader::new(Viewport::DESK);
    site.open("");
    site.ready();
    for query in queries() {
        let [here, there] = [&one, &site].map(|reader| {
            reader.fill(query);
            reader.results(query);
            reader.found()
        });
        assert_eq!(here, there, "{query}");
    }
    one.assert_quiet();
}

#[test]
fn its_links_lead_where_they_should_and_back() {
    for screen in [Viewport::PHONE, Viewport::DESK] {
        let reader = opened(screen);
        let browser = &reader.browser;
        reader.search(QUERY);
        let found = reader.found();
        // Suggestions lie over the first hits.
        browser.press("\u{e00c}").unwrap();
        browser.click("[data-results] a[data-anchor]").unwrap();
        browser.wait(PLACE_SEEN).unwrap();
        let address = browser.address().unwrap();
        assert!(address.starts_with(&format!("{}#/d/", file())), "{address}");
        browser
            .wait("document.querySelector('article mark') !== null")
            .unwrap();

        // A place of the page is no other route.
        browser
            .eval::<()>("document.querySelector('#outline li a').click()")
            .unwrap();
        browser
            .wait("location.hash !== '' && document.querySelector('article.doc') !== null")
            .unwrap();

        browser.back().unwrap();
        browser.back().unwrap();
        reader.results(QUERY);
        assert_eq!(reader.found(), found);

        // The address is one that can be opened.
        browser.open("about:blank").unwrap();
        browser.open(&address).unwrap();
        reader.ready();
        browser.wait(PLACE_SEEN).unwrap();

        browser.open("about:blank").unwrap();
        browser.open(&file()).unwrap();
        reader.ready();
        browser
            .eval::<()>("document.querySelector('li.item a').click()")
            .unwrap();
        browser
            .wait("document.querySelector('article.doc') !== null")
            .unwrap();
        let links: Vec<String> = browser
            .eval("return [...document.querySelectorAll('a[href]')].map(a => a.href)")
            .unwrap();
        let inside = |link: &String| link.starts_with(&file());
        assert!(links.iter().all(inside), "{links:?}");
        reader.assert_quiet();
    }
}

#[test]
fn it_asks_nobody_and_remembers_what_it_may() {
    let reader = opened(Viewport::DESK);
    let browser = &reader.browser;
    reader.search(QUERY);
    browser.press("\u{E007}").unwrap();
    let asked: Vec<String> = browser
        .eval(
            "return performance.getEntriesByType('resource').map(r => r.name)
                .filter(name => !name.startsWith('data:'))",
        )
        .unwrap();
    assert!(asked.is_empty(), "{asked:?}");
    let kept: Option<String> = browser
        .eval("return localStorage.getItem('celan-recent')")
        .unwrap();
    assert_eq!(kept.as_deref(), Some(QUERY));

    // The same where the browser forbids it.
    let forbid = "for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } })";
    browser
        .devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({ "source": forbid }),
        )
        .unwrap();
    browser.open("about:blank").unwrap();
    browser.open(&file()).unwrap();
    reader.search(QUERY);
    reader.assert_quiet();
}
