//! Finds every share in a folded text: percentages, fractions, multiples, and shares in words.

use crate::amount::number;
use crate::lexicon::pattern;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// A share as it stands in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Share {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// Least and greatest, in per cent; equal unless it is a range.
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// It is said in words (全额, 减半), which only a verb of giving beside it makes a share.
    pub(crate) words: bool,
    /// What is waived or halved is a levy.
    pub(crate) levy: bool,
    /// It is printed as a fraction or ratio (三分之一, 1:1).
    pub(crate) fraction: bool,
}

struct Patterns {
    range: Regex,
    percent: Regex,
    spelled: Regex,
    fraction: Regex,
    stroke: Regex,
    ratio: Regex,
    multiple: Regex,
    words: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let n = r"\d+(?:\.\d+)?";
    let h = "[零〇一二两三四五六七八九十百]+";
    Patterns {
        range: pattern(&format!("(?P<a>{n})%?(?:[-~至到]+)(?P<b>{n})(?P<u>[%‰])")),
        percent: pattern(&format!("(?P<a>{n})(?P<u>[%‰])")),
        spelled: pattern(&format!(
            "(?P<u>百|千)分之(?P<a>{h}|{n})(?:(?:至|到|-)(?:百|千)分之(?P<b>{h}|{n}))?"
        )),
        fraction: pattern(&format!("(?P<b>{h})分之(?P<a>{h})")),
        stroke: pattern(r"(?P<a>\d)/(?P<b>\d)"),
        ratio: pattern(r"(?P<a>\d(?:\.\d)?):(?P<b>\d(?:\.\d)?)"),
        multiple: pattern(&format!("(?P<a>{n}|{h})倍")),
        words: pattern("全额|等额|全部|足额|减半征收|减半|一半|免征|免收|全免|免缴|免予征收"),
    }
});

/// The shares of `text` in their order.
pub(crate) fn scan(text: &str) -> Vec<Share> {
    let patterns = &*PATTERNS;
    let mut found: Vec<Share> = Vec::new();
    let mut add = |share: Option<Share>| {
        let Some(share) = share else { return };
        let free = !found
            .iter()
            .any(|s| s.range.start < share.range.end && share.range.start < s.range.end);
        if free && !text[..share.range.start].ends_with(|c: char| c.is_ascii_digit() || c == '.') {
            found.push(share);
        }
    };
    for regex in [&patterns.range, &patterns.percent, &patterns.spelled] {
        for captures in regex.captures_iter(text) {
            add(percent(&captures));
        }
    }
    for regex in [&patterns.fraction, &patterns.stroke] {
        for captures in regex.captures_iter(text) {
            add(ratio(&captures));
        }
    }
    for captures in patterns.ratio.captures_iter(text) {
        add(ratio(&captures));
    }
    for captures in patterns.multiple.captures_iter(text) {
        let times = number(group(&captures, "a")).map(|n| n * 100.0);
        add(times.map(|percent| share(&captures, percent, percent)));
    }
    for captures in patterns.words.captures_iter(text) {
        let printed = whole(&captures);
        let half = text[printed.clone()].contains('半');
        let percent = if half { 50.0 } else { 100.0 };
        let mut share = share(&captures, percent, percent);
        share.words = true;
        share.levy = text[printed].contains('征');
        add(Some(share));
    }
    found.sort_by_key(|s| s.range.start);
    found
}

fn whole(captures: &Captures<'_>) -> Range<usize> {
    captures.get(0).map_or(0..0, |m| m.range())
}

fn group<'t>(captures: &Captures<'t>, name: &str) -> &'t str {
    captures.name(name).map_or("", |m| m.as_str())
}

fn share(captures: &Captures<'_>, low: f64, high: f64) -> Share {
    Share {
        range: whole(captures),
        low,
        high,
        words: false,
        levy: false,
        fraction: false,
    }
}

fn percent(captures: &Captures<'_>) -> Option<Share> {
    let unit = if matches!(group(captures, "u"), "‰" | "千") {
        0.1
    } else {
        1.0
    };
    let low = number(group(captures, "a"))? * unit;
    let high = match captures.name("b") {
        Some(b) => number(b.as_str())? * unit,
        None => low,
    };
    (low <= high).then(|| share(captures, rounded(low), rounded(high)))
}

fn ratio(captures: &Captures<'_>) -> Option<Share> {
    let (a, b) = (number(group(captures, "a"))?, number(group(captures, "b"))?);
    (a > 0.0 && b > 0.0 && a <= b * 5.0).then(|| {
        let percent = rounded(100.0 * a / b);
        let mut share = share(captures, percent, percent);
        share.words = true;
        share.fraction = true;
        share
    })
}

/// Per cent to four decimals, so that 8‰ is 0.8.
fn rounded(percent: f64) -> f64 {
    (percent * 1e4).round() / 1e4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read() {
        for (text, low, high) in [
            ("按5%-20%给予", 5.0, 20.0),
            ("按5-20%给予", 5.0, 20.0),
            ("按8‰给予", 0.8, 0.8),
            ("百分之三十", 30.0, 30.0),
            ("三分之一", 33.3333, 33.3333),
            ("实际缴费额的2/3", 66.6667, 66.6667),
            ("按1:1给予配套", 100.0, 100.0),
            ("全额补贴", 100.0, 100.0),
            ("减半征收", 50.0, 50.0),
            ("奖金额度的5倍", 500.0, 500.0),
            ("0.5%", 0.5, 0.5),
        ] {
            let found: Vec<(f64, f64)> = scan(text).iter().map(|s| (s.low, s.high)).collect();
            assert_eq!(found, [(low, high)], "{text}");
        }
    }
}
