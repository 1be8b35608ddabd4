//! What the search core says about a query, in the language of the interface.

use celan_locale::{Strings, fill};
use celan_search::Message;

/// The words of a message.
pub(crate) fn query_notice(message: &Message, s: &Strings) -> String {
    let (words, value) = match message {
        Message::Long(n) => (s.asked_long, n.to_string()),
        Message::Many(n) => (s.asked_many, n.to_string()),
        Message::EmptyFilter(name) => (s.asked_filter, (*name).to_owned()),
        Message::NoYear(value) => (s.asked_year, value.clone()),
        Message::NoTerm(value) => (s.asked_term, value.clone()),
        Message::EmptyQuotes => (s.asked_quotes, String::new()),
        Message::OpenQuote => (s.asked_open, String::new()),
        Message::Invisible => (s.asked_invisible, String::new()),
        Message::OpenOr => (s.asked_or, String::new()),
        Message::Empty => (s.asked_nothing, String::new()),
        Message::OnlyExcluded => (s.asked_excluded, String::new()),
        Message::Nothing => (s.asked_none, String::new()),
        Message::NoDocument => (s.asked_no_document, String::new()),
        Message::Without(words) => (s.asked_without, words.join("、")),
    };
    fill(words, &[("n", &value), ("value", &value)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use celan_locale::Language;

    #[test]
    fn in_chinese_the_page_says_what_the_core_says() {
        let messages = [
            Message::Long(2_000),
            Message::Many(24),
            Message::EmptyFilter("年份"),
            Message::NoYear("{n}".into()),
            Message::NoTerm("现行".into()),
            Message::EmptyQuotes,
            Message::OpenQuote,
            Message::Invisible,
            Message::OpenOr,
            Message::Empty,
            Message::OnlyExcluded,
            Message::Nothing,
            Message::NoDocument,
            Message::Without(vec!["养马".into(), "KPI".into()]),
        ];
        for message in messages {
            let said = query_notice(&message, Language::Chinese.strings());
            assert_eq!(said, message.to_string());
        }
    }
}
