//! The browser's history: where the reader is, and where each visited place was scrolled to.
//!
//! Every entry has a number in its state. What is remembered of it (scroll place, focused hit) is
//! kept here by that number, and over a reload in the session's storage.

use crate::dom::focus::focus_quietly;
use crate::dom::lazy_layout;
use crate::dom::site::{is_kiosk, keeps_nothing};
use crate::navigation::route::{Base, Route};
use gloo_utils::{body, document, window};
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, ScrollRestoration};

const KEPT: &str = "celan-places";

/// What is remembered of a visited place.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ScrollPosition {
    /// How far it was scrolled, in CSS pixels.
    pub(crate) scroll: f64,
    /// The id of the document in the page, which results may cover; empty for the list of documents.
    pub(crate) document: String,
    /// The address of the link that had the focus.
    pub(crate) focus: String,
}

/// The history of this page.
pub(crate) struct History {
    base: Base,
    entry: Cell<u32>,
    /// By entry, the latest last.
    places: RefCell<Vec<(u32, ScrollPosition)>>,
    jumping: Cell<bool>,
    /// How an address is written on a public screen.
    dress: Cell<fn(String) -> String>,
}

impl History {
    /// Takes over the entry that the page was opened by.
    pub(crate) fn adopt(base: Base) -> Self {
        let places = session_storage()
            .and_then(|s| s.get_item(KEPT).ok()?)
            .map(|text| read_places(&text))
            .unwrap_or_default();
        let known = browser_history().and_then(|h| h.state().ok()?.as_f64());
        let next = latest(&places).map_or(0, |last| last + 1);
        let entry = known.map_or(next, |n| n as u32);
        let history = Self {
            base,
            entry: Cell::new(entry),
            places: RefCell::new(places),
            jumping: Cell::new(false),
            dress: Cell::new(|address| address),
        };
        if let Some(history) = browser_history() {
            let _ = history.replace_state(&JsValue::from(entry), "");
            let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
        }
        history
    }

    /// Where the site is.
    pub(crate) fn base(&self) -> &Base {
        &self.base
    }

    /// The route that the address says, read when the page was opened.
    pub(crate) fn read(&self) -> Route {
        self.read_after(&self.base.parse("", "", ""))
    }

    /// The route that the address says, read when the browser went there from `route`.
    pub(crate) fn read_after(&self, route: &Route) -> Route {
        let location = window().location();
        let part = |text: Result<String, JsValue>| text.unwrap_or_default();
        let hash = part(location.hash());
        // In one file, a place of the page (`#outline`) says nothing of what the page shows.
        if self.base == Base::Fragment && !hash.is_empty() && !hash.starts_with("#/") {
            return route.clone();
        }
        self.base
            .parse(&part(location.pathname()), &part(location.search()), &hash)
    }

    /// Writes every address anew from now on.
    pub(crate) fn dress(&self, dress: fn(String) -> String) {
        self.dress.set(dress);
    }

    /// Makes a new entry for `route`, after remembering the present one's place. On a public screen there is one
    /// entry; the first choice in a sheet of filters takes the entry that opened the sheet, so that one step back
    /// leads to the list as it was.
    pub(crate) fn push(&self, route: &Route) {
        let hash = window().location().hash().unwrap_or_default();
        if is_kiosk() || ["#sift", "#narrow"].contains(&hash.as_str()) {
            return self.replace(route);
        }
        self.remember();
        let last = latest(&self.places.borrow()).unwrap_or(0);
        let entry = last.max(self.entry.get()) + 1;
        self.entry.set(entry);
        if let Some(history) = browser_history() {
            let _ = history.push_state_with_url(&entry.into(), "", Some(&self.base.address(route)));
        }
    }

    /// Changes the present entry's address. Browsers refuse where that happens too often; then the
    /// next change brings the address up to date.
    pub(crate) fn replace(&self, route: &Route) {
        if let Some(history) = browser_history() {
            let url = self.dress.get()(self.base.address(route));
            let _ = history.replace_state_with_url(&self.entry.get().into(), "", Some(&url));
        }
    }

    /// Shows a place of the page as the browser does for a link: scrolled to and `:target`, without
    /// a new entry.
    pub(crate) fn show_anchor(&self, anchor: &str, route: &Route) {
        self.jumping.set(true);
        let _ = window().location().replace(&["#", anchor].concat());
        self.jumping.set(false);
        self.replace(route);
    }

    /// Whether the browser tells of a change that the application makes itself.
    pub(crate) fn is_jumping(&self) -> bool {
        self.jumping.get()
    }

    /// Remembers where the present entry is scrolled to and what has the focus.
    pub(crate) fn remember(&self) {
        let focus = document()
            .active_element()
            .and_then(|element| element.get_attribute("href"))
            .unwrap_or_default();
        let scrolled = || window().scroll_y().unwrap_or(0.0);
        // How far a page is scrolled means a place only once all above it is laid out.
        if scrolled() > 0.0 {
            lazy_layout::finish();
        }
        let scroll = scrolled();
        let document = body().get_attribute("data-document").unwrap_or_default();
        let mut places = self.places.borrow_mut();
        places.retain(|(entry, _)| *entry != self.entry.get());
        let position = ScrollPosition {
            scroll,
            document,
            focus,
        };
        places.push((self.entry.get(), position));
    }

    /// Follows the browser to the entry that it shows now, and returns what is remembered of it.
    pub(crate) fn arrive(&self) -> Option<ScrollPosition> {
        let entry = browser_history().and_then(|h| h.state().ok()?.as_f64());
        if let Some(entry) = entry {
            self.remember();
            self.entry.set(entry as u32);
            return self.place();
        }
        // An entry that the browser made itself, for a link within the page; the place it left was
        // remembered at the click.
        let next = latest(&self.places.borrow()).map_or(0, |last| last + 1);
        self.entry.set(next);
        if let Some(history) = browser_history() {
            let _ = history.replace_state(&JsValue::from(next), "");
        }
        None
    }

    /// Whether the browser shows an entry before the one that was arrived at last.
    pub(crate) fn is_behind(&self) -> bool {
        let entry = browser_history().and_then(|h| h.state().ok()?.as_f64());
        entry.is_some_and(|entry| entry < f64::from(self.entry.get()))
    }

    /// What is remembered of the present entry.
    pub(crate) fn place(&self) -> Option<ScrollPosition> {
        let places = self.places.borrow();
        let place = places.iter().find(|(entry, _)| *entry == self.entry.get());
        place.map(|(_, place)| place.clone())
    }

    /// The page is left: stores scroll positions and lets the browser restore this entry, which it
    /// may do before the application is there again.
    pub(crate) fn leave(&self) {
        self.remember();
        if let Some(session) = session_storage() {
            let _ = session.set_item(KEPT, &write_places(&self.places.borrow()));
        }
        if let Some(history) = browser_history() {
            let _ = history.set_scroll_restoration(ScrollRestoration::Auto);
        }
    }

    /// Takes the page back, where the browser kept it alive.
    pub(crate) fn come_back(&self) {
        if let Some(history) = browser_history() {
            let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
        }
    }
}

/// Scrolls to a remembered place and gives the focus back to the link that had it.
pub(crate) fn restore(place: &ScrollPosition) {
    let links = document().query_selector_all("main a[href], #results-host a[href]");
    if let Ok(links) = links
        && !place.focus.is_empty()
    {
        let link = (0..links.length())
            .filter_map(|i| links.get(i)?.dyn_into::<Element>().ok())
            .find(|link| link.get_attribute("href").as_deref() == Some(&place.focus));
        if let Some(link) = link {
            focus_quietly(&link);
        }
    }
    window().scroll_to_with_x_and_y(0.0, place.scroll);
}

fn browser_history() -> Option<web_sys::History> {
    window().history().ok()
}

fn session_storage() -> Option<web_sys::Storage> {
    if keeps_nothing() {
        return None;
    }
    window().session_storage().ok()?
}

/// The number of the latest entry.
fn latest(places: &[(u32, ScrollPosition)]) -> Option<u32> {
    places.iter().map(|(entry, _)| *entry).max()
}

fn write_places(places: &[(u32, ScrollPosition)]) -> String {
    let mut out = String::new();
    // The latest are enough; a session's storage is small.
    for (entry, place) in &places[places.len().saturating_sub(100)..] {
        out.push_str(&entry.to_string());
        out.push(' ');
        out.push_str(&(place.scroll as i64).to_string());
        out.push(' ');
        out.push_str(&place.document);
        out.push(' ');
        out.push_str(&place.focus);
        out.push('\n');
    }
    out
}

fn read_places(text: &str) -> Vec<(u32, ScrollPosition)> {
    text.lines()
        .filter_map(|line| {
            let mut parts = line.splitn(4, ' ');
            let entry = parts.next()?.parse().ok()?;
            let scroll: i64 = parts.next()?.parse().ok()?;
            let mut text = || parts.next().unwrap_or_default().to_owned();
            let position = ScrollPosition {
                scroll: scroll as f64,
                document: text(),
                focus: text(),
            };
            Some((entry, position))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_written_and_read_back() {
        let place = |scroll, document: &str, focus: &str| ScrollPosition {
            scroll,
            document: document.into(),
            focus: focus.into(),
        };
        let places = vec![
            (0, place(0.0, "", "")),
            (7, place(1280.0, "a", "/d/a/?q=x y#c1")),
        ];
        assert_eq!(read_places(&write_places(&places)), places);
        assert!(read_places("\n x y\n1\n").is_empty());
    }
}
