//! A query as a value: read from text, written to text, changed by its parts.
//!
//! Nothing outside this module knows how a query is spelled.

mod clauses;
mod filter;
mod lexer;
mod message;
mod sort;

pub use filter::{Filter, FilterField};
pub use lexer::LONGEST as LONGEST_QUERY;
pub use message::Message;
pub use sort::Sort;

pub(crate) use clauses::{Clauses, Group, Operand, Pattern};
pub(crate) use filter::{documents, terms};

use std::fmt::{self, Write};

/// What is asked: words and phrases, alternatives, and filters on documents.
///
/// ```
/// use celan_search::{Filter, FilterField, Query};
/// let query = Query::parse("科技 \"成果转化\" 年份:2016..2018");
/// let level = Filter::new(FilterField::Level, "中央", false).unwrap();
/// assert_eq!(query.with_filter(level).to_string(), "科技 \"成果转化\" 年份:2016..2018 层级:中央");
/// assert_eq!(query.without(FilterField::Year).to_string(), "科技 \"成果转化\"");
/// ```
#[derive(Debug, Clone, Default)]
pub struct Query {
    parts: Vec<Part>,
    messages: Vec<Message>,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// A word, or a phrase where it is quoted.
    Word {
        text: String,
        quoted: bool,
        excluded: bool,
    },
    Filter(Filter),
    /// Makes alternatives of its neighbours.
    Or,
}

impl Query {
    /// Reads a query. It never fails: what cannot be read is left out, and [`messages`] says so.
    ///
    /// [`messages`]: Self::messages
    pub fn parse(text: &str) -> Self {
        let mut messages = Vec::new();
        let parts = lexer::lex(text, &mut messages);
        Self { parts, messages }
    }

    /// What is wrong with the text that the query was read from.
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// The filters, in order.
    pub fn filters(&self) -> impl Iterator<Item = &Filter> {
        self.parts.iter().filter_map(|part| match part {
            Part::Filter(filter) => Some(filter),
            _ => None,
        })
    }

    /// Whether it has neither words nor filters.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The query with this filter in place of all others on its field.
    pub fn with_filter(&self, filter: Filter) -> Self {
        let mut query = self.without(filter.field());
        query.parts.push(Part::Filter(filter));
        query
    }

    /// Adds a filter on a field that it does not filter; what is wrong with the value is in [`messages`].
    ///
    /// [`messages`]: Self::messages
    pub fn narrow(&mut self, field: FilterField, value: &str, excluded: bool) {
        if self.filters().any(|filter| filter.field() == field) {
            return;
        }
        match Filter::new(field, value, excluded) {
            Ok(filter) => self.parts.push(Part::Filter(filter)),
            Err(message) => self.messages.push(message),
        }
    }

    /// The query without filters on this field.
    pub fn without(&self, field: FilterField) -> Self {
        let other = |part: &Part| !matches!(part, Part::Filter(f) if f.field() == field);
        self.retaining(other)
    }

    /// The query without any filter.
    pub fn without_filters(&self) -> Self {
        self.retaining(|part| !matches!(part, Part::Filter(_)))
    }

    /// The query without this word, which a response named as one of its terms or as missing; where it is
    /// only a part of one that was typed, the rest of that stays. The query itself where nothing has it.
    pub fn without_word(&self, word: &str) -> Self {
        let whole = |part: &Part| matches!(part, Part::Word { text, .. } if text == word);
        if word.is_empty() || self.parts.iter().any(whole) {
            return self.retaining(|part| !whole(part));
        }
        let mut query = self.retaining(|_| true);
        let within = query.parts.iter().position(|part| {
            matches!(part, Part::Word { text, quoted: false, excluded: false } if text.contains(word))
        });
        if let Some(at) = within
            && let Part::Word { text, .. } = &query.parts[at]
        {
            let rest = Self::parse(&text.replacen(word, " ", 1));
            query.parts.splice(at..=at, rest.parts);
        }
        query.retaining(|_| true)
    }

    /// The query with `to` in place of `from` in its unquoted words; `to` alone where no word has
    /// `from`.
    pub fn with_word(&self, from: &str, to: &str) -> Self {
        let mut query = self.retaining(|_| true);
        let mut found = false;
        for part in &mut query.parts {
            if let Part::Word {
                text,
                quoted: false,
                ..
            } = part
                && !found
                && text.contains(from)
            {
                *text = text.replacen(from, to, 1);
                found = true;
            }
        }
        if found {
            return query;
        }
        let filters = query.filters().cloned().map(Part::Filter);
        let mut read = Self::parse(to).retaining(|part| !matches!(part, Part::Filter(_)));
        read.parts.extend(filters);
        read
    }

    fn retaining(&self, keep: impl Fn(&Part) -> bool) -> Self {
        let mut parts: Vec<Part> = self.parts.iter().filter(|p| keep(p)).cloned().collect();
        // What is taken out leaves no two signs side by side.
        parts.dedup_by(|a, b| *a == Part::Or && *b == Part::Or);
        Self {
            parts,
            messages: Vec::new(),
        }
    }
}

/// Two queries are the same if they ask the same.
impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

impl Eq for Query {}

impl From<&str> for Query {
    fn from(text: &str) -> Self {
        Self::parse(text)
    }
}

/// Writes a query so that reading it gives the same query.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, part) in self.parts.iter().enumerate() {
            if number > 0 {
                f.write_char(' ')?;
            }
            match part {
                Part::Or => f.write_char('|')?,
                Part::Filter(filter) => write!(f, "{filter}")?,
                Part::Word {
                    text,
                    quoted,
                    excluded,
                } => {
                    f.write_str(if *excluded { "-" } else { "" })?;
                    let quote = if *quoted { "\"" } else { "" };
                    write!(f, "{quote}{text}{quote}")?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const QUERIES: &str =
        "\\PC{0,60}|[\"＂“”‘ |｜:：\\-－–年份期限已满OR2018a科\u{202e}\u{200b}\u{ad}\t]{0,60}";

    fn filter(field: FilterField, value: &str) -> Filter {
        Filter::new(field, value, false).unwrap_or_else(|_| panic!("{value}"))
    }

    proptest! {
        #[test]
        fn what_is_written_reads_as_the_same_query(text in QUERIES) {
            let query = Query::parse(&text);
            let written = query.to_string();
            prop_assert_eq!(&Query::parse(&written), &query, "{}", written);
            for changed in [
                query.without(FilterField::Year),
                query.with_filter(filter(FilterField::Document, "=one-2017")),
                query.with_filter(filter(FilterField::Issuer, "甲 乙\u{3000}“丙”")),
                query.without_word("科"),
            ] {
                let written = changed.to_string();
                prop_assert_eq!(&Query::parse(&written), &changed, "{}", written);
            }
        }
    }

    #[test]
    fn filters_replace_each_other() {
        let with = |query: &str, field, value: &str| {
            let query = Query::parse(query).with_filter(filter(field, value));
            query.to_string()
        };
        use FilterField::{Issuer, Level, Term, Year};
        assert_eq!(with("技改", Level, "中央"), "技改 层级:中央");
        assert_eq!(with("技改 层级:中央", Level, "部委"), "技改 层级:部委");
        assert_eq!(
            with("技改 层级：中央 年份:2018", Year, "2016"),
            "技改 层级:中央 年份:2016"
        );
        let without = |query: &str, field| Query::parse(query).without(field).to_string();
        assert_eq!(without("技改 层级:中央  资金", Level), "技改 资金");
        assert_eq!(without("层级管理", Level), "层级管理");
        assert_eq!(without("技改 -期限:已满", Term), "技改");
        let quoted = with("\"技改 资金\"", Issuer, "甲 乙");
        assert_eq!(quoted, "\"技改 资金\" 发文机关:\"甲 乙\"");
        assert_eq!(without(&quoted, Issuer), "\"技改 资金\"");
        assert_eq!(with("\"科技成果", Level, "中央"), "\"科技成果\" 层级:中央");
    }

    #[test]
    fn a_filter_is_read_after_any_number_of_words() {
        let words = "一 二 三 四 五 六 ".repeat(9);
        let query = Query::parse(&words).with_filter(filter(FilterField::Level, "中央"));
        assert_eq!(Query::parse(&query.to_string()).filters().count(), 1);
    }

    #[test]
    fn a_word_is_dropped_with_no_more_than_itself() {
        let without = |query: &str, word| Query::parse(query).without_word(word).to_string();
        assert_eq!(without("养马 补贴 年份:2018", "养马"), "补贴 年份:2018");
        assert_eq!(without("官员KPI考核", "KPI"), "官员 考核");
        assert_eq!(without("\"官员KPI\" 考核", "KPI"), "\"官员KPI\" 考核");
        assert_eq!(without("养马", "养马"), "");
        assert_eq!(without("养马", "养牛"), "养马");
    }

    #[test]
    fn a_word_is_replaced_where_it_is() {
        let with = |query: &str, from, to| Query::parse(query).with_word(from, to).to_string();
        assert_eq!(with("科计成果 -人才", "科计", "科技"), "科技成果 -人才");
        assert_eq!(with("ke ji 年份:2018", "keji", "科技"), "科技 年份:2018");
        assert_eq!(with("\"科计\" 科计", "科计", "科技"), "\"科计\" 科技");
    }
}
