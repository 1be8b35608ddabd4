//! The tools that need the application, in the bar and in the dock.

use crate::shell::Shell;
use crate::state::{Action, State};
use yew::prelude::*;

/// The button that opens the settings; the same in bar and dock.
pub(crate) fn tools(shell: &Shell, state: &UseReducerHandle<State>) -> Html {
    let open = state.settings;
    let dispatch = state.dispatcher();
    let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Settings(!open)));
    html! {
        <button class="btn quiet" type="button" aria-haspopup="dialog" aria-expanded={open.to_string()} {onclick}>
            { shell.strings.type_size }
        </button>
    }
}
