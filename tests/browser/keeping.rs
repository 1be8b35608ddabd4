//! The site kept on the device: whole, without a host, through updates and broken lines.

use celan_search::Index;
use celan_serve::{Fault, Options, Server};
use celan_webdriver::{Browser, Viewport};
use serde::Deserialize;
use serde_json::json;
use std::time::Duration;

use crate::breaking::{Draw, breaks, brought, until, updates_break_off};
use crate::reader::{Reader, core, documents, site};
use crate::release::{Releases, library, list, version};

const QUERY: &str = "科技成果转化";
/// How the library of another version is called.
const SECOND: &str = "second.celan";

/// A version that the browser keeps.
#[derive(Debug, Deserialize)]
struct Copy {
    version: String,
    /// Whether the worker has called it whole.
    complete: bool,
    /// Files that are not what the list says.
    wrong: Vec<String>,
}

const COPIES: &str = "
    const copies = [];
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        const scope = name.split(' ')[1];
        const kept = await cache.match(new URL('files.json', scope));
        const wrong = [];
        for (const file of kept ? (await kept.json()).files : []) {
            if (!file.offline || file.path === 'service-worker.js') continue;
            const path = new URL(file.path.replace(/index\\.html$/, ''), scope);
            const bytes = await (await cache.match(path))?.arrayBuffer();
            const sum = bytes && new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
            const hex = sum && [...sum].map(b => b.toString(16).padStart(2, '0')).join('');
            if (hex !== file.sha256) wrong.push(file.path);
        }
        copies.push({ version: name.split(' ')[2], complete: !!kept, wrong });
    }
    return copies;";

pub(crate) const ACTIVE: &str = "navigator.serviceWorker.getRegistration()
    .then(r => r?.active?.state === 'activated' && !r.installing)";
pub(crate) const WAITING: &str =
    "navigator.serviceWorker.getRegistration().then(r => !!r?.waiting)";
/// The button of the notice that a new version is there, once it is shown.
pub(crate) const UPDATE_BUTTON: &str = "celan-update:not([hidden]) button";
pub(crate) const SETTLED: &str =
    "navigator.serviceWorker.getRegistration().then(r => !r?.installing)";

/// The versions that are whole.
pub(crate) fn whole(browser: &Browser) -> Vec<String> {
    let copies: Vec<Copy> = browser.eval(COPIES).unwrap();
    let complete = copies.into_iter().filter(|copy| copy.complete);
    complete
        .map(|copy| {
            assert!(copy.wrong.is_empty(), "{}: {:?}", copy.version, copy.wrong);
            copy.version
        })
        .collect()
}

/// A reader whose browser keeps the site.
pub(crate) fn keeping(root: &std::path::Path) -> Reader {
    let reader = Reader::of(root, Options::default(), Viewport::DESK);
    reader.open("");
    reader.ready();
    reader.browser.wait(ACTIVE).unwrap();
    reader
}

fn blob(browser: &Browser) -> String {
    browser
        .eval("return document.documentElement.dataset.library")
        .unwrap()
}

/// Searches in the site at `url`, and finds what the core finds.
pub(crate) fn works(browser: &Browser, url: &str) {
    finds(browser, url, QUERY, &core());
}

/// Searches in the site at `url` for what stands in the library, and finds what `core` finds.
pub(crate) fn finds(browser: &Browser, url: &str, query: &str, core: &Index) {
    browser.open(&format!("{url}?q={query}")).unwrap();
    browser
        .wait(&format!(
            "document.documentElement.dataset.search === 'ready'
                && document.querySelector('[data-results]')?.dataset.query === '{query}'"
        ))
        .unwrap();
    let found: String = browser
        .eval("return document.querySelector('[data-results]').dataset.occurrences")
        .unwrap();
    let answer = core.search(
        &celan_search::Query::parse(query),
        celan_search::Options::default(),
    );
    assert!(answer.occurrences > 0);
    assert_eq!(found, answer.occurrences.to_string(), "{query}");
}

#[test]
fn the_offline_copy_is_whole_and_needs_no_host() {
    let [first, second] = [0, 1].map(|n| documents()[n].clone());
    let Reader { browser, host } = keeping(&site());
    browser.open(&format!("{}d/{first}/", host.url())).unwrap();
    browser
        .wait("document.documentElement.dataset.search === 'ready'")
        .unwrap();
    assert_eq!(whole(&browser), [version(&site())]);
    let url = host.url();
    drop(host);
    works(&browser, &url);
    // A page that was open, and one that never was.
    for id in [&first, &second] {
        browser.open(&format!("{url}d/{id}/")).unwrap();
        browser
            .wait(&format!(
                "document.body.dataset.document === '{id}'
                    && document.querySelector('article.doc')?.innerText.length > 300"
            ))
            .unwrap();
        assert_eq!(browser.address().unwrap(), format!("{url}d/{id}/"));
    }
}

#[test]
fn an_update_waits_for_the_reader_and_takes_over_whole() {
    let releases = Releases::new();
    let reader = keeping(&releases.root());
    let browser = &reader.browser;
    let (old, url) = (version(&site()), reader.host.url());
    let new = releases.deploy_library(SECOND);
    assert_ne!(old, new);
    works(browser, &url);
    assert_eq!(blob(browser), library(&site()), "the old version is shown");
    browser.wait(WAITING).unwrap();
    browser
        .wait(&format!(
            "document.querySelector('{UPDATE_BUTTON}') !== null"
        ))
        .unwrap();
    let both = whole(browser);
    assert!(both.contains(&old) && both.contains(&new), "{both:?}");
    // The old page goes on.
    reader.search("技改");
    browser.click(UPDATE_BUTTON).unwrap();
    browser
        .wait("document.documentElement.dataset.library?.endsWith('second.celan')")
        .unwrap();
    browser.wait(ACTIVE).unwrap();
    browser
        .wait("caches.keys().then(names => names.length === 1)")
        .unwrap();
    assert_eq!(whole(browser), [new]);
    let Reader { browser, host } = reader;
    drop(host);
    works(&browser, &url);
    assert_eq!(blob(&browser), library(&releases.root()));
}

fn same(asked: &str, path: &str) -> bool {
    asked == path
        || asked.is_empty() && path == "index.html"
        || asked.starts_with("assets/library-") && path.starts_with("assets/library-")
}

#[test]
fn a_first_visit_that_breaks_off_leaves_nothing_half() {
    let mut draw = Draw::new();
    let files = brought(&site(), None);
    let browser = Browser::borrow(Viewport::DESK).unwrap();
    for round in 0..files.len().max(10) {
        // Another host, of which the browser keeps nothing.
        let host = Server::start(site(), Options::default()).unwrap();
        let (path, length) = draw.line(round, &files);
        println!("{path} at {length}");
        let broke = breaks(&host, &path, length);
        // The page itself may be what breaks off.
        let _ = browser.open(&host.url());
        assert!(until(&broke), "{path} is asked for");
        if path != "index.html" {
            let _ = browser.wait_for(Duration::from_secs(10), SETTLED);
        }
        host.heal();
        works(&browser, &host.url());
        browser
            .wait(ACTIVE)
            .unwrap_or_else(|error| panic!("{path} at {length}: {error}"));
        assert_eq!(whole(&browser), [version(&site())], "{path} at {length}");
    }
}

#[test]
fn an_update_that_breaks_off_leaves_the_old_version_or_the_new() {
    let library = |round: usize| format!("update-{round}.celan");
    updates_break_off(
        |releases, round| {
            releases.deploy_library(&library(round + 1));
            library(round + 1)
        },
        |browser, url, round| {
            works(browser, url);
            let shown = blob(browser);
            assert!(round == 0 || shown.ends_with(&library(round)), "{shown}");
        },
    );
}

#[test]
fn a_damaged_offline_copy_is_mended() {
    let reader = keeping(&site());
    let browser = &reader.browser;
    let spoil = "
        const cache = await caches.open((await caches.keys())[0]);
        let spoilt = 0;
        for (const request of await cache.keys()) {
            if (request.url.endsWith('files.json')) continue;
            const response = await cache.match(request);
            const bytes = new Uint8Array(await response.arrayBuffer());
            bytes[bytes.length >> 1] ^= 1;
            await cache.put(request, new Response(bytes, { headers: response.headers }));
            spoilt += 1;
        }
        return spoilt;";
    let spoilt: usize = browser.eval(spoil).unwrap();
    assert!(spoilt >= 5, "{spoilt}");
    works(browser, &reader.host.url());
    let mended = "(async () => {
        const cache = await caches.open((await caches.keys())[0]);
        const list = await (await cache.match('files.json')).json();
        const used = ['page', 'script', 'wasm', 'blob'];
        // A chunk that this visit did not ask for is mended when it is.
        const asked = performance.getEntriesByType('resource').map(entry => entry.name);
        for (const file of list.files) {
            if (file.role === 'wasm' && !asked.some(name => name.endsWith(file.path))) continue;
            if (!file.offline || !used.includes(file.role) || file.path === 'service-worker.js') continue;
            const kept = await cache.match(file.path.replace('index.html', './'));
            const bytes = await kept?.arrayBuffer() ?? new ArrayBuffer(0);
            const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
            const hex = [...sum].map(b => b.toString(16).padStart(2, '0')).join('');
            if (hex !== file.sha256) return false;
        }
        return true;
    })()";
    browser.wait(mended).unwrap();
    reader.assert_quiet();
}

#[test]
fn a_device_that_keeps_nothing_still_reads_and_searches() {
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    let origin = reader.host.url();
    browser
        .devtools(
            "Storage.overrideQuotaForOrigin",
            &json!({ "origin": origin.trim_end_matches('/'), "quotaSize": 2_000 }),
        )
        .unwrap();
    reader.open("");
    reader.ready();
    browser.click("#bar .own button[aria-haspopup]").unwrap();
    browser
        .wait("document.querySelector('celan-offline[data-state=failed]') !== null")
        .unwrap();
    reader.search(QUERY);
    assert!(whole(browser).is_empty());
}

#[test]
fn where_storage_is_shut_off_all_is_read_and_searched_without_an_error() {
    let host = Server::start(site(), Options::default()).unwrap();
    let browser = Browser::start_without_storage(Viewport::DESK).unwrap();
    let reader = Reader { browser, host };
    reader.open(&format!("d/{}/", documents()[0]));
    let shut = "try { return localStorage === null } catch { return true }";
    assert!(reader.browser.eval::<bool>(shut).unwrap());
    reader.ready();
    reader.search(QUERY);
    let found: String = reader
        .browser
        .eval("return document.querySelector('[data-results]').dataset.occurrences")
        .unwrap();
    assert_ne!(found, "0");
    reader.assert_quiet();
}

#[test]
fn a_copy_of_damaged_files_is_refused_and_the_file_named() {
    let list = list(&site());
    let files = list["files"].as_array().unwrap().iter();
    let files = files.filter(|file| file["offline"] == true);
    // Without these the application does not start: tests/browser/damage.rs.
    let files =
        files.filter(|file| !["wasm", "script", "blob"].contains(&file["role"].as_str().unwrap()));
    let mut paths: Vec<_> = files
        .map(|file| {
            let middle = file["bytes"].as_u64().unwrap() as usize / 2;
            (file["path"].as_str().unwrap().to_owned(), middle)
        })
        .collect();
    assert!(paths.len() >= 5, "{paths:?}");
    paths.push(("files.json".to_owned(), 2_000));
    for (path, at) in paths {
        let reader = Reader::new(Viewport::DESK);
        let damaged = path.clone();
        reader
            .host
            .fail(move |asked| same(asked, &damaged).then_some(Fault::Flip(at)));
        reader.open(&format!("d/{}/", documents()[0]));
        // The damaged file may be of a part of the program that then does not come.
        reader
            .browser
            .wait("document.documentElement.dataset.search === 'ready'")
            .unwrap();
        reader
            .browser
            .click("#bar .own button[aria-haspopup]")
            .unwrap();
        let named = format!(
            "document.querySelector('celan-offline[data-state=failed]')?.innerText.includes('{path}')"
        );
        reader
            .browser
            .wait(&named)
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(whole(&reader.browser).is_empty());
    }
}

#[test]
fn where_data_is_dear_the_reader_is_asked() {
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    browser
        .devtools(
            "Emulation.setDataSaverOverride",
            &json!({ "dataSaverEnabled": true }),
        )
        .unwrap();
    reader.open("");
    reader.ready();
    let none = "navigator.serviceWorker.getRegistrations().then(all => all.length === 0)";
    std::thread::sleep(Duration::from_millis(500));
    browser.wait_for(Duration::from_secs(1), none).unwrap();
    browser.click("#bar .own button[aria-haspopup]").unwrap();
    browser
        .wait("/\\d\\.\\d MB/.test(document.querySelector('celan-offline button')?.innerText)")
        .unwrap();
    browser.click("celan-offline button").unwrap();
    browser.wait(ACTIVE).unwrap();
    browser
        .wait("/kept|lasting/.test(document.querySelector('celan-offline').dataset.state)")
        .unwrap();
    assert_eq!(whole(browser), [version(&site())]);
}
