//! Filters: what a query says about the documents and not about their text.

use super::{Message, Query};
use celan_document::{Document, Library, Metadata, PartialDate, Validity, ValidityKind};
use celan_text::{fold, spellings};
use serde::Serialize;
use std::fmt;

/// What a filter looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FilterField {
    /// The title, or that of the notice.
    Title,
    /// The document number.
    Number,
    /// An issuing body.
    Issuer,
    /// The year of the date.
    Year,
    /// The level.
    Level,
    /// The category.
    Category,
    /// What the document says of its own time.
    Term,
    /// The document itself, by id or title.
    Document,
}

/// A condition on documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    field: FilterField,
    value: String,
    excluded: bool,
    test: Test,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Test {
    Years(u16, u16),
    /// Any of these, folded; one that begins with = is the whole of what it names.
    Values(Vec<Vec<char>>),
}

/// What a document may be by what its text says of its own time, each with its names: ended on the
/// library's day, on trial. That one is still in force is never said.
const TERMS: [&[&str]; 2] = [&["已满", "已过", "over"], &["试行", "暂行", "trial"]];

impl FilterField {
    const ALL: [Self; 8] = [
        Self::Title,
        Self::Number,
        Self::Issuer,
        Self::Year,
        Self::Level,
        Self::Category,
        Self::Term,
        Self::Document,
    ];

    /// Its names in a query; the first is written.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Title => &["标题", "题名", "title"],
            Self::Number => &["文号", "number"],
            Self::Issuer => &["发文机关", "机关", "issuer"],
            Self::Year => &["年份", "年", "year"],
            Self::Level => &["层级", "level"],
            Self::Category => &["类别", "分类", "category"],
            Self::Term => &["期限", "term"],
            Self::Document => &["文件", "document", "doc", "id"],
        }
    }

    /// The field with this name, in Chinese or English.
    pub(super) fn named(given: &[char]) -> Option<Self> {
        if given.len() > 8 {
            return None;
        }
        let given: String = given
            .iter()
            .filter_map(|c| celan_text::fold_char(*c))
            .collect();
        let named = |field: &Self| field.names().contains(&given.as_str());
        Self::ALL.into_iter().find(named)
    }
}

impl Filter {
    /// Makes a filter of a value as it is written in a query: several values are separated by `,`
    /// or `|`, and one that begins with `=` is the whole of what it names.
    ///
    /// # Errors
    /// What is wrong with the value, in words for the reader.
    pub fn new(field: FilterField, value: &str, excluded: bool) -> Result<Self, Message> {
        let value: String = value
            .chars()
            .filter(|c| !super::lexer::is_quote(*c))
            .collect();
        let value = value.trim();
        if value.is_empty() {
            return Err(Message::EmptyFilter(field.names()[0]));
        }
        let test = if field == FilterField::Year {
            let years = years(value);
            let (from, to) = years.ok_or_else(|| Message::NoYear(value.to_owned()))?;
            Test::Years(from, to)
        } else {
            let parts = value.split([',', '，', '|', '｜']).map(|v| fold(v).chars);
            let values: Vec<Vec<char>> = parts.filter(|v| !v.is_empty()).collect();
            let known = |value: &Vec<char>| {
                let mut names = TERMS.iter().copied().flatten();
                names.any(|name| name.chars().eq(value.iter().copied()))
            };
            if field == FilterField::Term && !values.iter().all(known) {
                return Err(Message::NoTerm(value.to_owned()));
            }
            Test::Values(values)
        };
        Ok(Self {
            field,
            value: value.to_owned(),
            excluded,
            test,
        })
    }

    /// What it looks at.
    pub fn field(&self) -> FilterField {
        self.field
    }

    /// Its value as given.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Whether documents that pass it are left out.
    pub fn excluded(&self) -> bool {
        self.excluded
    }

    fn passes(&self, document: &Document, today: Option<&PartialDate>) -> bool {
        let metadata = &document.metadata;
        let values = match &self.test {
            Test::Years(from, to) => {
                let year = metadata.date.as_ref().map(|d| d.year());
                return year.is_some_and(|y| (*from..=*to).contains(&y));
            }
            Test::Values(values) => values,
        };
        let optional = |value: &Option<String>| value.clone().unwrap_or_default();
        let (texts, whole) = match self.field {
            FilterField::Title => (
                vec![metadata.title.clone(), optional(&metadata.notice)],
                false,
            ),
            FilterField::Number => (
                vec![
                    optional(&metadata.number),
                    optional(&metadata.number_printed),
                ],
                false,
            ),
            FilterField::Issuer => (metadata.issuers.clone(), false),
            FilterField::Level => (vec![optional(&metadata.level)], true),
            FilterField::Category => (vec![optional(&metadata.category)], false),
            FilterField::Term => {
                let states = states(metadata, today);
                let names = TERMS.iter().zip(states).filter(|(_, is)| *is);
                let names = names.flat_map(|(names, _)| *names);
                (names.map(|name| (*name).to_owned()).collect(), true)
            }
            FilterField::Year | FilterField::Document => (vec![metadata.id.clone()], true),
        };
        let passes = |text: &str, value: &[char]| {
            let text = fold(text).chars;
            let (whole, value) = match value {
                ['=', rest @ ..] => (true, rest),
                _ => (whole, value),
            };
            let contains = |part: &[char]| text.windows(part.len().max(1)).any(|w| w == part);
            match self.field {
                FilterField::Number => spellings(value).iter().any(|s| contains(&s.chars)),
                _ if whole => text == value,
                _ => contains(value),
            }
        };
        values.iter().any(|v| {
            texts.iter().any(|t| passes(t, v))
                || self.field == FilterField::Document && passes_title(&metadata.title, v)
        })
    }
}

/// Writes the filter as the lexer reads it.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.excluded { "-" } else { "" };
        let name = self.field.names()[0];
        let spaced = self.value.contains(char::is_whitespace);
        let quote = if spaced { "\"" } else { "" };
        write!(f, "{sign}{name}:{quote}{}{quote}", self.value)
    }
}

/// Which of [`TERMS`] a document is.
fn states(metadata: &Metadata, today: Option<&PartialDate>) -> [bool; 2] {
    let trial =
        |term: &Validity| matches!(term.kind, ValidityKind::Trial | ValidityKind::Provisional);
    [
        metadata.is_over(today),
        metadata.validities.iter().any(trial),
    ]
}

/// The names of what a document is by its own time, as a filter takes them.
pub(crate) fn terms(
    metadata: &Metadata,
    today: Option<&PartialDate>,
) -> impl Iterator<Item = &'static str> {
    let states = TERMS.iter().zip(states(metadata, today));
    states.filter(|(_, is)| *is).map(|(names, _)| names[0])
}

/// A document may also be named by its whole title.
fn passes_title(title: &str, value: &[char]) -> bool {
    fold(title).chars == value
}

/// 2018, 2016..2018, 2016-2018, 2016.., ..2018, with 年 allowed.
fn years(value: &str) -> Option<(u16, u16)> {
    let text: String = fold(value)
        .chars
        .into_iter()
        .filter(|c| *c != '年')
        .collect();
    let year = |text: &str, open: u16| match text {
        "" => Some(open),
        _ => (text.len() == 4).then(|| text.parse().ok()).flatten(),
    };
    let (from, to) = match text.split_once("..").or_else(|| text.split_once('-')) {
        Some((from, to)) => (year(from, 0)?, year(to.trim_start_matches('.'), u16::MAX)?),
        None => (year(&text, 0)?, year(&text, 0)?),
    };
    (from <= to && (from, to) != (0, u16::MAX) && (from, to) != (0, 0)).then_some((from, to))
}

/// Which documents pass: filters of one field are alternatives, fields must all hold.
pub(crate) fn documents(library: &Library, query: &Query) -> Vec<bool> {
    let filters: Vec<&Filter> = query.filters().collect();
    let today = library.date.as_ref();
    let passes = |document: &Document| {
        FilterField::ALL.iter().all(|field| {
            let mut wanted = filters
                .iter()
                .filter(|f| f.field == *field && !f.excluded)
                .peekable();
            wanted.peek().is_none() || wanted.any(|f| f.passes(document, today))
        }) && !filters
            .iter()
            .any(|f| f.excluded && f.passes(document, today))
    };
    library.documents.iter().map(passes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read() {
        assert_eq!(years("2018"), Some((2018, 2018)));
        assert_eq!(years("２０１６..2018年"), Some((2016, 2018)));
        assert_eq!(years("2016-2018"), Some((2016, 2018)));
        assert_eq!(years("2016.."), Some((2016, u16::MAX)));
        assert_eq!(years("..2018"), Some((0, 2018)));
        for bad in ["", "..", "上年", "18", "2018..2016", "20180"] {
            assert_eq!(years(bad), None, "{bad}");
        }
    }
}
