//! Values with units and bounds.

use super::model::TargetBound;
use crate::lexicon::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// A value as it stands in a cell or behind an indicator.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Value {
    pub(crate) value: f64,
    pub(crate) max: Option<f64>,
    pub(crate) bound: TargetBound,
}

static CELL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<b>年均|累计|达到|超过|不低于|大于|小于|约|>=|≥|>|<=|≤|<|\[)*(?P<a>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:(?:-|~|至)(?P<m>\d+(?:\.\d+)?))?(?P<u>%|个百分点)?(?P<e>以上|左右|以内|以下|\+)?(?:[*\]]|\(.*\)|\d?\))*$",
    )
});

/// The value in a cell; `None` where it holds none (翻一番).
pub(crate) fn cell(text: &str) -> Option<Value> {
    let found = CELL.captures(text)?;
    let number = |name: &str| {
        let printed = found.name(name)?.as_str().replace(',', "");
        printed.parse::<f64>().ok()
    };
    let before = found.get(0)?.as_str();
    let behind = found.name("e").map_or("", |m| m.as_str());
    let max = number("m");
    Some(Value {
        value: number("a")?,
        max,
        bound: if max.is_some() {
            TargetBound::Range
        } else {
            bound(before, behind)
        },
    })
}

/// What the words before and behind a number say of it.
pub(crate) fn bound(before: &str, behind: &str) -> TargetBound {
    let last: String = before
        .chars()
        .rev()
        .take(8)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let has = |words: &[&str]| words.iter().any(|word| last.contains(word));
    if behind.starts_with("左右") || behind.starts_with("上下") || has(&["约", "近"]) {
        TargetBound::About
    } else if behind.starts_with("以上")
        || behind.starts_with("及以上")
        || behind.starts_with('+')
        || has(&[
            "不低于",
            "不少于",
            "超过",
            "突破",
            "至少",
            "高于",
            "大于",
            ">",
            "≥",
        ]) && !has(&["不超过"])
    {
        TargetBound::Lower
    } else if behind.starts_with("以内")
        || behind.starts_with("以下")
        || has(&["不超过", "控制在", "低于", "小于", "<", "≤"])
    {
        TargetBound::Upper
    } else {
        TargetBound::Fixed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read() {
        for (text, value, bound) in [
            ("2.2*", 2.2, TargetBound::Fixed),
            ("年均>12", 12.0, TargetBound::Lower),
            ("2.50左右", 2.5, TargetBound::About),
            ("55以上", 55.0, TargetBound::Lower),
            ("9,835", 9835.0, TargetBound::Fixed),
        ] {
            let found = cell(text).map(|v| (v.value, v.bound));
            assert_eq!(found, Some((value, bound)), "{text}");
        }
        assert_eq!(cell("翻一番"), None);
        assert_eq!(cell("3-5").and_then(|v| v.max), Some(5.0));
    }
}
