//! An official cites an article, and takes it away: copied, printed, as a file.

use celan_serve::{Options, Server};
use celan_webdriver::{Browser, Viewport};
use serde::Deserialize;

use crate::reader::{Reader, corpus, site};

const DOCUMENT: &str = "guowuyuanling-487";

/// An article of two paragraphs, as its source has it.
const ARTICLE: &str = "第三条 国家自然科学基金主要来源于中央财政拨款。国家鼓励自然人、法人或者其他组织向国家自然科学基金捐资。\n\
    中央财政将国家自然科学基金的经费列入预算。";
const SOURCE: &str =
    "出处：《国家自然科学基金条例》第三条，国务院，国务院令第487号，2007年2月24日。";

/// Keeps what is copied, whichever way the page takes.
const WATCH: &str = "
    addEventListener('copy', () => { window.copied = document.activeElement.value; });
    if (navigator.clipboard) navigator.clipboard.writeText = async text => { window.copied = text; };";

const SAID: &str = "return document.querySelector('celan-clipboard').textContent";

fn open(reader: &Reader, anchor: &str) {
    reader.open(&format!("d/{DOCUMENT}/#{anchor}"));
    reader.ready();
    reader.browser.eval::<()>(WATCH).unwrap();
}

fn copied(browser: &Browser) -> String {
    browser.wait("window.copied !== undefined").unwrap();
    let text = browser.eval("const text = copied; delete window.copied; return text;");
    text.unwrap()
}

/// The number of a block in the margin, reached by the keyboard.
fn focus_number(browser: &Browser, anchor: &str) {
    let script = "document.querySelector(`[id=\"${arguments[0]}\"] > .a`).focus()";
    browser.eval_with::<()>(script, &[anchor.into()]).unwrap();
}

#[test]
fn an_official_cites_an_article() {
    let reader = Reader::new(Viewport::DESK);
    open(&reader, "a3");
    let browser = &reader.browser;
    let address = format!("{}d/{DOCUMENT}/#a3", reader.host.url());

    // By keyboard: the number in the margin opens the menu, its first act is the citation.
    focus_number(browser, "a3");
    browser.press("\u{e007}").unwrap();
    browser
        .wait("document.activeElement.dataset.command === 'block cite'")
        .unwrap();
    browser.press("\u{e007}").unwrap();
    assert_eq!(copied(browser), format!("{ARTICLE}\n\n{SOURCE}\n{address}"));
    let said: String = browser.eval(SAID).unwrap();
    assert!(said.contains("已复制") && said.contains('字'), "{said}");
    browser.press("\u{e00c}").unwrap();
    browser
        .wait("document.activeElement.matches('#a3 > .a') && !document.querySelector('#place')")
        .unwrap();

    // By its key, on the place that has the focus.
    browser.press("c").unwrap();
    assert_eq!(copied(browser), format!("{ARTICLE}\n\n{SOURCE}\n{address}"));

    // Words that he selects are taken alone.
    let select = "
        const text = [...document.getElementById('a3').childNodes].filter(n => n.nodeType === 3)
            .find(n => n.data.includes('中央财政拨款'));
        const from = text.data.indexOf('中央财政拨款');
        getSelection().setBaseAndExtent(text, from, text, from + 6);";
    browser.eval::<()>(select).unwrap();
    browser.press("c").unwrap();
    assert_eq!(
        copied(browser),
        format!("中央财政拨款\n\n{SOURCE}\n{address}")
    );
    reader.assert_quiet();
}

#[test]
fn where_there_is_no_clipboard_text_is_copied_or_offered() {
    let host = Server::start(site(), Options::default()).unwrap();
    let browser = Browser::start_on_network(Viewport::PHONE, "celan.test").unwrap();
    let page = format!("http://celan.test:{}/d/{DOCUMENT}/#a3", host.port());
    browser.open(&page).unwrap();
    let reader = Reader { browser, host };
    reader.ready();
    let browser = &reader.browser;
    assert!(browser.eval::<bool>("return !navigator.clipboard").unwrap());
    browser.eval::<()>(WATCH).unwrap();
    browser.press("c").unwrap();
    assert_eq!(copied(browser), format!("{ARTICLE}\n\n{SOURCE}\n{page}"));

    // Where the browser refuses, the text stands there, selected.
    browser
        .eval::<()>("document.execCommand = () => false")
        .unwrap();
    browser.press("c").unwrap();
    browser
        .wait("document.activeElement.matches('celan-clipboard textarea')")
        .unwrap();
    let offered: String = browser
        .eval("return document.activeElement.value + getSelection().toString().length")
        .unwrap();
    let text = format!("{ARTICLE}\n\n{SOURCE}\n{page}");
    assert!(offered.starts_with(&text));
}

/// What a printer would get.
#[derive(Deserialize)]
struct Paper {
    text: String,
    source: String,
    screen: String,
}

const PAPER: &str = "
    const paper = document.getElementById('paper');
    const seen = element => getComputedStyle(element).display;
    return {
        text: paper.querySelector('.doc').textContent.replace(/\\s/g, ''),
        source: paper.querySelector('.src').textContent,
        screen: seen(document.getElementById('screen')),
    };";

#[test]
fn a_part_is_printed_alone_and_the_page_is_as_before() {
    let reader = Reader::new(Viewport::DESK);
    open(&reader, "a3");
    let browser = &reader.browser;
    browser
        .eval::<()>("window.print = () => dispatchEvent(new Event('beforeprint'))")
        .unwrap();
    let before: String = browser
        .eval("return document.getElementById('text').innerHTML")
        .unwrap();
    focus_number(browser, "a3");
    browser.press("p").unwrap();
    browser
        .devtools(
            "Emulation.setEmulatedMedia",
            &serde_json::json!({ "media": "print" }),
        )
        .unwrap();
    let paper: Paper = browser.eval(PAPER).unwrap();
    let article: String = ARTICLE.chars().filter(|c| !c.is_whitespace()).collect();
    // Below the heading of its chapter.
    let alone = format!("（节选）第一章总则{article}");
    assert!(paper.text.ends_with(&alone), "{}", paper.text);
    assert!(paper.text.contains("国务院令第487号"));
    assert!(paper.source.starts_with(SOURCE) && paper.source.contains("打印于"));
    assert_eq!(paper.screen, "none");

    browser
        .eval::<()>("dispatchEvent(new Event('afterprint'))")
        .unwrap();
    let after: String = browser
        .eval("return document.getElementById('text').innerHTML")
        .unwrap();
    assert_eq!(after, before);
    assert!(
        browser
            .eval::<bool>("return !document.getElementById('paper')")
            .unwrap()
    );
}

/// The file that the page would give: its name, and its text.
const SAVE: &str = "
    URL.createObjectURL = blob => { window.blob = blob; return '#'; };
    HTMLAnchorElement.prototype.click = function () { window.saved = this.download; };";

#[test]
fn a_document_is_taken_as_a_file_and_its_address_as_a_code() {
    let library = celan_corpus::read(&corpus()).unwrap().library;
    let document = library.document(DOCUMENT).unwrap();
    let bare = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    for screen in [Viewport::DESK, Viewport::PHONE] {
        let reader = Reader::new(screen);
        open(&reader, "");
        let browser = &reader.browser;
        let opener = "[...document.querySelectorAll('[data-command=\"export open\"]')].find(b => b.offsetParent)";
        browser.eval::<()>(&format!("{opener}.click()")).unwrap();
        browser
            .wait("document.activeElement.id === 'take'")
            .unwrap();
        browser.eval::<()>(SAVE).unwrap();
        browser.click("[data-command=\"export txt\"]").unwrap();
        browser.wait("window.saved !== undefined").unwrap();
        let name: String = browser.eval("return saved").unwrap();
        assert_eq!(name, "国家自然科学基金条例（国务院令第487号）.txt");
        let script = "blob.text().then(text => { window.text = text; })";
        browser.eval::<()>(script).unwrap();
        browser.wait("window.text !== undefined").unwrap();
        let text: String = browser.eval("return text").unwrap();
        let text = bare(&text);
        document.walk(&mut |block| {
            let words = block.text().map_or("", |text| &text.plain);
            assert!(text.contains(&bare(words)), "{words}");
        });
        // Black on white on any ground, with the address beside it.
        for theme in ["paper", "dark", "sepia", "contrast"] {
            let script = "
                document.documentElement.dataset.theme = arguments[0];
                const { fill, backgroundColor } = getComputedStyle(document.querySelector('.code svg'));
                return fill + backgroundColor + document.querySelector('.code span').textContent;";
            let code: String = browser.eval_with(script, &[theme.into()]).unwrap();
            let address = format!("{}d/{DOCUMENT}/", reader.host.url());
            assert_eq!(code, format!("rgb(0, 0, 0)rgb(255, 255, 255){address}"));
        }
        browser.press("\u{e00c}").unwrap();
        browser
            .wait(&format!(
                "!document.querySelector('#take') && document.activeElement === {opener}"
            ))
            .unwrap();
        reader.assert_quiet();
    }
}

#[test]
fn of_a_document_the_section_that_the_reader_is_in_is_taken() {
    let reader = Reader::new(Viewport::PHONE);
    open(&reader, "a9");
    let browser = &reader.browser;
    // Further on than the address says.
    let on = "document.getElementById('a12').scrollIntoView({ behavior: 'instant' });";
    browser.eval::<()>(on).unwrap();
    let present = "document.querySelector('#outline [aria-current=location]')";
    // What is laid out on the way may move it once more.
    let rests = format!(
        "(() => {{
            const [before, now] = [window.present, {present}?.hash];
            window.present = now;
            return now?.length > 1 && now !== location.hash && now === before;
        }})()"
    );
    browser.wait(&rests).unwrap();
    let section =
        format!("return [{present}.hash, {present}.querySelector('.i').textContent.trim()]");
    let (anchor, number): (String, String) = browser.eval(&section).unwrap();
    let opener = "[...document.querySelectorAll('[data-command=\"export open\"]')].find(b => b.offsetParent)";
    browser.eval::<()>(&format!("{opener}.click()")).unwrap();
    browser
        .wait("document.activeElement.id === 'take'")
        .unwrap();
    let chosen = "return [
        document.querySelector('#take-place').checked,
        document.querySelector('#take-place + span').textContent,
        document.querySelector('.code span').textContent]";
    let (is_place, name, address): (bool, String, String) = browser.eval(chosen).unwrap();
    assert!(is_place && name.contains(&number), "{name} {number}");
    assert!(address.ends_with(&anchor), "{address}");
    browser.click("#take label:has(#take-whole)").unwrap();
    let (is_place, _, address): (bool, String, String) = browser.eval(chosen).unwrap();
    assert!(!is_place && !address.contains('#'), "{address}");
    reader.assert_quiet();
}

#[test]
fn one_file_says_that_its_address_leads_nowhere() {
    let reader = Reader::new(Viewport::DESK);
    let file = site().join("celan.html").canonicalize().unwrap();
    let page = format!("file://{}#/d/{DOCUMENT}/#a3", file.display());
    reader.browser.open(&page).unwrap();
    reader.ready();
    let browser = &reader.browser;
    browser
        .wait("document.querySelector('#a3') !== null")
        .unwrap();
    browser.eval::<()>(WATCH).unwrap();
    focus_number(browser, "a3");
    browser.press("c").unwrap();
    assert_eq!(copied(browser), format!("{ARTICLE}\n\n{SOURCE}"));
    browser
        .click("#bar [data-command=\"export open\"]")
        .unwrap();
    browser
        .wait("document.querySelector('.code p')?.innerText.includes('file://')")
        .unwrap();
    assert!(
        browser
            .eval::<bool>("return !document.querySelector('.code svg')")
            .unwrap()
    );
}

#[test]
fn one_step_back_closes_what_covers_a_document_on_a_phone() {
    for (screen, stays) in [(Viewport::PHONE, true), (Viewport::DESK, false)] {
        let reader = Reader::new(screen);
        let browser = &reader.browser;
        let id = DOCUMENT;
        reader.open("");
        reader.ready();
        browser
            .click(&format!("#list .item[data-document='{id}'] a"))
            .unwrap();
        let in_document =
            format!("location.pathname === '/d/{id}/' && !!document.querySelector('article.doc')");
        browser.wait(&in_document).unwrap();
        browser.eval::<()>("scrollTo(0, 900)").unwrap();
        for (opener, sheet) in [
            ("[data-command=\"export open\"]", "#take"),
            ("[data-command^=settings]", "#looks"),
        ] {
            let open = format!(
                "[...document.querySelectorAll('{opener}')].find((e) => e.checkVisibility()).click()"
            );
            browser.eval::<()>(&open).unwrap();
            let covered = format!("!!document.querySelector('{sheet}')");
            browser.wait(&covered).unwrap();
            browser.back().unwrap();
            browser.wait(&["!(", &covered, ")"].concat()).unwrap();
            if stays {
                browser.wait(&in_document).unwrap();
                browser.wait("scrollY === 900").unwrap();
            } else {
                browser
                    .wait("location.pathname === '/' && !!document.querySelector('#list .item')")
                    .unwrap();
                browser.eval::<()>("history.forward()").unwrap();
                browser.wait(&in_document).unwrap();
            }
        }
        browser.back().unwrap();
        browser
            .wait("location.pathname === '/' && !!document.querySelector('#list .item')")
            .unwrap();
        reader.assert_quiet();
    }
}
