//! A reader turns from the end of a section to the former and the next.

use celan_webdriver::Viewport;

use crate::reader::{PLACE_SEEN, Reader};

const PLAN: &str = "d/guofa-2016-43/";

#[test]
fn sections_end_with_the_ways_to_their_neighbours() {
    for (screen, script) in [(Viewport::PHONE, true), (Viewport::DESK, false)] {
        let reader = Reader::new(screen);
        let browser = &reader.browser;
        reader.open(PLAN);
        if script {
            reader.ready();
        }
        let next = "[...document.querySelectorAll('.turn [rel=next]')].find(a => a.ariaLabel.startsWith('下一章　第七章'))";
        let target: String = browser
            .eval(&format!("return {next}.getAttribute('href')"))
            .unwrap();
        assert_eq!(target, "#c7");
        browser
            .eval::<()>(&format!("{next}.scrollIntoView(); {next}.click()"))
            .unwrap();
        browser.wait(PLACE_SEEN).unwrap();
        let address: String = browser.eval("return location.hash").unwrap();
        assert_eq!(address, "#c7");
        // They can be touched, lead to what is there, and are no words of the document.
        let wrong: Vec<String> = browser
            .eval(
                "return [...document.querySelectorAll('.turn')].flatMap(nav => [
                     nav.textContent.trim() && 'text ' + nav.textContent,
                     ...[...nav.querySelectorAll('a')].map(a => !document.querySelector(a.hash)
                         ? 'nowhere ' + a.hash : a.offsetHeight < 44 ? 'small ' + a.ariaLabel : ''),
                 ]).filter(Boolean)",
            )
            .unwrap();
        assert_eq!(wrong, [""; 0]);
        reader.assert_quiet();
    }
}

#[test]
fn what_is_known_of_a_document_is_a_sheet_and_closing_it_leaves_the_text_where_it_is() {
    let reader = Reader::new(Viewport::PHONE);
    let browser = &reader.browser;
    reader.open(PLAN);
    reader.ready();
    browser.eval::<()>("scrollTo(0, 9000)").unwrap();
    for (sheet, by_key) in [("facts", false), ("outline", false), ("facts", true)] {
        browser.click(&format!("#dock a[href='#{sheet}']")).unwrap();
        let open = format!(
            "getComputedStyle(document.querySelector('#{sheet}')).position === 'fixed'
                && scrollY === 9000"
        );
        browser.wait(&open).unwrap();
        if by_key {
            let escape = "document.body.dispatchEvent(new KeyboardEvent('keydown',
                { key: 'Escape', bubbles: true, cancelable: true }))";
            browser.eval::<()>(escape).unwrap();
        } else {
            browser.click(&format!("#{sheet} .top a")).unwrap();
        }
        browser
            .wait(&format!("!document.querySelector('#{sheet}:target')"))
            .unwrap();
        // Whatever the browser does of its own comes with the next frames.
        let settled = "return new Promise(done =>
            requestAnimationFrame(() => setTimeout(() => done(scrollY), 200)))";
        assert_eq!(browser.eval::<f64>(settled).unwrap(), 9000.0, "{sheet}");
    }
    assert_eq!(browser.eval::<String>("return location.hash").unwrap(), "");
    reader.assert_quiet();
}
