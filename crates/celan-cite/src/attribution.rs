//! The attribution of a copy: who published a text and where, as far as known.

use crate::validity::ended;
use celan_document::{Document, Library};
use celan_locale::{Strings, date_in_words, fill};

/// The attribution of `place` (empty for the whole) in `document`, as a sentence: title, place,
/// issuers, number and date. What is not known is left out.
///
/// ```
/// use celan_document::{Document, Metadata};
/// use celan_cite::attribution;
/// use celan_locale::Language;
/// let metadata = Metadata { title: "甲办法".into(), number: Some("甲发〔2020〕1号".into()), ..Metadata::default() };
/// let document = Document { metadata, blocks: Vec::new() };
/// let said = attribution(&document, "第二条", Language::Chinese.strings());
/// assert_eq!(said, "出处：《甲办法》第二条，甲发〔2020〕1号。");
/// ```
pub fn attribution(document: &Document, place: &str, s: &Strings) -> String {
    let metadata = &document.metadata;
    let issuers = (!metadata.issuers.is_empty()).then(|| metadata.issuers.join(s.listed));
    let date = metadata.date.as_ref().map(|date| date_in_words(date, s));
    let mut known = place.to_owned();
    for part in [issuers, metadata.number.clone(), date]
        .into_iter()
        .flatten()
    {
        known.push_str(s.separator);
        known.push_str(&part);
    }
    fill(
        s.printed_source,
        &[("title", &metadata.title), ("known", &known)],
    )
}

/// The [`attribution`] of a copy that goes elsewhere, and behind it that the document's own time has ended, where it
/// has: nobody who gets the copy sees the rest of the document.
pub fn source(document: &Document, library: &Library, place: &str, s: &Strings) -> String {
    let mut said = attribution(document, place, s);
    let ended = ended(document, library, s);
    if !ended.is_empty() {
        if said.ends_with('.') {
            said.push(' ');
        }
        said.push_str(ended.trim_end());
    }
    said
}

/// Up to when the library was kept, and that only the issuer knows what came after. Empty if the
/// library has no date.
pub fn kept_until(library: &Library, s: &Strings) -> String {
    library.date.as_ref().map_or_else(String::new, |date| {
        fill(s.printed_until, &[("date", &date_in_words(date, s))])
    })
}
