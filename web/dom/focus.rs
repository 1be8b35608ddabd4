//! Keeps the focus within a dialog while it is open, and gives it back afterwards.

use crate::dom::find;
use gloo_utils::document;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What can have the focus within a dialog.
const REACHED: &str = "a[href], button:not([disabled]), input, textarea";

thread_local! {
    /// What had the focus before the dialog opened.
    static BEFORE: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// Moves the focus into the dialog of this id; back, if none is open.
pub(crate) fn move_into(dialog: Option<&str>) {
    match dialog.and_then(|id| document().get_element_by_id(id)) {
        Some(dialog) => {
            let active = document().active_element();
            if !active.as_ref().is_some_and(|a| dialog.contains(Some(a))) {
                BEFORE.with_borrow_mut(|before| *before = before.take().or(active));
                focus_quietly(&dialog);
            }
        }
        None => {
            if let Some(before) = BEFORE.take()
                && document()
                    .active_element()
                    .is_none_or(|e| e.tag_name() == "BODY")
            {
                focus_quietly(&before);
            }
        }
    }
}

/// Keeps Tab within the open dialog; returns whether it moved the focus itself.
pub(crate) fn trap_tab(back: bool) -> bool {
    let Some(dialog) = find("[role=dialog]") else {
        return false;
    };
    let Ok(list) = dialog.query_selector_all(REACHED) else {
        return false;
    };
    let reached: Vec<HtmlElement> = (0..list.length())
        .filter_map(|i| list.get(i)?.dyn_into().ok())
        .collect();
    let active = document().active_element();
    let at = |element: Option<&HtmlElement>| {
        active.is_some() && active.as_ref() == element.map(AsRef::as_ref)
    };
    let (first, last) = (reached.first(), reached.last());
    let outside = !active.as_ref().is_some_and(|a| dialog.contains(Some(a)));
    let to = match back {
        true if outside || at(first) || active.as_ref() == Some(&dialog) => last,
        false if outside || at(last) => first,
        _ => None,
    };
    to.is_some_and(|to| to.focus().is_ok())
}

/// Focuses an element without scrolling to it.
pub(crate) fn focus_quietly(element: &Element) {
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}
