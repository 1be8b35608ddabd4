//! Values in words: templates filled, numbers and dates as they are read.

use crate::strings::Strings;
use celan_document::PartialDate;

/// Puts values in the place of `{name}`, and an ending in that of `{name:ending}` unless the value is 1. A name
/// without a value stays as it is; values are not searched again.
///
/// ```
/// use celan_locale::fill;
/// assert_eq!(fill("{n}份文件，{x}", &[("n", "26")]), "26份文件，{x}");
/// assert_eq!(fill("{n} document{n:s}", &[("n", "26")]), "26 documents");
/// assert_eq!(fill("{n} document{n:s}", &[("n", "1")]), "1 document");
/// ```
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let Some(close) = rest.find('}') else { break };
        let name = &rest[1..close];
        let (name, ending) = name
            .split_once(':')
            .map_or((name, None), |(name, ending)| (name, Some(ending)));
        match (values.iter().find(|(key, _)| *key == name), ending) {
            (Some((_, "1")), Some(_)) => (),
            (Some((_, value)), ending) => out.push_str(ending.unwrap_or(value)),
            (None, _) => out.push_str(&rest[..=close]),
        }
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    out
}

/// Writes a number as it is read: 34,091.
///
/// ```
/// assert_eq!(celan_locale::number(34091), "34,091");
/// ```
pub fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A date as it is written in a sentence: 2020年10月12日.
///
/// ```
/// use celan_document::PartialDate;
/// use celan_locale::{Language, date_in_words};
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_not_searched_again() {
        assert_eq!(fill("{a}{b}{", &[("a", "{b}"), ("b", "x")]), "{b}x{");
        assert_eq!(
            [0, 999, 1000, 1_234_567].map(number),
            ["0", "999", "1,000", "1,234,567"]
        );
    }
}
