//! What bounds and marks things is seen where colours are taken away: by the system, by the theme of high contrast,
//! and on paper, where browsers print no backgrounds.

use celan_webdriver::{Browser, Viewport};
use serde_json::{Value, json};

use crate::reader::{Reader, core, documents};

fn emulate(browser: &Browser, media: &Value) {
    browser
        .devtools("Emulation.setEmulatedMedia", media)
        .unwrap();
}

/// The system's own colours, as Windows has them in its themes of high contrast.
fn force_colours(browser: &Browser) {
    let features = json!([{ "name": "forced-colors", "value": "active" }]);
    emulate(browser, &json!({ "features": features }));
    browser
        .wait("matchMedia('(forced-colors: active)').matches")
        .unwrap();
}

/// What of some elements is set apart from others of their kind by no line: `[chosen, others]` selectors.
fn unmarked(browser: &Browser, chosen: &str, other: &str) -> Vec<String> {
    let script = "const line = element => {
            const style = getComputedStyle(element);
            return [style.outlineStyle, style.outlineWidth, style.borderLeftColor, style.borderBottomColor, style.borderLeftWidth].join();
        };
        const chosen = [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility());
        const other = [...document.querySelectorAll(arguments[1])].find(e => e.checkVisibility());
        if (!chosen.length || !other) return [`nothing to compare: ${arguments[0]}`];
        return chosen.filter(e => line(e) === line(other)).map(e => e.textContent);";
    let arguments = [chosen.into(), other.into()];
    browser.eval_with(script, &arguments).unwrap()
}

/// A document that has a box.
fn boxed() -> String {
    let core = core();
    let has_box = |id: &String| {
        let mut found = false;
        let document = core.library().document(id).unwrap();
        document.walk(&mut |block| found |= block.content.type_name() == "box");
        found
    };
    documents().into_iter().find(has_box).unwrap()
}

/// Boxes that nothing tells from the text around them.
const UNBOUND: &str = "return [...document.querySelectorAll('.doc .box')].filter(box => {
    const style = getComputedStyle(box);
    const [, , , alpha = '1'] = style.borderTopColor.match(/[\\d.]+/g);
    return style.borderTopStyle === 'none' || parseFloat(style.borderTopWidth) < 0.5 || alpha === '0';
}).length";

#[test]
fn what_is_chosen_is_marked_in_the_systems_colours() {
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    force_colours(browser);
    reader.open("?level=中央");
    reader.ready();
    let level = "#sift [data-field=level]";
    let lines = unmarked(
        browser,
        &format!("{level}[aria-current]"),
        &format!("{level}:not([aria-current])"),
    );
    assert_eq!(lines, [""; 0], "a filter");
    // Bars of the years are drawn.
    let bars: usize = browser
        .eval(
            "return [...document.querySelectorAll('.years a')].filter(a => {
                const bar = getComputedStyle(a, '::before');
                return parseFloat(bar.height) > 0 && bar.backgroundColor !== getComputedStyle(document.body).backgroundColor;
            }).length",
        )
        .unwrap();
    assert!(bars > 1, "{bars} bars");

    reader.open(&format!("d/{}/", boxed()));
    reader.ready();
    browser.eval::<()>("scrollTo(0, 4000)").unwrap();
    browser
        .wait("document.querySelector('#outline [aria-current=location]') !== null")
        .unwrap();
    let lines = unmarked(
        browser,
        "#outline [aria-current=location]",
        "#outline a:not([aria-current])",
    );
    assert_eq!(lines, [""; 0], "the present section");
    assert_eq!(browser.eval::<usize>(UNBOUND).unwrap(), 0, "boxes");
    browser.click("#bar .own button[aria-haspopup]").unwrap();
    browser
        .wait("document.querySelector('.looks .set :checked') !== null")
        .unwrap();
    let lines = unmarked(
        browser,
        ".looks .set :checked + span",
        ".looks .set :not(:checked) + span",
    );
    assert_eq!(lines, [""; 0], "settings");
    reader.assert_quiet();
}

#[test]
fn boxes_are_bound_in_contrast_and_on_paper() {
    let reader = Reader::new(Viewport::PHONE);
    let browser = &reader.browser;
    reader.open(&format!("d/{}/", boxed()));
    reader.ready();
    let theme = "document.documentElement.dataset.theme = 'contrast'";
    browser.eval::<()>(theme).unwrap();
    assert_eq!(browser.eval::<usize>(UNBOUND).unwrap(), 0, "contrast");
    browser
        .eval::<()>("delete document.documentElement.dataset.theme")
        .unwrap();
    emulate(browser, &json!({ "media": "print" }));
    assert_eq!(browser.eval::<usize>(UNBOUND).unwrap(), 0, "paper");
}

/// What cannot be pressed on paper, and is seen there nevertheless.
const TOOLS: &str = "return [...document.querySelectorAll('button, input, .chip, .btn, nav a')]
    .filter(e => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length)
    .map(e => e.outerHTML.slice(0, 120))";

#[test]
fn a_comparison_is_printed_without_its_tools() {
    let core = core();
    let ids: Vec<&String> = core
        .library()
        .documents
        .iter()
        .map(|d| &d.metadata.id)
        .collect();
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    for topic in ["", "&topic=企业"] {
        reader.open(&format!("?left={}&right={}{topic}", ids[0], ids[1]));
        reader.ready();
        browser
            .wait("document.querySelector('#compare .pairs') !== null")
            .unwrap();
        emulate(browser, &json!({ "media": "print" }));
        assert_eq!(browser.eval::<Vec<String>>(TOOLS).unwrap(), [""; 0]);
        // The first page begins with the two titles and what is compared.
        let first: f64 = browser
            .eval("return document.querySelector('#compare .pairs').getBoundingClientRect().top + scrollY")
            .unwrap();
        assert!(
            first < 400.0,
            "the first pair stands {first} px below the edge"
        );
        emulate(browser, &json!({ "media": "" }));
    }
}
