//! What the application knows, and how it changes. No Html and no browser in here.

use crate::library::status::{Failure, Loading};
use crate::navigation::route::{Route, Screen};
use crate::storage::appearance::Appearance;
use crate::storage::reading_progress::ReadingProgress;
use std::rc::Rc;
use yew::{Reducible, UseReducerDispatcher};

/// Tells the state what happened.
pub(crate) type Dispatch = UseReducerDispatcher<State>;

/// How many hits are shown at first, and how many are added at a time.
pub(crate) const PAGE: usize = 40;

/// The whole state; what is shown follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct State {
    /// What the reader looks at.
    pub(crate) route: Route,
    /// What the page holds, or will when it is written: under results, what they cover.
    pub(crate) background: Screen,
    /// How far the library is.
    pub(crate) loading: Loading,
    /// How many hits are asked for; 0 for all.
    pub(crate) shown: usize,
    /// Whether what was found while the library came is wanted in order of rank.
    pub(crate) ranked: bool,
    /// Documents whose hits are all unfolded, by id.
    pub(crate) unfolded: Vec<String>,
    /// Whether the suggestions may be open: from typing until a choice, Esc or Enter.
    pub(crate) suggesting: bool,
    /// The suggestion chosen by the arrow keys.
    pub(crate) chosen: Option<usize>,
    /// Which highlight of the document the reader is at, and how many there are.
    pub(crate) highlight: Option<(usize, usize)>,
    /// What is said of what the address names and the document lacks, until the reader has read it.
    pub(crate) anchor_missing: Option<String>,
    /// Whether the page said something else than the library, and the reader was not told.
    pub(crate) reconciled: bool,
    /// Whether the settings sheet is open.
    pub(crate) settings: bool,
    /// How the page looks.
    pub(crate) appearance: Appearance,
    /// Whether the list of keys is open.
    pub(crate) shortcuts: bool,
    /// How often the reader's marks were changed, and what was said of it last.
    pub(crate) notebook_changes: usize,
    pub(crate) notebook_message: String,
    /// The last position in this document, while it is offered.
    pub(crate) resume: Option<ReadingProgress>,
    /// Whether repairs, variants and doubts are marked.
    pub(crate) repairs: Repairs,
    /// Whether a chunk of the program is waited for.
    pub(crate) chunks: Chunks,
}

/// Whether a chunk of the program is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Chunks {
    /// None is, or all that were have come.
    Settled,
    /// One is on its way.
    Fetching,
    /// One is not coming, for this reason.
    Failed(String),
}

/// Whether repairs, variants and doubts are marked; what is known of them is fetched on demand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Repairs {
    /// They are not.
    Hidden,
    /// They will be, once the record is here.
    Fetching,
    /// They are.
    Shown,
    /// The record is not coming.
    Failed(Failure),
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Action {
    /// The address leads elsewhere.
    Go(Route),
    /// The page holds another screen, below the one that covers it.
    Below(Screen),
    /// The reader typed, and the address leads here now.
    Typed(Route),
    /// The library is further.
    Loading(Loading),
    /// More hits are wanted.
    More,
    /// What was found while the library came is wanted in order of rank.
    Rank,
    /// All hits of a document are wanted.
    Unfold {
        /// The document's id.
        id: String,
        /// Whether some of them have yet to be asked for.
        ask: bool,
    },
    /// The next or former of so many suggestions is chosen.
    Choose {
        /// Forward or back.
        forward: bool,
        /// How many there are.
        of: usize,
    },
    /// The document's terms were marked.
    Highlighted(Option<(usize, usize)>),
    /// The reader goes to a marked place.
    GoToHighlight(usize),
    /// The address names a place that the document lacks, which is said so, or the reader was told.
    AnchorMissing(Option<String>),
    /// The page was not as the library has it and was written anew, or the reader was told.
    Reconciled(bool),
    /// The suggestions close.
    CloseSuggestions,
    /// The settings sheet opens or closes.
    Settings(bool),
    /// The page is to look otherwise.
    Appearance(Appearance),
    /// The list of keys opens or closes.
    Shortcuts(bool),
    /// The reader's marks were changed, and this is to be said.
    NotebookChanged(String),
    /// The reader was in this document before, or was told.
    Resume(Option<ReadingProgress>),
    /// Repairs are shown, or hidden, or on their way.
    Repairs(Repairs),
    /// A chunk of the program is on its way, or has come, or is not coming.
    Chunks(Chunks),
    /// A chunk of the program has come that nobody waited for.
    ChunkFetched,
}

impl State {
    /// The state in which a page is adopted.
    pub(crate) fn new(route: Route, adopted: Screen) -> Self {
        Self {
            background: route.screen().unwrap_or(adopted),
            route,
            loading: Loading::Idle,
            shown: PAGE,
            ranked: false,
            unfolded: Vec::new(),
            suggesting: false,
            chosen: None,
            highlight: None,
            anchor_missing: None,
            reconciled: false,
            settings: false,
            appearance: Appearance::default(),
            shortcuts: false,
            resume: None,
            notebook_changes: 0,
            notebook_message: String::new(),
            repairs: Repairs::Hidden,
            chunks: Chunks::Settled,
        }
    }

    /// The value of `data-search`.
    pub(crate) fn progress(&self) -> &'static str {
        match self.loading {
            Loading::Idle => "none",
            Loading::Fetching { of: 1.., .. } => "partial",
            Loading::Fetching { .. } | Loading::Opening => "loading",
            Loading::Ready => "ready",
            Loading::Failed(_) => "failed",
        }
    }

    /// How much of the library has arrived, in percent.
    pub(crate) fn arrived(&self) -> usize {
        match self.loading {
            Loading::Fetching {
                received, total, ..
            } => (received * 100).checked_div(total).unwrap_or(0).min(96),
            Loading::Opening => 96,
            Loading::Idle | Loading::Ready | Loading::Failed(_) => 0,
        }
    }

    fn go(&mut self, route: Route) {
        if self.route.query() != route.query() {
            self.shown = PAGE;
            self.ranked = false;
            self.unfolded.clear();
        }
        self.chosen = None;
        if let Some(screen) = route.screen() {
            self.background = screen;
        }
        if !matches!(route, Route::Document { .. }) {
            self.highlight = None;
            self.anchor_missing = None;
        }
        self.route = route;
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::Go(route) => {
                self.suggesting = false;
                self.settings = false;
                self.shortcuts = false;
                self.resume = None;
                self.notebook_message = String::new();
                self.go(route);
            }
            Action::Typed(route) => {
                self.suggesting = !route.query().text.is_empty();
                self.go(route);
            }
            Action::Below(screen) => self.background = screen,
            Action::Loading(loading) => self.loading = loading,
            Action::More if self.shown > 0 => self.shown += PAGE,
            Action::More => {}
            Action::Rank => self.ranked = true,
            Action::Unfold { id, ask } => {
                self.unfolded.push(id);
                if ask {
                    self.shown = 0;
                }
            }
            Action::Choose { forward, of } => {
                self.suggesting = of > 0;
                self.chosen = match (self.chosen, forward) {
                    (_, _) if of == 0 => None,
                    (None, true) => Some(0),
                    (None, false) => Some(of - 1),
                    // One step past either end is the field itself.
                    (Some(n), true) => (n + 1 < of).then_some(n + 1),
                    (Some(n), false) => n.checked_sub(1),
                };
            }
            Action::CloseSuggestions => {
                self.suggesting = false;
                self.chosen = None;
            }
            Action::Highlighted(highlight) => self.highlight = highlight.filter(|(_, of)| *of > 0),
            Action::GoToHighlight(place) => {
                self.highlight = self.highlight.map(|(_, of)| (place, of))
            }
            Action::AnchorMissing(missing) => self.anchor_missing = missing,
            Action::Reconciled(reconciled) => self.reconciled = reconciled,
            Action::Settings(open) => self.settings = open,
            Action::Appearance(appearance) => self.appearance = appearance,
            Action::Shortcuts(open) => self.shortcuts = open,
            Action::NotebookChanged(message) => {
                self.notebook_changes += 1;
                self.notebook_message = message;
            }
            Action::Resume(progress) => self.resume = progress,
            Action::Repairs(repairs) => self.repairs = repairs,
            Action::Chunks(chunks) => self.chunks = chunks,
            // What asks whether it is here asks again.
            Action::ChunkFetched => {}
        }
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = Rc::unwrap_or_clone(self);
        next.apply(action);
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(actions: impl IntoIterator<Item = Action>) -> State {
        let library = Route::Library {
            filter: String::new(),
        };
        let mut state = State::new(library, Screen::Library);
        for action in actions {
            state.apply(action);
        }
        state
    }

    fn typed(query: &str) -> Action {
        Action::Typed(Route::search(query.to_owned().into()))
    }

    #[test]
    fn typing_searches_and_offers_suggestions() {
        let state = after([typed("技改")]);
        assert_eq!(state.route.query().text, "技改");
        assert!(state.suggesting);
        assert!(!after([typed("技"), typed("")]).suggesting);
    }

    #[test]
    fn another_query_begins_at_the_top() {
        let unfold = || Action::Unfold {
            id: "a".into(),
            ask: false,
        };
        let state = after([typed("技"), Action::More, unfold()]);
        assert_eq!((state.shown, state.unfolded.len()), (2 * PAGE, 1));
        let state = after([typed("技"), Action::More, unfold(), typed("技改")]);
        assert_eq!((state.shown, state.unfolded.len()), (PAGE, 0));
    }

    #[test]
    fn a_document_opened_from_results_keeps_what_was_unfolded() {
        let hit = Route::Document {
            id: "a".into(),
            query: "技".to_owned().into(),
            anchor: "c1".into(),
        };
        let back = Route::search("技".to_owned().into());
        let state = after([typed("技"), Action::More, Action::Go(hit), Action::Go(back)]);
        assert_eq!(state.shown, 2 * PAGE);
        assert!(!state.suggesting);
    }

    #[test]
    fn arrows_go_round_through_the_field() {
        let step = |forward| Action::Choose { forward, of: 2 };
        for (steps, expected) in [
            (vec![true], Some(0)),
            (vec![true, true], Some(1)),
            (vec![true, true, true], None),
            (vec![false], Some(1)),
            (vec![false, false, false], None),
        ] {
            assert_eq!(after(steps.into_iter().map(step)).chosen, expected);
        }
        let none = Action::Choose {
            forward: true,
            of: 0,
        };
        assert_eq!(after([none]).chosen, None);
    }
}
