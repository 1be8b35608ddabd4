//! What is known about a document. Missing is missing, never invented.

use crate::text::{Lines, Span};
use std::fmt;

/// What is known about a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// `[a-z0-9-]{3,60}`, written in the document's front matter, lasting.
    pub id: String,
    /// Title proper.
    pub title: String,
    /// Title of the notice that sends it out.
    pub notice: Option<String>,
    /// Shortest official form of its number (国发〔2018〕25号).
    pub number: Option<String>,
    /// The number as it stands in the source.
    pub number_printed: Option<String>,
    /// Issuing bodies.
    pub issuers: Vec<String>,
    /// Date of issue, as far as known.
    pub date: Option<PartialDate>,
    /// Where the date comes from.
    pub date_source: Option<DateSource>,
    /// Administrative level; the levels and their order are named in library.toml.
    pub level: Option<String>,
    /// Category in the library.
    pub category: Option<String>,
    /// To whom it is addressed, as printed.
    pub addressees: Option<String>,
    /// Remark as printed (此件公开发布).
    pub remark: Option<String>,
    /// Copies as printed (抄送).
    pub copies: Vec<Copies>,
    /// What the text itself says of its time: effective and expiry dates, trial, period.
    pub validities: Vec<Validity>,
    /// The sources, the base text first; empty for a document written by hand.
    pub witnesses: Vec<Witness>,
}

/// A line of 抄送 or 印发 as printed.
pub type Copies = String;

/// A source text of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// File name in corpus/sources/.
    pub file: String,
    /// The lines that hold the document.
    pub lines: Lines,
    /// How many of them were joined to the line before: cuts at page breaks and hard wraps.
    pub joins: u32,
    /// What was changed outside the texts of blocks: furniture removed, marks of tables.
    pub removed: Vec<Removed>,
}

/// A change of a source that stands in no text of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// Line of the source.
    pub line: u32,
    /// What stood there.
    pub was: String,
    /// What stands there now; empty where it was taken out.
    pub now: String,
    /// Name of the importer's rule, or the reason of a repair made by hand.
    pub rule: String,
}

/// Where the date of a document was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateSource {
    /// The date below the signature.
    Signature,
    /// The head of the document.
    Head,
    /// The table of contents of the compendium.
    Contents,
    /// Only the year in its number.
    Number,
}

/// What a text says of its own time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValidityKind {
    /// In force from (自…起施行).
    Effective,
    /// In force until (有效期至…).
    Expiry,
    /// On trial (试行).
    Trial,
    /// Provisional (暂行).
    Provisional,
    /// The period that a plan covers (`2016/2020`).
    Period,
}

/// What a text says of its own time, with the place that says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Validity {
    /// NumberingKind.
    pub kind: ValidityKind,
    /// An ISO date (possibly shortened), an ISO interval `2016/2020`, or an ISO duration (`P5Y`);
    /// empty for trial and provisional.
    pub value: String,
    /// Block that says it; `None` where the title does.
    pub anchor: Option<String>,
    /// The words that say it, in that block's text (or in the title).
    pub span: Span,
}

/// An ISO 8601 date shortened to what is known: `2015`, `2015-09` or `2015-09-28`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate(String);

impl PartialDate {
    /// Reads a date; `None` where `text` is no ISO date or names no real month or day.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let digits = |s: &str, n: usize| {
            (s.len() == n && s.bytes().all(|b| b.is_ascii_digit()))
                .then(|| s.parse::<u32>().ok())
                .flatten()
        };
        let year = digits(parts.next()?, 4)?;
        if let Some(month) = parts.next() {
            let month = digits(month, 2).filter(|m| (1..=12).contains(m))?;
            if let Some(day) = parts.next() {
                let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
                let last = match month {
                    2 if leap => 29,
                    2 => 28,
                    4 | 6 | 9 | 11 => 30,
                    _ => 31,
                };
                digits(day, 2).filter(|d| (1..=last).contains(d))?;
            }
        }
        parts.next().is_none().then(|| Self(text.to_owned()))
    }

    /// The date as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The year.
    pub fn year(&self) -> u16 {
        self.0.get(..4).and_then(|y| y.parse().ok()).unwrap_or(0)
    }

    /// The month, where it is known.
    pub fn month(&self) -> Option<u32> {
        self.0.get(5..7)?.parse().ok()
    }

    /// The day of the month, where it is known.
    pub fn day(&self) -> Option<u32> {
        self.0.get(8..)?.parse().ok()
    }
}

/// The year 0, where a date must be given and none is known.
impl Default for PartialDate {
    fn default() -> Self {
        Self("0000".to_owned())
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for PartialDate {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text)
            .ok_or_else(|| format!("`{text}` is no date: write 2015, 2015-09 or 2015-09-28"))
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_real() {
        for good in ["2015", "2015-09", "2016-02-29", "2021-12-31"] {
            assert_eq!(
                PartialDate::parse(good).map(|d| d.to_string()).as_deref(),
                Some(good)
            );
        }
        for bad in [
            "",
            "15",
            "2015-13",
            "2015-02-29",
            "2015-1-1",
            "2015-01-01-01",
            "２０１５",
        ] {
            assert_eq!(PartialDate::parse(bad), None, "{bad}");
        }
    }
}
