//! What hindered readers: counts that differ, text that is covered, ways that were out of sight.

use celan_serve::{Options, Server};
use celan_webdriver::{Browser, Viewport};
use serde_json::json;

use crate::reader::{Reader, core, site};

/// A reader at a desk, with a mouse.
fn with_mouse() -> Reader {
    Reader {
        browser: Browser::start_with_mouse(Viewport::DESK).unwrap(),
        host: Server::start(site(), Options::default()).unwrap(),
    }
}

/// The text of the first element of a selector.
fn text(reader: &Reader, selector: &str) -> String {
    let script = "return document.querySelector(arguments[0])?.innerText ?? ''";
    reader
        .browser
        .eval_with(script, &[selector.into()])
        .unwrap()
}

/// The first number in a text.
fn count(text: &str) -> u32 {
    let digits = text.chars().skip_while(|c| !c.is_ascii_digit());
    let digits: String = digits.take_while(char::is_ascii_digit).collect();
    digits
        .parse()
        .unwrap_or_else(|_| panic!("no number in {text:?}"))
}

#[test]
fn a_suggestion_the_results_and_the_document_count_the_same_places() {
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    reader.open("");
    reader.ready();
    let query = core().library().topics[0].clone();
    let (typed, _) = query.split_at(query.char_indices().nth(2).unwrap().0);
    browser.type_into("input[type=search]", typed).unwrap();
    let own = format!(
        "[...document.querySelectorAll('#drop [role=option]')].find(o => o.querySelector('span').textContent === {query:?})"
    );
    browser.wait(&format!("!!{own}")).unwrap();
    let suggested: String = browser
        .eval(&format!("return {own}.querySelector('.n').textContent"))
        .unwrap();
    reader.search(&query);
    assert_eq!(
        count(&suggested),
        count(&text(&reader, "#found")),
        "{query}"
    );
    let in_document = count(&text(&reader, ".hits header .n"));
    // Suggestions lie over the first hits.
    browser.press("\u{e00c}").unwrap();
    browser.click(".hit a").unwrap();
    let through =
        "[...document.querySelectorAll('.finder')].find(f => f.checkVisibility())?.innerText ?? ''";
    browser.wait(&format!("/\\d/.test({through})")).unwrap();
    let through: String = browser.eval(&format!("return {through}")).unwrap();
    let (_, all) = through.split_once('共').unwrap();
    assert_eq!(count(all), in_document, "{through}");
    reader.assert_quiet();
}

#[test]
fn results_begin_below_the_field_and_the_hall_gives_way_to_them() {
    for screen in [Viewport::PHONE, Viewport::TABLET, Viewport::DESK] {
        let reader = Reader::new(screen);
        let browser = &reader.browser;
        reader.open("");
        reader.ready();
        let top = |selector: &str| -> f64 {
            let script = "return document.querySelector(arguments[0]).getBoundingClientRect().top";
            browser.eval_with(script, &[selector.into()]).unwrap()
        };
        let before = top("#q");
        reader.search("科研诚信");
        // As they were typed, and as the address leads to them.
        for _ in 0..2 {
            let height = f64::from(screen.height);
            let hit = top(".hit");
            assert!(hit < f64::min(height * 0.55, 360.0), "{hit} of {height}");
            assert!(top("#q") < 100.0);
            assert!(!text(&reader, "h1").is_empty(), "a heading is read");
            browser.reload().unwrap();
            reader.ready();
            browser.wait("!!document.querySelector('.hit')").unwrap();
        }
        // With nothing asked the hall is back.
        browser
            .eval::<()>(
                "const field = document.querySelector('#q');
                field.value = '';
                field.dispatchEvent(new InputEvent('input', { bubbles: true }))",
            )
            .unwrap();
        browser
            .wait("document.documentElement.dataset.screen === 'read'")
            .unwrap();
        assert_eq!(top("#q"), before);
        reader.assert_quiet();
    }
}

/// The first paragraph on the screen that has two lines.
const PARAGRAPH: &str = "[...document.querySelectorAll('article.doc .slice > p[id]')]
    .find(p => p.getBoundingClientRect().top > 160 && p.offsetHeight > 60)";

#[test]
fn a_resting_finger_brings_a_menu_that_names_and_marks_its_place() {
    let reader = Reader::new(Viewport::PHONE);
    let browser = &reader.browser;
    reader.open("d/guowuyuanling-487/#a13");
    reader.ready();
    let at: (f64, f64) = browser
        .eval(&format!("const box = ({PARAGRAPH}).getBoundingClientRect(); return [box.left + 40, box.top + 12]"))
        .unwrap();
    let touch = |kind: &str, points: serde_json::Value| {
        let event = json!({ "type": kind, "touchPoints": points });
        browser
            .devtools("Input.dispatchTouchEvent", &event)
            .unwrap();
    };
    touch("touchStart", json!([{ "x": at.0, "y": at.1 }]));
    browser.wait("!!document.querySelector('#place')").unwrap();
    touch("touchEnd", json!([]));
    assert!(
        text(&reader, "#place p").starts_with('第'),
        "{}",
        text(&reader, "#place")
    );
    let marked = format!(
        "return ({PARAGRAPH}).matches('[data-chosen]')
        && getComputedStyle({PARAGRAPH}).backgroundColor !== 'rgba(0, 0, 0, 0)'"
    );
    assert!(browser.eval::<bool>(&marked).unwrap());
    browser.press("\u{e00c}").unwrap();
    browser
        .wait("!document.querySelector('#place, [data-chosen]')")
        .unwrap();
    // That there is such a menu is said where one takes things along.
    browser.click("#dock .take").unwrap();
    browser
        .wait("document.querySelector('#take')?.innerText.includes('按住一段')")
        .unwrap();
    // The way out stays in sight however far the sheet is scrolled.
    let shut = "const sheet = document.querySelector('#take');
        sheet.scrollTop = sheet.scrollHeight;
        const shut = sheet.querySelector('[data-command=\"export close\"]').getBoundingClientRect();
        return shut.top >= sheet.getBoundingClientRect().top - 1";
    assert!(browser.eval::<bool>(shut).unwrap());
    reader.assert_quiet();
}

#[test]
fn a_note_is_written_beside_its_paragraph() {
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    reader.open("d/guowuyuanling-487/#a13");
    reader.ready();
    browser
        .eval::<()>(&format!("({PARAGRAPH}).querySelector('.a').click()"))
        .unwrap();
    browser
        .click("#place [data-command=\"block note\"]")
        .unwrap();
    let apart = format!("const [a, b] = [document.querySelector('#place'), {PARAGRAPH}].map(e => e.getBoundingClientRect());
        return a.bottom <= b.top + 1 || a.top >= b.bottom - 1");
    browser
        .wait("!!document.querySelector('#place textarea')")
        .unwrap();
    assert!(browser.eval::<bool>(&apart).unwrap());
    reader.assert_quiet();
}

#[test]
fn a_pointer_that_lies_still_opens_no_peek() {
    let reader = with_mouse();
    let browser = &reader.browser;
    reader.open("d/neizhengbanfa-2017-51/");
    reader.ready();
    let point = |x: f64, y: f64| {
        let event = json!({ "type": "mouseMoved", "x": x, "y": y });
        browser
            .devtools("Input.dispatchMouseEvent", &event)
            .unwrap();
    };
    let cite = "document.querySelector('article.doc .slice > p a.cite')";
    // Where the mention will be when the page has moved by so much.
    let at: (f64, f64) = browser
        .eval(&format!(
            "{cite}.scrollIntoView({{ block: 'center', behavior: 'instant' }});
            scrollBy({{ top: -150, behavior: 'instant' }});
            return new Promise(done => setTimeout(() => {{
                const box = {cite}.getClientRects()[0];
                done([box.left + 8, box.top + 8 - 150]);
            }}, 500))"
        ))
        .unwrap();
    point(at.0 - 1.0, at.1 - 1.0);
    point(at.0, at.1);
    browser
        .eval::<()>("scrollBy({ top: 150, behavior: 'instant' })")
        .unwrap();
    let open = "!!document.querySelector('#peek:not([hidden])')";
    let later = format!(
        "return new Promise(done => setTimeout(() => done([{open}, {cite}.matches(':hover')]), 1200))"
    );
    assert_eq!(browser.eval::<(bool, bool)>(&later).unwrap(), (false, true));
    point(at.0 + 3.0, at.1);
    browser.wait(open).unwrap();
    reader.assert_quiet();
}

#[test]
fn the_notebook_leads_to_documents_and_says_when() {
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    let day = "2021-08-28";
    let marks = json!({ "format": "celan-marks/1", "marks": [{
        "id": "1", "document": "guowuyuanling-487", "title": "t", "anchor": "a13", "place": "p", "before": "",
        "words": "第十三条", "after": "依托单位", "note": "", "changed": 1_630_108_800_000_u64,
    }] });
    reader.open("");
    browser
        .eval_with::<()>(
            "localStorage.setItem('celan-marks', arguments[0])",
            &[marks.to_string().into()],
        )
        .unwrap();
    reader.open("?marks=1");
    reader.ready();
    browser
        .wait("!!document.querySelector('#notebook .mark')")
        .unwrap();
    assert!(text(&reader, "#notebook blockquote").ends_with('…'));
    assert!(
        text(&reader, "#notebook time").starts_with(&day[..7]),
        "{}",
        text(&reader, "#notebook time")
    );
    browser.click("#notebook h2 a").unwrap();
    browser.wait("document.body.dataset.document === 'guowuyuanling-487' && !!document.querySelector('article.doc')").unwrap();
    reader.assert_quiet();
}

#[test]
fn comparing_is_offered_with_printing_and_its_topics_are_in_sight() {
    let phone = Reader::new(Viewport::PHONE);
    phone.open("d/guofa-2016-43/");
    phone.ready();
    // Paper and PDF are one tap away.
    let browser = &phone.browser;
    browser
        .eval::<()>("window.print = () => { document.body.dataset.printed = ''; }")
        .unwrap();
    browser.click("#dock .pdf").unwrap();
    browser.wait("'printed' in document.body.dataset").unwrap();
    phone.browser.click("#dock a[href$='#facts']").unwrap();
    let seen = "(() => {
        const box = document.querySelector('#facts a[href*=\"?left=\"]').getBoundingClientRect();
        return box.top > 0 && box.bottom < innerHeight;
    })()";
    phone.browser.wait(seen).unwrap();
    phone.browser.click("#facts a[href*='?left=']").unwrap();
    // Titles are broken between words only.
    phone
        .browser
        .wait("!!document.querySelector('#compare .item h2 wbr')")
        .unwrap();
    phone.assert_quiet();

    let desk = Reader::new(Viewport::DESK);
    desk.open("?left=guofa-2018-25&right=keji-xingmeng-zhengce-cuoshi");
    desk.ready();
    desk.browser
        .wait("!!document.querySelector('#compare .scroller .chip')")
        .unwrap();
    let hidden: usize = desk
        .browser
        .eval(
            "return [...document.querySelectorAll('#compare .scroller .chip')]
            .filter(chip => chip.getBoundingClientRect().right > innerWidth).length",
        )
        .unwrap();
    assert_eq!(hidden, 0);
    desk.assert_quiet();
}

#[test]
fn an_address_near_to_a_document_leads_there() {
    let reader = Reader::new(Viewport::DESK);
    for (wrong, right) in [
        ("guowuyuanling-478", "guowuyuanling-487"),
        ("Guofa-2016-443", "guofa-2016-43"),
    ] {
        reader.open(&format!("d/{wrong}/"));
        let first = "return document.querySelector('#near:not([hidden]) a')?.pathname ?? ''";
        let first: String = reader.browser.eval(first).unwrap();
        assert!(first.ends_with(&format!("/d/{right}/")), "{wrong}: {first}");
    }
    reader.open("d/zzzzzzzzzzzz/");
    let none = "return document.querySelector('#near').hidden";
    assert!(reader.browser.eval::<bool>(none).unwrap());
}

#[test]
fn a_window_of_few_lines_is_for_the_text() {
    let low = Viewport {
        width: 320,
        height: 200,
        ..Viewport::PHONE
    };
    let reader = Reader::new(low);
    reader.open("d/guofa-2016-43/#c6");
    reader.ready();
    let free = "const bar = document.querySelector('#bar').getBoundingClientRect();
        const dock = document.querySelector('#dock').getBoundingClientRect();
        return Math.min(innerHeight, dock.top) - bar.bottom";
    let free: f64 = reader.browser.eval(free).unwrap();
    assert!(free >= 140.0, "{free}");
}

#[test]
fn rings_are_whole_and_keys_go_as_the_eye_goes() {
    let reader = with_mouse();
    let browser = &reader.browser;
    reader.open("d/guofa-2016-43/");
    reader.ready();
    let places: Vec<f64> = browser
        .eval("return [...document.querySelectorAll('#bar nav.tools :is(a, button)')]
            .filter(e => e.checkVisibility({ visibilityProperty: true })).map(e => e.getBoundingClientRect().left)")
        .unwrap();
    assert!(places.len() >= 4 && places.is_sorted(), "{places:?}");
    browser.click(".outline .sift").unwrap();
    browser
        .wait("parseFloat(getComputedStyle(document.activeElement).outlineOffset) < 0")
        .unwrap();
    // The list of keys is a press away for whoever does not know its key.
    browser
        .click("#bar [data-command='settings open']")
        .unwrap();
    browser
        .wait("!!document.querySelector('#looks [data-command=\"shortcuts open\"]')")
        .unwrap();
    reader.assert_quiet();
}

#[test]
fn a_filled_field_shows_no_key() {
    let reader = Reader::new(Viewport::DESK);
    reader.open("?q=科研诚信");
    reader.ready();
    let key = "return document.querySelector('.find > kbd').checkVisibility()";
    assert!(!reader.browser.eval::<bool>(key).unwrap());
}

#[test]
fn a_notice_takes_the_room_that_its_words_take() {
    for screen in [Viewport::PHONE, Viewport::DESK] {
        let reader = Reader::new(screen);
        let browser = &reader.browser;
        reader.open("d/guowuyuanling-487/#gone");
        reader.ready();
        let notice = "document.querySelector('.trouble:has(.say)')";
        browser.wait(&format!("!!{notice}")).unwrap();
        let (free, wide): (f64, f64) = browser
            .eval(&format!(
                "return [innerWidth - {notice}.offsetWidth, innerWidth]"
            ))
            .unwrap();
        assert!(wide < 768.0 || free > 300.0, "{free} of {wide}");
        // The way back to where one was: its buttons stand side by side.
        let begun = "localStorage.setItem('celan-begun', 'guofa-2016-43\tc2\t20\t第二章 确立科技创新发展新蓝图')";
        browser.eval::<()>(begun).unwrap();
        reader.open("d/guofa-2016-43/");
        reader.ready();
        browser
            .wait("!!document.querySelector('.resume .btn')")
            .unwrap();
        let tops: Vec<f64> = browser
            .eval("return [...document.querySelectorAll('.resume .btn')].map(b => b.getBoundingClientRect().top)")
            .unwrap();
        assert!(tops.len() == 2 && tops[0] == tops[1], "{tops:?}");
        reader.assert_quiet();
    }
}
