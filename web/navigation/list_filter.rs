//! What list and results are narrowed by, as it stands in an address: `level=中央&year=2018`.

use crate::navigation::url::{parameter, push_value};
use celan_search::FilterField;

/// The parameters, and what they look at.
pub(crate) const FIELDS: [(&str, FilterField); 5] = [
    ("level", FilterField::Level),
    ("year", FilterField::Year),
    ("issuer", FilterField::Issuer),
    ("category", FilterField::Category),
    ("term", FilterField::Term),
];

/// What the search core calls documents whose own time has ended.
pub(crate) const OVER: &str = "已满";
/// What it calls those on trial.
pub(crate) const TRIAL: &str = "试行";

/// The field for what is typed above the list.
pub(crate) const TYPED: &str = "has";

/// The list's filter with what is typed into its own field.
pub(crate) fn with_typed(filter: &str, text: &str) -> String {
    with(filter, TYPED, text)
}

/// What `search`, the part of an address behind `?`, narrows the results to; nothing else of it.
pub(crate) fn of(search: &str) -> String {
    FIELDS.iter().fold(String::new(), |filter, (name, _)| {
        with(&filter, name, &parameter(search, name).unwrap_or_default())
    })
}

/// A value as the search core has it, and whether the documents that have it are left out.
pub(crate) fn asked(field: FilterField, value: &str) -> (String, bool) {
    match (field, value) {
        (FilterField::Term, "open") => (OVER.to_owned(), true),
        (FilterField::Term, "over") => (OVER.to_owned(), false),
        (FilterField::Term, "trial") => (TRIAL.to_owned(), false),
        // The whole name: 国务院 is not to find 国务院办公厅.
        (FilterField::Issuer | FilterField::Category, _) => (["=", value].concat(), false),
        _ => (value.to_owned(), false),
    }
}

/// The filter with this value of a field, or without the field.
pub(crate) fn with(filter: &str, field: &str, value: &str) -> String {
    let mut out = String::new();
    for pair in filter.split('&') {
        let name = pair.split_once('=').map_or(pair, |(name, _)| name);
        if !pair.is_empty() && name != field {
            if !out.is_empty() {
                out.push('&');
            }
            out.push_str(pair);
        }
    }
    if !value.is_empty() {
        if !out.is_empty() {
            out.push('&');
        }
        out.push_str(field);
        out.push('=');
        push_value(&mut out, value);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_narrows_is_taken_out_of_an_address() {
        assert_eq!(of("?q=a&sort=date&kiosk"), "");
        assert_eq!(
            of("q=a&year=2018&level=%E4%B8%AD&has=x&term="),
            "level=%E4%B8%AD&year=2018"
        );
    }

    #[test]
    fn a_filter_takes_one_value_a_field() {
        assert_eq!(with("", "year", "2018"), "year=2018");
        assert_eq!(
            with("level=a&year=2017", "year", "2018"),
            "level=a&year=2018"
        );
        assert_eq!(with("level=a&year=2017", "level", ""), "year=2017");
        assert_eq!(with_typed("year=2017", "a x"), "year=2017&has=a%20x");
        assert_eq!(
            parameter(&with_typed("", "a&b+c"), TYPED).unwrap_or_default(),
            "a&b+c"
        );
    }
}
