//! Hosts that are silent, slow, broken, or lie: what is on the device is shown, what does not come is
//! named, and no wait is without an end. `cargo xtask soak --hosts` tries all; a test run tries some of each.

use std::env;
use std::thread::sleep;
use std::time::Duration;

use celan_serve::{Fault, Options, Server};
use celan_webdriver::{Browser, Viewport};

use crate::breaking::UPDATE;
use crate::keeping::{ACTIVE, UPDATE_BUTTON, WAITING, keeping, whole, works};
use crate::reader::{Reader, documents, site};
use crate::release::{Releases, library, list};

/// What a network says that wants a login first.
const LOGIN: &str = "<!doctype html><title>Login</title><body>Please log in to the network";
/// Longer than anybody waits.
const EVER: Duration = Duration::from_secs(600);
/// Within this time the text is here, or a word of what is missing.
const SOON: Duration = Duration::from_secs(15);

/// Whether all is tried, or some of it.
fn thorough() -> bool {
    env::var_os("CELAN_HOSTS").is_some()
}

/// All cases, or each so-manieth.
fn some<T>(cases: Vec<T>, each: usize) -> impl Iterator<Item = T> {
    let step = if thorough() { 1 } else { each };
    cases.into_iter().step_by(step)
}

/// Prints the figure, and fails where anything did.
fn figure(what: &str, tried: usize, failed: &[String]) {
    println!("hosts: {what}: {tried} tried, {} failed", failed.len());
    assert!(failed.is_empty(), "{failed:#?}");
}

fn hosts() -> Vec<(&'static str, Fault)> {
    vec![
        ("silent", Fault::Delay(EVER)),
        ("cut behind the headers", Fault::Cut(0)),
        ("silent behind the headers", Fault::Stall(0, EVER)),
        (
            "a byte every two seconds",
            Fault::Drip(1, Duration::from_secs(2)),
        ),
        ("500", Fault::Status(500)),
        ("404", Fault::Status(404)),
        ("503", Fault::Status(503)),
        ("a login page", Fault::Page(LOGIN)),
        ("a redirect", Fault::Redirect("/login")),
        ("another type", Fault::Type("application/octet-stream")),
        ("too short", Fault::Shorten(1_000)),
        ("longer than it is", Fault::Longer(1_000)),
        ("drops everything", Fault::Drop),
    ]
}

/// An address of the site, and what shows that it is there.
fn addresses() -> Vec<(String, String)> {
    let ids = documents();
    let document = |id: &str| {
        format!(
            "document.body.dataset.document === '{id}'
                && document.querySelector('article.doc')?.innerText.length > 300"
        )
    };
    let source = "document.querySelector('#text')?.innerText.includes('来源文本')".to_owned();
    let results = "document.querySelector('[data-results]')?.dataset.documents > 0".to_owned();
    vec![
        (
            String::new(),
            "document.querySelectorAll('#list .item').length > 5".into(),
        ),
        ("?q=科技成果转化".into(), results),
        (format!("?d={}", ids[2]), document(&ids[2])),
        (format!("d/{}/", ids[3]), document(&ids[3])),
        (format!("d/{}/?q=科技", ids[4]), document(&ids[4])),
        (format!("d/{}/index.html", ids[5]), document(&ids[5])),
        (format!("d/{}/#facts", ids[6]), document(&ids[6])),
        (format!("d/{}/source/", ids[3]), source.clone()),
        (format!("d/{}/source/", ids[7]), source),
        (
            format!("?left={}&right={}&topic=科技", ids[0], ids[1]),
            "document.querySelector('#results-host')?.innerText.length > 300".into(),
        ),
        (
            "?marks=1".into(),
            "document.querySelector('#screen') !== null".into(),
        ),
    ]
}

/// Opens an address. What a browser says of a page that never comes is no matter here.
fn go(browser: &Browser, url: &str) {
    let _ = browser.open("about:blank");
    let _ = browser.open(url);
}

/// The number of source pages that are kept.
const SOURCES: &str = "(async () => {
    let kept = 0;
    for (const name of await caches.keys()) {
        const keys = await (await caches.open(name)).keys();
        kept += keys.filter(({ url }) => url.endsWith('/source/')).length;
    }
    return kept";

#[test]
fn what_is_kept_is_shown_whatever_the_host_does() {
    let reader = keeping(&site());
    let browser = &reader.browser;
    let wanted = documents().len();
    browser
        .wait(&format!("{SOURCES} === {wanted} }})()"))
        .unwrap();
    let (mut tried, mut failed) = (0, Vec::new());
    for (name, fault) in some(hosts(), 3) {
        reader.host.fail(move |_| Some(fault));
        for (path, here) in addresses() {
            tried += 1;
            go(browser, &format!("{}{path}", reader.host.url()));
            if let Err(error) = browser.wait_for(SOON, &here) {
                failed.push(format!("{name}: /{path}: {error}"));
            }
        }
    }
    figure("on return", tried, &failed);
}

/// The files of a first visit to a document, by the start of their names.
const FILES: [&str; 7] = [
    "d/",
    "early-",
    "assets/app-*.js",
    "app-",
    "assets/app-*.wasm",
    "assets/library-",
    "files.json",
];

fn is_file(asked: &str, file: &str) -> bool {
    match file.split_once('*') {
        Some((start, end)) => {
            let asked = asked.strip_suffix(".gz").unwrap_or(asked);
            asked.starts_with(start) && asked.ends_with(end)
        }
        None => asked.starts_with(file),
    }
}

fn visits() -> Vec<(&'static str, Fault)> {
    let mut faults = hosts();
    faults.extend([
        ("flipped near its start", Fault::Flip(200)),
        ("flipped at its end", Fault::Flip(700)),
        ("half of it, then silence", Fault::Stall(3_000, EVER)),
        ("half of it, then broken", Fault::Cut(3_000)),
        ("half of it", Fault::Shorten(3_000)),
        ("nothing", Fault::Shorten(0)),
        ("text", Fault::Type("text/plain")),
    ]);
    faults
}

/// Everything can be searched, or a word says what is missing, with a button.
const TOLD: &str = "document.documentElement.dataset.search === 'ready'
    || document.querySelector('[data-notice] button') !== null";

/// A first visit to a document while the host fails with one file, and trying again once it is well. Each host is
/// an origin of its own, of which the browser knows nothing.
fn visit(browser: &Browser, id: &str, file: &'static str, fault: Fault) -> Result<(), String> {
    let host = Server::start(site(), Options::default()).unwrap();
    let begin = std::time::Instant::now();
    host.fail(move |asked| is_file(asked, file).then_some(fault));
    let url = host.url();
    browser.open(&format!("{url}d/{id}/")).unwrap();
    // Not the page before it.
    let opened = format!(
        "location.href.startsWith('{url}') && document.documentElement.dataset.root !== undefined"
    );
    browser
        .wait_for(
            SOON + Duration::from_secs(5),
            &format!("{opened} && ({TOLD})"),
        )
        .map_err(|error| format!("nothing said after {:?}: {error}", begin.elapsed()))?;
    host.heal();
    let pressed = "const button = document.querySelector('[data-notice] button');
        if (document.documentElement.dataset.search !== 'ready' || button) button?.click();
        return true";
    let _ = browser.eval::<bool>(pressed);
    let whole = "document.documentElement.dataset.search === 'ready'
        && document.querySelector('[data-notice=page],[data-notice=script],[data-notice=module],[data-notice=style]') === null
        && document.querySelector('article.doc').innerText.length > 300";
    browser
        .wait_for(Duration::from_secs(20), whole)
        .map_err(|error| format!("trying again does not help: {error}"))
}

#[test]
fn a_first_visit_works_or_says_what_is_missing_and_trying_again_helps() {
    let id = &documents()[0];
    let (mut tried, mut failed) = (0, Vec::new());
    // One that was lent waits for the end of pages, which may never come.
    let browser = Browser::start_impatient(Viewport::DESK).unwrap();
    let faults = visits();
    let cases = FILES
        .iter()
        .flat_map(|file| faults.iter().map(move |fault| (*file, *fault)));
    for (file, (name, fault)) in some(cases.collect(), 9) {
        // A page that does not come at all is the browser's to tell.
        let is_page = file == "d/";
        let is_seen = matches!(
            fault,
            Fault::Stall(3_000, _) | Fault::Cut(3_000) | Fault::Shorten(3_000)
        );
        if is_page && !is_seen {
            continue;
        }
        tried += 1;
        if let Err(error) = visit(&browser, id, file, fault) {
            failed.push(format!("{file} {name}: {error}"));
        }
    }
    figure("first visit", tried, &failed);
}

#[test]
fn a_library_that_comes_too_slowly_is_told_on_the_documents_page() {
    let id = &documents()[0];
    let browser = Browser::start_impatient(Viewport::DESK).unwrap();
    for fault in [
        Fault::Drip(1, Duration::from_secs(2)),
        Fault::Cut(3_000),
        Fault::Part(100_000, &Fault::Cut(0)),
    ] {
        visit(&browser, id, "assets/library-", fault)
            .unwrap_or_else(|error| panic!("{fault:?}: {error}"));
    }
}

#[test]
fn a_page_that_is_cut_off_says_so() {
    let id = &documents()[0];
    let path = format!("d/{id}/");
    let page = std::fs::read_to_string(site().join(&path).join("index.html")).unwrap();
    let before_field = page.find("id=\"q\"").unwrap();
    let parts = [30, 60, 90].map(|part| page.len() * part / 100);
    for length in [before_field].into_iter().chain(parts) {
        let reader = Reader::new(Viewport::DESK);
        let cut = path.clone();
        reader
            .host
            .fail(move |asked| (asked == cut).then_some(Fault::Shorten(length)));
        reader.open(&path);
        let told = "document.querySelector('[data-notice=page] button') !== null";
        reader
            .browser
            .wait_for(SOON, told)
            .unwrap_or_else(|error| panic!("{length} bytes: {error}"));
        reader.host.heal();
        reader.browser.click("[data-notice=page] button").unwrap();
        reader.ready();
    }
}

#[test]
fn a_bad_copy_in_the_browsers_cache_is_got_rid_of_by_the_button() {
    for (kind, fault) in [
        ("script", Fault::Type("text/plain")),
        ("module", Fault::Flip(200_000)),
        ("style", Fault::Flip(100)),
    ] {
        let reader = Reader::new(Viewport::DESK);
        reader.host.fail(move |asked| {
            let wanted = match kind {
                "script" => is_file(asked, "assets/app-*.js"),
                "module" => is_file(asked, "assets/app-*.wasm"),
                _ => is_file(asked, "app-"),
            };
            wanted.then_some(fault)
        });
        reader.open(&format!("d/{}/", documents()[0]));
        let told = format!("document.querySelector('[data-notice={kind}] button') !== null");
        reader
            .browser
            .wait_for(SOON, &told)
            .unwrap_or_else(|error| panic!("{kind}: {error}"));
        reader.host.heal();
        reader
            .browser
            .click(&format!("[data-notice={kind}] button"))
            .unwrap();
        reader.ready();
        let gone = format!("document.querySelector('[data-notice={kind}]') === null");
        reader.browser.wait(&gone).unwrap();
    }
}

/// Forgets the library that is kept.
const FORGET: &str = "
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            if (request.url.includes('/library-')) await cache.delete(request);
        }
    }
    return true;";

#[test]
fn an_old_worker_without_its_library_finds_the_new_version() {
    let releases = Releases::new();
    let reader = keeping(&releases.root());
    let browser = &reader.browser;
    releases.deploy_library("second.celan");
    browser.clear_cache().unwrap();
    assert!(browser.eval::<bool>(FORGET).unwrap());
    reader.open("");
    let button = "[data-notice=library] button";
    browser
        .wait(&format!("document.querySelector('{button}') !== null"))
        .unwrap();
    browser.click(button).unwrap();
    reader.searchable();
    let shown: String = browser
        .eval("return document.documentElement.dataset.library")
        .unwrap();
    assert_eq!(shown, library(&releases.root()));
}

/// Presses the button of the notice, and sees that the new version is what is shown and kept.
fn take_over(reader: &Reader, shown: &str, new: &str) {
    let browser = &reader.browser;
    let offered = format!("document.querySelector('{UPDATE_BUTTON}') !== null");
    browser.wait(&offered).unwrap();
    browser.click(UPDATE_BUTTON).unwrap();
    let is_new = format!("document.documentElement.dataset.library?.endsWith('{shown}')");
    browser.wait_for(SOON, &is_new).unwrap();
    browser.wait_for(SOON, ACTIVE).unwrap();
    browser
        .wait("caches.keys().then(names => names.length === 1)")
        .unwrap();
    assert_eq!(whole(browser), [new]);
}

/// The new version's button while the host is silent.
fn silent_at_activation(path: &str) {
    let releases = Releases::new();
    let reader = keeping(&releases.root());
    let browser = &reader.browser;
    reader.open(path);
    reader.ready();
    let new = releases.deploy_library("second.celan");
    assert!(browser.eval::<bool>(&format!("return {UPDATE}")).unwrap());
    reader.host.fail(|_| Some(Fault::Delay(EVER)));
    take_over(&reader, "second.celan", &new);
    go(browser, &reader.host.url());
    browser
        .wait_for(SOON, "document.querySelectorAll('#list .item').length > 5")
        .unwrap();
}

#[test]
fn the_update_button_stops_no_page_while_the_host_is_silent() {
    silent_at_activation(&format!("d/{}/", documents()[0]));
}

/// An update while the host fails with the new library or the new list: the version that is here stays whole, and
/// is read; then the host is well.
fn installing(path: &'static str, fault: Fault) {
    let releases = Releases::new();
    let reader = keeping(&releases.root());
    let browser = &reader.browser;
    let old = list(&releases.root())["version"].clone();
    let new = releases.deploy_library("second.celan");
    browser.clear_cache().unwrap();
    reader
        .host
        .fail(move |asked| is_file(asked, path).then_some(fault));
    let came = browser.eval::<bool>(&format!("return {UPDATE}")).unwrap();
    let here = whole(browser);
    assert!(here.iter().any(|version| old == *version), "{here:?}");
    assert_eq!(came, here.contains(&new), "{here:?}");
    // One that came in spite of the fault may take over with the next page.
    if !came {
        works(browser, &reader.host.url());
        reader.host.heal();
        browser.wait_for(Duration::from_secs(30), UPDATE).unwrap();
    }
    reader.host.heal();
    take_over(&reader, "second.celan", &new);
    works(browser, &reader.host.url());
}

/// What a browser short of room may throw away, by the start of a cache's number and a part of its addresses.
const EVICTIONS: [(&str, &str); 4] = [
    (
        "the library of the old version",
        "index === 0 && url.includes('/library-')",
    ),
    (
        "the list of the old version",
        "index === 0 && url.endsWith('/files.json')",
    ),
    ("all of the old version", "index === 0"),
    ("all of both", "true"),
];

/// A reader whose browser has thrown away something of what it keeps while a new version waits: a document is
/// shown or its lack told, and the button leads to the new version.
fn evicted(lost: &str) {
    let releases = Releases::new();
    let reader = keeping(&releases.root());
    let browser = &reader.browser;
    let new = releases.deploy_library("second.celan");
    assert!(browser.eval::<bool>(&format!("return {UPDATE}")).unwrap());
    let forget = format!(
        "for (const [index, name] of (await caches.keys()).entries()) {{
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {{
                const {{ url }} = request;
                if ({lost}) await cache.delete(request);
            }}
        }}
        return true"
    );
    assert!(browser.eval::<bool>(&forget).unwrap());
    browser.clear_cache().unwrap();
    let id = &documents()[1];
    go(browser, &format!("{}d/{id}/", reader.host.url()));
    browser.wait_for(SOON, TOLD).unwrap();
    // Whichever button is offered: it leads on, and not to the same page again.
    let is_alone = "(async () => {
            const button = document.querySelector('[data-notice] button');
            if (button && !button.pressed) button.pressed = !button.click();
            const { library, search } = document.documentElement.dataset;
            const kept = await caches.keys();
            return library?.endsWith('second.celan') && search === 'ready' && kept.length === 1;
        })()";
    browser.wait_for(Duration::from_secs(60), is_alone).unwrap();
    browser.wait(ACTIVE).unwrap();
    go(browser, &format!("{}d/{id}/", reader.host.url()));
    let read = format!(
        "document.body.dataset.document === '{id}'
            && document.querySelector('article.doc').innerText.length > 300"
    );
    browser.wait_for(SOON, &read).unwrap();
    works(browser, &reader.host.url());
    // What was thrown away of the new version itself comes again as it is asked for.
    assert!(whole(browser).iter().all(|version| *version == new));
}

#[test]
fn an_update_comes_whole_or_leaves_what_is_here() {
    let mut faults = hosts();
    faults.extend([
        ("flipped near its start", Fault::Flip(200)),
        ("half of it, then silence", Fault::Stall(3_000, EVER)),
    ]);
    let files = ["assets/library-", "files.json"];
    let mut cases: Vec<(String, Box<dyn Fn()>)> = Vec::new();
    for ((name, fault), path) in faults.into_iter().zip(files.into_iter().cycle()) {
        let case = move || installing(path, fault);
        cases.push((format!("installing, {path} {name}"), Box::new(case)));
    }
    for (name, lost) in EVICTIONS {
        cases.push((format!("evicted, {name}"), Box::new(|| evicted(lost))));
    }
    for path in [String::new(), format!("d/{}/", documents()[0])] {
        let name = format!("silent at activation, /{path}");
        cases.push((name, Box::new(move || silent_at_activation(&path))));
    }
    let (mut tried, mut failed) = (0, Vec::new());
    for (name, case) in some(cases, 9) {
        tried += 1;
        if std::panic::catch_unwind(std::panic::AssertUnwindSafe(case)).is_err() {
            failed.push(name);
        }
    }
    figure("update", tried, &failed);
}

#[test]
fn going_back_to_a_former_version_is_said_and_an_empty_worker_is_not_offered() {
    let releases = Releases::new();
    let reader = keeping(&releases.root());
    let browser = &reader.browser;
    let first = list(&releases.root());
    let look = "await (await navigator.serviceWorker.getRegistration()).update(); return true";
    let words = format!(
        "return document.querySelector('{UPDATE_BUTTON}').previousElementSibling.textContent"
    );
    let mut said = Vec::new();
    for version in ["new", "former"] {
        match version {
            "new" => drop(releases.deploy_library("second.celan")),
            _ => releases.go_back(),
        }
        browser.eval::<bool>(look).unwrap();
        browser
            .wait(&format!(
                "document.querySelector('{UPDATE_BUTTON}') !== null"
            ))
            .unwrap();
        said.push(browser.eval::<String>(&words).unwrap());
        browser.click(UPDATE_BUTTON).unwrap();
        let shown = library(&releases.root());
        browser
            .wait(&format!(
                "document.documentElement.dataset.library === '{shown}'
                    && document.querySelector('{UPDATE_BUTTON}') === null"
            ))
            .unwrap();
        reader.ready();
        browser.wait(ACTIVE).unwrap();
    }
    assert_eq!(list(&releases.root())["version"], first["version"]);
    assert!(
        said[0].contains("新版") && !said[1].contains("新版"),
        "{said:?}"
    );
    assert!(said[1].contains("先前"), "{said:?}");
    // A worker that does nothing.
    reader
        .host
        .fail(|path| (path == "service-worker.js").then_some(Fault::Shorten(0)));
    browser.eval::<bool>(look).unwrap();
    browser.wait(WAITING).unwrap();
    sleep(Duration::from_secs(2));
    assert!(
        browser
            .eval::<bool>(&format!(
                "return document.querySelector('{UPDATE_BUTTON}') === null"
            ))
            .unwrap()
    );
}

#[test]
fn a_library_that_is_not_the_one_that_the_page_names_is_refused_and_told() {
    let core = crate::reader::core();
    let mut forged = core.library().clone();
    let texts = forged.documents[0]
        .blocks
        .iter_mut()
        .filter_map(|block| block.text_mut());
    let text = texts
        .filter(|text| text.plain.chars().count() > 40)
        .nth(1)
        .unwrap();
    text.plain.insert(0, '伪');
    let forged = celan_blob::pack(&forged).unwrap().library;
    let releases = Releases::new();
    releases.deploy_library("second.celan");
    let place = releases.root().join(library(&releases.root()));
    std::fs::write(&place, forged).unwrap();
    let reader = Reader::of(&releases.root(), Options::default(), Viewport::DESK);
    let browser = &reader.browser;
    let path = format!("d/{}/", core.library().documents[0].metadata.id);
    reader.open(&path);
    browser
        .wait("document.querySelector('[data-notice=library] button') !== null")
        .unwrap();
    let (said, text): (String, String) = browser
        .eval(
            "return [document.querySelector('[data-notice=library]').innerText,
                document.querySelector('article.doc').textContent]",
        )
        .unwrap();
    assert!(said.contains("second.celan"), "{said}");
    assert!(!text.contains('伪'));
    assert_eq!(found_out(browser), "library");
}

/// Which of page and library is wrong, as the page finds out.
fn found_out(browser: &Browser) -> String {
    browser
        .click("[data-notice=library] [data-command='overview agreement']")
        .unwrap();
    browser
        .wait("!['asking', undefined].includes(document.querySelector('[data-agreement]')?.dataset.agreement)")
        .unwrap();
    browser
        .eval("return document.querySelector('[data-agreement]').dataset.agreement")
        .unwrap()
}

#[test]
fn a_page_that_names_another_library_is_found_out_to_be_the_wrong_one() {
    let releases = Releases::new();
    releases.deploy_library("second.celan");
    let path = format!("d/{}/", documents()[0]);
    let file = releases.root().join(&path).join("index.html");
    let page = std::fs::read_to_string(&file).unwrap();
    let start = page.find("data-library-integrity=\"sha256-").unwrap() + 31;
    let mut forged = page.into_bytes();
    forged[start] = if forged[start] == b'A' { b'B' } else { b'A' };
    std::fs::write(&file, forged).unwrap();
    let reader = Reader::of(&releases.root(), Options::default(), Viewport::DESK);
    let browser = &reader.browser;
    reader.open(&path);
    browser
        .wait("document.querySelector('[data-agreement], [data-command=\"overview agreement\"]') !== null")
        .unwrap();
    assert_eq!(found_out(browser), "page");
    // Where not even the list comes, nothing is claimed.
    reader
        .host
        .fail(|path| (path == "files.json").then_some(Fault::Status(503)));
    assert_eq!(found_out(browser), "unknown");
    let said: String = browser
        .eval("return document.querySelector('[data-agreement]').innerText")
        .unwrap();
    assert!(said.contains("503"), "{said}");
}
