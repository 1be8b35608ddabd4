//! Which command a press means.

use super::command::{Command, Extra, Link};
use crate::article::{block_menu, citation_popover};
use crate::chunks::MORE;
use crate::controller::Controller;
use crate::dom::selection;
use crate::dom::site::root;
use gloo_utils::window;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement};

/// What means its command when it is pressed; fields and forms mean theirs otherwise.
const PRESSED: &str = "button[data-command], [type=radio][data-command], #strip";

/// The command that a press on this element means. With a key held down or another button, a press
/// is `plain` no longer, and links are the browser's.
pub(super) fn command(controller: &Controller, pressed: &Element, plain: bool) -> Option<Command> {
    let near = |selector| pressed.closest(selector).ok().flatten();
    if let Some(element) = near(PRESSED) {
        return Command::parse(&element.get_attribute("data-command")?);
    }
    if !plain {
        return None;
    }
    if let Some(number) = near("article.doc .a") {
        let block = block_menu::block_of(&number)?;
        return Some(Command::Extra(Extra::OpenBlockMenu {
            block,
            selected: false,
        }));
    }
    if near("#place").is_none() {
        let selected = selection::selected();
        if let Some(mine) = near("article.doc .mine")
            && near("a").is_none()
            && selected.is_none()
        {
            return Some(Command::Extra(Extra::OpenNote {
                id: mine.get_attribute("data-mark")?,
                block: block_menu::block_of(&mine)?,
            }));
        }
        if let Some(selected) = selected.filter(|_| near("article.doc").is_some()) {
            return Some(Command::Extra(Extra::OpenBlockMenu {
                block: selected.first,
                selected: true,
            }));
        }
    }
    // A link can be followed while what opens a popover has not come.
    let known = |mention: &Element| MORE.here().is_some() || citation_popover::lacks(mention);
    if let Some(mention) = citation_popover::opened_by_press(pressed).filter(known) {
        return Some(Command::Extra(Extra::OpenCitation(mention)));
    }
    link(controller, &near("a[href]")?.dyn_into().ok()?)
}

/// What a link means; `None` if the browser is to follow it.
fn link(controller: &Controller, link: &HtmlAnchorElement) -> Option<Command> {
    if !link.target().is_empty() || link.has_attribute("download") {
        return None;
    }
    let href = link.get_attribute("href").unwrap_or_default();
    if link.href() == [&root(), "#q"].concat() || href == "#q" {
        return Some(Command::FocusSearch);
    }
    let over = match href.as_str() {
        "#text" => ".sheet",
        "#shown" | "#found" => ".filters",
        _ => "",
    };
    if !over.is_empty() && link.closest(over).is_ok_and(|sheet| sheet.is_some()) {
        return Some(Command::Close);
    }
    if href.starts_with('#') && !href.starts_with("#/") {
        return Some(Command::Follow(Link::Within));
    }
    if link.origin() != window().location().origin().unwrap_or_default() {
        return None;
    }
    let base = controller.history.base();
    let route = base.parse(&link.pathname(), &link.search(), &link.hash());
    let result = link.closest("[data-results], #drop");
    controller
        .can_show(&route)
        .then_some(Command::Follow(Link::Route {
            route,
            result: result.is_ok_and(|e| e.is_some()),
        }))
}
