//! The terms of a query, marked in the article in the page, and in what is known of the document.
//!
//! The search core says where they are in a block's text. The article's markup may break that text
//! into pieces and set spaces of its own, so places are counted in characters that are no white
//! space, which both have alike.

use crate::dom::all;
use crate::dom::text_ranges::{Wrap, ink_of, inked, unwrap, wrap};
use crate::library::Session;
use crate::navigation::route::Route;
use celan_search::{Field, Matches};
use gloo_utils::{document, document_element, window};
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Ticks that are drawn at most.
const TICKS: usize = 600;

/// What was highlighted in a document.
#[derive(Default)]
pub(crate) struct Highlighted {
    /// The first marked place of the block that the route names, and how many places are marked.
    pub(crate) places: Option<(usize, usize)>,
    /// Whether there may be more once the query can be reformulated.
    pub(crate) waits: bool,
}

/// Marks the terms of the route's query in its document, and nothing else.
pub(crate) fn show(route: &Route, session: &Session) -> Highlighted {
    let Route::Document { id, query, anchor } = route else {
        return Highlighted::default();
    };
    clear();
    if query.text.trim().is_empty() {
        return Highlighted::default();
    }
    let found = session.matches_in(id, query);
    for matches in found.matches {
        let part = match matches.anchor {
            Some(anchor) => block(anchor).and_then(|block| Some((part(&block, &matches)?, block))),
            None => known(matches.text).map(|known| (known.clone(), known)),
        };
        if let Some((part, block)) = part {
            let ranges = inked(matches.text, &matches.ranges);
            wrap(&part, &block, &ranges, &TERM);
        }
    }
    // What is found is not folded away.
    for folded in all(&document_element(), "article.doc details:has(mark)") {
        let _ = folded.set_attribute("open", "");
    }
    let places = places();
    let here = block(anchor);
    let first = places
        .iter()
        .position(|mark| here.as_ref().is_some_and(|b| b.contains(Some(mark))));
    Highlighted {
        places: Some((first.unwrap_or(0), places.len())),
        waits: found.waits,
    }
}

/// Brings the reader to a marked place.
pub(crate) fn go(n: usize) {
    for (i, mark) in places().iter().enumerate() {
        let _ = mark.class_list().toggle_with_force("now", i == n);
        if i == n {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Center);
            mark.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }
}

/// The marked place that is nearest to a part of the page, from 0 at its top to 1 at its end.
pub(crate) fn nearest(part: f64) -> Option<usize> {
    let away = |place: &Element| ((height(place) - part) * 1e6).abs() as u32;
    let places = places().into_iter().enumerate();
    let places = places.filter(|(_, place)| is_text(place));
    let nearest = places.min_by_key(|(_, place)| away(place));
    nearest.map(|(n, _)| n)
}

/// Where the marked places stand, as the path of an SVG of a thousand lines: a tick for each, or
/// where they are many, for some of each thousandth.
pub(crate) fn ticks() -> String {
    let mut places = places();
    places.retain(is_text);
    let mut path = String::new();
    let mut last = -1;
    for place in places.iter().step_by(places.len() / TICKS + 1) {
        let line = (height(place) * 1e3) as i32;
        if line != last {
            path.push_str("M0 ");
            path.push_str(&line.to_string());
            path.push_str("h9");
            last = line;
        }
    }
    path
}

/// How far down the page an element stands, from 0 to 1.
fn height(element: &Element) -> f64 {
    let whole = document_element().scroll_height().max(1);
    let top = element.get_bounding_client_rect().top();
    (top + window().scroll_y().unwrap_or(0.0)) / f64::from(whole)
}

/// Where each marked place begins; one that the markup breaks has several marks.
fn places() -> Vec<Element> {
    document()
        .document_element()
        .map(|html| all(&html, PLACES))
        .unwrap_or_default()
}

/// Whether a marked place is of the article; what is known of the document stands beside it and goes along.
fn is_text(place: &Element) -> bool {
    place
        .closest("article")
        .is_ok_and(|article| article.is_some())
}

/// The element in the head of the article, or else beside it, that says this of the document.
fn known(text: &str) -> Option<Element> {
    let wanted = ink_of(text);
    let says = |e: &Element| ink_of(&e.text_content().unwrap_or_default()) == wanted;
    let known = ".head :is(h1, .number, .issuer span), #facts :is(dd, time)";
    all(&document_element(), known).into_iter().find(says)
}

fn block(anchor: &str) -> Option<Element> {
    document().get_element_by_id(anchor)
}

/// The element of a block that has these matches.
fn part(block: &Element, matches: &Matches<'_>) -> Option<Element> {
    match (matches.field, matches.cell) {
        (Field::Cell, Some([row, column])) => {
            let row = all(block, "tr").into_iter().nth(row as usize)?;
            row.children().item(column)
        }
        (Field::Caption, _) => block.query_selector("caption").ok().flatten(),
        (Field::Note, _) => {
            let wanted = ink_of(matches.text);
            let same = |e: &Element| ink_of(&e.text_content().unwrap_or_default()) == wanted;
            all(block, "figcaption > *").into_iter().find(same)
        }
        _ => Some(block.clone()),
    }
}

/// The first mark of each place.
const PLACES: &str = ":is(article.doc, #facts) mark[data-place]";

const TERM: Wrap = Wrap {
    tag: "mark",
    class: "",
    name: "data-place",
    value: "",
};

/// Takes all marked terms away.
fn clear() {
    unwrap(&document_element(), ":is(article.doc, #facts) mark");
}
