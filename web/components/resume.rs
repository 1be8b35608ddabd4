//! The way back to where the reader was in this document.

use crate::route::{Query, Route};
use crate::shell::Shell;
use crate::state::State;
use celan_page::strings::fill;
use yew::prelude::*;

/// Offers it in one line, until it is taken, put away, or read past.
pub(crate) fn resume(shell: &Shell, state: &State) -> Html {
    let (Some(begun), Route::Document { id, .. }) = (&state.begun, &state.route) else {
        return Html::default();
    };
    if *id != begun.id {
        return Html::default();
    }
    let s = shell.strings;
    let way = shell.address.base().address(&Route::Document {
        id: id.clone(),
        query: Query::default(),
        anchor: begun.anchor.clone(),
    });
    let percent = begun.percent.to_string();
    html! {
        <div class="trouble resume">
            <div class="say" role="status">
                <p>{ fill(s.read_last, &[("place", &begun.name), ("n", &percent)]) }</p>
                <a class="btn" href={way}>{ s.read_on }</a>
                <button class="btn quiet" type="button" data-do="begun">{ s.close }</button>
            </div>
        </div>
    }
}
