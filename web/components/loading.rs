//! How far the library is, and what to do if it does not come.

use crate::context::Context;
use crate::library::status::{Failure, Loading};
use crate::navigation::route::Route;
use crate::state::{Chunks, State};
use celan_locale::{Strings, fill, number};
use yew::prelude::*;

/// Download progress, shown until results can be computed.
pub(crate) fn loading(context: &Context, state: &State) -> Html {
    let s = context.strings;
    if let (Loading::Ready, Chunks::Failed(reason)) = (&state.loading, &state.chunks) {
        return chunk_failed(reason, s);
    }
    let (received, total, words) = match &state.loading {
        Loading::Fetching {
            received,
            total,
            restarted,
            ..
        } => {
            let words = if *restarted {
                s.loading_again
            } else {
                s.loading
            };
            (*received, (*total).max(*received), words)
        }
        Loading::Opening | Loading::Ready => (1, 1, s.preparing),
        Loading::Idle => (0, 1, s.loading),
        Loading::Failed(failure) => return retry(failure, s),
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

/// Which part of the library the results are from, while the rest is on its way or does not come.
pub(crate) fn part_ready(context: &Context, state: &State) -> Html {
    let s = context.strings;
    let Some(session) = context.searchable() else {
        return Html::default();
    };
    let missing = session.missing();
    // The line keeps its place until the whole is open.
    if context.session().is_some() {
        return Html::default();
    }
    let of = session.library().documents.len();
    let (ready, of) = (number(of - missing.len()), number(of));
    let words = fill(s.part_ready, &[("n", &ready), ("of", &of)]);
    html! {
        <div class="part">
            if let Loading::Failed(failure) = &state.loading { { retry(failure, s) } }
            <details>
                <summary><span role="status">{ words }</span></summary>
                <ul>{ for missing.iter().map(|d| html! { <li>{ &d.metadata.title }</li> }) }</ul>
            </details>
        </div>
    }
}

/// Says on every screen but that of the results why search is missing, or that the page was
/// damaged, or that the address names an anchor that the document lacks.
pub(crate) fn trouble(context: &Context, state: &State) -> Html {
    let s = context.strings;
    let searching = matches!(state.route, Route::Search { .. });
    // These say it in place of what they wait for.
    let waits = matches!(
        state.route,
        Route::Compare(_) | Route::Notebook | Route::View(_)
    );
    let notice = match (&state.loading, &state.chunks) {
        (Loading::Failed(failure), _) if !searching => retry(failure, s),
        (_, Chunks::Failed(reason)) if !waits => chunk_failed(reason, s),
        (_, Chunks::Fetching) if !waits => html! {
            <div class="say soon" role="status"><p>{ s.fetching_chunk }</p></div>
        },
        _ if state.reconciled => notice(Some("page"), "dismiss reconciled", s.mended, s),
        _ => match &state.anchor_missing {
            Some(said) => notice(None, "dismiss anchor", said, s),
            None => return Html::default(),
        },
    };
    html! { <div class="trouble">{ notice }</div> }
}

/// A notice that the reader dismisses; `kind` names what failed.
fn notice(kind: Option<&'static str>, read: &'static str, words: &str, s: &Strings) -> Html {
    html! {
        <div class="say" role="status" data-notice={kind}>
            <p>{ words }</p>
            <button class="btn" type="button" data-command={read}>{ s.close }</button>
        </div>
    }
}

/// Says that a part of the program did not come, and why.
fn chunk_failed(reason: &str, s: &Strings) -> Html {
    html! {
        <div class="say over" role="alert" data-notice="chunk">
            <p><b>{ fill(s.failed_chunk, &[("reason", reason)]) }</b>{ s.stop }{ s.reading_goes_on }</p>
            <button class="btn" type="button" data-command="chunk">{ s.retry }</button>
            <button class="btn quiet" type="button" data-command="dismiss chunk">{ s.close }</button>
        </div>
    }
}

fn retry(failure: &Failure, s: &Strings) -> Html {
    let gone = *failure == Failure::Gone;
    html! {
        <div class="say over" role="alert" data-notice="library">
            <p><b>{ words(failure, s) }</b>{ s.stop }{ s.reading_goes_on }</p>
            <button class="btn" type="button" data-command={if gone { "reload" } else { "load" }}>
                { if gone { s.reload } else { s.retry } }
            </button>
            if let Failure::Other(_) = failure {
                <button class="btn quiet" type="button" data-command="overview agreement">{ s.find_out }</button>
            }
        </div>
    }
}

/// What went wrong, in the reader's words.
pub(crate) fn words(failure: &Failure, s: &Strings) -> String {
    let reason = |words, reason: &str| fill(words, &[("reason", reason)]);
    match failure {
        Failure::Network(said) => reason(s.failed_network, said),
        Failure::Refused(status) => reason(s.failed_network, &status.to_string()),
        Failure::Damaged(said) => reason(s.failed_damaged, said),
        Failure::Silent => s.failed_silent.to_owned(),
        Failure::Other(path) => reason(s.failed_other, path),
        Failure::Gone => s.outdated.to_owned(),
    }
}
