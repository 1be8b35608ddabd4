//! An address that leads nowhere.

use crate::dom::site::root;
use celan_locale::Strings;
use yew::prelude::*;

/// Says so, and shows the way back.
pub(crate) fn not_found(s: &Strings) -> Html {
    html! {
        <section class="hall"><div>
            <h1>{ s.not_found_title }</h1>
            <p>{ s.not_found_text }</p>
            <a class="btn main" href={root()}>{ s.not_found_way }</a>
        </div></section>
    }
}
