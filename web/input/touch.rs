//! A finger that rests on a block opens its menu.

use super::command::{Command, Extra};
use super::execute::{Origin, execute};
use crate::article::block_menu::block_of;
use crate::controller::Controller;
use crate::state::Dispatch;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// How long a finger rests before the menu comes, in milliseconds: shortly before browsers begin to
/// select.
const REST: u32 = 450;

thread_local! {
    static RESTING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    /// Whether the finger that brought the menu is still down, or has just been lifted.
    static RESTED: Cell<bool> = const { Cell::new(false) };
}

/// A finger touches the page, moves or is lifted.
pub(super) fn touch(controller: &Rc<Controller>, dispatch: &Dispatch, event: &Event) {
    RESTING.replace(None);
    if event.type_() != "touchstart" {
        return;
    }
    RESTED.set(false);
    let touched = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    let block = touched.filter(|t| !t.matches("a, button").unwrap_or(false));
    if let Some(block) = block.and_then(|t| block_of(&t)) {
        let (controller, dispatch) = (controller.clone(), dispatch.clone());
        let rest = Timeout::new(REST, move || {
            RESTED.set(true);
            let open = Command::Extra(Extra::OpenBlockMenu {
                block,
                selected: true,
            });
            execute(open, &Origin::default(), &controller, &dispatch);
        });
        RESTING.replace(Some(rest));
    }
}

/// Whether the finger that brought the menu is still down, or has just been lifted.
pub(super) fn has_rested() -> bool {
    RESTED.get()
}
