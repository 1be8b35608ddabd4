//! The page around the application: adopted as it is, and written anew when the route leads to
//! another document. `celan_page::contract` says what it may rely on.
//!
//! An article that is in the page already is never written or moved again; results are put beside it
//! and hide it, so that the way back is at once and at the same place.

pub(crate) mod library_list;
pub(crate) mod written;

use crate::chunks::SOON;
use crate::dom::media::is_narrow;
use crate::dom::scroll_anchor;
use crate::dom::site::{is_one_file, root};
use crate::dom::{find, hide, make, set};
use crate::library::Session;
use crate::navigation::base;
use crate::navigation::route::{Compared, Route, Screen};
use crate::storage::locale;
use celan_document::Library;
use celan_locale::{Language, Strings, fill};
use celan_page::{Links, View};
use gloo_utils::{body, document, document_element, window};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement, HtmlInputElement};

/// The page.
pub(crate) struct Page {
    screen: Element,
    shows: RefCell<Screen>,
    /// How often a screen was written since the page was adopted.
    writes: Cell<usize>,
    /// The filter of the list.
    filter: RefCell<String>,
    /// Whether repairs are marked in what it holds.
    marked: Cell<bool>,
    /// Whether what was adopted has been compared with the library.
    checked: Cell<bool>,
    /// What was adopted as the library has it, written ahead of the comparison.
    ahead: RefCell<Option<(Screen, String)>>,
    /// Knows where the lines of titles may break.
    session: RefCell<Option<Session>>,
    form: Element,
    /// The language of the interface.
    pub(crate) language: Language,
    field: HtmlInputElement,
    /// Where the results are rendered.
    pub(crate) results: Element,
    /// Where the suggestions are rendered.
    pub(crate) suggestions: Element,
    /// Where tools are added to the bar.
    pub(crate) tools: Element,
    /// Where tools are added to the dock.
    pub(crate) dock: Element,
}

impl Page {
    /// Adopts the page; `None` if it is not one of Celan's.
    pub(crate) fn adopt() -> Option<Self> {
        let screen = find("#screen")?;
        let field: HtmlInputElement = find("#q")?.dyn_into().ok()?;
        let form = field.closest("form").ok()??;
        let shows = match body().get_attribute("data-document") {
            Some(id) => Screen::Document(id),
            None if find("#list").is_some() => Screen::Library,
            None => Screen::Other,
        };
        let results = make("div", "results-host")?;
        results.set_attribute("hidden", "").ok()?;
        let suggestions = make("div", "suggestions-host")?;
        form.append_child(&suggestions).ok()?;
        for (name, value) in [
            ("role", "combobox"),
            ("aria-autocomplete", "list"),
            ("aria-controls", "drop"),
            ("aria-expanded", "false"),
            ("autocapitalize", "none"),
            ("spellcheck", "false"),
        ] {
            field.set_attribute(name, value).ok()?;
        }
        let dock = match find("#dock") {
            Some(dock) => dock,
            None => {
                let dock = document().create_element("nav").ok()?;
                dock.set_id("dock");
                dock.set_class_name("dock");
                body().append_child(&dock).ok()?;
                dock
            }
        };
        let page = Self {
            tools: own_place(&find("#bar .tools")?)?,
            shows: RefCell::new(shows),
            writes: Cell::new(0),
            filter: RefCell::default(),
            marked: Cell::new(false),
            checked: Cell::new(false),
            ahead: RefCell::default(),
            session: RefCell::default(),
            language: locale::chosen(),
            screen,
            form,
            field,
            results,
            suggestions,
            dock: own_place(&dock)?,
        };
        page.settle_links();
        page.place_results();
        Some(page)
    }

    /// Brings the results into sight: on a narrow screen the field stands at the top.
    pub(crate) fn face_results(&self) {
        let mut top = 0.0;
        if is_narrow() && *self.shows.borrow() == Screen::Library {
            let bar = find("#bar").map_or(0, |bar| bar.client_height());
            let field = self.form.get_bounding_client_rect().top();
            top = window().scroll_y().unwrap_or(0.0) + field - f64::from(bar) - 12.0;
        }
        window().scroll_to_with_x_and_y(0.0, top);
    }

    /// Notes that the list is to show what `filter` says; it arrives as one without any. Returns whether it
    /// does not yet.
    pub(crate) fn set_filter(&self, filter: &str) -> bool {
        let same = *self.filter.borrow() == filter;
        if !same {
            self.filter.replace(filter.to_owned());
        }
        !same
    }

    /// From now on, titles break between the words that this session knows.
    pub(crate) fn set_tokenizer(&self, session: &Session) {
        self.session.replace(Some(session.clone()));
    }

    /// What `#screen` holds.
    pub(crate) fn holds(&self) -> Screen {
        self.shows.borrow().clone()
    }

    /// The search field.
    pub(crate) fn field(&self) -> &HtmlInputElement {
        &self.field
    }

    /// Whether the page can show `route` without the library's text.
    pub(crate) fn has(&self, route: &Route) -> bool {
        route
            .screen()
            .is_none_or(|screen| *self.shows.borrow() == screen)
    }

    /// How often a screen was written: what was drawn into the one before is gone with it.
    pub(crate) fn writes(&self) -> usize {
        self.writes.get()
    }

    /// Writes the document that is there anew, with repairs marked or without, and keeps the
    /// reader at their line.
    pub(crate) fn mark_repairs(&self, library: &Library, marked: bool, s: &Strings) {
        let document = |route: &Route| matches!(route, Route::Document { .. });
        let route = self.adopted().filter(document);
        if self.marked.replace(marked) != marked
            && let Some(route) = route
        {
            scroll_anchor::preserve(|| {
                self.write(&route, library, s);
            });
        }
    }

    /// Compares what is there with the library once what writes pages is here, and writes it anew where
    /// they differ. Returns whether the page came so: what the application wrote before all documents were here may
    /// differ, and nothing is wrong.
    pub(crate) fn reconcile(&self, library: &Library, s: &Strings) -> bool {
        let Some(soon) = SOON.here() else {
            return false;
        };
        if self.checked.replace(true) {
            return false;
        }
        let Some(route) = self.adopted() else {
            return false;
        };
        if matches!(route, Route::Library { .. }) && self.set_filter("") {
            (soon.filter_list)("", &base(), s);
        }
        let ahead = self.ahead.take();
        let ahead = ahead.filter(|(screen, _)| *screen == self.holds());
        let written = ahead.or_else(|| self.html(&route, library, Language::default()));
        let Some((_, html)) = written else {
            return false;
        };
        let same = (soon.is_same_screen)(&self.screen, &html);
        let came = self.writes.get() == 0;
        // The pages speak Chinese.
        if !same || self.language != Language::default() {
            // The reader has been reading it since it came.
            scroll_anchor::preserve(|| {
                self.write(&route, library, s);
            });
        }
        !same && came
    }

    /// Writes what [`reconcile`](Self::reconcile) compares with, so that each has a task of its own.
    pub(crate) fn write_ahead(&self, library: &Library) {
        if let Some(route) = self.adopted().filter(|_| !self.checked.get()) {
            self.ahead
                .replace(self.html(&route, library, Language::default()));
        }
    }

    /// The route of what is there.
    fn adopted(&self) -> Option<Route> {
        match self.holds() {
            Screen::Library => Some(Route::beginning("")),
            Screen::Document(id) => Some(Route::beginning(&id)),
            Screen::Other => None,
        }
    }

    /// Shows `route`: results over what is there, or the screen that it asks for. Returns false
    /// where the library has no such document.
    pub(crate) fn show(&self, route: &Route, library: Option<&Library>, s: &Strings) -> bool {
        let covers = matches!(
            route,
            Route::Search { .. } | Route::Compare(_) | Route::Notebook | Route::View(_)
        );
        let mut known = !matches!(route, Route::Unknown);
        if !self.has(route)
            && let Some(library) = library
        {
            known &= self.write(route, library, s);
        }
        let covered = covers || !known;
        let comparing = matches!(route, Route::Compare(_) | Route::View(_));
        let _ = document_element().toggle_attribute_with_force("data-compare", comparing);
        set(
            &document_element(),
            "data-screen",
            if covered { "search" } else { "read" },
        );
        if covered || self.has(route) {
            let _ = document_element().remove_attribute("data-brings");
        }
        self.uncover(!covered);
        self.show_title(route, library, s);
        self.show_skip(covered, s);
        known
    }

    /// Puts the query of the route into the field, unless it is there.
    pub(crate) fn set_query(&self, query: &str) {
        if self.field.value() != query {
            self.field.set_value(query);
        }
    }

    /// What a route shows, as the library has it; `None` also while what writes it has not come.
    fn html(
        &self,
        route: &Route,
        library: &Library,
        language: Language,
    ) -> Option<(Screen, String)> {
        let session = self.session.borrow();
        let marked = self.marked.get();
        (SOON.here()?.screen)(route, library, language, session.as_ref(), marked)
    }

    /// Writes what a route shows; false where the library lacks its document, or nothing can write it yet.
    fn write(&self, route: &Route, library: &Library, s: &Strings) -> bool {
        match SOON.here() {
            Some(soon) => (soon.write)(self, route, library, s),
            None => !matches!(route, Route::Document { .. }),
        }
    }

    /// Results stand below the search field: in the library after the hall, else instead of the
    /// screen.
    fn place_results(&self) {
        let hall = match *self.shows.borrow() {
            Screen::Library => self.screen.query_selector(".hall").ok().flatten(),
            Screen::Document(_) | Screen::Other => None,
        };
        let _ = match hall {
            Some(hall) => {
                self.results.set_class_name("");
                let _ = self.results.remove_attribute("role");
                hall.after_with_node_1(&self.results)
            }
            None => {
                self.results.set_class_name("wrap");
                set(&self.results, "role", "main");
                self.screen.before_with_node_1(&self.results)
            }
        };
    }

    fn uncover(&self, visible: bool) {
        let shelf = self
            .screen
            .query_selector(".shelf:not(.bare)")
            .ok()
            .flatten();
        let covered = match *self.shows.borrow() {
            Screen::Library => shelf.unwrap_or_else(|| self.screen.clone()),
            Screen::Document(_) | Screen::Other => self.screen.clone(),
        };
        hide(&covered, !visible);
        hide(&self.results, visible);
    }

    fn show_title(&self, route: &Route, library: Option<&Library>, s: &Strings) {
        let title = match route {
            Route::Search { query, .. } if query.text.is_empty() => join(&[s.search, s.app]),
            Route::Search { query, .. } => join(&[&query.text, s.search, s.app]),
            Route::Document { id, .. } => match library.and_then(|l| l.document(id)) {
                Some(document) => join(&[&document.metadata.title, s.app]),
                None => return,
            },
            Route::Library { .. } => match library {
                Some(library) => join(&[&library.title, s.app]),
                None => return,
            },
            Route::Compare(Compared { left, right, .. }) => {
                let title = |id: &String| Some(library?.document(id)?.metadata.title.as_str());
                match (title(left), title(right)) {
                    (Some(left), Some(right)) => {
                        let both = fill(s.compare_two, &[("left", left), ("right", right)]);
                        join(&[&both, s.app])
                    }
                    _ => join(&[s.compare, s.app]),
                }
            }
            Route::Notebook => join(&[s.marks, s.app]),
            // Its writer knows it.
            Route::View(_) => return,
            Route::Unknown => join(&[s.not_found_title, s.app]),
        };
        document().set_title(&title);
    }

    /// The first link of the page leads past the bar, to what is shown now.
    fn show_skip(&self, covered: bool, s: &Strings) {
        let (way, name) = match *self.shows.borrow() {
            _ if covered => ("#results-host", s.skip_results),
            Screen::Library => ("#list", s.skip_list),
            Screen::Document(_) | Screen::Other => ("#text", s.skip_text),
        };
        if let Some(skip) = find("a.skip") {
            set(&skip, "href", way);
            skip.set_text_content(Some(name));
        }
    }

    /// Links around the screen are meant from the page that was opened; when the address changes
    /// they must lead where they led.
    fn settle_links(&self) {
        let Ok(links) = document().query_selector_all("#bar a[href], .foot a[href], #dock a[href]")
        else {
            return;
        };
        for i in 0..links.length() {
            let link = links
                .get(i)
                .and_then(|n| n.dyn_into::<HtmlAnchorElement>().ok());
            if let Some(link) = link
                && !link
                    .get_attribute("href")
                    .unwrap_or_default()
                    .starts_with('#')
            {
                let whole = link.href();
                link.set_href(&whole);
            }
        }
        set(&self.form, "action", &root());
    }
}

/// How a part of a screen is written: where its links lead, in which language.
pub(crate) fn view(links: Links, language: Language) -> View<'static> {
    View {
        links: if is_one_file() {
            Links::Fragment
        } else {
            links
        },
        language,
        ..View::default()
    }
}

/// The part of bar or dock that is the application's.
fn own_place(host: &Element) -> Option<Element> {
    if let Some(place) = host.query_selector(".own").ok()? {
        return Some(place);
    }
    let place = document().create_element("span").ok()?;
    place.set_class_name("own");
    host.append_child(&place).ok()?;
    Some(place)
}

fn join(parts: &[&str]) -> String {
    parts.join(" · ")
}
