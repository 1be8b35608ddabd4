//! What was read out of the texts: what one can get, targets, bodies.

use crate::context::Context;
use crate::library::Session;
use crate::navigation::route::View;
use crate::screens::view;
use celan_page::Passage;
use maud::Markup;

/// The functions of the chunk [`FINDER`](super::FINDER).
pub(crate) struct Finder {
    /// Writes a view.
    pub(crate) write: fn(&Context, &View, &Session, &[u8]) -> Markup,
    /// Writes what a search for support shows above its passages, for the text of its query.
    pub(crate) strip: fn(&str, &Session, &[u8]) -> Option<Markup>,
    /// Writes the sums that passages name, of each its own.
    pub(crate) sums: fn(&[Passage<'_>], &Session, &[u8]) -> Vec<Markup>,
}

pub(super) static FINDER: Finder = Finder {
    write: view::write,
    strip: view::write_strip,
    sums: view::write_sums,
};
