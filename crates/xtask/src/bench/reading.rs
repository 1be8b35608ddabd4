//! Reading in headless Chromium: how soon a place of the longest document can be read, how long its
//! longest frame is while it is scrolled through, how long a change of the route or of the text's size takes.
//!
//! Each is the time from the click on a link until what it leads to has been drawn.

use anyhow::Result;
use celan_serve::Server;
use celan_webdriver::{Browser, Viewport};
use serde::Deserialize;

use super::browser::{READY, milliseconds, times};
use crate::paths;

/// How often each is measured.
const ROUNDS: usize = 5;

/// Follows a link as a click does, and says when what is waited for has been drawn.
const FOLLOW: &str = "
    const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const follow = async (address, there) => {
        const link = document.createElement('a');
        link.href = new URL(address, base);
        document.querySelector('main').append(link);
        await drawn();
        const start = performance.now();
        link.click();
        for (;;) {
            await drawn();
            if (there()) break;
            if (performance.now() - start > 20000) throw new Error(`never at ${address}`);
        }
        const time = performance.now() - start;
        link.remove();
        // What follows at leisure is not part of the next one.
        await new Promise((rested) => setTimeout(rested, 300));
        return time;
    };
    const seen = (element) => {
        const box = element?.getBoundingClientRect();
        return !!box?.height && box.bottom > 0 && box.top < innerHeight;
    };
    const list = () => seen(document.querySelector('#list'));
    const results = (query) => () => {
        const found = document.querySelector('[data-results]');
        return found?.dataset.query === query && seen(found);
    };
    const article = (id) => () => document.body.dataset.document === id
        && seen(document.querySelector('article.doc'));
    const base = new URL('./', location.href);
";

/// The longest document and the last place in it.
const LONGEST: &str = "
    const items = [...document.querySelectorAll('#list .item')];
    const longest = items.sort((a, b) => b.dataset.size - a.dataset.size)[0];
    const id = longest.dataset.document;
    const page = await (await fetch(new URL(`d/${id}/`, base))).text();
    const places = new DOMParser().parseFromString(page, 'text/html').querySelectorAll('article.doc [id]');
    const place = [...places].at(-1).id;
";

const OPEN: &str = "
    const times = [];
    for (let round = 0; round < arguments[0]; round += 1) {
        times.push(await follow(`d/${id}/#${place}`, () => seen(document.getElementById(place))));
        await follow('./', list);
    }
    return { id, place, times };";

/// Scrolls the page that stands from its beginning to its end, and says how long each frame took.
const SCROLL: &str = "
    scrollTo({ top: 0, behavior: 'instant' });
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const times = [];
    let before = await frame();
    while (scrollY + innerHeight < document.documentElement.scrollHeight - 1) {
        scrollBy({ top: innerHeight / 4, behavior: 'instant' });
        const now = await frame();
        times.push(now - before);
        before = now;
    }
    return times;";

/// In the middle of the page, gives it each of these looks, of which each has another size of letters than the one before;
/// says how long each took until it was drawn.
const SIZES: &str = "
    scrollTo({ top: document.documentElement.scrollHeight / 2, behavior: 'instant' });
    const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const rested = () => new Promise((done) => setTimeout(done, 500));
    // The page may write its screen anew; this stays.
    const button = document.createElement('button');
    document.body.append(button);
    const size = () => getComputedStyle(document.querySelector('article.doc p')).fontSize;
    const times = [];
    for (const look of arguments[0]) {
        await rested();
        while (document.querySelector('[data-fresh]')) await rested();
        button.dataset.command = `appearance ${look}`;
        const before = size();
        const start = performance.now();
        button.click();
        do {
            await drawn();
            if (performance.now() - start > 20000) throw new Error(`never ${look}`);
        } while (size() === before);
        times.push(performance.now() - start);
    }
    button.remove();
    return times;";

/// Sizes of the text, and large print, as a look writes them; the last is the usual one.
const SCALES: [&str; 4] = ["--scale:1.25;", "--scale:.9;", "--scale:1.125;", ""];
const PRINTS: [&str; 4] = ["data-print:large;", "", "data-print:large;", ""];

const DOCUMENTS: &str =
    "return [...document.querySelectorAll('#list .item')].map((item) => item.dataset.document)";

/// From the list to a document, on to results and back to the list.
const ROUTES: &str = "
    const [id, query] = arguments;
    return {
        document: await follow(`d/${id}/`, article(id)),
        results: await follow(`?q=${query}`, results(query)),
        library: await follow('./', list),
    };";

/// A query that the start page offers.
const TOPIC: &str = "return document.querySelector('.often a')?.textContent ?? '1'";

#[derive(Deserialize)]
struct Opened {
    id: String,
    place: String,
    times: Vec<f64>,
}

#[derive(Deserialize)]
struct Routes {
    document: f64,
    results: f64,
    library: f64,
}

pub(super) fn print() -> Result<()> {
    println!("\nReading in headless Chromium");
    let server = Server::start(paths::dist(), celan_serve::Options::default())?;
    for (screen, name) in [(Viewport::DESK, "desk"), (Viewport::PHONE, "phone")] {
        for slower in [1, 4] {
            let browser = Browser::start(screen)?;
            browser.open(&server.url())?;
            browser.wait(READY)?;
            browser.slow_down(slower)?;
            let opened: Opened =
                browser.eval_with(&[FOLLOW, LONGEST, OPEN].concat(), &[ROUNDS.into()])?;
            println!("{name}, processor {slower}x slower");
            let to = format!("openings of {}#{}", opened.id, opened.place);
            times(&to, opened.times);
            let topic: String = browser.eval(TOPIC)?;
            let mut routes: Vec<Routes> = Vec::new();
            for id in browser.eval::<Vec<String>>(DOCUMENTS)? {
                let follow = [FOLLOW, ROUTES].concat();
                routes.push(browser.eval_with(&follow, &[id.into(), topic.as_str().into()])?);
            }
            let all = |of: fn(&Routes) -> f64| routes.iter().map(of).collect();
            times("changes from the list to a document", all(|r| r.document));
            times("changes from a document to results", all(|r| r.results));
            times("changes from results to the list", all(|r| r.library));
            browser.open(&format!("{}d/{}/", server.url(), opened.id))?;
            browser.wait(READY)?;
            for (name, looks) in [
                ("changes of the size of its text", SCALES),
                ("changes to large print and back", PRINTS),
            ] {
                times(name, browser.eval_with(SIZES, &[looks.into()])?);
            }
            let frames: Vec<f64> = browser.eval(SCROLL)?;
            let longest = frames.iter().copied().max_by(f64::total_cmp);
            println!(
                "  scrolled through in {} frames, the longest {}",
                frames.len(),
                milliseconds(longest)
            );
        }
    }
    Ok(())
}
