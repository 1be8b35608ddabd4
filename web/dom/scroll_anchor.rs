//! Keeps the topmost block of the article in place while the layout changes (size, face, width).

use crate::dom::{all, find, parts};
use gloo_timers::callback::Timeout;
use gloo_utils::{document, document_element, window};
use std::cell::RefCell;
use web_sys::{DomRect, Element};

/// The topmost block in sight, and where it was.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ScrollAnchor {
    /// Its anchor.
    pub(crate) anchor: String,
    /// How far below the bar it begins, in CSS pixels; where it begins above, which part of it is
    /// above, from -1 to 0.
    below: f64,
}

thread_local! {
    /// The topmost block when the page last rested, and how wide the page was.
    static LAST: RefCell<Option<(i32, ScrollAnchor)>> = const { RefCell::new(None) };
}

impl ScrollAnchor {
    /// The topmost block now; `None` if no article is in sight.
    pub(crate) fn now() -> Option<Self> {
        let bar = bar();
        let sought = |block: Element| {
            let place = block.get_bounding_client_rect();
            (place.bottom() > bar).then(|| (block.id(), place))
        };
        // Of what is not laid out yet, the parts are asked, and not what is within.
        parts(&find("article.doc")?)
            .into_iter()
            .filter(|part| part.get_bounding_client_rect().bottom() > bar)
            .find_map(|part| {
                if !part.id().is_empty() {
                    return sought(part);
                }
                // What is folded has no place.
                let blocks = all(&part, "[id]:not(details:not([open]) *)");
                blocks.into_iter().find_map(sought)
            })
            .map(|(anchor, place)| Self {
                anchor,
                below: part(&place, bar),
            })
    }

    /// Brings the block back to where it was; who is at the very top stays there.
    pub(crate) fn restore(&self) {
        if window().scroll_y().unwrap_or(0.0) == 0.0 {
            return;
        }
        if let Some(block) = document().get_element_by_id(&self.anchor) {
            let place = block.get_bounding_client_rect();
            if place.height() == 0.0 {
                return;
            }
            let wanted = if self.below < 0.0 {
                self.below * place.height()
            } else {
                self.below
            };
            let moved = place.top() - bar() - wanted;
            window().scroll_by_with_x_and_y(0.0, moved);
        }
    }
}

/// Keeps the topmost block where it is while the page changes.
pub(crate) fn preserve(change: impl FnOnce()) {
    let here = ScrollAnchor::now();
    change();
    if let Some(here) = here {
        here.restore();
    }
}

/// Remembers the topmost block, for when the window is resized.
pub(crate) fn remember() -> Option<ScrollAnchor> {
    let now = ScrollAnchor::now();
    LAST.replace(now.clone().map(|now| (width(), now)));
    now
}

/// Notes it once what is being shown has been laid out, which a look at it now would force.
pub(crate) fn remember_soon() {
    Timeout::new(0, || {
        remember();
    })
    .forget();
}

/// On resize, keeps the topmost block in place.
pub(crate) fn on_resize() {
    // The height changes with bars and keyboards of the browser, and moves nothing.
    if let Some((before, last)) = LAST.with_borrow(Clone::clone)
        && before != width()
    {
        last.restore();
        remember();
    }
}

fn part(place: &DomRect, bar: f64) -> f64 {
    let below = place.top() - bar;
    if below < 0.0 {
        below / place.height().max(1.0)
    } else {
        below
    }
}

fn width() -> i32 {
    document_element().client_width()
}

fn bar() -> f64 {
    f64::from(find("#bar").map_or(0, |bar| bar.client_height()))
}
