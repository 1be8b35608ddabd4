//! The page of a document, `d/<id>/`.

use super::Assets;
use super::description::{description, legislation};
use super::head::{Page, frame, strings};
use super::words::words;
use crate::library::search_form;
use crate::screen::{called, document_screen};
use crate::view::View;
use celan_document::{Document, Library, Metadata};
use celan_locale::Language;
use maud::{Markup, PreEscaped, html};

const ROOT: &str = "../../";

/// Writes the page of `document`, to stand at `d/<id>/index.html`.
pub fn document_page(document: &Document, library: &Library, assets: &Assets) -> String {
    let s = strings();
    let metadata = &document.metadata;
    let mut documents = library.documents.iter();
    let at = documents.position(|d| d.metadata.id == metadata.id);
    let view = View {
        words: Some(&words),
        measures: at
            .and_then(|at| assets.measures.get(at))
            .copied()
            .unwrap_or(0),
        ..View::default()
    };
    let path = format!("d/{}/", metadata.id);
    let page = Page {
        root: ROOT,
        path: Some(&path),
        title: &format!("{} · {}", metadata.title, s.app),
        description: &description(document),
        data: Some(legislation(document, assets)),
        document: Some(&metadata.id),
        application: true,
        inline: "",
        skip: ("text", s.skip_text),
        bar: html! {
            (place(ROOT, metadata))
            (search_form(s, ROOT, false, true))
            nav.tools aria-label=(s.tools) { a.btn.quiet href="source/" { (s.source) } span.own {} }
        },
        screen: PreEscaped(document_screen(document, library, view)),
        foot: foot(library, ROOT, assets.keeps_nothing),
        dock: Some(html! {
            a href="#outline" { (s.outline) }
            a href="#q" { (s.search) }
            a href="#facts" { (s.info) }
        }),
    };
    frame(&page, assets)
}

/// Where one is: library and document; beside its title stands its number, until the application says which
/// section is in sight.
pub(super) fn place(root: &str, metadata: &Metadata) -> Markup {
    let s = strings();
    html! {
        nav.where aria-label=(s.place) {
            a href=(root) { (s.library) }
            b { (metadata.title) }
            span.at { (called(metadata)) }
        }
    }
}

/// The foot of every page: the library, its date, and what Celan promises, also where nothing of a reader is
/// kept.
pub(super) fn foot(library: &Library, root: &str, keeps_nothing: bool) -> Markup {
    let s = strings();
    let promise = if keeps_nothing {
        Language::default().later_strings().nothing_kept
    } else {
        s.nothing_leaves
    };
    html! {
        a href=(root) { (if library.title.is_empty() { s.library } else { &library.title }) }
        @if let Some(date) = &library.date {
            span.kept data-date=(date) { (celan_locale::fill(s.kept_until, &[("date", date.as_str())])) }
        }
        a.scripted href={ (root) "?kept=1" } { (s.kept_here) }
        span { (s.sources_note) }
        span { (promise) }
    }
}
