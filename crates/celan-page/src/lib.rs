//! Writes documents and library as static HTML: pure functions, the same on the host and in WASM.
//!
//! The static pages and the application are written by the same functions, so that the application
//! can adopt an article that stands in a page already and write the next one itself. What the
//! markup promises to style, script and tests stands in [`contract`].
//!
//! Without the feature `site` (host only) there are [`article`], [`outline`], [`facts`] and the
//! two screens; with it also whole pages and [`site`].

mod abbreviation;
mod address;
mod article;
mod block;
mod breaks;
mod chain;
pub mod contract;
mod facts;
mod finder;
mod inline;
mod kin;
mod library;
mod outline;
mod overview;
mod screen;
pub mod shelf;
mod table;
mod turns;
mod validity;
mod view;

pub use abbreviation::announcement;
pub use address::{Links, anchor_address, document_address};
pub use article::{article, article_with};
pub use breaks::{breaks, broken};
pub use facts::{citing, facts};
pub use finder::{
    Group, KioskFinder, KioskRow, Passage, Sheet, bodies_screen, finder_screen, kiosk_measure,
    kiosk_rows, measures_screen, strip, sums, targets_screen,
};
pub use kin::kin_first;
pub use outline::{Entry, outline, outline_entries};
pub use overview::{News, abbreviations_screen, citations_screen, news_screen, timeline_screen};
pub use screen::{called, document_screen, library_screen};
pub use view::{Cut, View};

#[cfg(feature = "site")]
mod site;
#[cfg(feature = "site")]
pub use site::{
    Asset, Assets, Embedded, SiteFile, application_style, chunk_styles, document_page,
    early_script, extracts_pages, library_page, not_found_page, single_page, site, source_page,
    style,
};
