//! The list of documents, narrowed and ordered by links: what it shows is what the corpus says, the
//! address keeps it, and back takes it back.

use celan_document::{Document, Library};
use celan_webdriver::Viewport;

use crate::reader::{Reader, corpus};

const SHOWN: &str = "return [...document.querySelectorAll('#list .item')]
    .filter(e => e.checkVisibility()).map(e => e.dataset.document)";

fn library() -> Library {
    celan_corpus::read(&corpus()).unwrap().library
}

fn shown(reader: &Reader) -> Vec<String> {
    reader.browser.eval(SHOWN).unwrap()
}

fn wait(reader: &Reader, shown: usize) {
    let condition = format!(
        "[...document.querySelectorAll('#list .item')].filter(e => e.checkVisibility()).length === {shown}"
    );
    reader.browser.wait(&condition).unwrap();
}

fn ids(library: &Library, of: impl Fn(&Document) -> bool) -> Vec<String> {
    let documents = library.documents.iter().filter(|d| of(d));
    let mut ids: Vec<_> = documents.map(|d| d.metadata.id.clone()).collect();
    ids.sort();
    ids
}

fn year(document: &Document) -> Option<u16> {
    document.metadata.date.as_ref().map(|date| date.year())
}

#[test]
fn filters_are_links_that_the_address_keeps() {
    let library = library();
    let reader = Reader::new(Viewport::DESK);
    reader.open("");
    reader.ready();
    let all = library.documents.len();
    assert_eq!(shown(&reader).len(), all);
    for level in &library.levels {
        let of_level = |d: &Document| d.metadata.level.as_ref() == Some(&level.name);
        let expected = ids(&library, of_level);
        let link = format!("a[data-field=level][data-value=\"{}\"]", level.name);
        let count: String = reader
            .browser
            .eval(&format!(
                "return document.querySelector('{link} .n').textContent"
            ))
            .unwrap();
        assert_eq!(count, expected.len().to_string(), "{}", level.name);
        reader.browser.click(&link).unwrap();
        wait(&reader, expected.len());
        let mut found = shown(&reader);
        found.sort();
        assert_eq!(found, expected, "{}", level.name);
        let address = reader.browser.address().unwrap();
        assert!(address.contains("?level="), "{address}");
        // A second property narrows further; its counts are of what the first one left.
        let newest = library
            .documents
            .iter()
            .filter(|d| of_level(d))
            .filter_map(year)
            .max();
        let both = ids(&library, |d| of_level(d) && year(d) == newest);
        let link = format!("a[data-field=year][data-value=\"{}\"]", newest.unwrap());
        reader.browser.click(&link).unwrap();
        wait(&reader, both.len());
        reader.browser.reload().unwrap();
        reader.ready();
        wait(&reader, both.len());
        let mut found = shown(&reader);
        found.sort();
        assert_eq!(found, both, "{}", level.name);
        reader.browser.back().unwrap();
        wait(&reader, expected.len());
        reader.browser.back().unwrap();
        wait(&reader, all);
    }
    reader.assert_quiet();
}

/// A column of filters that is longer than the window shows that it goes on, and its values stand by their number.
#[test]
fn filters_below_the_edge_are_announced_and_reached() {
    let low = Viewport {
        width: 1280,
        height: 600,
        ..Viewport::DESK
    };
    let reader = Reader::new(low);
    let browser = &reader.browser;
    reader.open("");
    reader.ready();
    let column: (bool, bool, String) = browser
        .eval(
            "const column = document.querySelector('#sift');
            const style = getComputedStyle(column);
            return [column.scrollHeight > column.clientHeight, style.overflowY === 'auto' && style.scrollbarWidth !== 'none',
                style.backgroundAttachment]",
        )
        .unwrap();
    assert_eq!(column, (true, true, "local, scroll".to_owned()));
    let counts: Vec<usize> = browser
        .eval("return [...document.querySelectorAll('#sift [data-field=issuer] .n')].map(n => +n.textContent)")
        .unwrap();
    assert!(
        counts.len() > 5 && counts.is_sorted_by(|a, b| a >= b),
        "{counts:?}"
    );
    // By wheel or finger the last is reached, beside the list.
    let reached: bool = browser
        .eval(
            "const column = document.querySelector('#sift');
            scrollTo({ top: innerHeight, behavior: 'instant' });
            column.scrollTop = column.scrollHeight;
            const own = column.getBoundingClientRect();
            const last = [...column.querySelectorAll('[data-field]')].at(-1).getBoundingClientRect();
            return last.bottom <= own.bottom + 0.5 && own.bottom <= innerHeight",
        )
        .unwrap();
    assert!(reached);
    reader.assert_quiet();
}

#[test]
fn the_list_is_ordered_by_date_and_length_and_put_back() {
    let library = library();
    let reader = Reader::new(Viewport::DESK);
    reader.open("");
    reader.ready();
    let before = shown(&reader);
    let order = "return [...document.querySelectorAll('a[data-field=sort][aria-current]')].map(a => a.dataset.value)";
    let now = || -> Vec<String> { reader.browser.eval(order).unwrap() };
    assert_eq!(now(), [""]);
    reader
        .browser
        .click("a[data-field=sort][data-value=size]")
        .unwrap();
    reader
        .browser
        .wait("location.search === '?sort=size'")
        .unwrap();
    assert_eq!(now(), ["size"]);
    let mut lengths: Vec<usize> = Vec::new();
    for id in shown(&reader) {
        lengths.push(library.document(&id).unwrap().characters());
    }
    assert_eq!(lengths.len(), library.documents.len());
    assert!(lengths.is_sorted_by(|a, b| a >= b), "{lengths:?}");
    reader
        .browser
        .click("a[data-field=sort][data-value=date]")
        .unwrap();
    reader
        .browser
        .wait("location.search === '?sort=date'")
        .unwrap();
    let years = shown(&reader);
    let years = years.iter().map(|id| year(library.document(id).unwrap()));
    assert!(years.is_sorted_by(|a, b| a >= b));
    reader
        .browser
        .click("a[data-field=sort][data-value='']")
        .unwrap();
    reader.browser.wait("location.search === ''").unwrap();
    assert_eq!(shown(&reader), before);
}

#[test]
fn typing_narrows_the_list() {
    let library = library();
    let reader = Reader::new(Viewport::PHONE);
    reader.open("");
    reader.ready();
    let title = &library.documents[0].metadata.title;
    let word: String = title.chars().take(4).collect();
    reader.browser.type_into("#sieve", &word).unwrap();
    let expected = ids(&library, |d| {
        let m = &d.metadata;
        [Some(&m.title), m.number.as_ref()]
            .into_iter()
            .flatten()
            .chain(&m.issuers)
            .any(|text| text.contains(&word))
    });
    wait(&reader, expected.len());
    let mut found = shown(&reader);
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn a_list_with_nothing_left_says_so_and_shows_a_way_out() {
    let library = library();
    let reader = Reader::new(Viewport::PHONE);
    let browser = &reader.browser;
    reader.open("");
    reader.ready();
    browser.type_into("#sieve", "zzzz").unwrap();
    browser
        .wait("document.querySelector('#shown').textContent.includes('没有一份文件')")
        .unwrap();
    browser.click("#chosen a").unwrap();
    wait(&reader, library.documents.len());
}

/// What of the list is in sight above the sheet.
const IN_SIGHT: &str = "(() => {
    const sheet = document.querySelector('#sift');
    const items = [...document.querySelectorAll('#list .item')].filter(e => e.checkVisibility());
    return items.some(item => {
        const box = item.getBoundingClientRect();
        const at = document.elementFromPoint(box.left + 20, (box.top + box.bottom) / 2);
        return item.contains(at) && !sheet.contains(at);
    });
})()";

#[test]
fn on_a_phone_the_list_is_filtered_in_sight_and_there_is_a_way_out() {
    let library = library();
    let tablet = Viewport {
        width: 768,
        height: 1024,
        ..Viewport::PHONE
    };
    for screen in [Viewport::PHONE, tablet] {
        let reader = Reader::new(screen);
        let browser = &reader.browser;
        reader.open("");
        reader.ready();
        // As a reader comes upon it, with the list below the edge.
        browser
            .eval::<()>(
                "document.querySelector(\"a.chip[href='#sift']\").scrollIntoView({ block: 'end' })",
            )
            .unwrap();
        browser.click("a.chip[href='#sift']").unwrap();
        browser
            .wait("document.querySelector('#sift').checkVisibility()")
            .unwrap();
        let level = &library.levels[0].name;
        let expected = ids(&library, |d| d.metadata.level.as_ref() == Some(level));
        browser
            .click(&format!(
                "#sift a[data-field=level][data-value=\"{level}\"]"
            ))
            .unwrap();
        wait(&reader, expected.len());
        // The sheet stays, the list is in sight behind it, and says what it shows.
        assert!(
            browser.eval::<bool>(&format!("return {IN_SIGHT}")).unwrap(),
            "{screen:?}"
        );
        let see: String = browser
            .eval("return document.querySelector('#see').textContent")
            .unwrap();
        assert!(see.contains(&expected.len().to_string()), "{see}");
        // Nothing that would show nothing can be chosen.
        let empty: Vec<String> = browser
            .eval("return [...document.querySelectorAll('[data-field]')].filter(a => a.checkVisibility()
                && a.querySelector('.n')?.textContent === '0' && a.hasAttribute('href')).map(a => a.textContent)")
            .unwrap();
        assert_eq!(empty, [""; 0]);
        browser.click("#see").unwrap();
        browser
            .wait("!document.querySelector('#sift').checkVisibility() && document.activeElement.id === 'shown'")
            .unwrap();
        // What is chosen is said, and each can be taken back.
        let chosen: Vec<String> = browser
            .eval("return [...document.querySelectorAll('#chosen .chip')].map(a => a.textContent)")
            .unwrap();
        assert_eq!(chosen, [level.as_str()]);
        browser.click("#chosen .chip").unwrap();
        wait(&reader, library.documents.len());
        browser
            .wait("document.querySelector('#chosen').hidden")
            .unwrap();
        reader.assert_quiet();
    }
}
