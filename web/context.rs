//! What every room may ask: the page, the history, the open library, the notebook, and what the
//! reader looks at.

use crate::dom::site::is_one_file;
use crate::library::Session;
use crate::navigation::history::History;
use crate::navigation::route::{Route, Screen};
use crate::page::Page;
use crate::state::State;
use crate::storage::annotations::{Annotation, Notebook};
use celan_document::Library;
use celan_locale::{MoreStrings, Strings};
use std::cell::{RefCell, RefMut};
use std::rc::Rc;

/// What every room may ask.
pub(crate) struct Context {
    pub(crate) page: Page,
    pub(crate) history: History,
    pub(crate) strings: &'static Strings,
    /// The reader's annotations, and those removed since the page was opened.
    notebook: Rc<RefCell<Option<Notebook>>>,
    pub(crate) removed: RefCell<Vec<Annotation>>,
    /// The annotation whose first note is being written; it is kept once there is one.
    pub(crate) unwritten: RefCell<Option<Annotation>>,
    /// The open library.
    pub(super) session: RefCell<Option<Session>>,
    /// What was read out of its texts; here once the library is whole, and the one that the page names.
    pub(super) extracts: RefCell<Option<Rc<Vec<u8>>>>,
    /// What can be searched while the library is on its way.
    pub(super) partial: RefCell<Option<Session>>,
    /// The library with its provenance, once that was asked for.
    pub(crate) provenance: RefCell<Option<Rc<Library>>>,
    /// The route and background of the state that is rendered.
    shown: RefCell<(Route, Screen)>,
}

impl Context {
    pub(super) fn new(page: Page, history: History, strings: &'static Strings) -> Self {
        let shown = RefCell::new((history.read(), page.holds()));
        Self {
            page,
            history,
            strings,
            notebook: Rc::default(),
            removed: RefCell::default(),
            unwritten: RefCell::default(),
            session: RefCell::default(),
            extracts: RefCell::default(),
            partial: RefCell::default(),
            provenance: RefCell::default(),
            shown,
        }
    }

    /// What the reader looks at.
    pub(crate) fn route(&self) -> Route {
        self.shown.borrow().0.clone()
    }

    /// What the page holds: under results, what they cover.
    pub(crate) fn background(&self) -> Screen {
        self.shown.borrow().1.clone()
    }

    /// Takes over what the state says, as it is rendered.
    pub(super) fn follow(&self, state: &State) {
        self.shown
            .replace((state.route.clone(), state.background.clone()));
    }

    /// The reader's annotations, as this device keeps them.
    pub(crate) fn notebook(&self) -> RefMut<'_, Notebook> {
        RefMut::map(self.notebook.borrow_mut(), |notebook| {
            notebook.get_or_insert_with(Notebook::remembered)
        })
    }

    /// Where the annotations are, for whoever reads them at leisure.
    pub(crate) fn notebook_place(&self) -> Rc<RefCell<Option<Notebook>>> {
        self.notebook.clone()
    }

    /// The strings that come with the chunk `more`.
    pub(crate) fn more_strings(&self) -> &'static MoreStrings {
        self.page.language.more_strings()
    }

    /// Reads the notebook anew when it is next asked for.
    pub(crate) fn forget_notebook(&self) {
        self.notebook.take();
        self.removed.take();
        self.unwritten.take();
    }

    /// The address of a route.
    pub(crate) fn address(&self, route: &Route) -> String {
        self.history.base().address(route)
    }

    /// The open library.
    pub(crate) fn session(&self) -> Option<Session> {
        self.session.borrow().clone()
    }

    /// What was read out of the library's texts, once all of it is here.
    pub(crate) fn extracts(&self) -> Option<Rc<Vec<u8>>> {
        self.extracts.borrow().clone()
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

    /// What can read the document in the page; `None` if it is covered, or its text
    /// is not here.
    pub(crate) fn document(&self) -> Option<Session> {
        self.readable(&self.route())
    }

    /// Whether a document is in sight, as far as is known.
    pub(crate) fn is_reading(&self) -> bool {
        let is_known = |id: &str| {
            let session = self.session.borrow();
            let library = session.as_ref().map(Session::library);
            library.is_none_or(|library| library.document(id).is_some())
        };
        matches!(self.route(), Route::Document { id, .. } if is_known(&id))
    }

    /// Whether the application can show this route itself; if not, the browser opens its page. An address that is no
    /// route may be one of the site's other pages, such as that of a document's source.
    pub(crate) fn can_show(&self, route: &Route) -> bool {
        match route {
            Route::Unknown => is_one_file(),
            _ => self.page.has(route) || self.readable(route).is_some(),
        }
    }

    /// The library with its provenance, if it is here.
    pub(crate) fn provenance(&self) -> Option<Rc<Library>> {
        self.provenance.borrow().clone()
    }
}
