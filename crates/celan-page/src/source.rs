//! How a document is named as a source: by title, place, issuer, number and date, as far as known.

use crate::strings::{Strings, fill};
use celan_document::{Document, Library, PartialDate};

/// The source of what stands at `place` (empty for the whole) of `document`, as a sentence. What is
/// not known is left out.
///
/// ```
/// use celan_document::{Document, Metadata};
/// use celan_page::{source, strings::Language};
/// let metadata = Metadata { title: "甲办法".into(), number: Some("甲发〔2020〕1号".into()), ..Metadata::default() };
/// let document = Document { metadata, blocks: Vec::new() };
/// let said = source(&document, "第二条", Language::Chinese.strings());
/// assert_eq!(said, "出处：《甲办法》第二条，甲发〔2020〕1号。");
/// ```
pub fn source(document: &Document, place: &str, s: &Strings) -> String {
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

/// Up to when the library was kept, and that only the issuer knows what came after; empty where the
/// library has no date.
pub fn kept_until(library: &Library, s: &Strings) -> String {
    library.date.as_ref().map_or_else(String::new, |date| {
        fill(s.printed_until, &[("date", &date_in_words(date, s))])
    })
}

/// A date as it is written in a sentence: 2020年10月12日.
///
/// ```
/// use celan_document::PartialDate;
/// use celan_page::{date_in_words, strings::Language};
/// let words = |iso| date_in_words(&PartialDate::parse(iso).unwrap(), Language::Chinese.strings());
/// assert_eq!(words("2020-10-02"), "2020年10月2日");
/// assert_eq!(words("2015-09"), "2015年9月");
/// assert_eq!(words("2015"), "2015年");
/// ```
pub fn date_in_words(date: &PartialDate, s: &Strings) -> String {
    let bare = |part: &str| part.trim_start_matches('0').to_owned();
    let mut parts = date.as_str().split('-').map(bare);
    let (y, m, d) = (parts.next(), parts.next(), parts.next());
    let template = match (&m, &d) {
        (_, Some(_)) => s.date_day,
        (Some(_), None) => s.date_month,
        (None, None) => s.date_year,
    };
    let (y, m, d) = (
        y.unwrap_or_default(),
        m.unwrap_or_default(),
        d.unwrap_or_default(),
    );
    fill(template, &[("y", &y), ("m", &m), ("d", &d)])
}
