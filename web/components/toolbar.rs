//! The tools that need the application, in the bar and in the dock.

use crate::controller::Controller;
use crate::navigation::route::Route;
use crate::state::State;
use crate::storage::appearance::LARGE;
use yew::prelude::*;

/// The buttons that open the settings and the sheet of what can be taken, and turn large print on; the
/// same in bar and dock, where the style shows each once.
pub(crate) fn toolbar(controller: &Controller, state: &State) -> Html {
    let s = controller.strings;
    let open = state.settings;
    let large = state.appearance.value(LARGE) > 0;
    html! {
        <>
            <a class="btn quiet marks" href={controller.history.base().address(&Route::Notebook)}>{ s.mark }</a>
            <button class="btn quiet print" type="button" data-do="look"
                data-to={state.appearance.toggled(LARGE).write()}>
                { if large { s.usual_print } else { s.large_print } }
            </button>
            <button class="btn quiet" type="button" aria-haspopup="dialog" aria-expanded={open.to_string()}
                data-do="settings" data-to={if open { "" } else { "open" }}>
                { s.type_size }
            </button>
            // Keeps its room where there is nothing to take, so that the others stay in theirs.
            <button class="btn quiet take" data-idle={(!controller.is_reading()).then_some("")}
                type="button" aria-haspopup="dialog" data-take="open">{ s.take }</button>
        </>
    }
}
