//! Marks what the library says within an interface of another language.
//!
//! Screens are written by many hands: pages, components, fragments. In English all of Celan's own words are
//! English (a test of celan-locale holds them to it), so that Chinese outside an element that says its language
//! is the library's: titles, levels, topics, words of a query. Each element that has such text of its own is
//! given its language, and loses it if the text goes.

use crate::dom::set;
use celan_locale::Language;
use celan_text::is_han;
use gloo_utils::body;
use std::cell::Cell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MutationObserver, MutationObserverInit, MutationRecord, Node};

/// On elements that are marked here, and may be so no longer.
const MARKED: &str = "data-library-words";

/// Elements whose text nobody reads.
const UNREAD: [&str; 4] = ["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT"];

thread_local! {
    /// Whether changes are followed.
    static FOLLOWED: Cell<bool> = const { Cell::new(false) };
}

/// Marks what stands in the page, and from now on what comes into it.
pub(crate) fn mark() {
    visit(&body());
    if FOLLOWED.replace(true) {
        return;
    }
    let follow = Closure::<dyn FnMut(Vec<JsValue>)>::new(|records: Vec<JsValue>| {
        for record in records {
            follow(record.unchecked_ref());
        }
    });
    if let Ok(observer) = MutationObserver::new(follow.as_ref().unchecked_ref()) {
        let changes = MutationObserverInit::new();
        changes.set_child_list(true);
        changes.set_character_data(true);
        changes.set_subtree(true);
        let _ = observer.observe_with_options(&body(), &changes);
    }
    // It is called as long as the page is there.
    follow.forget();
}

/// Looks at what one change was made to.
fn follow(record: &MutationRecord) {
    let Some(target) = record.target() else {
        return;
    };
    let element = target.dyn_ref::<Element>().cloned();
    let Some(element) = element.or_else(|| target.parent_element()) else {
        return;
    };
    if is_within_library(&element) {
        return;
    }
    mark_own(&element);
    let added = record.added_nodes();
    for i in 0..added.length() {
        if let Some(added) = added
            .get(i)
            .and_then(|node| node.dyn_into::<Element>().ok())
        {
            visit(&added);
        }
    }
}

/// Whether an element stands in what says to be in the library's language, other than by its own mark.
fn is_within_library(element: &Element) -> bool {
    let Some(said) = element.closest("[lang]").ok().flatten() else {
        return false;
    };
    is_library(&said) && !(said.has_attribute(MARKED) && said == *element)
}

fn is_library(element: &Element) -> bool {
    element.get_attribute("lang").as_deref() == Some(Language::default().tag())
}

/// Marks an element and what stands in it, but for what says its language.
fn visit(element: &Element) {
    let says = is_library(element) && !element.has_attribute(MARKED);
    if says || UNREAD.contains(&element.tag_name().as_str()) {
        return;
    }
    mark_own(element);
    let children = element.children();
    for i in 0..children.length() {
        if let Some(child) = children.item(i) {
            visit(&child);
        }
    }
}

/// Marks an element by the text that is its own.
fn mark_own(element: &Element) {
    let has = has_library_words(element);
    if has {
        if !element.has_attribute("lang") {
            set(element, MARKED, "");
            set(element, "lang", Language::default().tag());
        }
    } else if element.has_attribute(MARKED) {
        let _ = element.remove_attribute(MARKED);
        let _ = element.remove_attribute("lang");
    }
}

fn has_library_words(element: &Element) -> bool {
    let nodes = element.child_nodes();
    (0..nodes.length())
        .filter_map(|i| nodes.get(i))
        .filter(|node| node.node_type() == Node::TEXT_NODE)
        .filter_map(|node| node.node_value())
        .any(|text| text.chars().any(is_han))
}
