//! The list of documents, narrowed and ordered by links: what it shows is what the corpus says, the
//! address keeps it, and back takes it back.

use celan_document::{Document, Library};
use celan_webdriver::Viewport;

use crate::reader::{Reader, corpus};

const SHOWN: &str = "return [...document.querySelectorAll('#list .item')]
    .filter(e => e.checkVisibility()).map(e => e.dataset.document)";

fn library() -> Library {
    celan_corpus::read(&corpus()).unwrap().library
}

fn shown(reader: &Reader) -> Vec<String> {
    reader.browser.eval(SHOWN).unwrap()
}

fn wait(reader: &Reader, shown: usize) {
    let condition = format!(
        "[...document.querySelectorAll('#list .item')].filter(e => e.checkVisibility()).length === {shown}"
    );
    reader.browser.wait(&condition).unwrap();
}

fn ids(library: &Library, of: impl Fn(&Document) -> bool) -> Vec<String> {
    let documents = library.documents.iter().filter(|d| of(d));
    let mut ids: Vec<_> = documents.map(|d| d.metadata.id.clone()).collect();
    ids.sort();
    ids
}

fn year(document: &Document) -> Option<u16> {
    document.metadata.date.as_ref().map(|date| date.year())
}

#[test]
fn filters_are_links_that_the_address_keeps() {
    let library = library();
    let reader = Reader::new(Viewport::DESK);
    reader.open("");
    reader.ready();
    let all = library.documents.len();
    assert_eq!(shown(&reader).len(), all);
    for level in &library.levels {
        let of_level = |d: &Document| d.metadata.level.as_ref() == Some(&level.name);
        let expected = ids(&library, of_level);
        let link = format!("a[data-field=level][data-value=\"{}\"]", level.name);
        let count: String = reader
            .browser
            .eval(&format!(
                "return document.querySelector('{link} .n').textContent"
            ))
            .unwrap();
        assert_eq!(count, expected.len().to_string(), "{}", level.name);
        reader.browser.click(&link).unwrap();
        wait(&reader, expected.len());
        let mut found = shown(&reader);
        found.sort();
        assert_eq!(found, expected, "{}", level.name);
        let address = reader.browser.address().unwrap();
        assert!(address.contains("?level="), "{address}");
        // A second property narrows further; its counts are of what the first one left.
        let newest = library
            .documents
            .iter()
            .filter(|d| of_level(d))
            .filter_map(year)
            .max();
        let both = ids(&library, |d| of_level(d) && year(d) == newest);
        let link = format!("a[data-field=year][data-value=\"{}\"]", newest.unwrap());
        reader.browser.click(&link).unwrap();
        wait(&reader, both.len());
        reader.browser.reload().unwrap();
        reader.ready();
        wait(&reader, both.len());
        let mut found = shown(&reader);
        found.sort();
        assert_eq!(found, both, "{}", level.name);
        reader.browser.back().unwrap();
        wait(&reader, expected.len());
        reader.browser.back().unwrap();
        wait(&reader, all);
    }
    reader.assert_quiet();
}

#[test]
fn the_list_is_ordered_by_date_and_length_and_put_back() {
    let library = library();
    let reader = Reader::new(Viewport::DESK);
    reader.open("");
    reader.ready();
    let before = shown(&reader);
    let order = "return [...document.querySelectorAll('a[data-field=sort][aria-current]')].map(a => a.dataset.value)";
    let now = || -> Vec<String> { reader.browser.eval(order).unwrap() };
    assert_eq!(now(), [""]);
    reader
        .browser
        .click("a[data-field=sort][data-value=size]")
        .unwrap();
    reader
        .browser
        .wait("location.search === '?sort=size'")
        .unwrap();
    assert_eq!(now(), ["size"]);
    let mut lengths: Vec<usize> = Vec::new();
    for id in shown(&reader) {
        lengths.push(library.document(&id).unwrap().characters());
    }
    assert_eq!(lengths.len(), library.documents.len());
    assert!(lengths.is_sorted_by(|a, b| a >= b), "{lengths:?}");
    reader
        .browser
        .click("a[data-field=sort][data-value=date]")
        .unwrap();
    reader
        .browser
        .wait("location.search === '?sort=date'")
        .unwrap();
    let years = shown(&reader);
    let years = years.iter().map(|id| year(library.document(id).unwrap()));
    assert!(years.is_sorted_by(|a, b| a >= b));
    reader
        .browser
        .click("a[data-field=sort][data-value='']")
        .unwrap();
    reader.browser.wait("location.search === ''").unwrap();
    assert_eq!(shown(&reader), before);
}

#[test]
fn typing_narrows_the_list() {
    let library = library();
    let reader = Reader::new(Viewport::PHONE);
    reader.open("");
    reader.ready();
    let title = &library.documents[0].metadata.title;
    let word: String = title.chars().take(4).collect();
    reader.browser.type_into("#sieve", &word).unwrap();
    let expected = ids(&library, |d| {
        let m = &d.metadata;
        [Some(&m.title), m.number.as_ref()]
            .into_iter()
            .flatten()
            .chain(&m.issuers)
            .any(|text| text.contains(&word))
    });
    wait(&reader, expected.len());
    let mut found = shown(&reader);
    found.sort();
    assert_eq!(found, expected);
}
