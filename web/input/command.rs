//! What a press does on what the application has rendered: `data-do` names it, `data-to` says to
//! what.

use crate::article::highlights;
use crate::chunks::{self, MORE};
use crate::controller::{Controller, Dispatch};
use crate::dom::find;
use crate::state::{Action, Chunks};
use crate::storage::appearance::Appearance;
use crate::storage::locale;
use celan_page::strings::Language;
use std::rc::Rc;
use web_sys::Element;

/// Does what is asked for by a press on `pressed`, so far down in the window.
pub(crate) fn act(controller: &Rc<Controller>, dispatch: &Dispatch, pressed: &Element, down: i32) {
    let Ok(Some(asked)) = pressed.closest("[data-do]") else {
        return;
    };
    let said = |name| asked.get_attribute(name).unwrap_or_default();
    let to = said("data-to");
    let go = |place| {
        highlights::go(place);
        Action::GoToHighlight(place)
    };
    let action = match said("data-do").as_str() {
        "settings" => Action::Settings(!to.is_empty()),
        "look" => Action::Appearance(Appearance::read(&to)),
        "keys" => Action::Shortcuts(false),
        "mended" => Action::Reconciled(false),
        "lost" => Action::AnchorMissing(false),
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
            MORE.call(dispatch, |more| (more.read_on)());
            Action::Settings(false)
        }
        "chunk" if to.is_empty() => Action::Chunks(Chunks::Settled),
        "chunk" => return chunks::again(),
        "repairs" => return controller.show_repairs(dispatch, !to.is_empty()),
        "results" => {
            return controller.back_to_results(dispatch, controller.history.route().query());
        }
        "begun" => return controller.offer_resume(dispatch, None),
        "load" => return controller.load(dispatch, true),
        "reload" => return drop(gloo_utils::window().location().reload()),
        "language" => return Language::from_tag(&to).map_or((), locale::choose),
        _ => return,
    };
    dispatch.dispatch(action);
}

/// The marked place nearest to where the strip was pressed.
fn nearest(strip: &Element, down: i32) -> Option<usize> {
    let strip = strip.get_bounding_client_rect();
    highlights::nearest((f64::from(down) - strip.top()) / strip.height().max(1.0))
}
