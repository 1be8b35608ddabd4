//! Ranges of an element's text, counted in characters that are not white space, and elements put
//! around them.
//!
//! The markup of an article may break a block's text into pieces and set spaces of its own; counted
//! without white space, a place is the same in both.

use crate::dom::all;
use gloo_utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Text};

/// Celan's own words within a block, and blocks within it.
const NOT_TEXT: &str = ".a, .note, .say, .h";

/// A half-open range, counted in characters that are no white space.
pub(crate) type Ink = (usize, usize);

/// In what ranges of text are wrapped.
pub(crate) struct Wrap<'a> {
    pub(crate) tag: &'a str,
    pub(crate) class: &'a str,
    /// An attribute of each piece, or where it has no value, of the first piece of a range.
    pub(crate) name: &'a str,
    pub(crate) value: &'a str,
}

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

/// Takes elements within `element` away but for their text, and joins that again.
pub(crate) fn unwrap(element: &Element, selector: &str) {
    for mark in all(element, selector) {
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

pub(crate) fn ink_of(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Ranges of characters of `text` as ranges of its characters that are no white space; both in
/// order.
pub(crate) fn inked(text: &str, ranges: &[[u32; 2]]) -> Vec<Ink> {
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
