//! How far the library is, and what to do where it does not come.

use crate::route::Route;
use crate::shell::Shell;
use crate::state::{Action, Failure, Loading, State};
use celan_page::strings::{Strings, fill, number};
use std::rc::Rc;
use yew::prelude::*;

/// The way of the library so far, in the place of results that wait for it.
pub(crate) fn load(shell: &Rc<Shell>, state: &UseReducerHandle<State>) -> Html {
    let s = shell.strings;
    let (received, total, words) = match &state.loading {
        Loading::Fetching { received, total } => (*received, (*total).max(*received), s.loading),
        Loading::Opening | Loading::Ready => (1, 1, s.preparing),
        Loading::Idle => (0, 1, s.loading),
        Loading::Failed(failure) => return retry(shell, state, failure),
    };
    let kilobytes = |bytes: usize| number(bytes.div_ceil(1000));
    let (done, all) = (kilobytes(received), kilobytes(total));
    let size = fill(s.loading_size, &[("done", &done), ("total", &all)]);
    html! {
        <div class="load">
            <progress max={total.to_string()} value={received.to_string()} aria-label={words} />
            <p><span>{ words }</span>if total > 1 { <span>{ size }</span> }</p>
        </div>
    }
}

/// Says on every screen but that of the results why search is missing, or that the address names a
/// place which the document lacks.
pub(crate) fn trouble(shell: &Rc<Shell>, state: &UseReducerHandle<State>) -> Html {
    let searching = matches!(state.route, Route::Search { .. });
    let notice = match &state.loading {
        Loading::Failed(failure) if !searching => retry(shell, state, failure),
        _ if state.lost => lost(shell.strings, state),
        _ => return Html::default(),
    };
    html! { <div class="trouble">{ notice }</div> }
}

fn lost(s: &Strings, state: &UseReducerHandle<State>) -> Html {
    let dispatch = state.dispatcher();
    let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Lost(false)));
    html! {
        <div class="say" role="status">
            <p>{ s.no_such_place }</p>
            <button class="btn" type="button" {onclick}>{ s.close }</button>
        </div>
    }
}

fn retry(shell: &Rc<Shell>, state: &UseReducerHandle<State>, failure: &Failure) -> Html {
    let s = shell.strings;
    let onclick = {
        let (shell, dispatch) = (shell.clone(), state.dispatcher());
        Callback::from(move |_: MouseEvent| shell.load(&dispatch, true))
    };
    html! {
        <div class="say over" role="alert">
            <p><b>{ words(failure, s) }</b>{ s.stop }{ s.reading_goes_on }</p>
            <button class="btn" type="button" {onclick}>{ s.retry }</button>
        </div>
    }
}

/// What went wrong, in the reader's words.
pub(crate) fn words(failure: &Failure, s: &Strings) -> String {
    let (words, reason) = match failure {
        Failure::Network(reason) => (s.failed_network, reason),
        Failure::Damaged(reason) => (s.failed_damaged, reason),
    };
    fill(words, &[("reason", reason)])
}
