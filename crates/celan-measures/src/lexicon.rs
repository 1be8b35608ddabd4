//! The words that the rules look for, read once from `data/words.toml`.

use regex::Regex;
use serde::Deserialize;
use std::sync::LazyLock;

/// The lists of `data/words.toml`.
#[derive(Debug, Deserialize)]
struct Words {
    verbs: Vec<String>,
    nouns: Vec<String>,
    budget: Vec<String>,
    quantities: Vec<String>,
    comparators: Vec<String>,
    upper: Vec<String>,
    lower: Vec<String>,
    ceiling: Ceiling,
    payment: Payment,
    other: Other,
    kind: Kinds,
}

/// What a ceiling is a ceiling of.
#[derive(Debug, Deserialize)]
struct Ceiling {
    item: Vec<String>,
    firm: Vec<String>,
    year: Vec<String>,
    total: Vec<String>,
}

/// How support that is promised already is paid.
#[derive(Debug, Deserialize)]
struct Payment {
    bases: Vec<String>,
    verbs: Vec<String>,
}

/// Contexts of sums that are no support.
#[derive(Debug, Deserialize)]
struct Other {
    fines: Vec<String>,
    achievements: Vec<String>,
    examples: Vec<String>,
}

/// Words that tell kinds of support apart.
#[derive(Debug, Deserialize)]
struct Kinds {
    prize: Vec<String>,
    loan: Vec<String>,
    rent: Vec<String>,
    tax: Vec<String>,
    other: Vec<String>,
}

/// The lists as patterns.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// A verb of giving.
    pub(crate) verb: Regex,
    /// A noun of support.
    pub(crate) noun: Regex,
    /// A verb that sets money aside.
    pub(crate) budget: Regex,
    /// A measured quantity, with or without a comparator, at the end of a text.
    pub(crate) quantity_at_end: Regex,
    /// A measured quantity anywhere.
    pub(crate) quantity: Regex,
    /// An upper bound.
    pub(crate) upper: Regex,
    /// A lower bound.
    pub(crate) lower: Regex,
    /// Ceilings by item, firm, year and in all.
    pub(crate) ceiling: [Regex; 4],
    /// A base that is support already.
    pub(crate) payment_base: Regex,
    /// A verb of paying in parts or sharing a cost.
    pub(crate) payment_verb: Regex,
    /// A fine or fee.
    pub(crate) fine: Regex,
    /// What was achieved.
    pub(crate) achievement: Regex,
    /// A worked example.
    pub(crate) example: Regex,
    /// Kinds: tax, loan, rent, other, prize.
    pub(crate) tax: Regex,
    pub(crate) loan: Regex,
    pub(crate) rent: Regex,
    pub(crate) voucher: Regex,
    pub(crate) prize: Regex,
}

/// The lexicon.
pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let words: Words = toml::from_str(include_str!("../data/words.toml"))
        .expect("data/words.toml is read by a test");
    let quantities = alternatives(&words.quantities);
    let comparators = alternatives(&words.comparators);
    Lexicon {
        verb: pattern(&alternatives(&words.verbs)),
        noun: pattern(&alternatives(&words.nouns)),
        budget: pattern(&alternatives(&words.budget)),
        quantity_at_end: pattern(&format!(
            "(?:{quantities})[^，、;。:]{{0,8}}?(?:{comparators})?(?:人民币)?$"
        )),
        quantity: pattern(&quantities),
        upper: pattern(&alternatives(&words.upper)),
        lower: pattern(&alternatives(&words.lower)),
        ceiling: [
            pattern(&alternatives(&words.ceiling.item)),
            pattern(&alternatives(&words.ceiling.firm)),
            pattern(&alternatives(&words.ceiling.year)),
            pattern(&alternatives(&words.ceiling.total)),
        ],
        payment_base: pattern(&alternatives(&words.payment.bases)),
        payment_verb: pattern(&alternatives(&words.payment.verbs)),
        fine: pattern(&alternatives(&words.other.fines)),
        achievement: pattern(&alternatives(&words.other.achievements)),
        example: pattern(&alternatives(&words.other.examples)),
        tax: pattern(&alternatives(&words.kind.tax)),
        loan: pattern(&alternatives(&words.kind.loan)),
        rent: pattern(&alternatives(&words.kind.rent)),
        voucher: pattern(&alternatives(&words.kind.other)),
        prize: pattern(&alternatives(&words.kind.prize)),
    }
});

/// The words as alternatives of a pattern, the longest first.
fn alternatives(words: &[String]) -> String {
    let mut words: Vec<String> = words.iter().map(|word| regex::escape(word)).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.join("|")
}

/// A constant pattern.
pub(crate) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("patterns are constant, and tests build them")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_wins() {
        let found = LEXICON.verb.find("给予10万元");
        assert_eq!(found.map(|m| m.as_str()), Some("给予"));
        assert!(LEXICON.quantity_at_end.is_match("年销售收入首次超过"));
    }
}
