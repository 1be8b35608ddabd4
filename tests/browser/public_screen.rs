//! A stranger before a public screen, who types by touch, reads, takes along, prints, and leaves nothing.

use std::collections::{BTreeSet, VecDeque};
use std::path::Path;
use std::{env, fs};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use celan_serve::{Fault, Options};
use celan_webdriver::Viewport;
use serde::Deserialize;

use crate::reader::{Reader, site};

const UPRIGHT: Viewport = Viewport {
    width: 1080,
    height: 1920,
    mobile: true,
};
const LYING: Viewport = Viewport {
    width: 1920,
    height: 1080,
    mobile: true,
};

/// A session that ends soon.
const SOON: &str = r#"{"format":"celan-kiosk/1","on":false,"idle":4,"warning":3,"parts":["finder","search","browse"],
    "print":"dialog","keyboard":"full","address":"https://policy.test/","font":false}"#;

/// One that does not end by itself.
const LATE: &str = r#"{"format":"celan-kiosk/1","on":false,"idle":3600,"warning":20,"parts":["finder","search","browse"],
    "print":"dialog","keyboard":"full","address":"https://policy.test/","font":false}"#;

/// A visitor, whose host says this of the public screen.
fn visitor(screen: Viewport, settings: &'static str, form: &str) -> Reader {
    let options = Options {
        kiosk: true,
        ..Options::default()
    };
    let reader = Reader::of(&site(), options, screen);
    reader
        .host
        .fail(move |path| (path == "kiosk.json").then_some(Fault::Page(settings)));
    reader.open(&format!("?{form}"));
    reader.searchable();
    shows(&reader, "attract");
    reader
        .browser
        .wait("!!document.querySelector('.k-live')")
        .unwrap();
    reader
}

fn shows(reader: &Reader, phase: &str) {
    let shows = format!("document.documentElement.dataset.kiosk === '{phase}'");
    reader.browser.wait(&shows).unwrap();
}

/// Presses what a selector names, once it is there, and looks whether everything can be touched.
fn touch(reader: &Reader, selector: &str, least: u32) {
    let there = format!("!!document.querySelector({})", serde_json::json!(selector));
    reader.browser.wait(&there).unwrap();
    reader.browser.click(selector).unwrap();
    let small = "
        const least = arguments[0];
        return [...document.querySelectorAll('#kiosk button')].filter(button => {
            const box = button.getBoundingClientRect();
            const isCut = box.left < -1 || box.right > innerWidth + 1;
            return box.width > 0 && (box.width < least || box.height < least || isCut);
        }).map(button => `${button.textContent} ${button.offsetWidth}x${button.offsetHeight}`);";
    let small: Vec<String> = reader.browser.eval_with(small, &[least.into()]).unwrap();
    assert_eq!(small, [""; 0], "too small or cut at {selector}");
}

fn type_initials(reader: &Reader, letters: &str, least: u32) {
    for letter in letters.chars() {
        touch(reader, &format!("[data-key={letter}]"), least);
    }
}

/// What a page can know of who was here before.
#[derive(Debug, Deserialize, PartialEq, Eq)]
struct Left {
    address: String,
    entries: u32,
    state: Option<String>,
    stored: u32,
    databases: u32,
    cookie: String,
    name: String,
    field: String,
    results: u32,
    chosen: u32,
    documents: Vec<String>,
    globals: Vec<String>,
}

const LEFT: &str = "
    const pages = [];
    for (const name of await caches.keys()) {
        for (const { url } of await (await caches.open(name)).keys()) {
            if (/\\/d\\/[^/]+\\/(index.html)?$/.test(url)) pages.push(url);
        }
    }
    return { address: location.pathname + location.search, entries: history.length,
        state: history.state === null ? null : String(history.state),
        stored: localStorage.length + sessionStorage.length, name: window.name,
        databases: (await indexedDB.databases()).length, cookie: document.cookie,
        field: document.querySelector('input[type=search]').value,
        results: document.querySelectorAll('[data-results] a, [data-query], [data-measure], [data-code]').length,
        chosen: document.querySelectorAll('[data-chosen], mark, [data-candidate], #paper').length,
        globals: Object.keys(window).sort(), documents: pages };";

fn left(reader: &Reader) -> Left {
    // The chunk that brings scripts of its own is here, so that their names are no trace.
    reader.browser.wait("'celanFile' in window").unwrap();
    let script = format!("return (async () => {{ {LEFT} }})();");
    reader.browser.eval(&script).unwrap()
}

/// The texts of the codes on the screen, as another program reads their modules.
fn scanned(reader: &Reader) -> Vec<String> {
    let script = "
        const scale = 4;
        return [...document.querySelectorAll('svg.qr')].map(code => {
            const width = code.viewBox.baseVal.width * scale;
            const canvas = new OffscreenCanvas(width, width);
            const pen = canvas.getContext('2d');
            pen.scale(scale, scale);
            pen.fill(new Path2D(code.querySelector('path').getAttribute('d')));
            const { data } = pen.getImageData(0, 0, width, width);
            return [...Array(width * width).keys()].map(at => data[at * 4 + 3] > 127 ? '1' : '0').join('');
        });";
    let codes: Vec<String> = reader.browser.eval(script).unwrap();
    let read = |modules: &String| {
        let width = modules.len().isqrt();
        let dark = |x, y| modules.as_bytes()[y * width + x] == b'1';
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, width, |x, y| {
            if dark(x, y) { 0 } else { 255 }
        });
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().unwrap().1
    };
    codes.iter().map(read).collect()
}

/// What the page would print, as PDF; kept in the folder that CELAN_PICTURES names.
fn printed(reader: &Reader, name: &str) -> Vec<u8> {
    let pdf = reader
        .browser
        .devtools(
            "Page.printToPDF",
            &serde_json::json!({ "preferCSSPageSize": true }),
        )
        .unwrap();
    let pdf = STANDARD.decode(pdf["data"].as_str().unwrap()).unwrap();
    if let Some(folder) = env::var_os("CELAN_PICTURES") {
        fs::write(Path::new(&folder).join(format!("{name}.pdf")), &pdf).unwrap();
    }
    assert!(pdf.starts_with(b"%PDF-"));
    pdf
}

/// A picture of the screen, kept where CELAN_PICTURES says so.
fn picture(reader: &Reader, name: &str) {
    if let Some(folder) = env::var_os("CELAN_PICTURES") {
        let file = Path::new(&folder).join(format!("{name}.png"));
        reader.browser.screenshot(&file).unwrap();
    }
}

/// Nothing is printed but what the application lays out for it.
const NO_PRINTER: &str = "window.print = () => {
    dispatchEvent(new Event('beforeprint'));
    window.printed = document.querySelector('#paper')?.textContent;
};";

/// From the attract screen to a measure, by touch alone, upright and lying, in large print and in English.
#[test]
fn a_visitor_finds_a_measure_prints_it_scans_its_codes_and_leaves_nothing() {
    let visits = [
        ("upright", UPRIGHT, "kiosk", false),
        ("lying", LYING, "kiosk", false),
        ("large", UPRIGHT, "kiosk", true),
        ("english", UPRIGHT, "kiosk=en", false),
    ];
    for (name, screen, form, is_large) in visits {
        let reader = visitor(screen, SOON, form);
        let browser = &reader.browser;
        let least = if is_large { 60 } else { 48 };
        let before = left(&reader);
        picture(&reader, &format!("{name}-attract"));
        touch(&reader, ".k-attract", 48);
        shows(&reader, "session");
        if is_large {
            touch(&reader, "[data-command='kiosk large']", 60);
        }
        picture(&reader, &format!("{name}-start"));
        touch(&reader, "[data-command='kiosk search']", least);
        type_initials(&reader, "gxjsqy", least);
        touch(&reader, "[data-candidate='高新技术企业']", least);
        reader.results("高新技术企业");
        // Only some are laid out while somebody types; the others follow.
        browser
            .wait("[...document.querySelectorAll('.hits')].every(hits => hits.checkVisibility())")
            .unwrap();
        picture(&reader, &format!("{name}-search"));
        touch(
            &reader,
            "#kiosk-ask [data-command^='kiosk address ?find=1']",
            least,
        );
        touch(&reader, ".k-answers [data-measure]", least);
        picture(&reader, &format!("{name}-measure"));
        let sum: String = browser
            .eval("return document.querySelector('.k-sum h1').textContent")
            .unwrap();

        browser.eval::<()>(NO_PRINTER).unwrap();
        touch(&reader, "[data-command='kiosk print']", least);
        let wanted = serde_json::json!(sum);
        browser
            .wait(&format!("window.printed?.includes({wanted})"))
            .unwrap();
        let paper: String = browser.eval("return window.printed").unwrap();
        assert!(!paper.contains("127.0.0.1"), "{paper}");
        printed(&reader, &format!("{name}-measure"));

        let codes = scanned(&reader);
        let [text, link] = &codes[..] else {
            panic!("{codes:?}");
        };
        let marked: String = browser
            .eval("return document.querySelector('.k-text').textContent.trim().slice(0, 12)")
            .unwrap();
        assert!(text.contains(&marked), "{text} {marked}");
        assert!(link.starts_with("https://policy.test/d/"), "{link}");
        assert!(paper.ends_with(link.as_str()), "{paper} {link}");

        // The countdown is stopped once, and then nobody is here.
        browser
            .wait("!!document.querySelector('[data-remaining]')")
            .unwrap();
        shows(&reader, "ending");
        touch(&reader, "[data-command='kiosk go-on']", least);
        shows(&reader, "session");
        shows(&reader, "attract");
        reader.searchable();
        browser.wait("!!document.querySelector('.k-live')").unwrap();
        assert_eq!(
            left(&reader),
            Left {
                address: before.address.split('?').next().unwrap().to_owned() + "?kiosk",
                name: String::new(),
                ..before
            },
            "{name}"
        );
        reader.assert_quiet();
    }
}

/// A paragraph of a document is read, taken along in codes, and printed.
#[test]
fn a_visitor_types_initials_reads_takes_along_and_prints() {
    let reader = visitor(LYING, LATE, "kiosk");
    let browser = &reader.browser;
    touch(&reader, ".k-attract", 48);
    touch(&reader, "[data-command='kiosk search']", 48);
    type_initials(&reader, "rdgl", 48);
    touch(&reader, "[data-candidate='认定管理']", 48);
    reader.results("认定管理");
    touch(&reader, "[data-key=done]", 48);
    touch(&reader, "[data-results] a[data-anchor]", 48);
    browser
        .wait("!!document.querySelector('article.doc mark')")
        .unwrap();
    let address = browser.address().unwrap();
    assert!(
        address.contains("/d/") && address.contains("kiosk"),
        "{address}"
    );
    browser
        .eval::<()>(
            "document.querySelector('article.doc mark').scrollIntoView({ block: 'center' });",
        )
        .unwrap();
    browser.click("article.doc mark").unwrap();
    browser
        .wait("!!document.querySelector('[data-chosen]')")
        .unwrap();
    let chosen: String = browser
        .eval("return document.querySelector('[data-chosen]').id")
        .unwrap();
    touch(&reader, "[data-command='kiosk take']", 48);
    let codes = scanned(&reader);
    let (link, passage) = codes.split_last().unwrap();
    assert!(
        link.starts_with("https://policy.test/d/") && link.ends_with(&format!("#{chosen}")),
        "{link}"
    );
    assert!(passage.concat().contains("认定管理"), "{codes:?}");
    browser.eval::<()>(NO_PRINTER).unwrap();
    touch(&reader, "[data-command='kiosk print']", 48);
    browser
        .wait("window.printed?.includes('认定管理')")
        .unwrap();
    let paper: String = browser.eval("return window.printed").unwrap();
    assert!(paper.ends_with(link.as_str()), "{paper} {link}");
    printed(&reader, "block");
    reader.assert_quiet();
}

/// Turns from the first page of answers to the last and back again: the ids of the measures on each.
const PAGES: &str = "
    const pages = [];
    for (;;) {
        const list = document.querySelector('.k-answers');
        const frame = list.getBoundingClientRect();
        const rows = [...list.querySelectorAll('[data-measure]')];
        for (const row of rows) {
            const box = row.getBoundingClientRect();
            if (box.left < frame.left || box.right > frame.right + 1 || box.bottom > frame.bottom + 1) {
                throw new Error(`page ${pages.length} cuts ${row.dataset.measure}`);
            }
        }
        pages.push(rows.map((row) => row.dataset.measure));
        const next = document.querySelector('.k-pages .btn:last-child');
        if (!next || next.disabled) break;
        next.click();
    }
    document.querySelector(\".k-pages [data-command='kiosk turn 0']\")?.click();
    return pages;";

/// From the start every measure is at most five touches away: the finder, what one wants, the level, a page, the
/// measure.
#[test]
fn every_measure_is_reached_in_five_touches() {
    for screen in [UPRIGHT, LYING] {
        let reader = visitor(screen, LATE, "kiosk");
        let browser = &reader.browser;
        touch(&reader, ".k-attract", 48);
        touch(&reader, "[data-command='kiosk address ?find=1']", 48);
        browser
            .wait("!!document.querySelector('.k-pages[data-pages]')")
            .unwrap();
        picture(&reader, &format!("finder-{}", screen.width));
        // A page is reached by its number or from one beside it, within so many touches.
        let near = |touches: usize| -> BTreeSet<String> {
            browser
                .wait("!!document.querySelector('.k-pages[data-pages]')")
                .unwrap();
            let offered: Vec<usize> = browser
                .eval("return [...document.querySelectorAll('.k-pages button')].map(b => +b.dataset.command.split(' ')[2])")
                .unwrap();
            let pages: Vec<Vec<String>> = browser.eval(PAGES).unwrap();
            let turns = |page: usize| {
                let jumps = offered.iter().map(|at| 1 + page.abs_diff(*at));
                jumps.chain([page]).min().unwrap()
            };
            let near = (0..).zip(pages).filter(|(page, _)| turns(*page) <= touches);
            near.flat_map(|(_, ids)| ids).collect()
        };
        let all = near(usize::MAX);
        let count: usize = browser
            .eval("return +document.querySelector('.k-finder').dataset.measures")
            .unwrap();
        assert_eq!(all.len(), count);
        // The first touch opened the finder, and the last one opens the measure.
        let mut reached = near(3);
        let count = |question: &str| -> u32 {
            let script = format!(
                "return document.querySelectorAll('[data-question={question}] button').length"
            );
            browser.eval(&script).unwrap()
        };
        for want in 2..=count("want") {
            touch(
                &reader,
                &format!("[data-question=want] button:nth-child({want})"),
                48,
            );
            browser
                .wait(&format!("document.querySelector('[data-question=want] button:nth-child({want})').ariaCurrent === 'true'"))
                .unwrap();
            reached.append(&mut near(2));
            for level in 2..=count("level") {
                touch(
                    &reader,
                    &format!("[data-question=level] button:nth-child({level})"),
                    48,
                );
                browser
                    .wait("!document.querySelector('[data-question=level] button').ariaCurrent")
                    .unwrap();
                reached.append(&mut near(1));
                touch(&reader, "[data-question=level] button", 48);
                browser
                    .wait("document.querySelector('[data-question=level] button').ariaCurrent === 'true'")
                    .unwrap();
            }
            touch(&reader, "[data-question=want] button", 48);
            browser
                .wait(
                    "document.querySelector('[data-question=want] button').ariaCurrent === 'true'",
                )
                .unwrap();
        }
        let far: Vec<&String> = all.difference(&reached).collect();
        assert!(
            !all.is_empty() && far.is_empty(),
            "{} of {}: {far:?}",
            far.len(),
            all.len()
        );
        reader.assert_quiet();
    }
}

/// Touches of the soak.
const TOUCHES: u32 = 200;

/// One touch or key, drawn by the seed: `[seed, what is there, whether the start is one touch away]`.
const SOAK: &str = "
    let seed = arguments[0];
    const draw = (below) => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        return Math.floor(seed / 4294967296 * below);
    };
    window.print = () => {};
    const html = document.documentElement;
    const visible = (element) => {
        const box = element.getBoundingClientRect();
        if (!box.width || !box.height) return false;
        const x = box.left + Math.min(box.width, 60) / 2, y = box.top + Math.min(box.height, 40) / 2;
        const top = document.elementFromPoint(x, y);
        return !!top && element.contains(top);
    };
    if (!document.querySelector('#kiosk') || html.style.visibility) return [seed, 'wait', true, ''];
    const ways = [...document.querySelectorAll('[data-restart]')].filter(visible);
    const home = html.dataset.kiosk === 'attract' || ways.length > 0;
    if (draw(8) === 0) {
        const keys = ['a', 'g', 'x', 'q', 'y', '1', ' ', 'Enter', 'Backspace', 'Escape', 'Tab', 'F5', 'F12', '/', '?', 'ArrowDown'];
        const key = keys[draw(keys.length)];
        const on = document.activeElement ?? document.body;
        on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ctrlKey: draw(6) === 0 }));
        return [seed, html.dataset.kioskShows, home, `key ${key}`];
    }
    const targets = [...document.querySelectorAll('a[href], button, summary, article.doc p[id]')].filter(visible);
    const other = targets.filter(target => !target.matches('[data-restart]'));
    const target = draw(40) > 0 && other.length ? other[draw(other.length)] : targets[draw(targets.length)];
    if (draw(12) === 0) scrollBy(0, draw(1200) - 400);
    if (!target) return [seed, html.dataset.kioskShows, home, 'nothing'];
    const what = target.dataset.command ?? target.tagName;
    for (const type of ['pointerdown', 'pointerup']) target.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true, pointerType: 'touch' }));
    target.click();
    return [seed, html.dataset.kioskShows, home, what];";

/// Seeded touches and keys find no dead end, no error, and memory that grows. `cargo xtask soak --kiosk` asks for
/// more of them.
#[test]
fn seeded_touches_find_no_dead_end() {
    let touches = env::var("CELAN_TOUCHES").map_or(TOUCHES, |n| n.parse().unwrap());
    let reader = visitor(UPRIGHT, LATE, "kiosk");
    let browser = &reader.browser;
    let mut seed: u32 = env::var("CELAN_SEED").map_or(29, |n| n.parse().unwrap());
    let mut done = 0;
    let mut memory = Vec::new();
    let mut last: VecDeque<String> = VecDeque::new();
    while done < touches {
        let touched = browser.eval_with(SOAK, &[seed.into()]);
        let (next, shown, is_home_near, what): (u32, String, bool, String) = match touched {
            Ok(touched) => touched,
            // The session began anew in the middle.
            Err(error) => {
                assert!(
                    browser.wait("!!document.querySelector('#kiosk')").is_ok(),
                    "{error}"
                );
                seed = seed.wrapping_add(1);
                continue;
            }
        };
        seed = next;
        if shown == "wait" {
            browser.wait("!!document.querySelector('#kiosk')").unwrap();
            continue;
        }
        last.push_back(format!("{shown}: {what}"));
        if last.len() > 12 {
            last.pop_front();
        }
        assert!(
            is_home_near,
            "no way to the start after {done} touches: {last:#?}"
        );
        done += 1;
        if done % (touches / 10).max(1) == 0 {
            reader.assert_quiet();
            touch(&reader, "[data-restart], .k-attract", 48);
            browser
                .wait("!!document.querySelector('.k-start, .k-attract')")
                .unwrap();
            reader.searchable();
            browser
                .devtools("HeapProfiler.collectGarbage", &serde_json::json!({}))
                .unwrap();
            let heap = browser
                .devtools("Runtime.getHeapUsage", &serde_json::json!({}))
                .unwrap();
            let heap = heap["usedSize"].as_f64().unwrap() / 1e6;
            let program: f64 = browser
                .eval("return window.celan.memory.buffer.byteLength / 1e6")
                .unwrap();
            println!("{done} touches: {heap:.1} MB of scripts, {program:.1} MB of the program");
            memory.push(heap + program);
        }
    }
    // The first and the last tenth hold the same.
    let (first, last) = (memory[0], memory[memory.len() - 1]);
    assert!(last < first * 1.25 + 2.0, "{memory:?}");
}

/// From every screen the start is one touch away, and every document is at most four.
#[test]
fn every_document_is_reached_by_touch_and_the_start_from_everywhere() {
    let reader = visitor(UPRIGHT, LATE, "kiosk");
    let browser = &reader.browser;
    touch(&reader, ".k-attract", 48);
    touch(&reader, "[data-command='kiosk list years']", 48);
    let years: u32 = browser
        .eval("return document.querySelectorAll('.k-item').length")
        .unwrap();
    let mut documents = 0;
    for year in 1..=years {
        touch(&reader, &format!("li:nth-child({year}) .k-item"), 48);
        let here: u32 = browser
            .eval("return document.querySelectorAll('.k-item[data-document]').length")
            .unwrap();
        documents += here;
        touch(&reader, "[data-command='kiosk back']", 48);
    }
    assert_eq!(documents as usize, crate::reader::documents().len());
    for way in [
        vec!["[data-command='kiosk list newest']", ".k-item"],
        vec!["[data-command='kiosk list topics']", ".k-item"],
        vec!["[data-command='kiosk list levels']", ".k-item", ".k-item"],
        vec!["[data-command='kiosk search']"],
        vec!["[data-command='kiosk large']"],
    ] {
        touch(&reader, "[data-restart]", 48);
        browser
            .wait("!!document.querySelector('.k-start')")
            .unwrap();
        reader.searchable();
        for step in way {
            touch(&reader, step, 48);
        }
        let page: u32 = browser
            .eval("return document.querySelectorAll('[data-restart]').length")
            .unwrap();
        assert_eq!(page, 1);
    }
    // Large print is gone with who wanted it.
    touch(&reader, "[data-restart]", 48);
    browser
        .wait("!document.documentElement.dataset.print && !!document.querySelector('.k-start')")
        .unwrap();
    reader.assert_quiet();
}

/// In large print every target is larger still, and the words are English where that was chosen.
#[test]
fn large_print_and_english_hold_for_the_session() {
    let reader = visitor(UPRIGHT, LATE, "kiosk=en");
    let browser = &reader.browser;
    touch(&reader, ".k-attract", 48);
    touch(&reader, "[data-command='kiosk large']", 60);
    touch(&reader, "[data-command='kiosk search']", 60);
    type_initials(&reader, "gxjs", 60);
    touch(&reader, "[data-key=nine]", 60);
    touch(&reader, "[data-key='5']", 60);
    touch(&reader, "[data-key='5']", 60);
    let reading = "[data-command='kiosk reading jl']";
    touch(&reader, reading, 60);
    let typed = "document.querySelector('#kiosk-ask i')?.textContent === 'jl'";
    browser.wait(typed).unwrap();
    touch(&reader, "[data-key=signs]", 60);
    let words: String = browser
        .eval("return document.querySelector('[data-restart]').textContent")
        .unwrap();
    assert_eq!(words, "Start again");
    let address = browser.address().unwrap();
    assert!(address.contains("kiosk=en"), "{address}");
    touch(&reader, "[data-restart]", 48);
    browser
        .wait("document.querySelector('[data-restart]')?.textContent === '重新开始'")
        .unwrap();
}

/// Without the mode its own part and its settings are not fetched; what it shares with other chunks is theirs.
#[test]
fn other_visitors_do_not_meet_it() {
    let reader = Reader::new(Viewport::DESK);
    reader.open("");
    reader.ready();
    let fetched: Vec<String> = reader
        .browser
        .eval("return performance.getEntriesByType('resource').map(file => file.name).filter(name => /assets\\/kiosk-[0-9a-f]+\\.wasm|kiosk\\.json/.test(name))")
        .unwrap();
    assert_eq!(fetched, [""; 0]);
    let marked: bool = reader
        .browser
        .eval("return 'kiosk' in document.documentElement.dataset")
        .unwrap();
    assert!(!marked);
}
