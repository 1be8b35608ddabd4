//! The tools that need the application, in the bar and in the dock.

use crate::route::Route;
use crate::settings::LARGE;
use crate::shell::Shell;
use crate::state::State;
use yew::prelude::*;

/// The buttons that open the settings and the sheet of what can be taken, and turn large print on; the
/// same in bar and dock, where the style shows each once.
pub(crate) fn tools(shell: &Shell, state: &State) -> Html {
    let s = shell.strings;
    let open = state.settings;
    let large = state.look.value(LARGE) > 0;
    html! {
        <>
            <a class="btn quiet marks" href={shell.address.base().address(&Route::Notebook)}>{ s.mark }</a>
            <button class="btn quiet print" type="button" data-do="look"
                data-to={state.look.toggled(LARGE).write()}>
                { if large { s.usual_print } else { s.large_print } }
            </button>
            <button class="btn quiet" type="button" aria-haspopup="dialog" aria-expanded={open.to_string()}
                data-do="settings" data-to={if open { "" } else { "open" }}>
                { s.type_size }
            </button>
            // Keeps its room where there is nothing to take, so that the others stay in theirs.
            <button class="btn quiet take" data-idle={(!shell.is_reading()).then_some("")}
                type="button" aria-haspopup="dialog" data-take="open">{ s.take }</button>
        </>
    }
}
