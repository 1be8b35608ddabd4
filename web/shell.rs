//! What the application holds beside its state: the page, the history, the open library; and how
//! it goes from one address to another.

use crate::address::{Address, Place};
use crate::begun::{self, Begun};
use crate::library::{self, Arriving, Reader, Watch};
use crate::notebook::{Mark, Notebook};
use crate::outline::Outline;
use crate::page::{Page, Screen};
use crate::route::{Query, Route};
use crate::shelf;
use crate::state::{Action, Loading, Repairs, State};
use crate::{language, laying, page, recent, standing};
use celan_document::Library;
use celan_page::strings::Strings;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::UseReducerDispatcher;

/// How long a pause in typing settles the address, in milliseconds.
const SETTLED: u32 = 200;

/// How long the page rests before it is known where the reader is, in milliseconds.
const RESTED: u32 = 400;

/// Screens that are read before the place of the last time is given up.
const PASSED: f64 = 3.0;

/// Where the reader arrives, once the route is shown.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Arrival {
    /// Where he is: nothing moves.
    Stay,
    /// At the beginning, or at the place that the route names.
    Enter,
    /// Where he left it.
    Return(Place),
}

/// The application's hands.
pub(crate) struct Shell {
    pub(crate) page: Page,
    pub(crate) address: Address,
    pub(crate) outline: Outline,
    pub(crate) strings: &'static Strings,
    reader: RefCell<Option<Reader>>,
    /// What can be searched while the library is on its way.
    partial: RefCell<Option<Reader>>,
    arriving: RefCell<Arriving>,
    arrival: RefCell<Arrival>,
    /// Whether the next letter typed makes a new entry of the history.
    settled: Cell<bool>,
    typing: RefCell<Option<Timeout>>,
    scrolling: RefCell<Option<Timeout>>,
    /// Whether the reader is offered the place where he was, so that it must not be forgotten yet.
    offered: Cell<bool>,
    /// The route that was arrived at last.
    arrived: RefCell<Option<Route>>,
    /// The reader's marks, and those that he removed since the page was opened.
    pub(crate) notebook: RefCell<Notebook>,
    pub(crate) removed: RefCell<Vec<Mark>>,
    loading: Cell<bool>,
    /// The library with its provenance, once that was asked for.
    provenance: RefCell<Option<Rc<Library>>>,
    /// Whether the entry before the present one is that of the results it was opened from.
    from_results: Cell<bool>,
}

/// Tells the state what happened.
pub(crate) type Dispatch = UseReducerDispatcher<State>;

impl Shell {
    /// Adopts the page; `None` where it is not one of Celan's.
    pub(crate) fn adopt() -> Option<Rc<Self>> {
        let base = page::base();
        let page = Page::adopt()?;
        let address = Address::adopt(base);
        let route = address.route();
        let known = address
            .place()
            .filter(|_| matches!(route, Route::Search { .. }));
        // The page that stands there may be another one, in one file or where pages are not kept.
        let other = matches!(route, Route::Document { .. }) && !page.has(&route);
        if other {
            address.replace(&route);
        }
        let arrival = match known {
            _ if other => Arrival::Enter,
            known => known.map_or(Arrival::Stay, Arrival::Return),
        };
        Some(Rc::new(Self {
            page,
            address,
            outline: Outline::default(),
            strings: language::chosen().strings(),
            reader: RefCell::default(),
            partial: RefCell::default(),
            arriving: RefCell::default(),
            arrival: RefCell::new(arrival),
            settled: Cell::new(true),
            typing: RefCell::default(),
            scrolling: RefCell::default(),
            offered: Cell::new(false),
            arrived: RefCell::default(),
            notebook: RefCell::new(Notebook::remembered()),
            removed: RefCell::default(),
            loading: Cell::new(false),
            provenance: RefCell::default(),
            from_results: Cell::new(false),
        }))
    }

    /// The open library.
    pub(crate) fn reader(&self) -> Option<Reader> {
        self.reader.borrow().clone()
    }

    /// What can be searched: the open library, or what is here of it.
    pub(crate) fn searchable(&self) -> Option<Reader> {
        self.reader().or_else(|| self.partial.borrow().clone())
    }

    /// What can show a route: the open library, or what is here of it if that has the document.
    pub(crate) fn readable(&self, route: &Route) -> Option<Reader> {
        self.searchable().filter(|reader| {
            self.reader.borrow().is_some()
                || matches!(route, Route::Document { id, .. } if reader.can_read(id))
        })
    }

    /// What can read the document that stands in the page; `None` where it is covered, or its text
    /// is not here.
    pub(crate) fn document(&self) -> Option<Reader> {
        self.readable(&self.address.route())
    }

    /// Whether a document is in sight, as far as is known.
    pub(crate) fn is_reading(&self) -> bool {
        let is_known = |id: &str| {
            let reader = self.reader.borrow();
            let library = reader.as_ref().map(Reader::library);
            library.is_none_or(|library| library.document(id).is_some())
        };
        matches!(self.address.route(), Route::Document { id, .. } if is_known(&id))
    }

    /// Where the reader arrives now; asked once for each change of route.
    pub(crate) fn arrival(&self) -> Arrival {
        self.arrival.replace(Arrival::Stay)
    }

    /// Whether the reader goes to what he has not yet seen.
    pub(crate) fn enters(&self) -> bool {
        *self.arrival.borrow() == Arrival::Enter
    }

    /// Whether nothing moves, and the field may hold more than the address.
    pub(crate) fn is_typing(&self) -> bool {
        *self.arrival.borrow() == Arrival::Stay
            && gloo_utils::document().active_element().as_ref() == Some(self.page.field().as_ref())
    }

    /// Sets where the reader arrives when the present route is shown.
    pub(crate) fn arrive_by(&self, arrival: Arrival) {
        self.arrival.replace(arrival);
    }

    /// Whether the application can show this route itself; if not, the browser opens its page.
    pub(crate) fn can_show(&self, route: &Route) -> bool {
        self.page.has(route) || self.readable(route).is_some()
    }

    /// Goes to a route, as a link does.
    pub(crate) fn go(&self, dispatch: &Dispatch, route: Route) {
        let query = self.query();
        // The way back leads to what was typed, also where the address had not yet followed.
        if self.typing.replace(None).is_some() && !query.text.is_empty() {
            self.address.replace(&Route::Search { query });
        }
        self.settled.set(true);
        let from = self.address.route();
        self.from_results.set(matches!(from, Route::Search { .. }));
        self.address.push(&route);
        let sifted = matches!(
            (&from, &route),
            (Route::Library { .. }, Route::Library { .. })
        );
        // Whoever narrows the list stays at the link that does it.
        self.arrive_by(if sifted {
            Arrival::Stay
        } else {
            Arrival::Enter
        });
        dispatch.dispatch(Action::Go(route));
    }

    /// Narrows the list of documents by what is typed into its own field.
    pub(crate) fn sifted(&self, dispatch: &Dispatch, text: &str) {
        if let Route::Library { filter } = self.address.route() {
            let route = Route::Library {
                filter: shelf::typed(&filter, text),
            };
            self.address.replace(&route);
            dispatch.dispatch(Action::Go(route));
        }
    }

    /// Goes back to the results that the reader came from, or to those of this query.
    pub(crate) fn back_to_results(&self, dispatch: &Dispatch, query: &Query) {
        if self.from_results.get() {
            let _ = gloo_utils::window()
                .history()
                .and_then(|history| history.back());
        } else {
            let query = query.clone();
            self.go(dispatch, Route::Search { query });
        }
    }

    /// Follows the browser, which went back, forth, or to a place in the page.
    pub(crate) fn follow(&self, dispatch: &Dispatch) {
        if self.address.is_jumping() {
            return;
        }
        self.typing.replace(None);
        self.settled.set(true);
        self.from_results.set(false);
        let place = self.address.arrive();
        let route = self.address.route();
        if !self.can_show(&route) {
            let _ = gloo_utils::window().location().reload();
            return;
        }
        self.arrive_by(place.map_or(Arrival::Stay, Arrival::Return));
        dispatch.dispatch(Action::Go(route));
    }

    /// What stands in the field, to be answered as the query before.
    fn query(&self) -> Query {
        let text = self.page.field().value();
        self.address.route().query().with(text)
    }

    /// Takes what was typed: shows it at once, and puts it into the address.
    pub(crate) fn typed(self: &Rc<Self>, dispatch: &Dispatch) {
        let query = self.query();
        let route = if query.text.is_empty() && self.page.shows() == Screen::Library {
            Route::Library {
                filter: String::new(),
            }
        } else {
            Route::Search { query }
        };
        if self.settled.replace(false) {
            self.address.push(&route);
            self.arrive_by(Arrival::Enter);
        } else {
            let shell = self.clone();
            let later = route.clone();
            let settle = Timeout::new(SETTLED, move || shell.address.replace(&later));
            self.typing.replace(Some(settle));
        }
        dispatch.dispatch(Action::Typed(route));
    }

    /// Settles what was typed, as Enter does.
    pub(crate) fn settle(self: &Rc<Self>, dispatch: &Dispatch) {
        let query = self.query();
        self.typing.replace(None);
        let route = Route::Search { query };
        if self.address.route() != route {
            if matches!(self.address.route(), Route::Search { .. }) {
                self.address.replace(&route);
            } else {
                self.address.push(&route);
                self.arrive_by(Arrival::Enter);
            }
        }
        recent::add(&route.query().text);
        dispatch.dispatch(Action::Go(route));
    }

    /// Follows the page, which scrolls: marks where the reader is, and remembers it once he rests.
    pub(crate) fn scrolled(self: &Rc<Self>, dispatch: &Dispatch) {
        laying::follow();
        self.outline.follow(self.strings);
        let (shell, dispatch) = (self.clone(), dispatch.clone());
        let rest = Timeout::new(RESTED, move || shell.rested(&dispatch));
        self.scrolling.replace(Some(rest));
    }

    fn rested(&self, dispatch: &Dispatch) {
        let (Some(standing), Screen::Document(id)) = (standing::note(), self.page.shows()) else {
            return;
        };
        let window = gloo_utils::window();
        let scrolled = window.scroll_y().unwrap_or(0.0);
        if self.offered.get() {
            let height = window.inner_height().ok().and_then(|h| h.as_f64());
            if scrolled < PASSED * height.unwrap_or(0.0) {
                return;
            }
            self.offer(dispatch, None);
        }
        if scrolled > 0.0 {
            begun::remember(Begun {
                id,
                anchor: standing.anchor,
                percent: self.outline.percent(),
                name: self.outline.name(),
            });
        }
    }

    /// Offers the place where the reader was in the document that he has opened at its beginning,
    /// once for each time that he opens it.
    pub(crate) fn offer_place(&self, dispatch: &Dispatch, route: &Route) {
        if self.arrived.replace(Some(route.clone())).as_ref() == Some(route) {
            return;
        }
        let known = match route {
            Route::Document { id, query, anchor }
                if anchor.is_empty() && query.text.is_empty() && is_at_top() =>
            {
                begun::last(id).filter(|begun| (2..99).contains(&begun.percent))
            }
            _ => None,
        };
        let there = |begun: &Begun| {
            gloo_utils::document()
                .get_element_by_id(&begun.anchor)
                .is_some()
        };
        self.offer(dispatch, known.filter(there));
    }

    /// Offers a place, or no longer.
    pub(crate) fn offer(&self, dispatch: &Dispatch, begun: Option<Begun>) {
        self.offered.set(begun.is_some());
        dispatch.dispatch(Action::Begun(begun));
    }

    /// The library with its provenance, where that is here.
    pub(crate) fn provenance(&self) -> Option<Rc<Library>> {
        self.provenance.borrow().clone()
    }

    /// Marks repairs, variants and doubts, or no longer.
    pub(crate) fn show_repairs(self: &Rc<Self>, dispatch: &Dispatch, show: bool) {
        let tell = |dispatch: &Dispatch, repairs| dispatch.dispatch(Action::Repairs(repairs));
        match (show, self.reader()) {
            (true, _) if self.provenance().is_some() => tell(dispatch, Repairs::Shown),
            (true, Some(reader)) => {
                tell(dispatch, Repairs::Fetching);
                let (shell, dispatch) = (self.clone(), dispatch.clone());
                spawn_local(async move {
                    match library::with_provenance(&reader).await {
                        Ok(library) => {
                            shell.provenance.replace(Some(Rc::new(library)));
                            tell(&dispatch, Repairs::Shown);
                        }
                        Err(failure) => tell(&dispatch, Repairs::Failed(failure)),
                    }
                });
            }
            (true, None) | (false, _) => tell(dispatch, Repairs::Hidden),
        }
    }

    /// Fetches and opens the library, unless that is under way.
    pub(crate) fn load(self: &Rc<Self>, dispatch: &Dispatch, again: bool) {
        if self.loading.replace(true) || self.reader.borrow().is_some() {
            return;
        }
        let shell = self.clone();
        let dispatch = dispatch.clone();
        spawn_local(async move {
            let mut arriving = shell.arriving.take();
            let watcher = Watcher {
                shell: &shell,
                dispatch: &dispatch,
            };
            let result = library::load(again, &mut arriving, &watcher).await;
            shell.arriving.replace(arriving);
            shell.loading.set(false);
            match result {
                Ok(reader) => {
                    library::rest().await;
                    shell.page.write_ahead(reader.library());
                    library::rest().await;
                    shell.partial.take();
                    shell.reader.replace(Some(reader));
                    watcher.tell(Loading::Ready);
                }
                Err(failure) => watcher.tell(Loading::Failed(failure)),
            }
        });
    }
}

fn is_at_top() -> bool {
    gloo_utils::window().scroll_y().unwrap_or(0.0) < 1.0
}

/// Shows a library that is on its way.
struct Watcher<'a> {
    shell: &'a Shell,
    dispatch: &'a Dispatch,
}

impl Watch for Watcher<'_> {
    fn tell(&self, loading: Loading) {
        self.dispatch.dispatch(Action::Loading(loading));
    }

    fn is_wanted(&self) -> bool {
        matches!(self.shell.address.route(), Route::Search { query } if !query.text.is_empty())
    }

    fn show(&self, reader: Reader) {
        self.shell.partial.replace(Some(reader));
    }
}

impl PartialEq for Shell {
    /// There is one shell.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
