//! What a press does on what the application has rendered: `data-do` names it, `data-to` says to
//! what.

use crate::aloud;
use crate::language;
use crate::marks;
use crate::page::find;
use crate::settings::Look;
use crate::shell::{Dispatch, Shell};
use crate::state::Action;
use celan_page::strings::Language;
use std::rc::Rc;
use web_sys::Element;

/// Does what is asked for by a press on `pressed`, so far down in the window.
pub(crate) fn act(shell: &Rc<Shell>, dispatch: &Dispatch, pressed: &Element, down: i32) {
    let Ok(Some(asked)) = pressed.closest("[data-do]") else {
        return;
    };
    let said = |name| asked.get_attribute(name).unwrap_or_default();
    let to = said("data-to");
    let go = |place| {
        marks::go(place);
        Action::At(place)
    };
    let action = match said("data-do").as_str() {
        "settings" => Action::Settings(!to.is_empty()),
        "look" => Action::Look(Look::read(&to)),
        "keys" => Action::Keys(false),
        "mended" => Action::Mended(false),
        "lost" => Action::Lost(false),
        "more" => Action::More,
        "unfold" => Action::Unfold {
            id: to,
            ask: asked.has_attribute("data-ask"),
        },
        "place" => match to.parse() {
            Ok(place) => go(place),
            Err(_) => return,
        },
        "strip" => match find("#strip").and_then(|strip| nearest(&strip, down)) {
            Some(place) => go(place),
            None => return,
        },
        "aloud" => {
            aloud::read_on();
            Action::Settings(false)
        }
        "repairs" => return shell.show_repairs(dispatch, !to.is_empty()),
        "results" => return shell.back_to_results(dispatch, shell.address.route().query()),
        "begun" => return shell.offer(dispatch, None),
        "load" => return shell.load(dispatch, true),
        "reload" => return drop(gloo_utils::window().location().reload()),
        "language" => return Language::from_tag(&to).map_or((), language::choose),
        _ => return,
    };
    dispatch.dispatch(action);
}

/// The marked place nearest to where the strip was pressed.
fn nearest(strip: &Element, down: i32) -> Option<usize> {
    let strip = strip.get_bounding_client_rect();
    marks::nearest((f64::from(down) - strip.top()) / strip.height().max(1.0))
}
