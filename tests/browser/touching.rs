//! Seeded touches, keys and steps back, on three sizes: no error, no dead end, no memory that grows.

use crate::reader::Reader;
use celan_webdriver::Viewport;
use std::collections::VecDeque;
use std::env;

/// Touches of each size where nobody asks for more.
const TOUCHES: usize = 150;
/// What is told of the last touches where something is wrong.
const TOLD: usize = 16;

/// Does what a reader might: touches something in sight, types, presses a key, scrolls, goes back. Returns the next
/// seed, whether the start is near (a link in sight, or a dialog or sheet that can be left), and what was done.
const TOUCH: &str = "
    let seed = arguments[0];
    const draw = (below) => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        return Math.floor(seed / 4294967296 * below);
    };
    window.print = () => {};
    const visible = (element) => {
        const box = element.getBoundingClientRect();
        if (!box.width || !box.height || box.bottom < 0 || box.top > innerHeight) return false;
        const x = box.left + Math.min(box.width, 60) / 2, y = box.top + Math.min(box.height, 40) / 2;
        const top = document.elementFromPoint(x, y);
        return !!top && element.contains(top);
    };
    const top = new URL('.', document.querySelector('script[type=module]')?.src ?? location.href);
    const root = new URL('..', top).pathname;
    const leads = (link) => {
        const to = new URL(link.href, location.href);
        return to.origin === location.origin && !link.hasAttribute('download') && !link.target;
    };
    const isHome = (link) => new URL(link.href, location.href).pathname === root;
    const isNear = (selector, is) => [...document.querySelectorAll(selector)].some((e) => is(e) && visible(e));
    const ways = 'dialog[open] button, [role=dialog] button, .sheet a, .sheet button, #peek a';
    const near = isNear(':is(#bar, .bar, header) a[href]', isHome) || isNear(ways, () => true);
    const parts = [...document.body.children].filter((e) => e.checkVisibility());
    const text = parts.map((e) => e.textContent.trim()).join('').length;
    const where = location.pathname.slice(root.length - 1) + location.search + location.hash;
    const done = (what) => [seed, near && text > 20, `${where} ${what}`];
    const choice = draw(20);
    if (choice === 0) {
        const keys = ['/', '?', 't', '[', ']', 'n', 'N', 'c', 'Escape', 'Enter', 'ArrowDown', 'ArrowUp', 'F3'];
        const key = keys[draw(keys.length)];
        const on = document.activeElement ?? document.body;
        on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        return done(`key ${key}`);
    }
    if (choice === 1) {
        const field = document.querySelector('input[type=search]');
        if (!field || !visible(field)) return done('no field');
        const words = ['科技', 'gxjs', '\"奖励\" 企业', '第三条', 'zzzz', '层级:', '-', '2018年 补助 多少', '', '研发 -企业'];
        field.value = words[draw(words.length)];
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        return done(`typed ${field.value}`);
    }
    if (choice === 2) {
        scrollBy({ top: draw(2400) - 900, behavior: 'instant' });
        return done('scrolled');
    }
    if (choice === 3 && history.length > 2) {
        history.back();
        return done('back');
    }
    const touched = 'a[href], button:not(:disabled), summary, [data-command]:not(a), input[type=radio], input[type=checkbox]';
    const targets = [...document.querySelectorAll(touched)];
    // One of those in sight, each as likely as any other.
    let target;
    while (targets.length && !target) {
        const [drawn] = targets.splice(draw(targets.length), 1);
        if ((!drawn.matches('a') || leads(drawn)) && visible(drawn)) target = drawn;
    }
    if (!target) return done('nothing to touch');
    for (const type of ['pointerdown', 'pointerup']) {
        target.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true, pointerType: 'touch' }));
    }
    target.click();
    return done(target.dataset.command ?? target.getAttribute('href') ?? target.tagName);";

/// Goes to the start by a link; says whether there is one.
const HOME: &str = "
    document.querySelector('dialog[open]')?.close();
    const links = [...document.querySelectorAll('#bar a[href], .bar a[href]')];
    const root = links.map(link => new URL(link.href)).sort((a, b) => a.pathname.length - b.pathname.length)[0];
    const home = links.find(link => new URL(link.href).pathname === root?.pathname);
    home?.click();
    return !!home;";

/// How much is in use where the start stands, in megabytes: the script's heap and the program's memory.
fn in_use(reader: &Reader) -> f64 {
    let browser = &reader.browser;
    // By its link, so that what has gathered is still there.
    if !browser.eval::<bool>(HOME).unwrap_or(false) {
        reader.open("");
    }
    browser
        .wait("!!document.querySelector('#list .item') && !!window.celan?.memory")
        .unwrap();
    reader.ready();
    let nothing = serde_json::json!({});
    browser
        .devtools("HeapProfiler.collectGarbage", &nothing)
        .unwrap();
    let heap = browser.devtools("Runtime.getHeapUsage", &nothing).unwrap();
    let program: f64 = browser
        .eval("return window.celan.memory.buffer.byteLength / 1e6")
        .unwrap();
    heap["usedSize"].as_f64().unwrap() / 1e6 + program
}

fn touch_around(screen: Viewport) {
    let touches: usize = env::var("CELAN_TOUCHES").map_or(TOUCHES, |n| n.parse().unwrap());
    let mut seed: u32 = env::var("CELAN_SEED").map_or(25, |n| n.parse().unwrap());
    let reader = Reader::new(screen);
    let browser = &reader.browser;
    reader.open("");
    reader.ready();
    let mut last: VecDeque<String> = VecDeque::new();
    let mut lost = 0;
    let mut memory = Vec::new();
    let mut done = 0;
    while done < touches {
        let Ok((next, is_near, what)) =
            browser.eval_with::<(u32, bool, String)>(TOUCH, &[seed.into()])
        else {
            // Another page took the place of this one in the middle.
            seed = seed.wrapping_add(1);
            lost += 1;
            assert!(lost < 50, "no page answers: {last:#?}");
            continue;
        };
        seed = next;
        last.push_back(what);
        if last.len() > TOLD {
            last.pop_front();
        }
        // What has just been opened may not stand yet.
        lost = if is_near { 0 } else { lost + 1 };
        assert!(
            lost < 50,
            "no way to the start after {done} touches: {last:#?}"
        );
        done += 1;
        if done % (touches / 10).max(1) == 0 {
            let messages = browser.messages().unwrap();
            let severe = messages.iter().filter(|m| m.level == "SEVERE");
            let severe: Vec<_> = severe.collect();
            assert!(severe.is_empty(), "{severe:?} within {last:#?}");
            let used = in_use(&reader);
            println!(
                "{}x{}: {done} touches, {used:.1} MB",
                screen.width, screen.height
            );
            memory.push(used);
        }
    }
    // What the last tenth leaves is no more than what the first ones left.
    let (first, last) = memory.split_at(memory.len() / 2);
    let most = |part: &[f64]| part.iter().copied().fold(0.0, f64::max);
    assert!(most(last) < most(first) * 1.25 + 2.0, "{memory:?}");
}

#[test]
fn seeded_touches_find_no_dead_end_on_a_phone() {
    touch_around(Viewport::PHONE);
}

#[test]
fn seeded_touches_find_no_dead_end_on_a_desk() {
    touch_around(Viewport::DESK);
}

#[test]
fn seeded_touches_find_no_dead_end_on_a_tall_screen() {
    touch_around(Viewport {
        width: 1080,
        height: 1920,
        mobile: false,
    });
}
