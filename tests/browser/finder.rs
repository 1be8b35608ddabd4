//! What one can get: choices with counts, answers in the words of the texts, links to their places. The truth is
//! what `celan-measures` reads out of the corpus.

use celan_document::{Library, Span, char_slice};
use celan_measures::Measure;
use celan_webdriver::Viewport;
use std::collections::{BTreeMap, BTreeSet};

use crate::reader::{PLACE_SEEN, Reader, corpus};

/// The ids of the measures that are shown. Of a row of sums, that of its first.
const SHOWN: &str =
    "return [...document.querySelectorAll('#answers [data-measure]')].map(e => e.dataset.measure)";
const NUMBER: &str =
    "return parseInt(document.querySelector('#results-host [data-measures]').dataset.measures)";

fn measures() -> (Library, Vec<Measure>) {
    let library = celan_corpus::read(&corpus()).unwrap().library;
    let (measures, wrong) = celan_corpus::measures(&library, Some(&corpus()), None);
    assert!(wrong.is_empty());
    (library, measures)
}

/// Opens an address of the finder and waits for its answers.
fn open(reader: &Reader, address: &str) {
    reader.open(address);
    reader.ready();
    reader
        .browser
        .wait("document.querySelector('#results-host [data-measures]') !== null")
        .unwrap();
}

/// Presses a choice and waits for what it leaves; returns the count that it had.
fn choose(reader: &Reader, question: &str, id: &str) -> usize {
    let choice = format!("#{question} [data-choice=\"{id}\"]");
    let count = format!("return parseInt(document.querySelector('{choice}').dataset.count)");
    let count: usize = reader.browser.eval(&count).unwrap();
    reader.browser.click(&choice).unwrap();
    let chosen = format!("document.querySelector('{choice}')?.ariaCurrent === 'true'");
    reader.browser.wait(&chosen).unwrap();
    count
}

/// Whether a measure is for a group: it names the group, a wider one, or none.
fn is_for(measure: &Measure, group: &str, wider: &[&str]) -> bool {
    let named = measure.recipient.as_ref().map_or(&[][..], |r| &r.groups);
    named.is_empty()
        || named
            .iter()
            .any(|g| g == group || wider.contains(&g.as_str()))
}

#[test]
fn three_touches_lead_from_the_start_to_what_one_gets() {
    let (_, measures) = measures();
    for (group, wider) in [
        ("hightech", &["enterprise"][..]),
        ("researcher", &[]),
        ("park", &[]),
    ] {
        let reader = Reader::new(Viewport::DESK);
        reader.open("");
        reader.ready();
        reader.browser.click(".hall a[href*='find=1']").unwrap();
        reader
            .browser
            .wait("document.querySelector('#who [data-choice]') !== null")
            .unwrap();
        let all: usize = reader.browser.eval(NUMBER).unwrap();
        assert_eq!(all, measures.len());
        let count = choose(&reader, "who", group);
        let expected = measures.iter().filter(|m| is_for(m, group, wider)).count();
        let shown: usize = reader.browser.eval(NUMBER).unwrap();
        assert_eq!((count, shown), (expected, expected), "{group}");
        // What is listed are all of them: each row of sums once.
        let listed: BTreeSet<String> = reader
            .browser
            .eval::<Vec<String>>(SHOWN)
            .unwrap()
            .into_iter()
            .collect();
        let rows: BTreeSet<String> = measures
            .iter()
            .filter(|m| is_for(m, group, wider))
            .map(|m| {
                let same = |o: &&Measure| {
                    o.group.is_some()
                        && o.group == m.group
                        && is_for(o, group, wider)
                        && o.document == m.document
                };
                measures.iter().find(same).unwrap_or(m).id.clone()
            })
            .collect();
        let missing: Vec<_> = rows.difference(&listed).collect();
        assert!(missing.is_empty(), "{group}: {missing:?}");
        reader.assert_quiet();
    }
}

#[test]
fn every_count_is_what_the_choice_leaves_and_none_leads_to_nothing() {
    let reader = Reader::new(Viewport::PHONE);
    open(&reader, "?find=1&who=enterprise");
    let choices =
        "return [...document.querySelectorAll('#want [data-choice], #level [data-choice]')]
        .filter(a => a.ariaCurrent !== 'true' && a.dataset.choice)
        .map(a => [a.closest('nav').id, a.dataset.choice, parseInt(a.dataset.count)])";
    let choices: Vec<(String, String, usize)> = reader.browser.eval(choices).unwrap();
    assert!(choices.len() > 4);
    for (question, id, count) in choices {
        assert!(count > 0, "{id}");
        open(&reader, &format!("?find=1&who=enterprise&{question}={id}"));
        let shown: usize = reader.browser.eval(NUMBER).unwrap();
        assert_eq!(shown, count, "{question} {id}");
    }
}

#[test]
fn what_is_only_for_some_of_a_group_is_named_beside_its_answers() {
    let (_, measures) = measures();
    let reader = Reader::new(Viewport::PHONE);
    open(&reader, "?find=1&who=enterprise");
    let offered =
        "return Object.fromEntries([...document.querySelectorAll('.narrower a')].map((a) =>
        [new URL(a.href).searchParams.get('who'), parseInt(a.querySelector('.n').textContent)]))";
    let offered: BTreeMap<String, usize> = reader.browser.eval(offered).unwrap();
    let own = |group: &str| {
        let named = |m: &&Measure| {
            let groups = m.recipient.as_ref().map_or(&[][..], |r| &r.groups);
            groups.iter().any(|g| g == group)
        };
        measures.iter().filter(named).count()
    };
    let expected = ["hightech", "startup"].map(|group| (group.to_owned(), own(group)));
    assert!(expected.iter().all(|(_, n)| *n > 0));
    assert_eq!(offered, BTreeMap::from(expected));
    reader.browser.click(".narrower a").unwrap();
    reader
        .browser
        .wait("/who=(hightech|startup)/.test(location.search) && !document.querySelector('.narrower')")
        .unwrap();
    reader.assert_quiet();
}

#[test]
fn an_answer_leads_to_its_sentence_and_back_undoes_a_choice() {
    let (library, measures) = measures();
    let reader = Reader::new(Viewport::DESK);
    open(&reader, "?find=1");
    choose(&reader, "want", "platform");
    let focused: String = reader
        .browser
        .eval("return document.activeElement.dataset.choice ?? ''")
        .unwrap();
    assert_eq!(focused, "platform");
    let before: usize = reader.browser.eval(NUMBER).unwrap();
    reader.browser.back().unwrap();
    let undone = format!(
        "parseInt(document.querySelector('#results-host [data-measures]').dataset.measures) > {before}"
    );
    reader.browser.wait(&undone).unwrap();
    // Sum and sentence are the text's own.
    let answers = "return [...document.querySelectorAll('#answers li.measure')].map(li => [li.dataset.measure,
        [...li.querySelectorAll('.amount strong')].map(e => e.textContent).join(''),
        li.querySelector('.sentence')?.textContent ?? '', li.querySelector('.place a').getAttribute('href')])";
    let answers: Vec<(String, String, String, String)> = reader.browser.eval(answers).unwrap();
    assert!(answers.len() > 20);
    for (id, sums, sentence, href) in &answers {
        let measure = measures.iter().find(|m| m.id == *id).unwrap();
        assert!(measure.text.contains(sentence.trim()), "{id}: {sentence}");
        if let Some(amount) = measure.amount.as_ref().filter(|_| !measure.damaged) {
            assert!(sums.contains(&amount.text), "{id}: {sums}");
            let printed = char_slice(&measure.text, Span { ..amount.span });
            assert!(sentence.contains(printed), "{id}: {sentence}");
        }
        let document = library.document(&measure.document).unwrap();
        assert!(
            href.ends_with(&format!("{}/#{}", document.metadata.id, measure.anchor)),
            "{href}"
        );
    }
    reader
        .browser
        .click("#answers li.measure .place a")
        .unwrap();
    reader.browser.wait(PLACE_SEEN).unwrap();
    reader.assert_quiet();
}

#[test]
fn what_has_ended_is_counted_and_left_out_by_one_link() {
    let (library, measures) = measures();
    let ended = |measure: &&Measure| {
        let document = library.document(&measure.document).unwrap();
        document.metadata.is_over(library.date.as_ref())
    };
    let open_ones = measures.iter().filter(|m| !ended(m)).count();
    assert!(open_ones > 0 && open_ones < measures.len());
    let reader = Reader::new(Viewport::DESK);
    open(&reader, "?find=1");
    reader.browser.click("#answers [role=status] a").unwrap();
    reader
        .browser
        .wait(&format!(
            "document.querySelector('#results-host [data-measures]').dataset.measures === '{open_ones}'"
        ))
        .unwrap();
    assert!(reader.browser.address().unwrap().contains("standing=open"));
}

#[test]
fn a_document_has_its_measures_in_a_table() {
    let (_, measures) = measures();
    let reader = Reader::new(Viewport::PHONE);
    let id = &measures.last().unwrap().document;
    let own: Vec<&str> = measures
        .iter()
        .filter(|m| m.document == *id)
        .map(|m| m.id.as_str())
        .collect();
    open(&reader, &format!("d/{id}/?view=measures"));
    let rows = "return [...document.querySelectorAll('.given tr[data-measure]')].map(tr => tr.dataset.measure)";
    assert_eq!(reader.browser.eval::<Vec<String>>(rows).unwrap(), own);
    let wide = "return document.documentElement.scrollWidth > innerWidth";
    assert!(!reader.browser.eval::<bool>(wide).unwrap());
}

#[test]
fn a_search_for_money_shows_the_first_measures() {
    let reader = Reader::new(Viewport::DESK);
    reader.open("");
    reader.ready();
    reader
        .browser
        .wait("document.documentElement.dataset.chunks === 'here'")
        .unwrap();
    reader.search("高新技术企业 奖励");
    let strip = "return document.querySelectorAll('[data-results] .strip [data-measure]').length";
    assert_eq!(reader.browser.eval::<usize>(strip).unwrap(), 3);
    reader.search("高新技术企业 认定");
    assert_eq!(reader.browser.eval::<usize>(strip).unwrap(), 0);
    reader.search("奖励");
    assert_eq!(reader.browser.eval::<usize>(strip).unwrap(), 0);
}

#[test]
fn targets_are_drawn_with_their_numbers_in_a_table() {
    let library = celan_corpus::read(&corpus()).unwrap().library;
    let targets = celan_measures::targets(&library);
    let reader = Reader::new(Viewport::DESK);
    reader.open("?targets=1");
    reader.ready();
    reader
        .browser
        .wait("document.querySelector('.chart svg circle') !== null")
        .unwrap();
    let number: usize = reader
        .browser
        .eval("return parseInt(document.querySelector('[data-targets]').dataset.targets)")
        .unwrap();
    assert_eq!(number, targets.len());
    // Each number in a drawing stands in its table, and is hollow where it is aimed at.
    let odd = "return [...document.querySelectorAll('.chart')].filter(chart => {
        const rows = [...chart.querySelectorAll('.behind tr:not(.part) th[scope=row]')];
        const dated = rows.filter(th => /^\\d/.test(th.textContent));
        const aimed = dated.filter(th => th.textContent.includes('目标'));
        return chart.querySelectorAll('circle').length !== dated.length
            || chart.querySelectorAll('circle.aim').length !== aimed.length;
    }).map(chart => chart.dataset.indicator)";
    assert_eq!(
        reader.browser.eval::<Vec<String>>(odd).unwrap(),
        Vec::<String>::new()
    );
    // One year, one place, two documents, two numbers: said, and neither is chosen.
    let differ: usize = reader
        .browser
        .eval("return document.querySelectorAll('.differ').length")
        .unwrap();
    assert!(differ > 0);
    reader.assert_quiet();
}

#[test]
fn bodies_lead_to_their_places() {
    let library = celan_corpus::read(&corpus()).unwrap().library;
    let bodies = celan_measures::bodies(&library);
    let reader = Reader::new(Viewport::DESK);
    reader.open("?bodies=1");
    reader.ready();
    reader
        .browser
        .wait("document.querySelector('[data-body]') !== null")
        .unwrap();
    let shown = "return [...document.querySelectorAll('[data-body]')]
        .map(e => [e.dataset.body, e.querySelectorAll('li a').length])";
    let shown: Vec<(String, usize)> = reader.browser.eval(shown).unwrap();
    let expected: Vec<(String, usize)> = bodies
        .into_iter()
        .map(|body| (body.name, body.places.len()))
        .collect();
    assert_eq!(shown, expected);
}

#[test]
fn a_choice_that_the_library_lacks_is_said_and_filters_nothing() {
    let reader = Reader::new(Viewport::PHONE);
    open(&reader, "?find=1&who=nobody-here");
    let (said, measures): (String, String) = reader
        .browser
        .eval(
            "const screen = document.querySelector('[data-measures]');
            return [screen.querySelector('.say')?.innerText ?? '', screen.dataset.measures];",
        )
        .unwrap();
    assert!(said.contains("nobody-here"), "{said}");
    open(&reader, "?find=1");
    let all: String = reader
        .browser
        .eval("return document.querySelector('[data-measures]').dataset.measures")
        .unwrap();
    assert_eq!(measures, all);
}
