//! How the page is to look, as the reader set it: remembered on this device.
//!
//! What is kept are the values of the style and the attributes of the page themselves, so that
//! `early_appearance.js` can show them before the application is there, and knows of no setting.

use crate::dom::scroll_anchor;
use crate::dom::set;
use crate::storage::local;
use gloo_utils::document_element;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

const KEY: &str = "celan-look";

/// One thing that can be set.
pub(crate) struct Setting {
    /// A value of the style, or an attribute of the page.
    name: &'static str,
    /// What it may be; empty for what the device prefers.
    values: &'static [&'static str],
    /// The one that holds where nothing is set.
    usual: usize,
}

const fn setting(name: &'static str, values: &'static [&'static str], usual: usize) -> Setting {
    Setting {
        name,
        values,
        usual,
    }
}

/// Where large print stands in [`SETTINGS`].
pub(crate) const LARGE: usize = 6;
/// Where the motion stands in [`SETTINGS`].
pub(crate) const STILL: usize = 7;
const SIZE: usize = 0;
pub(crate) const THEME: usize = 5;

/// Everything that can be set, in the order of the dialog.
pub(crate) const SETTINGS: [Setting; 8] = [
    setting("--scale", &[".9", "1", "1.125", "1.25"], 1),
    setting("--leading", &["1.65", "1.85", "2.1"], 1),
    setting("--gap-para", &["0em", ".5em", "1em"], 0),
    setting("--measure", &["34", "38", "40"], 1),
    setting("--text-face", &["var(--serif)", "var(--sans)"], 0),
    setting("data-theme", &["", "paper", "dark", "sepia", "contrast"], 0),
    setting("data-print", &["", "large"], 0),
    setting("--swift", &["", "0ms"], 0),
];

/// How the page looks: for each of [`SETTINGS`] which of its values holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Appearance([usize; SETTINGS.len()]);

impl Default for Appearance {
    fn default() -> Self {
        Self(SETTINGS.map(|setting| setting.usual))
    }
}

impl Appearance {
    /// What this device remembers.
    pub(crate) fn remembered() -> Self {
        local::read(KEY).map_or_else(Self::default, |text| Self::read(&text))
    }

    /// Which value of a setting holds.
    pub(crate) fn value(&self, setting: usize) -> usize {
        self.0.get(setting).copied().unwrap_or(0)
    }

    /// The same with another value of a setting.
    pub(crate) fn with(mut self, setting: usize, value: usize) -> Self {
        if let Some(held) = self.0.get_mut(setting) {
            *held = value;
        }
        self
    }

    /// The same with a setting that has two values turned over.
    pub(crate) fn toggled(self, setting: usize) -> Self {
        self.with(setting, 1 - self.value(setting).min(1))
    }

    /// Shows it, and remembers it on this device; the topmost block stays in place. `lay_out_around` makes a change
    /// after which a document is to be laid out again.
    pub(crate) fn apply_and_store(&self, lay_out_around: Option<fn(&dyn Fn())>) {
        let (text, kept) = (self.write(), local::read(KEY).unwrap_or_default());
        match lay_out_around.filter(|_| text != kept) {
            Some(around) => around(&|| self.apply()),
            None => scroll_anchor::preserve(|| self.apply()),
        }
        if text != kept {
            local::write(KEY, &text);
        }
    }

    /// Shows it.
    fn apply(&self) {
        let html = document_element();
        let style = html.dyn_ref::<HtmlElement>().map(HtmlElement::style);
        for (setting, value) in SETTINGS.iter().zip(self.0) {
            let wanted = setting.values.get(value);
            let value = wanted.filter(|_| value != setting.usual);
            match (&style, setting.name.starts_with("--"), value) {
                (Some(style), true, Some(value)) => {
                    let _ = style.set_property(setting.name, value);
                }
                (Some(style), true, None) => {
                    let _ = style.remove_property(setting.name);
                }
                (_, _, Some(value)) => set(&html, setting.name, value),
                (_, _, None) => {
                    let _ = html.remove_attribute(setting.name);
                }
            }
        }
    }

    /// What differs from the usual, as `early_appearance.js` shows it.
    pub(crate) fn write(&self) -> String {
        let mut out = String::new();
        for (setting, value) in SETTINGS.iter().zip(self.0) {
            if let Some(words) = setting.values.get(value)
                && value != setting.usual
            {
                for part in [setting.name, ":", words, ";"] {
                    out.push_str(part);
                }
            }
        }
        out
    }

    /// The value of `data-command` that sets it.
    pub(crate) fn command(&self) -> String {
        ["appearance ", &self.write()].concat()
    }

    /// Of what was written; what is not understood is as if never set.
    pub(crate) fn read(text: &str) -> Self {
        if !text.contains(':') {
            return Self::read_first_form(text);
        }
        let mut look = Self::default();
        for (name, value) in text.split(';').filter_map(|part| part.split_once(':')) {
            for (n, setting) in SETTINGS.iter().enumerate() {
                if setting.name == name
                    && let Some(value) = setting.values.iter().position(|known| *known == value)
                {
                    look = look.with(n, value);
                }
            }
        }
        look
    }

    /// What was kept at first: the step of the size, the theme and large print, with spaces between.
    fn read_first_form(text: &str) -> Self {
        let mut look = Self::default();
        let mut parts = text.split(' ');
        if let Some(size) = parts.next().and_then(|n| n.parse().ok())
            && size < SETTINGS[SIZE].values.len()
        {
            look = look.with(SIZE, size);
        }
        let theme = parts.next().unwrap_or_default();
        let theme = SETTINGS[THEME]
            .values
            .iter()
            .position(|known| *known == theme);
        look = look.with(THEME, theme.unwrap_or(0));
        look.with(LARGE, usize::from(parts.next() == Some("large")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_are_written_and_read_back() {
        for (n, setting) in SETTINGS.iter().enumerate() {
            for value in 0..setting.values.len() {
                for large in [0, 1] {
                    let look = Appearance::default().with(LARGE, large).with(n, value);
                    assert_eq!(Appearance::read(&look.write()), look, "{}", look.write());
                }
            }
        }
        let look = Appearance::default().with(SIZE, 3).with(THEME, 2);
        assert_eq!(look.write(), "--scale:1.25;data-theme:dark;");
        assert_eq!(Appearance::default().write(), "");
    }

    #[test]
    fn the_early_script_sets_what_can_be_set_and_nothing_else() {
        let script = include_str!("../assets/early_appearance.js");
        let mut known: Vec<String> = Vec::new();
        for start in ["--", "data-"] {
            let begin = [start, "(?:"].concat();
            let (_, list) = script.split_once(&begin).unwrap_or_default();
            let (list, _) = list.split_once(')').unwrap_or_default();
            known.extend(list.split('|').map(|name| [start, name].concat()));
        }
        let settings: Vec<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
        known.sort();
        let mut settings = settings.clone();
        settings.sort();
        assert_eq!(known, settings);
    }

    #[test]
    fn settings_of_older_versions_are_read() {
        let look = Appearance::default().with(THEME, 4).with(LARGE, 1);
        assert_eq!(Appearance::read("1 contrast large"), look);
        assert_eq!(Appearance::read("3  "), Appearance::default().with(SIZE, 3));
    }

    #[test]
    fn malformed_settings_are_the_default() {
        for text in [
            "",
            "x",
            "99 pink",
            "{\"size\":2}",
            "--scale:9;data-x:1",
            ":;:",
        ] {
            assert_eq!(Appearance::read(text), Appearance::default(), "{text}");
        }
    }

    #[test]
    fn settings_are_where_they_are_said_to_be() {
        let names = [SIZE, THEME, LARGE, STILL].map(|n| SETTINGS[n].name);
        assert_eq!(names, ["--scale", "data-theme", "data-print", "--swift"]);
    }
}
