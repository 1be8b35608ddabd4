//! How an article is to be written.

use crate::address::Links;
use celan_locale::Language;

/// Cuts a text into words, which together are the text.
pub type Cut<'a> = &'a dyn Fn(&str) -> Vec<&str>;

/// How an article is to be written. The default is that of the static pages.
#[derive(Clone, Copy, Default)]
pub struct View<'a> {
    /// Where links lead.
    pub links: Links,
    /// Mark repairs, variants and doubts, each with a note below its block.
    pub marks: bool,
    /// What is written is an excerpt, and says so below its head.
    pub excerpt: bool,
    /// The language of Celan's own words.
    pub language: Language,
    /// How many measures the document has that is written.
    pub measures: u32,
    /// Cuts a title into words, between which its lines may [break](crate::breaks); without it,
    /// anywhere.
    pub words: Option<Cut<'a>>,
}
