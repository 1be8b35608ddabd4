//! A document on paper, whole or the chosen excerpt: what is in the page for as long as it prints.

use super::{Clipboard, address, excerpt, public, today};
use crate::context::Context;
use crate::dom::site::is_kiosk;
use crate::dom::{find, set};
use crate::storage::locale;
use celan_cite::{attribution, kept_until};
use celan_document::{Document, Library, PartialDate};
use celan_locale::{Strings, date_in_words, fill};
use celan_page::{View, article_with};
use gloo_utils::{body, document, document_element, window};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Prints what belongs to the place `anchor`, or if it is empty the whole document.
pub(crate) fn print(context: &Context, anchor: &str) {
    after();
    if !anchor.is_empty() {
        choose(context, anchor);
    }
    let _ = window().print();
}

/// Puts the chosen excerpt beside the screen, as a document of its own.
fn choose(context: &Context, anchor: &str) {
    let Some(session) = context.document() else {
        return;
    };
    let Some(excerpt) = excerpt(&session, context, anchor) else {
        return;
    };
    // A section is read below its chapter.
    let above = excerpt.above().into_iter();
    let excerpt = Document {
        metadata: excerpt.document.metadata.clone(),
        blocks: above.chain(excerpt.blocks).cloned().collect(),
    };
    let view = View {
        excerpt: true,
        language: locale::chosen(),
        ..View::default()
    };
    let article = article_with(&excerpt, session.library(), view);
    if let Some(paper) = lay_out(&article, "") {
        set(&paper, "data-anchor", anchor);
    }
}

/// Puts what is to be printed in the place of the screen, and below it where it comes from.
fn lay_out(html: &str, source: &str) -> Option<Element> {
    let paper = document().create_element("main").ok()?;
    let src = document().create_element("p").ok()?;
    paper.set_id("paper");
    paper.set_inner_html(html);
    src.set_class_name("src");
    src.set_text_content(Some(source));
    paper.append_child(&src).ok()?;
    body().append_child(&paper).ok()?;
    set(&document_element(), "data-part", "");
    Some(paper)
}

/// Prints what is not a document, whose `source` and `place` (an address below the site's own) are named at its end
/// and whose title in the margin of each page.
pub(crate) fn print_written(context: &Context, html: &str, source: &str, place: &str, title: &str) {
    let Some(session) = context.session() else {
        return;
    };
    after();
    let library = session.library();
    let said = [source, &printed(context, library), &published(place)].concat();
    lay_out(html, &said);
    name_pages(title, library, context.strings);
    let _ = window().print();
}

/// The address on a public screen, which serves itself: that of the published site, if it is known.
fn published(place: &str) -> String {
    let site = find("#kiosk").and_then(|kiosk| kiosk.get_attribute("data-address"));
    site.map_or_else(String::new, |site| [&site, place].concat())
}

/// Until when the library goes, and on which day it is printed.
fn printed(context: &Context, library: &Library) -> String {
    let s = context.strings;
    let day = PartialDate::parse(&today());
    let day = day.map_or_else(String::new, |day| date_in_words(&day, s));
    [
        kept_until(library, s),
        fill(context.more_strings().printed_on, &[("date", &day)]),
    ]
    .concat()
}

/// Writes a title into the margin of each page.
fn name_pages(title: &str, library: &Library, s: &Strings) {
    if let Ok(clipboard) = document().create_element("celan-clipboard") {
        let kept = library.date.as_ref().map_or("", |date| date.as_str());
        let clipboard: Clipboard = clipboard.unchecked_into();
        clipboard.running(&[title, s.separator, s.app, " ", kept].concat());
    }
}

/// Says on the paper where it comes from, of what day, and in the margin of each page in short.
pub(crate) fn before(context: &Context) {
    let s = context.strings;
    let paper = find("#paper");
    let anchor = match &paper {
        Some(paper) => match paper.get_attribute("data-anchor") {
            Some(anchor) => anchor,
            // What is not a document says it itself.
            None => return,
        },
        None => String::new(),
    };
    let Some(session) = context.document() else {
        return;
    };
    let Some(excerpt) = excerpt(&session, context, &anchor) else {
        return;
    };
    let place = if is_kiosk() {
        let anchor = if anchor.is_empty() {
            ""
        } else {
            &["#", &anchor].concat()
        };
        published(&["d/", &excerpt.document.metadata.id, "/", anchor].concat())
    } else {
        address(context, &anchor)
    };
    let said = [
        &attribution(excerpt.document, &excerpt.place, s),
        &printed(context, session.library()),
        public(&place),
    ]
    .concat();
    let src = match paper {
        Some(paper) => paper.query_selector(".src").ok().flatten(),
        None => find("#text > .src"),
    };
    if let Some(src) = src {
        src.set_text_content(Some(&said));
    }
    let title = [excerpt.document.metadata.title.as_str(), &excerpt.place].concat();
    name_pages(&title, session.library(), s);
}

/// Takes the chosen excerpt away again.
pub(crate) fn after() {
    if let Some(paper) = find("#paper") {
        paper.remove();
        let _ = document_element().remove_attribute("data-part");
    }
}
