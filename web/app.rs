//! Routes and what is shown for each, and the effects that follow a change of state.

use crate::address::{focus_quietly, restore};
use crate::components::finder::finder;
use crate::components::keys::keys;
use crate::components::load::trouble;
use crate::components::resume::resume;
use crate::components::settings::sheet;
use crate::components::suggestions::use_suggestions;
use crate::components::tools::tools;
use crate::library::Reader;
use crate::page::{find, set};
use crate::route::{Compared, Route};
use crate::screens::{
    compare::use_compare, not_found::not_found, notebook::notebook, results::use_results,
};
use crate::settings::Look;
use crate::shell::{Arrival, Shell};
use crate::state::{Action, Repairs, State};
use crate::{begun, events, focus, laying, marking, marks, peek, standing};
use gloo_utils::{document, document_element, window};
use std::rc::Rc;
use yew::prelude::*;

/// What the application is made from.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct Props {
    pub(crate) shell: Rc<Shell>,
}

/// The application.
#[component]
pub(crate) fn App(Props { shell }: &Props) -> Html {
    let state = {
        let shell = shell.clone();
        use_reducer(move || State {
            look: Look::remembered(),
            ..State::new(shell.address.route())
        })
    };
    use_effect_with(state.look, |look| look.keep());
    use_effect_with((state.settings, state.keys), |(settings, keys)| {
        let sheet = settings.then_some("looks");
        focus::follow(keys.then_some("keys").or(sheet));
    });
    use_events(shell, &state);
    let reader = shell.readable(&state.route);
    use_route(shell, &state, reader.as_ref());
    use_search_field(shell, &state);
    let known = known(&state.route, shell, reader.as_ref());
    let results = use_results(shell, &state);
    let compare = use_compare(shell, &state);
    let suggestions = use_suggestions(shell, &state, reader.as_ref());
    let screen = match &state.route {
        Route::Search { .. } => results,
        Route::Compare(_) => compare,
        Route::Notebook => notebook(shell, &state, shell.reader().as_ref()),
        Route::Library { .. } => Html::default(),
        Route::Document { .. } if known => Html::default(),
        Route::Document { .. } | Route::Unknown => not_found(shell.strings),
    };
    let page = &shell.page;
    html! {
        <>
            { create_portal(screen, page.results.clone()) }
            { create_portal(suggestions, page.suggestions.clone()) }
            { create_portal(tools(shell, &state), page.tools.clone()) }
            { create_portal(tools(shell, &state), page.dock.clone()) }
            { finder(shell, &state) }
            { trouble(shell, &state) }
            // Of keep.js, which shows it when a new version is here.
            <@{"celan-update"} class="trouble" hidden=true words={shell.strings.updated}
                reload={shell.strings.reload} />
            // Of aloud.js, which shows it while it reads.
            <@{"celan-aloud"} class="finder" hidden=true role="group" aria-label={shell.strings.aloud}
                pause={shell.strings.aloud_pause} resume={shell.strings.aloud_resume}
                slower={shell.strings.aloud_slower} faster={shell.strings.aloud_faster}
                stop={shell.strings.aloud_stop} />
            { resume(shell, &state) }
            { sheet(shell, &state) }
            { keys(shell, &state) }
        </>
    }
}

/// Whether the route shows a document from its beginning, with nothing marked in it.
fn is_beginning(route: &Route) -> bool {
    matches!(route, Route::Document { query, anchor, .. }
        if query.text.is_empty() && anchor.is_empty())
}

fn library_has(reader: &Reader, route: &Route) -> bool {
    matches!(route, Route::Document { id, .. } if reader.library().document(id).is_some())
}

/// Whether the route leads to something; a document is unknown only to an open library.
fn known(route: &Route, shell: &Shell, reader: Option<&Reader>) -> bool {
    match (route, reader) {
        (Route::Document { id, .. }, Some(reader)) => {
            shell.page.has(route) || reader.library().document(id).is_some()
        }
        (Route::Unknown, _) => false,
        _ => true,
    }
}

#[hook]
fn use_events(shell: &Rc<Shell>, state: &UseReducerHandle<State>) {
    let shell = shell.clone();
    let dispatch = state.dispatcher();
    use_effect_with((), move |()| {
        shell.load(&dispatch, false);
        let listeners = events::listen(&shell, &dispatch);
        move || drop(listeners)
    });
}

/// Shows the route in the page: the screen, the marked terms, the place.
#[hook]
fn use_route(shell: &Rc<Shell>, state: &UseReducerHandle<State>, reader: Option<&Reader>) {
    let shell = shell.clone();
    let dispatch = state.dispatcher();
    let reader = reader.cloned();
    let repairs = state.repairs == Repairs::Shown;
    use_effect_with(
        (state.route.clone(), reader.is_some(), repairs),
        move |(route, _, repairs)| {
            let provenance = shell.provenance().filter(|_| *repairs);
            let library = provenance
                .as_deref()
                .or(reader.as_ref().map(|r| r.library()));
            if let Some(reader) = &reader {
                shell.page.learn(reader);
            }
            if let Some(library) = library {
                // What the reader marked is not of the page that arrived.
                marking::clear();
                if shell.page.mend(library, shell.strings) {
                    dispatch.dispatch(Action::Mended(true));
                }
                shell.page.mark_repairs(library, *repairs, shell.strings);
            }
            let anew = !shell.page.has(route) && shell.enters() && is_beginning(route);
            shell.page.show(route, library, shell.strings);
            if anew {
                laying::begin();
            } else {
                laying::finish();
            }
            if let Route::Library { filter } = route {
                shell
                    .page
                    .narrow(filter, shell.address.base(), shell.strings);
                if reader.is_some() {
                    begun::show(shell.strings);
                }
            }
            if !shell.is_typing() {
                shell.page.set_query(&route.query().text);
            }
            shell.outline.renew(&shell.page.shows(), shell.strings);
            if let Some(reader) = &reader {
                dispatch.dispatch(Action::Mark(marks::show(route, reader)));
                let lost = matches!(route, Route::Document { anchor, .. }
                    if !anchor.is_empty() && document().get_element_by_id(anchor).is_none());
                dispatch.dispatch(Action::Lost(lost && library_has(reader, route)));
            }
            if reader.is_some() {
                peek::reach();
            }
            marking::show(&shell);
            // What is not there yet cannot be arrived at.
            let covered = matches!(
                route,
                Route::Search { .. } | Route::Compare(_) | Route::Notebook
            );
            let there = !covered && shell.page.has(route);
            if reader.is_some() || there {
                arrive(&shell, route);
                shell.offer_place(&dispatch, route);
                standing::note_soon();
            }
        },
    );
}

fn arrive(shell: &Shell, route: &Route) {
    let arrival = shell.arrival();
    if arrival != Arrival::Stay && !matches!(route, Route::Search { .. }) {
        let _ = shell.page.field().blur();
    }
    match arrival {
        Arrival::Stay => {}
        Arrival::Return(place) => restore(&place),
        Arrival::Enter => match route {
            Route::Document { anchor, .. } | Route::Compare(Compared { anchor, .. })
                if !anchor.is_empty() =>
            {
                shell.address.show_anchor(anchor)
            }
            Route::Search { .. } => shell.page.face_results(),
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
fn use_search_field(shell: &Rc<Shell>, state: &UseReducerHandle<State>) {
    let progress = state.progress();
    let shell = shell.clone();
    use_effect_with(progress, move |progress| {
        set(&document_element(), "data-search", progress);
        let s = shell.strings;
        let waiting = matches!(*progress, "none" | "loading" | "partial");
        let hint = if waiting {
            s.loading_hint
        } else {
            s.search_hint
        };
        shell.page.field().set_placeholder(hint);
    });
}
