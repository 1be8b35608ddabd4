//! Filters: what a query says about the documents and not about their text.

use crate::message::Message;
use celan_document::{Document, Library, Metadata, PartialDate, Term, TermKind};
use celan_text::{fold, spellings};

/// A filter, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filter {
    /// Its English name.
    pub(crate) field: &'static str,
    /// Its value as given.
    pub(crate) value: String,
    /// Whether documents that pass it are left out.
    pub(crate) excluded: bool,
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

const NAMES: [(&str, &[&str]); 8] = [
    ("title", &["标题", "题名", "title"]),
    ("number", &["文号", "number"]),
    ("issuer", &["发文机关", "机关", "issuer"]),
    ("year", &["年份", "年", "year"]),
    ("level", &["层级", "level"]),
    ("category", &["类别", "分类", "category"]),
    ("term", &["期限", "term"]),
    ("document", &["文件", "document", "doc", "id"]),
];

/// The English name of a filter named in Chinese or English.
pub(crate) fn field_name(given: &[char]) -> Option<&'static str> {
    if given.len() > 8 {
        return None;
    }
    let given: String = given
        .iter()
        .filter_map(|c| celan_text::fold_char(*c))
        .collect();
    let found = NAMES
        .iter()
        .find(|(_, names)| names.contains(&given.as_str()));
    found.map(|(field, _)| *field)
}

impl Filter {
    /// Reads a filter's value; several values are separated by `,` or `|`. Errors are for the reader.
    pub(crate) fn read(field: &'static str, value: &str, excluded: bool) -> Result<Self, Message> {
        if value.is_empty() {
            let names = NAMES.iter().find(|(f, _)| *f == field);
            return Err(Message::EmptyFilter(names.map_or(field, |(_, n)| n[0])));
        }
        let test = if field == "year" {
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
            if field == "term" && !values.iter().all(known) {
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
            "title" => (
                vec![metadata.title.clone(), optional(&metadata.notice)],
                false,
            ),
            "number" => (
                vec![
                    optional(&metadata.number),
                    optional(&metadata.number_printed),
                ],
                false,
            ),
            "issuer" => (metadata.issuers.clone(), false),
            "level" => (vec![optional(&metadata.level)], true),
            "category" => (vec![optional(&metadata.category)], false),
            "term" => {
                let states = states(metadata, today);
                let names = TERMS.iter().zip(states).filter(|(_, is)| *is);
                let names = names.flat_map(|(names, _)| *names);
                (names.map(|name| (*name).to_owned()).collect(), true)
            }
            _ => (vec![metadata.id.clone()], true),
        };
        let passes = |text: &str, value: &[char]| {
            let text = fold(text).chars;
            let (whole, value) = match value {
                ['=', rest @ ..] => (true, rest),
                _ => (whole, value),
            };
            let contains = |part: &[char]| text.windows(part.len().max(1)).any(|w| w == part);
            match self.field {
                "number" => spellings(value).iter().any(|s| contains(&s.chars)),
                _ if whole => text == value,
                _ => contains(value),
            }
        };
        values.iter().any(|v| {
            texts.iter().any(|t| passes(t, v))
                || self.field == "document" && passes_title(&metadata.title, v)
        })
    }
}

/// Which of [`TERMS`] a document is.
fn states(metadata: &Metadata, today: Option<&PartialDate>) -> [bool; 2] {
    let trial = |term: &Term| matches!(term.kind, TermKind::Trial | TermKind::Provisional);
    [metadata.is_over(today), metadata.terms.iter().any(trial)]
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
pub(crate) fn documents(library: &Library, filters: &[Filter]) -> Vec<bool> {
    let today = library.date.as_ref();
    let passes = |document: &Document| {
        NAMES.iter().all(|(field, _)| {
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
