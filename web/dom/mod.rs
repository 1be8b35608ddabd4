//! The browser's page: finding, making and changing elements.

pub(crate) mod focus;
pub(crate) mod lazy_layout;
pub(crate) mod library_words;
pub(crate) mod media;
pub(crate) mod scroll_anchor;
pub(crate) mod selection;
pub(crate) mod site;
pub(crate) mod text_filter;
pub(crate) mod text_ranges;

use gloo_utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The first element that a selector names.
pub(crate) fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// All elements within `element` that a selector names, in the order of the page.
pub(crate) fn all(element: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = element.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|i| list.get(i)?.dyn_into().ok())
        .collect()
}

/// The elements that an element consists of, in the order of the page.
pub(crate) fn parts(element: &Element) -> Vec<Element> {
    let list = element.children();
    (0..list.length()).filter_map(|i| list.item(i)).collect()
}

/// Sets an attribute, if it changes.
pub(crate) fn set(element: &Element, name: &str, value: &str) {
    if element.get_attribute(name).as_deref() != Some(value) {
        let _ = element.set_attribute(name, value);
    }
}

/// Hides an element, or shows it.
pub(crate) fn hide(element: &Element, hidden: bool) {
    if let Some(element) = element.dyn_ref::<HtmlElement>()
        && element.hidden() != hidden
    {
        element.set_hidden(hidden);
    }
}

/// Makes an element with an id.
pub(crate) fn make(tag: &str, id: &str) -> Option<Element> {
    let element = document().create_element(tag).ok()?;
    element.set_id(id);
    Some(element)
}
