//! Kiosk mode: the application on a public screen. One visitor after another, none of whom leaves anything.
//!
//! What is shown beside results and documents stands in `#kiosk`: the attract screen, the start, lists, what is
//! taken along, the keyboard and the foot. Reading and searching themselves are the application's.

mod answers;
mod codes;
mod finder;
mod lists;
mod options;
mod session;
mod typing;
mod view;

use crate::controller::Controller;
use crate::dom::{find, make, set};
use crate::export::print;
use crate::library::status::Loading;
use crate::library::time_slice::TimeSlice;
use crate::navigation::route::Route;
use crate::state::{Action, Dispatch, State};
use crate::storage::appearance::{Appearance, LARGE, THEME};
use celan_search::Gathering;
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo_timers::callback::Interval;
use gloo_timers::future::TimeoutFuture;
use gloo_utils::{body, document, document_element, window};
use lists::Shelf;
use options::Settings;
use session::Idle;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use typing::Typing;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// What covers the application, or that nothing does.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Cover {
    /// What draws people near.
    Attract,
    /// The ways in.
    Start,
    /// A list of what can be opened.
    List(Shelf),
    /// What is taken along of the document.
    Take,
    /// What one can get: the question of the route and its answers.
    Finder,
    /// A measure alone, by its id.
    Measure(String),
    /// Nothing: results or a document.
    None,
}

/// The page on a public screen.
struct Kiosk {
    controller: Rc<Controller>,
    dispatch: Dispatch,
    settings: RefCell<Settings>,
    cover: RefCell<Cover>,
    /// Where 返回 leads, the last place last.
    back: RefCell<Vec<(Cover, Route)>>,
    typing: RefCell<Typing>,
    idle: RefCell<Idle>,
    /// What is shown of the library, and which of the attract screen's passages.
    passage: Cell<usize>,
    /// The block of the document that was touched.
    chosen: RefCell<String>,
    /// Which of a measure's codes is shown.
    code: Cell<usize>,
    /// Which page of the answers is shown.
    page: Cell<usize>,
    /// The route of a question that was touched just now.
    asked: RefCell<Option<Route>>,
    /// The route that was followed last.
    followed: RefCell<Option<Route>>,
    appearance: Cell<Appearance>,
    ready: Cell<bool>,
    /// What listens and counts, as long as the page stands.
    _listeners: RefCell<Vec<EventListener>>,
    _clock: RefCell<Option<Interval>>,
}

thread_local! {
    static KIOSK: RefCell<Option<Rc<Kiosk>>> = const { RefCell::new(None) };
}

fn kiosk() -> Option<Rc<Kiosk>> {
    KIOSK.with_borrow(Clone::clone)
}

/// Of the page while somebody types: only the results that have room on a screen are laid out.
const FIRST_RESULTS: &str = "data-kiosk-first";
/// How long nothing is typed before all results are laid out, in milliseconds.
const PAUSE: u32 = 400;
/// How often the clock is looked at, in milliseconds.
const TICK: u32 = 250;
/// How long what is written is seen before it is searched for, in milliseconds: two frames.
const SEEN: u32 = 34;

/// Takes over the page.
pub(crate) fn start(controller: &Rc<Controller>, dispatch: &Dispatch) {
    view::add_style(None);
    let Some(host) = make("div", "kiosk") else {
        return;
    };
    host.set_inner_html(view::FRAME);
    let _ = body().append_child(&host);
    // Whoever has started again is already here.
    let is_restart = window()
        .location()
        .hash()
        .is_ok_and(|hash| hash == session::START);
    let cover = match controller.context.route() {
        Route::Library { .. } if is_restart => Cover::Start,
        Route::Library { .. } => Cover::Attract,
        _ => Cover::None,
    };
    let kiosk = Rc::new(Kiosk {
        controller: controller.clone(),
        dispatch: dispatch.clone(),
        settings: RefCell::default(),
        cover: RefCell::new(cover),
        back: RefCell::default(),
        typing: RefCell::default(),
        idle: RefCell::new(Idle::now()),
        passage: Cell::new(0),
        chosen: RefCell::default(),
        code: Cell::new(0),
        page: Cell::new(0),
        asked: RefCell::default(),
        followed: RefCell::default(),
        appearance: Cell::new(Appearance::default()),
        ready: Cell::new(controller.context.session().is_some()),
        _listeners: RefCell::default(),
        _clock: RefCell::default(),
    });
    kiosk._listeners.replace(listen());
    kiosk._clock.replace(Some(Interval::new(TICK, || {
        if let Some(kiosk) = self::kiosk() {
            kiosk.tick();
        }
    })));
    controller.page.field().set_value("");
    controller.history.dress(session::address);
    if is_restart {
        controller.history.replace(&controller.context.route());
    }
    KIOSK.set(Some(kiosk.clone()));
    kiosk.show();
    kiosk.prepare_keys();
    // Until now nothing was shown, so that nobody sees the page without its cover.
    if let Some(html) = document_element().dyn_ref::<HtmlElement>() {
        let _ = html.style().remove_property("visibility");
    }
    spawn_local(async move {
        if let Some(settings) = options::fetch().await {
            kiosk.typing.borrow_mut().set_layout(settings.nine);
            if let Some(letters) = &settings.letters {
                view::add_style(Some(letters));
            }
            if let Some(address) = &settings.address {
                set(&host, "data-address", address);
            }
            kiosk.settings.replace(settings);
            kiosk.show();
        }
    });
}

/// Follows the state, once what it renders stands in the page.
pub(crate) fn follow(state: &State) {
    let Some(kiosk) = kiosk() else { return };
    let ready = state.loading == Loading::Ready;
    let is_other = kiosk.followed.borrow().as_ref() != Some(&state.route);
    let was_ready = kiosk.ready.replace(ready);
    let looked = kiosk.appearance.replace(state.appearance);
    let appearance = state.appearance;
    if !is_other && was_ready == ready && looked == appearance {
        return;
    }
    let route = state.route.clone();
    spawn_local(async move {
        if is_other {
            kiosk.chosen.take();
            // Whoever asked has seen it already, and may have turned the page.
            let is_seen = kiosk.asked.borrow().as_ref() == Some(&route);
            if is_seen {
                kiosk.asked.take();
            } else {
                kiosk.page.set(0);
            }
            kiosk.arrive(&route);
            kiosk.followed.replace(Some(route));
            if is_seen && was_ready == ready && looked == appearance {
                return;
            }
        }
        if ready && !was_ready {
            kiosk.prepare_keys();
        }
        kiosk.show();
    });
}

/// Executes what a press asks for: a name and an argument.
pub(crate) fn execute(asked: &str) {
    if let Some(kiosk) = kiosk() {
        let (name, argument) = asked.split_once(' ').unwrap_or((asked, ""));
        kiosk.execute(name, argument);
    }
}

impl Kiosk {
    fn execute(self: &Rc<Self>, name: &str, argument: &str) {
        match name {
            "begin" => {
                self.cover.replace(Cover::Start);
            }
            "go-on" => self.idle.borrow_mut().touch(),
            "restart" => return session::end(self, true),
            "back" => return self.go_back(),
            "list" => self.enter(Cover::List(Shelf::named(argument))),
            "open" => {
                self.leave();
                let (id, anchor) = argument.split_once('#').unwrap_or((argument, ""));
                return self.go(Route::Document {
                    id: id.to_owned(),
                    query: String::new().into(),
                    anchor: anchor.to_owned(),
                });
            }
            "address" => {
                self.leave();
                let base = self.controller.history.base().clone();
                let fragment = ["#/", argument].concat();
                let route = base.parse(&self.root_path(), argument, &fragment);
                self.page.set(0);
                self.arrive(&route);
                return match finder::is_finder(&route) {
                    true => self.ask(route),
                    false => self.go(route),
                };
            }
            "measure" => {
                self.code.set(0);
                self.enter(Cover::Measure(argument.to_owned()));
            }
            "code" => self.code.set(self.code.get() + 1),
            "turn" => {
                self.page.set(argument.parse().unwrap_or(0));
                return answers::turn(self);
            }
            "search" => {
                self.leave();
                self.typing.borrow_mut().begin(argument);
                return self.search();
            }
            "take" => self.enter(Cover::Take),
            "print" if matches!(*self.cover.borrow(), Cover::Finder | Cover::Measure(_)) => {
                return finder::print(self);
            }
            "print" => {
                let (context, anchor) = (
                    self.controller.context.clone(),
                    self.chosen.borrow().clone(),
                );
                crate::chunks::MORE.call(&self.dispatch, move |_| print::print(&context, &anchor));
            }
            "large" => {
                let look = self.appearance.get().toggled(LARGE);
                return self.dispatch.dispatch(Action::Appearance(look));
            }
            "theme" => {
                let dark = window().match_media("(prefers-color-scheme: dark)");
                let dark = dark.is_ok_and(|m| m.is_some_and(|m| m.matches()));
                let other = if dark { view::PAPER } else { view::DARK };
                let look = self.appearance.get();
                let other = if look.value(THEME) == 0 { other } else { 0 };
                return self
                    .dispatch
                    .dispatch(Action::Appearance(look.with(THEME, other)));
            }
            "language" => return session::restart_in(argument),
            "more" => {
                self.dispatch.dispatch(Action::More);
            }
            _ => {
                let session = self.controller.context.session();
                let changed = self
                    .typing
                    .borrow_mut()
                    .execute(name, argument, session.as_ref());
                if changed {
                    return self.search();
                }
            }
        }
        self.show();
    }

    /// The path below which the site stands.
    fn root_path(&self) -> String {
        use crate::navigation::route::Base;
        match self.controller.history.base() {
            Base::Path(root) => root.clone(),
            Base::Fragment => String::new(),
        }
    }

    /// Shows a route in its own way.
    fn arrive(&self, route: &Route) {
        let is_finder = finder::is_finder(route);
        let cover = match &*self.cover.borrow() {
            Cover::Measure(_) if is_finder => return,
            _ if is_finder => Cover::Finder,
            cover if matches!(route, Route::Library { .. }) => cover.clone(),
            Cover::Attract => Cover::Attract,
            _ => Cover::None,
        };
        self.cover.replace(cover);
    }

    /// Remembers where 返回 leads.
    fn leave(&self) {
        let here = (self.cover.borrow().clone(), self.route());
        self.back.borrow_mut().push(here);
    }

    fn enter(&self, cover: Cover) {
        self.leave();
        self.cover.replace(cover);
        if let Some(screen) = find("#kiosk-cover") {
            screen.set_scroll_top(0);
        }
    }

    fn go_back(self: &Rc<Self>) {
        let (cover, route) = self
            .back
            .borrow_mut()
            .pop()
            .unwrap_or((Cover::Start, Route::beginning("")));
        let _ = document_element().remove_attribute(FIRST_RESULTS);
        self.cover.replace(cover);
        if self.route() == route {
            self.show();
        } else {
            self.typing.borrow_mut().begin(&route.query().text);
            self.go(route);
        }
    }

    /// Goes to a route once what writes its page is here.
    fn go(self: &Rc<Self>, route: Route) {
        self.asked.take();
        let (kiosk, to) = (self.clone(), self.dispatch.clone());
        crate::chunks::SOON.call(&self.dispatch, move |_| {
            kiosk.controller.go(&to, route);
            kiosk.show();
        });
    }

    /// Asks what one can get. It is shown at once, and the application learns of it once it is seen.
    fn ask(self: &Rc<Self>, route: Route) {
        self.asked.replace(Some(route.clone()));
        self.show();
        let kiosk = self.clone();
        spawn_local(async move {
            TimeoutFuture::new(SEEN).await;
            let is_asked = kiosk.asked.borrow().as_ref() == Some(&route);
            if is_asked && matches!(*kiosk.cover.borrow(), Cover::Finder | Cover::Measure(_)) {
                let (dispatch, to) = (kiosk.dispatch.clone(), kiosk.dispatch.clone());
                crate::chunks::SOON.call(&dispatch, move |_| kiosk.controller.go(&to, route));
            }
        });
    }

    /// The route, or the one that was asked for just now.
    fn route(&self) -> Route {
        let asked = self.asked.borrow().clone();
        asked.unwrap_or_else(|| self.controller.context.route())
    }

    /// Searches for what is written. A touch of the keyboard is answered by what it writes, and then by what is
    /// found.
    fn search(self: &Rc<Self>) {
        let is_here = self.is_searching();
        self.cover.replace(Cover::None);
        if !is_here {
            return self.go(Route::search(self.typing.borrow().query().into()));
        }
        set(&document_element(), FIRST_RESULTS, "");
        self.show();
        let kiosk = self.clone();
        let query = self.typing.borrow().query();
        spawn_local(async move {
            TimeoutFuture::new(SEEN).await;
            // Whoever has touched something else meanwhile is not led back.
            let is_asked = || kiosk.is_searching() && kiosk.typing.borrow().query() == query;
            if is_asked() {
                kiosk.go(Route::search(query.clone().into()));
            }
            TimeoutFuture::new(PAUSE).await;
            if is_asked() {
                let _ = document_element().remove_attribute(FIRST_RESULTS);
            }
        });
    }

    /// Whether results are shown.
    fn is_searching(&self) -> bool {
        *self.cover.borrow() == Cover::None && matches!(self.route(), Route::Search { .. })
    }

    /// Whether letters are large.
    fn is_large(&self) -> bool {
        self.appearance.get().value(LARGE) != 0
    }

    /// Gathers what can be typed, between touches, before the first key is.
    fn prepare_keys(self: &Rc<Self>) {
        let Some(session) = self.controller.context.session() else {
            return;
        };
        let kiosk = self.clone();
        spawn_local(async move {
            let mut slice = TimeSlice::begin();
            let mut gathering = Gathering::default();
            while !gathering.step(session.index()) {
                slice.pause().await;
            }
            kiosk.typing.borrow_mut().know(gathering);
        });
    }

    /// Whether somebody is here.
    fn is_session(&self) -> bool {
        *self.cover.borrow() != Cover::Attract
    }

    /// Looks at the clock.
    fn tick(self: &Rc<Self>) {
        if !self.is_session() {
            if self.idle.borrow().is_time_for_another() {
                self.passage.set(self.passage.get() + 1);
                self.idle.borrow_mut().touch();
                self.show();
            }
            return;
        }
        let remaining = self.idle.borrow().remaining(&self.settings.borrow());
        let was = find("[data-remaining]").is_some();
        match remaining {
            Some(0) => session::end(self, false),
            Some(seconds) if !was => self.show_ending(seconds),
            Some(seconds) => {
                if let Some(count) = find("[data-remaining]") {
                    set(&count, "data-remaining", &seconds.to_string());
                    count.set_text_content(Some(&seconds.to_string()));
                }
            }
            None if was => self.show(),
            None => {}
        }
    }

    /// A touch or a key: somebody is here.
    fn touched(&self) {
        // The countdown is ended by its own button alone, so that a sleeve does not keep a session.
        if find("[data-remaining]").is_none() {
            self.idle.borrow_mut().touch();
        }
    }

    /// The block of the document that a press is in is the one to print or take along.
    fn choose_block(self: &Rc<Self>, pressed: &Element) {
        let near = |selector| pressed.closest(selector).ok().flatten();
        if near("article.doc").is_none() || near("a, button, summary").is_some() {
            return;
        }
        let Some(block) = near("article.doc [id]") else {
            return;
        };
        let again = *self.chosen.borrow() == block.id();
        if let Ok(Some(before)) = document().query_selector("[data-chosen]") {
            let _ = before.remove_attribute("data-chosen");
        }
        self.chosen
            .replace(if again { String::new() } else { block.id() });
        if !again {
            set(&block, "data-chosen", "");
        }
        self.show();
    }
}

/// Listens before the application does.
fn listen() -> Vec<EventListener> {
    let first = EventListenerOptions {
        phase: EventListenerPhase::Capture,
        passive: false,
    };
    let on = |name: &'static str, act: fn(&Rc<Kiosk>, &Event)| {
        EventListener::new_with_options(&window(), name, first, move |event| {
            if let Some(kiosk) = kiosk() {
                act(&kiosk, event);
            }
        })
    };
    let never = |name| on(name, |_, event| event.prevent_default());
    vec![
        on("pointerdown", |kiosk, _| kiosk.touched()),
        on("wheel", |kiosk, _| kiosk.touched()),
        on("touchmove", |kiosk, _| kiosk.touched()),
        on("keydown", key),
        on("click", click),
        // Nothing leads out of the page, and nothing is left in the clipboard.
        never("contextmenu"),
        never("dragstart"),
        never("copy"),
        never("cut"),
        never("paste"),
        never("auxclick"),
    ]
}

fn key(kiosk: &Rc<Kiosk>, event: &Event) {
    kiosk.touched();
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    let key = event.key();
    if !kiosk.is_session() {
        event.prevent_default();
        event.stop_propagation();
        return kiosk.execute("begin", "");
    }
    // What the browser does with a held key leads out of the page.
    if event.ctrl_key() || event.meta_key() || event.alt_key() || is_function_key(&key) {
        event.prevent_default();
        event.stop_propagation();
        return;
    }
    if !kiosk.has_keys() {
        // Letters and signs are the application's own keys, whose dialogs nobody asked for here.
        if key.chars().count() == 1 && key != " " {
            event.prevent_default();
            event.stop_propagation();
        }
        return;
    }
    let on_button = document()
        .active_element()
        .is_some_and(|e| e.tag_name() == "BUTTON");
    let (name, argument) = match key.as_str() {
        "Backspace" => ("delete", ""),
        " " if !on_button => ("space", ""),
        "Enter" if !on_button => ("done", ""),
        key if key.chars().count() == 1 && key != " " => ("key", key),
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    kiosk.execute(name, argument);
}

fn is_function_key(key: &str) -> bool {
    let number = key.strip_prefix('F');
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

fn click(kiosk: &Rc<Kiosk>, event: &Event) {
    let Some(pressed) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else {
        return;
    };
    let near = |selector| pressed.closest(selector).ok().flatten();
    if near("#kiosk").is_some() && near("#kiosk a[href]").is_none() {
        return;
    }
    if let Some(link) = near("a[href]") {
        let link: &web_sys::HtmlAnchorElement = link.unchecked_ref();
        let is_own = link.origin() == window().location().origin().unwrap_or_default();
        if !is_own || link.has_attribute("download") || !link.target().is_empty() {
            event.prevent_default();
            event.stop_propagation();
            return;
        }
        kiosk.leave();
        return;
    }
    if near("article.doc .a").is_some() {
        // The block's menu copies: here its block is chosen.
        event.stop_propagation();
    }
    kiosk.choose_block(&pressed);
}

impl Kiosk {
    /// Whether the keyboard is shown.
    fn has_keys(&self) -> bool {
        self.is_searching() && self.typing.borrow().is_open()
    }

    /// Shows how far the visitor is.
    fn show(self: &Rc<Self>) {
        let phase = match *self.cover.borrow() {
            Cover::Attract => "attract",
            _ => "session",
        };
        let html = document_element();
        set(&html, "data-kiosk", phase);
        let route = self.route();
        let shows = match (&*self.cover.borrow(), &route) {
            (Cover::None, Route::Search { .. }) => "search",
            (Cover::None, _) => "page",
            _ => "cover",
        };
        set(&html, "data-kiosk-shows", shows);
        view::show(self);
    }

    fn show_ending(self: &Rc<Self>, seconds: u32) {
        set(&document_element(), "data-kiosk", "ending");
        view::show_ending(seconds);
    }
}
