//! What is done with what was found: comparing, taking it elsewhere, marking it, and how the page looks.

use crate::article::{annotation_layer, citation_popover, provenance};
use crate::components::{appearance_dialog, shortcuts};
use crate::context::Context;
use crate::dom::lazy_layout;
use crate::export::print;
use crate::input::{Extra, Origin, extra};
use crate::library::Session;
use crate::navigation::route::Compared;
use crate::screens::{annotations, compare};
use crate::state::{Dispatch, State};
use celan_document::Library;
use maud::Markup;
use std::rc::Rc;
use web_sys::{Element, Event};
use yew::Html;

/// The functions of the chunk [`MORE`](super::MORE).
pub(crate) struct More {
    /// Writes two documents side by side.
    pub(crate) compare: fn(&Context, &Compared, &Session) -> Markup,
    /// Writes the reader's annotations.
    pub(crate) annotations: fn(&Context, &str, &Library) -> Markup,
    /// The appearance dialog, if it is open.
    pub(crate) appearance_dialog: fn(&Context, &State) -> Html,
    /// The list of keys, if it is open.
    pub(crate) shortcuts: fn(&Context, &State) -> Html,
    /// Executes a command. Returns whether it took the place of what the browser would do.
    pub(crate) execute: fn(Extra, &Origin, &Context, &Dispatch) -> bool,
    /// Closes what is open over the page; returns whether that was the citation popover.
    pub(crate) close: fn() -> bool,
    /// Closes what is open over the page as the browser steps through the history; returns whether that is all.
    pub(crate) leave: fn(&Context, &Dispatch) -> bool,
    /// Closes what is open over the page, but for what a press is within.
    pub(crate) close_around: fn(&Element),
    /// Follows the pointer over a citation.
    pub(crate) over_citation: fn(&Rc<Context>, &Event),
    /// Puts citations into the reach of keys.
    pub(crate) reach_citations: fn(),
    /// Draws the reader's annotations into the document.
    pub(crate) show_annotations: fn(&Context),
    /// Readies the page for paper, and puts it back.
    pub(crate) before_print: fn(&Context),
    pub(crate) after_print: fn(),
    /// Marks repairs, variants and doubts, or no longer.
    pub(crate) show_repairs: fn(&Rc<Context>, &Dispatch, bool),
    /// Makes a change after which the document is to be laid out again: what is in sight first.
    pub(crate) lay_out_around: fn(&dyn Fn()),
}

pub(super) static MORE: More = More {
    compare: compare::write,
    annotations: annotations::write,
    appearance_dialog: appearance_dialog::appearance_dialog,
    shortcuts: shortcuts::shortcuts,
    execute: extra::execute,
    close: extra::close,
    leave: extra::leave,
    close_around: extra::close_around,
    over_citation: citation_popover::over,
    reach_citations: citation_popover::reach,
    show_annotations: annotation_layer::show,
    before_print: print::before,
    after_print: print::after,
    show_repairs: provenance::show_repairs,
    lay_out_around: lazy_layout::around,
};
