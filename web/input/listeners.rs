//! What the reader does, as the browser tells it: typing, keys, links, back and forth.
//!
//! Listeners are set once, on document and window, and ask the page for what they need: the search
//! field and the links move between screens, and most of them were not rendered by the application.

use crate::article::{block_menu, outline};
use crate::chunks::{MORE, PAGES};
use crate::controller::{Controller, Dispatch};
use crate::dom::focus::focus_quietly;
use crate::dom::selection::selected;
use crate::dom::site::root;
use crate::dom::{find, set};
use crate::dom::{focus, lazy_layout, scroll_anchor};
use crate::input::command;
use crate::navigation::route::{Compared, Route};
use crate::state::Action;
use crate::storage::recent_queries;
use gloo_events::{EventListener, EventListenerOptions};
use gloo_utils::{document, document_element, window};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, HtmlAnchorElement, HtmlElement, HtmlInputElement, InputEvent, KeyboardEvent,
    MouseEvent,
};

/// Listens until the result is dropped.
pub(crate) fn listen(controller: &Rc<Controller>, dispatch: &Dispatch) -> Vec<EventListener> {
    let on = |target: &web_sys::EventTarget,
              name: &'static str,
              act: fn(&Rc<Controller>, &Dispatch, &Event)| {
        let (controller, dispatch) = (controller.clone(), dispatch.clone());
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(target, name, options, move |event| {
            act(&controller, &dispatch, event)
        })
    };
    let passively = |name: &'static str, act: fn(&Rc<Controller>, &Dispatch, &Event)| {
        let (controller, dispatch) = (controller.clone(), dispatch.clone());
        EventListener::new(&window(), name, move |event| {
            act(&controller, &dispatch, event)
        })
    };
    let document = document();
    vec![
        on(&document, "input", input),
        on(&document, "compositionend", input),
        on(&document, "submit", submit),
        on(&document, "keydown", key),
        on(&document, "click", click),
        on(&document, "mouseover", |controller, _, event| {
            if let (Some(more), Some(element)) = (MORE.here(), target(event)) {
                (more.over_citation)(controller, &element);
            }
        }),
        on(&document, "focusout", left),
        passively("touchstart", block_menu::touch),
        passively("touchmove", block_menu::touch),
        passively("touchend", block_menu::touch),
        passively("touchcancel", block_menu::touch),
        // No browser waits for what is not here.
        passively("beforeprint", |controller, _, _| {
            MORE.here()
                .map_or((), |more| (more.before_print)(controller))
        }),
        passively("afterprint", |_, _, _| {
            MORE.here().map_or((), |more| (more.after_print)())
        }),
        passively("popstate", |controller, dispatch, _| {
            controller.on_popstate(dispatch)
        }),
        passively("pagehide", |controller, _, _| controller.history.leave()),
        passively("pageshow", |controller, _, _| {
            controller.history.come_back()
        }),
        passively("online", |controller, dispatch, _| {
            controller.load(dispatch, true)
        }),
        passively("scroll", |controller, dispatch, _| {
            controller.on_scroll(dispatch)
        }),
        passively("resize", |_, _, _| scroll_anchor::on_resize()),
    ]
}

fn input(controller: &Rc<Controller>, dispatch: &Dispatch, event: &Event) {
    // Letters of an input method are not yet what the reader means.
    let composing = event
        .dyn_ref::<InputEvent>()
        .is_some_and(InputEvent::is_composing);
    let Some(field) = target(event).filter(|_| !composing) else {
        return;
    };
    match field.id().as_str() {
        "q" => controller.query_typed(dispatch),
        id @ ("take-whole" | "take-place") => MORE
            .here()
            .map_or((), |more| (more.choose_export)(controller, id)),
        "other" => {
            if let (Some(more), Some(field)) = (MORE.here(), field.dyn_ref::<HtmlInputElement>()) {
                (more.filter_choices)(&field.value(), controller.strings);
            }
        }
        "sift-outline" => {
            if let Some(field) = field.dyn_ref::<HtmlInputElement>() {
                outline::filter(&field.value());
            }
        }
        "marks-file" => {
            let text = js_sys::Reflect::get(&field, &"text".into());
            let text = text.ok().and_then(|text| text.as_string());
            if let Some(more) = MORE.here() {
                (more.import_annotations)(controller, dispatch, &text.unwrap_or_default());
            }
        }
        "sieve" => {
            if let Some(field) = field.dyn_ref::<HtmlInputElement>() {
                controller.list_filter_typed(dispatch, &field.value());
            }
        }
        _ => {}
    }
}

/// Keeps a note whose field is left.
fn left(controller: &Rc<Controller>, _: &Dispatch, event: &Event) {
    if let (Some(more), Some(element)) = (MORE.here(), target(event)) {
        (more.keep_note)(controller, &element);
    }
}

fn submit(controller: &Rc<Controller>, dispatch: &Dispatch, event: &Event) {
    if target(event).is_some_and(|form| form.id() == "compare-topic") {
        event.prevent_default();
        let topic = find("#topic").and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        if let (Some(topic), Route::Compare(compared)) = (topic, controller.history.route()) {
            let compared = Compared {
                topic: topic.value().trim().to_owned(),
                anchor: String::new(),
                ..compared
            };
            controller.go(dispatch, Route::Compare(compared));
        }
        return;
    }
    if target(event).is_some_and(|form| form.matches("[role=search]").unwrap_or(false)) {
        event.prevent_default();
        controller.commit_query(dispatch);
        // A keyboard on the screen would cover the results.
        if window()
            .match_media("(pointer: coarse)")
            .is_ok_and(|m| m.is_some_and(|m| m.matches()))
        {
            let _ = controller.page.field().blur();
        }
    }
}

fn key(controller: &Rc<Controller>, dispatch: &Dispatch, event: &Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    if event.is_composing() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let element = target(event);
    let in_field = element.as_ref().is_some_and(|e| e.id() == "q");
    let peeks = element.clone();
    let typing = element.is_some_and(|e| e.matches("input, textarea, select").unwrap_or(false));
    match event.key().as_str() {
        key @ (" " | "Enter")
            if peeks
                .as_ref()
                .is_some_and(|e| citation_key(controller, dispatch, e, key == "Enter")) => {}
        "/" if !typing => seek(controller, dispatch),
        "Escape" if in_field => dispatch.dispatch(Action::CloseSuggestions),
        "Escape" => {
            if MORE.here().is_some_and(|more| (more.close)()) {
                return;
            }
            dispatch.dispatch(Action::Settings(false));
            dispatch.dispatch(Action::Shortcuts(false));
            if window()
                .location()
                .hash()
                .is_ok_and(|hash| hash == "#outline")
            {
                toggle_outline();
            }
            return;
        }
        arrow @ ("ArrowDown" | "ArrowUp") if in_field => {
            let of = count("#drop [role=option]");
            let forward = arrow == "ArrowDown";
            if of > 0 {
                dispatch.dispatch(Action::Choose { forward, of });
            } else if !forward || !step(true) {
                return;
            }
        }
        arrow @ ("ArrowDown" | "ArrowUp") if !typing => {
            let in_results = document()
                .active_element()
                .is_some_and(|e| e.has_attribute("data-document"));
            if !in_results || !step(arrow == "ArrowDown") {
                return;
            }
        }
        "Enter" if in_field => match find("#drop [aria-selected=true]") {
            Some(chosen) => press(&chosen),
            None => return,
        },
        "Tab" if !focus::trap_tab(event.shift_key()) => return,
        "Tab" => {}
        "t" if !typing => toggle_outline(),
        "?" if !typing => dispatch.dispatch(Action::Shortcuts(true)),
        key @ ("[" | "]") if !typing => step_section(controller, dispatch, key == "]"),
        key @ ("n" | "N" | "F3") if !typing || key == "F3" => {
            let former = event.shift_key();
            match find(if former {
                "#former-place"
            } else {
                "#next-place"
            }) {
                Some(button) => press(&button),
                None => return,
            }
        }
        key if !typing && place_key(controller, dispatch, key) => {}
        _ => return,
    }
    event.prevent_default();
}

/// Takes a click on a place of the document, on a citation, or on what opens or fills the dialogs. Where
/// the functions for it have not come, those that need no other way wait for them.
fn place_click(controller: &Rc<Controller>, dispatch: &Dispatch, clicked: &Element) -> bool {
    if let Some(more) = MORE.here() {
        return (more.click)(controller, dispatch, clicked);
    }
    let near = |selector| clicked.closest(selector).is_ok_and(|e| e.is_some());
    let asks = near("[data-take], article.doc .a, article.doc .cite.none");
    if asks || near("article.doc") && selected().is_some() {
        let (controller, dispatch, clicked) =
            (controller.clone(), dispatch.clone(), clicked.clone());
        MORE.call(&dispatch.clone(), move |more| {
            (more.click)(&controller, &dispatch, &clicked);
        });
    }
    asks
}

/// Takes a key that acts on a place of the document.
fn place_key(controller: &Rc<Controller>, dispatch: &Dispatch, key: &str) -> bool {
    if let Some(more) = MORE.here() {
        return (more.key)(controller, key);
    }
    let acts = matches!(key, "c" | "p") && find("article.doc").is_some() && controller.is_reading();
    if acts {
        let (controller, key) = (controller.clone(), key.to_owned());
        MORE.call(dispatch, move |more| {
            (more.key)(&controller, &key);
        });
    }
    acts
}

/// Takes the space bar or Enter on a citation.
fn citation_key(
    controller: &Rc<Controller>,
    dispatch: &Dispatch,
    citation: &Element,
    enter: bool,
) -> bool {
    if let Some(more) = MORE.here() {
        return (more.citation_key)(controller, citation, enter);
    }
    // Enter follows the link.
    let opens = !enter && citation.matches("article.doc a.cite").unwrap_or(false);
    if opens {
        let (controller, citation) = (controller.clone(), citation.clone());
        MORE.call(dispatch, move |more| {
            (more.citation_key)(&controller, &citation, false);
        });
    }
    opens
}

/// Moves the focus to the next or former hit; from the first one back to the field.
fn step(forward: bool) -> bool {
    let Ok(hits) = document().query_selector_all("[data-results] a[data-document]") else {
        return false;
    };
    let hits: Vec<HtmlElement> = (0..hits.length())
        .filter_map(|i| hits.get(i)?.dyn_into::<HtmlElement>().ok())
        .filter(|hit| hit.offset_parent().is_some())
        .collect();
    let active = document().active_element();
    let at = hits
        .iter()
        .position(|hit| active.as_ref() == Some(hit.as_ref()));
    let next = match (at, forward) {
        (None, true) => hits.first(),
        (None, false) => None,
        (Some(n), true) => hits.get(n + 1),
        (Some(0), false) => return find("#q").is_some_and(|field| press_focus(&field)),
        (Some(n), false) => hits.get(n - 1),
    };
    next.is_some_and(|hit| press_focus(hit))
}

fn click(controller: &Rc<Controller>, dispatch: &Dispatch, event: &Event) {
    let Some(mouse) = event.dyn_ref::<MouseEvent>() else {
        return;
    };
    let clicked = target(event);
    if let Some(clicked) = &clicked {
        command::act(controller, dispatch, clicked, mouse.client_y());
    }
    let elsewhere = mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key();
    if elsewhere || mouse.button() != 0 || event.default_prevented() {
        return;
    }
    if clicked
        .as_ref()
        .is_some_and(|e| place_click(controller, dispatch, e) || outline::fold(e))
    {
        event.prevent_default();
        return;
    }
    let link = clicked.and_then(|e| e.closest("a[href]").ok()?);
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else {
        return;
    };
    if !link.target().is_empty() || link.has_attribute("download") {
        return;
    }
    let href = link.get_attribute("href").unwrap_or_default();
    if link.href() == [&root(), "#q"].concat() || href == "#q" {
        event.prevent_default();
        seek(controller, dispatch);
        return;
    }
    if href.starts_with('#') && !href.starts_with("#/") {
        // The browser itself goes there.
        lazy_layout::finish();
        controller.history.remember();
        return;
    }
    if link.origin() != window().location().origin().unwrap_or_default() {
        return;
    }
    let route = controller
        .history
        .base()
        .parse(&link.pathname(), &link.search(), &link.hash());
    if route == Route::Unknown || !controller.can_show(&route) {
        return;
    }
    event.prevent_default();
    if link
        .closest("[data-results], #drop")
        .is_ok_and(|e| e.is_some())
    {
        recent_queries::add(&route.query().text);
    }
    if controller.page.has(&route) {
        controller.go(dispatch, route);
    } else {
        let (controller, dispatch) = (controller.clone(), dispatch.clone());
        PAGES.call(&dispatch.clone(), move |_| {
            controller.go(&dispatch, route);
        });
    }
}

/// Brings the reader to the search field, wherever he is.
pub(crate) fn seek(controller: &Rc<Controller>, dispatch: &Dispatch) {
    let field = controller.page.field();
    // On a narrow screen a document hides its field until the reader searches.
    if field.offset_parent().is_none() {
        let query = controller.history.route().query().clone();
        set(&document_element(), "data-screen", "search");
        controller.go(dispatch, Route::Search { query });
    }
    focus_quietly(field);
    field.select();
}

/// Goes to the former or next section.
fn step_section(controller: &Rc<Controller>, dispatch: &Dispatch, forward: bool) {
    if let Route::Document { id, query, .. } = controller.history.route()
        && let Some(anchor) = controller.outline.step(forward)
    {
        controller.go(dispatch, Route::Document { id, query, anchor });
    }
}

/// Opens the outline as a sheet where it stands aside, or closes it.
fn toggle_outline() {
    let location = window().location();
    let open = location.hash().is_ok_and(|hash| hash == "#outline");
    if find("#outline").is_some() {
        let _ = location.set_hash(if open { "text" } else { "outline" });
    }
}

fn press(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        element.click();
    }
}

fn press_focus(element: &Element) -> bool {
    if element.id() == "q" {
        focus_quietly(element);
        return true;
    }
    element
        .dyn_ref::<HtmlElement>()
        .is_some_and(|element| element.focus().is_ok())
}

fn count(selector: &str) -> usize {
    document()
        .query_selector_all(selector)
        .map_or(0, |list| list.length() as usize)
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
