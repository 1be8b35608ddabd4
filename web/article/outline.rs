//! The outline follows the reader: the present place is marked, named in the bar, and measured.

use crate::dom::text_filter::{TextFilter, say_if_nothing};
use crate::dom::{all, find, hide, set};
use crate::navigation::route::Screen;
use celan_locale::{Strings, fill};
use gloo_utils::{document, document_element, window};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// The places of the document in the page.
#[derive(Default)]
pub(crate) struct Outline {
    /// Links of the outline and what they lead to, in reading order.
    places: RefCell<Vec<(Element, Element)>>,
    present: Cell<Option<usize>>,
    /// What the bar says before any place is reached.
    called: RefCell<String>,
    shows: RefCell<Option<Screen>>,
}

impl Outline {
    /// Reads the outline in the page, where it is another one.
    pub(crate) fn renew(&self, shows: &Screen, s: &Strings) {
        // The same document may have been written anew.
        let gone = |(link, _): &(Element, Element)| !link.is_connected();
        let stale = self.places.borrow().first().is_some_and(gone);
        if stale || self.shows.borrow().as_ref() != Some(shows) {
            self.shows.replace(Some(shows.clone()));
            self.present.set(None);
            self.places.replace(places());
            add_folds(s);
            self.called.replace(at().1);
        }
        self.on_scroll(s);
    }

    /// How much of the document is read, in percent.
    pub(crate) fn percent(&self) -> u32 {
        let value = find("#bar .line").and_then(|line| line.get_attribute("value"));
        value.and_then(|value| value.parse().ok()).unwrap_or(0)
    }

    /// Brings the reader to the next or former place of the outline.
    pub(crate) fn step(&self, forward: bool) -> Option<String> {
        let places = self.places.borrow();
        let to = match (self.present.get(), forward) {
            (None, true) => 0,
            (None, false) => return None,
            (Some(n), true) => n + 1,
            (Some(n), false) => n.checked_sub(1)?,
        };
        places.get(to).map(|(_, place)| place.id())
    }

    /// The anchor of the part of the document that the reader is in, or was when it was covered: the
    /// chapter, or where there is none, the entry of the outline that has no other above it.
    pub(crate) fn part(&self) -> Option<String> {
        let places = self.places.borrow();
        // Another document may have been written since.
        let (link, _) = places
            .get(self.present.get()?)
            .filter(|(link, _)| link.is_connected())?;
        let mut way = above(link);
        way.insert(0, link.clone());
        let is_chapter = |link: &&Element| part(link, ".i").is_some_and(|i| i.ends_with('章'));
        anchor(way.iter().find(is_chapter).or(way.last())?)
    }

    /// Marks where the reader is.
    pub(crate) fn on_scroll(&self, s: &Strings) {
        if !matches!(*self.shows.borrow(), Some(Screen::Document(_))) || covered() {
            return;
        }
        show_progress(s);
        let places = self.places.borrow();
        let line = line();
        let count = places.partition_point(|(_, place)| {
            // To ask a place for its position lays out its whole slice, which may be far out of sight.
            let slice = place.closest(".slice").ok().flatten();
            let slice = slice.map(|slice| slice.get_bounding_client_rect());
            match slice {
                Some(slice) if slice.bottom() <= line || slice.top() > line => slice.top() <= line,
                _ => place.get_bounding_client_rect().top() <= line,
            }
        });
        let present = count.checked_sub(1);
        if self.present.replace(present) == present && present.is_some() {
            return;
        }
        for (link, _) in places.iter() {
            let _ = link.remove_attribute("aria-current");
        }
        let here = present.and_then(|n| places.get(n));
        if let Some((link, _)) = here {
            set(link, "aria-current", "location");
            let above = above(link);
            for above in &above {
                set(above, "aria-current", "true");
            }
            unfold(&above);
            keep_in_view(link);
        }
        if let Some(at) = at().0 {
            let called = self.called.borrow();
            let name = here.map(|(link, _)| section_name(link));
            at.set_text_content(Some(name.as_deref().unwrap_or(&called)));
        }
    }
}

/// The line that a section has come up to when it is the present one. Where the page ends, what the address names may
/// stand below and cannot come up.
fn line() -> f64 {
    let line = f64::from(threshold());
    let page = document_element();
    let below = page.scroll_height() - page.scroll_top() - page.client_height();
    let asked = find("article.doc :target").filter(|_| below < 2);
    asked.map_or(line, |asked| {
        line.max(asked.get_bounding_client_rect().top())
    })
}

/// The present section, as the bar names it.
pub(crate) fn name() -> String {
    at().1
}

/// The anchor of the present section; `None` before the first.
pub(crate) fn present() -> Option<String> {
    anchor(&find("#outline [aria-current=location]")?)
}

/// The anchor that a link of the outline leads to.
fn anchor(link: &Element) -> Option<String> {
    let href = link.get_attribute("href")?;
    href.strip_prefix('#').map(str::to_owned)
}

/// Where the bar names the place, and what it says.
fn at() -> (Option<Element>, String) {
    let at = find("#bar .where .at");
    let name = at.as_ref().and_then(|at| at.text_content());
    (at, name.unwrap_or_default())
}

/// Unfolds the branches of these links, and folds all others. The list is taken out and put back, so that
/// what stands below is laid out and not moved.
fn unfold(open: &[Element]) {
    let Some((outline, list)) = find("#outline").zip(find("#outline > ol")) else {
        return;
    };
    let focused = document().active_element();
    if focused.is_some_and(|e| list.contains(Some(&e))) {
        return;
    }
    let scrolled = outline.scroll_top();
    let inner = list.scroll_top();
    for fold in all(&list, ".branch-fold") {
        let link = fold.previous_element_sibling();
        let is_open = link.is_some_and(|link| open.contains(&link));
        set(
            &fold,
            "aria-expanded",
            if is_open { "true" } else { "false" },
        );
    }
    list.remove();
    let _ = outline.append_child(&list);
    outline.set_scroll_top(scrolled);
    list.set_scroll_top(inner);
}

/// Shows the entries that have what was typed, and those above them; 六 四 is the fourth below the sixth.
pub(crate) fn filter(typed: &str, s: &Strings) {
    let words = TextFilter::new(typed);
    let Some(outline) = find("#outline") else {
        return;
    };
    let _ = outline
        .class_list()
        .toggle_with_force("sifted", !words.is_empty());
    let mut nothing = true;
    for entry in all(&outline, "li") {
        let above = entry.first_element_child().map(|link| above(&link));
        let above = above.into_iter().flatten().filter_map(|e| e.text_content());
        let keeps = words.keeps_below(&entry, &above.collect::<Vec<_>>().join(" "));
        hide(&entry, !keeps);
        nothing &= !keeps;
    }
    say_if_nothing("#sift-outline", typed, nothing, s);
}

/// Folds a branch or unfolds it, by its button.
pub(crate) fn fold(button: &Element) {
    let open = button.get_attribute("aria-expanded").as_deref() == Some("true");
    set(button, "aria-expanded", if open { "false" } else { "true" });
}

/// Gives every entry that has others below it a button that folds them. They are folded but for where the
/// reader is.
fn add_folds(s: &Strings) {
    let Some(outline) = find("#outline") else {
        return;
    };
    for link in all(&outline, ".branch > a") {
        if let Ok(fold) = document().create_element("button") {
            let title = link.text_content().unwrap_or_default();
            fold.set_class_name("branch-fold");
            set(&fold, "type", "button");
            set(&fold, "data-command", "fold");
            set(&fold, "aria-expanded", "false");
            set(&fold, "aria-label", &[s.fold, " ", &title].concat());
            let _ = link.after_with_node_1(&fold);
        }
    }
}

fn covered() -> bool {
    document_element().get_attribute("data-screen").as_deref() == Some("search")
}

fn places() -> Vec<(Element, Element)> {
    let Ok(links) = document().query_selector_all("#outline li > a[href^='#']") else {
        return Vec::new();
    };
    (0..links.length())
        .filter_map(|i| {
            let link: Element = links.get(i)?.dyn_into().ok()?;
            let place = document().get_element_by_id(link.get_attribute("href")?.get(1..)?)?;
            Some((link, place))
        })
        .collect()
}

/// A place is the present one when its top is above this line of the window, in CSS pixels: a
/// little below where links bring it.
fn threshold() -> i32 {
    find("#bar").map_or(0, |bar| bar.client_height()) + 48
}

/// The links above one in the tree, as siblings of the lists that hold it.
fn above(link: &Element) -> Vec<Element> {
    let mut found = Vec::new();
    let mut item = link
        .closest("ol")
        .ok()
        .flatten()
        .and_then(|ol| ol.parent_element());
    while let Some(li) = item.filter(|li| li.tag_name() == "LI") {
        found.extend(li.first_element_child());
        item = li
            .closest("ol")
            .ok()
            .flatten()
            .and_then(|ol| ol.parent_element());
    }
    found
}

/// The outline scrolls along only while the pointer is elsewhere.
fn keep_in_view(link: &Element) {
    let Some(nav) = find("#outline") else {
        return;
    };
    if nav.matches(":hover").unwrap_or(false) {
        return;
    }
    let (outer, inner) = (
        nav.get_bounding_client_rect(),
        link.get_bounding_client_rect(),
    );
    if inner.top() < outer.top() + 40.0 || inner.bottom() > outer.bottom() - 40.0 {
        let middle = (inner.top() - outer.top()) as i32 - nav.client_height() / 2;
        nav.set_scroll_top(nav.scroll_top() + middle);
    }
}

/// Brings the present entry into the upper third of an outline that has just opened over a narrow screen.
pub(crate) fn reveal() {
    let present = find("#outline:target [aria-current=location]");
    if let Some((link, list)) = present.zip(find("#outline > ol")) {
        let away = link.get_bounding_client_rect().top() - list.get_bounding_client_rect().top();
        list.set_scroll_top(list.scroll_top() + away as i32 - list.client_height() / 3);
    }
}

/// What a part of an entry says.
fn part(link: &Element, selector: &str) -> Option<String> {
    link.query_selector(selector).ok().flatten()?.text_content()
}

/// How the bar names a place: the numbers of what is above it and its own, then its title.
fn section_name(link: &Element) -> String {
    let mut names: Vec<String> = above(link)
        .iter()
        .filter_map(|link| part(link, ".i"))
        .collect();
    names.reverse();
    names.extend(part(link, ".i"));
    names.extend(part(link, "span:not(.i, .n)"));
    names.join(" ")
}

/// The line below the bar: how much of the document is read.
fn show_progress(s: &Strings) {
    let line = match find("#bar .line") {
        Some(line) => line,
        None => {
            let Some((bar, line)) = find("#bar").zip(document().create_element("progress").ok())
            else {
                return;
            };
            line.set_class_name("line");
            set(&line, "max", "100");
            let _ = bar.append_child(&line);
            line
        }
    };
    let height = window()
        .inner_height()
        .ok()
        .and_then(|h| h.as_f64())
        .unwrap_or(0.0);
    let rest =
        find("article.doc").map_or(0.0, |article| article.get_bounding_client_rect().bottom());
    let scrolled = window().scroll_y().unwrap_or(0.0);
    let whole = (scrolled + rest - height).max(1.0);
    let percent = ((scrolled / whole).clamp(0.0, 1.0) * 100.0).round() as u32;
    let percent = percent.to_string();
    if line.get_attribute("value").as_deref() != Some(&percent) {
        set(&line, "value", &percent);
        set(
            &line,
            "aria-label",
            &fill(s.read_percent, &[("n", &percent)]),
        );
    }
}
