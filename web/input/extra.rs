//! Executes the commands whose functions come in the chunk `more`, and closes what these opened.

use super::command::Extra;
use super::execute::{Origin, value};
use super::touch;
use crate::article::{annotation_layer, block_menu, citation_popover, outline, speech};
use crate::context::Context;
use crate::dom::find;
use crate::dom::focus::focus_quietly;
use crate::dom::media::is_narrow;
use crate::dom::selection;
use crate::export::dialog;
use crate::screens::compare;
use crate::state::{Action, Dispatch};
use gloo_utils::window;
use std::cell::Cell;
use web_sys::Element;

/// What may be open over the page: dialogs, the block menu and the citation popover.
const OVER: &str = ".looks, #place, #peek:not([hidden])";

thread_local! {
    /// Whether the browser is on its way forth again, since its step back has closed something.
    static RETURNS: Cell<bool> = const { Cell::new(false) };
}

/// Executes a command. Returns whether it took the place of what the browser would do.
pub(crate) fn execute(
    command: Extra,
    origin: &Origin,
    context: &Context,
    dispatch: &Dispatch,
) -> bool {
    match command {
        Extra::FilterChoices => compare::filter_choices(&value(origin), context.strings),
        Extra::Speak => {
            speech::read_on();
            dispatch.dispatch(Action::Settings(false));
        }
        Extra::ControlSpeech(method) => speech::control(&method),
        Extra::OpenBlockMenu { block, selected } => {
            block_menu::open(context, &block);
            if !selected {
                block_menu::focus();
            }
        }
        Extra::Block(action) => block_menu::perform(context, action),
        Extra::CiteBlock => return context.is_reading() && block_menu::cite(context),
        Extra::PrintBlock => return context.is_reading() && block_menu::print(context),
        Extra::OpenNote { id, block } => block_menu::open_note(context, &id, &block),
        Extra::StoreNote(id) => annotation_layer::store_note(context, &id, &value(origin)),
        Extra::RemoveAnnotation(id) => annotation_layer::remove(context, dispatch, &id),
        Extra::RestoreAnnotation(id) => {
            block_menu::close();
            annotation_layer::restore(context, dispatch, &id);
        }
        Extra::ImportAnnotations => annotation_layer::import(context, dispatch, &value(origin)),
        Extra::OpenCitation(mention) => return citation_popover::open(context, &mention),
        Extra::CloseCitation => drop(citation_popover::close()),
        Extra::ToggleExport => toggle_export(context, dispatch, origin),
        Extra::CloseExport => dialog::close(),
        Extra::ChooseExport { whole } => dialog::choose(context, whole),
        Extra::Export(action) => dialog::export(context, action),
    }
    true
}

/// Closes the citation popover, or if there is none, menu and dialog. Returns whether it was the
/// popover.
pub(crate) fn close() -> bool {
    if citation_popover::close() {
        return true;
    }
    block_menu::close();
    dialog::close();
    false
}

/// Closes what is open over the page as the browser steps through the history. On a narrow screen, where that covers
/// the page, one step back does no more. Returns whether it does not.
pub(crate) fn leave(context: &Context, dispatch: &Dispatch) -> bool {
    if RETURNS.take() {
        return true;
    }
    if context.history.is_jumping() || find(OVER).is_none() {
        return false;
    }
    close();
    dispatch.dispatch(Action::Settings(false));
    dispatch.dispatch(Action::Shortcuts(false));
    let returns = is_narrow() && context.history.is_behind();
    RETURNS.set(returns);
    if returns {
        let _ = window().history().and_then(|history| history.forward());
    }
    returns
}

/// Closes what is open over the page, but for what a press is within.
pub(crate) fn close_around(pressed: &Element) {
    let within = |selector| pressed.closest(selector).is_ok_and(|e| e.is_some());
    if !within("#take, [data-command='export open']") {
        dialog::close();
    }
    let selects = || within("article.doc") && selection::selected().is_some();
    if !(within("#place, article.doc .a, article.doc .mine") || selects() || touch::has_rested()) {
        block_menu::close();
    }
    let opens = || citation_popover::opened_by_press(pressed).is_some();
    if (!within("#peek") || within("#peek a")) && !opens() {
        citation_popover::close();
    }
}

fn toggle_export(context: &Context, dispatch: &Dispatch, origin: &Origin) {
    if dialog::is_open() {
        dialog::close();
        return;
    }
    dispatch.dispatch(Action::Settings(false));
    // Not every browser gives the focus to a button that is pressed.
    if let Some(button) = &origin.element {
        focus_quietly(button);
    }
    // What the reader points at, or else the section that they are in.
    let pointed = block_menu::pointed(false).map(|block| block.id());
    let place = pointed.or_else(outline::present).unwrap_or_default();
    block_menu::close();
    dialog::open(context, &place, &place);
}
