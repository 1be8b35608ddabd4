//! The site is as docs/formats.md says: its list of files, its attributes, its addresses.

use celan_webdriver::Viewport;

use crate::documented::{Format, section};
use crate::reader::{Reader, documents, site};
use crate::release::list;

#[test]
fn the_list_of_files_has_the_documented_keys() {
    let mut format = Format::of(&section("files.json")).unwrap();
    let list = list(&site());
    format.observe(&list);
    // A quick build has no sizes with brotli, which a full one has.
    let mut full = list;
    full["files"][0]["brotli"] = 1.into();
    format.observe(&full);
    format.assert_complete();
}

/// The first words of a document's title, an anchor in it, and its id.
fn known(reader: &Reader) -> (String, String, String) {
    let id = documents().swap_remove(0);
    reader.open(&format!("d/{id}/"));
    let browser = &reader.browser;
    let script = "return [...document.querySelector('article h1').innerText].slice(0, 4).join('')";
    let words = browser.eval(script).unwrap();
    let script = "return [...document.querySelectorAll('article [id]')].at(-1).id";
    (words, browser.eval(script).unwrap(), id)
}

#[test]
fn pages_have_the_documented_attributes() {
    let reader = Reader::new(Viewport::DESK);
    let (words, _, _) = known(&reader);
    let mut rows = section("Attributes").rows;
    assert!(rows.len() > 5);
    // Words of one passage, of several documents, and a document's number.
    for query in [words.as_str(), "技术转移 草原", "国发〔2018〕25号"] {
        reader.open(&format!("?q={query}"));
        reader.ready();
        reader.results(query);
        rows.retain(|row| {
            let [attribute, on] = [&row[0], &row[1]].map(|cell| cell.trim_matches('`'));
            let found = format!(
                "return document.querySelector({:?}) !== null",
                format!("{on}[{attribute}]")
            );
            !reader.browser.eval::<bool>(&found).unwrap()
        });
    }
    assert!(rows.is_empty(), "nothing has {rows:?}");
}

#[test]
fn addresses_lead_to_what_is_documented() {
    let reader = Reader::new(Viewport::DESK);
    let (words, anchor, id) = known(&reader);
    let rows = section("Addresses").rows;
    assert!(rows.len() > 5);
    for row in rows {
        let [address, has] = [&row[0], &row[2]].map(|cell| cell.trim_matches('`'));
        let filled = address.replace('…', &words).replace("<id>", &id);
        let filled = filled.replace("<anchor>", &anchor);
        reader.open(filled.trim_start_matches('/'));
        let found = format!("document.querySelector({has:?}) !== null");
        let arrived = reader.browser.wait(&found);
        assert!(arrived.is_ok(), "{address} has no {has}");
    }
}
