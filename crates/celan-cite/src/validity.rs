//! What a document says of its own time, in words: never more than it says, and that it has passed
//! only if the library's own date lies after it. 现行有效 is never claimed.

use crate::place::place_name;
use celan_document::{
    Block, Document, Library, Metadata, Validity, ValidityKind, char_slice, length,
};
use celan_locale::{Strings, fill};

/// Something a document says of its own time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What kind of time it speaks of.
    pub kind: ValidityKind,
    /// In words, as 有效期至 2016-12-31，已过.
    pub text: String,
    /// Whether the library's date lies after its end.
    pub over: bool,
    /// The place that says it; `None` if the title does.
    pub anchor: Option<String>,
    /// The name of that place (第五十三条), if it has one.
    pub place: Option<String>,
    /// The words that say it.
    pub words: String,
}

/// What `document` says of its own time, expiry first.
pub fn claims(document: &Document, library: &Library, s: &Strings) -> Vec<Claim> {
    let mut claims: Vec<Claim> = document
        .metadata
        .validities
        .iter()
        .filter_map(|term| claim(s, document, library, term))
        .collect();
    claims.sort_by_key(|claim| rank(claim.kind));
    claims
}

/// The one claim that a list shows beside a document.
pub fn leading_claim(document: &Document, library: &Library, s: &Strings) -> Option<Claim> {
    let kinds = [
        ValidityKind::Expiry,
        ValidityKind::Period,
        ValidityKind::Trial,
        ValidityKind::Provisional,
    ];
    claims(document, library, s)
        .into_iter()
        .find(|claim| kinds.contains(&claim.kind))
}

/// The sentences by which the own time of `document` has ended; empty where it has not, as far as is known.
pub fn ended(document: &Document, library: &Library, s: &Strings) -> String {
    let claims = claims(document, library, s).into_iter();
    let over = claims.filter(|claim| claim.over);
    over.map(|claim| claim.text + s.stop).collect()
}

fn rank(kind: ValidityKind) -> u8 {
    match kind {
        ValidityKind::Expiry => 0,
        ValidityKind::Period => 1,
        ValidityKind::Effective => 2,
        ValidityKind::Trial => 3,
        ValidityKind::Provisional => 4,
    }
}

fn claim(s: &Strings, document: &Document, library: &Library, term: &Validity) -> Option<Claim> {
    let metadata = &document.metadata;
    let over = term.is_over(metadata, library.date.as_ref());
    let text = match term.kind {
        ValidityKind::Trial => s.trial.to_owned(),
        ValidityKind::Provisional => s.provisional.to_owned(),
        ValidityKind::Effective => fill(s.effective, &[("date", &term.value)]),
        ValidityKind::Expiry if term.value.starts_with('P') => duration(s, metadata, term, over)?,
        ValidityKind::Period | ValidityKind::Expiry => {
            term.end(metadata)?;
            let end = term.value.rsplit('/').next()?;
            let is_period = term.kind == ValidityKind::Period;
            let year = fill(s.year, &[("n", end)]);
            let end = if is_period && end.len() == 4 {
                &year
            } else {
                end
            };
            let template = match (is_period, over) {
                (true, true) => s.period_over,
                (true, false) => s.period,
                (false, true) => s.expiry_over,
                (false, false) => s.expiry,
            };
            fill(template, &[("date", end)])
        }
    };
    let block = term
        .anchor
        .as_deref()
        .and_then(|anchor| document.block(anchor));
    let words = match (&term.anchor, block.and_then(Block::text)) {
        (Some(_), Some(text)) => char_slice(&text.plain, term.span),
        (Some(_), None) => "",
        (None, _) => char_slice(&metadata.title, term.span),
    };
    Some(Claim {
        kind: term.kind,
        text,
        over,
        anchor: block.map(|block| block.anchor.clone()),
        place: block.and_then(|block| place_name(s, document, block)),
        words: words.to_owned(),
    })
}

/// A validity of years and months, with the day from which it counts.
fn duration(s: &Strings, metadata: &Metadata, term: &Validity, over: bool) -> Option<String> {
    let (years, months) = length(&term.value)?;
    let mut words = String::new();
    for (template, n) in [(s.years, years), (s.months, months)] {
        if n > 0 {
            words.push_str(&fill(template, &[("n", &n.to_string())]));
        }
    }
    let Some(from) = metadata.beginning() else {
        return Some(fill(s.expiry_for, &[("length", &words)]));
    };
    let template = if over {
        s.expiry_for_over
    } else {
        s.expiry_for_from
    };
    Some(fill(
        template,
        &[("length", &words), ("date", from.as_str())],
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use celan_document::{PartialDate, Span};
    use celan_locale::Language;

    /// What is said of a document of `issued` with one term, in a library kept until `today`.
    fn said(kind: ValidityKind, value: &str, issued: &str, today: &str) -> Option<(String, bool)> {
        let term = Validity {
            kind,
            value: value.into(),
            anchor: None,
            span: Span { start: 0, end: 0 },
        };
        let metadata = Metadata {
            date: PartialDate::parse(issued),
            validities: vec![term],
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
        let claim = claims(&document, &library, Language::default().strings()).pop()?;
        Some((claim.text, claim.over))
    }

    #[test]
    fn an_end_has_passed_only_on_the_day_after() {
        use ValidityKind::{Expiry, Period};
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
