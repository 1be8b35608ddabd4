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
use celan_locale::fill;
use gloo_utils::{document, window};
use web_sys::Element;

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
            if page.has(route) {
                controller.settle_address(route);
            }
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
        Effect::ShowProgress => SOON
            .here()
            .map_or((), |soon| (soon.show_progress)(controller)),
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
            let missing = match (route, session) {
                (Route::Document { id, anchor, .. }, Some(session)) => Some(anchor.as_str())
                    .filter(|anchor| !anchor.is_empty() && place(anchor).is_none())
                    .filter(|_| session.library().document(id).is_some()),
                _ => None,
            };
            // The browser found nothing to go to.
            if let Some(near) = missing.and_then(nearest)
                && window().scroll_y().is_ok_and(|y| y < 1.0)
            {
                controller.history.show_anchor(near, route);
            }
            let said = missing.map(|anchor| {
                let words = match nearest(anchor) {
                    Some(_) => s.no_such_place,
                    None => s.nothing_near,
                };
                fill(words, &[("place", &anchor_name(anchor, s.anchor_steps))])
            });
            dispatch.dispatch(Action::AnchorMissing(said));
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

fn place(anchor: &str) -> Option<Element> {
    document().get_element_by_id(anchor)
}

/// The anchor itself, or the nearest place above it that is there.
fn nearest(anchor: &str) -> Option<&str> {
    let mut steps = std::iter::successors(Some(anchor), |anchor| Some(anchor.rsplit_once('-')?.0));
    steps.find(|anchor| place(anchor).is_some())
}

/// What an anchor names, in words: each step by its letter and number.
fn anchor_name(anchor: &str, words: &str) -> String {
    let step = |step: &str| {
        let number = step.trim_start_matches(|c: char| c.is_ascii_lowercase());
        let letters = &step[..step.len() - number.len()];
        let mut known = words.split('|').filter_map(|word| word.split_once(':'));
        let known = known.find(|(of, _)| *of == letters);
        known.map_or_else(|| step.to_owned(), |(_, word)| fill(word, &[("n", number)]))
    };
    anchor.split('-').map(step).collect()
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
                let near = nearest(anchor).unwrap_or(anchor);
                controller.history.show_anchor(near, route);
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

#[cfg(test)]
mod tests {
    use super::anchor_name;

    #[test]
    fn an_anchor_is_named_by_its_steps() {
        let words = "a:第{n}条|p:第{n}段|:（{n}）";
        for (anchor, name) in [
            ("a13-77", "第13条（77）"),
            ("a5-p2", "第5条第2段"),
            ("box-3", "box（3）"),
            ("t1", "t1"),
        ] {
            assert_eq!(anchor_name(anchor, words), name);
        }
    }
}
