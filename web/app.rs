//! Routes and what is shown for each, and the effects that follow a change of state.

use crate::article::highlights;
use crate::chunks::{self, MORE, More, PAGES};
use crate::components::hit_navigator::hit_navigator;
use crate::components::loading::trouble;
use crate::components::resume_banner::resume_banner;
use crate::components::suggestions::use_suggestions;
use crate::components::toolbar::toolbar;
use crate::controller::{Controller, ScrollTarget};
use crate::dom::focus::focus_quietly;
use crate::dom::{find, set};
use crate::dom::{focus, lazy_layout, scroll_anchor};
use crate::input::listeners;
use crate::library::Session;
use crate::library::status::Loading;
use crate::navigation::history::restore;
use crate::navigation::route::{Compared, Route};
use crate::screens::annotations::annotations;
use crate::screens::compare::use_compare;
use crate::screens::not_found::not_found;
use crate::screens::results::use_results;
use crate::state::{Action, Repairs, State};
use crate::storage::appearance::Appearance;
use crate::storage::reading_progress;
use gloo_utils::{document, document_element, window};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What the application is made from.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct Props {
    pub(crate) controller: Rc<Controller>,
}

/// The application.
#[component]
pub(crate) fn App(Props { controller }: &Props) -> Html {
    let state = {
        let controller = controller.clone();
        use_reducer(move || State {
            appearance: Appearance::remembered(),
            ..State::new(controller.history.route())
        })
    };
    use_effect_with(state.appearance, |appearance| appearance.apply_and_store());
    use_effect_with(
        (state.settings, state.shortcuts, MORE.here().is_some()),
        |(settings, shortcuts, _)| {
            let sheet = settings.then_some("looks");
            focus::move_into(shortcuts.then_some("keys").or(sheet));
        },
    );
    use_events(controller, &state);
    use_chunks(controller, &state);
    let page = &controller.page;
    let writes = page.has(&state.route) || PAGES.here().is_some();
    let session = controller.readable(&state.route).filter(|_| writes);
    use_route(controller, &state, session.as_ref());
    use_search_field(controller, &state);
    let known = known(&state.route, controller, session.as_ref());
    let results = use_results(controller, &state);
    let compare = use_compare(controller, &state);
    let suggestions = use_suggestions(controller, &state, session.as_ref());
    let screen = match &state.route {
        Route::Search { .. } => results,
        Route::Compare(_) => compare,
        Route::Notebook => annotations(controller, &state, controller.session().as_ref()),
        Route::Library { .. } => Html::default(),
        Route::Document { .. } if known => Html::default(),
        Route::Document { .. } | Route::Unknown => not_found(controller.strings),
    };
    let dialog = |more: &More| {
        html! { <>
            { (more.appearance_dialog)(controller, &state) }
            { (more.shortcuts)(controller, &state) }
        </> }
    };
    html! {
        <>
            { create_portal(screen, page.results.clone()) }
            { create_portal(suggestions, page.suggestions.clone()) }
            { create_portal(toolbar(controller, &state), page.tools.clone()) }
            { create_portal(toolbar(controller, &state), page.dock.clone()) }
            { hit_navigator(controller, &state) }
            { trouble(controller, &state) }
            // Of offline.js, which shows it when a new version is here.
            <@{"celan-update"} class="trouble" hidden=true words={controller.strings.updated}
                reload={controller.strings.reload} />
            // Of speech.js, which shows it while it reads.
            <@{"celan-speech"} class="finder" hidden=true role="group" aria-label={controller.strings.aloud}
                pause={controller.strings.aloud_pause} resume={controller.strings.aloud_resume}
                slower={controller.strings.aloud_slower} faster={controller.strings.aloud_faster}
                stop={controller.strings.aloud_stop} />
            { resume_banner(controller, &state) }
            { MORE.here().map(dialog).unwrap_or_default() }
        </>
    }
}

/// Whether the route shows a document from its beginning, with nothing marked in it.
fn is_beginning(route: &Route) -> bool {
    matches!(route, Route::Document { query, anchor, .. }
        if query.text.is_empty() && anchor.is_empty())
}

fn library_has(session: &Session, route: &Route) -> bool {
    matches!(route, Route::Document { id, .. } if session.library().document(id).is_some())
}

/// Whether the route leads to something; a document is unknown only to an open library.
fn known(route: &Route, controller: &Controller, session: Option<&Session>) -> bool {
    match (route, session) {
        (Route::Document { id, .. }, Some(session)) => {
            controller.page.has(route) || session.library().document(id).is_some()
        }
        (Route::Unknown, _) => false,
        _ => true,
    }
}

/// Sends for the chunks that hold what the reader wants to see, and when everything can be searched, for those
/// that he may soon need.
#[hook]
fn use_chunks(controller: &Rc<Controller>, state: &UseReducerHandle<State>) {
    let wants_pages =
        !controller.page.has(&state.route) && controller.readable(&state.route).is_some();
    let wants_more = state.settings
        || state.shortcuts
        || matches!(state.route, Route::Compare(_) | Route::Notebook);
    let dispatch = state.dispatcher();
    use_effect_with((wants_pages, wants_more), move |(pages, more)| {
        if *pages {
            PAGES.call(&dispatch, |_| ());
        }
        if *more {
            MORE.call(&dispatch, |_| ());
        }
    });
    let ready = state.loading == Loading::Ready;
    let (waiting, dispatch) = (controller.clone(), state.dispatcher());
    use_effect_with(ready, move |ready| {
        if *ready {
            spawn_local(chunks::fetch_ahead(waiting, dispatch));
        }
    });
    let controller = controller.clone();
    use_effect_with(MORE.here().is_some(), move |_| {
        if let Some(more) = MORE.here() {
            (more.reach_citations)();
            (more.show_annotations)(&controller);
        }
    });
}

#[hook]
fn use_events(controller: &Rc<Controller>, state: &UseReducerHandle<State>) {
    let controller = controller.clone();
    let dispatch = state.dispatcher();
    use_effect_with((), move |()| {
        controller.load(&dispatch, false);
        let listeners = listeners::listen(&controller, &dispatch);
        move || drop(listeners)
    });
}

/// Shows the route in the page: the screen, the marked terms, the place.
#[hook]
fn use_route(
    controller: &Rc<Controller>,
    state: &UseReducerHandle<State>,
    session: Option<&Session>,
) {
    let controller = controller.clone();
    let dispatch = state.dispatcher();
    let session = session.cloned();
    let repairs = state.repairs == Repairs::Shown;
    use_effect_with(
        (
            state.route.clone(),
            session.is_some(),
            PAGES.here().is_some(),
            repairs,
        ),
        move |(route, _, _, repairs)| {
            let provenance = controller.provenance().filter(|_| *repairs);
            let library = provenance
                .as_deref()
                .or(session.as_ref().map(|r| r.library()));
            if let Some(session) = &session {
                controller.page.set_tokenizer(session);
            }
            if let Some(library) = library {
                // What the reader marked is not of the page that arrived.
                if let Some(more) = MORE.here() {
                    (more.clear_annotations)();
                }
                if controller.page.reconcile(library, controller.strings) {
                    dispatch.dispatch(Action::Reconciled(true));
                }
                controller
                    .page
                    .mark_repairs(library, *repairs, controller.strings);
            }
            let anew =
                !controller.page.has(route) && controller.is_entering() && is_beginning(route);
            controller.page.show(route, library, controller.strings);
            if anew {
                lazy_layout::begin();
            } else {
                lazy_layout::finish();
            }
            if let Route::Library { filter } = route {
                controller
                    .page
                    .filter_list(filter, controller.history.base(), controller.strings);
                if session.is_some() {
                    reading_progress::show(controller.strings);
                }
            }
            if !controller.is_typing() {
                controller.page.set_query(&route.query().text);
            }
            controller
                .outline
                .renew(&controller.page.shows(), controller.strings);
            if let Some(session) = &session {
                dispatch.dispatch(Action::Highlighted(highlights::show(route, session)));
                let lost = matches!(route, Route::Document { anchor, .. }
                    if !anchor.is_empty() && document().get_element_by_id(anchor).is_none());
                dispatch.dispatch(Action::AnchorMissing(lost && library_has(session, route)));
            }
            if let Some(more) = MORE.here() {
                if session.is_some() {
                    (more.reach_citations)();
                }
                (more.show_annotations)(&controller);
            }
            // What is not there yet cannot be arrived at.
            let covered = matches!(
                route,
                Route::Search { .. } | Route::Compare(_) | Route::Notebook
            );
            let there = !covered && controller.page.has(route);
            if session.is_some() || there {
                scroll_to_target(&controller, route);
                controller.offer_last_position(&dispatch, route);
                scroll_anchor::remember_soon();
            }
        },
    );
}

fn scroll_to_target(controller: &Controller, route: &Route) {
    let target = controller.take_scroll_target();
    if target != ScrollTarget::Stay && !matches!(route, Route::Search { .. }) {
        let _ = controller.page.field().blur();
    }
    match target {
        ScrollTarget::Stay => {}
        ScrollTarget::Return(place) => restore(&place),
        ScrollTarget::Enter => match route {
            Route::Document { anchor, .. } | Route::Compare(Compared { anchor, .. })
                if !anchor.is_empty() =>
            {
                controller.history.show_anchor(anchor)
            }
            Route::Search { .. } => controller.page.face_results(),
            _ => {
                window().scroll_to_with_x_and_y(0.0, 0.0);
                // A reader who listens hears the new screen from its beginning.
                let compare = matches!(route, Route::Compare(_));
                if let Some(main) = find(if compare { "#compare" } else { "main" }) {
                    set(&main, "tabindex", "-1");
                    focus_quietly(&main);
                }
            }
        },
    }
}

/// Says how far the search is, and what the field may expect.
#[hook]
fn use_search_field(controller: &Rc<Controller>, state: &UseReducerHandle<State>) {
    let progress = state.progress();
    let controller = controller.clone();
    use_effect_with(progress, move |progress| {
        set(&document_element(), "data-search", progress);
        let s = controller.strings;
        let waiting = matches!(*progress, "none" | "loading" | "partial");
        let hint = if waiting {
            s.loading_hint
        } else {
            s.search_hint
        };
        controller.page.field().set_placeholder(hint);
    });
}
