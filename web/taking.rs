//! Taking away: a place with its source, its address, and on paper.

pub(crate) mod paper;
pub(crate) mod sheet;

use crate::library::Reader;
use crate::page::{Screen, root};
use crate::route::{Base, Query, Route};
use crate::shell::Shell;
use celan_document::Document;
use celan_page::strings::{fill, number};
use celan_take::{Citation, Part};
use gloo_utils::window;
use js_sys::Date;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
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

    /// Gives the reader a file.
    #[wasm_bindgen(method)]
    fn save(this: &Carry, name: &str, kind: &str, content: &JsValue, done: &str);

    /// Hands an address to what the device shares by; copies it where that fails.
    #[wasm_bindgen(method)]
    fn share(this: &Carry, title: &str, address: &str, done: &str, by_hand: &str);

    /// Prints words at the head of every page.
    #[wasm_bindgen(method)]
    fn running(this: &Carry, words: &str);
}

/// How a citation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    Markdown,
    Reference,
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

/// Copies the selection, where it is given, or what belongs to the place `anchor`, with its source.
pub(crate) fn cite(
    shell: &Shell,
    anchor: &str,
    form: Form,
    selected: Option<&Selected>,
    carry: &Carry,
) {
    let s = shell.strings;
    let Some(reader) = shell.document() else {
        carry.say(s.loading);
        return;
    };
    let Some(mut part) = part(&reader, shell, anchor) else {
        return;
    };
    if let Some(selected) = selected
        && let Some(last) = Part::at(part.document, &selected.last.id(), s)
        && last.place != part.place
    {
        part.place = [&part.place, s.up_to, &last.place].concat();
    }
    let address = address(shell, anchor);
    let citation = Citation {
        part: &part,
        words: selected.map(|s| s.words.as_str()),
        address: public(&address),
        today: &today(),
    };
    let text = match form {
        Form::Text => citation.text(s),
        Form::Markdown => citation.markdown(s),
        Form::Reference => citation.reference(),
    };
    let n = number(text.chars().filter(|c| !c.is_whitespace()).count());
    let done = match form {
        Form::Reference => s.copied_reference.to_owned(),
        Form::Text | Form::Markdown => fill(s.copied_words, &[("n", &n)]),
    };
    carry.copy(&text, &done, s.copy_by_hand);
}

/// Copies the address of the place `anchor`.
pub(crate) fn link(shell: &Shell, anchor: &str, carry: &Carry) {
    let s = shell.strings;
    carry.copy(&address(shell, anchor), s.copied, s.copy_by_hand);
}

/// What belongs to the place `anchor` of the document that stands in the page; where it is empty,
/// the whole.
fn part<'a>(reader: &'a Reader, shell: &Shell, anchor: &str) -> Option<Part<'a>> {
    let document = document(reader, shell)?;
    if anchor.is_empty() {
        Some(Part::whole(document))
    } else {
        Part::at(document, anchor, shell.strings)
    }
}

/// The day on this device, in ISO form.
fn today() -> String {
    let now = Date::new_0();
    let two = |n: u32| [if n < 10 { "0" } else { "" }, &n.to_string()].concat();
    let year = now.get_full_year().to_string();
    [
        &year,
        "-",
        &two(now.get_month() + 1),
        "-",
        &two(now.get_date()),
    ]
    .concat()
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
