//! A document on paper, whole or the chosen excerpt: what is in the page for as long as it prints.

use super::{Clipboard, address, document as shown, excerpt, public, today};
use crate::context::Context;
use crate::dom::{find, set};
use crate::storage::locale;
use celan_cite::{attribution, kept_until};
use celan_document::{Document, PartialDate};
use celan_locale::{date_in_words, fill};
use celan_page::{View, article_with};
use gloo_utils::{body, document, document_element, window};
use wasm_bindgen::JsCast;

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
    let excerpt = Document {
        metadata: excerpt.document.metadata.clone(),
        blocks: excerpt.blocks.to_vec(),
    };
    let view = View {
        excerpt: true,
        language: locale::chosen(),
        ..View::default()
    };
    let article = article_with(&excerpt, session.library(), view);
    let (Ok(paper), Ok(src)) = (
        document().create_element("main"),
        document().create_element("p"),
    ) else {
        return;
    };
    paper.set_id("paper");
    set(&paper, "data-anchor", anchor);
    paper.set_inner_html(&article);
    src.set_class_name("src");
    if paper.append_child(&src).is_ok() && body().append_child(&paper).is_ok() {
        set(&document_element(), "data-part", "");
    }
}

/// Says on the paper where it comes from, of what day, and in the margin of each page in short.
pub(crate) fn before(context: &Context) {
    let s = context.strings;
    let more = context.more_strings();
    let paper = find("#paper");
    let anchor = paper.as_ref().and_then(|p| p.get_attribute("data-anchor"));
    let anchor = anchor.unwrap_or_default();
    let Some(session) = context.document() else {
        return;
    };
    let Some(excerpt) = excerpt(&session, context, &anchor) else {
        return;
    };
    let day = PartialDate::parse(&today());
    let day = day.map_or_else(String::new, |day| date_in_words(&day, s));
    let place = address(context, &anchor);
    let said = [
        &attribution(excerpt.document, &excerpt.place, s),
        &kept_until(session.library(), s),
        &fill(more.printed_on, &[("date", &day)]),
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
    if let Some(clipboard) = document().create_element("celan-clipboard").ok()
        && let Some(document) = shown(&session, context)
    {
        let title = [&document.metadata.title, &excerpt.place].map(String::as_str);
        let kept = session.library().date.as_ref();
        let kept = kept.map_or("", |date| date.as_str());
        let clipboard: Clipboard = clipboard.unchecked_into();
        clipboard.running(&[title[0], title[1], s.separator, s.app, " ", kept].concat());
    }
}

/// Takes the chosen excerpt away again.
pub(crate) fn after() {
    if let Some(paper) = find("#paper") {
        paper.remove();
        let _ = document_element().remove_attribute("data-part");
    }
}
