//! What a reader wants soon after everything can be searched: documents that the page does not hold, and what
//! a query that is being typed may become.

use crate::chunks::Table;
use crate::library::Session;
use crate::navigation::route::{Route, Screen};
use crate::page::written::{is_same_screen, write_screen};
use celan_document::Library;
use celan_locale::Language;
use celan_search::{REFORMULATION, Reformulation};
use celan_text::{VARIANTS, Variants};
use web_sys::Element;

/// Writes what a route shows, with repairs marked or without.
type WriteScreen =
    fn(&Route, &Library, Language, Option<&Session>, bool) -> Option<(Screen, String)>;

/// The functions of the chunk [`SOON`](super::SOON).
pub(crate) struct Soon {
    /// What a route shows.
    pub(crate) screen: WriteScreen,
    /// Whether the page holds what was written for it.
    pub(crate) is_same_screen: fn(&Element, &str) -> bool,
    /// What a query may become, or may have meant.
    pub(crate) reformulation: &'static Reformulation,
    /// How characters of traditional script are read.
    variants: &'static Variants,
}

impl Table for Soon {
    fn arrived(&self) {
        celan_text::install(self.variants);
    }
}

pub(super) static SOON: Soon = Soon {
    screen: write_screen,
    is_same_screen,
    reformulation: &REFORMULATION,
    variants: &VARIANTS,
};
