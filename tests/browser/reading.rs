//! Reading for long: large print, the keyboard alone, the place of the last time, and marks that
//! stay on the device and go to another one.

use celan_webdriver::Viewport;
use serde_json::json;

use crate::reader::{PLACE_SEEN, Reader, core, documents};

/// The topmost block in sight, and how far below the bar it begins.
const TOPMOST: &str = "
    const bar = document.querySelector('#bar').clientHeight;
    for (const e of document.querySelectorAll('article.doc [id]')) {
        const box = e.getBoundingClientRect();
        if (box.bottom > bar) return [e.id, Math.round((bar - box.top) / box.height * 10)];
    }";

const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const TAB: &str = "\u{e004}";

/// The document with the most blocks, and an anchor well within it.
fn long(reader: &Reader) -> String {
    let longest = documents().into_iter().max_by_key(|id| {
        let page = crate::reader::site().join("d").join(id).join("index.html");
        std::fs::metadata(page).unwrap().len()
    });
    let id = longest.unwrap();
    reader.open(&format!("d/{id}/"));
    reader.ready();
    id
}

fn topmost(reader: &Reader) -> (String, i32) {
    reader.browser.eval(TOPMOST).unwrap()
}

fn focused(reader: &Reader, selector: &str) -> bool {
    let script = "return document.activeElement.matches(arguments[0])";
    reader
        .browser
        .eval_with(script, &[selector.into()])
        .unwrap()
}

fn kept(reader: &Reader) -> serde_json::Value {
    let text: String = reader
        .browser
        .eval("return localStorage.getItem('celan-marks')")
        .unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Selects characters of the first paragraph as a mouse does, and opens the menu there.
fn select(reader: &Reader, start: u32, end: u32) -> String {
    let script = "
        const all = [...document.querySelectorAll('article.doc .slice > p[id]')];
        const block = all.find((p) => p.textContent.length > 60);
        block.scrollIntoView({ block: 'center' });
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        let text = walker.nextNode();
        while (text.data.trim().length < arguments[1]) text = walker.nextNode();
        const range = document.createRange();
        range.setStart(text, arguments[0]);
        range.setEnd(text, arguments[1]);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        const words = getSelection().toString();
        block.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
        return words;";
    reader
        .browser
        .eval_with(script, &[start.into(), end.into()])
        .unwrap()
}

#[test]
fn a_reader_of_70_reads_in_large_print() {
    let reader = Reader::new(Viewport::DESK);
    let id = long(&reader);
    let browser = &reader.browser;
    let size =
        "return parseFloat(getComputedStyle(document.querySelector('article.doc')).fontSize)";
    let before: f64 = browser.eval(size).unwrap();
    browser.eval::<()>("scrollTo(0, 9000)").unwrap();
    let here = topmost(&reader);
    // One tap, and the paragraph stays.
    browser.click("#bar .print").unwrap();
    browser
        .wait("document.documentElement.dataset.print === 'large'")
        .unwrap();
    let after: f64 = browser.eval(size).unwrap();
    assert!(after >= 1.5 * before, "{before} {after}");
    assert_eq!(topmost(&reader), here);
    let small: Vec<String> = browser
        .eval(
            "return [...document.querySelectorAll('#bar :is(a, button), #dock :is(a, button)')]
                .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44)
                .map((e) => e.outerHTML)",
        )
        .unwrap();
    assert!(small.is_empty(), "{small:?}");
    let wide: bool = browser
        .eval("return document.documentElement.scrollWidth > innerWidth")
        .unwrap();
    assert!(!wide);
    // The window gets narrow, as when a tablet is turned.
    browser
        .wait("localStorage.getItem('celan-begun') !== null")
        .unwrap();
    browser.resize(Viewport::TABLET).unwrap();
    browser
        .wait(&format!("(() => {{ {TOPMOST} }})()[0] === '{}'", here.0))
        .unwrap();
    // The next visit is in large print, and offers the place without going there.
    reader.open(&format!("d/{id}/"));
    reader.ready();
    browser
        .wait("document.documentElement.dataset.print === 'large' && !!document.querySelector('.resume a')")
        .unwrap();
    assert_eq!(browser.eval::<f64>("return scrollY").unwrap(), 0.0);
    browser.click(".resume a").unwrap();
    browser.wait("scrollY > 1000").unwrap();
    reader.assert_quiet();
}

#[test]
fn appearance_of_an_older_version_is_read() {
    let reader = Reader::new(Viewport::DESK);
    reader.open("");
    // What the application remembers itself, it has written by then.
    reader.ready();
    reader
        .browser
        .eval::<()>("localStorage.setItem('celan-look', '3 sepia large')")
        .unwrap();
    reader.open("");
    reader
        .browser
        .wait("document.documentElement.dataset.theme === 'sepia' && document.documentElement.dataset.print === 'large'")
        .unwrap();
    let kept: String = reader
        .browser
        .eval("return localStorage.getItem('celan-look')")
        .unwrap();
    assert_eq!(kept, "--scale:1.25;data-theme:sepia;data-print:large;");
}

#[test]
fn the_keyboard_alone_does_it_all() {
    let reader = Reader::new(Viewport::DESK);
    long(&reader);
    let browser = &reader.browser;
    browser.press("?").unwrap();
    browser.wait("!!document.querySelector('#keys')").unwrap();
    for _ in 0..3 {
        browser.press(TAB).unwrap();
        assert!(focused(&reader, "#keys *"));
    }
    browser.press(ESCAPE).unwrap();
    browser.wait("!document.querySelector('#keys')").unwrap();
    // By sections, and back.
    browser.press("]").unwrap();
    browser.wait("location.hash.length > 1").unwrap();
    let first = browser.address().unwrap();
    browser.press("]").unwrap();
    browser
        .wait(&format!("location.href !== {first:?}"))
        .unwrap();
    browser.press("[").unwrap();
    browser
        .wait(&format!("location.href === {first:?}"))
        .unwrap();
    // A paragraph's number, its menu, a bookmark.
    browser
        .eval::<()>("[...document.querySelectorAll('article.doc p[id] > .a')].find(a => a.checkVisibility()).focus()")
        .unwrap();
    browser.press(ENTER).unwrap();
    browser.wait("!!document.querySelector('#place')").unwrap();
    browser
        .eval::<()>("document.querySelector('#place [data-command=\"block annotate\"]').focus()")
        .unwrap();
    browser.press(ENTER).unwrap();
    browser
        .wait("!!document.querySelector('article.doc [data-kept]')")
        .unwrap();
    browser.press(ESCAPE).unwrap();
    browser.wait("!document.querySelector('#place')").unwrap();
    // Letters that are typed are no keys.
    browser.press("/").unwrap();
    assert!(focused(&reader, "#q"));
    browser.press("?t]").unwrap();
    let state: (String, bool) = browser
        .eval("return [document.querySelector('#q').value, !!document.querySelector('#keys')]")
        .unwrap();
    assert_eq!(state, ("?t]".to_owned(), false));
    reader.assert_quiet();
}

#[test]
fn marks_survive_and_go_to_another_device() {
    let reader = Reader::new(Viewport::DESK);
    let id = long(&reader);
    let browser = &reader.browser;
    let words = select(&reader, 4, 10);
    browser
        .click("#place [data-command=\"block note\"]")
        .unwrap();
    browser.type_into("#place textarea", "要问清楚").unwrap();
    browser
        .click("#place [data-command=\"block save\"]")
        .unwrap();
    browser.wait("!document.querySelector('#place')").unwrap();
    let mark = &kept(&reader)["marks"][0];
    assert_eq!(mark["words"], json!(words.replace(char::is_whitespace, "")));
    assert_eq!(
        (&mark["note"], &mark["document"]),
        (&json!("要问清楚"), &json!(id))
    );
    let drawn = "return [...document.querySelectorAll('.mine')].map((e) => e.textContent).join('')";
    assert_eq!(browser.eval::<String>(drawn).unwrap(), words);
    // A search marks its terms through it, and the text stays as it was.
    let text = "return document.querySelector('article.doc').textContent";
    let plain: String = browser.eval(text).unwrap();
    let term: String = words.chars().take(2).collect();
    reader.open(&format!("d/{id}/?q={term}"));
    reader.ready();
    browser
        .wait("!!document.querySelector('article.doc mark') && !!document.querySelector('.mine')")
        .unwrap();
    assert_eq!(browser.eval::<String>(drawn).unwrap(), words);
    assert_eq!(browser.eval::<String>(text).unwrap(), plain);
    let mended: bool = browser
        .eval("return document.body.innerText.includes('已按文件库改正')")
        .unwrap();
    assert!(!mended);
    // Removed and put back.
    reader.open("?marks=1");
    reader.ready();
    browser.click("[data-command^=remove]").unwrap();
    browser
        .wait("!!document.querySelector('[data-command^=restore]')")
        .unwrap();
    assert_eq!(kept(&reader)["marks"], json!([]));
    browser.click("[data-command^=restore]").unwrap();
    browser
        .wait("!!document.querySelector('[data-command^=remove]')")
        .unwrap();
    let file: String = browser
        .eval(
            "const { href } = document.querySelector('a[download]');
            return decodeURIComponent(href.slice(href.indexOf(',') + 1))",
        )
        .unwrap();
    reader.assert_quiet();

    let other = Reader::new(Viewport::PHONE);
    other.open("?marks=1");
    other.ready();
    let take = "
        const pick = document.querySelector('#marks-file');
        pick.value = arguments[0];
        pick.dispatchEvent(new Event('input', { bubbles: true }));";
    for (text, said) in [
        ("[]", "什么都没有取"),
        (&file, "新取来 1 条"),
        (&file, "原已有 1 条"),
    ] {
        other.browser.eval_with::<()>(take, &[text.into()]).unwrap();
        other
            .browser
            .wait(&format!(
                "document.querySelector('#notebook').innerText.includes({said:?})"
            ))
            .unwrap();
    }
    assert_eq!(kept(&other)["marks"], kept(&reader)["marks"]);
    other.browser.click("#notebook li.mark a").unwrap();
    other
        .browser
        .wait("!!document.querySelector('.mine')")
        .unwrap();
    assert_eq!(other.browser.eval::<String>(drawn).unwrap(), words);
    other.assert_quiet();
}

#[test]
fn a_notebook_of_a_newer_version_is_put_aside() {
    let reader = Reader::new(Viewport::DESK);
    reader.open("");
    let newer = r#"{"format":"celan-marks/9","marks":[{"id":"x"}]}"#;
    reader
        .browser
        .eval_with::<()>(
            "localStorage.setItem('celan-marks', arguments[0])",
            &[newer.into()],
        )
        .unwrap();
    reader.open("?marks=1");
    reader.ready();
    reader
        .browser
        .wait("document.querySelector('#notebook')?.innerText.includes('没有丢弃')")
        .unwrap();
    let aside: String = reader
        .browser
        .eval("return localStorage.getItem('celan-marks-aside')")
        .unwrap();
    assert_eq!(aside, newer);
    reader.assert_quiet();
}

#[test]
fn a_note_is_kept_once_it_is_written_and_goes_only_with_a_way_back() {
    const NOTES: &str = "return (JSON.parse(localStorage.getItem('celan-marks'))?.marks ?? [])
        .map(mark => mark.note)";
    let reader = Reader::new(Viewport::PHONE);
    long(&reader);
    let browser = &reader.browser;
    let notes = || browser.eval::<Vec<String>>(NOTES).unwrap();
    let open = || {
        browser
            .eval::<()>("document.querySelector('article.doc p[id] > .a').click()")
            .unwrap();
        browser
            .wait("!!document.querySelector('#place [data-command]')")
            .unwrap();
    };
    let press = |command: &str| {
        browser
            .click(&format!("#place [data-command^='{command}']"))
            .unwrap();
    };
    // Nothing is written, nothing is kept.
    open();
    press("block note");
    browser.press(ESCAPE).unwrap();
    browser.wait("!document.querySelector('#place')").unwrap();
    assert_eq!(notes(), [""; 0]);
    open();
    press("block note");
    browser.type_into("#place textarea", "要问清楚").unwrap();
    press("block save");
    browser.wait("!document.querySelector('#place')").unwrap();
    assert_eq!(notes(), ["要问清楚"]);
    // The button says what it would do, and what it did can be undone.
    open();
    let says: String = browser
        .eval(
            "return document.querySelector('#place [data-command=\"block annotate\"]').textContent",
        )
        .unwrap();
    assert!(says.contains("删去") && says.contains("笔记"), "{says}");
    press("block annotate");
    assert_eq!(notes(), [""; 0]);
    press("restore");
    browser.wait("!document.querySelector('#place')").unwrap();
    assert_eq!(notes(), ["要问清楚"]);
    browser
        .wait("!!document.querySelector('article.doc [data-kept]')")
        .unwrap();
    reader.assert_quiet();
}

#[test]
fn a_full_device_says_so_and_goes_on() {
    let reader = Reader::new(Viewport::DESK);
    long(&reader);
    let browser = &reader.browser;
    browser
        .eval::<()>("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
        .unwrap();
    select(&reader, 4, 10);
    browser
        .click("#place [data-command=\"block annotate\"]")
        .unwrap();
    browser
        .wait("document.querySelector('#place').innerText.includes('请先导出')")
        .unwrap();
    browser.click("#bar .marks").unwrap();
    browser
        .wait("!!document.querySelector('#notebook a[download]') && document.querySelector('#notebook').innerText.includes('请先导出')")
        .unwrap();
    reader.assert_quiet();
}

/// Voices that come late, as browsers bring them, and a record of what was said.
const VOICES: &str = "
    const speech = new EventTarget();
    let voices = [];
    Object.assign(speech, { said: [], getVoices: () => voices, cancel() {}, pause() {}, resume() {},
        speak(words) { speech.said.push(words.text); speech.now = words; } });
    Object.defineProperty(window, 'speechSynthesis', { value: speech, configurable: true });
    window.SpeechSynthesisUtterance = function (text) { this.text = text; };
    setTimeout(() => {
        voices = VOICE;
        speech.dispatchEvent(new Event('voiceschanged'));
    }, 500);";

/// A reader whose device has these voices.
fn hearing(voices: &str) -> Reader {
    let reader = Reader::new(Viewport::DESK);
    let script = VOICES.replace("VOICE;", &format!("{voices};"));
    let source = json!({ "source": format!("(() => {{ {script} }})()") });
    reader
        .browser
        .devtools("Page.addScriptToEvaluateOnNewDocument", &source)
        .unwrap();
    reader
}

#[test]
fn a_local_chinese_voice_reads_aloud_and_no_other() {
    let reader = hearing("[{ lang: 'zh-CN', localService: true }]");
    long(&reader);
    let browser = &reader.browser;
    browser
        .wait("document.documentElement.hasAttribute('data-speech')")
        .unwrap();
    browser
        .eval::<()>("document.querySelector('article.doc .slice > p[id] > .a').click()")
        .unwrap();
    browser
        .click("#place [data-command=\"block speak\"]")
        .unwrap();
    for _ in 0..2 {
        let (said, shown): (String, String) = browser
            .eval(
                "const copy = document.querySelector('[data-spoken]').cloneNode(true);
                copy.querySelectorAll('.a, .note').forEach((e) => e.remove());
                return [speechSynthesis.said.at(-1), copy.textContent]",
            )
            .unwrap();
        let ink = |text: &str| text.replace(char::is_whitespace, "");
        assert_eq!(ink(&said), ink(&shown));
        browser.eval::<()>("speechSynthesis.now.onend()").unwrap();
    }
    browser.click("#bar .logo").unwrap();
    browser
        .wait("document.querySelector('celan-speech').hidden")
        .unwrap();
    reader.assert_quiet();

    let far =
        hearing("[{ lang: 'zh-CN', localService: false }, { lang: 'en', localService: true }]");
    long(&far);
    far.browser
        .wait("speechSynthesis.getVoices().length > 0")
        .unwrap();
    let offered: bool = far
        .browser
        .eval("return document.documentElement.hasAttribute('data-speech')")
        .unwrap();
    assert!(!offered);
}

#[test]
fn a_section_that_is_asked_for_at_the_end_of_a_page_is_the_present_one() {
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    for id in documents() {
        reader.open(&format!("d/{id}/"));
        let last: Option<String> = browser
            .eval("return [...document.querySelectorAll('#outline li > a')].at(-1)?.getAttribute('href') ?? null")
            .unwrap();
        let Some(last) = last else { continue };
        reader.open(&format!("d/{id}/{last}"));
        reader.ready();
        browser
            .wait(&format!(
                "document.querySelector('#outline [aria-current=location]')?.getAttribute('href').endsWith('{last}')"
            ))
            .unwrap();
    }
}

#[test]
fn the_outline_is_filtered_and_folded() {
    let reader = Reader::new(Viewport::DESK);
    long(&reader);
    let browser = &reader.browser;
    let shown = "return [...document.querySelectorAll('#outline li > a')]
        .filter((a) => a.checkVisibility()).map((a) => a.textContent)";
    // Only the present part is open: what lies in the others is found by typing.
    let closed: Vec<String> = browser.eval(shown).unwrap();
    browser
        .click("#outline .branch-fold[aria-expanded=false]")
        .unwrap();
    let all: Vec<String> = browser.eval(shown).unwrap();
    assert!(closed.len() < all.len());
    let title = all.last().unwrap().chars().take(6).collect::<String>();
    browser.replace("#sift-outline", &title).unwrap();
    let few: Vec<String> = browser.eval(shown).unwrap();
    assert!(
        few.len() < all.len() && few.iter().any(|t| t.contains(&title)),
        "{few:?}"
    );
    // A word of an entry above it and one of its own lead to it.
    let below: [String; 2] = browser
        .eval("const link = document.querySelector('#outline li li > a');
            return [link.closest('ol').parentElement.firstElementChild, link].map(a => a.textContent.trim())")
        .unwrap();
    let [above, own] = below
        .each_ref()
        .map(|title| title.split_whitespace().collect::<String>());
    browser
        .replace("#sift-outline", &format!("{above} {own}"))
        .unwrap();
    let found: Vec<String> = browser.eval(shown).unwrap();
    let found = found
        .iter()
        .map(|title| title.split_whitespace().collect::<String>());
    assert_eq!(found.collect::<Vec<_>>(), [above, own]);
    browser
        .eval::<()>(
            "const field = document.querySelector('#sift-outline');
            field.value = '';
            field.dispatchEvent(new InputEvent('input', { bubbles: true }))",
        )
        .unwrap();
    assert_eq!(browser.eval::<Vec<String>>(shown).unwrap(), all);
    // What is in no title is said, and taken back by a button.
    browser.replace("#sift-outline", "qqqq").unwrap();
    assert_eq!(browser.eval::<Vec<String>>(shown).unwrap(), [""; 0]);
    let said = "return document.querySelector('#outline [role=status]').textContent";
    assert!(!browser.eval::<String>(said).unwrap().is_empty());
    browser.click("#outline [role=status] button").unwrap();
    assert_eq!(browser.eval::<Vec<String>>(shown).unwrap(), all);
    let empty = "const field = document.activeElement;
        return field.id === 'sift-outline' && field.value === '' && !document.querySelector('#outline [role=status]')";
    assert!(browser.eval::<bool>(empty).unwrap());
    browser
        .click("#outline .branch-fold[aria-expanded=true]")
        .unwrap();
    let folded: Vec<String> = browser.eval(shown).unwrap();
    assert!(folded.len() < all.len());
    browser
        .click("#outline .branch-fold[aria-expanded=false]")
        .unwrap();
    assert_eq!(browser.eval::<Vec<String>>(shown).unwrap(), all);
    reader.assert_quiet();
}

#[test]
fn going_through_the_bar_by_key_leaves_the_text_where_it_is() {
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    long(&reader);
    browser.eval::<()>("scrollTo(0, 3000)").unwrap();
    browser
        .eval::<()>("document.querySelector('.skip').focus({ preventScroll: true })")
        .unwrap();
    let mut reached = 0;
    loop {
        browser.press(TAB).unwrap();
        let within = "return document.querySelector('#bar').contains(document.activeElement)";
        if !browser.eval::<bool>(within).unwrap() {
            break;
        }
        reached += 1;
        assert_eq!(browser.eval::<f64>("return scrollY").unwrap(), 3000.0);
    }
    assert!(reached > 3, "{reached}");
}

/// Where the blocks of the article begin, in pixels from the page's top.
const BLOCKS: &str = "return [...document.querySelectorAll('article.doc [id]')]
    .map((e) => Math.round(e.getBoundingClientRect().top + scrollY))";

/// Goes from the library to a document by its link, and waits until it is drawn.
const OPEN: &str = "window.drawn =
        () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    document.querySelector(`#list .item a[href*='${arguments[0]}']`).click();
    while (!document.querySelector('article.doc')) await drawn();
    await drawn();
    if (!document.querySelector('[data-fresh]')) throw 'the document came laid out whole';";

#[test]
fn letters_of_another_size_are_laid_out_without_moving_what_is_in_sight() {
    for screen in [Viewport::PHONE, Viewport::DESK] {
        let reader = Reader::new(screen);
        let browser = &reader.browser;
        let id = long(&reader);
        reader.open(&format!("d/{id}/"));
        reader.ready();
        let (moved, slices, blocks): (Vec<f64>, usize, Vec<i32>) = browser
            .eval(&format!(
                "const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
                scrollTo({{ top: document.documentElement.scrollHeight / 2, behavior: 'instant' }});
                await drawn();
                const size = () => getComputedStyle(document.querySelector('article.doc p')).fontSize;
                const bar = document.querySelector('#bar').clientHeight;
                const here = [...document.querySelectorAll('article.doc [id]')]
                    .find((e) => e.getBoundingClientRect().top > bar);
                const top = () => here.getBoundingClientRect().top;
                const before = size();
                const button = document.createElement('button');
                button.dataset.command = 'appearance --scale:1.25;';
                document.body.append(button);
                button.click();
                while (size() === before) await drawn();
                const first = top();
                const moved = [];
                let slices = 0;
                while (document.querySelector('[data-fresh]')) {{
                    slices += 1;
                    await drawn();
                    moved.push(top() - first);
                }}
                await drawn();
                return [moved, slices, (() => {{ {BLOCKS} }})()];"
            ))
            .unwrap();
        assert!(
            slices > 0 && moved.iter().all(|by| by.abs() <= 2.0),
            "{moved:?}"
        );
        // In the end all is where it is on a page that comes with such letters.
        reader.open(&format!("d/{id}/"));
        reader.ready();
        browser
            .wait("!document.querySelector('[data-fresh]')")
            .unwrap();
        let built: Vec<i32> = browser.eval(BLOCKS).unwrap();
        let far: Vec<_> = blocks
            .iter()
            .zip(&built)
            .filter(|(a, b)| (*a - *b).abs() > 1)
            .collect();
        assert!(blocks.len() == built.len() && far.is_empty(), "{far:?}");
        reader.assert_quiet();
    }
}

#[test]
fn a_long_document_is_laid_out_without_moving_what_is_in_sight() {
    for screen in [Viewport::PHONE, Viewport::DESK] {
        let reader = Reader::new(screen);
        let browser = &reader.browser;
        let id = long(&reader);
        // Where all is in the page as it was built, which the browser lays out itself.
        let built: Vec<i32> = browser.eval(BLOCKS).unwrap();
        let jump = "const last = [...document.querySelectorAll('#outline a')].pop();
            location.hash = last.hash;
            return Math.round(document.querySelector(last.hash).getBoundingClientRect().top)";
        let jumped: i32 = browser.eval(jump).unwrap();
        reader.open("");
        reader.ready();
        let enter = |script: &str| [OPEN, script].concat();
        let back = || {
            browser.eval::<()>("history.back()").unwrap();
            browser
                .wait("document.querySelector('#list')?.checkVisibility()")
                .unwrap();
        };

        // At its beginning: the first screen stands where it will, and the rest comes to stand
        // where it would have.
        let script = enter(&format!(
            "const blocks = () => {{ {BLOCKS} }};
            const first = blocks();
            while (document.querySelector('[data-fresh]')) await drawn();
            return [first, blocks(), scrollY, innerHeight];"
        ));
        let (first, last, scrolled, height): (Vec<i32>, Vec<i32>, f64, f64) =
            browser.eval_with(&script, &[id.as_str().into()]).unwrap();
        assert_eq!(scrolled, 0.0);
        let near = |a: &[i32], b: &[i32]| a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 1);
        let seen = built.iter().filter(|top| f64::from(**top) < height).count();
        assert!(seen > 2 && near(&first[..seen], &built[..seen]));
        assert!(last.len() == built.len() && near(&last, &built));
        back();

        // A reader who leaps ahead, and one who walks: what they have in sight stays.
        let script = enter(
            "const bar = document.querySelector('#bar').clientHeight;
            const here = () => [...document.querySelectorAll('article.doc [id]')]
                .find((e) => e.getBoundingClientRect().bottom > bar);
            const top = (block) => block.getBoundingClientRect().top;
            const moved = [];
            const step = innerHeight / 3;
            for (let n = 0; n < 20; n++) {
                const block = here(), before = top(block);
                scrollBy({ top: step, behavior: 'instant' });
                await drawn();
                moved.push(before - step - top(block));
            }
            scrollTo({ top: document.body.scrollHeight / 2, behavior: 'instant' });
            await drawn();
            const block = here(), before = top(block);
            for (let n = 0; n < 20; n++) {
                await drawn();
                moved.push(before - top(block));
            }
            return [moved, !!document.querySelector('[data-fresh]')];",
        );
        let (moved, fresh): (Vec<f64>, bool) =
            browser.eval_with(&script, &[id.as_str().into()]).unwrap();
        assert!(
            !fresh && moved.iter().all(|by| by.abs() <= 2.0),
            "{moved:?}"
        );
        back();

        // One who leaves from there at once comes back to it.
        let script = enter(
            "scrollTo(0, document.body.scrollHeight / 2);
            await drawn();
            const here = [...document.querySelectorAll('article.doc [id]')]
                .find((e) => e.getBoundingClientRect().top > innerHeight / 3);
            const top = () => Math.round(
                document.getElementById(here.id).getBoundingClientRect().top);
            const left = top();
            history.back();
            while (!document.querySelector('#list')?.checkVisibility()) await drawn();
            history.forward();
            while (!document.querySelector('article.doc')?.checkVisibility()) await drawn();
            await drawn();
            return [left, top()];",
        );
        let tops: [i32; 2] = browser.eval_with(&script, &[id.as_str().into()]).unwrap();
        assert!((tops[0] - tops[1]).abs() <= 2, "{tops:?}");
        back();

        // And one who goes to the last place at once.
        let script = enter(
            "const last = [...document.querySelectorAll('#outline a')].pop();
            last.click();
            await drawn();
            const top = () =>
                Math.round(document.querySelector(last.hash).getBoundingClientRect().top);
            const tops = [top()];
            for (let n = 0; n < 30; n++) await drawn();
            return [...tops, top()];",
        );
        let tops: Vec<i32> = browser.eval_with(&script, &[id.as_str().into()]).unwrap();
        assert!(
            tops.iter().all(|top| (top - jumped).abs() <= 1),
            "{tops:?} {jumped}"
        );
        reader.assert_quiet();
    }
}

#[test]
fn the_bar_names_the_document_and_the_place_with_its_number() {
    let tablet = Viewport {
        width: 768,
        height: 1024,
        ..Viewport::PHONE
    };
    for screen in [Viewport::PHONE, tablet, Viewport::DESK] {
        let reader = Reader::new(screen);
        let browser = &reader.browser;
        long(&reader);
        let named = "const [b, at] = document.querySelectorAll('#bar .where > :is(b, .at)');
            const seen = e => e.checkVisibility() && e.getBoundingClientRect().width > 40;
            return [b, at].map(e => seen(e) ? e.textContent : '')";
        let [title, _]: [String; 2] = browser.eval(named).unwrap();
        assert!(!title.is_empty(), "{screen:?}");
        // A place deep in the outline.
        let jump = "const links = [...document.querySelectorAll('#outline ol ol ol a')];
            const link = links[Math.floor(links.length / 2)];
            const numbers = [];
            for (let li = link.parentElement; li; li = li.parentElement.closest('li')) {
                numbers.unshift(li.querySelector(':scope > a > .i').textContent);
            }
            document.getElementById(decodeURIComponent(link.hash.slice(1))).scrollIntoView();
            return numbers.join(' ')";
        let numbers: String = browser.eval(jump).unwrap();
        assert!(numbers.starts_with('第'), "{numbers}");
        let there = format!(
            "document.querySelector('#bar .where .at').textContent.startsWith('{numbers} ')"
        );
        browser.wait(&there).unwrap();
        let both: [String; 2] = browser.eval(named).unwrap();
        assert_eq!(both[0], title, "{screen:?}");
        assert!(both[1].starts_with(&numbers), "{both:?}");
        // Only what is above the present place is open in the outline.
        let open: usize = browser
            .eval("return [...document.querySelectorAll('.branch-fold[aria-expanded=true]')].filter(fold =>
                !fold.parentElement.querySelector('[aria-current=location]')).length")
            .unwrap();
        assert_eq!(open, 0);
        reader.assert_quiet();
    }
}

#[test]
fn the_outline_of_a_phone_opens_at_the_present_place() {
    let reader = Reader::new(Viewport::PHONE);
    let browser = &reader.browser;
    long(&reader);
    // Far down in a long outline.
    let jump = "const links = [...document.querySelectorAll('#outline > ol > li:last-child > ol > li > a')];
        document.getElementById(decodeURIComponent(links.at(-1).hash.slice(1))).scrollIntoView()";
    browser.eval::<()>(jump).unwrap();
    browser
        .wait("document.querySelector('#outline > ol > li:last-child [aria-current=location]') !== null")
        .unwrap();
    browser.click("#dock a[href$='#outline']").unwrap();
    let seen = "(() => {
        if (!document.querySelector('#outline:target')) return false;
        const list = document.querySelector('#outline > ol');
        const place = document.querySelector('#outline [aria-current=location]').getBoundingClientRect();
        const { top, height } = list.getBoundingClientRect();
        const rest = list.scrollHeight - list.scrollTop - list.clientHeight;
        // Where the list ends, what is last stands below.
        return place.top >= top && place.bottom - top < (rest < 2 ? height + 1 : height / 2);
    })()";
    browser.wait(seen).unwrap();
    reader.assert_quiet();
}

#[test]
fn a_document_begins_on_the_first_screen() {
    let reader = Reader::new(Viewport {
        width: 360,
        height: 640,
        ..Viewport::PHONE
    });
    let ids = documents();
    let mut late = Vec::new();
    for id in &ids {
        reader.open(&format!("d/{id}/"));
        // The first paragraph of its own that is a sentence.
        let top: f64 = reader
            .browser
            .eval("const own = [...document.querySelectorAll('article.doc p[id]')].find(p =>
                !p.closest('.notice, .head, .say') && !p.matches('.title, .flush, .remark, .sign, .copies')
                && /[。；：]/.test(p.textContent));
                return own.getBoundingClientRect().top")
            .unwrap();
        if top > 560.0 {
            late.push((id, top));
        }
    }
    assert!(late.len() <= 2, "{late:?} of {}", ids.len());
}

#[test]
fn what_a_notice_says_is_folded_and_found() {
    let core = core();
    let library = core.library();
    let notice = |d: &celan_document::Document| {
        let mut blocks = d.blocks.iter();
        let block = blocks.rfind(|b| b.part == celan_document::Part::Notice && b.text().is_some());
        block.map(|b| (d.metadata.id.clone(), b.anchor.clone()))
    };
    let (id, anchor) = library.documents.iter().find_map(notice).unwrap();
    let reader = Reader::new(Viewport::PHONE);
    let browser = &reader.browser;
    reader.open(&format!("d/{id}/"));
    reader.ready();
    let open = "document.querySelector('.notice details').open";
    assert!(!browser.eval::<bool>(&format!("return {open}")).unwrap());
    browser.click(".notice summary").unwrap();
    browser.wait(open).unwrap();
    // A link into it opens it.
    browser.open("about:blank").unwrap();
    reader.open(&format!("d/{id}/#{anchor}"));
    reader.ready();
    browser.wait(open).unwrap();
    browser.wait(PLACE_SEEN).unwrap();
    reader.assert_quiet();
}

#[test]
fn a_link_to_what_is_gone_leads_to_the_nearest_place_and_names_what_is_gone() {
    let reader = Reader::new(Viewport::PHONE);
    let browser = &reader.browser;
    reader.open("d/guowuyuanling-487/#a13-77");
    reader.ready();
    let seen = "(() => {
        const box = document.getElementById('a13').getBoundingClientRect();
        return box.top >= 0 && box.top < innerHeight;
    })()";
    browser.wait(seen).unwrap();
    let said = "document.querySelector('.trouble:not(.resume) .say')?.textContent.includes('第13条（77）')";
    browser.wait(said).unwrap();
    assert!(browser.address().unwrap().ends_with("#a13-77"));
    reader.assert_quiet();
}

#[test]
fn a_note_shows_at_its_paragraph_and_is_no_text_of_it() {
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    long(&reader);
    let block = "[...document.querySelectorAll('article.doc .slice > p[id]')].find(p => p.textContent.length > 60)";
    let (id, words): (String, String) = browser
        .eval(&format!(
            "const p = {block}; return [p.id, p.textContent.replace(/\\s/g, '').slice(0, 20)]"
        ))
        .unwrap();
    let document: String = browser
        .eval("return document.body.dataset.document")
        .unwrap();
    let marks = serde_json::json!({ "format": "celan-marks/1", "marks": [{
        "id": "1", "document": document, "title": "t", "anchor": id, "place": "p", "before": "",
        "words": words, "after": "", "note": "问财政局", "changed": 1,
    }] });
    browser
        .eval_with::<()>(
            "localStorage.setItem('celan-marks', arguments[0])",
            &[marks.to_string().into()],
        )
        .unwrap();
    browser.eval::<()>("location.reload()").unwrap();
    reader.ready();
    browser
        .wait(&format!(
            "document.getElementById('{id}').querySelector('.note.own')?.textContent === '问财政局'"
        ))
        .unwrap();
    // It is not taken for the document's words: the page is what the library says.
    let damaged = "return !!document.querySelector('[data-notice=page]')";
    assert!(!browser.eval::<bool>(damaged).unwrap());
    reader.assert_quiet();
}
