//! What one can get, by touch: the question and its answers, a measure alone, on paper and in codes.

use super::codes::{code_figure, link_figure};
use super::session::words;
use super::{Cover, Kiosk};
use crate::chunks::MORE;
use crate::dom::{find, set};
use crate::export::print;
use crate::library::Session;
use crate::navigation::route::{Route, View};
use crate::navigation::url::parameter;
use crate::page::view;
use crate::screens;
use crate::storage::locale;
use celan_export::passage_codes;
use celan_finder::Extracts;
use celan_locale::{KioskStrings, number};
use celan_page::{Group, Links, Sheet, group_named, groups, kiosk_finder, kiosk_measure};
use maud::{Markup, html};
use std::cell::RefCell;
use std::rc::Rc;

/// Groups that the start offers.
const GROUPS: usize = 4;
/// Pages that one touch leads to.
const PAGES: usize = 9;

thread_local! {
    /// What was read out of the texts, decoded once.
    static EXTRACTS: RefCell<Option<Rc<Extracts>>> = const { RefCell::new(None) };
    static GROUPS_HERE: RefCell<Option<Rc<Vec<Group>>>> = const { RefCell::new(None) };
}

/// What was read out of the texts, once it is here.
pub(super) fn extracts(kiosk: &Kiosk) -> Option<Rc<Extracts>> {
    EXTRACTS.with_borrow_mut(|here| {
        if here.is_none() {
            let raw = kiosk.controller.context.extracts()?;
            *here = celan_blob::read_extracts(&raw).ok().map(Rc::new);
        }
        here.clone()
    })
}

/// The groups that the start offers; none before the library is here.
pub(super) fn offered(kiosk: &Kiosk, session: &Session) -> Rc<Vec<Group>> {
    GROUPS_HERE.with_borrow_mut(|here| {
        if here.is_none() {
            let Some(extracts) = extracts(kiosk) else {
                return Rc::default();
            };
            let view = view(Links::Root, locale::chosen());
            let groups = groups(session.library(), &extracts, view, GROUPS);
            *here = Some(Rc::new(groups));
        }
        here.clone().unwrap_or_default()
    })
}

/// The group that the query names and the finder's address for it, if measures are for it.
pub(super) fn named(kiosk: &Kiosk, session: &Session, query: &str) -> Option<(String, String)> {
    let extracts = extracts(kiosk)?;
    let view = view(Links::Root, locale::chosen());
    group_named(session.library(), &extracts, query, view)
}

/// Whether a route is the finder's.
pub(super) fn is_finder(route: &Route) -> bool {
    matches!(route, Route::View(View { document: None, parameters }) if parameter(parameters, "find").is_some())
}

/// The question with its answers.
pub(super) fn question(kiosk: &Kiosk, session: &Session, s: &KioskStrings) -> Option<Markup> {
    let Route::View(asked) = kiosk.controller.context.route() else {
        return None;
    };
    let extracts = extracts(kiosk)?;
    let query = screens::view::query(&asked.parameters);
    let view = view(Links::Root, locale::chosen());
    Some(kiosk_finder(session.library(), &extracts, &query, view, s))
}

/// A measure alone, with the codes by which it is taken along.
pub(super) fn measure(
    kiosk: &Kiosk,
    session: &Session,
    id: &str,
    s: &KioskStrings,
) -> Option<Markup> {
    let extracts = extracts(kiosk)?;
    let sheet = sheet(session, &extracts, id)?;
    let strings = kiosk.controller.context.strings;
    let citation = celan_cite::attribution(sheet.document, &sheet.place, strings);
    let codes = passage_codes(&sheet.text, &citation).unwrap_or_default();
    let of = codes.len();
    let at = kiosk.code.get() % of.max(1);
    let settings = kiosk.settings.borrow();
    let link = settings.address.as_ref().map(|address| {
        let id = &sheet.document.metadata.id;
        [address, "d/", id, "/#", sheet.anchor].concat()
    });
    Some(html! {
        div.k-alone {
            div.k-sheet { (sheet.markup) }
            section.k-carry {
                @match codes.get(at) {
                    Some(code) => (code_figure(code, s.scan_measure, (of > 1).then_some((at + 1, of)), s)),
                    None => p role="status" { (s.too_long) },
                }
                div.k-other {
                    @if let Some(link) = &link { (link_figure(link, s)) }
                    @if of > 1 {
                        button.btn type="button" data-command="kiosk code" {
                            (s.next_code) " " (number((at + 1) % of + 1)) "/" (number(of))
                        }
                    }
                    @if settings.print {
                        button.btn.main type="button" data-command="kiosk print" { (s.print) }
                    }
                }
            }
        }
    })
}

fn sheet<'a>(session: &'a Session, extracts: &'a Extracts, id: &str) -> Option<Sheet<'a>> {
    let view = view(Links::Root, locale::chosen());
    kiosk_measure(session.library(), extracts, id, view)
}

/// Prints the answers, or the measure alone.
pub(super) fn print(kiosk: &Rc<Kiosk>) {
    let kiosk = kiosk.clone();
    let dispatch = kiosk.dispatch.clone();
    MORE.call(&dispatch, move |_| {
        let context = &kiosk.controller.context;
        let Some((session, extracts)) = context.session().zip(extracts(&kiosk)) else {
            return;
        };
        match &*kiosk.cover.borrow() {
            Cover::Measure(id) => {
                let Some(sheet) = sheet(&session, &extracts, id) else {
                    return;
                };
                let source = celan_cite::attribution(sheet.document, &sheet.place, context.strings);
                print::print_written(context, &sheet.markup.into_string(), &source, &sheet.title);
            }
            _ => {
                let Route::View(asked) = context.route() else {
                    return;
                };
                let query = screens::view::query(&asked.parameters);
                let view = view(Links::Root, locale::chosen());
                let list = celan_page::finder_screen(session.library(), &extracts, &query, view);
                let title = view.language.finder_strings().title;
                print::print_written(context, &list.into_string(), "", title);
            }
        }
    });
}

/// Where the document of a measure is.
pub(super) fn place(kiosk: &Kiosk, id: &str) -> Option<(String, String)> {
    let session = kiosk.controller.context.session()?;
    let extracts = extracts(kiosk)?;
    let sheet = sheet(&session, &extracts, id)?;
    Some((sheet.document.metadata.id.clone(), sheet.anchor.to_owned()))
}

/// Turns to a page of the answers, from 0; a page is a column.
pub(super) fn turn(page: usize) {
    if let Some((list, width, pages)) = measured() {
        let page = page.min(pages - 1);
        list.set_scroll_left(i32::try_from(page).unwrap_or(0) * width);
        write_pages(page, pages);
    }
}

/// Says which pages there are, once answers are laid out.
pub(super) fn show_pages() {
    if let Some((list, width, pages)) = measured() {
        write_pages((list.scroll_left() / width.max(1)) as usize, pages);
    }
}

/// The list, the width of a page, and how many there are.
fn measured() -> Option<(web_sys::Element, i32, usize)> {
    let list = find("#kiosk-cover .k-answers")?;
    let width = list.client_width().max(1);
    let pages = (list.scroll_width() + width / 2) / width;
    Some((list, width, usize::try_from(pages).unwrap_or(1).max(1)))
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

fn write_pages(page: usize, pages: usize) {
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

/// The words of a group's tile: what most of its measures are for.
pub(super) fn hint(group: &Group) -> String {
    let comma = locale::chosen().finder_strings().comma;
    group.wants.join(comma)
}

#[cfg(test)]
mod tests {
    use super::offered_pages;

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
