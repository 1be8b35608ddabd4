//! The library arrives damaged, cut, or not at all: the page says so, and tries again when told.

use celan_serve::Fault;
use celan_webdriver::Viewport;

use crate::reader::{Reader, documents, site};

/// The failed page offers one more try, within a passage that is read out.
const RETRY: &str = "[role=alert] button";
const FAILED: &str = "document.documentElement.dataset.search === 'failed'
    && document.querySelector('[role=alert] button') !== null";

#[test]
fn a_damaged_library_is_named_and_loads_on_retry() {
    for (name, fault) in [
        ("missing", Fault::Status(404)),
        ("a host in trouble", Fault::Status(503)),
        ("cut short", Fault::Shorten(100_000)),
        ("cut short at once", Fault::Shorten(3)),
        ("another file", Fault::Flip(0)),
        ("damaged near its head", Fault::Flip(700)),
        ("damaged in the middle", Fault::Flip(90_000)),
    ] {
        let reader = Reader::new(Viewport::DESK);
        reader.host.fail(move |path| {
            let library = path.starts_with("assets/library-");
            library.then_some(fault)
        });
        reader.open(&format!("d/{}/", documents()[0]));
        reader
            .browser
            .wait(FAILED)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let said: String = reader
            .browser
            .eval("return document.querySelector('[role=alert]').innerText")
            .unwrap();
        assert!(said.chars().count() > 10, "{name}: {said}");
        // Reading goes on meanwhile.
        assert!(
            reader
                .browser
                .eval::<usize>("return document.querySelector('article').innerText.length")
                .unwrap()
                > 300
        );
        reader.host.heal();
        reader.browser.click(RETRY).unwrap();
        reader.ready();
    }
}

/// The program's memory is spoiled, so that whatever it does next traps.
const SPOIL: &str = "new Uint8Array(celan.memory.buffer).fill(0xff);";

#[test]
fn a_program_that_fails_later_says_so_and_offers_a_reload() {
    for (path, does) in [
        (
            "",
            "document.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }))",
        ),
        ("?q=科技", "scrollBy(0, 300)"),
    ] {
        let reader = Reader::new(Viewport::DESK);
        reader.open(path);
        reader.ready();
        let browser = &reader.browser;
        browser.eval::<()>(&format!("{SPOIL} {does}")).unwrap();
        browser
            .wait("document.querySelector('[data-notice=module] button') !== null")
            .unwrap_or_else(|error| panic!("{does}: {error}"));
        let (said, count, search): (String, usize, String) = browser
            .eval(&format!(
                "{does}; return [document.querySelector('[data-notice=module]').innerText,
                    document.querySelectorAll('[data-notice=module]').length,
                    document.documentElement.dataset.search]"
            ))
            .unwrap();
        assert!(
            !said.contains("{reason}") && said.chars().count() > 10,
            "{said}"
        );
        assert_eq!((count, search.as_str()), (1, "failed"));
        browser.click("[data-notice=module] button").unwrap();
        reader.ready();
    }
}

/// Offsets of a page, one in each of its parts that a reader takes for the documents' own words.
fn offsets(page: &str) -> Vec<(&'static str, usize)> {
    let after = |start: &str, end: fn(char) -> bool| {
        let at = page.find(start).unwrap();
        let text = page[at..].find('>').unwrap() + at;
        page[text..].find(end).unwrap() + text
    };
    let is_han = |c: char| ('一'..='鿿').contains(&c);
    vec![
        ("the text", after("<p id=", is_han)),
        ("the facts", after("<dd", is_han)),
        ("an address", after("<article", |c| c == '#') + 1),
    ]
}

#[test]
fn a_page_that_says_something_else_than_the_library_is_corrected_and_the_reader_told() {
    let id = &documents()[0];
    let path = format!("d/{id}/");
    let page = std::fs::read_to_string(site().join(&path).join("index.html")).unwrap();
    let reader = Reader::new(Viewport::DESK);
    let article = "return document.querySelector('article.doc').innerHTML.replaceAll('<wbr>', '')
        + document.querySelector('#facts').innerHTML";
    reader.open(&path);
    reader.ready();
    let right: String = reader.browser.eval(article).unwrap();
    for (part, at) in offsets(&page) {
        let reader = Reader::new(Viewport::DESK);
        reader
            .host
            .fail(move |asked| asked.starts_with("d/").then_some(Fault::Flip(at)));
        reader.open(&path);
        reader
            .browser
            .wait("document.querySelector('.trouble:not([hidden]) .say') !== null")
            .unwrap_or_else(|error| panic!("{part}: {error}"));
        let shown: String = reader.browser.eval(article).unwrap();
        assert_eq!(shown, right, "{part}");
    }
}

/// Where a character of one of the page's paragraphs stands, another paragraph for each `n`.
fn place_in_text(page: &str, n: usize) -> usize {
    let paragraphs: Vec<usize> = page.match_indices("<p id=").map(|(at, _)| at).collect();
    let paragraph = paragraphs[n * 7 % paragraphs.len()];
    let text = page[paragraph..].find('>').unwrap() + paragraph;
    let is_han = |c: char| ('一'..='鿿').contains(&c);
    page[text..].find(is_han).unwrap() + text
}

#[test]
fn no_document_page_shows_damaged_text_as_right() {
    let reader = Reader::new(Viewport::DESK);
    // Nothing is kept unasked, so that each page is the host's.
    let saves = serde_json::json!({ "dataSaverEnabled": true });
    let browser = &reader.browser;
    browser
        .devtools("Emulation.setDataSaverOverride", &saves)
        .unwrap();
    for (n, id) in documents().iter().enumerate() {
        let path = format!("d/{id}/");
        let page = std::fs::read_to_string(site().join(&path).join("index.html")).unwrap();
        let at = place_in_text(&page, n);
        let damaged = path.clone();
        reader
            .host
            .fail(move |asked| (asked == damaged).then_some(Fault::Flip(at)));
        reader.open(&path);
        reader
            .browser
            .wait("document.querySelector('.trouble:not([hidden]) .say') !== null")
            .unwrap_or_else(|error| panic!("{id}: {error}"));
        reader.host.heal();
        let same: bool = reader
            .browser
            .eval(
                "const page = await fetch(location.href, { cache: 'reload' }).then((r) => r.text());
                const right = new DOMParser().parseFromString(page, 'text/html');
                const text = (from) => from.querySelector('article.doc').textContent;
                return text(document) === text(right);",
            )
            .unwrap();
        assert!(same, "{id}");
    }
}

#[test]
fn a_damaged_program_or_style_is_never_run() {
    for (kind, at) in [("js", 5_000), ("wasm", 300_000), ("css", 3_000)] {
        let reader = Reader::new(Viewport::DESK);
        reader.host.fail(move |path| {
            let wanted = path.ends_with(kind) && !path.starts_with("service");
            wanted.then_some(Fault::Flip(at))
        });
        reader.open(&format!("d/{}/", documents()[0]));
        std::thread::sleep(std::time::Duration::from_millis(500));
        let messages = reader.browser.messages().unwrap();
        let named = |text: &str| text.contains("integrity") && text.contains(kind);
        assert!(
            messages.iter().any(|m| named(&m.text)),
            "{kind}: {messages:?}"
        );
        let text = "return document.querySelector('article').innerText.length";
        assert!(reader.browser.eval::<usize>(text).unwrap() > 300);
    }
}
