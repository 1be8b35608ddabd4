//! What the application holds beside its state: the page, the history, the open library; and how
//! it goes from one address to another.

use crate::article::outline::Outline;
use crate::chunks::{MORE, PAGES};
use crate::dom::{lazy_layout, scroll_anchor};
use crate::library::download::{Download, Watch};
use crate::library::status::{Failure, Loading};
use crate::library::time_slice;
use crate::library::{Session, download};
use crate::navigation;
use crate::navigation::history::{History, ScrollPosition};
use crate::navigation::route::{Query, Route};
use crate::page::library_list;
use crate::page::{Page, Screen};
use crate::state::{Action, Repairs, State};
use crate::storage::annotations::{Annotation, Notebook};
use crate::storage::reading_progress;
use crate::storage::reading_progress::ReadingProgress;
use crate::storage::{locale, recent_queries};
use celan_document::Library;
use celan_page::strings::Strings;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell, RefMut};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::UseReducerDispatcher;

/// How long a pause in typing settles the history, in milliseconds.
const COMMIT_DELAY: u32 = 200;

/// How long the page rests before it is known where the reader is, in milliseconds.
const SCROLL_END_DELAY: u32 = 400;

/// Screens that are read before the place of the last time is given up.
const SCREENS_PASSED: f64 = 3.0;

/// Where the reader arrives, once the route is shown.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ScrollTarget {
    /// Where he is: nothing moves.
    Stay,
    /// At the beginning, or at the place that the route names.
    Enter,
    /// Where he left it.
    Return(ScrollPosition),
}

/// The application's hands.
pub(crate) struct Controller {
    pub(crate) page: Page,
    pub(crate) history: History,
    pub(crate) outline: Outline,
    pub(crate) strings: &'static Strings,
    session: RefCell<Option<Session>>,
    /// What can be searched while the library is on its way.
    partial: RefCell<Option<Session>>,
    download: RefCell<Download>,
    target: RefCell<ScrollTarget>,
    /// Whether the next letter typed makes a new entry of the history.
    query_committed: Cell<bool>,
    commit_timer: RefCell<Option<Timeout>>,
    scroll_timer: RefCell<Option<Timeout>>,
    /// Whether the reader is offered the place where he was, so that it must not be forgotten yet.
    resume_offered: Cell<bool>,
    /// The route that was arrived at last.
    last_route: RefCell<Option<Route>>,
    /// The reader's marks, and those that he removed since the page was opened.
    notebook: RefCell<Option<Notebook>>,
    pub(crate) removed: RefCell<Vec<Annotation>>,
    loading: Cell<bool>,
    /// The library with its provenance, once that was asked for.
    provenance: RefCell<Option<Rc<Library>>>,
    /// Whether the entry before the present one is that of the results it was opened from.
    from_results: Cell<bool>,
}

/// Tells the state what happened.
pub(crate) type Dispatch = UseReducerDispatcher<State>;

impl Controller {
    /// Adopts the page; `None` where it is not one of Celan's.
    pub(crate) fn adopt() -> Option<Rc<Self>> {
        let base = navigation::base();
        let page = Page::adopt()?;
        let history = History::adopt(base);
        let route = history.route();
        let known = history
            .place()
            .filter(|_| matches!(route, Route::Search { .. }));
        // The page that stands there may be another one, in one file or where pages are not kept.
        let other = matches!(route, Route::Document { .. }) && !page.has(&route);
        if other {
            history.replace(&route);
        }
        let target = match known {
            _ if other => ScrollTarget::Enter,
            known => known.map_or(ScrollTarget::Stay, ScrollTarget::Return),
        };
        Some(Rc::new(Self {
            page,
            history,
            outline: Outline::default(),
            strings: locale::chosen().strings(),
            session: RefCell::default(),
            partial: RefCell::default(),
            download: RefCell::default(),
            target: RefCell::new(target),
            query_committed: Cell::new(true),
            commit_timer: RefCell::default(),
            scroll_timer: RefCell::default(),
            resume_offered: Cell::new(false),
            last_route: RefCell::default(),
            notebook: RefCell::default(),
            removed: RefCell::default(),
            loading: Cell::new(false),
            provenance: RefCell::default(),
            from_results: Cell::new(false),
        }))
    }

    /// The reader's annotations, as this device keeps them.
    pub(crate) fn notebook(&self) -> RefMut<'_, Notebook> {
        RefMut::map(self.notebook.borrow_mut(), |notebook| {
            notebook.get_or_insert_with(Notebook::remembered)
        })
    }

    /// The open library.
    pub(crate) fn session(&self) -> Option<Session> {
        self.session.borrow().clone()
    }

    /// What can be searched: the open library, or what is here of it.
    pub(crate) fn searchable(&self) -> Option<Session> {
        self.session().or_else(|| self.partial.borrow().clone())
    }

    /// What can show a route: the open library, or what is here of it if that has the document.
    pub(crate) fn readable(&self, route: &Route) -> Option<Session> {
        self.searchable().filter(|session| {
            self.session.borrow().is_some()
                || matches!(route, Route::Document { id, .. } if session.can_read(id))
        })
    }

    /// What can read the document that stands in the page; `None` where it is covered, or its text
    /// is not here.
    pub(crate) fn document(&self) -> Option<Session> {
        self.readable(&self.history.route())
    }

    /// Whether a document is in sight, as far as is known.
    pub(crate) fn is_reading(&self) -> bool {
        let is_known = |id: &str| {
            let session = self.session.borrow();
            let library = session.as_ref().map(Session::library);
            library.is_none_or(|library| library.document(id).is_some())
        };
        matches!(self.history.route(), Route::Document { id, .. } if is_known(&id))
    }

    /// Where the reader arrives now; asked once for each change of route.
    pub(crate) fn take_scroll_target(&self) -> ScrollTarget {
        self.target.replace(ScrollTarget::Stay)
    }

    /// Whether the reader goes to what he has not yet seen.
    pub(crate) fn is_entering(&self) -> bool {
        *self.target.borrow() == ScrollTarget::Enter
    }

    /// Whether nothing moves, and the field may hold more than the history.
    pub(crate) fn is_typing(&self) -> bool {
        *self.target.borrow() == ScrollTarget::Stay
            && gloo_utils::document().active_element().as_ref() == Some(self.page.field().as_ref())
    }

    /// Sets where the reader arrives when the present route is shown.
    pub(crate) fn set_scroll_target(&self, target: ScrollTarget) {
        self.target.replace(target);
    }

    /// Whether the application can show this route itself; if not, the browser opens its page.
    pub(crate) fn can_show(&self, route: &Route) -> bool {
        self.page.has(route) || self.readable(route).is_some()
    }

    /// Goes to a route, as a link does.
    pub(crate) fn go(&self, dispatch: &Dispatch, route: Route) {
        let query = self.query();
        // The way back leads to what was typed, also where the address had not yet followed.
        if self.commit_timer.replace(None).is_some() && !query.text.is_empty() {
            self.history.replace(&Route::Search { query });
        }
        self.query_committed.set(true);
        let from = self.history.route();
        self.from_results.set(matches!(from, Route::Search { .. }));
        self.history.push(&route);
        let filtered = matches!(
            (&from, &route),
            (Route::Library { .. }, Route::Library { .. })
        );
        // Whoever narrows the list stays at the link that does it.
        self.set_scroll_target(if filtered {
            ScrollTarget::Stay
        } else {
            ScrollTarget::Enter
        });
        dispatch.dispatch(Action::Go(route));
    }

    /// Narrows the list of documents by what is typed into its own field.
    pub(crate) fn list_filter_typed(&self, dispatch: &Dispatch, text: &str) {
        if let Route::Library { filter } = self.history.route() {
            let route = Route::Library {
                filter: library_list::with_typed(&filter, text),
            };
            self.history.replace(&route);
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
    pub(crate) fn on_popstate(&self, dispatch: &Dispatch) {
        if self.history.is_jumping() {
            return;
        }
        self.commit_timer.replace(None);
        self.query_committed.set(true);
        self.from_results.set(false);
        let place = self.history.arrive();
        let route = self.history.route();
        if !self.can_show(&route) {
            let _ = gloo_utils::window().location().reload();
            return;
        }
        self.set_scroll_target(place.map_or(ScrollTarget::Stay, ScrollTarget::Return));
        dispatch.dispatch(Action::Go(route));
    }

    /// What stands in the field, to be answered as the query before.
    fn query(&self) -> Query {
        let text = self.page.field().value();
        self.history.route().query().with(text)
    }

    /// Takes what was typed: shows it at once, and puts it into the history.
    pub(crate) fn query_typed(self: &Rc<Self>, dispatch: &Dispatch) {
        let query = self.query();
        let route = if query.text.is_empty() && self.page.shows() == Screen::Library {
            Route::Library {
                filter: String::new(),
            }
        } else {
            Route::Search { query }
        };
        if self.query_committed.replace(false) {
            self.history.push(&route);
            self.set_scroll_target(ScrollTarget::Enter);
        } else {
            let controller = self.clone();
            let later = route.clone();
            let settle = Timeout::new(COMMIT_DELAY, move || controller.history.replace(&later));
            self.commit_timer.replace(Some(settle));
        }
        dispatch.dispatch(Action::Typed(route));
    }

    /// Settles what was typed, as Enter does.
    pub(crate) fn commit_query(self: &Rc<Self>, dispatch: &Dispatch) {
        let query = self.query();
        self.commit_timer.replace(None);
        let route = Route::Search { query };
        if self.history.route() != route {
            if matches!(self.history.route(), Route::Search { .. }) {
                self.history.replace(&route);
            } else {
                self.history.push(&route);
                self.set_scroll_target(ScrollTarget::Enter);
            }
        }
        recent_queries::add(&route.query().text);
        dispatch.dispatch(Action::Go(route));
    }

    /// Follows the page, which scrolls: marks where the reader is, and remembers it once he rests.
    pub(crate) fn on_scroll(self: &Rc<Self>, dispatch: &Dispatch) {
        lazy_layout::on_scroll();
        self.outline.on_scroll(self.strings);
        let (controller, dispatch) = (self.clone(), dispatch.clone());
        let rest = Timeout::new(SCROLL_END_DELAY, move || {
            controller.on_scroll_end(&dispatch)
        });
        self.scroll_timer.replace(Some(rest));
    }

    fn on_scroll_end(&self, dispatch: &Dispatch) {
        let (Some(anchor), Screen::Document(id)) = (scroll_anchor::remember(), self.page.shows())
        else {
            return;
        };
        let window = gloo_utils::window();
        let scrolled = window.scroll_y().unwrap_or(0.0);
        if self.resume_offered.get() {
            let height = window.inner_height().ok().and_then(|h| h.as_f64());
            if scrolled < SCREENS_PASSED * height.unwrap_or(0.0) {
                return;
            }
            self.offer_resume(dispatch, None);
        }
        if scrolled > 0.0 {
            reading_progress::remember(ReadingProgress {
                id,
                anchor: anchor.anchor,
                percent: self.outline.percent(),
                name: self.outline.name(),
            });
        }
    }

    /// Offers the place where the reader was in the document that he has opened at its beginning,
    /// once for each time that he opens it.
    pub(crate) fn offer_last_position(&self, dispatch: &Dispatch, route: &Route) {
        if self.last_route.replace(Some(route.clone())).as_ref() == Some(route) {
            return;
        }
        let known = match route {
            Route::Document { id, query, anchor }
                if anchor.is_empty() && query.text.is_empty() && is_at_top() =>
            {
                reading_progress::last(id).filter(|progress| (2..99).contains(&progress.percent))
            }
            _ => None,
        };
        let there = |progress: &ReadingProgress| {
            gloo_utils::document()
                .get_element_by_id(&progress.anchor)
                .is_some()
        };
        self.offer_resume(dispatch, known.filter(there));
    }

    /// Offers a place, or no longer.
    pub(crate) fn offer_resume(&self, dispatch: &Dispatch, progress: Option<ReadingProgress>) {
        self.resume_offered.set(progress.is_some());
        dispatch.dispatch(Action::Resume(progress));
    }

    /// The library with its provenance, where that is here.
    pub(crate) fn provenance(&self) -> Option<Rc<Library>> {
        self.provenance.borrow().clone()
    }

    /// Marks repairs, variants and doubts, or no longer.
    pub(crate) fn show_repairs(self: &Rc<Self>, dispatch: &Dispatch, show: bool) {
        let tell = |dispatch: &Dispatch, repairs| dispatch.dispatch(Action::Repairs(repairs));
        match (show, self.session()) {
            (true, _) if self.provenance().is_some() => tell(dispatch, Repairs::Shown),
            (true, Some(session)) => {
                tell(dispatch, Repairs::Fetching);
                let (controller, dispatch) = (self.clone(), dispatch.clone());
                spawn_local(async move {
                    match with_provenance(&session).await {
                        Ok(library) => {
                            controller.provenance.replace(Some(Rc::new(library)));
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
        if self.loading.replace(true) || self.session.borrow().is_some() {
            return;
        }
        let controller = self.clone();
        let dispatch = dispatch.clone();
        spawn_local(async move {
            let mut download = controller.download.take();
            let watcher = Watcher {
                controller: &controller,
                dispatch: &dispatch,
            };
            let result = download::load(again, &mut download, &watcher).await;
            controller.download.replace(download);
            controller.loading.set(false);
            match result {
                Ok(session) => {
                    time_slice::rest().await;
                    controller.page.write_ahead(session.library());
                    time_slice::rest().await;
                    controller.partial.take();
                    controller.session.replace(Some(session));
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
    controller: &'a Controller,
    dispatch: &'a Dispatch,
}

impl Watch for Watcher<'_> {
    fn tell(&self, loading: Loading) {
        self.dispatch.dispatch(Action::Loading(loading));
    }

    fn is_wanted(&self) -> bool {
        matches!(self.controller.history.route(), Route::Search { query } if !query.text.is_empty())
    }

    fn show(&self, session: Session) {
        self.controller.partial.replace(Some(session));
    }
}

impl PartialEq for Controller {
    /// There is one shell.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The library with its provenance, and what it takes to write it: all three come when they are asked for.
async fn with_provenance(session: &Session) -> Result<Library, Failure> {
    let more = MORE.fetch().await.map_err(Failure::Network)?;
    PAGES.fetch().await.map_err(Failure::Network)?;
    download::with_provenance(session, more.open_provenance).await
}
