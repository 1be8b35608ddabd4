//! The terms of a query, marked in the article that stands in the page.
//!
//! The search core says where they are in a block's text. The article's markup may break that text
//! into pieces and set spaces of its own, so places are counted in characters that are no white
//! space, which both have alike.

use crate::library::Reader;
use crate::route::Route;
use celan_search::{Field, Hit};
use gloo_utils::{document, document_element, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node, ScrollIntoViewOptions, ScrollLogicalPosition, Text};

/// Celan's own words within a block, and blocks within it.
const NOT_TEXT: &str = ".a, .note, .say, .h";

/// Ticks that are drawn at most.
const TICKS: usize = 600;

/// Marks the terms of the route's query in its document, and nothing else. Returns the first marked
/// place of the block that the route names, and how many places are marked.
pub(crate) fn show(route: &Route, reader: &Reader) -> Option<(usize, usize)> {
    let Route::Document { id, query, anchor } = route else {
        return None;
    };
    clear();
    if query.text.trim().is_empty() {
        return None;
    }
    let answer = reader.search(query, 0);
    for hit in answer.hits.iter().filter(|hit| hit.document == *id) {
        if let Some(block) = hit.anchor.as_deref().and_then(block) {
            for (part, ranges) in parts(&block, hit) {
                wrap(&part, &block, &ranges, &TERM);
            }
        }
    }
    let places = places();
    let here = block(anchor);
    let first = places
        .iter()
        .position(|mark| here.as_ref().is_some_and(|b| b.contains(Some(mark))));
    Some((first.unwrap_or(0), places.len()))
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
    let nearest = places.min_by_key(|(_, place)| away(place));
    nearest.map(|(n, _)| n)
}

/// Where the marked places stand, as the path of an SVG of a thousand lines: a tick for each, or
/// where they are many, for some of each thousandth.
pub(crate) fn ticks() -> String {
    let places = places();
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
        .map(|html| all(&html, "article.doc mark[data-place]"))
        .unwrap_or_default()
}

fn block(anchor: &str) -> Option<Element> {
    document().get_element_by_id(anchor)
}

/// A half-open range, counted in characters that are no white space.
pub(crate) type Ink = (usize, usize);

/// The elements of a block that a hit is about, and the places in each.
fn parts(block: &Element, hit: &Hit) -> Vec<(Element, Vec<Ink>)> {
    let whole = || inked(&hit.text, &hit.highlights);
    match hit.field {
        Field::Cell => cells(block, hit),
        Field::Caption => named(block, "caption")
            .map(|e| (e, whole()))
            .into_iter()
            .collect(),
        Field::Note => {
            let wanted = ink_of(&hit.text);
            let same = |e: &Element| ink_of(&e.text_content().unwrap_or_default()) == wanted;
            let note = all(block, "figcaption > *").into_iter().find(same);
            note.map(|e| (e, whole())).into_iter().collect()
        }
        _ => vec![(block.clone(), whole())],
    }
}

/// The text of a cell's hit is caption and row, with tabs between: the row is its last part.
fn cells(block: &Element, hit: &Hit) -> Vec<(Element, Vec<Ink>)> {
    let row = hit.cell.map_or(0, |[row, _]| row as usize);
    let Some(row) = all(block, "tr").into_iter().nth(row) else {
        return Vec::new();
    };
    let total = ink_of(&hit.text).chars().count();
    let in_row = ink_of(&row.text_content().unwrap_or_default())
        .chars()
        .count();
    let Some(before) = total.checked_sub(in_row) else {
        return Vec::new();
    };
    let ranges = inked(&hit.text, &hit.highlights);
    let ranges = ranges.into_iter().filter(|(start, _)| *start >= before);
    let ranges = ranges
        .map(|(start, end)| (start - before, end - before))
        .collect();
    vec![(row, ranges)]
}

/// In what ranges of text are wrapped.
pub(crate) struct Wrap<'a> {
    pub(crate) tag: &'a str,
    pub(crate) class: &'a str,
    /// An attribute of each piece, or where it has no value, of the first piece of a range.
    pub(crate) name: &'a str,
    pub(crate) value: &'a str,
}

const TERM: Wrap = Wrap {
    tag: "mark",
    class: "",
    name: "data-place",
    value: "",
};

/// The texts of a block.
pub(crate) fn texts(block: &Element) -> Vec<Text> {
    let mut texts = Vec::new();
    collect(block, block, &mut texts);
    texts
}

/// Wraps the ranges of an element's text.
pub(crate) fn wrap(element: &Element, block: &Element, ranges: &[Ink], how: &Wrap) {
    let mut texts = Vec::new();
    collect(element, block, &mut texts);
    let mut at = 0;
    for text in texts {
        let data = text.data();
        let length = data.chars().filter(|c| !c.is_whitespace()).count();
        let pieces: Vec<_> = ranges
            .iter()
            .filter(|(start, end)| *start < at + length && *end > at)
            .map(|(start, end)| {
                (
                    units(&data, start.saturating_sub(at), end - at),
                    *start >= at,
                )
            })
            .collect();
        // From the last to the first, so that the places of the rest stay.
        for ((start, end), begins) in pieces.into_iter().rev() {
            wrap_piece(&text, start, end, begins, how);
        }
        at += length;
    }
}

/// The text nodes of an element in reading order, without Celan's own words and blocks within.
fn collect(element: &Element, block: &Element, into: &mut Vec<Text>) {
    let nodes = element.child_nodes();
    for i in 0..nodes.length() {
        let Some(node) = nodes.get(i) else { continue };
        if let Some(text) = node.dyn_ref::<Text>() {
            into.push(text.clone());
        } else if let Some(child) = node.dyn_ref::<Element>() {
            let other = child.matches(NOT_TEXT).unwrap_or(false)
                || (child.has_attribute("id") && child != block);
            if !other {
                collect(child, block, into);
            }
        }
    }
}

/// Wraps the UTF-16 units `start..end` of a text node; a range begins there, or goes on.
fn wrap_piece(text: &Text, start: u32, end: u32, begins: bool, how: &Wrap) {
    let (Ok(middle), Ok(mark)) = (text.split_text(start), document().create_element(how.tag))
    else {
        return;
    };
    let _ = middle.split_text(end - start);
    if begins || !how.value.is_empty() {
        let _ = mark.set_attribute(how.name, how.value);
    }
    if !how.class.is_empty() {
        mark.set_class_name(how.class);
    }
    if let Some(parent) = middle.parent_node() {
        let _ = parent.replace_child(&mark, &middle);
        let _ = mark.append_child(&middle);
    }
}

/// Takes all marked terms away.
fn clear() {
    unwrap("article.doc mark");
}

/// Takes elements away but for their text, and joins that again.
pub(crate) fn unwrap(selector: &str) {
    for mark in all(&document_element(), selector) {
        let Some(parent) = mark.parent_node() else {
            continue;
        };
        while let Some(child) = mark.first_child() {
            let _ = parent.insert_before(&child, Some(&mark));
        }
        mark.remove();
        Node::normalize(&parent);
    }
}

pub(crate) fn all(element: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = element.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|i| list.get(i)?.dyn_into().ok())
        .collect()
}

fn named(element: &Element, selector: &str) -> Option<Element> {
    element.query_selector(selector).ok().flatten()
}

fn ink_of(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Ranges of characters of `text` as ranges of its characters that are no white space; both in
/// order.
fn inked(text: &str, ranges: &[[u32; 2]]) -> Vec<Ink> {
    let mut before = Vec::with_capacity(text.len() / 3 + 1);
    let mut count = 0;
    for c in text.chars() {
        before.push(count);
        count += usize::from(!c.is_whitespace());
    }
    let at = |n: u32| before.get(n as usize).copied().unwrap_or(count);
    ranges
        .iter()
        .map(|[start, end]| (at(*start), at(*end)))
        .filter(|(start, end)| start < end)
        .collect()
}

/// The UTF-16 units of `text` that hold its characters `start..end`, white space not counted.
fn units(text: &str, start: usize, end: usize) -> (u32, u32) {
    let (mut seen, mut unit) = (0, 0);
    let (mut first, mut last) = (None, 0);
    for c in text.chars() {
        let width = c.len_utf16() as u32;
        if !c.is_whitespace() {
            if seen >= start && seen < end {
                first.get_or_insert(unit);
                last = unit + width;
            }
            seen += 1;
        }
        unit += width;
    }
    (first.unwrap_or(last), last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_not_counted() {
        assert_eq!(inked("第一章　总则", &[[0, 3], [4, 6]]), [(0, 3), (3, 5)]);
        assert_eq!(inked("a b", &[[1, 2]]), []);
        assert_eq!(inked("ab", &[[1, 9]]), [(1, 2)]);
    }

    #[test]
    fn units_are_those_of_the_browser() {
        assert_eq!(units("科技成果", 1, 3), (1, 3));
        assert_eq!(units("\n 科 技𠮷果", 1, 3), (4, 7));
        assert_eq!(units("科技", 0, 99), (0, 2));
    }

    /// A range of characters survives the way over ink whatever white space the page adds.
    #[test]
    fn ranges_meet_the_same_characters() {
        let text = "（一）推动 科技成果 转化。";
        let page = "\n（一）推动科技成果\n转化。";
        for (ranges, expected) in [([[6u32, 10]], "科技成果"), ([[8, 13]], "成果\n转化")] {
            let (start, end) = inked(text, &ranges)[0];
            let (first, last) = units(page, start, end);
            let utf16: Vec<u16> = page.encode_utf16().collect();
            let found = String::from_utf16_lossy(&utf16[first as usize..last as usize]);
            assert_eq!(found, expected);
        }
    }
}
