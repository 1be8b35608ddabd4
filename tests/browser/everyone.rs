//! Every screen, for everyone: the rules of accessibility hold in each theme, language and width;
//! nothing scrolls sideways, nothing jumps, and a screen reader is told what there is.
//!
//! The rules are axe-core's; CELAN_AXE names its script, which `cargo xtask test` brings.

use std::collections::BTreeSet;
use std::time::Duration;
use std::{env, fs};

use celan_browser::{Browser, Viewport};
use celan_serve::Fault;
use serde_json::json;

use crate::reader::Reader;

const THEMES: [&str; 4] = ["paper", "dark", "sepia", "contrast"];
const SMALL: Viewport = Viewport {
    width: 320,
    height: 256,
    ..Viewport::PHONE
};

/// A screen: its name, its address, and what is done there before it is looked at.
type Screen = (&'static str, &'static str, &'static str);

const SCREENS: [Screen; 17] = [
    ("list", "", ""),
    ("list, narrowed", "?year=2018&sort=date", ""),
    ("articles", "d/guowuyuanling-487/", ""),
    ("boxes", "d/guofa-2016-43/#box-1", ""),
    ("tables", "d/neizhengbanfa-2021-39/#c1-s4-t1", ""),
    ("notice", "d/neizhengbanfa-2017-114/", ""),
    ("results", "?q=科技成果转化", ""),
    ("results of nothing", "?q=qqqqqqqqq", ""),
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
];

const PEEK: &str =
    "const link = [...document.querySelectorAll('a.cite')].find(a => a.checkVisibility());
    link.scrollIntoView({ block: 'center' }); link.focus();
    link.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true, cancelable: true }));
    if (document.querySelector('#peek').hidden) throw new Error('no peek');";

/// What breaks a rule, one line each.
const FINDINGS: &str = "const { violations } = await axe.run(document, { rules: { 'target-size': { enabled: true } } });
    return violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')} ${node.html.slice(0, 90)}`));";

fn axe() -> String {
    let path = env::var_os("CELAN_AXE")
        .expect("CELAN_AXE names axe-core's script: `cargo xtask test browser` does");
    fs::read_to_string(path).unwrap()
}

fn show(reader: &Reader, (_, address, act): Screen) {
    reader.browser.open("about:blank").unwrap();
    reader.open(address);
    reader.ready();
    let drawn = "return new Promise(done => requestAnimationFrame(() => setTimeout(done, 60)))";
    reader.browser.eval::<()>(drawn).unwrap();
    if !act.is_empty() {
        reader.browser.eval::<()>(act).unwrap();
        reader.browser.eval::<()>(drawn).unwrap();
    }
}

fn speak(browser: &Browser, language: &str) {
    let keep = "localStorage.setItem('celan-language', arguments[0])";
    browser.eval_with::<()>(keep, &[language.into()]).unwrap();
}

/// What breaks a rule on the screen that is shown, in any theme.
fn in_all_themes(reader: &Reader, name: &str) -> Vec<String> {
    let mut findings = Vec::new();
    for theme in THEMES {
        let script = format!("document.documentElement.dataset.theme = '{theme}'; {FINDINGS}");
        let script = format!("return (async () => {{ {script} }})()");
        let found: Vec<String> = reader.browser.eval(&script).unwrap();
        findings.extend(found.into_iter().map(|f| format!("{name}, {theme}: {f}")));
    }
    findings
}

fn check(screen: Viewport, language: &str) {
    let axe = axe();
    let reader = Reader::new(screen);
    reader.open("");
    speak(&reader.browser, language);
    let mut findings = BTreeSet::new();
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
        reader.browser.eval::<()>(&axe).unwrap();
        for theme in THEMES {
            let script = format!("document.documentElement.dataset.theme = '{theme}'; {FINDINGS}");
            let script = format!("return (async () => {{ {script} }})()");
            let found: Vec<String> = reader.browser.eval(&script).unwrap();
            findings.extend(
                found
                    .into_iter()
                    .map(|f| format!("{}, {theme}: {f}", shown.0)),
            );
        }
    }
    let findings: Vec<String> = findings.into_iter().collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn the_rules_hold_on_a_phone() {
    check(Viewport::PHONE, "zh-CN");
}

#[test]
fn the_rules_hold_on_a_desk() {
    check(Viewport::DESK, "zh-CN");
}

#[test]
fn the_rules_hold_in_english() {
    check(Viewport::PHONE, "en");
    check(Viewport::DESK, "en");
}

#[test]
fn the_rules_hold_while_the_library_comes_and_where_it_does_not() {
    let axe = axe();
    for screen in [Viewport::PHONE, Viewport::DESK] {
        for (fault, progress) in [
            (Fault::Delay(Duration::from_secs(30)), "loading"),
            (Fault::Status(404), "failed"),
        ] {
            let reader = Reader::new(screen);
            let library = |path: &str| path.starts_with("assets/library-");
            reader.host.fail(move |path| library(path).then_some(fault));
            for address in ["", "?q=科技成果转化", "d/guowuyuanling-487/"] {
                reader.open(address);
                let there = format!("document.documentElement.dataset.search === '{progress}'");
                reader.browser.wait(&there).unwrap();
                reader.browser.eval::<()>(&axe).unwrap();
                let findings = in_all_themes(&reader, &[progress, " ", address].concat());
                assert!(findings.is_empty(), "{}", findings.join("\n"));
            }
        }
    }
}

#[test]
fn nothing_scrolls_sideways_at_320_pixels_or_400_percent() {
    for large in ["", "data-print:large"] {
        let reader = Reader::new(SMALL);
        reader.open("");
        let keep = "localStorage.setItem('celan-look', arguments[0])";
        reader
            .browser
            .eval_with::<()>(keep, &[large.into()])
            .unwrap();
        for screen in SCREENS {
            show(&reader, screen);
            let over: i32 = reader
                .browser
                .eval("return document.documentElement.scrollWidth - innerWidth")
                .unwrap();
            assert!(over <= 0, "{} {large}: {over} pixels too wide", screen.0);
        }
    }
}

#[test]
fn nothing_jumps_when_the_route_changes() {
    for screen in [Viewport::PHONE, Viewport::DESK] {
        let reader = Reader::new(screen);
        let browser = &reader.browser;
        reader.open("");
        reader.ready();
        browser
            .eval::<()>(
                "window.shifts = []; new PerformanceObserver(list => {
                    for (const e of list.getEntries()) if (!e.hadRecentInput) shifts.push(
                        `${e.value.toFixed(4)} ${location} ${e.sources.map(s => (s.node?.outerHTML ?? s.node?.textContent ?? '').slice(0, 60))}`);
                }).observe({ type: 'layout-shift' })",
            )
            .unwrap();
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
        ] {
            let whole = format!("{}{address}", reader.host.url());
            browser.eval_with::<()>(go, &[whole.into()]).unwrap();
        }
        let shifts: Vec<String> = browser.eval("return shifts").unwrap();
        assert!(shifts.is_empty(), "{}", shifts.join("\n"));
    }
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
            let there = found
                .iter()
                .any(|f| f == landmark || landmark.ends_with(' ') && f.starts_with(landmark));
            assert!(there, "{address}: no {landmark} in {found:#?}");
        }
    }
    show(&reader, SCREENS[9]);
    assert!(tree(&reader.browser).contains("dialog 字号"));
    show(&reader, SCREENS[15]);
    assert!(
        tree(&reader.browser)
            .iter()
            .any(|f| f.starts_with("dialog "))
    );
}
