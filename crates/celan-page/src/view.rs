//! How an article is to be written.

use crate::address::Links;
use crate::strings::Language;

/// How an article is to be written. The default is that of the static pages.
#[derive(Debug, Clone, Copy, Default)]
pub struct View {
    /// Where links lead.
    pub links: Links,
    /// Mark repairs, variants and doubts, each with a note below its block.
    pub marks: bool,
    /// The language of Celan's own words.
    pub language: Language,
    /// Where the line may break in a title, in characters; without it, anywhere.
    pub breaks: Option<fn(&str) -> Vec<usize>>,
}
