//! The annotations, by document: the words, a link to them, the notes.

use crate::chunks::MORE;
use crate::components::loading::loading;
use crate::components::markup;
use crate::context::Context;
use crate::library::Session;
use crate::navigation::route::{Query, Route};
use crate::navigation::url::encoded;
use crate::state::State;
use crate::storage::annotations::{Annotation, Trouble, find_again};
use crate::storage::visits;
use celan_document::{Block, Library};
use celan_locale::{fill, number};
use maud::{Markup, html};
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::Html;

/// The marks, or what stands for them until it is known where they stand.
pub(crate) fn annotations(context: &Rc<Context>, state: &State, session: Option<&Session>) -> Html {
    let (Some(session), Some(more)) = (session, MORE.here()) else {
        return loading(context, state);
    };
    markup((more.annotations)(
        context,
        &state.notebook_message,
        session.library(),
    ))
}

/// Bytes that an address may hold of a file.
const LONGEST_ADDRESS: usize = 1 << 20;

#[wasm_bindgen]
extern "C" {
    /// Of file_input.js: the address of a text as a file.
    #[wasm_bindgen(js_name = celanFile)]
    fn file(name: &str, text: &str) -> String;
}

/// So many annotations are listed; no screen is read to the end that is longer.
const LISTED: usize = 500;

/// Writes the annotations.
pub(crate) fn write(context: &Context, said: &str, library: &Library) -> Markup {
    let s = context.strings;
    let more = context.more_strings();
    let notebook = context.notebook();
    let removed = context.removed.borrow();
    let mut marks: Vec<(&Annotation, bool)> =
        notebook.marks().iter().map(|mark| (mark, true)).collect();
    marks.extend(removed.iter().map(|mark| (mark, false)));
    // By document, and within it in the order in which they were made.
    marks.sort_by(|(a, _), (b, _)| (&a.document, &a.id).cmp(&(&b.document, &b.id)));
    let trouble = notebook.trouble().map(|trouble| match trouble {
        Trouble::Unkept => more.marks_unkept,
        Trouble::Aside => more.marks_aside,
        Trouble::Newer => more.marks_newer,
    });
    let unlisted = marks.len().saturating_sub(LISTED);
    marks.truncate(LISTED);
    html! {
        section #notebook aria-label=(s.marks) {
            h1 { (s.marks) }
            @if let Some(trouble) = trouble { p.say.over role="alert" data-notice="storage" { (trouble) } }
            p role="status" { (said) }
            @if marks.is_empty() { p.dim { (more.marks_none) } }
            @for group in marks.chunk_by(|(a, _), (b, _)| a.document == b.document) {
                section.group {
                    @let mark = group[0].0;
                    h2 { @if library.document(&mark.document).is_some() {
                        a href=(way(context, mark, "")) { (mark.title) }
                    } @else { (mark.title) } }
                    ul { @for (mark, kept) in group { li.mark { (entry(context, library, mark, *kept)) } } }
                }
            }
            @if unlisted > 0 { p { (fill(more.marks_unlisted, &[("n", &number(unlisted))])) } }
            div.acts {
                @if !notebook.marks().is_empty() {
                    a.btn download="celan-marks.json" href=(address("marks", &notebook.export())) { (more.marks_export) }
                }
                @for (n, text) in notebook.aside().iter().enumerate() {
                    a.btn.quiet download="celan-marks-aside.json" href=(address(&n.to_string(), text)) { (more.marks_export_aside) }
                }
                celan-file-input #marks-file data-command="import" {
                    label.btn { (more.marks_import) input.vh type="file" accept=".json,application/json"; }
                }
            }
        }
    }
}

/// The address of a file of this name: what it holds, or if that is too much for an address, a handle.
fn address(name: &str, text: &str) -> String {
    if text.len() > LONGEST_ADDRESS {
        file(name, text)
    } else {
        ["data:application/json;charset=utf-8,", &encoded(text)].concat()
    }
}

fn entry(context: &Context, library: &Library, mark: &Annotation, kept: bool) -> Markup {
    let s = context.strings;
    let more = context.more_strings();
    if !kept {
        return html! {
            p { (more.mark_removed) " " button.btn type="button" data-command={ "restore " (mark.id) } { (more.mark_restore) } }
        };
    }
    let place = find(library, mark);
    let known = library.document(&mark.document).is_some();
    let name = if mark.place.is_empty() {
        &mark.title
    } else {
        &mark.place
    };
    html! {
        // Of a whole block the beginning is kept.
        blockquote { (mark.words) @if mark.range.is_none() && !mark.after.is_empty() { "…" } }
        p {
            @if known { a href=(way(context, mark, place.as_deref().unwrap_or_default())) { (name) } }
            @else { (name) }
            " " time.n { (visits::day(mark.changed)) }
        }
        @if !known { p.dim { (more.mark_no_document) } }
        @else if place.is_none() { p.dim { (more.mark_lost) } }
        label { span.vh { (s.note) }
            textarea rows="2" data-command={ "note " (mark.id) } placeholder=(s.note) { (mark.note) }
        }
        button.btn.quiet type="button" data-command={ "remove " (mark.id) } { (more.mark_remove) }
    }
}

/// The address of a place of a mark's document.
fn way(context: &Context, mark: &Annotation, anchor: &str) -> String {
    context.address(&Route::Document {
        id: mark.document.clone(),
        query: Query::default(),
        anchor: anchor.to_owned(),
    })
}

/// The anchor of the block where the mark's words stand now.
fn find(library: &Library, mark: &Annotation) -> Option<String> {
    let document = library.document(&mark.document)?;
    let holds = |block: &Block| find_again(&ink(block), mark).is_some();
    // Mostly it is where it was.
    if document.block(&mark.anchor).is_some_and(holds) {
        return Some(mark.anchor.clone());
    }
    let mut found = None;
    document.walk(&mut |block| {
        if found.is_none() && holds(block) {
            found = Some(block.anchor.clone());
        }
    });
    found
}

/// The text of a block without white space, in the order in which a page has it.
fn ink(block: &Block) -> String {
    let mut all = String::new();
    for (_, text) in block.texts() {
        all.extend(text.chars().filter(|c| !c.is_whitespace()));
    }
    all
}
