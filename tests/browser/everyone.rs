//! Every screen, for everyone: the rules of accessibility hold in each theme, language and width;
//! nothing scrolls sideways, nothing jumps, and a screen reader is told what there is.
//!
//! The rules are axe-core's; CELAN_AXE names its script, which `cargo xtask test` brings.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;
use std::{env, fs};

use celan_serve::Fault;
use celan_webdriver::{Browser, Network, Viewport};
use serde_json::json;

use crate::reader::{Reader, documents};

const THEMES: [&str; 4] = ["paper", "dark", "sepia", "contrast"];
const SMALL: Viewport = Viewport {
    width: 320,
    height: 256,
    ..Viewport::PHONE
};

/// A screen: its name, its address, and what is done there before it is looked at.
type Screen = (&'static str, &'static str, &'static str);

const SCREENS: [Screen; 36] = [
    ("list", "", ""),
    ("list, narrowed", "?year=2018&sort=date", ""),
    ("articles", "d/guowuyuanling-487/", ""),
    ("boxes", "d/guofa-2016-43/#box-1", ""),
    ("tables", "d/neizhengbanfa-2021-39/#c1-s4-t1", ""),
    ("notice", "d/neizhengbanfa-2017-114/", ""),
    ("results", "?q=科技成果转化", ""),
    ("results of nothing", "?q=qqqqqqqqq", ""),
    ("results over a document", "d/guowuyuanling-487/", OVER),
    ("what may be asked", "?q=", ""),
    (
        "settings",
        "d/guowuyuanling-487/",
        "document.querySelector('#bar .own button[aria-haspopup]').click()",
    ),
    ("outline", "d/guofa-2016-43/#outline", ""),
    ("not found", "?d=nothing", ""),
    (
        "comparison",
        "?left=neizhengbanfa-2021-39&right=guofa-2016-43",
        "",
    ),
    (
        "comparison of a topic",
        "?left=guofa-2018-25&right=guofa-2018-4&topic=科研",
        "",
    ),
    ("choice of the other", "?left=guofa-2018-25", ""),
    ("peek", "d/neizhengbanfa-2017-51/", PEEK),
    (
        "keys",
        "d/guowuyuanling-487/",
        "document.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }))",
    ),
    (
        "peek of what is lacking",
        "d/neizhengbanfa-2017-51/",
        LACKING,
    ),
    ("menu of a place", "d/guowuyuanling-487/", MENU),
    (
        "what can be taken",
        "d/guowuyuanling-487/#a3",
        "[...document.querySelectorAll('[data-command=\"export open\"]')].find(b => b.offsetParent).click();
        if (!document.querySelector('#take .code')) throw new Error('no sheet');",
    ),
    ("results without the ended", "?q=科技创新 -期限:已满", ""),
    ("wrong query", "?q=\"科技 年份:上年 |", ""),
    (
        "no marks",
        "?marks=1",
        "if (document.querySelector('li.mark')) throw new Error('a mark')",
    ),
    ("what is there for me", "?find=1", VIEW),
    ("answers", "?find=1&who=enterprise&sort=sum", VIEW),
    ("targets", "?targets=1", VIEW),
    ("bodies", "?bodies=1", VIEW),
    (
        "measures of a document",
        "?find=1&who=enterprise",
        "const id = (await there('[data-measure]')).dataset.measure.split('/')[0];
        go(`d/${id}/?view=measures`);
        await there('.given [data-measure]');",
    ),
    ("citations", "?citations=1&of=chuangxin-qudong-zhanlue-gangyao", THERE),
    ("timeline", "?timeline=1&topic=科技成果转化", THERE),
    ("what is new", "?new=1", THERE),
    ("what is kept", "?kept=1", THERE),
    ("what is to be wiped", "?kept=1", WIPING),
    ("abbreviations", "?abbreviations=1", THERE),
    // The last one: what it marks stays on the device.
    ("marks", "?marks=1", MARKS),
];

fn screen(name: &str) -> Screen {
    let named = SCREENS.into_iter().find(|screen| screen.0 == name);
    named.expect("a screen of this name")
}

/// A view of the whole library.
const THERE: &str = "await there('.overview');";

/// Asks whether all that is kept is meant to be wiped.
const WIPING: &str = "(await there('#kept [data-command=\"overview ask all\"]')).click();
    await there('#kept [data-command=\"overview wipe all\"]');";

/// Searches from within a document, where the settings stay within reach.
const OVER: &str = "const field = document.querySelector('#q');
    field.focus();
    field.value = '科研';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.form.requestSubmit();
    return new Promise((done, fail) => setTimeout(() => {
        const ways = [...document.querySelectorAll('[data-command^=settings]')];
        if (!document.querySelector('[data-results]')?.checkVisibility()) fail('no results');
        else if (ways.filter((way) => way.checkVisibility()).length !== 1) fail('no settings');
        else done();
    }, 500));";

const MENU: &str = "document.querySelector('#a3 > .a').click();
    if (!document.querySelector('#place')) throw new Error('no menu');";

/// Waits for what was read out of the texts.
const VIEW: &str = "await there('.finder-screen, .targets, .bodies');";

/// What an act may call: [`show`] puts it before each.
const HELP: &str = "const base = new URL('./', location.href);
    const there = async selector => {
        for (let n = 0; n < 200; n += 1) {
            const found = document.querySelector(selector);
            if (found?.checkVisibility()) return found;
            await new Promise(done => setTimeout(done, 20));
        }
        throw new Error(`no ${selector}`);
    };
    const go = address => {
        history.pushState(0, '', new URL(address, base));
        dispatchEvent(new PopStateEvent('popstate'));
    };";

/// Marks a place with a note and goes to the list of marks, one of which has been removed.
const MARKS: &str = "
    go('d/guowuyuanling-487/');
    for (const place of ['#a3', '#a5', '#a6']) {
        (await there(place + ' > .a')).click();
        (await there('#place [data-command=\"block note\"]')).click();
        (await there('#place [data-command=\"block save\"]')).click();
    }
    go('?marks=1');
    (await there('[data-command^=remove]')).click();
    await there('[data-command^=restore]');
    if (document.querySelectorAll('li.mark').length !== 3) throw new Error('no marks');";

const PEEK: &str =
    "const link = [...document.querySelectorAll('a.cite')].find(a => a.checkVisibility());
    link.scrollIntoView({ block: 'center' }); link.focus();
    link.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true, cancelable: true }));
    if (document.querySelector('#peek').hidden) throw new Error('no peek');";

const LACKING: &str =
    "const mention = [...document.querySelectorAll('.cite.none')].find(a => a.checkVisibility());
    mention.scrollIntoView({ block: 'center' }); mention.focus();
    mention.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    if (document.querySelector('#peek').hidden) throw new Error('no peek');";

/// What breaks a rule, one line each: of all rules in the first theme, of those on colours in each.
const FINDINGS: &str = "const [name, themes] = arguments;
    return (async () => {
        const findings = [];
        for (const theme of themes) {
            document.documentElement.dataset.theme = theme;
            const rules = { rules: { 'target-size': { enabled: true } } };
            const colours = { runOnly: ['color-contrast', 'link-in-text-block'] };
            const { violations } = await axe.run(document, theme === themes[0] ? rules : colours);
            findings.push(...violations.flatMap(rule => rule.nodes.map(node =>
                `${name}, ${theme}: ${rule.id}: ${node.target.join(' ')} ${node.html.slice(0, 90)}`)));
        }
        return findings;
    })();";

fn axe() -> String {
    let path = env::var_os("CELAN_AXE")
        .expect("CELAN_AXE names axe-core's script: `cargo xtask test browser` does");
    fs::read_to_string(path).unwrap()
}

const DRAWN: &str = "return new Promise(done => requestAnimationFrame(() => setTimeout(done, 60)))";

fn show(reader: &Reader, (_, address, act): Screen) {
    reader.browser.open("about:blank").unwrap();
    reader.open(address);
    reader.ready();
    reader.browser.eval::<()>(DRAWN).unwrap();
    if !act.is_empty() {
        let act = format!("{HELP} return (async () => {{ {act} }})();");
        reader.browser.eval::<()>(&act).unwrap();
        reader.browser.eval::<()>(DRAWN).unwrap();
    }
}

fn speak(browser: &Browser, language: &str) {
    let keep = "localStorage.setItem('celan-language', arguments[0])";
    browser.eval_with::<()>(keep, &[language.into()]).unwrap();
}

/// What breaks a rule on the screen that is shown, in any of the themes.
fn in_themes(reader: &Reader, axe: &str, name: &str, themes: &[&str]) -> Vec<String> {
    reader.browser.eval::<()>(axe).unwrap();
    let arguments = [name.into(), json!(themes)];
    reader.browser.eval_with(FINDINGS, &arguments).unwrap()
}

fn check(screen: Viewport, language: &str, themes: &[&str]) {
    let axe = axe();
    let reader = Reader::new(screen);
    reader.open("");
    speak(&reader.browser, language);
    let mut findings = Vec::new();
    for shown in SCREENS {
        show(&reader, shown);
        assert_eq!(
            reader
                .browser
                .eval::<String>("return document.documentElement.lang")
                .unwrap(),
            language,
            "{}",
            shown.0
        );
        findings.extend(in_themes(&reader, &axe, shown.0, themes));
        if language != "zh-CN" {
            let unsaid: Vec<String> = reader.browser.eval(UNSAID).unwrap();
            findings.extend(unsaid.iter().map(|words| format!("{}: {words}", shown.0)));
        }
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

/// Chinese words that stand where the page says to be in another language.
const UNSAID: &str = "const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), unsaid = [];
    for (let text; text = texts.nextNode();) {
        const element = text.parentElement;
        if (/\\p{Script=Han}/u.test(text.data) && !element.closest('script, style, template, noscript')
            && element.closest('[lang]').getAttribute('lang') !== 'zh-CN') {
            unsaid.push(`${element.tagName}.${element.className}: ${text.data.slice(0, 40)}`);
        }
    }
    return unsaid;";

#[test]
fn the_rules_hold_on_a_phone() {
    check(Viewport::PHONE, "zh-CN", &THEMES);
}

#[test]
fn the_rules_hold_on_a_desk() {
    check(Viewport::DESK, "zh-CN", &THEMES);
}

#[test]
fn the_rules_hold_in_english() {
    check(Viewport::PHONE, "en", &THEMES);
    // Words have no colour: the other themes are those of the phone.
    check(Viewport::DESK, "en", &THEMES[..1]);
}

/// How the library does not come, or not yet, and what the page says of it.
const WAYS: [(&str, Fault, &str); 7] = [
    ("on its way", Fault::Delay(LONG), "loading"),
    ("in part", Fault::Stall(70_000, LONG), "partial"),
    ("another version", Fault::Status(404), "failed"),
    ("refused", Fault::Status(500), "failed"),
    ("damaged", Fault::Flip(90_000), "failed"),
    (
        "in part, then refused",
        Fault::Part(70_000, &Fault::Status(500)),
        "failed",
    ),
    ("broken off", Fault::Cut(0), "failed"),
];
/// Longer than is looked at.
const LONG: Duration = Duration::from_secs(600);

fn check_ways(screen: Viewport, language: &str, themes: &[&str]) {
    let axe = axe();
    for (name, fault, progress) in WAYS {
        let reader = Reader::new(screen);
        reader
            .host
            .fail(move |path| path.starts_with("assets/library-").then_some(fault));
        reader.open("files.json");
        speak(&reader.browser, language);
        for address in ["?q=科技成果转化", "d/guowuyuanling-487/", ""] {
            reader.open(address);
            let there = format!("document.documentElement.dataset.search === '{progress}'");
            reader.browser.wait(&there).unwrap();
            let name = [name, ": ", address].concat();
            let findings = in_themes(&reader, &axe, &name, themes);
            assert!(findings.is_empty(), "{}", findings.join("\n"));
        }
    }
}

#[test]
fn the_rules_hold_while_the_library_comes_and_where_it_does_not() {
    check_ways(Viewport::PHONE, "zh-CN", &THEMES);
}

#[test]
fn they_hold_then_in_english_on_a_desk() {
    check_ways(Viewport::DESK, "en", &THEMES[..1]);
}

/// What bar and dock do not hold whole.
const CUT: &str = "return ['#bar', '#dock'].flatMap(selector => {
        const host = document.querySelector(selector), bar = host?.getBoundingClientRect();
        const own = [...host?.querySelectorAll(':is(a, button)') ?? []].filter(e => e.checkVisibility());
        return own.filter(e => {
            const box = e.getBoundingClientRect();
            return box.height > bar.height + 1 || box.top < bar.top - 1 || box.right > bar.right + 1
                || e.scrollWidth > Math.ceil(box.width);
        }).map(e => e.textContent);
    })";

#[test]
fn nothing_scrolls_sideways_at_320_pixels_or_400_percent() {
    // Opened in one print and turned into the other, each way in one language.
    for (language, prints) in [("zh-CN", ["", "large"]), ("en", ["large", ""])] {
        let reader = Reader::new(SMALL);
        let browser = &reader.browser;
        reader.open("");
        // What the application remembers itself, it has written by then.
        reader.ready();
        speak(browser, language);
        let keep = "localStorage.setItem('celan-look', 'data-print:' + arguments[0])";
        browser.eval_with::<()>(keep, &[prints[0].into()]).unwrap();
        for screen in SCREENS {
            browser.resize(SMALL).unwrap();
            show(&reader, screen);
            let set = "return [document.documentElement.lang, document.documentElement.dataset.print ?? '']";
            let set: [String; 2] = browser.eval(set).unwrap();
            assert_eq!(set, [language, prints[0]], "{}", screen.0);
            for print in prints {
                let turn =
                    "document.documentElement.toggleAttribute('data-print', arguments[0] !== '');
                    if (arguments[0]) document.documentElement.dataset.print = arguments[0];";
                browser.eval_with::<()>(turn, &[print.into()]).unwrap();
                check_width(browser, &format!("{} {print} {language}", screen.0));
            }
        }
    }
}

/// Nothing is wider than the screen, and bar and dock hold what they have.
fn check_width(browser: &Browser, name: &str) {
    // Also on a desk of 1280 by 1024 pixels, enlarged four times: as many, and a mouse.
    for mobile in [true, false] {
        browser.resize(Viewport { mobile, ..SMALL }).unwrap();
        browser.eval::<()>(DRAWN).unwrap();
        let name = format!("{name} {mobile}");
        // What is too wide also widens what a phone takes for its window.
        let over: i32 = browser
            .eval("return Math.max(document.documentElement.scrollWidth, innerWidth) - 320")
            .unwrap();
        assert!(over <= 0, "{name}: {over} pixels too wide");
        let cut: Vec<String> = browser.eval(CUT).unwrap();
        assert!(cut.is_empty(), "{name}: {cut:?}");
        if let Some(folder) = env::var_os("CELAN_SHOTS") {
            let file = format!("{name}.png").replace([' ', ':'], "-");
            browser.screenshot(&Path::new(&folder).join(file)).unwrap();
        }
    }
}

/// Notes what moves from now on.
const WATCH: &str = "window.shifts = []; new PerformanceObserver(list => {
    for (const e of list.getEntries()) if (!e.hadRecentInput) shifts.push(
        `${e.value.toFixed(4)} ${location} ${e.sources.map(s => (s.node?.outerHTML ?? s.node?.textContent ?? '').slice(0, 60) + JSON.stringify([s.previousRect, s.currentRect]))}`);
    }).observe({ type: 'layout-shift' })";

#[test]
fn nothing_jumps_when_the_route_changes() {
    for (screen, print) in [
        (Viewport::PHONE, ""),
        (Viewport::TABLET, ""),
        (Viewport::DESK, ""),
        (Viewport::PHONE, "large"),
        (Viewport::DESK, "large"),
    ] {
        let reader = Reader::new(screen);
        let browser = &reader.browser;
        reader.open("");
        reader.ready();
        if !print.is_empty() {
            browser.click("#bar .print").unwrap();
            reader.open("");
            reader.ready();
        }
        let shown: String = browser
            .eval("return document.documentElement.dataset.print ?? ''")
            .unwrap();
        assert_eq!(shown, print);
        browser.eval::<()>(WATCH).unwrap();
        // Routes as links lead to them, without the half second after a click that is not counted.
        let go =
            "history.pushState(0, '', arguments[0]); dispatchEvent(new PopStateEvent('popstate'));
            return new Promise(done => setTimeout(done, 250))";
        for address in [
            "d/guofa-2016-43/",
            "?q=科技成果转化",
            "d/neizhengbanfa-2021-39/?q=科技成果转化#c1",
            "?left=neizhengbanfa-2021-39&right=guofa-2016-43",
            "?left=neizhengbanfa-2021-39",
            "",
            "?year=2018",
            "d/guowuyuanling-487/#a13",
            "",
        ] {
            let whole = format!("{}{address}", reader.host.url());
            browser.eval_with::<()>(go, &[whole.into()]).unwrap();
        }
        // Each document from the list and back, by its link, of which the browser knows no touch.
        let enter = "const drawn =
                () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            const list = async () => {
                while (!document.querySelector('#list')?.checkVisibility()) await drawn();
                await drawn();
            };
            await list();
            const documents = [...document.querySelectorAll('#list [data-document]')]
                .filter((item) => item.checkVisibility()).map((item) => item.dataset.document);
            for (const id of documents) {
                document.querySelector(`#list [data-document='${id}'] a[href]`).click();
                while (!document.querySelector('article.doc')) await drawn();
                await drawn();
                while (document.querySelector('[data-fresh]')) await drawn();
                await drawn();
                history.back();
                await list();
            }
            return documents.length;";
        let entered: usize = browser.eval(enter).unwrap();
        assert_eq!(entered, documents().len());
        let shifts: Vec<String> = browser.eval("return shifts").unwrap();
        assert!(
            shifts.is_empty(),
            "{screen:?} {print} {}",
            shifts.join("\n")
        );
    }
}

/// What moved by itself since the page began, with what it was.
const MOVED: &str = "return new Promise(done => {
    const moved = [];
    new PerformanceObserver(list => {
        for (const e of list.getEntries()) if (!e.hadRecentInput) moved.push(
            `${e.value.toFixed(4)} at ${Math.round(e.startTime)} ms: ${e.sources.map(s => (s.node?.outerHTML ?? s.node?.textContent ?? '').slice(0, 90))}`);
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(moved), 300);
})";

/// Pages of the library and of documents, as they are sent on.
const ADDRESSES: [&str; 5] = [
    "",
    "?level=中央",
    "d/guofa-2018-25/",
    "d/guofa-2016-43/#c6",
    "d/guofa-2018-25/?q=科研人员",
];

#[test]
fn no_result_moves_while_the_library_arrives() {
    // Found exactly; read in other words; in part unknown.
    let queries = ["高新技术企业", "创业担保贷款贴息", "小微企业养马补贴"];
    for screen in [Viewport::PHONE, Viewport::DESK] {
        for query in queries {
            let reader = Reader::new(screen);
            let browser = &reader.browser;
            browser
                .network(Network {
                    bits_per_second: 1_000_000,
                    latency: 60,
                    offline: false,
                })
                .unwrap();
            reader.open(&format!("?q={query}"));
            browser
                .wait("document.querySelector('#results .part') !== null")
                .unwrap();
            reader.searchable();
            browser
                .wait("document.querySelector('#results .shelf') !== null")
                .unwrap();
            let mut moved: Vec<String> = browser.eval(MOVED).unwrap();
            // A label of the start page that settles by a pixel, before there are results, is none of them.
            moved.retain(|shift| !shift.starts_with("0.0000 "));
            assert!(moved.is_empty(), "{screen:?} {query}: {moved:#?}");
        }
    }
}

#[test]
fn nothing_moves_on_the_first_load_of_a_page() {
    let mut moved = Vec::new();
    for screen in [Viewport::PHONE, Viewport::TABLET, Viewport::DESK] {
        for address in ADDRESSES {
            let reader = Reader::new(screen);
            let browser = &reader.browser;
            // Slow enough for every state to be seen, from the page alone to the last chunk.
            browser
                .network(Network {
                    bits_per_second: 6_000_000,
                    latency: 60,
                    offline: false,
                })
                .unwrap();
            reader.open(address);
            reader.ready();
            let by_itself: Vec<String> = browser.eval(MOVED).unwrap();
            moved.extend(
                by_itself
                    .iter()
                    .map(|m| format!("{screen:?} {address}: {m}")),
            );
            browser.network(Network::FREE).unwrap();
        }
    }
    assert!(moved.is_empty(), "{}", moved.join("\n"));
}

#[test]
fn what_has_come_in_part_stands_where_it_will_stand() {
    // A page is drawn while it arrives: here without what comes after.
    let move_of = "const [stays, ...later] = arguments[0].map((at) => document.querySelector(at));
        const place = () =>
            Object.values(stays.getBoundingClientRect().toJSON()).map(Math.round);
        const whole = place();
        later.forEach((node) => node.remove());
        return [whole, place()];";
    for (address, parts) in [
        ("d/guofa-2016-43/", ["#bar .find", "#bar .tools"].as_slice()),
        ("d/guofa-2016-43/source/", &["#bar .logo", "#bar .where"]),
        (
            "",
            &["#shown", "#chosen", ".listhead .more", "#sieve", ".sorts"],
        ),
    ] {
        let reader = Reader::new(Viewport::DESK);
        reader.open(address);
        let (whole, in_part): (Vec<f64>, Vec<f64>) =
            reader.browser.eval_with(move_of, &[json!(parts)]).unwrap();
        assert_eq!(whole, in_part, "{address}: {}", parts[0]);
    }
    let reader = Reader::new(Viewport::DESK);
    reader.open("");
    let key: String = reader
        .browser
        .eval(
            "const key = document.querySelector('.find kbd');
            key.textContent = '';
            return getComputedStyle(key).display",
        )
        .unwrap();
    assert_eq!(key, "none");
}

/// What a screen reader finds, as `role name`, of the roles by which people find their way.
fn tree(browser: &Browser) -> BTreeSet<String> {
    let roles = [
        "banner",
        "main",
        "navigation",
        "complementary",
        "contentinfo",
        "search",
        "searchbox",
        "combobox",
        "dialog",
        "region",
        "status",
        "heading",
        "article",
    ];
    let tree = browser
        .devtools("Accessibility.getFullAXTree", &json!({}))
        .unwrap();
    let nodes = tree["nodes"].as_array().unwrap();
    let shown = nodes.iter().filter(|node| node["ignored"] == false);
    shown
        .filter_map(|node| {
            let role = node["role"]["value"].as_str()?;
            let name = node["name"]["value"].as_str().unwrap_or_default();
            roles.contains(&role).then(|| format!("{role} {name}"))
        })
        .collect()
}

#[test]
fn a_screen_reader_is_told_what_there_is() {
    let reader = Reader::new(Viewport::DESK);
    let everywhere = ["banner ", "navigation 现在的位置", "contentinfo "];
    let own: [(&str, &[&str]); 5] = [
        ("", &["main ", "combobox 查找", "region 文件", "status "]),
        (
            "d/guowuyuanling-487/",
            &[
                "main ",
                "combobox 查找",
                "navigation 目录",
                "complementary 文件信息",
                "article ",
                "heading 国家自然科学基金 条例",
            ],
        ),
        (
            "?q=科技成果转化",
            &["main ", "combobox 查找", "region 结果", "status "],
        ),
        (
            "?left=neizhengbanfa-2021-39&right=guofa-2016-43",
            &[
                "main ",
                "region 对照",
                "navigation 两份都讲到",
                "region 表格对照",
            ],
        ),
        (
            "?left=neizhengbanfa-2021-39",
            &["main ", "region 对照", "status "],
        ),
    ];
    for (address, expected) in own {
        show(&reader, ("", address, ""));
        let found = tree(&reader.browser);
        for landmark in everywhere.iter().chain(expected) {
            // Lines of titles may break between words.
            let bare = |text: &str| text.replace(' ', "");
            let there = found.iter().any(|f| {
                bare(f) == bare(landmark) || landmark.ends_with(' ') && f.starts_with(landmark)
            });
            assert!(there, "{address}: no {landmark} in {found:#?}");
        }
    }
    show(&reader, screen("settings"));
    assert!(tree(&reader.browser).contains("dialog 字号"));
    show(&reader, screen("peek"));
    assert!(
        tree(&reader.browser)
            .iter()
            .any(|f| f.starts_with("dialog "))
    );
}
