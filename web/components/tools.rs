//! The tools that need the application, in the bar and in the dock.

use crate::route::Route;
use crate::settings::LARGE;
use crate::shell::Shell;
use crate::state::{Action, State};
use yew::prelude::*;

/// The buttons that open the settings and the sheet of what can be taken, and turn large print on; the
/// same in bar and dock, where the style shows each once.
pub(crate) fn tools(shell: &Shell, state: &UseReducerHandle<State>) -> Html {
    let s = shell.strings;
    let act = |action: Action| {
        let dispatch = state.dispatcher();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(action.clone()))
    };
    let open = state.settings;
    let large = state.look.value(LARGE) > 0;
    html! {
        <>
            <a class="btn quiet marks" href={shell.address.base().address(&Route::Notebook)}>{ s.mark }</a>
            <button class="btn quiet print" type="button" onclick={act(Action::Look(state.look.toggled(LARGE)))}>
                { if large { s.usual_print } else { s.large_print } }
            </button>
            <button class="btn quiet" type="button" aria-haspopup="dialog" aria-expanded={open.to_string()}
                onclick={act(Action::Settings(!open))}>
                { s.type_size }
            </button>
            // Keeps its room where there is nothing to take, so that the others stay in theirs.
            <button class={if shell.is_reading() { "btn quiet take" } else { "btn quiet take idle" }}
                type="button" aria-haspopup="dialog" data-take="open">{ s.take }</button>
        </>
    }
}
