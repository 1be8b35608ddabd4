//! Screens as the library has them: written, and compared with what the page holds.

use crate::dom::site::{is_one_file, root};
use crate::dom::text_ranges::unwrap;
use crate::dom::{all, find, hide, set};
use crate::library::Session;
use crate::navigation::route::{Route, Screen};
use crate::page::{Page, view};
use crate::storage::locale;
use celan_document::Library;
use celan_locale::{Language, Strings};
use celan_page::{Cut, Links, View, called, document_screen, library_screen};
use gloo_utils::{body, document};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// What a reader takes for the documents' own words, in a document and in the library.
const COMPARED: [&str; 3] = ["article.doc", "#facts", "#groups"];
/// Elements that the application puts around the words of a document: matches and annotations.
const DRAWN: &str = "mark, .mine";
/// Attributes that the application or the reader sets or removes in a document.
const SET: [&str; 7] = [
    "data-kept",
    "data-laid",
    "tabindex",
    "role",
    "aria-haspopup",
    "title",
    "open",
];

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
    let screen = route.screen()?;
    let html = match &screen {
        Screen::Library => library_screen(library, view(Links::Root)),
        Screen::Document(id) => {
            let view = View {
                measures: session.map_or(0, |session| session.measures_in(id)),
                ..view(Links::Document)
            };
            document_screen(library.document(id)?, library, view)
        }
        Screen::Other => return None,
    };
    Some((screen, html))
}

impl Page {
    /// Writes what a route shows into the page; false where the library lacks its document.
    pub(crate) fn write_route(&self, route: &Route, library: &Library, s: &Strings) -> bool {
        let Some((screen, html)) = self.html(route, library, self.language) else {
            return !matches!(route, Route::Document { .. });
        };
        // The field and the results outlive the screen that holds them.
        self.form.remove();
        self.results.remove();
        self.screen.set_inner_html(&html);
        // What covered the former screen may cover less of this one.
        hide(&self.screen, false);
        match &screen {
            Screen::Document(id) => {
                set(&body(), "data-document", id);
                body().set_class_name("page-doc");
                let _ = self.form.class_list().remove_1("big");
                if let Some(tools) = self.tools.parent_element() {
                    let _ = tools.before_with_node_1(&self.form);
                }
            }
            Screen::Library | Screen::Other => {
                let _ = body().remove_attribute("data-document");
                body().set_class_name("");
                let _ = self.form.class_list().add_1("big");
                if let Some(form) = self.screen.query_selector("form.find").ok().flatten() {
                    let _ = form.replace_with_with_node_1(&self.form);
                }
            }
        }
        *self.shows.borrow_mut() = screen;
        self.writes.set(self.writes.get() + 1);
        self.filter.take();
        self.place_results();
        self.show_place(library, s);
        self.show_ways(s);
        if self.language != Language::default() {
            locale::apply(self.language);
            locale::apply_promise(self.language);
        }
        true
    }

    /// The links in bar and dock that belong to a document.
    fn show_ways(&self, s: &Strings) {
        let top = root();
        let holds = self.holds();
        let in_document = matches!(holds, Screen::Document(_));
        let source = match &holds {
            Screen::Document(id) if !is_one_file() => Some([&top, "d/", id, "/source/"].concat()),
            _ => None,
        };
        for (own, class) in [(&self.tools, "btn quiet"), (&self.dock, "")] {
            let Some(host) = own.parent_element() else {
                continue;
            };
            while let Some(link) = first_link(&host) {
                link.remove();
            }
            let in_dock = in_document && own == &self.dock;
            let ways = [
                ("#outline", s.outline, in_dock),
                ("#q", s.search, in_dock),
                ("#facts", s.info, in_dock),
                (
                    source.as_deref().unwrap_or_default(),
                    s.source,
                    source.is_some() && !in_dock,
                ),
            ];
            for (href, name, wanted) in ways {
                if wanted && let Ok(link) = document().create_element("a") {
                    link.set_class_name(class);
                    link.set_text_content(Some(name));
                    set(&link, "href", href);
                    let _ = host.insert_before(&link, Some(own));
                }
            }
        }
    }

    /// What the bar says: the way to the library, and where the reader is.
    fn show_place(&self, library: &Library, s: &Strings) {
        let Some(place) = find("#bar .where") else {
            return;
        };
        place.set_inner_html("");
        let metadata = match self.holds() {
            Screen::Document(id) => library.document(&id).map(|d| &d.metadata),
            _ => None,
        };
        let title = metadata.map(|m| m.title.as_str());
        let here = document().create_element("b");
        if let Ok(here) = here {
            here.set_text_content(Some(title.unwrap_or(s.library)));
            if title.is_some()
                && let Ok(link) = document().create_element("a")
            {
                link.set_text_content(Some(s.library));
                set(&link, "href", &root());
                let _ = place.append_child(&link);
            }
            let _ = place.append_child(&here);
        }
        if let Some(metadata) = metadata
            && let Ok(at) = document().create_element("span")
        {
            at.set_class_name("at");
            at.set_text_content(Some(&called(metadata)));
            let _ = place.append_child(&at);
        }
    }
}

/// The first link that the page itself put into the bar's tools or the dock.
fn first_link(host: &Element) -> Option<Element> {
    host.query_selector(":scope > a").ok().flatten()
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
    for note in all(&copy, ".note.own") {
        note.remove();
    }
    for attribute in SET {
        for element in all(&copy, &["[", attribute, "]"].concat()) {
            let _ = element.remove_attribute(attribute);
        }
    }
    Some(copy.inner_html().replace("<wbr>", "").replace('\n', ""))
}
