//! The sheet of what can be taken: copied with its source, as a file, on paper, sent on.

use super::{Carry, Form, address, carry, cite, link, paper, part, public};
use crate::address::focus_quietly;
use crate::page::{find, set};
use crate::place;
use crate::route::Route;
use crate::shell::{Dispatch, Shell};
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
pub(crate) fn click(shell: &Rc<Shell>, dispatch: &Dispatch, clicked: &Element) -> bool {
    let near = |selector| clicked.closest(selector).ok().flatten();
    let act = near("[data-take]").and_then(|e| e.get_attribute("data-take"));
    match act.as_deref() {
        Some("open") if sheet().is_some() => close(),
        Some("open") => {
            dispatch.dispatch(Action::Settings(false));
            // Not every browser gives the focus to a button that is pressed.
            focus_quietly(clicked);
            let route = match shell.address.route() {
                Route::Document { anchor, .. } => anchor,
                _ => String::new(),
            };
            let pointed = place::pointed(false).map(|block| block.id());
            place::close();
            open(shell, &pointed.unwrap_or(route), "");
        }
        Some("close") => close(),
        Some(act) => {
            if let Some(sheet) = sheet() {
                take(shell, act, &sheet);
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
pub(crate) fn choose(shell: &Shell, field: &str) {
    if let Some(sheet) = sheet() {
        let place = match field {
            "take-whole" => String::new(),
            _ => sheet.get_attribute("data-place").unwrap_or_default(),
        };
        set(&sheet, "data-anchor", &place);
        show_code(shell, &sheet, &place);
    }
}

/// Opens the sheet; `place` is what can be chosen beside the whole, and `chosen` what is.
pub(crate) fn open(shell: &Shell, place: &str, chosen: &str) {
    close();
    let s = shell.strings;
    let Ok(sheet) = document().create_element("div") else {
        return;
    };
    OPENER.replace(document().active_element());
    sheet.set_id("take");
    sheet.set_class_name("looks");
    for (name, value) in [
        ("role", "dialog"),
        ("tabindex", "-1"),
        ("aria-label", s.take),
        ("data-place", place),
        ("data-anchor", chosen),
    ] {
        set(&sheet, name, value);
    }
    let reader = shell.document();
    let part = reader.as_ref().and_then(|r| part(r, shell, place));
    sheet.set_inner_html(&html(s, part.as_ref().filter(|p| !p.is_whole()), chosen));
    show_code(shell, &sheet, chosen);
    if body().append_child(&sheet).is_ok() {
        focus_quietly(&sheet);
    }
}

/// Closes the sheet and gives the focus back.
pub(crate) fn close() {
    if let Some(sheet) = sheet() {
        sheet.remove();
        if let Some(opener) = OPENER.take() {
            focus_quietly(&opener);
        }
    }
}

fn sheet() -> Option<Element> {
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
            "<celan-carry></celan-carry><div class=\"code\"></div>",
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
fn show_code(shell: &Shell, sheet: &Element, anchor: &str) {
    let s = shell.strings;
    let Ok(Some(host)) = sheet.query_selector(".code") else {
        return;
    };
    let address = address(shell, anchor);
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
fn take(shell: &Shell, act: &str, sheet: &Element) {
    let s = shell.strings;
    let anchor = sheet.get_attribute("data-anchor").unwrap_or_default();
    let Some(carry) = carry(sheet) else { return };
    match act {
        "cite" => cite(shell, &anchor, Form::Text, None, &carry),
        "cite-md" => cite(shell, &anchor, Form::Markdown, None, &carry),
        "reference" => cite(shell, &anchor, Form::Reference, None, &carry),
        "link" => link(shell, &anchor, &carry),
        "print" => paper::print(shell, &anchor),
        "share" => {
            let title = document().title();
            carry.share(&title, &address(shell, &anchor), s.copied, s.copy_by_hand);
        }
        kind => save(shell, &anchor, kind, &carry),
    }
}

/// Gives the reader a file of this kind.
fn save(shell: &Shell, anchor: &str, kind: &str, carry: &Carry) {
    let s = shell.strings;
    let Some(reader) = shell.document() else {
        carry.say(s.loading);
        return;
    };
    let Some(part) = part(&reader, shell, anchor) else {
        return;
    };
    let address = address(shell, anchor);
    let export = Export::new(&part, reader.library(), public(&address), s);
    let (mime, content) = match kind {
        "txt" => ("text/plain", export.text().into()),
        "md" => ("text/markdown", export.markdown().into()),
        _ => (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            JsValue::from(Uint8Array::from(export.word().as_slice())),
        ),
    };
    let name = [&export.name(), ".", kind].concat();
    carry.save(&name, mime, &content, &fill(s.saved, &[("name", &name)]));
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
