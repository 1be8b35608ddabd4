//! Answers of the finder, a page at a time: rows are whole, and none stands in the page that is not seen, so that
//! a touch is answered at once however many there are.
//!
//! Where pages end is known by the heights of rows. What is seen is measured at once, the rest between touches, each
//! row once for a width and size of letters.

use super::session::words;
use super::{Cover, Kiosk, finder};
use crate::dom::{find, set};
use crate::library::time_slice::rest;
use celan_locale::number;
use celan_page::KioskRow;
use maud::html;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// Pages that one touch leads to.
const PAGES: usize = 9;
/// Rows that are written at a time where it is not known how many fit.
const SOME: usize = 6;
/// Rows that are measured between touches, at a time.
const FEW: usize = 3;
/// What a page keeps free, since heights are not whole pixels.
const SLACK: f64 = 0.5;

/// The answers to the question, and how high they are.
#[derive(Default)]
struct Answers {
    rows: Vec<KioskRow>,
    /// Heights of rows, in CSS pixels.
    heights: HashMap<KioskRow, f64>,
    /// Width and height of a page, and the size of letters.
    room: Room,
    is_measuring: bool,
}

#[derive(Default, Clone, Copy, PartialEq)]
struct Room {
    width: i32,
    height: i32,
    is_large: bool,
}

impl Room {
    /// The room that the list has.
    fn of(list: &Element, kiosk: &Kiosk) -> Self {
        Self {
            width: list.client_width(),
            height: list.client_height(),
            is_large: kiosk.is_large(),
        }
    }

    /// Whether rows are as high in another room.
    fn has_rows_of(self, other: Self) -> bool {
        (self.width, self.is_large) == (other.width, other.is_large)
    }
}

thread_local! {
    static ANSWERS: RefCell<Answers> = RefCell::default();
}

impl Answers {
    /// Where the page that begins with a row ends; `None` where a height is missing.
    fn end_of(&self, start: usize) -> Option<usize> {
        let mut free = f64::from(self.room.height) - SLACK;
        for (at, row) in self.rows.iter().enumerate().skip(start) {
            free -= self.heights.get(row)?;
            if free < 0.0 {
                // A row that is higher than the page has one of its own.
                return Some(at.max(start + 1));
            }
        }
        Some(self.rows.len())
    }

    /// Where pages begin, as far as that is known, and whether these are all.
    fn starts(&self) -> (Vec<usize>, bool) {
        let mut starts = vec![0];
        let mut at = 0;
        while let Some(end) = self.end_of(at) {
            if end >= self.rows.len() {
                return (starts, true);
            }
            starts.push(end);
            at = end;
        }
        (starts, false)
    }

    /// Has another room from now on; returns the one that it had.
    fn take_room(&mut self, room: Room) -> Room {
        let had = std::mem::replace(&mut self.room, room);
        if !had.has_rows_of(room) {
            self.heights.clear();
        }
        had
    }

    /// Some rows whose height is missing.
    fn unknown(&self) -> Vec<KioskRow> {
        let unknown = self.rows.iter();
        let unknown = unknown.filter(|row| !self.heights.contains_key(row));
        unknown.take(FEW).copied().collect()
    }

    /// Learns the heights of rows from where they are laid out.
    fn measure(&mut self, rows: &[KioskRow], list: &Element) {
        let items = list.children();
        for (at, row) in (0..).zip(rows) {
            if let Some(item) = items.item(at) {
                let height = item.get_bounding_client_rect().height();
                self.heights.insert(*row, height);
            }
        }
    }
}

/// Shows the answers, if the question is new or they have another room.
pub(super) fn show(kiosk: &Rc<Kiosk>, is_new: bool) {
    let Some(list) = list() else { return };
    // To ask for the room of what is new would lay it out before its rows are there.
    let is_here = || ANSWERS.with_borrow(|answers| answers.room == Room::of(&list, kiosk));
    if !is_new && is_here() {
        return;
    }
    let Some(rows) = finder::answers(kiosk) else {
        return;
    };
    ANSWERS.with_borrow_mut(|answers| answers.rows = rows);
    turn(kiosk);
    measure_rest(kiosk);
}

fn list() -> Option<Element> {
    find("#kiosk-cover .k-answers ol")
}

/// Turns to the page of the answers that is asked for.
pub(super) fn turn(kiosk: &Rc<Kiosk>) {
    if let Some(list) = list() {
        fill(kiosk, &list);
    }
    write_pages(kiosk);
}

/// Writes the rows of the page, for the room that there was before: nearly always it is the same, and everything is
/// laid out once.
fn fill(kiosk: &Kiosk, list: &Element) {
    let mut most = SOME;
    let mut is_again = false;
    loop {
        let (start, rows, is_whole) = ANSWERS.with_borrow(|answers| {
            let (starts, _) = answers.starts();
            let page = kiosk.page.get().min(starts.len() - 1);
            kiosk.page.set(page);
            let start = starts[page];
            let end = answers.end_of(start);
            let last = end.unwrap_or((start + most).min(answers.rows.len()));
            (start, answers.rows[start..last].to_vec(), end.is_some())
        });
        let Some(markup) = finder::rows(kiosk, &rows) else {
            return;
        };
        list.set_inner_html(&markup.into_string());
        let room = Room::of(list, kiosk);
        let had = ANSWERS.with_borrow_mut(|answers| answers.take_room(room));
        if had != room {
            if !had.has_rows_of(room) {
                kiosk.page.set(0);
            }
            continue;
        }
        if is_whole && (is_again || is_one_column(list)) {
            return;
        }
        let end = ANSWERS.with_borrow_mut(|answers| {
            answers.measure(&rows, list);
            answers.end_of(start)
        });
        // Where letters have come since heights were measured, the page is written once more.
        is_again = is_whole;
        if let Some(end) = end.filter(|_| !is_whole) {
            while let Some(over) = list.children().item((end - start) as u32) {
                over.remove();
            }
            return;
        }
        most += SOME;
    }
}

/// Whether all rows have found room.
fn is_one_column(list: &Element) -> bool {
    let left = |item: Option<Element>| item.map(|item| item.get_bounding_client_rect().left());
    left(list.first_element_child()) == left(list.last_element_child())
}

/// Measures what is not seen, between touches, and then says how many pages there are.
fn measure_rest(kiosk: &Rc<Kiosk>) {
    let was_measuring =
        ANSWERS.with_borrow_mut(|answers| std::mem::replace(&mut answers.is_measuring, true));
    if was_measuring {
        return;
    }
    let kiosk = kiosk.clone();
    spawn_local(async move {
        loop {
            let rows = ANSWERS.with_borrow(Answers::unknown);
            if rows.is_empty() {
                break;
            }
            rest().await;
            let is_shown = *kiosk.cover.borrow() == Cover::Finder;
            let Some(trial) = find("#kiosk-cover .k-trial").filter(|_| is_shown) else {
                break;
            };
            let Some(markup) = finder::rows(&kiosk, &rows) else {
                break;
            };
            trial.set_inner_html(&markup.into_string());
            ANSWERS.with_borrow_mut(|answers| answers.measure(&rows, &trial));
            trial.set_inner_html("");
        }
        ANSWERS.with_borrow_mut(|answers| answers.is_measuring = false);
        write_pages(&kiosk);
    });
}

/// Says which pages there are, once that is known.
fn write_pages(kiosk: &Kiosk) {
    let (starts, are_all) = ANSWERS.with_borrow(Answers::starts);
    if are_all {
        write_bar(kiosk.page.get(), starts.len());
    }
}

/// Pages that one touch leads to: all, or where they are many, the first, the last, those beside this one and some
/// evenly between.
fn offered_pages(page: usize, pages: usize) -> Vec<usize> {
    if pages <= PAGES {
        return (0..pages).collect();
    }
    let mut offered: Vec<usize> = (0..PAGES - 1)
        .map(|n| n * (pages - 1) / (PAGES - 2))
        .collect();
    offered.push(page);
    offered.sort_unstable();
    offered.dedup();
    offered
}

/// Writes which page of how many is shown, and the ways to others.
fn write_bar(page: usize, pages: usize) {
    let Some(bar) = find("#kiosk-cover .k-pages") else {
        return;
    };
    let s = words();
    let turn = |to: usize, words: &str, class: &str, off: bool| {
        html! {
            button class=(class) type="button" disabled[off] data-command={ "kiosk turn " (to) } { (words) }
        }
    };
    let markup = html! {
        @if pages > 1 {
            (turn(page.saturating_sub(1), s.earlier, "btn", page == 0))
            @for at in offered_pages(page, pages) {
                button type="button" aria-current=[(at == page).then_some("page")]
                    data-command={ "kiosk turn " (at) } { (number(at + 1)) }
            }
            (turn(page + 1, s.later, "btn", page + 1 >= pages))
        }
    };
    set(&bar, "aria-label", s.pages);
    set(&bar, "data-pages", &pages.to_string());
    bar.set_inner_html(&markup.into_string());
}

#[cfg(test)]
mod tests {
    use super::{Answers, KioskRow, Room, offered_pages};

    /// Rows of these heights on pages that are 100 px high.
    fn answers(heights: &[f64]) -> Answers {
        let row = |one| KioskRow { one, other: None };
        Answers {
            rows: (0..heights.len()).map(row).collect(),
            heights: (0..).map(row).zip(heights.iter().copied()).collect(),
            room: Room {
                height: 100,
                ..Room::default()
            },
            is_measuring: false,
        }
    }

    #[test]
    fn rows_are_whole_and_each_is_on_one_page() {
        let of = |heights: &[f64]| answers(heights).starts();
        assert_eq!(of(&[]), (vec![0], true));
        assert_eq!(of(&[40.0, 40.0, 40.0, 59.0, 1.0]), (vec![0, 2, 4], true));
        // One that is higher than the page has a page of its own.
        assert_eq!(of(&[150.0, 150.0, 20.0]), (vec![0, 1, 2], true));
    }

    #[test]
    fn pages_are_known_as_far_as_rows_are_measured() {
        let mut answers = answers(&[40.0; 8]);
        answers.heights.remove(&answers.rows[5]);
        assert_eq!(answers.starts(), (vec![0, 2, 4], false));
        assert_eq!(answers.end_of(4), None);
        assert_eq!(answers.unknown(), [answers.rows[5]]);
    }

    #[test]
    fn first_and_last_and_this_page_are_one_touch_away() {
        for pages in 1..60 {
            for page in 0..pages {
                let offered = offered_pages(page, pages);
                for wanted in [0, page, pages - 1] {
                    assert!(offered.contains(&wanted), "{page} of {pages}");
                }
                assert!(offered.len() <= super::PAGES);
                assert!(offered.is_sorted() && offered.iter().all(|at| *at < pages));
            }
        }
    }
}
