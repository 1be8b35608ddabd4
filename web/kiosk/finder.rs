//! What one can get, by touch: the question and its answers, a measure alone, on paper and in codes.

use super::codes::{code_figure, link_figure};
use super::{Cover, Kiosk, session};
use crate::chunks::MORE;
use crate::export::print;
use crate::library::Session;
use crate::navigation::route::{Route, View};
use crate::navigation::url::parameter;
use crate::page::view;
use crate::screens;
use crate::storage::locale;
use celan_cite::{attribution, source};
use celan_export::passage_codes;
use celan_finder::{Extracts, Query};
use celan_locale::{KioskStrings, number};
use celan_page::{Group, KioskFinder, KioskRow, Links, Sheet, kiosk_measure, kiosk_rows};
use maud::{Markup, html};
use std::cell::RefCell;
use std::rc::Rc;

/// Groups that the start offers.
const GROUPS: usize = 4;

thread_local! {
    /// What was read out of the texts, decoded once.
    static EXTRACTS: RefCell<Option<Rc<Extracts>>> = const { RefCell::new(None) };
    static FINDER: RefCell<Option<Rc<KioskFinder>>> = const { RefCell::new(None) };
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

/// What is asked of each measure, read once, as the texts are.
fn prepared(kiosk: &Kiosk, session: &Session) -> Option<(Rc<KioskFinder>, Rc<Extracts>)> {
    let extracts = extracts(kiosk)?;
    let finder = FINDER.with_borrow_mut(|here| {
        let new = || {
            let view = view(Links::Root, locale::chosen());
            Rc::new(KioskFinder::new(session.library(), &extracts, view))
        };
        here.get_or_insert_with(new).clone()
    });
    Some((finder, extracts))
}

/// The groups that the start offers; none before the library is here.
pub(super) fn offered(kiosk: &Kiosk, session: &Session) -> Rc<Vec<Group>> {
    GROUPS_HERE.with_borrow_mut(|here| {
        if here.is_none() {
            let Some((finder, extracts)) = prepared(kiosk, session) else {
                return Rc::default();
            };
            let view = view(Links::Root, locale::chosen());
            *here = Some(Rc::new(finder.groups(&extracts, view, GROUPS)));
        }
        here.clone().unwrap_or_default()
    })
}

/// The group that the query names and the finder's address for it, if measures are for it.
pub(super) fn named(kiosk: &Kiosk, session: &Session, query: &str) -> Option<(String, String)> {
    let (finder, extracts) = prepared(kiosk, session)?;
    finder.group_named(&extracts, query, view(Links::Root, locale::chosen()))
}

/// Whether a route is the finder's.
pub(super) fn is_finder(route: &Route) -> bool {
    matches!(route, Route::View(View { document: None, parameters }) if parameter(parameters, "find").is_some())
}

/// What is asked; `None` on another route.
fn asked(kiosk: &Kiosk) -> Option<Query> {
    match kiosk.route() {
        Route::View(asked) => Some(screens::view::query(&asked.parameters)),
        _ => None,
    }
}

/// The question, with room for its answers.
pub(super) fn question(kiosk: &Kiosk, session: &Session, s: &KioskStrings) -> Option<Markup> {
    let query = asked(kiosk)?;
    let (finder, extracts) = prepared(kiosk, session)?;
    let view = view(Links::Root, locale::chosen());
    Some(finder.question(session.library(), &extracts, &query, view, s))
}

/// Its answers.
pub(super) fn answers(kiosk: &Kiosk) -> Option<Vec<KioskRow>> {
    let session = kiosk.controller.context.session()?;
    let (finder, extracts) = prepared(kiosk, &session)?;
    Some(finder.rows(&extracts, &asked(kiosk)?))
}

/// Some of them, written.
pub(super) fn rows(kiosk: &Kiosk, rows: &[KioskRow]) -> Option<Markup> {
    let session = kiosk.controller.context.session()?;
    let extracts = extracts(kiosk)?;
    let view = view(Links::Root, locale::chosen());
    Some(kiosk_rows(session.library(), &extracts, rows, view))
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
    let citation = source(sheet.document, session.library(), &sheet.place, strings);
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
                let source = attribution(sheet.document, &sheet.place, context.strings);
                let html = sheet.markup.into_string();
                let place = ["d/", &sheet.document.metadata.id, "/#", sheet.anchor].concat();
                print::print_written(context, &html, &source, &place, &sheet.title);
            }
            _ => {
                let Some(query) = asked(&kiosk) else {
                    return;
                };
                let view = view(Links::Root, locale::chosen());
                let list = celan_page::finder_screen(session.library(), &extracts, &query, view);
                let title = view.language.finder_strings().title;
                let html = list.into_string();
                let Route::View(View { parameters, .. }) = kiosk.route() else {
                    return;
                };
                let place = ["?", parameters.trim_start_matches('?')].concat();
                print::print_written(context, &html, "", &session::public(&place), title);
            }
        }
    });
}

/// Where the document of a measure is, as its id says: document, anchor, number.
pub(super) fn place(id: &str) -> Option<(&str, &str)> {
    id.rsplit_once('/')?.0.split_once('/')
}

/// The words of a group's tile: what most of its measures are for.
pub(super) fn hint(group: &Group) -> String {
    let comma = locale::chosen().finder_strings().comma;
    group.wants.join(comma)
}
