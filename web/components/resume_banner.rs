//! Offers the position of the last visit to this document.

use crate::context::Context;
use crate::navigation::route::{Query, Route};
use crate::state::State;
use celan_locale::fill;
use yew::prelude::*;

/// Offers it in one line, until it is taken, put away, or read past.
pub(crate) fn resume_banner(context: &Context, state: &State) -> Html {
    let (Some(progress), Route::Document { id, .. }) = (&state.resume, &state.route) else {
        return Html::default();
    };
    if *id != progress.id {
        return Html::default();
    }
    let s = context.strings;
    let way = context.address(&Route::Document {
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
                <button class="btn quiet" type="button" data-command="dismiss resume">{ s.close }</button>
            </div>
        </div>
    }
}
