//! What a reader wants soon after everything can be searched: documents that the page does not hold, and what
//! a query that is being typed may become.

use crate::chunks::Table;
use crate::components::suggestions;
use crate::context::Context;
use crate::library::Session;
use crate::navigation::route::{Base, Query as Asked, Route, Scope, Screen};
use crate::page::written::{is_same_screen, write_screen};
use crate::page::{Page, library_list};
use crate::screens::results::Results;
use crate::screens::{not_found, offer, reread, scopes, start};
use crate::storage::visits;
use celan_document::Library;
use celan_locale::{Language, Strings};
use celan_search::{
    Answer, Index, Options, Query, REFORMULATION, Reformulation, Spread, Suggestion,
};
use celan_text::{VARIANTS, Variants};
use maud::Markup;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::Html;

/// Writes what a route shows, with repairs marked or without.
type WriteScreen =
    fn(&Route, &Library, Language, Option<&Session>, bool) -> Option<(Screen, String)>;

/// Writes the scopes of a query over a document (its id), of which a part may be in sight.
type WriteScopes = fn(&Context, &Session, &Asked, &Scope, &str, Option<&str>) -> Markup;

/// The functions of the chunk [`SOON`](super::SOON).
pub(crate) struct Soon {
    /// What a route shows.
    pub(crate) screen: WriteScreen,
    /// Writes what a route shows into the page.
    pub(crate) write: fn(&Page, &Route, &Library, &Strings) -> bool,
    /// Shows the library's list as a filter says.
    pub(crate) filter_list: fn(&str, &Base, &Strings),
    /// Says on the start page which documents were begun.
    pub(crate) show_progress: fn(&Context),
    /// Notes that the reader is here and what the library holds, and says on the start page what is new.
    pub(crate) note_visit: fn(Rc<Context>, Session),
    /// Whether the page holds what was written for it.
    pub(crate) is_same_screen: fn(&Element, &str) -> bool,
    /// Answers a query within a document.
    pub(crate) search_in: fn(&Index, &Scope, &Query, Options) -> Answer,
    /// Writes the ways to search a document, a part of it, or everything.
    pub(crate) scopes: WriteScopes,
    /// What a query may become, as far as it is shown, and how that is written.
    pub(crate) suggest: fn(&Session, &str) -> Vec<Suggestion>,
    pub(crate) suggestions: fn(&Context, &Asked, &Scope, &[Suggestion], Option<usize>) -> Html,
    /// What was read otherwise than typed, and what is near to what was not found.
    pub(crate) reread: fn(&Results, &Answer, &Session) -> (Html, Html),
    pub(crate) apart: fn(&Results) -> Html,
    /// Writes the documents that have all words in different places.
    pub(crate) spread: fn(&Results, &[Spread], &Session) -> Html,
    /// Writes what may be asked, before anything is.
    pub(crate) offer: fn(&Context, Option<&Session>) -> Html,
    /// Writes that an address leads nowhere.
    pub(crate) not_found: fn(&Context, Option<&Session>) -> Markup,
    /// What a query may become, or may have meant.
    pub(crate) reformulation: &'static Reformulation,
    /// How characters of traditional script are read.
    variants: &'static Variants,
}

impl Table for Soon {
    fn arrived(&self) {
        celan_text::install(self.variants);
    }
}

pub(super) static SOON: Soon = Soon {
    screen: write_screen,
    write: Page::write_route,
    filter_list: library_list::show,
    show_progress,
    note_visit,
    is_same_screen,
    search_in: |index, scope, query, options| {
        index.search_in(&scope.document, &scope.part, query, options)
    },
    scopes: scopes::write,
    suggest: suggestions::suggest,
    suggestions: suggestions::write,
    reread: reread::reread,
    apart: reread::apart,
    spread: reread::spread,
    offer: offer::write,
    not_found: not_found::write,
    reformulation: &REFORMULATION,
    variants: &VARIANTS,
};

fn show_progress(context: &Context) {
    library_list::show_progress(context.page.language.later_strings());
    start::show(context);
}

fn note_visit(context: Rc<Context>, session: Session) {
    spawn_local(async move {
        visits::note(&session).await;
        start::show(&context);
    });
}
