//! The site in headless Chromium, from a host on this machine.
//!
//! The application writes into the browser's timeline: `celan:open` from the last byte of the
//! library to a search that is ready, `celan:query` for each query, `celan:suggest` for each list of
//! suggestions.

use anyhow::Result;
use celan_serve::Server;
use celan_webdriver::{Browser, Viewport};
use serde::Deserialize;

use crate::paths;

#[path = "../../../../tests/queries.rs"]
mod queries;

/// Rounds over the query set, which make more than a thousand queries.
const ROUNDS: usize = 12;
/// What is true of a page that can be searched.
pub(super) const READY: &str = "document.documentElement.dataset.search === 'ready'";

/// Puts each query into the field once what was there stands on the screen, and waits for the
/// results that belong to it.
const ASK: &str = "
    const field = document.querySelector('input[type=search]');
    const times = { query: [], suggest: [] };
    const frame = () => new Promise(requestAnimationFrame);
    for (const query of arguments[0]) {
        await frame();
        await frame();
        performance.clearMeasures();
        field.value = query;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        const start = performance.now();
        while (performance.now() - start < 2000) {
            await new Promise((next) => setTimeout(next, 4));
            if (performance.getEntriesByName('celan:query').length) break;
        }
        // Every search that this query led to counts as one answer.
        for (const name in times) {
            const measures = performance.getEntriesByName('celan:' + name);
            if (measures.length) times[name].push(Math.max(...measures.map((m) => m.duration)));
        }
    }
    return times;";

const STATE: &str = "
    const measure = (name) => performance.getEntriesByName(name)[0]?.duration ?? null;
    const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null;
    return { open: measure('celan:open'), paint: first, memory: window.celan?.memory.buffer.byteLength ?? null };";

/// The tasks of the main thread that took 50 ms or longer, until now.
const LONG_TASKS: &str = "
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
    observer.observe({ type: 'longtask', buffered: true });
    await new Promise((next) => setTimeout(next, 200));
    return tasks.map((task) => task.duration);";

#[derive(Deserialize)]
struct Times {
    query: Vec<f64>,
    suggest: Vec<f64>,
}

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
    for slower in [1, 4, 6] {
        let browser = Browser::start(Viewport::DESK)?;
        browser.slow_down(slower)?;
        browser.open(&server.url())?;
        browser.wait(READY)?;
        let state: State = browser.eval(STATE)?;
        let mut tasks: Vec<f64> = browser.eval(LONG_TASKS)?;
        tasks.sort_by(f64::total_cmp);
        println!(
            "processor {slower}x slower: first text after {}, ready {} after the last byte, {} tasks of 50 ms or more, the longest {}, WASM memory {}",
            milliseconds(state.paint),
            milliseconds(state.open),
            tasks.len(),
            milliseconds(Some(tasks.last().copied().unwrap_or(0.0))),
            megabytes(state.memory),
        );
        let (mut searches, mut suggestions) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let times: Times = browser.eval_with(ASK, &[queries::queries().into()])?;
            searches.extend(times.query);
            suggestions.extend(times.suggest);
        }
        times("queries", searches);
        times("suggestions", suggestions);
        let mut hostile = queries::hostile();
        // Where halves of a pair stand alone, the browser puts a sign of its own.
        hostile.push("\u{fffd}".repeat(10_000));
        let hostile: Times = browser.eval_with(ASK, &[hostile.into()])?;
        times("hostile queries", hostile.query);
        times("suggestions for them", hostile.suggest);
        let state: State = browser.eval(STATE)?;
        println!("  WASM memory afterwards {}", megabytes(state.memory));
    }
    Ok(())
}

/// Prints how the times of what was done are spread.
pub(super) fn times(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let rank = |percent: usize| {
        let last = times.len().saturating_sub(1);
        milliseconds(times.get(last * percent / 100).copied())
    };
    println!(
        "  {} {what}: p50 {}, p95 {}, p99 {}, max {}",
        times.len(),
        rank(50),
        rank(95),
        rank(99),
        rank(100),
    );
}

pub(super) fn milliseconds(time: Option<f64>) -> String {
    time.map_or("unknown".to_owned(), |time| format!("{time:.1} ms"))
}

fn megabytes(bytes: Option<f64>) -> String {
    bytes.map_or("unknown".to_owned(), |bytes| {
        format!("{:.1} MB", bytes / 1e6)
    })
}
