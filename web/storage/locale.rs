//! The language of Celan's own words: chosen in the settings, remembered on this device.
//!
//! The library's words stay Chinese and are marked so. The pages are written in Chinese; in another
//! language the application writes the screen anew once the library is here. Its words are a chunk of
//! the program, which whoever has chosen it waits for.

use crate::chunks::ENGLISH;
use crate::dom::site::keeps_nothing;
use crate::dom::{find, set};
use crate::storage::local;
use celan_locale::{Language, Strings, fill};
use gloo_utils::{document_element, window};

const KEY: &str = "celan-language";

/// Elements around the screen and what says their words: selector, attribute (none for the text).
type Word = (
    &'static str,
    Option<&'static str>,
    fn(&Strings) -> &'static str,
);
const WORDS: [Word; 8] = [
    (".logo", Some("aria-label"), |s| s.to_library),
    (".logo", None, |s| s.app),
    ("#bar .where", Some("aria-label"), |s| s.place),
    ("#bar .tools", Some("aria-label"), |s| s.tools),
    ("#dock", Some("aria-label"), |s| s.reading_tools),
    ("form label[for=q]", None, |s| s.search),
    (".foot > .scripted", None, |s| s.kept_here),
    (".foot > span:last-child", None, |s| s.nothing_leaves),
];

/// The language that the reader chose, if its words are here; else that of the pages.
pub(crate) fn chosen() -> Language {
    let asked = asked();
    if asked.has_strings() {
        asked
    } else {
        Language::default()
    }
}

/// Fetches the words of the language that the reader chose.
///
/// # Errors
/// What the browser says of words that do not come.
pub(crate) async fn fetch() -> Result<(), String> {
    if !asked().has_strings() {
        ENGLISH.fetch().await?;
    }
    Ok(())
}

/// The language that the reader chose. Where the browser keeps nothing, the window's name does, as
/// long as it is open.
fn asked() -> Language {
    let known = local::read(KEY).or_else(|| window().name().ok());
    known
        .and_then(|tag| Language::from_tag(&tag))
        .unwrap_or_default()
}

/// Takes another language: the page is loaded anew, at the place where it is.
pub(crate) fn choose(language: Language) {
    local::write(KEY, language.tag());
    let _ = window().set_name(language.tag());
    let _ = window().location().reload();
}

/// Says in the foot what stays on the device, where the library lets nothing stay.
pub(crate) fn apply_promise(language: Language) {
    if keeps_nothing()
        && let Some(promise) = find(".foot > span:last-child")
    {
        promise.set_text_content(Some(language.later_strings().nothing_kept));
    }
}

/// Puts the words around the screen into the chosen language, and marks what is not in it.
pub(crate) fn apply(language: Language) {
    let s = language.strings();
    set(&document_element(), "lang", language.tag());
    for (selector, attribute, word) in WORDS {
        if let Some(element) = find(selector) {
            match attribute {
                Some(attribute) => set(&element, attribute, word(s)),
                None => element.set_text_content(Some(word(s))),
            }
        }
    }
    if let Some(note) = find(".foot > span:last-child").and_then(|e| e.previous_element_sibling()) {
        note.set_text_content(Some(s.sources_note));
    }
    if let Some(kept) = find(".foot .kept")
        && let Some(date) = kept.get_attribute("data-date")
    {
        kept.set_text_content(Some(&fill(s.kept_until, &[("date", &date)])));
    }
    if let Some(english) = ENGLISH.here() {
        (english.mark_library_words)();
    }
}
