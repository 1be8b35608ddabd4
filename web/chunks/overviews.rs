//! The library as a whole, and what the device keeps of its reader.

use crate::context::Context;
use crate::library::Session;
use crate::navigation::route::View;
use crate::screens::{kept, overviews};
use crate::state::Dispatch;
use maud::Markup;

/// The functions of the chunk [`OVERVIEWS`](super::OVERVIEWS).
pub(crate) struct Overviews {
    /// Writes a view.
    pub(crate) write: fn(&Context, &View, &Session) -> Markup,
    /// Executes what a press asks for.
    pub(crate) execute: fn(&str, &Context, &Dispatch),
}

pub(super) static OVERVIEWS: Overviews = Overviews {
    write: overviews::write,
    execute: kept::execute,
};
