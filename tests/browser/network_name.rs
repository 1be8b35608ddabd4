//! The site on a local network: plain HTTP, and a name that browsers do not trust.

use celan_serve::{Options, Server};
use celan_webdriver::{Browser, Viewport};

use crate::queries::queries;
use crate::reader::{Reader, site};

const NAME: &str = "celan.test";

#[test]
fn all_is_found_without_what_browsers_keep_for_secure_hosts() {
    let host = Server::start(site(), Options::default()).unwrap();
    let browser = Browser::start_on_network(Viewport::DESK, NAME).unwrap();
    browser
        .open(&format!("http://{NAME}:{}/", host.port()))
        .unwrap();
    let insecure: bool = browser
        .eval("return !isSecureContext && !crypto.subtle && !navigator.serviceWorker && !navigator.clipboard")
        .unwrap();
    assert!(
        insecure,
        "the browser trusts the host, so nothing is tested"
    );
    let plain = Reader { browser, host };
    let secure = Reader::new(Viewport::DESK);
    secure.open("");
    for reader in [&plain, &secure] {
        reader.ready();
    }
    for query in queries() {
        let [here, there] = [&plain, &secure].map(|reader| {
            reader.fill(query);
            reader.results(query);
            reader.found()
        });
        assert_eq!(here, there, "{query}");
    }
    // What is not kept is said.
    plain
        .browser
        .click("#bar .own button[aria-haspopup]")
        .unwrap();
    plain
        .browser
        .wait("document.querySelector('celan-offline[data-state=cannot]')?.innerText.length > 10")
        .unwrap();
    plain.assert_quiet();
}
