//! What a document is called and has as properties, as queries are compared with it.

use celan_document::Metadata;
use celan_text::{fold, is_han};

/// What a document is called and has as properties, folded.
#[derive(Debug)]
pub(crate) struct Description {
    /// Without punctuation, as all of these but the numbers are.
    pub(crate) title: Vec<char>,
    pub(crate) notice: Vec<char>,
    pub(crate) level: Vec<char>,
    pub(crate) issuers: Vec<Vec<char>>,
    pub(crate) number: Vec<char>,
    /// As printed.
    pub(crate) number_printed: Vec<char>,
    pub(crate) date: String,
}

impl Description {
    pub(super) fn of(metadata: &Metadata) -> Self {
        let chars = |text: &Option<String>| fold(text.as_deref().unwrap_or("")).chars;
        Self {
            title: letters(&fold(&metadata.title).chars),
            notice: letters(&chars(&metadata.notice)),
            level: letters(&chars(&metadata.level)),
            issuers: metadata
                .issuers
                .iter()
                .map(|i| letters(&fold(i).chars))
                .collect(),
            number: chars(&metadata.number),
            number_printed: chars(&metadata.number_printed),
            date: metadata
                .date
                .as_ref()
                .map_or_else(String::new, |date| date.as_str().to_owned()),
        }
    }
}

/// Without punctuation.
pub(crate) fn letters(chars: &[char]) -> Vec<char> {
    let is = |c: &&char| c.is_ascii_alphanumeric() || is_han(**c);
    chars.iter().filter(is).copied().collect()
}
