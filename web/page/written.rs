//! Screens as the library has them: written, and compared with what the page holds.

use crate::dom::all;
use crate::dom::text_ranges::unwrap;
use crate::library::Session;
use crate::navigation::route::{Route, Screen};
use crate::page::view;
use celan_document::Library;
use celan_locale::Language;
use celan_page::{Cut, Links, View, document_screen, library_screen};
use gloo_utils::document;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// What a reader takes for the documents' own words, in a document and in the library.
const COMPARED: [&str; 3] = ["article.doc", "#facts", "#groups"];
/// Elements that the application puts around the words of a document: matches and annotations.
const DRAWN: &str = "mark, .mine";
/// Attributes that the application sets or removes in a document.
const SET: [&str; 5] = ["data-kept", "tabindex", "role", "aria-haspopup", "title"];

/// Writes what a route shows, as the library has it, with repairs marked or without. Titles break between the
/// words that the session knows.
pub(crate) fn write_screen(
    route: &Route,
    library: &Library,
    language: Language,
    session: Option<&Session>,
    marked: bool,
) -> Option<(Screen, String)> {
    let cut: Cut = &|title| session.map_or_else(Vec::new, |session| session.words(title));
    let view = |links| View {
        marks: marked,
        words: Some(cut),
        ..view(links, language)
    };
    match route {
        Route::Library { .. } => {
            Some((Screen::Library, library_screen(library, view(Links::Root))))
        }
        Route::Document { id, .. } => library.document(id).map(|document| {
            let html = document_screen(document, library, view(Links::Document));
            (Screen::Document(id.clone()), html)
        }),
        Route::Search { .. } | Route::Compare(_) | Route::Notebook | Route::Unknown => None,
    }
}

/// Whether a screen holds what was written, but for what the application drew into it since it came.
pub(crate) fn is_same_screen(screen: &Element, written: &str) -> bool {
    let Ok(other) = document().create_element("div") else {
        return false;
    };
    other.set_inner_html(written);
    COMPARED
        .iter()
        .all(|part| content(&other, part) == content(screen, part))
}

/// What a part of a screen holds. Where a line may break, line ends and what the application drew are no
/// part of it.
fn content(screen: &Element, part: &str) -> Option<String> {
    let part = screen.query_selector(part).ok().flatten()?;
    let copy: Element = part.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    unwrap(&copy, DRAWN);
    for attribute in SET {
        for element in all(&copy, &["[", attribute, "]"].concat()) {
            let _ = element.remove_attribute(attribute);
        }
    }
    Some(copy.inner_html().replace("<wbr>", "").replace('\n', ""))
}
