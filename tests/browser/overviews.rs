//! The library as a whole: who cites whom, a topic through the years, what is abbreviated, what is new; and what the
//! device keeps. The truth is read out of the corpus here.

use celan_document::{Document, Library};
use celan_webdriver::Viewport;
use std::collections::{BTreeMap, BTreeSet};

use crate::reader::{PLACE_SEEN, Reader, corpus};

fn library() -> Library {
    celan_corpus::read(&corpus()).unwrap().library
}

/// Opens a view and waits until an element of it is there.
fn open(reader: &Reader, address: &str, wanted: &str) {
    reader.open(address);
    reader.ready();
    let wanted = format!("#results-host {wanted}");
    let there = format!("document.querySelector({wanted:?}) !== null");
    reader.browser.wait(&there).unwrap();
}

/// The citations among the documents, each once: who cites, who is cited.
fn citations(library: &Library) -> BTreeSet<(String, String)> {
    let mut pairs = BTreeSet::new();
    for document in &library.documents {
        document.walk(&mut |block| {
            for citation in block.text().iter().flat_map(|text| &text.citations) {
                if let Some(target) = &citation.target {
                    let own = document.metadata.id.clone();
                    pairs.insert((own, target.document.clone()));
                }
            }
        });
    }
    pairs.retain(|(from, to)| from != to);
    pairs
}

#[test]
fn who_cites_whom_is_drawn_and_listed() {
    let library = library();
    let pairs = citations(&library);
    let reader = Reader::new(Viewport::DESK);
    reader.open("");
    reader.ready();
    reader
        .browser
        .click(".hall a[href*='citations=1']")
        .unwrap();
    reader
        .browser
        .wait("document.querySelector('[data-citations]') !== null")
        .unwrap();
    let rows = "return [...document.querySelectorAll('.graph tr[data-document]')]
        .map(tr => [tr.dataset.document, parseInt(tr.dataset.cites), parseInt(tr.dataset.cited)])";
    let rows: Vec<(String, usize, usize)> = reader.browser.eval(rows).unwrap();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (from, to) in &pairs {
        counts.entry(from).or_default().0 += 1;
        counts.entry(to).or_default().1 += 1;
    }
    let shown: BTreeMap<&str, (usize, usize)> = rows
        .iter()
        .map(|(id, cites, cited)| (id.as_str(), (*cites, *cited)))
        .collect();
    assert_eq!((rows.len(), shown), (counts.len(), counts));
    // By level, then by date.
    let key = |id: &str| {
        let metadata = &library.document(id).unwrap().metadata;
        let level = metadata.level.as_deref();
        let levels = library.levels.iter();
        let level = levels
            .map(|l| Some(l.name.as_str()))
            .position(|l| l == level);
        (level, metadata.date.as_ref().map(ToString::to_string))
    };
    assert!(rows.windows(2).all(|two| key(&two[0].0) <= key(&two[1].0)));
    // Each citation is an arc that begins and ends at the rows of its documents.
    let arcs = "const middle = element => {
            const box = element.getBoundingClientRect();
            return box.top + box.height / 2;
        };
        const rows = [...document.querySelectorAll('.graph tr[data-document]')];
        const near = (y) => rows.find(tr => Math.abs(middle(tr) - y) < 2)?.dataset.document ?? String(y);
        const svg = document.querySelector('.arcs');
        const top = svg.getBoundingClientRect().top;
        const scale = svg.getBoundingClientRect().height / svg.viewBox.baseVal.height;
        return [...svg.querySelectorAll('path')].map(p => p.getAttribute('d').match(/^M70 (\\d+)C.* (\\d+)$/))
            .filter(Boolean).map(([, from, to]) => [near(top + from * scale), near(top + to * scale)])";
    let arcs: Vec<(String, String)> = reader.browser.eval(arcs).unwrap();
    assert_eq!(
        (arcs.len(), arcs.into_iter().collect()),
        (pairs.len(), pairs)
    );
    reader.assert_quiet();
}

#[test]
fn a_document_leads_to_its_citations_and_is_their_centre() {
    let pairs = citations(&library());
    let mut cited: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (from, to) in &pairs {
        cited.entry(to).or_default().insert(from);
        cited.entry(from).or_default().insert(to);
    }
    let (id, near) = cited.iter().max_by_key(|(_, near)| near.len()).unwrap();
    let reader = Reader::new(Viewport::DESK);
    reader.open(&format!("d/{id}/"));
    reader.ready();
    reader
        .browser
        .click("#facts a[href*='citations=1']")
        .unwrap();
    reader
        .browser
        .wait("document.querySelector('.graph [aria-current]') !== null")
        .unwrap();
    let here = "return document.querySelector('.graph [aria-current]').dataset.document";
    assert_eq!(reader.browser.eval::<String>(here).unwrap(), *id);
    let shown =
        "return [...document.querySelectorAll('.graph .near')].map(tr => tr.dataset.document)";
    let shown: BTreeSet<String> = reader
        .browser
        .eval::<Vec<String>>(shown)
        .unwrap()
        .into_iter()
        .collect();
    assert_eq!(
        shown.iter().map(String::as_str).collect::<BTreeSet<_>>(),
        *near
    );
    // Another row's counts put that one into the centre; the way back leads to this one.
    let other = near.iter().next().unwrap();
    reader
        .browser
        .click(&format!(".graph tr[data-document='{other}'] .counts a"))
        .unwrap();
    let at = |id: &str| {
        format!("document.querySelector('.graph [aria-current]')?.dataset.document === '{id}'")
    };
    reader.browser.wait(&at(other)).unwrap();
    reader.browser.back().unwrap();
    reader.browser.wait(&at(id)).unwrap();
    // What the library lacks is said.
    open(
        &reader,
        "?citations=1&of=no-such-document",
        ".citations [role=status]",
    );
}

/// Abbreviations that stand in signs behind 简称, in the order of the text.
fn abbreviated(document: &Document) -> Vec<String> {
    let mut names = Vec::new();
    document.walk(&mut |block| {
        for part in block
            .text()
            .map_or("", |text| &text.plain)
            .split("简称")
            .skip(1)
        {
            let part = part.trim_start_matches(['：', '为']);
            for (open, close) in [('“', '”'), ('《', '》')] {
                if let Some((name, _)) = part
                    .strip_prefix(open)
                    .and_then(|rest| rest.split_once(close))
                {
                    names.push(if open == '《' {
                        format!("《{name}》")
                    } else {
                        name.to_owned()
                    });
                }
            }
        }
    });
    names
}

#[test]
fn abbreviations_lead_to_the_places_that_define_them() {
    let library = library();
    let reader = Reader::new(Viewport::PHONE);
    open(&reader, "?abbreviations=1", "[data-abbreviation]");
    let shown = "return [...document.querySelectorAll('[data-abbreviation]')].map(tr =>
        [tr.dataset.abbreviation, tr.querySelector('a').getAttribute('href'), tr.querySelector('td').textContent])";
    let shown: Vec<(String, String, String)> = reader.browser.eval(shown).unwrap();
    for document in &library.documents {
        let id = &document.metadata.id;
        for name in abbreviated(document) {
            let own = |href: &str| href.contains(&format!("d/{id}/#"));
            assert!(
                shown.iter().any(|row| row.0 == name && own(&row.1)),
                "{id}: {name}"
            );
        }
    }
    for (name, href, stands_for) in &shown {
        let (way, anchor) = href.split_once('#').unwrap();
        let id = way.trim_end_matches('/').rsplit('/').next().unwrap();
        let block = library.document(id).unwrap().block(anchor).unwrap();
        let text = &block.text().unwrap().plain;
        // Where no name can be told, the words are quoted.
        let stands_for = stands_for.trim_start_matches('…');
        assert!(
            text.contains(name) && text.contains("简称") && text.contains(stands_for),
            "{href}: {name}"
        );
    }
    let count =
        "return parseInt(document.querySelector('[data-abbreviations]').dataset.abbreviations)";
    assert_eq!(reader.browser.eval::<usize>(count).unwrap(), shown.len());
    reader.browser.click("[data-abbreviation] a").unwrap();
    reader.browser.wait(PLACE_SEEN).unwrap();
    reader.assert_quiet();
}

/// How often a text stands in a document: titles, blocks, captions, cells and notes, as they are printed.
fn occurrences(document: &Document, topic: &str) -> usize {
    let count = |text: &str| text.matches(topic).count();
    let metadata = &document.metadata;
    let mut n = count(&metadata.title) + metadata.notice.as_deref().map_or(0, count);
    document.walk(&mut |block| {
        n += block
            .texts()
            .iter()
            .map(|(_, text)| count(text))
            .sum::<usize>()
    });
    n
}

#[test]
fn a_topic_is_counted_by_year_and_level() {
    let library = library();
    let reader = Reader::new(Viewport::DESK);
    let year = |document: &Document| document.metadata.date.as_ref().map(|date| date.year());
    for topic in ["科技成果转化", "链长制", "科技特派员"] {
        open(
            &reader,
            &format!("?timeline=1&topic={topic}"),
            &format!("[data-timeline='{topic}']"),
        );
        let rows = "return [...document.querySelectorAll('.years-list > li a')].map(a =>
            [a.dataset.document, parseInt(a.closest('li[data-year]').dataset.year), parseInt(a.dataset.occurrences)])";
        let rows: Vec<(String, u16, usize)> = reader.browser.eval(rows).unwrap();
        let expected = library
            .documents
            .iter()
            .map(|d| (d, occurrences(d, topic)))
            .filter(|(_, n)| *n > 0);
        let expected: BTreeMap<&str, (u16, usize)> = expected
            .map(|(d, n)| (d.metadata.id.as_str(), (year(d).unwrap(), n)))
            .collect();
        let shown = rows.iter().map(|(id, year, n)| (id.as_str(), (*year, *n)));
        assert_eq!(shown.collect::<BTreeMap<_, _>>(), expected, "{topic}");
        assert!(rows.windows(2).all(|two| two[0].1 <= two[1].1), "{topic}");
        // The numbers under the circles are those of each level and year; areas are as the numbers.
        let circles = "return [...document.querySelectorAll('.strip-of-years a')].map(a =>
            [parseInt(a.querySelector('text').textContent), a.querySelector('circle').r.baseVal.value])";
        let circles: Vec<(usize, f64)> = reader.browser.eval(circles).unwrap();
        let mut sums: BTreeMap<(Option<&str>, u16), usize> = BTreeMap::new();
        for (id, (year, n)) in &expected {
            let level = library.document(id).unwrap().metadata.level.as_deref();
            *sums.entry((level, *year)).or_default() += n;
        }
        let mut drawn: Vec<usize> = circles.iter().map(|circle| circle.0).collect();
        let mut sums: Vec<usize> = sums.into_values().collect();
        drawn.sort_unstable();
        sums.sort_unstable();
        let years: BTreeSet<u16> = expected.values().map(|(year, _)| *year).collect();
        assert_eq!(
            drawn,
            if years.len() > 1 { sums } else { Vec::new() },
            "{topic}"
        );
        if let Some(largest) = circles.iter().max_by_key(|circle| circle.0) {
            for (n, radius) in &circles {
                let part = (*n as f64 / largest.0 as f64).sqrt() * largest.1;
                assert!(
                    (radius - part).abs() < 0.2 || *radius <= 4.1,
                    "{topic}: {n} {radius}"
                );
            }
        }
    }
    reader.assert_quiet();
}

#[test]
fn another_topic_is_asked_for_and_its_documents_show_as_many_matches() {
    let reader = Reader::new(Viewport::PHONE);
    reader.open("");
    reader.ready();
    reader.browser.click(".hall a[href*='timeline=1']").unwrap();
    reader
        .browser
        .wait("document.querySelector('#topic') !== null")
        .unwrap();
    reader.browser.replace("#topic", "创新券").unwrap();
    reader.browser.click(".timeline .other button").unwrap();
    reader
        .browser
        .wait("document.querySelector('[data-timeline=创新券] .years-list a') !== null")
        .unwrap();
    assert!(
        reader
            .browser
            .address()
            .unwrap()
            .contains("timeline=1&topic=")
    );
    let first = "return document.querySelector('.years-list a').dataset.occurrences";
    let first: String = reader.browser.eval(first).unwrap();
    reader.browser.click(".years-list a").unwrap();
    let marks = format!("document.querySelectorAll('article mark').length === {first}");
    reader.browser.wait(&marks).unwrap();
    // What nobody writes is said.
    open(&reader, "?timeline=1&topic=qqqq", ".timeline [role=status]");
    reader.assert_quiet();
}

/// The keys of what this device keeps, but for the record of visits, which is written whenever the page is opened.
const KEPT: &str = "return Object.keys(localStorage).filter(key => key !== 'celan-seen').sort()";

/// Leaves a trace of each kind: reading, a query, a bookmark, a setting.
fn leave_traces(reader: &Reader) {
    reader.open("");
    reader.search("科研诚信");
    let enter = "document.querySelector('#q').form.requestSubmit()";
    reader.browser.eval::<()>(enter).unwrap();
    reader.open("d/guowuyuanling-487/");
    reader.ready();
    reader.browser.click("#a3 > .a").unwrap();
    reader
        .browser
        .click("#place [data-command='block annotate']")
        .unwrap();
    reader.browser.eval::<()>("scrollTo(0, 3000)").unwrap();
    reader
        .browser
        .wait("localStorage.getItem('celan-begun') !== null")
        .unwrap();
    reader.browser.click("#bar .print").unwrap();
    let kept = ["look", "recent", "seen", "marks"];
    for key in kept {
        reader
            .browser
            .wait(&format!("localStorage.getItem('celan-{key}') !== null"))
            .unwrap();
    }
}

/// Presses to wipe something, and says that it is meant.
fn wipe(reader: &Reader, what: &str) {
    for act in ["ask", "wipe"] {
        let button = format!("#kept [data-command='overview {act} {what}']");
        reader.browser.click(&button).unwrap();
    }
    reader
        .browser
        .wait("document.querySelector('#kept [role=status]').textContent !== ''")
        .unwrap();
}

#[test]
fn each_kind_is_wiped_alone_and_all_at_once() {
    let reader = Reader::new(Viewport::DESK);
    leave_traces(&reader);
    reader.open("");
    reader.ready();
    reader.browser.click(".foot a[href*='kept=1']").unwrap();
    let kinds =
        "return [...document.querySelectorAll('#kept [data-kept]')].map(li => li.dataset.kept)";
    reader
        .browser
        .wait("document.querySelector('#kept') !== null")
        .unwrap();
    let shown: Vec<String> = reader.browser.eval(kinds).unwrap();
    assert_eq!(
        shown,
        [
            "settings",
            "reading",
            "queries",
            "annotations",
            "visits",
            "copy"
        ]
    );
    let keys: Vec<String> = reader.browser.eval(KEPT).unwrap();
    assert_eq!(
        keys,
        ["celan-begun", "celan-look", "celan-marks", "celan-recent"]
    );
    // A question comes first, and it can be left at that.
    reader
        .browser
        .click("#kept [data-command='overview ask annotations']")
        .unwrap();
    reader
        .browser
        .click("#kept [data-command='overview keep']")
        .unwrap();
    assert_eq!(reader.browser.eval::<Vec<String>>(KEPT).unwrap(), keys);
    wipe(&reader, "annotations");
    assert_eq!(
        reader.browser.eval::<Vec<String>>(KEPT).unwrap(),
        ["celan-begun", "celan-look", "celan-recent"]
    );
    wipe(&reader, "all");
    assert_eq!(
        reader.browser.eval::<Vec<String>>(KEPT).unwrap(),
        Vec::<String>::new()
    );
    assert_eq!(
        reader.browser.eval::<Vec<String>>(kinds).unwrap(),
        ["copy"],
        "what is wiped is not shown"
    );
    // The offline copy is gone, and the page goes on.
    let copies = "return caches.keys().then(names => names.length)";
    reader
        .browser
        .wait("document.querySelector('#kept [data-size]').textContent === '没有存。'")
        .unwrap();
    assert_eq!(reader.browser.eval::<usize>(copies).unwrap(), 0);
    let print = "return document.documentElement.hasAttribute('data-print')";
    assert!(!reader.browser.eval::<bool>(print).unwrap());
    reader.open("?marks=1");
    reader.ready();
    let marks = "return document.querySelectorAll('#notebook li.mark').length";
    assert_eq!(reader.browser.eval::<usize>(marks).unwrap(), 0);
    reader.assert_quiet();
}

#[test]
fn how_far_one_reads_need_not_be_kept() {
    let reader = Reader::new(Viewport::DESK);
    leave_traces(&reader);
    open(&reader, "?kept=1", "[data-kept=reading]");
    reader
        .browser
        .click("#kept [data-command='overview forget']")
        .unwrap();
    reader.open("d/guofa-2018-25/");
    reader.ready();
    reader
        .browser
        .eval::<()>("scrollTo(0, 3000); return new Promise(done => setTimeout(done, 900))")
        .unwrap();
    let begun = "return localStorage.getItem('celan-begun')";
    assert_eq!(reader.browser.eval::<String>(begun).unwrap(), "-");
    open(&reader, "?kept=1", "[data-kept=reading]");
    reader
        .browser
        .click("#kept [data-command='overview remember']")
        .unwrap();
    reader.open("d/guofa-2018-25/");
    reader.ready();
    reader.browser.eval::<()>("scrollTo(0, 3000)").unwrap();
    reader
        .browser
        .wait("localStorage.getItem('celan-begun')?.startsWith('guofa-2018-25')")
        .unwrap();
}

#[test]
fn what_was_added_or_corrected_since_the_last_visit_is_listed() {
    let library = library();
    let reader = Reader::new(Viewport::PHONE);
    open(&reader, "?new=1", "[data-new]");
    // At the first visit there are the newest.
    let rows = "return [...document.querySelectorAll('.news li')].map(li => [li.dataset.document, li.dataset.change ?? ''])";
    let newest = library
        .documents
        .iter()
        .filter_map(|d| Some((d.metadata.date.clone()?, d)));
    let newest = newest.max_by(|a, b| a.0.cmp(&b.0)).unwrap().1;
    let first: Vec<(String, String)> = reader.browser.eval(rows).unwrap();
    assert_eq!(first[0], (newest.metadata.id.clone(), String::new()));
    reader
        .browser
        .wait("localStorage.getItem('celan-seen') !== null")
        .unwrap();
    // The device was here yesterday, when one document was missing and another one said something else.
    let yesterday = "const lines = localStorage.getItem('celan-seen').split('\\n');
        const time = Date.now() - 864e5;
        const kept = lines.filter(line => line[0] === '=' && !line.includes('\\tguofa-2018-4\\t'))
            .map(line => line.includes('\\tguofa-2018-25\\t') ? '=\\tguofa-2018-25\\t00000000' : line);
        localStorage.setItem('celan-seen', [`1\\t\\t${time}`, ...kept, '=\\tgone\\t1', ''].join('\\n'))";
    reader.browser.eval::<()>(yesterday).unwrap();
    reader.open("");
    reader.ready();
    reader
        .browser
        .wait("localStorage.getItem('celan-seen').includes('\\n+\\t')")
        .unwrap();
    reader.browser.click(".hall a[href*='new=1']").unwrap();
    reader
        .browser
        .wait("document.querySelector('.news [data-change=corrected]') !== null")
        .unwrap();
    let row = |id: &str, change: &str| (id.to_owned(), change.to_owned());
    assert_eq!(
        reader.browser.eval::<Vec<(String, String)>>(rows).unwrap(),
        [
            row("guofa-2018-4", "added"),
            row("guofa-2018-25", "corrected")
        ]
    );
    // The same visit, later: still new.
    open(&reader, "?new=1", ".news [data-change=added]");
    reader.assert_quiet();
}

#[test]
fn a_public_screen_says_nothing_of_whoever_stood_there() {
    let reader = Reader::new(Viewport::DESK);
    for address in ["?kept=1&kiosk", "?new=1&kiosk"] {
        reader.open(address);
        reader.searchable();
        reader
            .browser
            .wait("document.querySelector('#results-host .say') !== null")
            .unwrap();
        let shown = "return document.querySelector('#kept, .news') !== null";
        assert!(!reader.browser.eval::<bool>(shown).unwrap(), "{address}");
    }
}

/// The layout shifts since the page began.
const SHIFTS: &str = "return new Promise(done => new PerformanceObserver(list =>
    done(list.getEntries().map(shift => shift.value))).observe({ type: 'layout-shift', buffered: true })
    || setTimeout(() => done([]), 400))";

#[test]
fn whoever_comes_back_finds_what_they_read() {
    for (screen, place) in [
        (Viewport::PHONE, "#again"),
        (Viewport::DESK, ".fresh.again"),
    ] {
        let reader = Reader::new(screen);
        reader.open("");
        reader.ready();
        let shown = format!("document.querySelector('{place}') !== null");
        let is_shown = format!("return {shown}");
        assert!(
            !reader.browser.eval::<bool>(&is_shown).unwrap(),
            "a first visit"
        );
        for id in ["guofa-2018-25", "guofa-2016-43"] {
            reader.open(&format!("d/{id}/"));
            reader.ready();
            reader.browser.eval::<()>("scrollTo(0, 3000)").unwrap();
            let kept = format!("localStorage.getItem('celan-begun')?.startsWith('{id}')");
            reader.browser.wait(&kept).unwrap();
        }
        reader.open("");
        reader.ready();
        reader.browser.wait(&shown).unwrap();
        let shifts: Vec<f64> = reader.browser.eval(SHIFTS).unwrap();
        assert_eq!(shifts, [0.0; 0], "nothing moves");
        // The list says of each how far it is read, to whoever listens too.
        let begun: usize = reader
            .browser
            .eval("return document.querySelectorAll('#list .item[style] .begun').length")
            .unwrap();
        assert_eq!(begun, 2);
        let links = format!(
            "return [...document.querySelectorAll('{place} a')].map(a => a.getAttribute('href')).filter(a => a.includes('d/'))"
        );
        let links: Vec<String> = reader.browser.eval(&links).unwrap();
        assert!(links[0].contains("d/guofa-2016-43/#"), "{links:?}");
        assert!(links[1].contains("d/guofa-2018-25/#"), "{links:?}");
        let inside = format!(
            "const box = document.querySelector('{place}').getBoundingClientRect();
            const all = [...document.querySelectorAll('{place} :is(a, button, summary)')];
            return all.filter(one => one.checkVisibility()).every(one => {{
                const own = one.getBoundingClientRect();
                return own.bottom <= box.bottom + 0.5 && own.right <= box.right + 0.5 && own.height >= 24;
            }})"
        );
        assert!(
            reader.browser.eval::<bool>(&inside).unwrap(),
            "all of it is in sight"
        );
        reader
            .browser
            .click(&format!("{place} a[href*='d/']"))
            .unwrap();
        reader.browser.wait("scrollY > 1000").unwrap();
        reader.browser.eval::<()>("history.back()").unwrap();
        reader.browser.wait(&shown).unwrap();
        // Never kept again by one press: the page is as at a first visit.
        let forget = format!("{place} [data-command='overview start forget']");
        reader.browser.click(&forget).unwrap();
        reader.browser.wait(&format!("!({shown})")).unwrap();
        let begun = "return localStorage.getItem('celan-begun')";
        assert_eq!(reader.browser.eval::<String>(begun).unwrap(), "-");
        reader.assert_quiet();
    }
}
