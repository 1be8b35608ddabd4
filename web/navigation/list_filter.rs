//! The filter of the library's list, as it stands in an address: `level=中央&year=2018`.

use crate::navigation::url::push_value;

/// The field for what is typed above the list.
pub(crate) const TYPED: &str = "has";

/// The list's filter with what is typed into its own field.
pub(crate) fn with_typed(filter: &str, text: &str) -> String {
    with(filter, TYPED, text)
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
    use crate::navigation::url::parameter;

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
