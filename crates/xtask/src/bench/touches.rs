//! A public screen in headless Chromium: how soon a touch is answered.
//!
//! Each is the time from the touch until what it changes has been drawn. Between two touches is the least time that
//! a finger needs to go to another key.

use anyhow::Result;
use celan_serve::Server;
use celan_webdriver::{Browser, Viewport};
use serde::Deserialize;

use super::browser::{READY, times};
use crate::paths;

const UPRIGHT: Viewport = Viewport {
    width: 1080,
    height: 1920,
    mobile: true,
};

/// Touches what a selector names, and says how long it takes to be answered.
const TOUCH: &str = "
    const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const there = async (selector) => {
        for (let n = 0; n < 600; n += 1) {
            const all = document.querySelectorAll(selector);
            if (all.length) return all;
            await drawn();
        }
        throw new Error(`never ${selector}`);
    };
    const touch = async (selector, at = 0) => {
        const all = await there(selector);
        await new Promise((next) => setTimeout(next, 100));
        await drawn();
        const start = performance.now();
        all[at].click();
        await drawn();
        return performance.now() - start;
    };
    const kiosk = (command) => `[data-command='kiosk ${command}']`;
";

/// Types the initials of words, from the attract screen, and chooses what they may mean.
const KEYS: &str = "
    await touch('.k-attract');
    await touch(kiosk('search'));
    const first = await touch('[data-key=a]');
    const keys = [], chosen = [], results = [], second = [];
    // The results of what is written now, and drawn.
    const found = async () => {
        const start = performance.now();
        const query = document.querySelector('#kiosk-ask output span').textContent.trim();
        while (document.querySelector('[data-results]')?.dataset.query !== query) {
            if (performance.now() - start > 20000) throw new Error(`no results of ${query}`);
            await new Promise((next) => setTimeout(next, 4));
        }
        await drawn();
        return performance.now() - start;
    };
    for (const word of ['gxjsqy', 'kjcgzh', 'yffy', 'nmg', 'zscq', 'rencai']) {
        keys.push(await touch(kiosk('clear')));
        for (const letter of word) keys.push(await touch(`[data-key=${letter}]`));
        chosen.push(await touch(kiosk('candidate 0')));
        results.push(await found());
        for (const letter of 'jl') second.push(await touch(`[data-key=${letter}]`));
    }
    return { first: [first], keys, second, chosen, results };";

/// Gives each answer to each question, turns a page, and opens a measure, from the start.
const CHOICES: &str = "
    await touch(kiosk('address ?find=1'));
    await there('.k-pages[data-pages]');
    const choices = [], pages = [], measures = [];
    for (const question of ['who', 'want', 'level', 'sort']) {
        const options = `[data-question=${question}] button`;
        const count = document.querySelectorAll(options).length;
        for (let n = 1; n < count; n += 1) {
            choices.push(await touch(options, n));
            const turn = document.querySelector('.k-pages .btn:last-child');
            if (turn && !turn.disabled) pages.push(await touch('.k-pages .btn:last-child'));
            measures.push(await touch('.k-answers [data-measure]'));
            await touch(kiosk('back'));
            choices.push(await touch(options));
        }
    }
    return { choices, pages, measures };";

#[derive(Deserialize)]
struct Keys {
    first: Vec<f64>,
    keys: Vec<f64>,
    second: Vec<f64>,
    chosen: Vec<f64>,
    results: Vec<f64>,
}

#[derive(Deserialize)]
struct Choices {
    choices: Vec<f64>,
    pages: Vec<f64>,
    measures: Vec<f64>,
}

pub(super) fn print() -> Result<()> {
    println!("\nOn a public screen in headless Chromium");
    let options = celan_serve::Options {
        kiosk: true,
        ..celan_serve::Options::default()
    };
    let server = Server::start(paths::dist(), options)?;
    for slower in [1, 4] {
        let browser = Browser::start(UPRIGHT)?;
        browser.open(&format!("{}?kiosk", server.url()))?;
        browser.wait(READY)?;
        browser.wait("!!document.querySelector('.k-attract .k-live')")?;
        browser.slow_down(slower)?;
        println!("processor {slower}x slower");
        let typed: Keys = browser.eval(&[TOUCH, KEYS].concat())?;
        times("first key of the keyboard", typed.first);
        times("keys after it", typed.keys);
        times("keys after a chosen word", typed.second);
        times("candidates", typed.chosen);
        times("results after a candidate", typed.results);
        browser.open(&format!("{}?kiosk#start", server.url()))?;
        browser.wait("!!document.querySelector('.k-start')")?;
        browser.wait(READY)?;
        let found: Choices = browser.eval(&[TOUCH, CHOICES].concat())?;
        times("choices of the finder", found.choices);
        times("pages of answers", found.pages);
        times("measures", found.measures);
    }
    Ok(())
}
