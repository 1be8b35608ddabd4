//! Tables on screens of every width and on paper: every row and every column, with what they mean.

use celan_document::Content;
use celan_webdriver::{Browser, Viewport};
use serde_json::json;

use crate::reader::{Reader, core};

const NARROW: Viewport = Viewport {
    width: 320,
    height: 568,
    mobile: true,
};

/// What of a table cannot be seen: rows that a frame hides, cells beyond its edges, cells that do not say
/// what they are.
const LOST: &str = "return [...document.querySelectorAll('article.doc figure.frame')].flatMap(frame => {
    const box = frame.getBoundingClientRect();
    const head = frame.querySelector('thead')?.checkVisibility({ visibilityProperty: true });
    return [...frame.querySelectorAll('tbody td')].filter(td => td.textContent.trim()).filter(td => {
        const cell = td.getBoundingClientRect();
        const inside = cell.height > 0 && cell.left >= box.left - 1 && cell.right <= box.right + 1
            && cell.top >= box.top - 1 && cell.bottom <= box.bottom + 1;
        const block = getComputedStyle(td).display !== 'table-cell';
        const said = getComputedStyle(td, '::before').content;
        return !inside || block && td.dataset.k && said !== JSON.stringify(td.dataset.k);
    }).map(td => td.textContent);
})";

/// The documents that hold tables.
fn with_tables() -> Vec<String> {
    let core = core();
    let mut ids = Vec::new();
    for document in &core.library().documents {
        let mut any = false;
        document.walk(&mut |block| any |= matches!(block.content, Content::Table(_)));
        if any {
            ids.push(document.metadata.id.clone());
        }
    }
    assert!(!ids.is_empty());
    ids
}

fn lost(browser: &Browser) -> Vec<String> {
    browser.eval(LOST).unwrap()
}

#[test]
fn a_table_is_whole_on_every_screen() {
    let ids = with_tables();
    for screen in [NARROW, Viewport::PHONE, Viewport::DESK] {
        let reader = Reader::new(screen);
        for id in &ids {
            for print in ["", "large"] {
                reader.open(&format!("d/{id}/"));
                reader.ready();
                let large = format!("document.documentElement.dataset.print = '{print}'");
                reader.browser.eval::<()>(&large).unwrap();
                assert_eq!(lost(&reader.browser), [""; 0], "{id} {screen:?} {print}");
            }
        }
        reader.assert_quiet();
    }
}

#[test]
fn a_table_of_many_columns_is_whole_on_paper() {
    let reader = Reader::new(Viewport::DESK);
    let browser = &reader.browser;
    reader.open(&format!("d/{}/", with_tables()[0]));
    reader.ready();
    // The widest that a page may have to hold.
    browser
        .eval::<()>(
            "const frame = document.querySelector('article.doc figure.frame');
            const cells = (tag, text) => Array.from({ length: 40 }, (_, n) => `<${tag}>${text}${n}</${tag}>`).join('');
            frame.className = 'frame rows series wide broad';
            frame.querySelector('table').innerHTML =
                `<thead><tr>${cells('th', '指标')}</tr></thead><tbody><tr>${cells('td', '1234567890')}</tr></tbody>`;",
        )
        .unwrap();
    let media = json!({ "media": "print" });
    browser
        .devtools("Emulation.setEmulatedMedia", &media)
        .unwrap();
    let overflow = "const frame = document.querySelector('article.doc figure.frame');
        return frame.querySelector('table').getBoundingClientRect().right <= frame.getBoundingClientRect().right + 1";
    assert!(browser.eval::<bool>(overflow).unwrap());
    assert_eq!(lost(browser), [""; 0]);
}
