//! A view of the library or of a document that a chunk of its own writes: what one can get, a document's
//! measures, targets, bodies; and the library as a whole.

use crate::chunks::{FINDER, OVERVIEWS};
use crate::components::loading::{loading, part_ready};
use crate::context::Context;
use crate::dom::find;
use crate::dom::focus::focus_quietly;
use crate::dom::site::is_kiosk;
use crate::library::Session;
use crate::navigation::route::{Route, View};
use crate::navigation::url::parameter;
use crate::page::view;
use crate::state::State;
use crate::storage::locale;
use celan_finder::Query;
use celan_page::{
    Links, Passage, bodies_screen, finder_screen, measures_screen, strip, sums, targets_screen,
};
use gloo_utils::document;
use maud::{Markup, html};
use std::rc::Rc;
use yew::prelude::{AttrValue, Html, hook, use_effect_with, use_memo};
use yew::virtual_dom::VNode;

/// The view of the route, or what stands for it while it is on its way; nothing on another screen.
#[hook]
pub(crate) fn use_view(context: &Rc<Context>, state: &State) -> Html {
    let wanted = match &state.route {
        Route::View(view) => Some(view.clone()),
        _ => None,
    };
    let here = (
        context.extracts().is_some(),
        FINDER.here().is_some(),
        OVERVIEWS.here().is_some(),
    );
    let shown = use_memo((wanted.clone(), context.session(), here), |_| {
        let (view, session) = wanted.as_ref().zip(context.session())?;
        let screen = if view.is_overview() {
            (OVERVIEWS.here()?.write)(context, view, &session)
        } else {
            let extracts = context.extracts()?;
            (FINDER.here()?.write)(context, view, &session, &extracts)
        };
        // A choice keeps the focus, although what is written is new.
        let focused = document().active_element();
        let choice = focused.and_then(|element| choice(&element));
        Some((AttrValue::from(screen.into_string()), choice))
    });
    let after = shown.clone();
    use_effect_with(shown.clone(), move |_| {
        let Some((_, choice)) = after.as_ref() else {
            return;
        };
        if let Some(choice) = choice.as_deref().and_then(find) {
            focus_quietly(&choice);
        }
        if let Some(title) = find("#results-host h1").and_then(|h1| h1.text_content()) {
            document().set_title(&title);
        }
    });
    match &*shown {
        Some((screen, _)) => VNode::from_html_unchecked(screen.clone()),
        None if wanted.is_some() => yew::html! { <>
            { part_ready(context, state) }
            { loading(context, state) }
        </> },
        None => Html::default(),
    }
}

/// The selector of a choice of the question, its question and its id; or of the field for a topic.
fn choice(element: &web_sys::Element) -> Option<String> {
    if element.id() == "topic" {
        return Some("#topic".to_owned());
    }
    let id = element.get_attribute("data-choice")?;
    let question = element.closest("nav[id]").ok()??.id();
    Some(["#", &question, " [data-choice=\"", &id, "\"]"].concat())
}

/// Writes a view.
pub(crate) fn write(context: &Context, wanted: &View, session: &Session, raw: &[u8]) -> Markup {
    let has = |name| parameter(&wanted.parameters, name);
    // A public screen shows it in its own way.
    if wanted.document.is_none() && has("find").is_some() && is_kiosk() {
        return html! {};
    }
    let library = session.library();
    let extracts = match celan_blob::read_extracts(raw) {
        Ok(extracts) => extracts,
        Err(error) => return html! { p.say.over role="alert" { (error) } },
    };
    let links = match wanted.document {
        Some(_) => Links::Document,
        None => Links::Root,
    };
    let view = view(links, locale::chosen());
    if let Some(id) = &wanted.document {
        return measures_screen(library, &extracts, id, view)
            .unwrap_or_else(|| html! { p.say { (context.strings.not_found_title) } });
    }
    if has("find").is_some() {
        return finder_screen(library, &extracts, &query(&wanted.parameters), view);
    }
    if has("targets").is_some() {
        let topic = has("topic").unwrap_or_default();
        return targets_screen(library, &extracts, &topic, view);
    }
    bodies_screen(library, &extracts, view)
}

/// Writes what a search for support shows above its passages.
pub(crate) fn write_strip(text: &str, session: &Session, raw: &[u8]) -> Option<Markup> {
    let extracts = celan_blob::read_extracts(raw).ok()?;
    strip(
        session.library(),
        &extracts,
        text,
        view(Links::Root, locale::chosen()),
    )
}

/// Writes the sums that passages name; none where nothing can be read of them.
pub(crate) fn write_sums(passages: &[Passage<'_>], session: &Session, raw: &[u8]) -> Vec<Markup> {
    celan_blob::read_extracts(raw).map_or_else(
        |_| Vec::new(),
        |extracts| {
            let view = view(Links::Root, locale::chosen());
            sums(session.library(), &extracts, passages, view)
        },
    )
}

/// The finder's query in the parameters of an address.
pub(crate) fn query(parameters: &str) -> Query {
    let values = ["who", "want", "level", "sort", "standing"]
        .map(|name| (name, parameter(parameters, name).unwrap_or_default()));
    Query::read(values.iter().map(|(name, value)| (*name, value.as_str())))
}
