//! Writing documents and the library's list as pages have them.

use crate::library::Session;
use crate::navigation::route::{Route, Screen};
use crate::page::write_screen;
use celan_document::Library;
use celan_page::strings::Language;

/// The functions of the chunk [`PAGES`](super::PAGES).
pub(crate) struct Pages {
    /// What a route shows, with repairs marked or without.
    pub(crate) screen:
        fn(&Route, &Library, Language, Option<&Session>, bool) -> Option<(Screen, String)>,
}

pub(super) static PAGES: Pages = Pages {
    screen: write_screen,
};
