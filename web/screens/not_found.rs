//! An address that leads nowhere.

use crate::page::root;
use crate::shell::Shell;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) shell: Rc<Shell>,
}

/// Says so, and shows the way back.
#[component]
pub(crate) fn NotFound(Props { shell }: &Props) -> Html {
    let s = shell.strings;
    html! {
        <section class="hall"><div>
            <h1>{ s.not_found_title }</h1>
            <p>{ s.not_found_text }</p>
            <a class="btn main" href={root()}>{ s.not_found_way }</a>
        </div></section>
    }
}
