//! The buttons of bar and dock that need the application.

use crate::context::Context;
use crate::navigation::route::Route;
use crate::state::State;
use crate::storage::appearance::LARGE;
use crate::storage::locale;
use celan_locale::Language;
use yew::prelude::*;

/// The buttons that open the appearance and the export dialog, and turn large print on; the
/// same in bar and dock, where the style shows each once.
pub(crate) fn toolbar(context: &Context, state: &State) -> Html {
    let s = context.strings;
    let open = state.settings;
    let large = state.appearance.value(LARGE) > 0;
    let idle = !context.is_reading();
    // Where there is nothing to take, whoever cannot read the interface finds the way to another language.
    let others = Language::ALL
        .into_iter()
        .filter(|language| *language != locale::chosen());
    let others = others.map(|language| {
        let command = ["language ", language.tag()].concat();
        html! {
            <button class="btn quiet" type="button" lang={language.tag()} data-command={command}>{ language.name() }</button>
        }
    });
    html! {
        <>
            if idle { { for others } }
            // Keeps its room in the dock where there is nothing to take, so that the others stay in theirs.
            <button class="btn quiet take" data-idle={idle.then_some("")} type="button" data-command="export open">
                { s.take }
            </button>
            <a class="btn quiet marks" href={context.address(&Route::Notebook)}>{ s.mark }</a>
            <button class="btn quiet" type="button" aria-haspopup="dialog" aria-expanded={open.to_string()}
                data-command={if open { "settings" } else { "settings open" }}>
                { s.type_size }
            </button>
            <button class="btn quiet print" type="button" data-command={state.appearance.toggled(LARGE).command()}>
                { if large { s.usual_print } else { s.large_print } }
            </button>
            // The browser's own way to paper and to a file; beside the text, the facts have it.
            <button class="btn pdf" type="button" data-command="print-page">{ "PDF" }</button>
        </>
    }
}
