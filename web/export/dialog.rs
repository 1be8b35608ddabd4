//! The export dialog: a document or a block copied with its attribution, as a file, printed, shared.

use super::{Clipboard, Form, address, cite, clipboard, excerpt, link, print, public};
use crate::context::Context;
use crate::dom::focus::focus_quietly;
use crate::dom::media::hovers;
use crate::dom::{find, set};
use celan_export::{Excerpt, Export, QrCode};
use celan_locale::{MoreStrings, fill};
use gloo_utils::{body, document, window};
use js_sys::{Reflect, Uint8Array};
use maud::{Markup, html};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use web_sys::Element;

thread_local! {
    /// What had the focus when the sheet opened.
    static OPENER: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// A way of taking what was chosen along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExportAction {
    /// Copied as a citation.
    Cite(Form),
    /// Saved as a file.
    Save(FileKind),
    /// Printed.
    Print,
    /// Handed to what the device shares by.
    Share,
    /// Its address copied.
    Link,
}

/// What kind of file is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A Word document.
    Word,
}

/// A button of the dialog: its action, the action's name in `data-command`, its words.
type Button = (ExportAction, &'static str, fn(&MoreStrings) -> &'static str);
/// A group of buttons and its heading.
type Group = (fn(&MoreStrings) -> &'static str, [Button; 3]);
const GROUPS: [Group; 3] = [
    (
        |more| more.take_words,
        [
            (ExportAction::Cite(Form::Text), "cite", |more| more.as_text),
            (ExportAction::Cite(Form::Markdown), "cite-md", |more| {
                more.as_markdown
            }),
            (ExportAction::Cite(Form::Reference), "reference", |more| {
                more.as_reference
            }),
        ],
    ),
    (
        |more| more.as_file,
        [
            (ExportAction::Save(FileKind::Text), "txt", |more| {
                more.as_plain_file
            }),
            (ExportAction::Save(FileKind::Markdown), "md", |more| {
                more.as_markdown_file
            }),
            (ExportAction::Save(FileKind::Word), "docx", |more| {
                more.as_word_file
            }),
        ],
    ),
    (
        |more| more.send_on,
        [
            (ExportAction::Print, "print", |more| more.on_paper),
            (ExportAction::Share, "share", |more| more.share),
            (ExportAction::Link, "link", |more| more.copy_link),
        ],
    ),
];

impl ExportAction {
    /// The action of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let mut buttons = GROUPS.iter().flat_map(|(_, buttons)| buttons);
        let known = buttons.find(|(_, known, _)| *known == name);
        known.map(|(action, _, _)| *action)
    }
}

/// Whether the dialog is open.
pub(crate) fn is_open() -> bool {
    dialog().is_some()
}

/// Chooses the whole, or the block for which the dialog opened.
pub(crate) fn choose(context: &Context, whole: bool) {
    if let Some(dialog) = dialog() {
        let anchor = if whole {
            String::new()
        } else {
            dialog.get_attribute("data-place").unwrap_or_default()
        };
        set(&dialog, "data-anchor", &anchor);
        show_code(context, &dialog, &anchor);
    }
}

/// Opens the sheet; `place` is what can be chosen beside the whole, and `chosen` what is.
pub(crate) fn open(context: &Context, place: &str, chosen: &str) {
    close();
    let s = context.strings;
    let Ok(dialog) = document().create_element("div") else {
        return;
    };
    OPENER.replace(document().active_element());
    dialog.set_id("take");
    dialog.set_class_name("looks");
    for (name, value) in [
        ("role", "dialog"),
        ("tabindex", "-1"),
        ("aria-label", s.take),
        ("data-place", place),
        ("data-anchor", chosen),
    ] {
        set(&dialog, name, value);
    }
    let session = context.document();
    let excerpt = session.as_ref().and_then(|r| excerpt(r, context, place));
    let block = excerpt.as_ref().filter(|p| !p.is_whole());
    dialog.set_inner_html(&content(context, block, chosen).into_string());
    show_code(context, &dialog, chosen);
    if body().append_child(&dialog).is_ok() {
        focus_quietly(&dialog);
    }
}

/// Closes the sheet and gives the focus back.
pub(crate) fn close() {
    if let Some(dialog) = dialog() {
        dialog.remove();
        if let Some(opener) = OPENER.take() {
            focus_quietly(&opener);
        }
    }
}

fn dialog() -> Option<Element> {
    find("#take")
}

fn content(context: &Context, block: Option<&Excerpt>, chosen: &str) -> Markup {
    let (s, more) = (context.strings, context.more_strings());
    html! {
        div.top {
            b { (s.take) }
            button.btn.quiet type="button" data-command="export close" { (s.close) }
        }
        @if let Some(excerpt) = block {
            @let name = if excerpt.place.is_empty() { more.acts } else { &excerpt.place };
            fieldset.set {
                legend { (more.what_to_take) }
                div {
                    label {
                        input #take-whole type="radio" name="part" checked[chosen.is_empty()]
                            data-command="export whole";
                        span { (s.whole) }
                    }
                    label {
                        input #take-place type="radio" name="part" checked[!chosen.is_empty()]
                            data-command="export block";
                        span { (name) }
                    }
                }
            }
        }
        @for (name, buttons) in &GROUPS {
            div role="group" aria-label=(name(more)) {
                p.h { (name(more)) }
                div.acts {
                    @for (action, name, words) in buttons {
                        @if *action != ExportAction::Share || shares() {
                            button.btn type="button" data-command={ "export " (name) } { (words(more)) }
                        }
                    }
                }
            }
        }
        celan-clipboard {}
        @if !hovers() { p.n { (more.rest_hint) } }
        div.code {}
    }
}

/// Whether the device has a sheet to share by.
fn shares() -> bool {
    let navigator = Reflect::get(&window(), &JsValue::from_str("navigator"));
    navigator.is_ok_and(|n| Reflect::has(&n, &JsValue::from_str("share")).unwrap_or(false))
}

/// Draws the address of what is chosen, and writes it beside the drawing.
fn show_code(context: &Context, dialog: &Element, anchor: &str) {
    let more = context.more_strings();
    let Ok(Some(host)) = dialog.query_selector(".code") else {
        return;
    };
    let address = address(context, anchor);
    let code = QrCode::new(public(&address)).filter(|_| !public(&address).is_empty());
    let words = match &code {
        Some(_) => more.qr_code,
        None if public(&address).is_empty() => more.qr_of_file,
        None => more.qr_too_long,
    };
    let drawing = html! {
        @if let Some(code) = &code {
            @let box_ = ["0 0", &code.width().to_string(), &code.width().to_string()].join(" ");
            svg role="img" viewBox=(box_) aria-label=(more.qr_code) { path d=(code.path()) {} }
        }
        p { (words) span { (address) } }
    };
    host.set_inner_html(&drawing.into_string());
}

/// Does what was chosen with what was chosen.
pub(crate) fn export(context: &Context, action: ExportAction) {
    let Some((dialog, clipboard)) =
        dialog().and_then(|dialog| Some((dialog.clone(), clipboard(&dialog)?)))
    else {
        return;
    };
    let s = context.strings;
    let more = context.more_strings();
    let anchor = dialog.get_attribute("data-anchor").unwrap_or_default();
    match action {
        ExportAction::Cite(form) => cite(context, &anchor, form, None, &clipboard),
        ExportAction::Save(kind) => save(context, &anchor, kind, &clipboard),
        ExportAction::Print => print::print(context, &anchor),
        ExportAction::Share => {
            let title = document().title();
            let address = address(context, &anchor);
            clipboard.share(&title, &address, s.copied, more.copy_by_hand);
        }
        ExportAction::Link => link(context, &anchor, &clipboard),
    }
}

/// Gives the reader a file of this kind.
fn save(context: &Context, anchor: &str, kind: FileKind, clipboard: &Clipboard) {
    let s = context.strings;
    let more = context.more_strings();
    let Some(session) = context.document() else {
        clipboard.say(s.loading);
        return;
    };
    let Some(excerpt) = excerpt(&session, context, anchor) else {
        return;
    };
    let address = address(context, anchor);
    let export = Export::new(&excerpt, session.library(), public(&address), s);
    let (extension, mime, content) = match kind {
        FileKind::Text => ("txt", "text/plain", export.text().into()),
        FileKind::Markdown => ("md", "text/markdown", export.markdown().into()),
        FileKind::Word => (
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            JsValue::from(Uint8Array::from(export.word().as_slice())),
        ),
    };
    let name = [&export.name(), ".", extension].concat();
    clipboard.save(&name, mime, &content, &fill(more.saved, &[("name", &name)]));
}
