//! The page of the library, `/`, and the page for unknown addresses.

use super::Assets;
use super::description::{collection, cut};
use super::documents::foot;
use super::head::{Page, frame, frame_with, strings};
use super::style::{brings_script, near_script};
use super::words::words;
use crate::address::Links;
use crate::library::{screen, search_form};
use crate::screen::called;
use crate::view::View;
use celan_document::Library;
use celan_locale::Language;
use maud::html;

/// Writes the page of the library, to stand at `index.html`.
pub fn library_page(library: &Library, assets: &Assets) -> String {
    let s = strings();
    let view = View {
        links: Links::Root,
        words: Some(&words),
        ..View::default()
    };
    let page = Page {
        root: "./",
        path: Some(""),
        title: &title(library),
        description: &cut(&library.about, 160),
        data: Some(collection(library, assets)),
        document: None,
        application: true,
        inline: brings_script(),
        skip: ("list", s.skip_list),
        bar: html! {
            nav.where aria-label=(s.place) { b { (s.library) } }
            nav.tools aria-label=(s.tools) { span.own {} }
        },
        screen: screen(library, view),
        foot: foot(library, "./", assets.keeps_nothing),
        dock: None,
    };
    frame(&page, assets)
}

/// So many documents are named where an address leads nowhere.
const NAMED: usize = 60;

/// Whether the page for addresses that lead nowhere names the documents.
pub(super) fn names_documents(library: &Library) -> bool {
    library.documents.len() <= NAMED
}

/// Writes the page for addresses that lead nowhere, to stand at `404.html`: with a search, and unless they are
/// many, the documents that there are, those of a similar address first. A host shows it at any depth; without a base address its way back is that from where documents stand.
pub fn not_found_page(library: &Library, assets: &Assets) -> String {
    let s = strings();
    let root = assets.base_url.as_deref().unwrap_or("../../");
    let plain = Assets {
        icon: None,
        manifest: None,
        ..assets.clone()
    };
    let named = names_documents(library);
    let page = Page {
        root,
        path: None,
        title: &format!("{} · {}", s.not_found_title, title(library)),
        description: "",
        data: None,
        document: None,
        application: false,
        inline: "",
        skip: ("text", s.skip_text),
        bar: html! { nav.where aria-label=(s.place) { a href=(root) { (s.library) } b { (s.not_found_title) } } },
        screen: html! {
            main #text .wrap {
                section.hall { div {
                    h1 { (s.not_found_title) }
                    p { (s.not_found_text) }
                    (search_form(s, root, true, false))
                    p { a.btn.main href=(root) { (s.not_found_way) } }
                } }
                @if named {
                    section #near .group hidden {
                        h2 { (Language::default().later_strings().near_addresses) }
                        ul {}
                    }
                    section #all .group {
                        h2 { (s.library) }
                        ul { @for metadata in library.documents.iter().map(|d| &d.metadata) {
                            li {
                                a href={ (root) "d/" (metadata.id) "/" } { (metadata.title) }
                                " " span.n { (called(metadata)) }
                            }
                        } }
                    }
                }
            }
        },
        foot: foot(library, root, assets.keeps_nothing),
        dock: None,
    };
    let own = (named && assets.script.is_some()).then(near_script);
    frame_with(&page, &plain, own)
}

pub(super) fn title(library: &Library) -> String {
    let s = strings();
    match library.title.as_str() {
        "" => s.app.to_owned(),
        title => format!("{title} · {}", s.app),
    }
}
