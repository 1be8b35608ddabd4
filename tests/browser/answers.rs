//! The page answers as the core does, and the core in it as a plain scan.

use celan_search::{Hit, Options};
use celan_webdriver::Viewport;
use serde::Deserialize;

use crate::queries::{hostile, queries};
use crate::reader::{Reader, core, corpus};
use crate::scan::{Draw, Fold, count, read, units};

/// Substrings that are looked for.
const SAMPLE: usize = 300;
/// Hits that the page lists at first.
const LISTED: usize = 40;

/// What the page says of one query's results.
#[derive(Debug, Deserialize, PartialEq, Eq)]
struct Answered {
    documents: String,
    passages: String,
    occurrences: String,
    /// Document and anchor of each hit.
    hits: Vec<(String, String)>,
}

/// Puts each query into the field and reads the results that belong to it.
const ASK: &str = "
    const field = document.querySelector('input[type=search]');
    const results = () => document.querySelector('[data-results]');
    const answers = [];
    for (const query of arguments[0]) {
        field.value = query;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        const start = performance.now();
        while (results()?.dataset.query !== query && performance.now() - start < 9000)
            await new Promise((next) => setTimeout(next, 1));
        const { documents, passages, occurrences } = results().dataset;
        const hits = [...results().querySelectorAll('a[data-document]')];
        answers.push({ documents, passages, occurrences,
            hits: hits.map((a) => [a.dataset.document, a.dataset.anchor ?? '']) });
    }
    return answers;";

fn ask(reader: &Reader, queries: &[String]) -> Vec<Answered> {
    let queries = serde_json::to_value(queries).unwrap();
    reader.browser.eval_with(ASK, &[queries]).unwrap()
}

/// Hits as the page lists them: by document, the document with the best hit first.
fn listed(hits: &[Hit]) -> Vec<(String, String)> {
    let mut documents: Vec<&String> = Vec::new();
    for hit in hits {
        if !documents.contains(&&hit.document) {
            documents.push(&hit.document);
        }
    }
    let of = |id: &String| {
        hits.iter()
            .filter(move |h| h.document == *id)
            .collect::<Vec<_>>()
    };
    let hits = documents.into_iter().flat_map(of);
    hits.map(|h| (h.document.clone(), h.anchor.clone().unwrap_or_default()))
        .collect()
}

#[test]
fn every_published_query_is_answered_as_by_the_core() {
    let core = core();
    let reader = Reader::new(Viewport::DESK);
    reader.open("");
    reader.ready();
    let queries: Vec<String> = queries().into_iter().map(str::to_owned).collect();
    for batch in queries.chunks(20) {
        for (query, shown) in batch.iter().zip(ask(&reader, batch)) {
            let options = Options {
                limit: LISTED,
                ..Options::default()
            };
            let answer = core.search(&celan_search::Query::parse(query), options);
            let expected = Answered {
                documents: answer.documents.to_string(),
                passages: answer.passages.to_string(),
                occurrences: answer.occurrences.to_string(),
                hits: listed(&answer.hits),
            };
            assert_eq!(shown, expected, "{query}");
        }
    }
    reader.assert_quiet();
}

#[test]
fn drawn_strings_are_counted_as_by_a_plain_scan() {
    let fold = Fold::new();
    let units = units(&read(&corpus()), &fold);
    let mut draw = Draw(0xb0a7);
    let drawn: Vec<String> = (0..SAMPLE)
        .map(|n| draw.substring(&units, n % 2 == 1))
        .collect();
    let reader = Reader::new(Viewport::DESK);
    reader.open("");
    reader.ready();
    for batch in drawn.chunks(50) {
        let queries: Vec<String> = batch.iter().map(|text| format!("\"{text}\"")).collect();
        for (text, shown) in batch.iter().zip(ask(&reader, &queries)) {
            let needle = fold.fold(text);
            let (mut documents, mut passages, mut occurrences) = (Vec::new(), 0, 0);
            for unit in &units {
                let places = count(&unit.folded, &needle);
                if places > 0 {
                    documents.push(&unit.document);
                    passages += 1;
                    occurrences += places;
                }
            }
            documents.dedup();
            let expected = [
                documents.len().to_string(),
                passages.to_string(),
                occurrences.to_string(),
            ];
            assert_eq!(
                [shown.documents, shown.passages, shown.occurrences],
                expected,
                "{text}"
            );
        }
    }
}

#[test]
fn hostile_queries_are_answered_in_words() {
    let reader = Reader::new(Viewport::PHONE);
    reader.open("");
    reader.ready();
    let script = "
        const field = document.querySelector('input[type=search]');
        const results = () => document.querySelector('[data-results]');
        for (const query of [...arguments[0], '\\ud800'.repeat(900), '\"\\udc00科\\ud800\"']) {
            field.value = query;
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
            await new Promise((next) => setTimeout(next, 30));
            if (field.value.trim() && !results().textContent.trim()) return query.slice(0, 40);
        }
        return null;";
    let queries = serde_json::to_value(hostile()).unwrap();
    let silent: Option<String> = reader.browser.eval_with(script, &[queries]).unwrap();
    assert_eq!(silent, None);
    let sound = ask(&reader, &["科技成果转化".to_owned()]);
    assert!(!sound[0].hits.is_empty());
    reader.assert_quiet();
}
