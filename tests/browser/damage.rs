//! The library arrives damaged, cut, or not at all: the page says so, and tries again when told.

use celan_browser::Viewport;
use celan_serve::Fault;

use crate::reader::{Reader, documents};

/// The failed page offers one more try, within a passage that is read out.
const RETRY: &str = "[role=alert] button";
const FAILED: &str = "document.documentElement.dataset.search === 'failed'
    && document.querySelector('[role=alert] button') !== null";

#[test]
fn what_is_wrong_with_the_library_is_said_and_mended_by_trying_again() {
    for (name, fault) in [
        ("missing", Fault::Status(404)),
        ("a host in trouble", Fault::Status(503)),
        ("cut short", Fault::Shorten(100_000)),
        ("cut short at once", Fault::Shorten(3)),
        ("a broken connection", Fault::Cut(50_000)),
        ("another file", Fault::Flip(0)),
        ("damaged near its head", Fault::Flip(700)),
        ("damaged in the middle", Fault::Flip(90_000)),
    ] {
        let reader = Reader::new(Viewport::DESK);
        reader.host.fail(move |path| {
            let library = path.starts_with("assets/library-");
            library.then_some(fault)
        });
        reader.open(&format!("d/{}/", documents()[0]));
        reader
            .browser
            .wait(FAILED)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let said: String = reader
            .browser
            .eval("return document.querySelector('[role=alert]').innerText")
            .unwrap();
        assert!(said.chars().count() > 10, "{name}: {said}");
        // Reading goes on meanwhile.
        assert!(
            reader
                .browser
                .eval::<usize>("return document.querySelector('article').innerText.length")
                .unwrap()
                > 300
        );
        reader.host.heal();
        reader.browser.click(RETRY).unwrap();
        reader.ready();
    }
}
