//! Lists that are narrowed by typing: what is typed is compared as the search compares it.

use super::{find, make, set};
use celan_locale::Strings;
use celan_text::fold_char;
use gloo_utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

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
        self.keeps_below(item, "")
    }

    /// Whether an item has the last word, and all others are there or in what stands above it.
    pub(crate) fn keeps_below(&self, item: &Element, above: &str) -> bool {
        let Some((last, others)) = self.words.split_last() else {
            return true;
        };
        let text = folded(&item.text_content().unwrap_or_default());
        let above = folded(above);
        let has = |word: &String| text.contains(word) || above.contains(word);
        text.contains(last) && others.iter().all(has)
    }
}

/// Says below the field of a list that was narrowed to nothing that it is so, with a button that takes back what was
/// `typed`; nothing where something is left.
pub(crate) fn say_if_nothing(field: &str, typed: &str, nothing: bool, s: &Strings) {
    if let Some(said) = find("#none-left") {
        said.remove();
    }
    let Some(field) = find(field).and_then(|field| field.dyn_into::<HtmlInputElement>().ok())
    else {
        return;
    };
    if field.value() != typed {
        field.set_value(typed);
        let _ = field.focus();
    }
    if nothing
        && let Some(said) = make("p", "none-left")
        && let Ok(button) = document().create_element("button")
    {
        set(&said, "role", "status");
        said.set_text_content(Some(s.nothing));
        set(&button, "type", "button");
        set(&button, "class", "btn quiet");
        let command = field.get_attribute("data-command");
        set(&button, "data-command", &command.unwrap_or_default());
        button.set_text_content(Some(s.clear));
        let _ = said.append_child(&button);
        let _ = field.after_with_node_1(&said);
    }
}

fn folded(text: &str) -> String {
    text.chars().filter_map(fold_char).collect()
}
