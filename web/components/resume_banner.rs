//! The way back to where the reader was in this document.

use crate::controller::Controller;
use crate::navigation::route::{Query, Route};
use crate::state::State;
use celan_page::strings::fill;
use yew::prelude::*;

/// Offers it in one line, until it is taken, put away, or read past.
pub(crate) fn resume_banner(controller: &Controller, state: &State) -> Html {
    let (Some(progress), Route::Document { id, .. }) = (&state.resume, &state.route) else {
        return Html::default();
    };
    if *id != progress.id {
        return Html::default();
    }
    let s = controller.strings;
    let way = controller.history.base().address(&Route::Document {
        id: id.clone(),
        query: Query::default(),
        anchor: progress.anchor.clone(),
    });
    let percent = progress.percent.to_string();
    html! {
        <div class="trouble resume">
            <div class="say" role="status">
                <p>{ fill(s.read_last, &[("place", &progress.name), ("n", &percent)]) }</p>
                <a class="btn" href={way}>{ s.read_on }</a>
                <button class="btn quiet" type="button" data-do="begun">{ s.close }</button>
            </div>
        </div>
    }
}
