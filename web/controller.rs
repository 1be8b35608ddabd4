//! Connects state, page and library: goes from one route to another, loads the library, follows the
//! page as it scrolls.

use crate::article::outline::{self, Outline};
use crate::chunks::SOON;
use crate::context::Context;
use crate::dom::site::is_one_file;
use crate::dom::{lazy_layout, scroll_anchor};
use crate::library::download::{Download, Watch};
use crate::library::status::{Failure, Loading};
use crate::library::time_slice;
use crate::library::{Session, download};
use crate::navigation;
use crate::navigation::history::{History, ScrollPosition};
use crate::navigation::list_filter;
use crate::navigation::route::{Query, Route, Scope, Screen};
use crate::page::Page;
use crate::state::{Action, Dispatch};
use crate::storage::reading_progress;
use crate::storage::reading_progress::ReadingProgress;
use crate::storage::{locale, recent_queries, search_scope};
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Pause in typing after which the query is written into the address, in milliseconds.
const COMMIT_DELAY: u32 = 200;

/// The anchor of the search field.
const FIELD: &str = "q";

/// Pause in scrolling after which the position is remembered, in milliseconds.
const SCROLL_END_DELAY: u32 = 400;

/// Screens scrolled after which the last position is no longer offered.
const SCREENS_PASSED: f64 = 3.0;

/// Where the page scrolls to, once the route is shown.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ScrollTarget {
    /// Nothing moves.
    Stay,
    /// At the beginning, or at the place that the route names.
    Enter,
    /// Where the reader left it.
    Return(ScrollPosition),
}

/// Connects state, page and library.
pub(crate) struct Controller {
    pub(crate) context: Rc<Context>,
    pub(crate) outline: Outline,
    download: RefCell<Download>,
    target: RefCell<ScrollTarget>,
    /// Whether the next letter typed makes a new entry of the history.
    query_committed: Cell<bool>,
    commit_timer: RefCell<Option<Timeout>>,
    scroll_timer: RefCell<Option<Timeout>>,
    /// Whether the last position is being offered, so that it must not be forgotten yet.
    resume_offered: Cell<bool>,
    /// The route that was arrived at last.
    last_route: RefCell<Option<Route>>,
    /// The screen in which all matches were highlighted last, by the number of its writing.
    pub(crate) highlighted: Cell<Option<usize>>,
    loading: Cell<bool>,
    /// Whether the address still is that of the page that came, and not yet that of the document which is written
    /// in its place: until then its links lead where they should.
    brings: Cell<bool>,
    /// Whether the entry before the present one is that of the results it was opened from.
    from_results: Cell<bool>,
}

impl Controller {
    /// Adopts the page; `None` if it is not one of Celan's.
    pub(crate) fn adopt() -> Option<Rc<Self>> {
        let base = navigation::base();
        let page = Page::adopt()?;
        let history = History::adopt(base);
        let mut route = history.read();
        // Before the program is here, a document's dock leads to its field. The search goes on there, and the way back
        // leads to the text.
        let mut in_field = false;
        if let Route::Document { anchor, .. } = &mut route
            && anchor == FIELD
        {
            anchor.clear();
            history.replace(&route);
            route = Route::search(page.field().value().into());
            history.push(&route);
            in_field = true;
        }
        let known = history
            .place()
            .filter(|_| matches!(route, Route::Search { .. }));
        // The page that is there may be another one, in one file or where pages are not kept.
        let other = matches!(route.screen(), Some(Screen::Document(_))) && !page.has(&route);
        let target = match known {
            _ if other || in_field => ScrollTarget::Enter,
            known => known.map_or(ScrollTarget::Stay, ScrollTarget::Return),
        };
        Some(Rc::new(Self {
            context: Rc::new(Context::new(page, history, locale::chosen().strings())),
            outline: Outline::default(),
            download: RefCell::default(),
            target: RefCell::new(target),
            query_committed: Cell::new(true),
            commit_timer: RefCell::default(),
            scroll_timer: RefCell::default(),
            resume_offered: Cell::new(false),
            last_route: RefCell::default(),
            highlighted: Cell::default(),
            loading: Cell::new(false),
            brings: Cell::new(other),
            from_results: Cell::new(false),
        }))
    }

    /// The page shows `route` now: the address says so, where it did not yet.
    pub(crate) fn settle_address(&self, route: &Route) {
        if self.brings.take() {
            self.history.replace(route);
        }
    }

    /// Where the reader arrives now; asked once for each change of route.
    pub(crate) fn take_scroll_target(&self) -> ScrollTarget {
        self.target.replace(ScrollTarget::Stay)
    }

    /// Whether the reader goes to what they have not seen yet.
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

    /// Goes to a route, as a link does.
    pub(crate) fn go(&self, dispatch: &Dispatch, route: Route) {
        let query = self.query();
        // The way back leads to what was typed, also where the address had not yet followed.
        if self.commit_timer.replace(None).is_some() && !query.text.is_empty() {
            let scope = self.scope();
            self.history.replace(&Route::Search { query, scope });
        }
        self.query_committed.set(true);
        let from = self.route();
        if let Route::Search { scope, .. } = &route
            && matches!(self.background(), Screen::Document(_))
        {
            search_scope::remember(scope);
        }
        self.from_results.set(matches!(from, Route::Search { .. }));
        self.history.push(&route);
        let filtered = match (&from, &route) {
            (Route::Library { .. }, Route::Library { .. }) => true,
            (Route::View(from), Route::View(to)) => from.is_same(to),
            _ => false,
        };
        // Filtering must not scroll.
        self.set_scroll_target(if filtered {
            ScrollTarget::Stay
        } else {
            ScrollTarget::Enter
        });
        dispatch.dispatch(Action::Go(route));
    }

    /// Narrows the list of documents by what is typed into its own field.
    pub(crate) fn list_filter_typed(&self, dispatch: &Dispatch, text: &str) {
        if let Route::Library { filter } = self.route() {
            let route = Route::Library {
                filter: list_filter::with_typed(&filter, text),
            };
            self.history.replace(&route);
            dispatch.dispatch(Action::Go(route));
        }
    }

    /// Goes back to the results that the reader came from, or to those of this query.
    pub(crate) fn back_to_results(&self, dispatch: &Dispatch) {
        if self.from_results.get() {
            let _ = gloo_utils::window()
                .history()
                .and_then(|history| history.back());
        } else {
            self.go(dispatch, Route::search(self.route().query().clone()));
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
        let route = self.history.read_after(&self.route());
        // Links of what is there lead where they should at its own address: no other screen is waited for at its own.
        let writes = SOON.here().is_some() || is_one_file();
        if !self.can_show(&route) || !(writes || self.page.has(&route)) {
            let _ = gloo_utils::window().location().reload();
            return;
        }
        if let Some(place) = &place
            && route.screen().is_none()
        {
            self.put_below(dispatch, &place.document);
        }
        self.set_scroll_target(place.map_or(ScrollTarget::Stay, ScrollTarget::Return));
        dispatch.dispatch(Action::Go(route));
    }

    /// Puts what the page held when the reader left a screen that covers it below that screen again, where it holds
    /// something else since. What another version stored may name no document.
    fn put_below(&self, dispatch: &Dispatch, document: &str) {
        let below = Route::beginning(document);
        if !self.page.has(&below)
            && let Some(session) = self.session()
            && let library = session.library()
            && (document.is_empty() || library.document(document).is_some())
        {
            self.page.show(&below, Some(library), self.strings);
            dispatch.dispatch(Action::Below(self.page.holds()));
        }
    }

    /// Where is searched from here: where it is now, or over a document, where it was last.
    pub(crate) fn scope(&self) -> Scope {
        match (self.route(), self.background()) {
            (Route::Search { scope, .. }, _) => scope,
            (Route::Document { .. }, Screen::Document(id)) => {
                search_scope::last(id, self.outline.part())
            }
            _ => Scope::default(),
        }
    }

    /// What stands in the field, to be answered as the query before.
    fn query(&self) -> Query {
        let text = self.page.field().value();
        self.route().query().with(text)
    }

    /// Takes what was typed: shows it at once, and puts it into the history.
    pub(crate) fn query_typed(self: &Rc<Self>, dispatch: &Dispatch) {
        let query = self.query();
        let route = if query.text.is_empty() && self.background() == Screen::Library {
            Route::beginning("")
        } else {
            let scope = self.scope();
            Route::Search { query, scope }
        };
        // Who has gone to the field and typed nothing yet goes back from what they find to where they were.
        let nothing = matches!(self.route(), Route::Search { query, .. } if query.text.is_empty());
        if self.query_committed.replace(false) && !nothing {
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

    /// Searches for what was typed before the program came.
    pub(crate) fn query_found(self: &Rc<Self>, dispatch: &Dispatch) {
        let field = self.page.field();
        let typed = field.value();
        let is_default = field.get_attribute("value").unwrap_or_default() == typed;
        if !is_default && self.route().query().text != typed {
            self.query_typed(dispatch);
        }
    }

    /// Settles what was typed, as Enter does.
    pub(crate) fn commit_query(self: &Rc<Self>, dispatch: &Dispatch) {
        let query = self.query();
        self.commit_timer.replace(None);
        let scope = self.scope();
        let route = Route::Search { query, scope };
        if matches!(self.route(), Route::Search { .. }) {
            self.history.replace(&route);
        } else {
            self.history.push(&route);
            self.set_scroll_target(ScrollTarget::Enter);
        }
        recent_queries::add(&route.query().text);
        dispatch.dispatch(Action::Go(route));
    }

    /// Follows the page, which scrolls: marks where the reader is, and remembers it once the page rests.
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
        let (Some(anchor), Screen::Document(id)) = (scroll_anchor::remember(), self.background())
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
                name: outline::name(),
            });
        }
    }

    /// Offers the last position in a document that is opened at its beginning, once each time it is
    /// opened.
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

    /// Fetches and opens the library, or what is missing of it, unless that is under way.
    pub(crate) fn load(self: &Rc<Self>, dispatch: &Dispatch, again: bool) {
        if self.context.extracts().is_some() || self.loading.replace(true) {
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
            let result = controller.receive(again, &mut download, &watcher).await;
            controller.download.replace(download);
            controller.loading.set(false);
            if let Err(failure) = result {
                // A library that is not the one that the page names is none.
                if matches!(failure, Failure::Other(_) | Failure::Damaged(_)) {
                    controller.context.session.take();
                }
                watcher.tell(Loading::Failed(failure));
            }
        });
    }

    /// Receives what is searched, and what lies behind it.
    async fn receive(
        &self,
        again: bool,
        download: &mut Download,
        watcher: &Watcher<'_>,
    ) -> Result<(), Failure> {
        if self.session().is_none() {
            let session = download::load(again, download, watcher).await?;
            time_slice::rest().await;
            self.context.partial.take();
            self.context.session.replace(Some(session));
        }
        watcher.tell(Loading::Ready);
        let extracts = download::rest::<Watcher<'_>>(again, download).await?;
        let session = self
            .session()
            .map(|session| session.with_extracts(&extracts));
        self.context.session.replace(session.clone());
        self.context.extracts.replace(Some(Rc::new(extracts)));
        if let Some(session) = session {
            time_slice::rest().await;
            self.page.set_tokenizer(&session);
            self.page.write_ahead(session.library());
            time_slice::rest().await;
        }
        watcher.dispatch.dispatch(Action::ChunkFetched);
        Ok(())
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
        matches!(self.controller.route(), Route::Search { query, .. } if !query.text.is_empty())
    }

    fn show(&self, session: Session) {
        self.controller.context.partial.replace(Some(session));
    }
}

impl Deref for Controller {
    type Target = Context;

    fn deref(&self) -> &Context {
        &self.context
    }
}

impl PartialEq for Controller {
    /// There is one controller.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
