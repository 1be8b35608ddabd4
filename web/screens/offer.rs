//! What may be asked, before anything is.

use crate::context::Context;
use crate::library::Session;
use crate::navigation::route::Route;
use crate::storage::recent_queries;
use yew::prelude::*;

/// What was asked last on this device, and the topics of the library.
pub(crate) fn write(context: &Context, session: Option<&Session>) -> Html {
    let (s, later) = (context.strings, context.page.language.later_strings());
    let chips = |queries: Vec<String>| -> Html {
        let chip = |query: String| {
            let href = context.address(&Route::search(query.clone().into()));
            html! { <a class="chip" {href}>{ query }</a> }
        };
        queries.into_iter().map(chip).collect()
    };
    let topics = session
        .map(|r| r.library().topics.clone())
        .unwrap_or_default();
    let recent = recent_queries::list();
    html! {
        <div class="state">
            <p class="dim">{ later.query_empty }</p>
            if !recent.is_empty() {
                <p class="h">{ later.recent }</p><div class="chips">{ chips(recent) }</div>
            }
            if !topics.is_empty() {
                <p class="h">{ s.often }</p><div class="chips">{ chips(topics) }</div>
            }
        </div>
    }
}
