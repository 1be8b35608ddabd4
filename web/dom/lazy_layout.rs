//! Lays out a newly opened document lazily: the first screen now, the rest in slices between which
//! the page answers. A long document laid out at once would take longer than all else. The style
//! skips paragraphs out of sight until they are marked as laid out.

use crate::dom::scroll_anchor;
use crate::dom::{all, find, set};
use gloo_timers::callback::Timeout;
use gloo_utils::window;
use std::cell::Cell;
use web_sys::Element;

/// On an article that is not yet laid out whole.
const FRESH: &str = "data-fresh";
/// On a paragraph of such an article that is laid out.
const LAID: &str = "data-laid";
/// Paragraphs of a slice; the first one fills every screen.
const SLICE: usize = 60;
/// Milliseconds until what is in sight is drawn, and between slices.
const SOON: u32 = 60;

thread_local! {
    /// How far the page was scrolled when it last was.
    static SCROLLED: Cell<f64> = const { Cell::new(0.0) };
}

/// Begins with the article that has just come into the page.
pub(crate) fn begin() {
    let Some(article) = find("article.doc") else {
        return;
    };
    let paragraphs = all(&article, "p");
    if paragraphs.len() > SLICE {
        SCROLLED.set(0.0);
        set(&article, FRESH, "");
        let rest = lay_out(paragraphs);
        continue_later(article, rest);
    }
}

/// Lays out the first slice of these, and returns the others.
fn lay_out(mut paragraphs: Vec<Element>) -> Vec<Element> {
    let rest = paragraphs.split_off(SLICE.min(paragraphs.len()));
    for paragraph in paragraphs {
        set(&paragraph, LAID, "");
    }
    rest
}

fn continue_later(article: Element, paragraphs: Vec<Element>) {
    Timeout::new(SOON, move || {
        // Another document may stand there by now, or all of this one.
        if !article.is_connected() || !article.has_attribute(FRESH) {
            return;
        }
        // What lies above grows; not every browser keeps the rest in its place then.
        let mut rest = Vec::new();
        scroll_anchor::preserve(|| {
            rest = lay_out(paragraphs);
            if rest.is_empty() {
                let _ = article.remove_attribute(FRESH);
            }
        });
        if !rest.is_empty() {
            continue_later(article, rest);
        }
    })
    .forget();
}

/// The page scrolls. The browser lays out what comes into sight; but after a leap, what is above
/// would be laid out later and push away what the reader looks at, so all is laid out at once.
pub(crate) fn on_scroll() {
    let height = window().inner_height().ok().and_then(|h| h.as_f64());
    let scrolled = window().scroll_y().unwrap_or(0.0);
    if scrolled - SCROLLED.replace(scrolled) > height.unwrap_or(0.0) {
        finish();
    }
}

/// Lays out the rest at once, for whoever has to know where everything is.
pub(crate) fn finish() {
    if let Some(article) = find("article.doc[data-fresh]") {
        scroll_anchor::preserve(|| {
            let _ = article.remove_attribute(FRESH);
        });
    }
}
