//! A library of which a word was corrected: what has changed since comes, and nothing else of it.

use std::sync::{Arc, LazyLock, Mutex};

use celan_document::{Content, Library};
use celan_search::Index;
use celan_serve::Fault;
use celan_webdriver::{Browser, Viewport};

use crate::breaking::updates_break_off;
use crate::keeping::{ACTIVE, UPDATE_BUTTON, WAITING, finds, keeping, whole, works};
use crate::reader::{Reader, blob};
use crate::release::Releases;

/// Words that no document holds, with a character that none has.
const WORDS: [&str; 2] = ["龘龘细则", "龘龘章程"];
const WORD: &str = WORDS[0];
/// Where the changes stand that are deployed.
const CHANGES: &str = "assets/changes-1.celan";

/// The library of the site with each of [`WORDS`] at the end of a long paragraph of the second document,
/// and the changes that make it so.
static CORRECTED: LazyLock<[(Index, Vec<u8>); 2]> = LazyLock::new(|| WORDS.map(corrected));

fn corrected(word: &str) -> (Index, Vec<u8>) {
    let base = blob("library-").unwrap();
    let mut library: Library = celan_blob::open(&base).unwrap().library;
    let blocks = library.documents[1].blocks.iter_mut();
    let text = blocks
        .filter(|block| matches!(block.content, Content::Paragraph { .. }))
        .filter_map(|block| block.text_mut())
        .find(|text| text.plain.chars().count() > 80);
    text.unwrap().plain.push_str(word);
    let new = celan_blob::pack(&library).unwrap().library;
    let changes = celan_blob::delta(&base, &new).unwrap();
    assert!(changes.len() < 2_000, "{}", changes.len());
    (Index::open(celan_blob::open(&new).unwrap()), changes)
}

/// Searches at `url` for the new word and for an old one.
fn finds_both(browser: &Browser, url: &str, core: &Index) {
    for query in [WORD, "科技成果转化"] {
        finds(browser, url, query, core);
    }
}

#[test]
fn an_update_brings_what_changed_and_not_the_library() {
    let (core, changes) = &CORRECTED[0];
    let releases = Releases::new();
    let reader = keeping(&releases.root());
    let (browser, url) = (&reader.browser, reader.host.url());
    let new = releases.deploy_changes(CHANGES, changes);
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = asked.clone();
    reader.host.fail(move |path| {
        log.lock().unwrap().push(path.to_owned());
        None
    });
    works(browser, &url);
    browser.wait(WAITING).unwrap();
    browser.click(UPDATE_BUTTON).unwrap();
    browser
        .wait("document.documentElement.dataset.changes !== undefined")
        .unwrap();
    browser.wait(ACTIVE).unwrap();
    browser
        .wait("caches.keys().then(names => names.length === 1)")
        .unwrap();
    assert_eq!(whole(browser), [new]);
    let asked = asked.lock().unwrap().clone();
    let blobs = asked.iter().filter(|path| path.ends_with(".celan"));
    assert!(blobs.clone().all(|path| path == CHANGES), "{asked:?}");
    assert!(blobs.count() > 0);
    let code = |path: &&String| path.ends_with(".wasm") || path.contains("app-");
    assert_eq!(asked.iter().find(code), None);
    // And all of it without a host.
    let Reader { browser, host } = reader;
    drop(host);
    finds_both(&browser, &url, core);
}

#[test]
fn a_first_visit_finds_the_corrected_word_and_reads_it() {
    let (core, changes) = &CORRECTED[0];
    let releases = Releases::new();
    releases.deploy_changes(CHANGES, changes);
    let options = celan_serve::Options::default();
    let reader = Reader::of(&releases.root(), options, Viewport::DESK);
    let (browser, url) = (&reader.browser, reader.host.url());
    finds_both(browser, &url, core);
    // The page of the document still has the former words: the application writes them anew.
    let id = &core.library().documents[1].metadata.id;
    reader.open(&format!("d/{id}/"));
    reader.ready();
    browser
        .wait(&format!(
            "document.querySelector('article.doc').innerText.includes('{WORD}')"
        ))
        .unwrap();
}

#[test]
fn an_update_that_breaks_off_leaves_the_old_version_or_the_new() {
    updates_break_off(
        |releases, round| {
            let path = format!("assets/changes-{}.celan", round + 1);
            releases.deploy_changes(&path, &CORRECTED[round % 2].1);
            path
        },
        |browser, url, round| match round.checked_sub(1) {
            None => works(browser, url),
            Some(last) => finds(browser, url, WORDS[last % 2], &CORRECTED[last % 2].0),
        },
    );
}

#[test]
fn damaged_changes_are_named_and_mended_by_trying_again() {
    let (core, changes) = &CORRECTED[0];
    let middle = changes.len() / 2;
    for fault in [
        Fault::Flip(2),
        Fault::Flip(middle),
        Fault::Shorten(middle),
        Fault::Status(404),
    ] {
        let releases = Releases::new();
        releases.deploy_changes(CHANGES, changes);
        let options = celan_serve::Options::default();
        let reader = Reader::of(&releases.root(), options, Viewport::DESK);
        reader
            .host
            .fail(move |path| (path == CHANGES).then_some(fault));
        reader.open("");
        reader
            .browser
            .wait(
                "document.documentElement.dataset.search === 'failed'
                    && document.querySelector('[role=alert] button') !== null",
            )
            .unwrap();
        let said: String = reader
            .browser
            .eval("return document.querySelector('[role=alert]').innerText")
            .unwrap();
        if !matches!(fault, Fault::Status(_)) {
            assert!(said.contains(CHANGES), "{said}");
        }
        reader.host.heal();
        reader.browser.click("[role=alert] button").unwrap();
        reader.ready();
        finds_both(&reader.browser, &reader.host.url(), core);
    }
}
