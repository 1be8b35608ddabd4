//! Machines are told what was read out of the texts, in the words of the texts.
#![allow(clippy::unwrap_used, missing_docs)]

use celan_page::{Assets, extracts_pages};
use scraper::{Html, Selector};
use serde_json::Value;
use std::path::Path;

#[test]
fn machines_are_told_each_measure_in_the_words_of_its_text() {
    let library = celan_corpus::read(Path::new("../../tests/fixture"))
        .unwrap()
        .library;
    let (extracts, _) = celan_corpus::extracts(&library, None);
    assert!(!extracts.measures.is_empty());
    let assets = Assets {
        base_url: Some("https://example.org/".into()),
        ..Assets::default()
    };
    let pages = extracts_pages(&library, &extracts, &assets);
    let page = pages
        .iter()
        .find(|page| page.path == "measures/index.html")
        .unwrap();
    let page = std::str::from_utf8(&page.bytes).unwrap();
    let html = Html::parse_document(page);
    let rows = Selector::parse("[data-measure]").unwrap();
    let rows: Vec<_> = html
        .select(&rows)
        .map(|row| row.attr("data-measure").unwrap())
        .collect();
    let data = Selector::parse("script[type='application/ld+json']").unwrap();
    let data: String = html.select(&data).next().unwrap().text().collect();
    let data: Value = serde_json::from_str(&data).unwrap();
    let items = data["itemListElement"].as_array().unwrap();
    let ids: Vec<_> = items
        .iter()
        .map(|item| item["identifier"].as_str().unwrap())
        .collect();
    assert_eq!(ids, rows);
    for item in items {
        assert_eq!(item["@type"], "GovernmentService");
        let id = item["identifier"]
            .as_str()
            .unwrap()
            .split('/')
            .next()
            .unwrap();
        let document = library.document(id).unwrap();
        let clause = item["description"].as_str().unwrap().replace('\t', "");
        let mut text = String::new();
        document.walk(&mut |block| {
            for (_, part) in block.texts() {
                text.push_str(part);
            }
        });
        assert!(text.contains(&clause), "{clause}");
        let url = item["url"].as_str().unwrap();
        assert!(
            url.starts_with(&format!("https://example.org/d/{id}/#")),
            "{url}"
        );
    }
}
