//! What a public screen shows and does beside reading and searching.

use crate::chunks::Table;
use crate::controller::Controller;
use crate::kiosk;
use crate::state::{Dispatch, State};
use std::rc::Rc;

/// The functions of the chunk [`KIOSK`](super::KIOSK).
pub(crate) struct Kiosk {
    /// Takes over the page.
    pub(crate) start: fn(&Rc<Controller>, &Dispatch),
    /// Follows the state, as it is rendered.
    pub(crate) follow: fn(&State),
    /// Executes what a press asks for.
    pub(crate) execute: fn(&str),
}

impl Table for Kiosk {}

pub(super) static KIOSK: Kiosk = Kiosk {
    start: kiosk::start,
    follow: kiosk::follow,
    execute: kiosk::execute,
};
