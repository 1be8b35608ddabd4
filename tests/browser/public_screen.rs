//! A stranger before a public screen, who types by touch, reads, takes along, prints, and leaves nothing.

use celan_serve::{Fault, Options};
use celan_webdriver::Viewport;
use serde::Deserialize;

use crate::reader::{Reader, site};

const UPRIGHT: Viewport = Viewport {
    width: 1080,
    height: 1920,
    mobile: true,
};
const LYING: Viewport = Viewport {
    width: 1920,
    height: 1080,
    mobile: true,
};

/// A session that ends soon.
const SOON: &str = r#"{"format":"celan-kiosk/1","on":false,"idle":4,"warning":3,"parts":["search","browse"],
    "print":"dialog","keyboard":"full","address":"https://policy.test/","font":false}"#;

/// One that does not end by itself.
const LATE: &str = r#"{"format":"celan-kiosk/1","on":false,"idle":3600,"warning":20,"parts":["search","browse"],
    "print":"dialog","keyboard":"full","address":"https://policy.test/","font":false}"#;

/// A visitor, whose host says this of the public screen.
fn visitor(screen: Viewport, settings: &'static str, form: &str) -> Reader {
    let options = Options {
        kiosk: true,
        ..Options::default()
    };
    let reader = Reader::of(&site(), options, screen);
    reader
        .host
        .fail(move |path| (path == "kiosk.json").then_some(Fault::Page(settings)));
    reader.open(&format!("?{form}"));
    reader.searchable();
    shows(&reader, "attract");
    reader
        .browser
        .wait("!!document.querySelector('.k-live')")
        .unwrap();
    reader
}

fn shows(reader: &Reader, phase: &str) {
    let shows = format!("document.documentElement.dataset.kiosk === '{phase}'");
    reader.browser.wait(&shows).unwrap();
}

/// Presses what a selector names, once it is there, and looks whether everything can be touched.
fn touch(reader: &Reader, selector: &str, least: u32) {
    let there = format!("!!document.querySelector({})", serde_json::json!(selector));
    reader.browser.wait(&there).unwrap();
    reader.browser.click(selector).unwrap();
    let small = "
        const least = arguments[0];
        return [...document.querySelectorAll('#kiosk button')].filter(button => {
            const box = button.getBoundingClientRect();
            return box.width > 0 && (box.width < least || box.height < least);
        }).map(button => `${button.textContent} ${button.offsetWidth}x${button.offsetHeight}`);";
    let small: Vec<String> = reader.browser.eval_with(small, &[least.into()]).unwrap();
    assert_eq!(small, [""; 0], "too small at {selector}");
}

fn type_initials(reader: &Reader, letters: &str, least: u32) {
    for letter in letters.chars() {
        touch(reader, &format!("[data-key={letter}]"), least);
    }
}

/// What a page can know of who was here before.
#[derive(Debug, Deserialize, PartialEq, Eq)]
struct Left {
    address: String,
    entries: u32,
    stored: u32,
    name: String,
    field: String,
    results: u32,
    chosen: u32,
    documents: Vec<String>,
    text: bool,
}

const LEFT: &str = "
    const pages = [];
    for (const name of await caches.keys()) {
        for (const { url } of await (await caches.open(name)).keys()) {
            if (/\\/d\\/[^/]+\\/(index.html)?$/.test(url)) pages.push(url);
        }
    }
    return { address: location.pathname + location.search, entries: history.length,
        stored: localStorage.length + sessionStorage.length, name: window.name,
        field: document.querySelector('input[type=search]').value,
        results: document.querySelectorAll('[data-results] a, [data-query]').length,
        chosen: document.querySelectorAll('[data-chosen], mark, [data-candidate]').length,
        documents: pages, text: document.documentElement.outerHTML.includes('认定管理') };";

fn left(reader: &Reader) -> Left {
    let script = format!("return (async () => {{ {LEFT} }})();");
    reader.browser.eval(&script).unwrap()
}

#[test]
fn a_visitor_types_initials_reads_prints_takes_along_and_leaves_nothing() {
    for screen in [UPRIGHT, LYING] {
        let reader = visitor(screen, SOON, "kiosk");
        let browser = &reader.browser;
        let before = left(&reader);
        touch(&reader, ".k-attract", 48);
        shows(&reader, "session");
        touch(&reader, "[data-command='kiosk search']", 48);
        type_initials(&reader, "rdgl", 48);
        touch(&reader, "[data-candidate='认定管理']", 48);
        reader.results("认定管理");
        touch(&reader, "[data-key=done]", 48);
        touch(&reader, "[data-results] a[data-anchor]", 48);
        browser
            .wait("!!document.querySelector('article.doc mark')")
            .unwrap();
        let address = browser.address().unwrap();
        assert!(
            address.contains("/d/") && address.contains("kiosk"),
            "{address}"
        );

        // The passage is taken along in codes that need no network, and printed.
        browser
            .eval::<()>("
                window.print = () => { window.printed = document.querySelector('#paper')?.textContent; };
                document.querySelector('article.doc mark').scrollIntoView({ block: 'center' });")
            .unwrap();
        browser.click("article.doc mark").unwrap();
        browser
            .wait("!!document.querySelector('[data-chosen]')")
            .unwrap();
        let chosen: String = browser
            .eval("return document.querySelector('[data-chosen]').id")
            .unwrap();
        touch(&reader, "[data-command='kiosk take']", 48);
        let codes: Vec<String> = browser
            .eval("return [...document.querySelectorAll('[data-code]')].map(code => code.dataset.code)")
            .unwrap();
        let (link, passage) = codes.split_last().unwrap();
        assert!(
            link.starts_with("https://policy.test/d/") && link.ends_with(&format!("#{chosen}")),
            "{link}"
        );
        assert!(passage.concat().contains("认定管理"), "{codes:?}");
        touch(&reader, "[data-command='kiosk print']", 48);
        browser
            .wait("window.printed?.includes('认定管理')")
            .unwrap();

        // The countdown is stopped once, and then nobody is here.
        browser
            .wait("!!document.querySelector('[data-remaining]')")
            .unwrap();
        shows(&reader, "ending");
        touch(&reader, "[data-command='kiosk go-on']", 48);
        shows(&reader, "session");
        shows(&reader, "attract");
        reader.searchable();
        assert_eq!(left(&reader), before);
        assert_eq!((before.stored, before.text, before.results), (0, false, 0));
        assert!(
            before.documents.is_empty() && before.field.is_empty(),
            "{before:?}"
        );
        reader.assert_quiet();
    }
}

/// From every screen the start is one touch away, and every document is at most four.
#[test]
fn every_document_is_reached_by_touch_and_the_start_from_everywhere() {
    let reader = visitor(UPRIGHT, LATE, "kiosk");
    let browser = &reader.browser;
    touch(&reader, ".k-attract", 48);
    touch(&reader, "[data-command='kiosk list years']", 48);
    let years: u32 = browser
        .eval("return document.querySelectorAll('.k-item').length")
        .unwrap();
    let mut documents = 0;
    for year in 1..=years {
        touch(&reader, &format!("li:nth-child({year}) .k-item"), 48);
        let here: u32 = browser
            .eval("return document.querySelectorAll('.k-item[data-document]').length")
            .unwrap();
        documents += here;
        touch(&reader, "[data-command='kiosk back']", 48);
    }
    assert_eq!(documents as usize, crate::reader::documents().len());
    for way in [
        vec!["[data-command='kiosk list newest']", ".k-item"],
        vec!["[data-command='kiosk list topics']", ".k-item"],
        vec!["[data-command='kiosk list levels']", ".k-item", ".k-item"],
        vec!["[data-command='kiosk search']"],
        vec!["[data-command='kiosk large']"],
    ] {
        touch(&reader, "[data-restart]", 48);
        browser
            .wait("!!document.querySelector('.k-start')")
            .unwrap();
        reader.searchable();
        for step in way {
            touch(&reader, step, 48);
        }
        let page: u32 = browser
            .eval("return document.querySelectorAll('[data-restart]').length")
            .unwrap();
        assert_eq!(page, 1);
    }
    // Large print is gone with who wanted it.
    touch(&reader, "[data-restart]", 48);
    browser
        .wait("!document.documentElement.dataset.print && !!document.querySelector('.k-start')")
        .unwrap();
    reader.assert_quiet();
}

/// In large print every target is larger still, and the words are English where that was chosen.
#[test]
fn large_print_and_english_hold_for_the_session() {
    let reader = visitor(UPRIGHT, LATE, "kiosk=en");
    let browser = &reader.browser;
    touch(&reader, ".k-attract", 48);
    touch(&reader, "[data-command='kiosk large']", 60);
    touch(&reader, "[data-command='kiosk search']", 60);
    type_initials(&reader, "gxjs", 60);
    touch(&reader, "[data-key=nine]", 60);
    touch(&reader, "[data-key=signs]", 60);
    let words: String = browser
        .eval("return document.querySelector('[data-restart]').textContent")
        .unwrap();
    assert_eq!(words, "Start again");
    let address = browser.address().unwrap();
    assert!(address.contains("kiosk=en"), "{address}");
    touch(&reader, "[data-restart]", 48);
    browser
        .wait("document.querySelector('[data-restart]')?.textContent === '重新开始'")
        .unwrap();
}

/// Without the mode its own part and its settings are not fetched; what it shares with other chunks is theirs.
#[test]
fn other_visitors_do_not_meet_it() {
    let reader = Reader::new(Viewport::DESK);
    reader.open("");
    reader.ready();
    let fetched: Vec<String> = reader
        .browser
        .eval("return performance.getEntriesByType('resource').map(file => file.name).filter(name => /assets\\/kiosk-[0-9a-f]+\\.wasm|kiosk\\.json/.test(name))")
        .unwrap();
    assert_eq!(fetched, [""; 0]);
    let marked: bool = reader
        .browser
        .eval("return 'kiosk' in document.documentElement.dataset")
        .unwrap();
    assert!(!marked);
}
