//! Lays out a newly opened document lazily, and one whose letters change: what is in sight now, the rest in slices
//! between which the page answers. A long document laid out at once would take longer than all else. The page has its
//! blocks in slices, and the style skips those out of sight until they are marked as laid out.

use crate::dom::scroll_anchor;
use crate::dom::{all, find, set};
use gloo_timers::callback::Timeout;
use gloo_utils::window;
use std::cell::Cell;
use web_sys::Element;

/// On an article that is not yet laid out whole.
const FRESH: &str = "data-fresh";
/// On a slice of such an article that is laid out.
const LAID: &str = "data-laid";
/// Slices that are laid out at once; as many fill every screen.
const AT_ONCE: usize = 5;
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
    let slices = slices(&article);
    if slices.len() > AT_ONCE {
        SCROLLED.set(0.0);
        set(&article, FRESH, "");
        let rest = lay_out(slices);
        continue_later(article, rest);
    }
}

/// The slices of an article. To ask what is folded for its place would lay it out.
fn slices(article: &Element) -> Vec<Element> {
    all(article, ".slice:not(details:not([open]) *)")
}

/// Makes a change after which the article has to be laid out again, and keeps the topmost block in its place.
pub(crate) fn around(change: &dyn Fn()) {
    let article = find("article.doc");
    let mut rest = Vec::new();
    scroll_anchor::preserve(|| {
        rest = article.as_ref().map(hide_unseen).unwrap_or_default();
        change();
    });
    if let Some(article) = article.filter(|_| !rest.is_empty()) {
        SCROLLED.set(window().scroll_y().unwrap_or(0.0));
        continue_later(article, rest);
    }
}

/// Leaves those slices of an article unlaid that are out of sight. Returns them; none where they are few.
fn hide_unseen(article: &Element) -> Vec<Element> {
    let slices = slices(article);
    if slices.len() <= AT_ONCE {
        return Vec::new();
    }
    let height = height();
    let seen = |slice: &Element| {
        let place = slice.get_bounding_client_rect();
        place.bottom() > 0.0 && place.top() < height
    };
    let (seen, unseen): (Vec<Element>, Vec<Element>) = slices.into_iter().partition(seen);
    for slice in seen {
        set(&slice, LAID, "");
    }
    for slice in &unseen {
        let _ = slice.remove_attribute(LAID);
    }
    set(article, FRESH, "");
    unseen
}

/// Lays out the first of these, and returns the others.
fn lay_out(mut slices: Vec<Element>) -> Vec<Element> {
    let rest = slices.split_off(AT_ONCE.min(slices.len()));
    for slice in slices {
        set(&slice, LAID, "");
    }
    rest
}

fn continue_later(article: Element, slices: Vec<Element>) {
    Timeout::new(SOON, move || {
        // Whoever has leapt meanwhile is not told of yet; what is measured below would hide it.
        on_scroll();
        // Another document may stand there by now, or all of this one.
        if !article.is_connected() || !article.has_attribute(FRESH) {
            return;
        }
        // What lies above grows; not every browser keeps the rest in its place then.
        let mut rest = Vec::new();
        scroll_anchor::preserve(|| {
            rest = lay_out(slices);
            if rest.is_empty() {
                let _ = article.remove_attribute(FRESH);
            }
        });
        SCROLLED.set(window().scroll_y().unwrap_or(0.0));
        if !rest.is_empty() {
            continue_later(article, rest);
        }
    })
    .forget();
}

/// The height of the window, in CSS pixels.
fn height() -> f64 {
    let height = window().inner_height().ok().and_then(|h| h.as_f64());
    height.unwrap_or(0.0)
}

/// The page scrolls. The browser lays out what comes into sight; but after a leap, what is above
/// would be laid out later and push away what the reader looks at, so all is laid out at once.
pub(crate) fn on_scroll() {
    let scrolled = window().scroll_y().unwrap_or(0.0);
    if scrolled - SCROLLED.replace(scrolled) > height() {
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
