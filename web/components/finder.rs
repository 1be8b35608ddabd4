//! The marked places of a document: one after another, and where they stand in it.

use crate::marks;
use crate::page::find;
use crate::route::Route;
use crate::shell::Shell;
use crate::state::{Action, State};
use celan_page::strings::{fill, number};
use std::rc::Rc;
use yew::prelude::*;

/// Which marked place the reader is at, the ways to the next and the former, and back.
pub(crate) fn finder(shell: &Rc<Shell>, state: &UseReducerHandle<State>) -> Html {
    let Route::Document { query, .. } = &state.route else {
        return Html::default();
    };
    let Some((at, of)) = state.mark else {
        return Html::default();
    };
    let s = shell.strings;
    let step = |to: usize| {
        let dispatch = state.dispatcher();
        Callback::from(move |_: MouseEvent| {
            marks::go(to);
            dispatch.dispatch(Action::Mark(Some((to, of))));
        })
    };
    let back = {
        let (shell, dispatch, query) = (shell.clone(), state.dispatcher(), query.clone());
        Callback::from(move |_: MouseEvent| shell.back_to_results(&dispatch, &query))
    };
    let jump = {
        let dispatch = state.dispatcher();
        Callback::from(move |event: MouseEvent| {
            let strip = find("#strip").map(|strip| strip.get_bounding_client_rect());
            let way = strip.map(|s| (f64::from(event.client_y()) - s.top()) / s.height().max(1.0));
            if let Some(to) = way.and_then(marks::nearest) {
                marks::go(to);
                dispatch.dispatch(Action::Mark(Some((to, of))));
            }
        })
    };
    let (n, total) = (number(at + 1), number(of));
    html! { <>
        <svg id="strip" viewBox="0 0 9 1000" preserveAspectRatio="none" aria-hidden="true" onclick={jump}>
            <path d={marks::ticks()} />
        </svg>
        <div class="finder" role="group" aria-label={s.results}>
            <span role="status">{ fill(s.hit_of, &[("n", &n), ("total", &total)]) }</span>
            <button id="former-place" class="btn quiet" type="button" onclick={step((at + of - 1) % of)}>{ s.former }</button>
            <button id="next-place" class="btn quiet" type="button" onclick={step((at + 1) % of)}>{ s.next }</button>
            <button class="btn quiet" type="button" onclick={back}>{ s.back_to_results }</button>
        </div>
    </> }
}
