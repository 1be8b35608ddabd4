//! The annotations in the article: made from what the reader points at, drawn where their words are.

use crate::article::outline;
use crate::context::Context;
use crate::dom::all;
use crate::dom::selection;
use crate::dom::text_ranges::{Wrap, texts, unwrap, wrap};
use crate::dom::{find, set};
use crate::library::time_slice::TimeSlice;
use crate::navigation::route::Screen;
use crate::state::Action;
use crate::state::Dispatch;
use crate::storage::annotations::{Annotation, Notebook, find_again};
use celan_export::Excerpt;
use celan_locale::{fill, number};
use gloo_utils::{document, window};
use std::cell::Cell;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Node, Text};

/// Characters that are kept of a block that is marked as a whole.
const QUOTED: usize = 60;
/// Characters that are kept around what is highlighted.
const AROUND: usize = 12;

/// The annotation of what the reader points at: the selection in a block, or the block.
/// Returns whether it was there already.
pub(crate) fn pointed(context: &Context, anchor: &str) -> Option<(Annotation, bool)> {
    let Screen::Document(id) = context.background() else {
        return None;
    };
    let block = document().get_element_by_id(anchor)?;
    let texts = texts(&block);
    let ink = ink(&texts);
    let range = selected(&texts, ink.len());
    let notebook = context.notebook();
    let same =
        |mark: &&Annotation| mark.document == id && mark.anchor == anchor && mark.range == range;
    if let Some(mark) = notebook.marks().iter().find(same) {
        return Some((mark.clone(), true));
    }
    let (start, end) = range.unwrap_or((0, ink.len().min(QUOTED)));
    let part = |from: usize, to: usize| ink[from..to].iter().collect::<String>();
    let changed = js_sys::Date::now() as u64;
    // Two devices may mark in the same millisecond, but not the same place.
    let name = [
        &changed.to_string(),
        "-",
        &id,
        "-",
        anchor,
        "-",
        &start.to_string(),
    ]
    .concat();
    let mark = Annotation {
        changed,
        id: name,
        title: find("article.doc h1")
            .and_then(|title| title.text_content())
            .unwrap_or_default(),
        document: id,
        anchor: anchor.to_owned(),
        place: place(context, anchor).unwrap_or_else(outline::name),
        range,
        before: part(start.saturating_sub(AROUND), start),
        words: part(start, end),
        after: part(end, ink.len().min(end + AROUND)),
        note: String::new(),
        rest: Vec::new(),
    };
    Some((mark, false))
}

/// How the document names a place.
pub(crate) fn place(context: &Context, anchor: &str) -> Option<String> {
    let session = context.document()?;
    let Screen::Document(id) = context.background() else {
        return None;
    };
    let document = session.library().document(&id)?;
    let excerpt = Excerpt::at(document, anchor, context.strings)?;
    (!excerpt.place.is_empty()).then_some(excerpt.place)
}

/// Takes the marks of a file, and says what came of it.
pub(crate) fn import(context: &Context, dispatch: &Dispatch, text: &str) {
    let more = context.more_strings();
    let taken = context.notebook().import(text);
    let said = match taken {
        None => more.marks_foreign.to_owned(),
        Some(taken) => {
            let [new, changed, known, refused] =
                [taken.new, taken.changed, taken.known, taken.refused].map(number);
            fill(
                more.marks_taken,
                &[
                    ("new", &new),
                    ("changed", &changed),
                    ("known", &known),
                    ("refused", &refused),
                ],
            )
        }
    };
    dispatch.dispatch(Action::NotebookChanged(said));
}

/// Removes an annotation; it can be restored for as long as the page is open.
pub(crate) fn remove(context: &Context, dispatch: &Dispatch, id: &str) {
    let removed = context.notebook().remove(id);
    context.removed.borrow_mut().extend(removed);
    dispatch.dispatch(Action::NotebookChanged(String::new()));
}

/// Restores a removed annotation.
pub(crate) fn restore(context: &Context, dispatch: &Dispatch, id: &str) {
    let mut removed = context.removed.borrow_mut();
    if let Some(at) = removed.iter().position(|mark| mark.id == id) {
        context.notebook().put(removed.remove(at));
    }
    dispatch.dispatch(Action::NotebookChanged(String::new()));
}

/// Stores the note of an annotation, if it has changed.
pub(crate) fn store_note(context: &Context, id: &str, note: &str) {
    let known = context.notebook().get(id);
    let unwritten = || context.unwritten.borrow().clone();
    let annotation = known.or_else(|| unwritten().filter(|new| new.id == id));
    if let Some(annotation) = annotation.filter(|known| known.note != note) {
        keep(
            context,
            Annotation {
                changed: js_sys::Date::now() as u64,
                note: note.to_owned(),
                ..annotation
            },
        );
    }
}

/// Keeps the annotation whose first note is being written, also without one.
pub(crate) fn keep_unwritten(context: &Context) {
    let unwritten = context.unwritten.take();
    if let Some(annotation) = unwritten {
        keep(context, annotation);
    }
}

fn keep(context: &Context, annotation: Annotation) {
    context.unwritten.take();
    context.notebook().put(annotation);
    show(context);
}

thread_local! {
    /// How often marks were drawn: what is being drawn stops where this goes on.
    static DRAWN: Cell<u32> = const { Cell::new(0) };
}

/// Draws the marks of the document in the page, and the notes beside them: in slices, since there may be very
/// many.
pub(crate) fn show(context: &Context) {
    clear();
    let turn = DRAWN.get() + 1;
    DRAWN.set(turn);
    let Screen::Document(id) = context.background() else {
        return;
    };
    let notebook = context.notebook_place();
    spawn_local(async move {
        if notebook.borrow().is_none() {
            let read = Notebook::remembered_in_slices().await;
            notebook.borrow_mut().get_or_insert(read);
        }
        let own = |mark: &&Annotation| mark.document == id;
        let marks: Vec<Annotation> = match &*notebook.borrow() {
            Some(notebook) if DRAWN.get() == turn => {
                notebook.marks().iter().filter(own).cloned().collect()
            }
            _ => return,
        };
        let mut slice = TimeSlice::begin();
        let mut blocks = None;
        for mark in marks {
            let own = document().get_element_by_id(&mark.anchor);
            if !own.is_some_and(|block| draw(&block, &mark)) {
                // The library has changed: the words may stand elsewhere.
                let blocks =
                    blocks.get_or_insert_with(|| all(&document_element(), "article.doc [id]"));
                for block in blocks.iter() {
                    slice.pause().await;
                    if DRAWN.get() != turn || draw(block, &mark) {
                        break;
                    }
                }
            }
            slice.pause().await;
            if DRAWN.get() != turn {
                return;
            }
        }
    });
}

/// Removes what was drawn.
fn clear() {
    for note in all(&document_element(), "article.doc .note.own") {
        note.remove();
    }
    unwrap(&document_element(), "article.doc .mine");
    for block in all(&document_element(), "article.doc [data-kept]") {
        let _ = block.remove_attribute("data-kept");
    }
}

fn draw(block: &Element, mark: &Annotation) -> bool {
    let ink: String = ink(&texts(block)).into_iter().collect();
    let Some(found) = find_again(&ink, mark) else {
        return false;
    };
    if mark.range.is_some() {
        let how = Wrap {
            tag: "span",
            class: "mine",
            name: "data-mark",
            value: &mark.id,
        };
        wrap(block, block, &[found], &how);
    } else {
        set(block, "data-kept", &mark.id);
    }
    if !mark.note.trim().is_empty()
        && let Ok(note) = document().create_element("span")
    {
        note.set_class_name("note own");
        note.set_text_content(Some(&mark.note));
        let _ = block.append_child(&note);
    }
    true
}

/// What is selected of these texts, in characters that are no white space.
fn selected(texts: &[Text], length: usize) -> Option<(usize, usize)> {
    selection::selected()?;
    let selection = window().get_selection().ok()??;
    let range = selection.get_range_at(0).ok()?;
    let at = |node: Result<Node, _>, offset: Result<u32, _>| -> Option<usize> {
        let (node, offset) = (node.ok()?, offset.ok()?);
        let mut before = 0;
        for text in texts {
            let data = text.data();
            let mut units = 0;
            let inside = *AsRef::<Node>::as_ref(text) == node;
            for c in data.chars() {
                if inside && units >= offset as usize {
                    return Some(before);
                }
                units += c.len_utf16();
                before += usize::from(!c.is_whitespace());
            }
            if inside {
                return Some(before);
            }
        }
        None
    };
    let start = at(range.start_container(), range.start_offset())?;
    let end = at(range.end_container(), range.end_offset()).unwrap_or(length);
    (start < end).then_some((start, end))
}

fn ink(texts: &[Text]) -> Vec<char> {
    let all: String = texts.iter().map(|text| text.data()).collect();
    all.chars().filter(|c| !c.is_whitespace()).collect()
}

fn document_element() -> Element {
    gloo_utils::document_element()
}
