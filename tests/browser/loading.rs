//! The library on a bad line: what is here can be used, and what broke off goes on.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use celan_serve::{Fault, Options, Server};
use celan_webdriver::{Browser, Message, Network, Viewport};
use serde_json::json;

use crate::reader::{Reader, core, documents, site};

fn is_library(path: &str) -> bool {
    path.starts_with("assets/library-")
}

#[test]
fn documents_that_have_arrived_are_searched_while_the_rest_comes() {
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    // The query is a title: all titles come first.
    let core = core();
    let title = &core.library().documents.last().unwrap().metadata.title;
    // The first visit: nothing is kept on the device yet.
    browser
        .network(Network {
            bits_per_second: 160_000,
            latency: 0,
            offline: false,
        })
        .unwrap();
    reader.open(&format!("?q={title}"));
    browser
        .wait(
            "document.documentElement.dataset.search === 'partial'
            && document.querySelector('[data-results]').dataset.documents > 0",
        )
        .unwrap();
    let said: String = browser
        .eval("return document.querySelector('.part summary').innerText")
        .unwrap();
    assert!(said.contains(&format!("/{}", documents().len())), "{said}");
    let missing: usize = browser
        .eval("return document.querySelectorAll('.part li').length")
        .unwrap();
    assert!(missing > 0 && missing <= documents().len());
    browser.network(Network::FREE).unwrap();
    reader.searchable();
    // A part of the program may have to come before the answer is whole.
    browser
        .wait(
            "document.querySelector('.part') === null
            && document.querySelector('[data-results]').dataset.passages !== undefined",
        )
        .unwrap();
    let answer = core.search(
        &celan_search::Query::parse(title),
        celan_search::Options::default(),
    );
    let shown: String = browser
        .eval("return document.querySelector('[data-results]').dataset.passages")
        .unwrap();
    assert_eq!(shown, answer.passages.to_string());
    reader.assert_quiet();
}

#[test]
fn results_are_not_ranked_under_a_reader_who_is_in_the_midst_of_them() {
    const LISTED: &str =
        "return [...document.querySelectorAll('#results article.hits h2')].map(h => h.textContent)";
    const FIRST_IN_SIGHT: &str = "return [...document.querySelectorAll('#results li.hit')]
        .map(hit => hit.getBoundingClientRect().top).find(top => top > 100)";
    for screen in [Viewport::PHONE, Viewport::DESK] {
        let reader = Reader::new(screen);
        let browser = &reader.browser;
        browser
            .network(Network {
                bits_per_second: 240_000,
                latency: 0,
                offline: false,
            })
            .unwrap();
        reader.open("?q=科技");
        browser
            .wait(
                "document.documentElement.dataset.search === 'partial'
                && document.querySelectorAll('#results article.hits').length > 3",
            )
            .unwrap();
        browser
            .eval::<()>("scrollTo({ top: 900, behavior: 'instant' })")
            .unwrap();
        let before: Vec<String> = browser.eval(LISTED).unwrap();
        let top: f64 = browser.eval(FIRST_IN_SIGHT).unwrap();
        browser.network(Network::FREE).unwrap();
        reader.searchable();
        browser
            .wait("!!document.querySelector('#results [data-command=rank]')")
            .unwrap();
        let after: Vec<String> = browser.eval(LISTED).unwrap();
        assert!(
            after.len() > before.len() && after.starts_with(&before),
            "{after:?}"
        );
        // What says that the library is on its way is gone from above it.
        let now: f64 = browser.eval(FIRST_IN_SIGHT).unwrap();
        assert!((now - top).abs() < 1.0, "{top} {now}");
        // Asked for, it is ranked.
        browser
            .eval::<()>("document.querySelector('#results [data-command=rank]').click()")
            .unwrap();
        browser
            .wait("!!document.querySelector('#results .shelf')")
            .unwrap();
        let core = core();
        let query = celan_search::Query::parse("科技");
        let answer = core.search(&query, celan_search::Options::default());
        let ranked: Vec<String> = browser.eval(LISTED).unwrap();
        assert_eq!(ranked[0], answer.hits[0].title);
        reader.assert_quiet();
    }
}

#[test]
fn the_first_hit_stands_where_it_stood_when_the_whole_library_is_here() {
    const FIRST: &str = "const box = document.querySelector('#results article.hits')
        .getBoundingClientRect(); return [box.left, box.top, box.width].map(Math.round)";
    for screen in [Viewport::PHONE, Viewport::DESK] {
        for query in ["科技", "技术转移机构", "高新技术企业"] {
            let reader = Reader::new(screen);
            let browser = &reader.browser;
            browser
                .network(Network {
                    bits_per_second: 240_000,
                    latency: 0,
                    offline: false,
                })
                .unwrap();
            reader.open(&format!("?q={query}"));
            browser
                .wait("document.querySelector('#results article.hits') !== null")
                .unwrap();
            let before: Vec<i32> = browser.eval(FIRST).unwrap();
            browser.network(Network::FREE).unwrap();
            reader.searchable();
            browser
                .wait("document.querySelector('#results .part') === null")
                .unwrap();
            let after: Vec<i32> = browser.eval(FIRST).unwrap();
            assert_eq!(before, after, "{screen:?} {query}");
        }
    }
}

#[test]
fn what_is_typed_before_the_program_is_here_is_searched_when_it_comes() {
    for path in ["", "d/guofa-2016-43/"] {
        let reader = Reader::new(Viewport::DESK);
        let browser = &reader.browser;
        reader.host.fail(|path| {
            let program = path.ends_with(".wasm");
            program.then_some(Fault::Delay(Duration::from_secs(3)))
        });
        reader.open(path);
        browser.type_into("input[type=search]", "科技成果").unwrap();
        // Nobody listens yet; the page says that it is on its way, and that it will be searched.
        let said: [String; 3] = browser
            .eval(
                "return [document.documentElement.dataset.screen ?? 'none',
                    getComputedStyle(document.querySelector('.bar'), '::after').borderTopWidth,
                    getComputedStyle(document.querySelector('.find'), '::after').content]",
            )
            .unwrap();
        assert_eq!(said[..2], ["none", "2px"]);
        assert!(said[2].chars().count() > 4, "{}", said[2]);
        browser.eval::<()>("document.activeElement.blur()").unwrap();
        reader.results("科技成果");
        let shown = "document.querySelector('[data-results] mark')?.checkVisibility()";
        browser.wait(shown).unwrap();
        assert!(browser.address().unwrap().contains("?q="));
        browser
            .wait("document.documentElement.dataset.search === 'ready'")
            .unwrap();
        let gone = "return getComputedStyle(document.querySelector('.bar'), '::after').content";
        assert_eq!(browser.eval::<String>(gone).unwrap(), "none");
        reader.assert_quiet();
    }
}

#[test]
fn the_dock_leads_to_the_field_of_a_document_before_the_program_is_here() {
    const FIELD: &str = "(() => {
        const field = document.querySelector('#q'), { left, top, right, bottom } = field.getBoundingClientRect();
        return field === document.activeElement && left >= 0 && top >= 0 && right <= innerWidth && bottom < 100
            && field === document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    })()";
    for typed in ["", "科技成果"] {
        let reader = Reader::new(Viewport::PHONE);
        let browser = &reader.browser;
        reader.host.fail(|path| {
            let program = path.ends_with(".wasm");
            program.then_some(Fault::Delay(Duration::from_secs(4)))
        });
        reader.open("d/guofa-2016-43/");
        let away = "return document.querySelector('#q').getBoundingClientRect().right < 0";
        assert!(browser.eval::<bool>(away).unwrap());
        browser.click("#dock a[href$='#q']").unwrap();
        browser.wait(FIELD).unwrap();
        let path: String = browser.eval("return location.pathname").unwrap();
        assert!(path.ends_with("/d/guofa-2016-43/"), "{path}");
        let early: bool = browser
            .eval("return !document.documentElement.dataset.screen")
            .unwrap();
        assert!(early);
        if !typed.is_empty() {
            browser.type_into("#q", typed).unwrap();
            reader.results(typed);
        }
        // The program takes over, and the reader types on in the same field.
        reader.ready();
        browser.wait(FIELD).unwrap();
        if typed.is_empty() {
            reader.fill("科研诚信");
            reader.results("科研诚信");
        }
        // The way back leads to the document.
        browser.back().unwrap();
        browser
            .wait("document.documentElement.dataset.screen === 'read' && !!document.querySelector('#text')")
            .unwrap();
        reader.assert_quiet();
    }
}

#[test]
fn what_an_address_asks_for_stands_in_the_field_before_the_program_is_here() {
    for (path, asked) in [
        ("?q=科技+成果%20转化", "科技 成果 转化"),
        ("?q=a%0Ab", "ab"),
        ("d/guofa-2016-43/?q=创新", "创新"),
        ("?left=guofa-2016-43", ""),
    ] {
        let reader = Reader::new(Viewport::DESK);
        let browser = &reader.browser;
        reader.host.fail(|path| {
            let program = path.ends_with(".wasm");
            program.then_some(Fault::Delay(Duration::from_secs(2)))
        });
        reader.open(path);
        browser
            .wait(&format!(
                "document.querySelector('#q')?.value === '{asked}' && !document.documentElement.dataset.screen"
            ))
            .unwrap();
        // Nobody typed: the program adds no entry to the history.
        let entries = || browser.eval::<usize>("return history.length").unwrap();
        let before = entries();
        reader.ready();
        assert_eq!(entries(), before, "{path}");
        reader.assert_quiet();
    }
}

#[test]
fn a_broken_line_goes_on_where_it_broke() {
    let reader = Reader::new(Viewport::DESK);
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    reader.host.fail(move |path| {
        is_library(path).then(|| {
            count.fetch_add(1, Ordering::Relaxed);
            Fault::Cut(70_000)
        })
    });
    reader.open("");
    reader.searchable();
    let size = std::fs::metadata(library()).unwrap().len() as usize;
    let asked = asked.load(Ordering::Relaxed);
    assert!(asked >= size.div_ceil(70_000), "{asked}");
    assert!(asked <= size.div_ceil(70_000) + 2, "{asked}");
    reader.search("科技成果转化");
    // The page stood there whole all the time.
    let mended = "return document.querySelector('.trouble:not([hidden])') === null";
    assert!(reader.browser.eval::<bool>(mended).unwrap());
}

#[test]
fn a_host_that_cannot_go_on_starts_again_and_says_so() {
    let options = Options {
        ranges: false,
        ..Options::default()
    };
    let reader = Reader::of(&site(), options, Viewport::DESK);
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    reader.host.fail(move |path| {
        let first = is_library(path) && count.fetch_add(1, Ordering::Relaxed) == 0;
        first.then_some(Fault::Cut(70_000))
    });
    reader
        .browser
        .network(Network {
            bits_per_second: 2_000_000,
            latency: 0,
            offline: false,
        })
        .unwrap();
    reader.open("?q=科技");
    reader
        .browser
        .wait(
            "document.documentElement.dataset.search === 'ready'
            || document.querySelector('[role=status], .load')?.innerText.includes('从头')",
        )
        .unwrap();
    reader.searchable();
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

fn library() -> std::path::PathBuf {
    let assets = site().join("assets").read_dir().unwrap();
    let mut files = assets.map(|file| file.unwrap().path());
    files
        .find(|file| {
            file.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with("library-")
        })
        .unwrap()
}

#[test]
fn the_start_page_is_not_seen_before_the_document_that_it_brings() {
    let reader = Reader::new(Viewport::PHONE);
    let browser = &reader.browser;
    let watch = "document.addEventListener('DOMContentLoaded', () => {
        const screen = document.querySelector('#screen');
        // On a quick device the document may be written by then.
        const begins = !document.querySelector('article.doc');
        self.celanSeen = begins && screen.checkVisibility({ visibilityProperty: true });
    })";
    browser
        .devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({ "source": watch }),
        )
        .unwrap();
    let document = &documents()[0];
    // As the worker sends whoever opens a document that is not kept as a page.
    for (address, seen) in [("", true), (&format!("?d={document}"), false)] {
        reader.open(address);
        reader.ready();
        let before: bool = browser.eval("return self.celanSeen").unwrap();
        assert_eq!(before, seen, "{address}");
        browser
            .wait("document.querySelector('#screen').checkVisibility({ visibilityProperty: true })")
            .unwrap();
    }
    browser
        .wait("!!document.querySelector('article.doc')")
        .unwrap();
    reader.assert_quiet();
}

#[test]
fn the_address_is_that_of_the_document_once_it_is_here() {
    let reader = Reader::new(Viewport::PHONE);
    let browser = &reader.browser;
    let document = &documents()[3];
    let late = Duration::from_secs(8);
    reader
        .host
        .fail(move |path| is_library(path).then_some(Fault::Delay(late)));
    reader.open(&format!("?d={document}"));
    // The program has begun, and what it writes the document from is on its way.
    browser
        .wait("!!document.documentElement.dataset.screen")
        .unwrap();
    let state = "return [location.search, new URL(document.querySelector('#list .item a').getAttribute('href'),
        location.href).pathname.split('/').length]";
    let before: (String, usize) = browser.eval(state).unwrap();
    // A link of the page that is there leads where it should: /d/<id>/.
    assert_eq!(before, (format!("?d={document}"), 4));
    browser
        .wait(&format!(
            "location.pathname === '/d/{document}/' && !!document.querySelector('article.doc')"
        ))
        .unwrap();
    reader.assert_quiet();
}

/// Opens a document, into whose page the program then writes the start page.
fn write_start_into(reader: &Reader, document: &str) {
    reader.open(&format!("d/{document}/"));
    reader.ready();
    reader.browser.click("#bar .logo").unwrap();
    reader
        .browser
        .wait("location.pathname === '/' && !!document.querySelector('#list .item')")
        .unwrap();
}

#[test]
fn going_back_before_the_program_is_here_leads_to_the_page_of_the_address() {
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    let document = &documents()[3];
    write_start_into(&reader, document);
    // Loaded anew, it is left before its program runs.
    let back = "document.addEventListener('readystatechange', () => {
        if (sessionStorage.goes !== 'back') return;
        sessionStorage.removeItem('goes');
        history.back();
    })";
    browser
        .devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({ "source": back }),
        )
        .unwrap();
    browser
        .eval::<()>("sessionStorage.goes = 'back'; location.reload()")
        .unwrap();
    browser
        .wait(&format!(
            "sessionStorage.goes === undefined && location.pathname === '/d/{document}/'"
        ))
        .unwrap();
    reader.ready();
    let shows: bool = browser
        .eval(
            "return !!document.querySelector('article.doc') && !document.querySelector('#list .item')
                && document.documentElement.dataset.root === location.origin + '/'",
        )
        .unwrap();
    assert!(shows);
    // The browser asks for icon and manifest itself, and may do so at the address that has changed.
    let messages = browser.messages().unwrap();
    let ours = |text: &str| !text.contains("manifest") && !text.contains("/icon-");
    let severe = |m: &&Message| m.level == "SEVERE" && ours(&m.text);
    let said = messages.iter().find(severe);
    assert!(said.is_none(), "{said:?}");
}

#[test]
fn going_back_before_what_writes_pages_is_here_leads_to_the_page_of_the_address() {
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    let document = &documents()[3];
    write_start_into(&reader, document);
    // Loaded anew, the program runs, and the chunk is on its way.
    let devtools = |command, parameters| browser.devtools(command, &parameters).unwrap();
    devtools("Network.enable", json!({}));
    devtools("Network.setBypassServiceWorker", json!({ "bypass": true }));
    devtools("Network.setCacheDisabled", json!({ "cacheDisabled": true }));
    let late = Duration::from_secs(20);
    reader.host.fail(move |path| {
        path.starts_with("assets/soon-")
            .then_some(Fault::Delay(late))
    });
    browser.reload().unwrap();
    reader.searchable();
    browser.back().unwrap();
    browser
        .wait(&format!(
            "location.pathname === '/d/{document}/' && document.readyState === 'complete'"
        ))
        .unwrap();
    std::thread::sleep(Duration::from_secs(2));
    let shows: bool = browser
        .eval(
            "return !!document.querySelector('article.doc') && !document.querySelector('#list .item')
                && document.documentElement.dataset.chunks !== 'here'",
        )
        .unwrap();
    assert!(shows);
}

#[test]
fn going_back_before_the_first_line_is_read_leads_to_the_page_of_the_address() {
    for anew in [false, true] {
        go_back_early(anew);
    }
}

/// Goes back from the start page, which the browser has come back to or loads anew, before its first line is read.
fn go_back_early(anew: bool) {
    // One that is borrowed waits for pages before it goes on.
    let reader = Reader {
        browser: Browser::start_impatient(Viewport::DESK).unwrap(),
        host: Server::start(site(), Options::default()).unwrap(),
    };
    let browser = &reader.browser;
    let (document, other) = (&documents()[3], &documents()[5]);
    let devtools = |command, parameters| browser.devtools(command, &parameters).unwrap();
    devtools("Network.enable", json!({}));
    devtools("Network.setBypassServiceWorker", json!({ "bypass": true }));
    devtools("Network.setCacheDisabled", json!({ "cacheDisabled": true }));
    let open = |id: &str| {
        reader.open(&format!("d/{id}/"));
        browser
            .wait(&format!("location.pathname === '/d/{id}/'"))
            .unwrap();
        reader.ready();
    };
    open(document);
    // The program writes the start page into this one, which no browser keeps alive when it is left.
    browser
        .eval::<()>("addEventListener('unload', () => {})")
        .unwrap();
    browser.click("#bar .logo").unwrap();
    browser
        .wait("location.pathname === '/' && !!document.querySelector('#list .item')")
        .unwrap();
    if !anew {
        open(other);
    }
    // The second step comes between the head of the answer and its first line.
    reader.host.fail(|path| {
        matches!(path, "" | "index.html").then_some(Fault::Stall(1, Duration::from_secs(2)))
    });
    let history = devtools("Page.getNavigationHistory", json!({}));
    let at = history["currentIndex"].as_u64().unwrap() as usize;
    let go = |to: usize| {
        let entry = &history["entries"][to]["id"];
        devtools("Page.navigateToHistoryEntry", json!({ "entryId": entry }));
    };
    let start = if anew { at } else { at - 1 };
    if anew {
        devtools("Page.reload", json!({}));
    } else {
        go(start);
    }
    std::thread::sleep(Duration::from_millis(700));
    go(start - 1);
    browser
        .wait_for(
            Duration::from_secs(20),
            &format!(
                "location.pathname === '/d/{document}/' && !!document.querySelector('article.doc')"
            ),
        )
        .unwrap();
    reader.ready();
    let shows: bool = browser
        .eval(
            "return !document.querySelector('#list .item')
                && document.documentElement.dataset.root === location.origin + '/'",
        )
        .unwrap();
    assert!(shows);
}
