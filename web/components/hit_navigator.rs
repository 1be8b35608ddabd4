//! Goes from highlight to highlight of a document, and shows where they are in it.

use crate::article::highlights;
use crate::context::Context;
use crate::navigation::route::Route;
use crate::state::State;
use celan_locale::{fill, number};
use yew::prelude::*;

/// Which highlight the reader is at, and buttons to the next, the former and the results.
pub(crate) fn hit_navigator(context: &Context, state: &State) -> Html {
    let (Route::Document { .. }, Some((at, of))) = (&state.route, state.highlight) else {
        return Html::default();
    };
    let s = context.strings;
    let highlight = |n: usize| ["highlight ", &n.to_string()].concat();
    let (n, total) = (number(at + 1), number(of));
    html! { <>
        <svg id="strip" viewBox="0 0 9 1000" preserveAspectRatio="none" aria-hidden="true" data-command="strip">
            <path d={highlights::ticks()} />
        </svg>
        <div class="finder" role="group" aria-label={s.results}>
            <span role="status">{ fill(s.hit_of, &[("n", &n), ("total", &total)]) }</span>
            <button id="former-place" class="btn quiet" type="button" data-command={highlight((at + of - 1) % of)}>{ s.former }</button>
            <button id="next-place" class="btn quiet" type="button" data-command={highlight((at + 1) % of)}>{ s.next }</button>
            <button class="btn quiet" type="button" data-command="results">{ s.back_to_results }</button>
        </div>
    </> }
}
