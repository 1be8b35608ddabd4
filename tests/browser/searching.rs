//! A reader searches, opens a hit, goes back, sends the link on, and loses the line.

use std::time::Duration;

use celan_webdriver::{Network, Viewport};
use serde::Deserialize;

use crate::reader::{PLACE_SEEN, Reader, core};

const QUERY: &str = "科技成果转化";

/// What the page says of its results.
#[derive(Debug, Deserialize, PartialEq, Eq)]
struct Counts {
    documents: u32,
    passages: u32,
    occurrences: u32,
}

const COUNTS: &str = "
    const { documents, passages, occurrences } = document.querySelector('[data-results]').dataset;
    return { documents: +documents, passages: +passages, occurrences: +occurrences };";

#[test]
fn the_counts_are_those_of_the_command_line() {
    let core = core();
    for screen in [Viewport::PHONE, Viewport::DESK] {
        let reader = Reader::new(screen);
        reader.open("");
        for query in [
            QUERY,
            "\"研究与试验发展经费\"",
            "稀土 项目",
            "草",
            "国发〔2017〕44号",
        ] {
            reader.search(query);
            let shown: Counts = reader.browser.eval(COUNTS).unwrap();
            let answer = core.search(
                &celan_search::Query::parse(query),
                celan_search::Options::default(),
            );
            let (documents, passages, occurrences) =
                (answer.documents, answer.passages, answer.occurrences);
            assert_eq!(
                shown,
                Counts {
                    documents,
                    passages,
                    occurrences
                },
                "{query}"
            );
        }
        reader.assert_quiet();
    }
}

#[test]
fn a_hit_opens_at_its_passage_and_back_leads_to_the_same_results() {
    for screen in [Viewport::PHONE, Viewport::DESK] {
        let reader = Reader::new(screen);
        let browser = &reader.browser;
        reader.open("");
        reader.search(QUERY);
        let hits: Vec<String> = browser.eval(HITS).unwrap();
        assert!(!hits.is_empty());
        // Suggestions lie over the first hits.
        browser.press("\u{e00c}").unwrap();
        browser.click("[data-results] a[data-anchor]").unwrap();
        browser
            .wait("document.querySelector('article mark') !== null || CSS.highlights?.size > 0")
            .unwrap();
        browser.wait(PLACE_SEEN).unwrap();
        let address = browser.address().unwrap();
        assert!(
            address.contains("/d/") && address.contains('#'),
            "{address}"
        );

        browser.back().unwrap();
        reader.results(QUERY);
        assert_eq!(browser.eval::<Vec<String>>(HITS).unwrap(), hits);

        // Whoever gets the link sees the same passage.
        browser.new_tab(screen).unwrap();
        browser.open(&address).unwrap();
        browser.wait(PLACE_SEEN).unwrap();
        reader.assert_quiet();
    }
}

const HITS: &str = "return [...document.querySelectorAll('[data-results] a[data-anchor]')]
    .map(a => a.dataset.document + '#' + a.dataset.anchor)";

#[test]
fn a_search_has_an_address_that_can_be_sent_on() {
    let reader = Reader::new(Viewport::DESK);
    reader.open(&format!("?q={QUERY}"));
    reader.results(QUERY);
    let typed: String = reader
        .browser
        .eval("return document.querySelector('input[type=search]').value")
        .unwrap();
    assert_eq!(typed, QUERY);
}

#[test]
fn a_loaded_library_is_searched_without_its_host() {
    let reader = Reader::new(Viewport::PHONE);
    reader.open("");
    reader.ready();
    let Reader { browser, host } = reader;
    drop(host);
    browser.network(Network::NONE).unwrap();
    browser.replace("input[type=search]", QUERY).unwrap();
    let answered = format!("document.querySelector('[data-results]')?.dataset.query === '{QUERY}'");
    browser.wait(&answered).unwrap();
    browser.click("[data-results] a[data-anchor]").unwrap();
    browser.wait(PLACE_SEEN).unwrap();
}

#[test]
fn everything_works_below_a_path() {
    let reader = Reader::below("/library/policies/", Viewport::DESK);
    reader.open("");
    reader.search(QUERY);
    // Suggestions lie over the first hits.
    reader.browser.press("\u{e00c}").unwrap();
    reader
        .browser
        .click("[data-results] a[data-anchor]")
        .unwrap();
    reader.browser.wait(PLACE_SEEN).unwrap();
    let address = reader.browser.address().unwrap();
    assert!(address.starts_with(&reader.host.url()), "{address}");
    reader.browser.reload().unwrap();
    reader.browser.wait(PLACE_SEEN).unwrap();
    reader.assert_quiet();
}

#[test]
fn a_word_that_occurs_nowhere_is_dropped_by_one_press() {
    let reader = Reader::new(Viewport::PHONE);
    reader.open("");
    reader.ready();
    let unknown = "Zqxkvw";
    reader.search(&format!("{QUERY} {unknown}"));
    let drop = "#results [data-dropped] a";
    reader
        .browser
        .wait(&format!("document.querySelector('{drop}') !== null"))
        .unwrap();
    reader.browser.click(drop).unwrap();
    reader
        .browser
        .wait(&format!(
            "document.querySelector('[data-results]').dataset.query === '{QUERY}'"
        ))
        .unwrap();
    let left: bool = reader
        .browser
        .eval(&format!("return document.querySelector('{drop}') !== null"))
        .unwrap();
    assert!(!left, "nothing is dropped from a query of known words");
}

#[test]
fn odd_queries_are_answered_and_nothing_breaks() {
    let reader = Reader::new(Viewport::DESK);
    reader.open("");
    reader.ready();
    let long = "科技".repeat(5_000);
    for query in [
        "   ",
        "？！，。",
        "\"",
        "(",
        "标题:",
        "-",
        "\u{202e}\u{200f}",
        long.as_str(),
    ] {
        reader.fill(query);
        std::thread::sleep(Duration::from_millis(300));
    }
    reader.fill(QUERY);
    reader.results(QUERY);
    reader.assert_quiet();
}

/// The titles of a document, each with `|` where its lines may break: as its page has them, and as they
/// are written when a link in the list leads there.
const TITLES: &str = "
    const titles = (page) => [...page.querySelectorAll('article.doc :is(h1, .title, .chapter, .section)')]
        .map((title) => {
            const copy = title.cloneNode(true);
            for (const link of copy.querySelectorAll('.a')) link.remove();
            for (const place of copy.querySelectorAll('wbr')) place.replaceWith('|');
            return copy.textContent;
        });
    return (async (id) => {
        const link = document.querySelector(`#list [data-document='${id}'] a`);
        const page = await (await fetch(link.href)).text();
        link.click();
        for (let n = 0; document.body.dataset.document !== id; n += 1) {
            if (n > 500) throw new Error(`never at ${id}`);
            await new Promise((done) => setTimeout(done, 20));
        }
        const parsed = new DOMParser().parseFromString(page, 'text/html');
        const both = [titles(parsed), titles(document)];
        document.querySelector('.logo').click();
        while (!document.querySelector('#list')) await new Promise((done) => setTimeout(done, 20));
        return both;
    })(arguments[0]);";

#[test]
fn titles_break_between_words_whichever_way_they_come() {
    let reader = Reader::new(Viewport::PHONE);
    reader.open("");
    reader.ready();
    for document in &core().library().documents {
        let id = &document.metadata.id;
        let both: [Vec<String>; 2] = reader
            .browser
            .eval_with(TITLES, &[id.as_str().into()])
            .unwrap();
        let bare = |titles: &[String]| -> Vec<String> {
            titles.iter().map(|title| title.replace('|', "")).collect()
        };
        assert_eq!(bare(&both[0]), bare(&both[1]), "{id}");
        // The dictionary of the one is not the vocabulary of the other; both know a title's words.
        for titles in both {
            assert!(titles[0].contains('|'), "{id}: {}", titles[0]);
        }
    }
}
