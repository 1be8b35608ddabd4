//! Reading needs no script.

use std::collections::{BTreeMap, BTreeSet};

use celan_webdriver::Viewport;
use serde::Deserialize;

use crate::reader::{Reader, documents};

/// What a page offers to go to, and where it leads.
#[derive(Deserialize)]
struct Page {
    title: String,
    text: usize,
    ids: Vec<String>,
    links: Vec<String>,
    wide: bool,
}

const LOOK: &str = "return {
    title: document.querySelector('h1')?.textContent.trim() ?? '',
    text: document.querySelector('main').innerText.length,
    ids: [...document.querySelectorAll('[id]')].map(e => e.id),
    links: [...document.querySelectorAll('a[href]')].map(a => new URL(a.getAttribute('href'), document.baseURI).href),
    wide: document.documentElement.scrollWidth > innerWidth,
}";

#[test]
fn every_document_is_readable_and_every_link_to_a_place_resolves() {
    for screen in [Viewport::PHONE, Viewport::DESK] {
        let reader = Reader::new(screen);
        reader.browser.scripting(false).unwrap();
        let mut pages = BTreeMap::new();
        let paths = documents().into_iter().map(|id| format!("d/{id}/"));
        for path in ["", "measures/", "targets/", "bodies/"]
            .map(String::from)
            .into_iter()
            .chain(paths)
        {
            reader.open(&path);
            let page: Page = reader.browser.eval(LOOK).unwrap();
            assert!(!page.title.is_empty() && page.text > 300, "{path}");
            assert!(!page.wide, "{path} scrolls sideways on {screen:?}");
            let distinct: BTreeSet<_> = page.ids.iter().collect();
            assert_eq!(distinct.len(), page.ids.len(), "{path} has an id twice");
            pages.insert(format!("{}{path}", reader.host.url()), page);
        }
        for (address, page) in &pages {
            for link in page
                .links
                .iter()
                .filter(|link| link.starts_with(&reader.host.url()))
            {
                let (target, place) = link.split_once('#').unwrap_or((link, ""));
                // The pages of the sources have their own test.
                if target.contains("/source/") || target.contains('?') {
                    continue;
                }
                let target = pages.get(target);
                let target = target.unwrap_or_else(|| panic!("{address}: {link} leads nowhere"));
                assert!(
                    place.is_empty() || target.ids.iter().any(|id| id == place),
                    "{address}: {link} has no such place"
                );
            }
        }
        reader.assert_quiet();
    }
}

#[test]
fn the_library_leads_to_every_document() {
    let reader = Reader::new(Viewport::DESK);
    reader.browser.scripting(false).unwrap();
    reader.open("");
    let mut listed: Vec<String> = reader
        .browser
        .eval("return [...document.querySelectorAll('li.item[data-document]')].map(e => e.dataset.document)")
        .unwrap();
    listed.sort();
    assert_eq!(listed, documents());
}

#[test]
fn a_link_to_a_place_opens_there() {
    let reader = Reader::new(Viewport::PHONE);
    reader.browser.scripting(false).unwrap();
    for id in documents() {
        reader.open(&format!("d/{id}/"));
        let place: String = reader
            .browser
            .eval("return [...document.querySelectorAll('article [id]')].at(-1).id")
            .unwrap();
        reader.open("");
        reader.open(&format!("d/{id}/#{place}"));
        let seen: bool = reader
            .browser
            .eval_with(
                "const box = document.getElementById(arguments[0]).getBoundingClientRect();
                 return box.bottom > 0 && box.top < innerHeight;",
                &[place.clone().into()],
            )
            .unwrap();
        assert!(seen, "{id}#{place}");
    }
}

#[test]
fn an_unknown_address_gets_a_page_with_a_way_back() {
    let reader = Reader::new(Viewport::DESK);
    reader.open("d/no-such-document/");
    let heading: String = reader
        .browser
        .eval("return document.querySelector('h1').textContent")
        .unwrap();
    assert!(!heading.is_empty());
    reader.browser.click("main a").unwrap();
    let library = reader.host.url();
    assert_eq!(reader.browser.address().unwrap(), library);
}
