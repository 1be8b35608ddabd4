//! What was read out of the texts, as screens: what one can get, the measures of a document, targets, bodies.
//!
//! Sums, conditions and recipients are shown in the words of the text, and each leads to its place.

mod answer;
mod bodies;
mod chart;
#[cfg(feature = "site")]
mod description;
mod document;
mod kiosk;
mod levels;
mod question;
mod screen;
mod strip;
mod sums;
mod targets;
mod texts;

pub use bodies::bodies_screen;
#[cfg(feature = "site")]
pub(crate) use description::list_description;
#[cfg(feature = "site")]
pub(crate) use document::measures_list;
pub use document::measures_screen;
pub use kiosk::{Group, KioskFinder, KioskRow, Sheet, kiosk_measure, kiosk_rows};
pub use screen::finder_screen;
pub use strip::strip;
pub use sums::{Passage, sums};
pub use targets::targets_screen;
