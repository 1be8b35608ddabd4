//! The library as a whole, as screens: who cites whom, a topic through the years, what is
//! abbreviated, what is new.
//!
//! Whatever is drawn stands in a table or a list as well; the drawing is for the eyes alone.

mod abbreviations;
mod citations;
mod long_form;
mod news;
mod timeline;

pub use abbreviations::abbreviations_screen;
pub use citations::citations_screen;
pub use news::{News, news_screen};
pub use timeline::timeline_screen;
