//! How far the library is, and what to do where it does not come.

use crate::shell::Shell;
use crate::state::{Failure, Loading, State};
use celan_page::strings::{Strings, fill, number};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) shell: Rc<Shell>,
    pub(crate) state: UseReducerHandle<State>,
}

/// The way of the library so far, in the place of results that wait for it.
#[component]
pub(crate) fn Load(Props { shell, state }: &Props) -> Html {
    let s = shell.strings;
    let (received, total, words) = match &state.loading {
        Loading::Fetching { received, total } => (*received, (*total).max(*received), s.loading),
        Loading::Opening | Loading::Ready => (1, 1, s.preparing),
        Loading::Idle => (0, 1, s.loading),
        Loading::Failed(failure) => {
            return html! { <Retry shell={shell.clone()} state={state.clone()} failure={failure.clone()} /> };
        }
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

/// Says on every screen but that of the results why search is missing.
#[component]
pub(crate) fn Trouble(Props { shell, state }: &Props) -> Html {
    let Loading::Failed(failure) = &state.loading else {
        return Html::default();
    };
    if matches!(state.route, crate::route::Route::Search { .. }) {
        return Html::default();
    }
    html! {
        <div class="trouble">
            <Retry shell={shell.clone()} state={state.clone()} failure={failure.clone()} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct RetryProps {
    shell: Rc<Shell>,
    state: UseReducerHandle<State>,
    failure: Failure,
}

#[component]
fn Retry(
    RetryProps {
        shell,
        state,
        failure,
    }: &RetryProps,
) -> Html {
    let s = shell.strings;
    let onclick = {
        let (shell, dispatch) = (shell.clone(), state.dispatcher());
        Callback::from(move |_: MouseEvent| shell.load(&dispatch, true))
    };
    html! {
        <div class="say over" role="alert">
            <p><b>{ words(failure, s) }</b>{ s.reading_goes_on }</p>
            <button class="btn" type="button" {onclick}>{ s.retry }</button>
        </div>
    }
}

fn words(failure: &Failure, s: &Strings) -> String {
    let (words, reason) = match failure {
        Failure::Network(reason) => (s.failed_network, reason),
        Failure::Damaged(reason) => (s.failed_damaged, reason),
    };
    fill(words, &[("reason", reason)])
}
