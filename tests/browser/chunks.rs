//! The chunks of the program: none is asked for before everything can be searched, and one that does not
//! come says so and can be asked for again.

use celan_serve::Fault;
use celan_webdriver::Viewport;

use crate::reader::{Reader, documents, site};
use crate::release::list;

/// Whether a file is a chunk of the program, or part of one.
fn is_chunk(path: &str) -> bool {
    path.starts_with("assets/") && path.contains(".wasm") && !path.starts_with("assets/app-")
}

/// A quick build is in one piece.
fn has_chunks() -> bool {
    let list = list(&site());
    let mut files = list["files"].as_array().unwrap().iter();
    files.any(|file| file["path"].as_str().is_some_and(is_chunk))
}

#[test]
fn no_chunk_is_asked_for_before_everything_can_be_searched() {
    if !has_chunks() {
        return;
    }
    for path in ["", &format!("d/{}/", documents()[0])] {
        let reader = Reader::new(Viewport::DESK);
        reader.open(path);
        reader.searchable();
        let asked_later = "(() => {
            const [open] = performance.getEntriesByName('celan:open');
            const chunks = performance.getEntriesByType('resource')
                .filter((file) => /assets\\/(?!app-)[^\\/]*\\.wasm/.test(file.name));
            const early = chunks.filter((file) => file.startTime < open.startTime + open.duration);
            if (early.length) throw new Error(early.map((file) => file.name));
            return chunks.length > 1;
        })()";
        reader.browser.wait(asked_later).unwrap();
        reader.assert_quiet();
    }
}

#[test]
fn a_chunk_that_does_not_come_says_so_and_can_be_asked_for_again() {
    if !has_chunks() {
        return;
    }
    let [first, second, ..] = &documents()[..] else {
        panic!("the library has one document");
    };
    let document = format!("d/{first}/");
    let comparison = format!("?left={first}&right={second}");
    for (path, asks, brings) in [
        (&document, Some("#bar .take"), "#take"),
        (&document, Some("#bar [data-command^=settings]"), "#looks"),
        (&comparison, None, "#compare .pair"),
    ] {
        let reader = Reader::new(Viewport::DESK);
        let browser = &reader.browser;
        reader
            .host
            .fail(|path| is_chunk(path).then_some(Fault::Status(503)));
        reader.open(path);
        reader.searchable();
        if let Some(asks) = asks {
            browser.click(asks).unwrap();
        }
        let notice = "document.querySelector('[data-notice=chunk]') !== null";
        browser.wait(notice).unwrap();
        // All else goes on.
        let text = "return document.querySelector('article.doc, #compare').innerText.length";
        assert!(browser.eval::<usize>(text).unwrap() > 0);
        reader.host.heal();
        // The notice may just be written anew, so that it is found and pressed at once.
        let again = "document.querySelector('[data-notice=chunk] button').click()";
        browser.eval::<()>(again).unwrap();
        browser
            .wait(&format!("document.querySelector('{brings}') !== null"))
            .unwrap();
        browser
            .wait("document.querySelector('[data-notice=chunk]') === null")
            .unwrap();
    }
}

#[test]
fn reading_and_searching_need_no_chunk() {
    let reader = Reader::new(Viewport::DESK);
    reader
        .host
        .fail(|path| is_chunk(path).then_some(Fault::Status(503)));
    reader.open("");
    reader.search("科技成果");
    assert!(
        reader
            .browser
            .eval::<bool>("return document.querySelectorAll('[data-results] mark').length > 10")
            .unwrap()
    );
    // A document that cannot be written here is read from its own page.
    reader.open(&format!("d/{}/", documents()[1]));
    reader.searchable();
    let text = "return document.querySelector('article.doc').innerText.length";
    assert!(reader.browser.eval::<usize>(text).unwrap() > 300);
}
