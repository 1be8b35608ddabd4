//! The library as a whole, each view at an address of its own.

use crate::context::Context;
use crate::dom::site::is_kiosk;
use crate::library::Session;
use crate::navigation::route::{Query, View};
use crate::navigation::url::parameter;
use crate::page::view;
use crate::screens::kept;
use crate::storage::{locale, visits};
use celan_page::{
    Links, News, abbreviations_screen, citations_screen, news_screen, timeline_screen,
};
use maud::{Markup, html};

/// Writes a view.
pub(crate) fn write(context: &Context, wanted: &View, session: &Session) -> Markup {
    let library = session.library();
    let view = view(Links::Root, locale::chosen());
    let value = |name| parameter(&wanted.parameters, name);
    if value("citations").is_some() {
        return citations_screen(library, &value("of").unwrap_or_default(), view);
    }
    if value("timeline").is_some() {
        let topic = value("topic").unwrap_or_default();
        let topic = topic.trim();
        let occurrences = occurrences(session, topic);
        return timeline_screen(library, topic, &occurrences, view);
    }
    if value("abbreviations").is_some() {
        return abbreviations_screen(library, view);
    }
    // On a public screen nothing is known of whoever stands there.
    if is_kiosk() {
        return html! { p.say { (context.strings.not_found_title) } };
    }
    if value("kept").is_some() {
        return kept::write(context, library);
    }
    let news = visits::news();
    let since = news.as_ref().map(|news| visits::day(news.since));
    let news = news.as_ref().zip(since.as_deref());
    let news = news.map(|(news, since)| News {
        since,
        added: news.added.iter().map(String::as_str).collect(),
        corrected: news.corrected.iter().map(String::as_str).collect(),
        removed: news.removed.len(),
    });
    news_screen(library, news.as_ref(), view)
}

/// How often each document has a topic, in library order: as a search for nothing but what it says finds it.
fn occurrences(session: &Session, topic: &str) -> Vec<u32> {
    let query = Query {
        exact: true,
        ..topic.to_owned().into()
    };
    // What is counted is not limited; only one hit is made.
    session.search(&query, 1).by_document
}
