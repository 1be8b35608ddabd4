//! Routes and what is shown for each, and the effects that follow a change of state.

use crate::chunks::{self, FINDER, KIOSK, MORE, More, OVERVIEWS, SOON};
use crate::components::hit_navigator::hit_navigator;
use crate::components::loading::trouble;
use crate::components::markup;
use crate::components::resume_banner::resume_banner;
use crate::components::suggestions::use_suggestions;
use crate::components::toolbar::toolbar;
use crate::controller::Controller;
use crate::dom::{focus, set, site};
use crate::effects::{Situation, plan, run};
use crate::input::listeners;
use crate::library::Session;
use crate::library::status::Loading;
use crate::navigation::route::Route;
use crate::screens::annotations::annotations;
use crate::screens::compare::use_compare;
use crate::screens::results::use_results;
use crate::screens::view::use_view;
use crate::state::{Chunks, Repairs, State};
use crate::storage::appearance::Appearance;
use gloo_utils::document_element;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::prelude::*;

/// What the application is made from.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct Props {
    pub(crate) controller: Rc<Controller>,
    /// Why the words of the chosen language have not come, if they have not.
    pub(crate) missing: Option<String>,
}

/// The application.
#[component]
pub(crate) fn App(
    Props {
        controller,
        missing,
    }: &Props,
) -> Html {
    let state = {
        let (controller, missing) = (controller.clone(), missing.clone());
        use_reducer(move || State {
            appearance: Appearance::remembered(),
            chunks: missing.map_or(Chunks::Settled, |reason| {
                chunks::try_again_by(|| drop(gloo_utils::window().location().reload()));
                Chunks::Failed(reason)
            }),
            ..State::new(controller.route(), controller.background())
        })
    };
    controller.follow(&state);
    use_effect_with(state.appearance, |appearance| {
        appearance.apply_and_store(MORE.here().map(|more| more.lay_out_around));
    });
    use_effect_with(
        (state.settings, state.shortcuts, MORE.here().is_some()),
        |(settings, shortcuts, _)| {
            let sheet = settings.then_some("looks");
            focus::move_into(shortcuts.then_some("keys").or(sheet));
        },
    );
    use_events(controller, &state);
    if let Some(kiosk) = KIOSK.here() {
        (kiosk.follow)(&state);
    }
    let context = &controller.context;
    use_chunks(controller, &state);
    let page = &controller.page;
    let writes = page.has(&state.route) || SOON.here().is_some();
    let session = controller.readable(&state.route).filter(|_| writes);
    use_effects(controller, &state, session.as_ref());
    use_search_field(controller, &state);
    let known = known(&state.route, controller, session.as_ref());
    let results = use_results(context, &state, controller.outline.part());
    let compare = use_compare(context, &state);
    let view = use_view(context, &state);
    let suggestions = use_suggestions(context, &state, session.as_ref());
    let screen = match &state.route {
        Route::Search { .. } => results,
        Route::Compare(_) => compare,
        Route::View(_) => view,
        Route::Notebook => annotations(context, &state, controller.session().as_ref()),
        Route::Library { .. } => Html::default(),
        Route::Document { .. } if known => Html::default(),
        Route::Document { .. } | Route::Unknown => SOON.here().map_or_else(Html::default, |soon| {
            markup((soon.not_found)(context, session.as_ref()))
        }),
    };
    let dialogs = |more: &More| {
        html! { <>
            { (more.appearance_dialog)(context, &state) }
            { (more.shortcuts)(context, &state) }
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
                former={controller.strings.updated_former} reload={controller.strings.reload} />
            // Of speech.js, which shows it while it reads.
            <@{"celan-speech"} class="finder" hidden=true role="group" aria-label={controller.strings.aloud}
                pause={controller.strings.aloud_pause} resume={controller.strings.aloud_resume}
                slower={controller.strings.aloud_slower} faster={controller.strings.aloud_faster}
                stop={controller.strings.aloud_stop} />
            { resume_banner(controller, &state) }
            { MORE.here().map(dialogs).unwrap_or_default() }
        </>
    }
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

/// Sends for the chunks that hold what the reader wants to see, and when everything can be searched,
/// for those that they may soon need.
#[hook]
fn use_chunks(controller: &Rc<Controller>, state: &UseReducerHandle<State>) {
    // What compares folds its topic; what searches a document comes later too.
    let within = matches!(&state.route, Route::Search { scope, .. } if !scope.document.is_empty());
    let wants_pages = within
        || matches!(state.route, Route::Compare(_) | Route::Unknown)
        || !controller.page.has(&state.route) && controller.readable(&state.route).is_some();
    let wants_more = state.settings
        || state.shortcuts
        || matches!(state.route, Route::Compare(_) | Route::Notebook);
    let (wants_overviews, wants_finder) = match &state.route {
        Route::View(view) => (view.is_overview(), !view.is_overview()),
        _ => (false, false),
    };
    let dispatch = state.dispatcher();
    let wants = (wants_pages, wants_more, wants_finder, wants_overviews);
    use_effect_with(wants, move |(pages, more, finder, overviews)| {
        if *pages {
            SOON.call(&dispatch, |_| ());
        }
        if *more {
            MORE.call(&dispatch, |_| ());
        }
        if *finder {
            FINDER.call(&dispatch, |_| ());
        }
        if *overviews {
            OVERVIEWS.call(&dispatch, |_| ());
        }
    });
    let ready = state.loading == Loading::Ready;
    let (controller, dispatch) = (controller.clone(), state.dispatcher());
    use_effect_with(ready, move |ready| {
        if *ready {
            spawn_local(chunks::fetch_ahead(controller, dispatch));
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
        controller.query_found(&dispatch);
        if site::is_kiosk() {
            let (controller, to) = (controller.clone(), dispatch.clone());
            KIOSK.call(&dispatch, move |kiosk| (kiosk.start)(&controller, &to));
        }
        move || drop(listeners)
    });
}

/// Runs the effects of what has changed since the last rendering.
#[hook]
fn use_effects(
    controller: &Rc<Controller>,
    state: &UseReducerHandle<State>,
    session: Option<&Session>,
) {
    let before = use_mut_ref(|| None::<Situation>);
    let (controller, dispatch) = (controller.clone(), state.dispatcher());
    let session = session.cloned();
    let after = Situation {
        route: state.route.clone(),
        background: state.background.clone(),
        readable: session.is_some(),
        // Nothing is written anew by a library that may be another one.
        pages: SOON.here().is_some() && controller.extracts().is_some(),
        more: MORE.here().is_some(),
        repairs: state.repairs == Repairs::Shown,
        notebook_changes: state.notebook_changes,
    };
    use_effect_with(after, move |after| {
        let before = before.replace(Some(after.clone()));
        for effect in plan(before.as_ref(), after) {
            run(effect, after, session.as_ref(), &controller, &dispatch);
        }
    });
}

/// Says how far the search is, and what the field may expect.
#[hook]
fn use_search_field(controller: &Rc<Controller>, state: &UseReducerHandle<State>) {
    let progress = state.progress();
    use_effect_with(state.arrived(), |arrived| {
        if let Some(html) = document_element().dyn_ref::<HtmlElement>() {
            let _ = html.style().set_property("--arrived", &arrived.to_string());
        }
    });
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
