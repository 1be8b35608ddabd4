//! Does what is asked for: every [`Command`] in one place.

use super::command::{Command, Extra, Link, Notice};
use crate::article::{highlights, outline};
use crate::chunks::{self, KIOSK, MORE, OVERVIEWS, SOON};
use crate::controller::Controller;
use crate::dom::focus::{focus_quietly, trap_tab};
use crate::dom::{all, find, lazy_layout, set};
use crate::navigation::list_filter;
use crate::navigation::route::{Compared, Route, View};
use crate::state::{Action, Chunks, Dispatch};
use crate::storage::{locale, recent_queries};
use gloo_utils::{document, document_element, window};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

/// Where a command comes from; a key leaves it at its default.
#[derive(Default, Clone)]
pub(crate) struct Origin {
    /// What was pressed, or typed into.
    pub(super) element: Option<Element>,
    /// How far down in the window, in CSS pixels.
    pub(super) down: i32,
}

/// Executes a command. Returns whether it took the place of what the browser would do.
pub(super) fn execute(
    command: Command,
    origin: &Origin,
    controller: &Rc<Controller>,
    dispatch: &Dispatch,
) -> bool {
    let tell = |action| dispatch.dispatch(action);
    match command {
        Command::Settings { open } => tell(Action::Settings(open)),
        Command::Appearance(appearance) => tell(Action::Appearance(appearance)),
        Command::Language(language) => locale::choose(language),
        Command::Shortcuts { open } => tell(Action::Shortcuts(open)),
        Command::Dismiss(Notice::Reconciled) => tell(Action::Reconciled(false)),
        Command::Dismiss(Notice::AnchorMissing) => tell(Action::AnchorMissing(None)),
        Command::Dismiss(Notice::Chunk) => tell(Action::Chunks(Chunks::Settled)),
        Command::Dismiss(Notice::Resume) => controller.offer_resume(dispatch, None),
        Command::Close => return close(controller, dispatch),

        Command::FocusSearch => focus_search(controller, dispatch),
        Command::TypeQuery => controller.query_typed(dispatch),
        Command::CommitQuery => commit_query(controller, dispatch),
        Command::ChooseSuggestion { forward } => return choose_suggestion(dispatch, forward),
        Command::FollowSuggestion => return press("#drop [aria-selected=true]"),
        Command::CloseSuggestions => tell(Action::CloseSuggestions),
        Command::StepHit { forward } => return in_results() && step_hit(forward),
        Command::MoreHits => tell(Action::More),
        Command::Rank => tell(Action::Rank),
        Command::Unfold { id, search } => tell(Action::Unfold { id, ask: search }),
        Command::BackToResults => controller.back_to_results(dispatch),

        Command::Load => controller.load(dispatch, true),
        Command::Reload => drop(window().location().reload()),

        Command::FilterList => controller.list_filter_typed(dispatch, &value(origin)),
        Command::FilterOutline => outline::filter(&value(origin), controller.strings),
        Command::AskTopic => ask_topic(controller, dispatch),

        Command::GoToHighlight(n) => go_to_highlight(dispatch, n),
        Command::StepHighlight { forward } => {
            return press(if forward {
                "#next-place"
            } else {
                "#former-place"
            });
        }
        Command::GoToNearestHighlight => {
            if let Some(n) = nearest_highlight(origin) {
                go_to_highlight(dispatch, n);
            }
        }
        Command::StepSection { forward } => step_section(controller, dispatch, forward),
        Command::ToggleOutline => toggle_outline(controller),
        Command::Print => drop(window().print()),
        Command::Fold => {
            if let Some(fold) = &origin.element {
                outline::fold(fold);
            }
        }
        Command::Repairs { show } => {
            let (context, to) = (controller.context.clone(), dispatch.clone());
            MORE.call(dispatch, move |more| {
                (more.show_repairs)(&context, &to, show)
            });
        }
        Command::Overview(asked) => {
            let (context, to) = (controller.context.clone(), dispatch.clone());
            OVERVIEWS.call(dispatch, move |overviews| {
                (overviews.execute)(&asked, &context, &to)
            });
        }
        Command::Kiosk(asked) => {
            if let Some(kiosk) = KIOSK.here() {
                (kiosk.execute)(&asked);
            }
        }
        Command::RetryChunk => chunks::again(),
        Command::Extra(extra) => return execute_extra(extra, origin, controller, dispatch),

        Command::Follow(Link::Within) => {
            // The browser itself goes there.
            lazy_layout::finish();
            controller.history.remember();
            return false;
        }
        Command::Follow(Link::Route { route, result }) => {
            if result {
                recent_queries::add(&route.query().text);
            }
            follow(controller, dispatch, route);
        }
        Command::TrapFocus { back } => return trap_tab(back),
    }
    true
}

/// Executes what the chunk `more` does, now or when it has come.
fn execute_extra(
    extra: Extra,
    origin: &Origin,
    controller: &Rc<Controller>,
    dispatch: &Dispatch,
) -> bool {
    if let Some(more) = MORE.here() {
        return (more.execute)(extra, origin, controller, dispatch);
    }
    let on_document = matches!(extra, Extra::CiteBlock | Extra::PrintBlock);
    if on_document && !(controller.is_reading() && find("article.doc").is_some()) {
        return false;
    }
    let (origin, context, to) = (origin.clone(), controller.context.clone(), dispatch.clone());
    MORE.call(dispatch, move |more| {
        (more.execute)(extra, &origin, &context, &to);
    });
    true
}

/// Goes to a route, once what writes its page is here.
fn follow(controller: &Rc<Controller>, dispatch: &Dispatch, route: Route) {
    if controller.page.has(&route) {
        controller.go(dispatch, route);
    } else {
        let (controller, to) = (controller.clone(), dispatch.clone());
        SOON.call(dispatch, move |_| controller.go(&to, route));
    }
}

/// Sheets over the lists that they filter, each with what stands at the head of its list.
const SHEETS: [(&str, &str); 2] = [("#sift:target", "shown"), ("#narrow:target", "found")];

/// The text of the field from which a command comes.
pub(super) fn value(origin: &Origin) -> String {
    let field = origin.element.as_ref();
    field.map_or_else(String::new, field_value)
}

fn field_value(field: &Element) -> String {
    let value = js_sys::Reflect::get(field, &JsValue::from_str("value"));
    let value = value.ok().and_then(|value| value.as_string());
    value.unwrap_or_default()
}

/// Closes the citation popover, or if there is none, all else that lies over the page. Returns whether that was a
/// sheet; else the browser does what it does too.
fn close(controller: &Controller, dispatch: &Dispatch) -> bool {
    if MORE.here().is_some_and(|more| (more.close)()) {
        return false;
    }
    dispatch.dispatch(Action::Settings(false));
    dispatch.dispatch(Action::Shortcuts(false));
    if find("#outline:target, #facts:target").is_some() {
        leave_sheet(controller);
        return true;
    }
    for (sheet, below) in SHEETS {
        if find(sheet).is_some() {
            // No step of its own: the next one back undoes what was chosen.
            controller.history.show_anchor(below, &controller.route());
            return true;
        }
    }
    false
}

/// What has opened over the page leaves in sight what it is about: the outline the present place, a filter the
/// beginning of its list.
pub(super) fn opened() {
    outline::reveal();
    for (sheet, below) in SHEETS {
        if let Some(head) = find(sheet).and_then(|_| document().get_element_by_id(below)) {
            head.scroll_into_view();
        }
    }
}

/// Closes the sheet over a document, which stays where it is: what the browser goes to is fixed, and the address
/// names none.
fn leave_sheet(controller: &Controller) {
    let _ = window().location().set_hash("dock");
    if let Route::Document { id, query, .. } = controller.route() {
        let anchor = String::new();
        let route = Route::Document { id, query, anchor };
        controller.history.replace(&route);
    }
}

/// Brings the reader to the search field, from wherever they are.
fn focus_search(controller: &Rc<Controller>, dispatch: &Dispatch) {
    let field = controller.page.field();
    // On a narrow screen a document hides its field until the reader searches.
    if field.offset_parent().is_none() {
        let query = controller.route().query().clone();
        let scope = controller.scope();
        set(&document_element(), "data-screen", "search");
        controller.go(dispatch, Route::Search { query, scope });
    }
    focus_quietly(field);
    field.select();
}

fn commit_query(controller: &Rc<Controller>, dispatch: &Dispatch) {
    controller.commit_query(dispatch);
    // A keyboard on the screen would cover the results.
    if is_coarse() {
        let _ = controller.page.field().blur();
    }
}

fn ask_topic(controller: &Rc<Controller>, dispatch: &Dispatch) {
    let Some(field) = find("#topic") else { return };
    let topic = field_value(&field).trim().to_owned();
    let route = match controller.route() {
        Route::Compare(compared) => Route::Compare(Compared {
            topic,
            anchor: String::new(),
            ..compared
        }),
        Route::View(view) => Route::View(View {
            parameters: list_filter::with(&view.parameters, "topic", &topic),
            ..view
        }),
        _ => return,
    };
    controller.go(dispatch, route);
}

/// Chooses a suggestion, or if there are none, goes down to the hits.
fn choose_suggestion(dispatch: &Dispatch, forward: bool) -> bool {
    let of = all(&document_element(), "#drop [role=option]").len();
    if of == 0 {
        return forward && step_hit(true);
    }
    dispatch.dispatch(Action::Choose { forward, of });
    true
}

fn in_results() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|e| e.has_attribute("data-document"))
}

/// Moves the focus to the next or former hit; from the first one back to the field.
fn step_hit(forward: bool) -> bool {
    let hits = all(&document_element(), "[data-results] a[data-document]");
    let hits = hits.into_iter().filter_map(|hit| hit.dyn_into().ok());
    let hits: Vec<HtmlElement> = hits
        .filter(|hit: &HtmlElement| hit.offset_parent().is_some())
        .collect();
    let focused = document().active_element();
    let at = hits
        .iter()
        .position(|hit| focused.as_ref() == Some(hit.as_ref()));
    let next = match (at, forward) {
        (None, true) => hits.first(),
        (None, false) => None,
        (Some(n), true) => hits.get(n + 1),
        (Some(0), false) => {
            if let Some(field) = find("#q") {
                focus_quietly(&field);
            }
            return true;
        }
        (Some(n), false) => hits.get(n - 1),
    };
    next.is_some_and(|hit| hit.focus().is_ok())
}

fn go_to_highlight(dispatch: &Dispatch, n: usize) {
    highlights::go(n);
    dispatch.dispatch(Action::GoToHighlight(n));
}

/// The highlight nearest to where the strip is pressed.
fn nearest_highlight(origin: &Origin) -> Option<usize> {
    let strip = origin.element.as_ref()?.get_bounding_client_rect();
    highlights::nearest((f64::from(origin.down) - strip.top()) / strip.height().max(1.0))
}

fn step_section(controller: &Rc<Controller>, dispatch: &Dispatch, forward: bool) {
    if let Route::Document { id, query, .. } = controller.route()
        && let Some(anchor) = controller.outline.step(forward)
    {
        controller.go(dispatch, Route::Document { id, query, anchor });
    }
}

/// Opens the outline as a dialog where it is out of sight, or closes it.
fn toggle_outline(controller: &Controller) {
    if find("#outline:target").is_some() {
        leave_sheet(controller);
    } else if find("#outline").is_some() {
        let _ = window().location().set_hash("outline");
    }
}

fn is_coarse() -> bool {
    let coarse = window().match_media("(pointer: coarse)");
    coarse.is_ok_and(|m| m.is_some_and(|m| m.matches()))
}

/// Presses the element that a selector names. Returns whether there is one.
fn press(selector: &str) -> bool {
    let element = find(selector).and_then(|e| e.dyn_into::<HtmlElement>().ok());
    element.inspect(HtmlElement::click).is_some()
}
