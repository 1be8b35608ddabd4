//! Taking away: a place with its source, its address, and on paper.

pub(crate) mod dialog;
pub(crate) mod print;

use crate::context::Context;
use crate::dom::selection::Selected;
use crate::dom::site::root;
use crate::library::Session;
use crate::navigation::route::Screen;
use crate::navigation::route::{Base, Query, Route};
use celan_document::Document;
use celan_export::{Citation, Excerpt};
use celan_locale::{fill, number};
use gloo_utils::window;
use js_sys::Date;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// `<celan-clipboard>` of clipboard.js: carries text out of the page, and says what came of it.
    #[wasm_bindgen(extends = Element)]
    pub(crate) type Clipboard;

    /// Says something.
    #[wasm_bindgen(method)]
    pub(crate) fn say(this: &Clipboard, words: &str);

    /// Copies a text and says `done`, or offers it with the words `by_hand`.
    #[wasm_bindgen(method)]
    fn copy(this: &Clipboard, text: &str, done: &str, by_hand: &str);

    /// Gives the reader a file.
    #[wasm_bindgen(method)]
    fn save(this: &Clipboard, name: &str, kind: &str, content: &JsValue, done: &str);

    /// Hands an address to what the device shares by; copies it where that fails.
    #[wasm_bindgen(method)]
    fn share(this: &Clipboard, title: &str, address: &str, done: &str, by_hand: &str);

    /// Prints words at the head of every page.
    #[wasm_bindgen(method)]
    fn running(this: &Clipboard, words: &str);
}

/// How a citation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    Markdown,
    Reference,
}

/// The carrier that stands in an element.
pub(crate) fn clipboard(host: &Element) -> Option<Clipboard> {
    let clipboard = host.query_selector("celan-clipboard").ok()??;
    Some(clipboard.unchecked_into())
}

/// Copies the selection, if it is given, or what belongs to the place `anchor`, with its source.
pub(crate) fn cite(
    context: &Context,
    anchor: &str,
    form: Form,
    selected: Option<&Selected>,
    clipboard: &Clipboard,
) {
    let s = context.strings;
    let more = context.more_strings();
    let Some(session) = context.document() else {
        clipboard.say(s.loading);
        return;
    };
    let Some(mut excerpt) = excerpt(&session, context, anchor) else {
        return;
    };
    if let Some(selected) = selected
        && let Some(last) = Excerpt::at(excerpt.document, &selected.last.id(), s)
        && last.place != excerpt.place
    {
        excerpt.place = [&excerpt.place, more.up_to, &last.place].concat();
    }
    let address = address(context, anchor);
    let citation = Citation {
        excerpt: &excerpt,
        library: session.library(),
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
        Form::Reference => more.copied_reference.to_owned(),
        Form::Text | Form::Markdown => fill(more.copied_words, &[("n", &n)]),
    };
    clipboard.copy(&text, &done, more.copy_by_hand);
}

/// Copies the address of the place `anchor`.
pub(crate) fn link(context: &Context, anchor: &str, clipboard: &Clipboard) {
    let s = context.strings;
    let more = context.more_strings();
    clipboard.copy(&address(context, anchor), s.copied, more.copy_by_hand);
}

/// What belongs to the place `anchor` of the document in the page; where it is empty,
/// the whole.
pub(crate) fn excerpt<'a>(
    session: &'a Session,
    context: &Context,
    anchor: &str,
) -> Option<Excerpt<'a>> {
    let document = document(session, context)?;
    if anchor.is_empty() {
        Some(Excerpt::whole(document))
    } else {
        Excerpt::at(document, anchor, context.strings)
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

/// The document in the page.
fn document<'a>(session: &'a Session, context: &Context) -> Option<&'a Document> {
    match context.background() {
        Screen::Document(id) => session.library().document(&id),
        Screen::Library | Screen::Other => None,
    }
}

/// The whole address of a place of the document in the page.
fn address(context: &Context, anchor: &str) -> String {
    let Screen::Document(id) = context.background() else {
        return root();
    };
    let base = context.history.base();
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
