//! The site over a bad line, on a slow device: 400 kbit/s, round trips of 400 ms, a processor four
//! times slower, nothing in any cache.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};
use celan_serve::{Encoding, Options, Server};
use celan_webdriver::{Browser, Network, Viewport};
use serde::Deserialize;
use serde_json::json;

use crate::dist::Files;
use crate::paths;

/// The document whose page is measured: that with a text nearest to this, in bytes.
const TEXT: usize = 30_000;
const QUERY: &str = "科技成果转化";
/// How long a state is waited for.
const PATIENCE: Duration = Duration::from_secs(120);

/// Notes what happens from the start of the navigation on.
const WATCH: &str = "
    const seen = window.seen = { shift: 0, largest: null, slowest: null };
    const watch = (type, note, more) =>
        new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...more });
    watch('layout-shift', (e) => { if (!e.hadRecentInput) seen.shift += e.value; });
    watch('largest-contentful-paint', (e) => { seen.largest = e.startTime; });
    watch('event', (e) => { seen.slowest = Math.max(seen.slowest ?? 0, e.duration); }, { durationThreshold: 16 });
    document.addEventListener('DOMContentLoaded', () => {
        const page = document.documentElement;
        new MutationObserver(() => { seen[page.dataset.search] ??= performance.now(); })
            .observe(page, { attributeFilter: ['data-search'] });
    });";

const STATE: &str = "
    const [visit] = performance.getEntriesByType('navigation');
    const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null;
    const files = performance.getEntriesByType('resource');
    return { ...window.seen, first, page: visit.transferSize,
        all: files.reduce((sum, file) => sum + file.transferSize, visit.transferSize) };";

#[derive(Deserialize)]
struct State {
    /// Milliseconds to the first text, the largest, the first searchable titles, and everything.
    first: Option<f64>,
    largest: Option<f64>,
    partial: Option<f64>,
    ready: Option<f64>,
    /// Milliseconds from the slowest stroke or tap to the next picture.
    slowest: Option<f64>,
    /// How far things moved by themselves.
    shift: f64,
    /// Bytes of the page, and of all.
    page: f64,
    all: f64,
}

pub(super) fn print(files: &Files) -> Result<()> {
    println!("\nAt 400 kbit/s and 400 ms, the processor 4x slower, nothing cached");
    let document = document(files)?;
    let hosts: [(&str, &[Encoding]); 3] = [
        ("with brotli", &[Encoding::Brotli, Encoding::Gzip]),
        ("with gzip", &[Encoding::Gzip]),
        ("without compression", &[]),
    ];
    for (name, encodings) in hosts {
        println!("a host {name}");
        for (what, path) in [("library", ""), ("document of 30 kB", document.as_str())] {
            let host = Server::start(
                paths::dist(),
                Options {
                    encodings: encodings.to_vec(),
                    ..Options::default()
                },
            )?;
            let browser = slow()?;
            browser.open(&format!("{}{path}", host.url()))?;
            browser.wait_for(
                PATIENCE,
                "document.documentElement.dataset.search === 'ready'",
            )?;
            let state: State = browser.eval(STATE)?;
            println!(
                "  {what}: first text {}, largest {}; page {} kB; titles searchable {}, everything {}, {} kB in all; shift {:.3}",
                seconds(state.first),
                seconds(state.largest),
                kilobytes(state.page),
                seconds(state.partial),
                seconds(state.ready),
                kilobytes(state.all),
                state.shift,
            );
            if path.is_empty() {
                continue;
            }
            browser.press("/")?;
            browser.wait("document.activeElement?.id === 'q' && document.activeElement.offsetParent !== null")?;
            browser.type_into("input[type=search]", QUERY)?;
            browser
                .wait("document.querySelector('[data-results]')?.dataset.query !== undefined")?;
            let state: State = browser.eval(STATE)?;
            println!(
                "    typing a query: interaction to next paint {}",
                seconds(state.slowest)
            );
            again(&browser, host, path)?;
        }
    }
    Ok(())
}

/// The second visit, of a page that is kept, when the host is gone.
fn again(browser: &Browser, host: Server, path: &str) -> Result<()> {
    browser.wait_for(
        PATIENCE,
        "navigator.serviceWorker.getRegistration()
            .then(r => r?.active?.state === 'activated')
            .then(active => active && caches.keys())
            .then(names => names && names.length > 0 && caches.match(location.pathname))
            .then(kept => !!kept)",
    )?;
    let url = format!("{}{path}", host.url());
    drop(host);
    browser.open("about:blank")?;
    browser.open(&url)?;
    browser.wait_for(
        PATIENCE,
        "document.documentElement.dataset.search === 'ready'",
    )?;
    let state: State = browser.eval(STATE)?;
    println!(
        "    second visit without any network: first text {}, everything searchable {}; shift {:.3}",
        seconds(state.first),
        seconds(state.ready),
        state.shift,
    );
    Ok(())
}

fn slow() -> Result<Browser> {
    let browser = Browser::start(Viewport::PHONE)?;
    browser.slow_down(4)?;
    browser.network(Network::SLOW)?;
    browser.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({ "source": WATCH }),
    )?;
    Ok(browser)
}

/// The page of the document that is measured.
fn document(files: &Files) -> Result<String> {
    let library = files
        .library()
        .context("dist/ has no library; run `cargo xtask dist`")?;
    let blob = fs::read(paths::dist().join(library))?;
    let library = celan_blob::open(&blob)
        .context("the library of dist/ cannot be opened")?
        .library;
    let nearest = library.documents.iter().min_by_key(|document| {
        let mut bytes = 0;
        document.walk(&mut |block| bytes += block.text().map_or(0, |text| text.plain.len()));
        bytes.abs_diff(TEXT)
    });
    let document = nearest.context("the library is empty")?;
    Ok(format!("d/{}/", document.metadata.id))
}

fn seconds(milliseconds: Option<f64>) -> String {
    milliseconds.map_or("unknown".to_owned(), |ms| format!("{:.2} s", ms / 1000.0))
}

fn kilobytes(bytes: f64) -> String {
    format!("{:.1}", bytes / 1000.0)
}
