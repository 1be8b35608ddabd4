//! How the page is to look, as the reader set it: remembered on this device.

use crate::page::set;
use crate::storage;
use gloo_utils::document_element;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

const KEY: &str = "celan-look";

/// Factors of the text's size, from small to huge; 1 is the second.
const SCALES: [&str; 4] = [".9", "1", "1.125", "1.25"];

/// The grounds, as `data-theme` has them; empty follows the device.
pub(crate) const THEMES: [&str; 4] = ["paper", "dark", "sepia", "contrast"];

/// How the page looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Look {
    /// A step of the text's size, from 0 (small).
    pub(crate) size: usize,
    /// One of [`THEMES`]; empty for what the device prefers.
    pub(crate) theme: String,
    /// Large print: everything larger, and one column.
    pub(crate) large: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            size: 1,
            theme: String::new(),
            large: false,
        }
    }
}

impl Look {
    /// What this device remembers; what it does not understand is as if never set.
    pub(crate) fn remembered() -> Self {
        storage::read(KEY).map_or_else(Self::default, |text| Self::read(&text))
    }

    /// Remembers it on this device and shows it.
    pub(crate) fn keep(&self) {
        storage::write(KEY, &self.write());
        self.apply();
    }

    /// Shows it.
    pub(crate) fn apply(&self) {
        let html = document_element();
        if self.theme.is_empty() {
            let _ = html.remove_attribute("data-theme");
        } else {
            set(&html, "data-theme", &self.theme);
        }
        if self.large {
            set(&html, "data-print", "large");
        } else {
            let _ = html.remove_attribute("data-print");
        }
        if let Some(html) = html.dyn_ref::<HtmlElement>() {
            let scale = SCALES.get(self.size).unwrap_or(&SCALES[1]);
            let _ = html.style().set_property("--scale", scale);
        }
    }

    fn write(&self) -> String {
        let large = if self.large { "large" } else { "" };
        [&self.size.to_string(), self.theme.as_str(), large].join(" ")
    }

    fn read(text: &str) -> Self {
        let mut parts = text.split(' ');
        let size = parts.next().and_then(|n| n.parse().ok());
        let theme = parts.next().filter(|theme| THEMES.contains(theme));
        Self {
            size: size.filter(|n| *n < SCALES.len()).unwrap_or(1),
            theme: theme.unwrap_or_default().to_owned(),
            large: parts.next() == Some("large"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_are_written_and_read_back() {
        for size in 0..SCALES.len() {
            for theme in ["", "paper", "contrast"] {
                for large in [false, true] {
                    let theme = theme.to_owned();
                    let look = Look { size, theme, large };
                    assert_eq!(Look::read(&look.write()), look);
                }
            }
        }
    }

    #[test]
    fn what_is_not_understood_is_as_never_set() {
        for text in ["", "x", "99 pink", "{\"size\":2}"] {
            assert_eq!(Look::read(text), Look::default(), "{text}");
        }
    }
}
