//! A place of the document, and what can be done with it: one menu that goes to the block whose
//! number in the margin is pressed, or on which a finger rests.

use crate::article::annotation_layer;
use crate::article::speech;
use crate::chunks::MORE;
use crate::controller::{Controller, Dispatch};
use crate::dom::focus::focus_quietly;
use crate::dom::selection;
use crate::dom::{find, set};
use crate::export;
use crate::export::{Form, dialog, print};
use crate::navigation::route::Route;
use crate::storage::annotations::{Annotation, Trouble};
use celan_page::strings::Strings;
use gloo_timers::callback::Timeout;
use gloo_utils::document;
use maud::html;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// What can be done with a place: the name by which [`act`] knows it, and its words.
type Act = (&'static str, fn(&Strings) -> &'static str);
const ACTS: [Act; 7] = [
    ("cite", |s| s.cite),
    ("mark", |s| s.mark),
    ("note", |s| s.note),
    ("aloud", |s| s.aloud),
    ("link", |s| s.copy_link),
    ("print", |s| s.print_place),
    ("take", |s| s.take),
];

/// How long a finger rests before the menu comes, in milliseconds: shortly before browsers begin to
/// select.
const REST: u32 = 450;

/// The blocks that have a place of their own.
const BLOCKS: &str = "article.doc [id]";

thread_local! {
    static RESTING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    /// Whether the finger that brought the menu is still down, or has just been lifted.
    static RESTED: Cell<bool> = const { Cell::new(false) };
}

/// Does what was chosen with the place `anchor`.
fn act(controller: &Rc<Controller>, name: &str, anchor: &str) {
    let Some(clipboard) = menu().and_then(|menu| export::clipboard(&menu)) else {
        return;
    };
    match name {
        "cite" => {
            let selected = selection::selected();
            export::cite(
                controller,
                anchor,
                Form::Text,
                selected.as_ref(),
                &clipboard,
            );
        }
        "link" => export::link(controller, anchor, &clipboard),
        "print" => print::print(controller, anchor),
        "take" => {
            close();
            dialog::open(controller, anchor, anchor);
        }
        "mark" => mark(controller, anchor, &clipboard),
        "note" => note(controller, anchor),
        "save" => close(),
        "aloud" => {
            speech::read(anchor);
            close();
        }
        _ => {}
    }
}

/// Marks the selection or the block, or takes that mark away again.
fn mark(controller: &Controller, anchor: &str, clipboard: &export::Clipboard) {
    let s = controller.strings;
    let Some((mark, known)) = annotation_layer::pointed(controller, anchor) else {
        return;
    };
    if known {
        let removed = controller.notebook().remove(&mark.id);
        controller.removed.borrow_mut().extend(removed);
    } else {
        controller.notebook().put(mark);
    }
    annotation_layer::show(controller);
    let unkept = controller.notebook().trouble() == Some(Trouble::Unkept);
    clipboard.say(match (known, unkept) {
        (true, _) => s.mark_removed,
        (false, true) => s.marks_unkept,
        (false, false) => s.marked,
    });
}

/// Lets the reader write a note to his selection or the block, which is marked if it was not.
fn note(controller: &Controller, anchor: &str) {
    let (Some(menu), Some((mark, known))) = (menu(), annotation_layer::pointed(controller, anchor))
    else {
        return;
    };
    if !known {
        controller.notebook().put(mark.clone());
        annotation_layer::show(controller);
    }
    write_note(controller, &menu, &mark);
}

/// Shows the field of a mark's note in the menu; it is kept when the reader leaves it.
fn write_note(controller: &Controller, menu: &Element, mark: &Annotation) {
    let s = controller.strings;
    let form = html! {
        textarea rows="3" data-note=(mark.id) aria-label=(s.note) placeholder=(s.note) { (mark.note) }
        button.btn type="button" data-act="save" { (s.mark_save) }
        a.btn.quiet href=(controller.history.base().address(&Route::Notebook)) { (s.marks) }
        celan-clipboard {}
    };
    menu.set_inner_html(&form.into_string());
    let field = menu.query_selector("textarea").ok().flatten();
    if let Some(field) = field.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        let _ = field.focus();
    }
}

/// Takes a click: on a block's number, on an act, or elsewhere. Returns whether it was for the menu.
pub(crate) fn click(controller: &Rc<Controller>, clicked: &Element) -> bool {
    let near = |selector| clicked.closest(selector).ok().flatten();
    if let Some(number) = near("article.doc .a") {
        if let Some(block) = number.closest(BLOCKS).ok().flatten() {
            open(controller, &block);
            let first = menu().and_then(|menu| menu.query_selector("button").ok()?);
            if let Some(first) = first.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
                let _ = first.focus();
            }
        }
        return true;
    }
    let Some(menu) = near("#place") else {
        if let Some(mine) = near("article.doc .mine")
            && near("a").is_none()
            && selection::selected().is_none()
        {
            let id = mine.get_attribute("data-mark").unwrap_or_default();
            let known = controller
                .notebook()
                .marks()
                .iter()
                .find(|m| m.id == id)
                .cloned();
            if let Some((mark, block)) = known.zip(mine.closest(BLOCKS).ok().flatten()) {
                open(controller, &block);
                if let Some(menu) = self::menu() {
                    write_note(controller, &menu, &mark);
                }
            }
            return true;
        }
        if let Some(selected) = selection::selected().filter(|_| near("article.doc").is_some()) {
            open(controller, &selected.first);
            return false;
        }
        if !RESTED.get() {
            close();
        }
        return false;
    };
    let name = near("#place [data-act]").and_then(|act| act.get_attribute("data-act"));
    if let Some(name) = name {
        act(controller, &name, &anchor_of(&menu));
    }
    true
}

/// Takes a key that means an act. Returns whether it did.
pub(crate) fn key(controller: &Rc<Controller>, key: &str) -> bool {
    if find("article.doc").is_none() || !controller.is_reading() {
        return false;
    }
    match key {
        "c" => {
            if let Some(block) = pointed(true) {
                open(controller, &block);
                act(controller, "cite", &block.id());
            } else {
                dialog::open(controller, "", "");
            }
        }
        "p" => print::print(
            controller,
            &pointed(false).map(|b| b.id()).unwrap_or_default(),
        ),
        _ => return false,
    }
    true
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
    menu.remove();
}

/// A finger touches the page: if it rests on a block, the menu comes.
pub(crate) fn touch(controller: &Rc<Controller>, dispatch: &Dispatch, event: &Event) {
    RESTING.replace(None);
    if event.type_() != "touchstart" {
        return;
    }
    RESTED.set(false);
    let touched = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    let block = touched.filter(|t| !t.matches("a, button").unwrap_or(false));
    if let Some(block) = block.and_then(|t| t.closest(BLOCKS).ok()?) {
        let (controller, dispatch) = (controller.clone(), dispatch.clone());
        let rest = Timeout::new(REST, move || {
            RESTED.set(true);
            MORE.call(&dispatch, move |more| (more.open_menu)(&controller, &block));
        });
        RESTING.replace(Some(rest));
    }
}

/// The block that the reader means: where he selected, opened the menu or has the focus; also the
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
pub(crate) fn open(controller: &Rc<Controller>, block: &Element) {
    close();
    let s = controller.strings;
    let (Some(main), Ok(menu)) = (find("#text"), document().create_element("div")) else {
        return;
    };
    menu.set_id("place");
    set(&menu, "role", "group");
    set(&menu, "data-anchor", &block.id());
    set(&menu, "aria-label", s.acts);
    let mut html = String::new();
    for (act, words) in ACTS {
        for piece in [
            "<button class=\"btn quiet\" type=\"button\" data-act=\"",
            act,
            "\">",
            words(s),
            "</button>",
        ] {
            html.push_str(piece);
        }
    }
    html.push_str("<celan-clipboard></celan-clipboard>");
    menu.set_inner_html(&html);
    if main.append_child(&menu).is_ok() {
        put(&menu, block, &main);
    }
}

/// Puts the menu above its block, or where the bar would cover it, below the block's first line.
/// On a narrow screen the style puts it into the dock's place.
fn put(menu: &Element, block: &Element, main: &Element) {
    let bar = f64::from(find("#bar").map_or(0, |bar| bar.client_height()));
    let (block, outer) = (
        block.get_bounding_client_rect(),
        main.get_bounding_client_rect(),
    );
    let height = f64::from(menu.client_height());
    let above = block.top() - height;
    let top = if above > bar {
        above
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
