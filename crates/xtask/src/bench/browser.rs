//! The site in headless Chromium, from a host on this machine.
//!
//! The application writes into the browser's timeline: `celan:open` from the last byte of the
//! library to a search that is ready, `celan:query` for each query.

use anyhow::Result;
use celan_browser::{Browser, Viewport};
use celan_serve::Server;
use serde::Deserialize;

use crate::paths;

const QUERIES: &str = include_str!("../../../../tests/queries.txt");
const READY: &str = "document.documentElement.dataset.search === 'ready'";

/// Puts each query into the field and waits for the results that belong to it.
const ASK: &str = "
    const field = document.querySelector('input[type=search]');
    const times = [];
    for (const query of arguments[0]) {
        performance.clearMeasures('celan:query');
        field.value = query;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        const start = performance.now();
        while (performance.now() - start < 2000) {
            await new Promise((next) => setTimeout(next, 4));
            if (performance.getEntriesByName('celan:query').length) break;
        }
        // Every search that this query led to counts as one answer.
        const measures = performance.getEntriesByName('celan:query');
        if (measures.length) times.push(Math.max(...measures.map((m) => m.duration)));
    }
    return times;";

const STATE: &str = "
    const measure = (name) => performance.getEntriesByName(name)[0]?.duration ?? null;
    const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null;
    return { open: measure('celan:open'), paint: first, memory: window.celan?.memory.buffer.byteLength ?? null };";

#[derive(Deserialize)]
struct State {
    /// Milliseconds from the last byte of the library to ready.
    open: Option<f64>,
    /// Milliseconds from the start of the navigation to the first text.
    paint: Option<f64>,
    /// Bytes of the WASM memory.
    memory: Option<f64>,
}

pub(super) fn print() -> Result<()> {
    println!("\nIn headless Chromium");
    let server = Server::start(paths::dist(), celan_serve::Options::default())?;
    let queries: Vec<&str> = QUERIES
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    for slower in [1, 4, 6] {
        let browser = Browser::start(Viewport::DESK)?;
        browser.slow_down(slower)?;
        browser.open(&server.url())?;
        browser.wait(READY)?;
        let state: State = browser.eval(STATE)?;
        println!(
            "processor {slower}x slower: first text after {}, ready {} after the last byte, WASM memory {}",
            milliseconds(state.paint),
            milliseconds(state.open),
            megabytes(state.memory),
        );
        let mut times: Vec<f64> = browser.eval_with(ASK, &[serde_json::to_value(&queries)?])?;
        times.sort_by(f64::total_cmp);
        let rank = |percent: usize| {
            let last = times.len().saturating_sub(1);
            milliseconds(times.get(last * percent / 100).copied())
        };
        let state: State = browser.eval(STATE)?;
        println!(
            "  {} queries: p50 {}, p95 {}, p99 {}, max {}; WASM memory afterwards {}",
            times.len(),
            rank(50),
            rank(95),
            rank(99),
            rank(100),
            megabytes(state.memory),
        );
    }
    Ok(())
}

fn milliseconds(time: Option<f64>) -> String {
    time.map_or("unknown".to_owned(), |time| format!("{time:.1} ms"))
}

fn megabytes(bytes: Option<f64>) -> String {
    bytes.map_or("unknown".to_owned(), |bytes| {
        format!("{:.1} MB", bytes / 1e6)
    })
}
