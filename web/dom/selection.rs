//! What is selected in the article.

use gloo_utils::window;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// What the reader selected in the article.
pub(crate) struct Selected {
    /// The words.
    pub(crate) words: String,
    /// The blocks in which they begin and end.
    pub(crate) first: Element,
    pub(crate) last: Element,
}

/// The selection, where there is one in the article.
pub(crate) fn selected() -> Option<Selected> {
    let selection = window().get_selection().ok()??;
    if selection.is_collapsed() {
        return None;
    }
    let range = selection.get_range_at(0).ok()?;
    let block = |node: Node| {
        let element = node
            .dyn_into()
            .or_else(|n: Node| n.parent_element().ok_or(n))
            .ok();
        element.and_then(|e: Element| e.closest("article.doc [id]").ok()?)
    };
    let first = block(range.start_container().ok()?)?;
    Some(Selected {
        words: String::from(range.to_string()),
        last: block(range.end_container().ok()?).unwrap_or_else(|| first.clone()),
        first,
    })
}
