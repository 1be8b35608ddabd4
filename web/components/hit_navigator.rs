//! The marked places of a document: one after another, and where they stand in it.

use crate::article::highlights;
use crate::controller::Controller;
use crate::navigation::route::Route;
use crate::state::State;
use celan_page::strings::{fill, number};
use yew::prelude::*;

/// Which marked place the reader is at, the ways to the next and the former, and back.
pub(crate) fn hit_navigator(controller: &Controller, state: &State) -> Html {
    let (Route::Document { .. }, Some((at, of))) = (&state.route, state.highlight) else {
        return Html::default();
    };
    let s = controller.strings;
    let (n, total) = (number(at + 1), number(of));
    html! { <>
        <svg id="strip" viewBox="0 0 9 1000" preserveAspectRatio="none" aria-hidden="true" data-do="strip">
            <path d={highlights::ticks()} />
        </svg>
        <div class="finder" role="group" aria-label={s.results}>
            <span role="status">{ fill(s.hit_of, &[("n", &n), ("total", &total)]) }</span>
            <button id="former-place" class="btn quiet" type="button" data-do="place"
                data-to={((at + of - 1) % of).to_string()}>{ s.former }</button>
            <button id="next-place" class="btn quiet" type="button" data-do="place"
                data-to={((at + 1) % of).to_string()}>{ s.next }</button>
            <button class="btn quiet" type="button" data-do="results">{ s.back_to_results }</button>
        </div>
    </> }
}
