//! When what a text says of its own time ends, as days that can be compared.

use crate::metadata::{Metadata, PartialDate, Validity, ValidityKind};

impl Validity {
    /// The last day on which it is not over; `None` where it names no end, or none that can be
    /// read. A shortened date counts to its last day.
    pub fn end(&self, document: &Metadata) -> Option<u32> {
        match self.kind {
            ValidityKind::Period => last_day(&self.value),
            ValidityKind::Expiry => match length(&self.value) {
                Some((years, months)) => {
                    let from = document.beginning()?;
                    let (month, day) = (months + from.month().unwrap_or(12) - 1, from.day());
                    let year = (u32::from(from.year()) + years).checked_add(month / 12)?;
                    number(year, month % 12 + 1, day.unwrap_or(31))
                }
                None => last_day(&self.value),
            },
            ValidityKind::Effective | ValidityKind::Trial | ValidityKind::Provisional => None,
        }
    }

    /// Whether `today` lies after its end. Without a day to judge by, nothing is over.
    pub fn is_over(&self, document: &Metadata, today: Option<&PartialDate>) -> bool {
        let today = today.and_then(|d| {
            let (month, day) = (d.month().unwrap_or(0), d.day().unwrap_or(0));
            number(d.year().into(), month, day)
        });
        today
            .zip(self.end(document))
            .is_some_and(|(t, end)| t > end)
    }
}

impl Metadata {
    /// Whether a period or validity that the text states had ended on the day `today`.
    pub fn is_over(&self, today: Option<&PartialDate>) -> bool {
        self.validities.iter().any(|term| term.is_over(self, today))
    }

    /// The day from which a validity is counted: that from which it is in force, else its own.
    pub fn beginning(&self) -> Option<PartialDate> {
        let effective = |term: &&Validity| term.kind == ValidityKind::Effective;
        let effective = self.validities.iter().find(effective);
        let effective = effective.and_then(|term| PartialDate::parse(&term.value));
        effective.or_else(|| self.date.clone())
    }
}

/// The years and months of an ISO 8601 duration (`P5Y`, `P1Y6M`) of whole years and months.
pub fn length(value: &str) -> Option<(u32, u32)> {
    let rest = value.strip_prefix('P')?;
    let (years, rest) = rest.split_once('Y').unwrap_or(("", rest));
    let (months, rest) = rest.split_once('M').unwrap_or(("", rest));
    let count = |digits: &str| match digits {
        "" => Some(0),
        _ if digits.starts_with('+') => None,
        _ => digits.parse::<u16>().ok().map(u32::from),
    };
    let (years, months) = (count(years)?, count(months)?);
    (rest.is_empty() && years + months > 0).then_some((years, months))
}

/// The last day of a shortened date, or of an interval.
fn last_day(value: &str) -> Option<u32> {
    let end = PartialDate::parse(value.rsplit('/').next()?)?;
    let (month, day) = (end.month().unwrap_or(12), end.day().unwrap_or(31));
    number(end.year().into(), month, day)
}

/// A day as a number; later days are greater.
fn number(year: u32, month: u32, day: u32) -> Option<u32> {
    year.checked_mul(10_000)?.checked_add(month * 100 + day)
}
