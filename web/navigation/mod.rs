//! Where the reader is: routes, the addresses that they are written as, and the browser's history.

pub(crate) mod history;
pub(crate) mod list_filter;
pub(crate) mod route;
pub(crate) mod url;

use crate::dom::site::{is_one_file, root};
use gloo_utils::document;
use route::Base;
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

/// Where the site is.
pub(crate) fn base() -> Base {
    if is_one_file() {
        return Base::Fragment;
    }
    let path = document()
        .create_element("a")
        .ok()
        .and_then(|a| a.dyn_into::<HtmlAnchorElement>().ok())
        .map(|a| {
            a.set_href(&root());
            a.pathname()
        });
    Base::Path(path.unwrap_or_else(|| "/".to_owned()))
}
