//! Taking away: a place with its source, its address, and on paper.

use crate::library::Reader;
use crate::page::{Screen, root};
use crate::route::{Base, Query, Route};
use crate::shell::Shell;
use celan_document::Document;
use celan_page::strings::{fill, number};
use celan_take::{Citation, Part};
use gloo_utils::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, Node};

#[wasm_bindgen]
extern "C" {
    /// `<celan-carry>` of carry.js: carries text out of the page, and says what came of it.
    #[wasm_bindgen(extends = Element)]
    pub(crate) type Carry;

    /// Says something.
    #[wasm_bindgen(method)]
    pub(crate) fn say(this: &Carry, words: &str);

    /// Copies a text and says `done`, or offers it with the words `by_hand`.
    #[wasm_bindgen(method)]
    fn copy(this: &Carry, text: &str, done: &str, by_hand: &str);
}

/// What the reader selected in the article.
pub(crate) struct Selected {
    /// The words.
    words: String,
    /// The blocks in which they begin and end.
    pub(crate) first: Element,
    last: Element,
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

/// The carrier that stands in an element.
pub(crate) fn carry(host: &Element) -> Option<Carry> {
    let carry = host.query_selector("celan-carry").ok()??;
    Some(carry.unchecked_into())
}

/// Copies the selection, or what belongs to the place `anchor`, with its source.
pub(crate) fn cite(shell: &Shell, anchor: &str, carry: &Carry) {
    let s = shell.strings;
    let Some(reader) = shell.document() else {
        carry.say(s.loading);
        return;
    };
    let Some(mut part) = document(&reader, shell).and_then(|d| Part::at(d, anchor, s)) else {
        return;
    };
    let selected = selected();
    if let Some(selected) = &selected
        && let Some(last) = Part::at(part.document, &selected.last.id(), s)
        && last.place != part.place
    {
        part.place = [&part.place, s.up_to, &last.place].concat();
    }
    let address = address(shell, anchor);
    let text = Citation {
        part: &part,
        words: selected.as_ref().map(|s| s.words.as_str()),
        address: public(&address),
        today: "",
    }
    .text(s);
    let n = number(text.chars().filter(|c| !c.is_whitespace()).count());
    carry.copy(&text, &fill(s.copied_words, &[("n", &n)]), s.copy_by_hand);
}

/// Copies the address of the place `anchor`.
pub(crate) fn link(shell: &Shell, anchor: &str, carry: &Carry) {
    let s = shell.strings;
    carry.copy(&address(shell, anchor), s.copied, s.copy_by_hand);
}

/// Prints what belongs to the place `anchor`, or where it is empty the whole document.
pub(crate) fn print(_: &Shell, _: &str) {
    let _ = window().print();
}

/// The document that stands in the page.
fn document<'a>(reader: &'a Reader, shell: &Shell) -> Option<&'a Document> {
    match shell.page.shows() {
        Screen::Document(id) => reader.library().document(&id),
        Screen::Library | Screen::Other => None,
    }
}

/// The whole address of a place of the document that stands in the page.
fn address(shell: &Shell, anchor: &str) -> String {
    let Screen::Document(id) = shell.page.shows() else {
        return root();
    };
    let base = shell.address.base();
    let way = base.address(&Route::Document {
        id,
        query: Query::default(),
        anchor: anchor.to_owned(),
    });
    let location = window().location();
    let own = match base {
        Base::Path(_) => location.origin(),
        Base::Fragment => location.href(),
    };
    let own = own.unwrap_or_default();
    let own = own.split('#').next().unwrap_or_default();
    [own, &way].concat()
}

/// An address that leads somewhere from elsewhere too: that of a file does not.
fn public(address: &str) -> &str {
    if address.starts_with("file:") {
        ""
    } else {
        address
    }
}
