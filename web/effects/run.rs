//! Executes the effects of a plan, one after another.

use super::plan::{Effect, Situation};
use crate::article::highlights;
use crate::chunks::{MORE, SOON};
use crate::controller::{Controller, ScrollTarget};
use crate::dom::focus::focus_quietly;
use crate::dom::{find, lazy_layout, scroll_anchor, set};
use crate::library::Session;
use crate::navigation::history::restore;
use crate::navigation::route::{Compared, Route};
use crate::state::{Action, Dispatch};
use celan_document::Library;
use gloo_utils::{document, window};

/// Executes an effect of a change to `situation`; `session` can show its route.
pub(crate) fn run(
    effect: Effect,
    situation: &Situation,
    session: Option<&Session>,
    controller: &Controller,
    dispatch: &Dispatch,
) {
    let (route, page, s) = (&situation.route, &controller.page, controller.strings);
    let provenance = controller.provenance().filter(|_| situation.repairs);
    let library: Option<&Library> = provenance.as_deref().or(session.map(Session::library));
    match effect {
        Effect::SetTokenizer => {
            if let Some(session) = session {
                page.set_tokenizer(session);
            }
        }
        Effect::Reconcile => {
            if let Some(library) = library
                && page.reconcile(library, s)
            {
                dispatch.dispatch(Action::Reconciled(true));
            }
        }
        Effect::MarkRepairs(marked) => {
            if let Some(library) = library {
                page.mark_repairs(library, marked, s);
            }
        }
        Effect::Show { lazily } => {
            let anew = !page.has(route);
            page.show(route, library, s);
            if anew && lazily && controller.is_entering() {
                lazy_layout::begin();
            } else {
                lazy_layout::finish();
            }
        }
        Effect::FilterList(filter) => {
            if page.set_filter(&filter) {
                let base = controller.history.base().clone();
                SOON.call(dispatch, move |soon| (soon.filter_list)(&filter, &base, s));
            }
        }
        Effect::ShowProgress => SOON.here().map_or((), |soon| (soon.show_progress)(s)),
        Effect::FillSearchField(query) => {
            if !controller.is_typing() {
                page.set_query(&query);
            }
        }
        Effect::RenewOutline => controller.outline.renew(&page.holds(), s),
        Effect::Highlight { anew } => {
            let screen = Some(page.writes());
            if let Some(session) = session
                && (anew || controller.highlighted.get() != screen)
            {
                let highlighted = highlights::show(route, session);
                let whole = screen.filter(|_| !highlighted.waits);
                controller.highlighted.set(whole);
                dispatch.dispatch(Action::Highlighted(highlighted.places));
            }
        }
        Effect::CheckAnchor => {
            let missing = matches!((route, session), (Route::Document { id, anchor, .. }, Some(session))
                if !anchor.is_empty()
                    && document().get_element_by_id(anchor).is_none()
                    && session.library().document(id).is_some());
            dispatch.dispatch(Action::AnchorMissing(missing));
        }
        Effect::ReachCitations => MORE.here().map_or((), |more| (more.reach_citations)()),
        Effect::DrawAnnotations => MORE
            .here()
            .map_or((), |more| (more.show_annotations)(controller)),
        Effect::Arrive { readable } => {
            // What is not there yet cannot be arrived at.
            let there = route.screen().is_some() && page.has(route);
            if readable || there || *route == Route::Unknown {
                arrive(controller, route);
                controller.offer_last_position(dispatch, route);
                scroll_anchor::remember_soon();
            }
        }
    }
}

/// Brings the page to its scroll target.
fn arrive(controller: &Controller, route: &Route) {
    let target = controller.take_scroll_target();
    if target != ScrollTarget::Stay && !matches!(route, Route::Search { .. }) {
        let _ = controller.page.field().blur();
    }
    match target {
        ScrollTarget::Stay => {}
        ScrollTarget::Return(position) => restore(&position),
        ScrollTarget::Enter => match route {
            Route::Document { anchor, .. } | Route::Compare(Compared { anchor, .. })
                if !anchor.is_empty() =>
            {
                controller.history.show_anchor(anchor, route);
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
