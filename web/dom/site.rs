//! Where the site is: its root, and whether all of it is one file.

use gloo_utils::{document, document_element};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

/// The address of the site's top, whole.
pub(crate) fn root() -> String {
    let way = document_element()
        .get_attribute("data-root")
        .unwrap_or_else(|| "./".to_owned());
    thread_local! {
        static ROOT: RefCell<Option<String>> = const { RefCell::new(None) };
    }
    // Relative to the page that was opened: resolved once, before the address changes.
    ROOT.with_borrow_mut(|root| root.get_or_insert_with(|| resolve(&way)).clone())
}

/// Whether the whole library is this one file.
pub(crate) fn is_one_file() -> bool {
    document_element()
        .get_attribute("data-root")
        .is_some_and(|root| root.starts_with('#'))
}

/// Whether the page is shown in kiosk mode: nothing of a visitor may stay. early_appearance.js says so.
pub(crate) fn is_kiosk() -> bool {
    document_element().has_attribute("data-kiosk")
}

/// Whether nothing of the reader may stay on the device: on a public screen, or as the library has it.
pub(crate) fn keeps_nothing() -> bool {
    let nothing = document_element().matches("[data-kiosk], [data-keep=nothing]");
    nothing.unwrap_or(false)
}

/// How kiosk mode stands in every address: `kiosk`, or with the language `kiosk=en`.
pub(crate) fn kiosk_form() -> Option<String> {
    document_element().get_attribute("data-kiosk-form")
}

fn resolve(way: &str) -> String {
    document()
        .create_element("a")
        .ok()
        .and_then(|a| a.dyn_into::<HtmlAnchorElement>().ok())
        .map(|a| {
            a.set_href(way);
            a.href()
        })
        .unwrap_or_else(|| way.to_owned())
}
