//! The day on which the program runs.

use celan_document::PartialDate;
use std::time::{SystemTime, UNIX_EPOCH};

/// Today in UTC; `None` where the clock is before 1970.
pub(crate) fn today() -> Option<PartialDate> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    PartialDate::parse(&date(i64::try_from(seconds / 86_400).ok()?))
}

/// The date of a day counted from 1970-01-01 (the proleptic Gregorian calendar; Hinnant's algorithm).
fn date(days: i64) -> String {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        for (days, text) in [
            (0, "1970-01-01"),
            (11_016, "2000-02-29"),
            (20_820, "2027-01-02"),
        ] {
            assert_eq!(date(days), text);
        }
    }
}
