//! Lists that are narrowed by typing: what is typed is compared as the search compares it.

use celan_text::fold_char;
use web_sys::Element;

/// What was typed into the field of a list.
pub(crate) struct TextFilter {
    words: Vec<String>,
}

impl TextFilter {
    /// The words of `text`; none keep all.
    pub(crate) fn new(text: &str) -> Self {
        Self {
            words: text.split_whitespace().map(folded).collect(),
        }
    }

    /// Whether it narrows nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether an item has all the words.
    pub(crate) fn keeps(&self, item: &Element) -> bool {
        self.is_empty() || {
            let text = folded(&item.text_content().unwrap_or_default());
            self.words.iter().all(|word| text.contains(word))
        }
    }
}

fn folded(text: &str) -> String {
    text.chars().filter_map(fold_char).collect()
}
