//! What a document says of its own time, in words: never more than it says, and that it has passed
//! only where the library's own date lies after it. 现行有效 is never claimed.

use crate::address::anchor_address;
use crate::inline::words;
use crate::place;
use crate::strings::{Strings, fill};
use crate::view::View;
use celan_document::{Block, Document, Library, Metadata, PartialDate, Term, TermKind, char_slice};
use maud::{Markup, html};

/// Something a document says of its own time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What kind of time it speaks of.
    pub kind: TermKind,
    /// In words, as 有效期至 2016-12-31，已过.
    pub text: String,
    /// Whether the library's date lies after its end.
    pub over: bool,
    /// The place that says it; `None` where the title does.
    pub anchor: Option<String>,
    /// The name of that place (第五十三条), where it has one.
    pub place: Option<String>,
    /// The words that say it.
    pub words: String,
}

/// What `document` says of its own time, expiry first.
pub fn claims(document: &Document, library: &Library, view: View) -> Vec<Claim> {
    let s = view.language.strings();
    let mut claims: Vec<Claim> = document
        .metadata
        .terms
        .iter()
        .filter_map(|term| claim(s, document, library, term))
        .collect();
    claims.sort_by_key(|claim| rank(claim.kind));
    claims
}

/// The one claim that a list shows beside a document.
pub fn tag(document: &Document, library: &Library, view: View) -> Option<Claim> {
    let kinds = [
        TermKind::Expiry,
        TermKind::Period,
        TermKind::Trial,
        TermKind::Provisional,
    ];
    claims(document, library, view)
        .into_iter()
        .find(|claim| kinds.contains(&claim.kind))
}

/// The word at the head of the article, where the text names an end.
pub(crate) fn say(document: &Document, library: &Library, view: View) -> Markup {
    let s = view.language.strings();
    let mut ends = claims(document, library, view);
    ends.retain(|claim| matches!(claim.kind, TermKind::Expiry | TermKind::Period));
    let over = ends.iter().any(|claim| claim.over);
    html! {
        @if !ends.is_empty() {
            div.say.over[over] {
                p {
                    @for claim in &ends {
                        b { (claim.text) (s.stop) }
                        (ground(s, document, claim, view))
                    }
                    @match &library.date {
                        Some(date) => (fill(s.ask_issuer, &[("date", date.as_str())])),
                        None => (s.ask_issuer_undated),
                    }
                }
            }
            "\n"
        }
    }
}

/// Where the text says it.
pub(crate) fn ground(s: &Strings, document: &Document, claim: &Claim, view: View) -> Markup {
    html! {
        @match &claim.anchor {
            Some(anchor) => {
                (s.according)
                a href=(anchor_address(view.links, &document.metadata.id, anchor)) {
                    (claim.place.as_deref().unwrap_or(s.body_label))
                }
            }
            None => (s.according_title),
        }
        @if claim.words.starts_with('“') { (claim.words) }
        @else if !claim.words.is_empty() { "“" (claim.words) "”" }
        (s.stop)
    }
}

fn rank(kind: TermKind) -> u8 {
    match kind {
        TermKind::Expiry => 0,
        TermKind::Period => 1,
        TermKind::Effective => 2,
        TermKind::Trial => 3,
        TermKind::Provisional => 4,
    }
}

fn claim(s: &Strings, document: &Document, library: &Library, term: &Term) -> Option<Claim> {
    let metadata = &document.metadata;
    let passed = |end: &str| {
        library
            .date
            .as_ref()
            .is_some_and(|today| today.as_str() > end)
    };
    let (text, over) = match term.kind {
        TermKind::Trial => (s.trial.to_owned(), false),
        TermKind::Provisional => (s.provisional.to_owned(), false),
        TermKind::Effective => (fill(s.effective, &[("date", &term.value)]), false),
        TermKind::Period => {
            let end = term.value.rsplit('/').next()?;
            let over = passed(&last_day(end)?);
            let year = fill(s.year, &[("n", end)]);
            let end = if end.len() == 4 { &year } else { end };
            (
                fill(
                    if over { s.period_over } else { s.period },
                    &[("date", end)],
                ),
                over,
            )
        }
        TermKind::Expiry if term.value.starts_with('P') => {
            duration(s, metadata, &term.value, passed)?
        }
        TermKind::Expiry => {
            let end = term.value.rsplit('/').next()?;
            let over = passed(&last_day(end)?);
            (
                fill(
                    if over { s.expiry_over } else { s.expiry },
                    &[("date", end)],
                ),
                over,
            )
        }
    };
    let block = term
        .anchor
        .as_deref()
        .and_then(|anchor| place::block(document, anchor));
    let words = match (&term.anchor, block.and_then(Block::text)) {
        (Some(_), Some(text)) => words(text, term.span),
        (Some(_), None) => "",
        (None, _) => char_slice(&metadata.title, term.span),
    };
    Some(Claim {
        kind: term.kind,
        text,
        over,
        anchor: block.map(|block| block.anchor.clone()),
        place: block.and_then(|block| place::name(s, document, block)),
        words: words.to_owned(),
    })
}

/// The last day of a shortened date; `None` where it is no date. Only to be compared: the month may
/// be shorter.
fn last_day(date: &str) -> Option<String> {
    let date = PartialDate::parse(date)?;
    Some(match date.as_str().len() {
        4 => format!("{date}-12-31"),
        7 => format!("{date}-31"),
        _ => date.to_string(),
    })
}

/// A duration in years and months, counted from the day it took effect, else from its date.
fn duration(
    s: &Strings,
    metadata: &Metadata,
    value: &str,
    passed: impl Fn(&str) -> bool,
) -> Option<(String, bool)> {
    let (mut months, mut number, mut length) = (0u32, 0u32, String::new());
    for c in value.strip_prefix('P')?.chars() {
        if let Some(digit) = c.to_digit(10) {
            number = number.checked_mul(10)?.checked_add(digit)?;
            continue;
        }
        let (word, each) = match c {
            'Y' => (s.years, 12),
            'M' => (s.months, 1),
            _ => return None,
        };
        months = months.checked_add(number.checked_mul(each)?)?;
        length.push_str(&fill(word, &[("n", &number.to_string())]));
        number = 0;
    }
    if months == 0 || number > 0 {
        return None;
    }
    let effective = metadata
        .terms
        .iter()
        .find(|term| term.kind == TermKind::Effective);
    let from = effective
        .and_then(|term| PartialDate::parse(&term.value))
        .or_else(|| metadata.date.clone());
    let Some(from) = from else {
        return Some((fill(s.expiry_for, &[("length", &length)]), false));
    };
    let last = last_day(from.as_str())?;
    let month = last.get(5..7)?.parse::<u32>().ok()? - 1 + months;
    let year = u32::from(from.year()) + month / 12;
    let end = format!("{year:04}-{:02}-{}", month % 12 + 1, last.get(8..)?);
    let over = passed(&end);
    let template = if over {
        s.expiry_for_over
    } else {
        s.expiry_for_from
    };
    Some((
        fill(template, &[("length", &length), ("date", from.as_str())]),
        over,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use celan_document::Span;

    /// What is said of a document of `issued` with one term, in a library kept until `today`.
    fn said(kind: TermKind, value: &str, issued: &str, today: &str) -> Option<(String, bool)> {
        let term = Term {
            kind,
            value: value.into(),
            anchor: None,
            span: Span { start: 0, end: 0 },
        };
        let metadata = Metadata {
            date: PartialDate::parse(issued),
            terms: vec![term],
            ..Metadata::default()
        };
        let document = Document {
            metadata,
            blocks: Vec::new(),
        };
        let library = Library {
            date: PartialDate::parse(today),
            ..Library::default()
        };
        let claim = claims(&document, &library, View::default()).pop()?;
        Some((claim.text, claim.over))
    }

    #[test]
    fn an_end_has_passed_only_on_the_day_after() {
        use TermKind::{Expiry, Period};
        let cases = [
            (
                Expiry,
                "2016-12-31",
                "",
                "2016-12-31",
                "有效期至 2016-12-31",
                false,
            ),
            (
                Expiry,
                "2016-12-31",
                "",
                "2017-01-01",
                "有效期至 2016-12-31，已过",
                true,
            ),
            (Expiry, "2016-12-31", "", "", "有效期至 2016-12-31", false),
            (Expiry, "2016", "", "2016-12-31", "有效期至 2016", false),
            (
                Period,
                "2016/2020",
                "",
                "2020-12-31",
                "规划期至 2020年",
                false,
            ),
            (
                Period,
                "2016/2020",
                "",
                "2021-01-01",
                "规划期至 2020年，已满",
                true,
            ),
            (
                Expiry,
                "P5Y",
                "2018-08-02",
                "2023-08-02",
                "有效期5年，2018-08-02 起",
                false,
            ),
            (
                Expiry,
                "P5Y",
                "2018-08-02",
                "2023-08-03",
                "有效期5年，2018-08-02 起，已过",
                true,
            ),
            (
                Expiry,
                "P1Y6M",
                "2015-09",
                "2017-03-31",
                "有效期1年6个月，2015-09 起",
                false,
            ),
            (
                Expiry,
                "P1Y6M",
                "2015-09",
                "2017-04-01",
                "有效期1年6个月，2015-09 起，已过",
                true,
            ),
            (Expiry, "P5Y", "", "2023-08-03", "有效期5年", false),
        ];
        for (kind, value, issued, today, text, over) in cases {
            let got = said(kind, value, issued, today);
            assert_eq!(got, Some((text.to_owned(), over)), "{value} on {today}");
        }
        for nonsense in ["", "P", "PxY", "P5W", "soon", "P99999999999Y", "2016-13-01"] {
            let got = said(Expiry, nonsense, "2018-08-02", "2026-01-01");
            assert_eq!(got, None, "{nonsense}");
        }
    }
}
