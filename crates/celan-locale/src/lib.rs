//! What the interface says, in Chinese and English: strings, numbers and dates in words.
//!
//! Words only: how they are set on a page or a screen is not known here. English can come while the
//! program runs ([`provide_english`]), where it is built without the feature `english`.

mod format;
mod language;
mod strings;

pub use format::{date_in_words, fill, number};
pub use language::{Language, provide_english};
pub use strings::kiosk::{KIOSK_CHINESE, KIOSK_ENGLISH, KioskStrings};
pub use strings::later::LaterStrings;
pub use strings::{
    Strings, en::STRINGS as ENGLISH, finder::FinderStrings, more::MoreStrings,
    overview::OverviewStrings, page::PageStrings,
};
