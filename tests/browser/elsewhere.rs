//! All that a reader does on the site he does in the one file and from a host on plain HTTP too:
//! comparing, glancing, marking, taking away, in English.

use celan_serve::{Fault, Options, Server};
use celan_webdriver::{Browser, Viewport};

use crate::reader::{PLACE_SEEN, Reader, site};

const NAME: &str = "celan.test";
const DOCUMENT: &str = "d/guowuyuanling-487/";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

/// A reader, and what stands before the routes in his addresses.
struct Place {
    reader: Reader,
    root: String,
}

impl Place {
    /// The one file, with no host that serves anything.
    fn file(screen: Viewport) -> Self {
        let reader = Reader::new(screen);
        reader.host.fail(|_| Some(Fault::Status(500)));
        let path = site().join("celan.html").canonicalize().unwrap();
        let root = format!("file://{}#/", path.display());
        Self { reader, root }
    }

    /// A host whose name browsers do not trust.
    fn network(screen: Viewport) -> Self {
        let host = Server::start(site(), Options::default()).unwrap();
        let root = format!("http://{NAME}:{}/", host.port());
        let browser = Browser::start_on_network(screen, NAME).unwrap();
        let reader = Reader { browser, host };
        Self { reader, root }
    }

    fn open(&self, route: &str) -> &Browser {
        let browser = &self.reader.browser;
        browser.open("about:blank").unwrap();
        browser.open(&[&self.root, route].concat()).unwrap();
        self.reader.ready();
        browser
    }

    /// The route that the address names.
    fn route(&self) -> String {
        let address = self.reader.browser.address().unwrap();
        let route = address.strip_prefix(&self.root);
        route.unwrap_or_else(|| panic!("{address}")).to_owned()
    }
}

fn everywhere(screen: Viewport, act: fn(&Place)) {
    for place in [Place::file(screen), Place::network(screen)] {
        act(&place);
        place.reader.assert_quiet();
    }
}

fn compares(place: &Place) {
    let browser = place.open("?left=neizhengbanfa-2021-39&right=guofa-2016-43&topic=人才");
    browser
        .wait("document.querySelectorAll('#compare li.topic').length > 2")
        .unwrap();
    let titles: Vec<String> = browser
        .eval("return [...document.querySelectorAll('#compare .vs h2')].map(h => h.textContent)")
        .unwrap();
    assert_eq!(titles.len(), 2);
    assert!(titles[0] != titles[1]);
    browser
        .eval::<()>("document.querySelector('#compare li.topic a.path').click()")
        .unwrap();
    browser.wait(PLACE_SEEN).unwrap();
    assert!(place.route().starts_with("d/"), "{}", place.route());
    browser.back().unwrap();
    browser
        .wait("document.querySelector('#compare')?.checkVisibility() === true")
        .unwrap();
    assert!(place.route().starts_with("?left=neizhengbanfa-2021-39"));
}

#[test]
fn two_documents_stand_side_by_side() {
    everywhere(Viewport::PHONE, compares);
}

fn glances(place: &Place) {
    let browser = place.open("d/neizhengbanfa-2017-51/");
    for (mentions, key) in [("a.cite", " "), (".cite.none", ENTER)] {
        let focus = format!(
            "const mention = [...document.querySelectorAll('article.doc {mentions}')][0];
            mention.scrollIntoView({{ block: 'center' }}); mention.focus();
            window.mention = mention; return document.activeElement === mention"
        );
        assert!(browser.eval::<bool>(&focus).unwrap(), "{mentions}");
        browser.press(key).unwrap();
        browser
            .wait("document.activeElement.id === 'peek' && document.querySelector('#peek .t').textContent.length > 3")
            .unwrap();
        browser.press(ESCAPE).unwrap();
        browser
            .wait("document.querySelector('#peek').hidden && document.activeElement === mention")
            .unwrap();
    }
    // What mentions it is one link away.
    browser.press(ENTER).unwrap();
    browser
        .wait("!document.querySelector('#peek').hidden")
        .unwrap();
    let way = "const link = document.querySelector('#peek .acts a');
        const title = document.querySelector('#peek .t').textContent;
        link.click(); return title";
    let title: String = browser.eval(way).unwrap();
    place.reader.results(&format!("\"{title}\""));
}

#[test]
fn a_citation_popover_shows_the_cited_block() {
    everywhere(Viewport::DESK, glances);
}

/// The one mark in the list: its words, its note, and the file that the list gives.
const LISTED: &str = "const mark = document.querySelector('li.mark');
    const file = decodeURIComponent(document.querySelector('a[download]').href.split(',').slice(1).join(','));
    return [mark.querySelector('blockquote').textContent, mark.querySelector('textarea').value, file]";

fn marks(place: &Place) {
    let browser = place.open(DOCUMENT);
    browser
        .eval::<()>("document.querySelector('#a3 > .a').click()")
        .unwrap();
    browser
        .click("#place [data-command=\"block note\"]")
        .unwrap();
    browser.type_into("#place textarea", "问财务").unwrap();
    browser
        .click("#place [data-command=\"block save\"]")
        .unwrap();
    // Another visit.
    place.open("?marks=1");
    browser.wait("!!document.querySelector('li.mark')").unwrap();
    let (words, note, file): (String, String, String) = browser.eval(LISTED).unwrap();
    assert!(words.starts_with("第三条"), "{words}");
    assert_eq!(note, "问财务");
    let file: serde_json::Value = serde_json::from_str(&file).unwrap();
    assert_eq!(file["format"], "celan-marks/1");
    assert_eq!(file["marks"][0]["anchor"], "a3");
    browser.click("li.mark a").unwrap();
    browser.wait(PLACE_SEEN).unwrap();
    assert_eq!(place.route(), format!("{DOCUMENT}#a3"));
    browser
        .wait("document.querySelector('#a3').dataset.kept !== undefined")
        .unwrap();
}

#[test]
fn marks_are_kept_and_given_out() {
    everywhere(Viewport::DESK, marks);
}

/// The file that the page would give.
const SAVE: &str = "
    URL.createObjectURL = blob => { window.blob = blob; return '#'; };
    HTMLAnchorElement.prototype.click = function () { window.saved = this.download; };";

fn takes(place: &Place) {
    let browser = place.open(&format!("{DOCUMENT}#a3"));
    let open = "[...document.querySelectorAll('[data-command=\"export open\"]')].find(b => b.offsetParent).click()";
    browser.eval::<()>(open).unwrap();
    browser
        .wait("document.activeElement.id === 'take'")
        .unwrap();
    browser.eval::<()>(SAVE).unwrap();
    for kind in ["txt", "md", "docx"] {
        browser
            .eval::<()>(&format!(
                "delete window.saved; document.querySelector('[data-command=\"export {kind}\"]').click()"
            ))
            .unwrap();
        browser
            .wait(&format!(
                "window.saved?.endsWith('.{kind}') && blob.size > 300"
            ))
            .unwrap();
    }
    let code: bool = browser
        .eval("return !!document.querySelector('.code svg')")
        .unwrap();
    assert_eq!(code, place.root.starts_with("http"));
    browser
        .eval::<()>("dispatchEvent(new Event('beforeprint'))")
        .unwrap();
    let paper = "return document.querySelector('#paper')?.textContent.includes('第三条') ?? document.querySelector('article.doc').textContent.includes('第三条')";
    assert!(browser.eval::<bool>(paper).unwrap());
    browser
        .eval::<()>("dispatchEvent(new Event('afterprint'))")
        .unwrap();
}

#[test]
fn a_document_is_taken_along() {
    everywhere(Viewport::PHONE, takes);
}

fn speaks_english(place: &Place) {
    let browser = place.open(&format!("{DOCUMENT}#a3"));
    browser
        .eval::<()>("[...document.querySelectorAll('button[aria-haspopup=dialog]')].find(b => !b.dataset.take && b.offsetParent).click()")
        .unwrap();
    browser
        .wait("!!document.querySelector('#looks label[lang=en] input')")
        .unwrap();
    browser
        .eval::<()>("document.querySelector('#looks label[lang=en] input').click()")
        .unwrap();
    let english = "document.documentElement.lang === 'en'
        && document.querySelector('#facts')?.getAttribute('aria-label') === 'About this document'";
    browser.wait(english).unwrap();
    assert_eq!(place.route(), format!("{DOCUMENT}#a3"));
    // The next screens speak it too, and the document's own words are marked as Chinese.
    place.open("?q=科技成果转化");
    place.reader.results("科技成果转化");
    let said: String = browser
        .eval("return document.querySelector('[data-results] [role=status]').textContent")
        .unwrap();
    assert!(said.contains("places in"), "{said}");
    let chinese: bool = browser
        .eval("return [...document.querySelectorAll('[data-results] .text')].every(p => p.closest('[lang]').lang === 'zh-CN')")
        .unwrap();
    assert!(chinese);
}

#[test]
fn the_other_language_is_one_tap_away_on_the_first_screen() {
    for screen in [Viewport::PHONE, Viewport::DESK] {
        let reader = Reader::new(screen);
        reader.open("");
        reader.ready();
        let browser = &reader.browser;
        for (tag, speaks) in [("en", "en"), ("zh-CN", "zh-CN")] {
            browser.click(&format!("#bar [lang='{tag}']")).unwrap();
            browser
                .wait(&format!("document.documentElement.lang === '{speaks}'"))
                .unwrap();
            let fits: bool = browser
                .eval(
                    "const tools = [...document.querySelectorAll('#bar .own > *')];
                    return tools.filter((tool) => tool.checkVisibility()).every((tool) => {
                        const place = tool.getBoundingClientRect();
                        return place.left >= 0 && place.right <= innerWidth;
                    })",
                )
                .unwrap();
            assert!(fits, "{screen:?} {tag}");
        }
        reader.assert_quiet();
    }
}

#[test]
fn the_interface_speaks_english() {
    everywhere(Viewport::DESK, speaks_english);
}
