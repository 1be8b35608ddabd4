//! The menu of a block: opened by its number in the margin, by a selection or by a resting finger.

use crate::article::annotation_layer;
use crate::article::speech;
use crate::context::Context;
use crate::dom::focus::focus_quietly;
use crate::dom::selection;
use crate::dom::{find, set};
use crate::export;
use crate::export::{Form, dialog, print};
use crate::navigation::route::Route;
use crate::storage::annotations::{Annotation, Trouble};
use celan_locale::{MoreStrings, Strings};
use gloo_utils::{document, document_element};
use maud::html;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What can be done with a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockAction {
    /// Copied with its attribution.
    Cite,
    /// Bookmarked, or if words are selected, these highlighted; or that is taken back.
    Annotate,
    /// Given a note.
    Note,
    /// Read aloud, with all that follows.
    Speak,
    /// Its address copied.
    Link,
    /// Printed.
    Print,
    /// Exported in other ways.
    Export,
    /// Its note stored.
    Save,
}

impl BlockAction {
    /// By name in `data-command`.
    pub(crate) const NAMES: [(&str, Self); 8] = [
        ("cite", Self::Cite),
        ("annotate", Self::Annotate),
        ("note", Self::Note),
        ("speak", Self::Speak),
        ("link", Self::Link),
        ("print", Self::Print),
        ("export", Self::Export),
        ("save", Self::Save),
    ];

    /// The action of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let known = Self::NAMES.iter().find(|(known, _)| *known == name);
        known.map(|(_, action)| *action)
    }

    /// What the menu's button says; `None` if the menu has none.
    fn words(self, s: &Strings, more: &MoreStrings) -> Option<&'static str> {
        Some(match self {
            Self::Cite => s.cite,
            Self::Annotate => more.mark_set,
            Self::Note => s.note,
            Self::Speak => s.aloud,
            Self::Link => more.copy_link,
            Self::Print => more.print_place,
            Self::Export => s.take,
            Self::Save => return None,
        })
    }
}

/// The blocks that have a place of their own.
const BLOCKS: &str = "article.doc [id]";

/// Does something with the block whose menu is open.
pub(crate) fn perform(context: &Context, action: BlockAction) {
    let Some((menu, clipboard)) =
        menu().and_then(|menu| Some((menu.clone(), export::clipboard(&menu)?)))
    else {
        return;
    };
    let anchor = anchor_of(&menu);
    match action {
        BlockAction::Cite => {
            let selected = selection::selected();
            export::cite(context, &anchor, Form::Text, selected.as_ref(), &clipboard);
        }
        BlockAction::Link => export::link(context, &anchor, &clipboard),
        BlockAction::Print => print::print(context, &anchor),
        BlockAction::Export => {
            close();
            dialog::open(context, &anchor, &anchor);
        }
        BlockAction::Annotate => annotate(context, &anchor, &clipboard),
        BlockAction::Note => note(context, &anchor),
        BlockAction::Save => {
            annotation_layer::keep_unwritten(context);
            close();
        }
        BlockAction::Speak => {
            speech::read(&anchor);
            close();
        }
    }
}

/// Marks the selection or the block, or takes that mark away again, with the way to put it back.
fn annotate(context: &Context, anchor: &str, clipboard: &export::Clipboard) {
    let more = context.more_strings();
    let Some((mark, known)) = annotation_layer::pointed(context, anchor) else {
        return;
    };
    if known {
        let removed = context.notebook().remove(&mark.id);
        context.removed.borrow_mut().extend(removed);
        annotation_layer::show(context);
        show_removed(more, &mark.id);
        return;
    }
    context.notebook().put(mark);
    annotation_layer::show(context);
    let unkept = context.notebook().trouble() == Some(Trouble::Unkept);
    clipboard.say(if unkept {
        more.marks_unkept
    } else {
        context.strings.marked
    });
    if let Some(button) = find("#place [data-command='block annotate']") {
        button.set_text_content(Some(more.mark_unset));
    }
}

/// Says in the menu that a mark is gone, and offers to put it back.
fn show_removed(more: &MoreStrings, id: &str) {
    let Some(menu) = menu() else { return };
    let said = html! {
        p role="status" { (more.mark_removed) }
        button.btn type="button" data-command={ "restore " (id) } { (more.mark_restore) }
        celan-clipboard {}
    };
    menu.set_inner_html(&said.into_string());
    put(&menu);
    focus();
}

/// Lets the reader write a note to the selection or the block, which is marked as soon as there is one.
fn note(context: &Context, anchor: &str) {
    let (Some(menu), Some((mark, known))) = (menu(), annotation_layer::pointed(context, anchor))
    else {
        return;
    };
    if !known {
        context.unwritten.replace(Some(mark.clone()));
    }
    write_note(context, &menu, &mark);
}

/// Shows the field of a mark's note in the menu; it is kept when the reader leaves it.
fn write_note(context: &Context, menu: &Element, mark: &Annotation) {
    let s = context.strings;
    let more = context.more_strings();
    let form = html! {
        p { (menu.get_attribute("aria-label").unwrap_or_default()) }
        textarea rows="3" data-command={ "note " (mark.id) } aria-label=(s.note) placeholder=(s.note) { (mark.note) }
        button.btn type="button" data-command="block save" { (more.mark_save) }
        a.btn.quiet href=(context.address(&Route::Notebook)) { (s.marks) }
        celan-clipboard {}
    };
    menu.set_inner_html(&form.into_string());
    put(menu);
    let field = menu.query_selector("textarea").ok().flatten();
    if let Some(field) = field.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        let _ = field.focus();
    }
}

/// Opens the menu of a block for the note of an annotation.
pub(crate) fn open_note(context: &Context, id: &str, block: &Element) {
    let Some(annotation) = context.notebook().get(id) else {
        return;
    };
    open(context, block);
    if let Some(menu) = menu() {
        write_note(context, &menu, &annotation);
    }
}

/// Copies the block that the reader points at; where they point at none, the export dialog opens.
/// Returns whether there is a document.
pub(crate) fn cite(context: &Context) -> bool {
    if find("article.doc").is_none() {
        return false;
    }
    match pointed(true) {
        Some(block) => {
            open(context, &block);
            perform(context, BlockAction::Cite);
        }
        None => dialog::open(context, "", ""),
    }
    true
}

/// Prints the block that the reader points at, or the document. Returns whether there is one.
pub(crate) fn print(context: &Context) -> bool {
    let document = find("article.doc").is_some();
    if document {
        let anchor = pointed(false).map(|block| block.id());
        print::print(context, &anchor.unwrap_or_default());
    }
    document
}

/// The block that an element belongs to.
pub(crate) fn block_of(element: &Element) -> Option<Element> {
    element.closest(BLOCKS).ok().flatten()
}

/// Gives the focus to the menu's first button.
pub(crate) fn focus() {
    let first = find("#place button").and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if let Some(first) = first {
        let _ = first.focus();
    }
}

/// Closes the menu, and gives the focus back to the number that opened it.
pub(crate) fn close() {
    let Some(menu) = menu() else { return };
    let focused = document().active_element();
    // A field that is left gives up what was written.
    if let Some(field) = find("#place :focus").and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        let _ = field.blur();
    }
    if focused.is_some_and(|focused| menu.contains(Some(&focused)))
        && let Some(block) = document().get_element_by_id(&anchor_of(&menu))
        && let Ok(Some(number)) = block.query_selector(":scope > .a")
    {
        focus_quietly(&number);
    }
    if let Some(block) = find("[data-chosen]") {
        let _ = block.remove_attribute("data-chosen");
    }
    menu.remove();
}

/// The block that the reader means: where they selected, opened the menu or have the focus; also the
/// one under the pointer, where `loosely`.
pub(crate) fn pointed(loosely: bool) -> Option<Element> {
    let open = menu().and_then(|menu| document().get_element_by_id(&anchor_of(&menu)));
    let focused = || document().active_element()?.closest(BLOCKS).ok()?;
    let hovered = || {
        let all = document()
            .query_selector_all("article.doc [id]:hover")
            .ok()?;
        all.get(all.length().checked_sub(1)?)?.dyn_into().ok()
    };
    let shown = || find("article.doc [id]:target");
    selection::selected()
        .map(|selected| selected.first)
        .or(open)
        .or_else(focused)
        .or_else(|| hovered().or_else(shown).filter(|_| loosely))
}

fn menu() -> Option<Element> {
    find("#place")
}

fn anchor_of(menu: &Element) -> String {
    menu.get_attribute("data-anchor").unwrap_or_default()
}

/// Brings the menu to a block.
pub(crate) fn open(context: &Context, block: &Element) {
    close();
    let s = context.strings;
    let more = context.more_strings();
    let (Some(main), Ok(menu)) = (find("#text"), document().create_element("div")) else {
        return;
    };
    let place = annotation_layer::place(context, &block.id());
    let name = place.as_deref().unwrap_or(more.acts);
    // What the button does to a mark that is there.
    let marked = annotation_layer::pointed(context, &block.id()).filter(|(_, known)| *known);
    let unmark = marked.map(|(mark, _)| match mark.note.is_empty() {
        true => more.mark_unset,
        false => more.mark_unset_note,
    });
    let words = |action: BlockAction| {
        let words = action.words(s, more)?;
        let unmark = unmark.filter(|_| action == BlockAction::Annotate);
        Some(unmark.unwrap_or(words))
    };
    menu.set_id("place");
    set(&menu, "role", "group");
    set(&menu, "data-anchor", &block.id());
    set(&menu, "aria-label", name);
    set(block, "data-chosen", "");
    let buttons = html! {
        p { (name) }
        @for (name, action) in BlockAction::NAMES {
            @if let Some(words) = words(action) {
                button.btn.quiet type="button" data-command={ "block " (name) } { (words) }
            }
        }
        celan-clipboard {}
    };
    menu.set_inner_html(&buttons.into_string());
    if main.append_child(&menu).is_ok() {
        put(&menu);
    }
}

/// Puts the menu above its block, or where the bar would cover it, below the block if that is in sight, else below
/// its first line. On a narrow screen the style puts it into the dock's place.
fn put(menu: &Element) {
    let block = document().get_element_by_id(&anchor_of(menu));
    let (Some(block), Some(main)) = (block, find("#text")) else {
        return;
    };
    let bar = f64::from(find("#bar").map_or(0, |bar| bar.client_height()));
    let (block, outer) = (
        block.get_bounding_client_rect(),
        main.get_bounding_client_rect(),
    );
    let height = menu.get_bounding_client_rect().height();
    let above = block.top() - height;
    let window = f64::from(document_element().client_height());
    let top = if above > bar {
        above
    } else if block.bottom() > bar && block.bottom() + height < window {
        block.bottom()
    } else {
        block.top().max(bar) + height
    };
    if let Some(menu) = menu.dyn_ref::<HtmlElement>() {
        let pixels = |n: f64| [&(n as i32).to_string(), "px"].concat();
        let _ = menu.style().set_property("top", &pixels(top - outer.top()));
        let _ = menu
            .style()
            .set_property("left", &pixels(block.left() - outer.left()));
    }
}
