//! Conditions of a measure: the words, and the thresholds in them.

use crate::amount::{number, scan};
use crate::lexicon::{LEXICON, pattern};
use crate::measure::{Condition, Operator};
use crate::sentence::{Clean, Cut};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<n>\d+(?:\.\d+)?)(?P<s>万|亿|千|百)?(?P<u>亩|人次|人|家|头|只|台|套|平方米|万吨|吨|个月|年|张|辆|件|项|户|批次|%|名|次|场|间|公里|个|天)(?:\(含\))?(?P<b>及?以上|以下|以内)?",
    )
});
static OPERATOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?P<ge>不低于|不少于|达到|达|满|至少)|(?P<gt>超过|高于|大于|突破|超)|(?P<le>不超过|不高于|最多)|(?P<lt>低于|少于|小于|不足|不到|未满)",
    )
});

/// Verbs of whoever gives: 每年选拔认定50名以上 says how many get it, and not what they must have.
static CHOSEN: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:选拔|评选|遴选|选树|选派)(?:认定)?$"));

/// The conditions in the chunks of `range` that end in 的 or hold a threshold.
pub(crate) fn conditions(clean: &Clean, cut: &Cut, range: Range<usize>) -> Vec<Condition> {
    let mut out = Vec::new();
    for chunk in Cut::within(&cut.chunks, &range) {
        let chunk = chunk.range.clone();
        if chunk.is_empty() {
            continue;
        }
        let text = clean.get(chunk.clone());
        let thresholds = thresholds(clean, text, chunk.start);
        if thresholds.is_empty() {
            let says = text.ends_with('的') || text.ends_with('后') || text.starts_with('经');
            if says {
                out.push(words(clean, chunk));
            }
        } else {
            out.extend(thresholds);
        }
    }
    out
}

fn words(clean: &Clean, range: Range<usize>) -> Condition {
    Condition {
        span: clean.span(&range),
        quantity: None,
        operator: None,
        value: None,
        unit: None,
    }
}

fn thresholds(clean: &Clean, text: &str, at: usize) -> Vec<Condition> {
    let mut out = Vec::new();
    let mut taken: Vec<Range<usize>> = Vec::new();
    for money in scan(text).into_iter().filter(|m| !m.damaged && !m.bare) {
        let range = money.range.clone();
        out.extend(threshold(
            clean,
            text,
            at,
            range.clone(),
            money.high,
            if money.foreign { "外币" } else { "元" },
        ));
        taken.push(range);
    }
    for found in COUNT.captures_iter(text) {
        let (Some(whole), Some(n)) = (found.get(0), found.name("n")) else {
            continue;
        };
        let range = n.start()..whole.end() - found.name("b").map_or(0, |b| b.len());
        if taken
            .iter()
            .any(|t| t.start < range.end && range.start < t.end)
        {
            continue;
        }
        let scale = match found.name("s").map(|s| s.as_str()) {
            Some("万") => 1e4,
            Some("亿") => 1e8,
            Some("千") => 1e3,
            Some("百") => 1e2,
            _ => 1.0,
        };
        let unit = found.name("u").map_or("", |u| u.as_str()).to_owned();
        if let Some(value) = number(n.as_str()) {
            out.extend(threshold(clean, text, at, range, value * scale, &unit));
        }
    }
    out.sort_by_key(|c| c.span.start);
    out
}

fn threshold(
    clean: &Clean,
    text: &str,
    at: usize,
    range: Range<usize>,
    value: f64,
    unit: &str,
) -> Option<Condition> {
    let before = &text[..range.start];
    let near_start = before.char_indices().rev().nth(11).map_or(0, |(i, _)| i);
    let near = &before[near_start..];
    if CHOSEN.is_match(near) {
        return None;
    }
    let behind = &text[range.end..];
    let above = behind.starts_with("以上")
        || behind.starts_with("及以上")
        || behind.starts_with("(含)以上");
    let below =
        behind.starts_with("以下") || behind.starts_with("及以下") || behind.starts_with("以内");
    let said = OPERATOR.captures_iter(near).last();
    let operator = if above {
        Operator::AtLeast
    } else if below {
        Operator::AtMost
    } else {
        let said = said.as_ref()?;
        if said.name("ge").is_some() {
            Operator::AtLeast
        } else if said.name("gt").is_some() {
            Operator::More
        } else if said.name("le").is_some() {
            Operator::AtMost
        } else {
            Operator::Less
        }
    };
    let quantity = LEXICON.quantity.find_iter(near).last().map(|q| q.range());
    let start = quantity
        .as_ref()
        .map_or(range.start, |q| near_start + q.start);
    let end = range.end + if above || below { "以上".len() } else { 0 };
    Some(Condition {
        span: clean.span(&(at + start..at + end.min(text.len()))),
        quantity: quantity.map(|q| near[q].to_owned()),
        operator: Some(operator),
        value: Some(value),
        unit: Some(unit.to_owned()),
    })
}
