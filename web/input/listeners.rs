//! What the browser tells of the reader: typing, keys, presses, back and forth.
//!
//! Listeners are set once, on document and window: the search field and the links move between
//! screens, and most of them were not rendered by the application. One listener for all elements
//! also keeps the module small: handlers of yew on each of them cost 6.5 KB more.

use super::command::{Command, Extra, Focus};
use super::execute::{Origin, execute, opened};
use super::pointer;
use super::touch::touch;
use crate::article::citation_popover;
use crate::chunks::MORE;
use crate::controller::Controller;
use crate::dom::scroll_anchor;
use crate::state::Dispatch;
use gloo_events::{EventListener, EventListenerOptions};
use gloo_utils::{document, window};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, InputEvent, KeyboardEvent, MouseEvent};

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
            if let Some(more) = MORE.here() {
                (more.over_citation)(&controller.context, event);
            }
        }),
        on(&document, "focusout", left),
        passively("touchstart", touch),
        passively("touchmove", touch),
        passively("touchend", touch),
        passively("touchcancel", touch),
        // No browser waits for what is not here.
        passively("beforeprint", |controller, _, _| {
            MORE.here()
                .map_or((), |more| (more.before_print)(controller))
        }),
        passively("afterprint", |_, _, _| {
            MORE.here().map_or((), |more| (more.after_print)())
        }),
        passively("popstate", |controller, dispatch, _| {
            if !MORE
                .here()
                .is_some_and(|more| (more.leave)(controller, dispatch))
            {
                controller.on_popstate(dispatch)
            }
        }),
        // By then the sheet is open.
        passively("hashchange", |_, _, _| opened()),
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
    let typed = |e: &Element| !composing && !e.matches("[type=radio], textarea").unwrap_or(false);
    if let Some(field) = target(event).filter(typed) {
        run_own(controller, dispatch, field);
    }
}

/// A note is stored when its field is left.
fn left(controller: &Rc<Controller>, dispatch: &Dispatch, event: &Event) {
    let note = |e: &Element| e.matches("textarea").unwrap_or(false);
    if let Some(field) = target(event).filter(note) {
        run_own(controller, dispatch, field);
    }
}

fn submit(controller: &Rc<Controller>, dispatch: &Dispatch, event: &Event) {
    if target(event).is_some_and(|form| run_own(controller, dispatch, form)) {
        event.prevent_default();
    }
}

/// Executes the command that an element itself carries. Returns whether it carries one.
fn run_own(controller: &Rc<Controller>, dispatch: &Dispatch, element: Element) -> bool {
    let value = element.get_attribute("data-command");
    let Some(command) = value.and_then(|value| Command::parse(&value)) else {
        return false;
    };
    let origin = Origin {
        element: Some(element),
        down: 0,
    };
    execute(command, &origin, controller, dispatch)
}

fn key(controller: &Rc<Controller>, dispatch: &Dispatch, event: &Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    if event.is_composing() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let element = target(event);
    let focus = match &element {
        Some(e) if e.id() == "q" => Focus::Query,
        Some(e) if e.matches("input, textarea, select").unwrap_or(false) => Focus::Field,
        _ => Focus::Page,
    };
    let key = event.key();
    let citation = element.and_then(|e| citation_popover::opened_by_key(&e, &key));
    let command = citation.map_or_else(
        || Command::of_key(&key, event.shift_key(), focus),
        |mention| Some(Command::Extra(Extra::OpenCitation(mention))),
    );
    let run = |command| execute(command, &Origin::default(), controller, dispatch);
    if command.is_some_and(run) {
        event.prevent_default();
    }
}

fn click(controller: &Rc<Controller>, dispatch: &Dispatch, event: &Event) {
    let (Some(mouse), Some(pressed)) = (event.dyn_ref::<MouseEvent>(), target(event)) else {
        return;
    };
    let modified = mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key();
    let plain = !modified && mouse.button() == 0 && !event.default_prevented();
    if let Some(more) = MORE.here().filter(|_| plain) {
        (more.close_around)(&pressed);
    }
    let Some(command) = pointer::command(controller, &pressed, plain) else {
        return;
    };
    let origin = Origin {
        element: pressed.closest("[data-command]").ok().flatten(),
        down: mouse.client_y(),
    };
    let link = pressed.closest("a[href]").is_ok_and(|link| link.is_some());
    if execute(command, &origin, controller, dispatch) && link {
        event.prevent_default();
    }
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
