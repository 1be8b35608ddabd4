//! The list of keys.

use crate::context::Context;
use crate::state::State;
use yew::prelude::*;

/// The list, if it is open.
pub(crate) fn shortcuts(context: &Context, state: &State) -> Html {
    if !state.shortcuts {
        return Html::default();
    }
    let s = context.strings;
    let more = context.more_strings();
    // A key and what it does, in turn.
    let words: Vec<_> = more.key_list.split('|').collect();
    let lines = words.chunks_exact(2).map(|line| {
        html! { <><dt><kbd>{ line[0] }</kbd></dt><dd>{ line[1] }</dd></> }
    });
    html! {
        <div id="keys" class="looks keys" role="dialog" aria-modal="true" aria-label={s.keys} tabindex="-1">
            <div class="top">
                <b>{ s.keys }</b>
                <button class="btn quiet" type="button" data-command="shortcuts">{ s.close }</button>
            </div>
            <dl>{ for lines }</dl>
        </div>
    }
}
