//! The sheet of what can be taken: copied with its source, as a file, on paper, sent on.

use super::{Clipboard, Form, address, cite, clipboard, link, part, print, public};
use crate::article::block_menu;
use crate::controller::{Controller, Dispatch};
use crate::dom::focus::focus_quietly;
use crate::dom::{find, set};
use crate::navigation::route::Route;
use crate::state::Action;
use celan_page::strings::{Strings, fill};
use celan_take::{Export, Part, QrCode};
use gloo_utils::{body, document, window};
use js_sys::{Reflect, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::Element;

thread_local! {
    /// What had the focus when the sheet opened.
    static OPENER: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// Groups of the sheet, each with the names of its acts and their words.
type Group = (
    fn(&Strings) -> &'static str,
    &'static [(&'static str, fn(&Strings) -> &'static str)],
);
const GROUPS: [Group; 3] = [
    (
        |s| s.take_words,
        &[
            ("cite", |s| s.as_text),
            ("cite-md", |s| s.as_markdown),
            ("reference", |s| s.as_reference),
        ],
    ),
    (
        |s| s.as_file,
        &[
            ("txt", |s| s.as_plain_file),
            ("md", |s| s.as_markdown_file),
            ("docx", |s| s.as_word_file),
        ],
    ),
    (
        |s| s.send_on,
        &[
            ("print", |s| s.on_paper),
            ("share", |s| s.share),
            ("link", |s| s.copy_link),
        ],
    ),
];

/// Takes a click: on what opens the sheet, in it, or elsewhere. Returns whether it was for the sheet.
pub(crate) fn click(controller: &Rc<Controller>, dispatch: &Dispatch, clicked: &Element) -> bool {
    let near = |selector| clicked.closest(selector).ok().flatten();
    let act = near("[data-take]").and_then(|e| e.get_attribute("data-take"));
    match act.as_deref() {
        Some("open") if dialog().is_some() => close(),
        Some("open") => {
            dispatch.dispatch(Action::Settings(false));
            // Not every browser gives the focus to a button that is pressed.
            focus_quietly(clicked);
            let route = match controller.history.route() {
                Route::Document { anchor, .. } => anchor,
                _ => String::new(),
            };
            let pointed = block_menu::pointed(false).map(|block| block.id());
            block_menu::close();
            open(controller, &pointed.unwrap_or(route), "");
        }
        Some("close") => close(),
        Some(act) => {
            if let Some(dialog) = dialog() {
                take(controller, act, &dialog);
            }
        }
        // Labels and fields of the sheet are the browser's.
        None => {
            if near("#take").is_none() {
                close();
            }
            return false;
        }
    }
    true
}

/// Takes the whole or the place, as the reader chose.
pub(crate) fn choose(controller: &Controller, field: &str) {
    if let Some(dialog) = dialog() {
        let place = match field {
            "take-whole" => String::new(),
            _ => dialog.get_attribute("data-place").unwrap_or_default(),
        };
        set(&dialog, "data-anchor", &place);
        show_code(controller, &dialog, &place);
    }
}

/// Opens the sheet; `place` is what can be chosen beside the whole, and `chosen` what is.
pub(crate) fn open(controller: &Controller, place: &str, chosen: &str) {
    close();
    let s = controller.strings;
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
    let session = controller.document();
    let part = session.as_ref().and_then(|r| part(r, controller, place));
    dialog.set_inner_html(&html(s, part.as_ref().filter(|p| !p.is_whole()), chosen));
    show_code(controller, &dialog, chosen);
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

fn html(s: &Strings, place: Option<&Part>, chosen: &str) -> String {
    let mut out = String::new();
    if let Some(part) = place {
        let name = if part.place.is_empty() {
            s.acts
        } else {
            &part.place
        };
        push(
            &mut out,
            &[
                "<fieldset class=\"set\"><legend>",
                s.what_to_take,
                "</legend><div>",
            ],
        );
        for (id, name, checked) in [
            ("take-whole", s.whole, chosen.is_empty()),
            ("take-place", name, !chosen.is_empty()),
        ] {
            let checked = if checked { "\" checked>" } else { "\">" };
            push(
                &mut out,
                &[
                    "<label><input type=\"radio\" name=\"part\" id=\"",
                    id,
                    checked,
                    "<span>",
                ],
            );
            escape(&mut out, name);
            push(&mut out, &["</span></label>"]);
        }
        push(&mut out, &["</div></fieldset>"]);
    }
    for (name, acts) in GROUPS {
        let name = name(s);
        push(
            &mut out,
            &[
                "<div role=\"group\" aria-label=\"",
                name,
                "\"><p class=\"h\">",
                name,
                "</p><div class=\"acts\">",
            ],
        );
        for (act, words) in acts.iter().filter(|(act, _)| *act != "share" || shares()) {
            push(
                &mut out,
                &[
                    "<button class=\"btn\" type=\"button\" data-take=\"",
                    act,
                    "\">",
                    words(s),
                    "</button>",
                ],
            );
        }
        push(&mut out, &["</div></div>"]);
    }
    push(
        &mut out,
        &[
            "<celan-clipboard></celan-clipboard><div class=\"code\"></div>",
            "<button class=\"btn quiet\" type=\"button\" data-take=\"close\">",
            s.close,
            "</button>",
        ],
    );
    out
}

/// Whether the device has a sheet to share by.
fn shares() -> bool {
    let navigator = Reflect::get(&window(), &JsValue::from_str("navigator"));
    navigator.is_ok_and(|n| Reflect::has(&n, &JsValue::from_str("share")).unwrap_or(false))
}

/// Draws the address of what is chosen, and writes it beside the drawing.
fn show_code(controller: &Controller, dialog: &Element, anchor: &str) {
    let s = controller.strings;
    let Ok(Some(host)) = dialog.query_selector(".code") else {
        return;
    };
    let address = address(controller, anchor);
    let code = QrCode::new(public(&address)).filter(|_| !public(&address).is_empty());
    let mut out = String::new();
    if let Some(code) = &code {
        let width = code.width().to_string();
        push(
            &mut out,
            &[
                "<svg role=\"img\" viewBox=\"0 0 ",
                &width,
                " ",
                &width,
                "\" aria-label=\"",
                s.qr_code,
                "\"><path d=\"",
                &code.path(),
                "\"/></svg>",
            ],
        );
    }
    let words = match &code {
        Some(_) => s.qr_code,
        None if public(&address).is_empty() => s.qr_of_file,
        None => s.qr_too_long,
    };
    push(&mut out, &["<p>", words, "<span>"]);
    escape(&mut out, &address);
    push(&mut out, &["</span></p>"]);
    host.set_inner_html(&out);
}

/// Does what was chosen.
fn take(controller: &Controller, act: &str, dialog: &Element) {
    let s = controller.strings;
    let anchor = dialog.get_attribute("data-anchor").unwrap_or_default();
    let Some(clipboard) = clipboard(dialog) else {
        return;
    };
    match act {
        "cite" => cite(controller, &anchor, Form::Text, None, &clipboard),
        "cite-md" => cite(controller, &anchor, Form::Markdown, None, &clipboard),
        "reference" => cite(controller, &anchor, Form::Reference, None, &clipboard),
        "link" => link(controller, &anchor, &clipboard),
        "print" => print::print(controller, &anchor),
        "share" => {
            let title = document().title();
            clipboard.share(
                &title,
                &address(controller, &anchor),
                s.copied,
                s.copy_by_hand,
            );
        }
        kind => save(controller, &anchor, kind, &clipboard),
    }
}

/// Gives the reader a file of this kind.
fn save(controller: &Controller, anchor: &str, kind: &str, clipboard: &Clipboard) {
    let s = controller.strings;
    let Some(session) = controller.document() else {
        clipboard.say(s.loading);
        return;
    };
    let Some(part) = part(&session, controller, anchor) else {
        return;
    };
    let address = address(controller, anchor);
    let export = Export::new(&part, session.library(), public(&address), s);
    let (mime, content) = match kind {
        "txt" => ("text/plain", export.text().into()),
        "md" => ("text/markdown", export.markdown().into()),
        _ => (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            JsValue::from(Uint8Array::from(export.word().as_slice())),
        ),
    };
    let name = [&export.name(), ".", kind].concat();
    clipboard.save(&name, mime, &content, &fill(s.saved, &[("name", &name)]));
}

fn push(out: &mut String, pieces: &[&str]) {
    pieces.iter().for_each(|piece| out.push_str(piece));
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}
