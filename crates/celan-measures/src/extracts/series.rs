//! Which targets measure the same: one indicator is printed in several ways.

use crate::lexicon::pattern;
use crate::targets::Target;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Words of statistics that are written in several ways, and one of them for each.
static WAYS: LazyLock<[(Regex, &str); 7]> = LazyLock::new(|| {
    [
        (pattern("^(?:全国|全区|全省|全市|我国|我区|我省|我市)"), ""),
        (pattern("全社会"), ""),
        (pattern("(?:国内|地区)?生产总值|GDP|gdp"), "GDP"),
        (pattern("研究与试验发展|研究与开发|R&D|r&d"), "研发"),
        (pattern("每万(?:名)?人口"), "每万人"),
        (pattern("(?:的)?(?:比重|比例|之比|占比)$"), "比重"),
        (pattern("的|经费支出|\\s"), ""),
    ]
});

/// For each target the place of the first one that measures the same in the same unit.
pub(super) fn series(targets: &[Target]) -> Vec<u32> {
    let mut known: HashMap<(String, &str), u32> = HashMap::new();
    let places = targets.iter().zip(0..).map(|(target, at)| {
        let key = (key(&target.indicator), target.unit.as_str());
        *known.entry(key).or_insert(at)
    });
    places.collect()
}

fn key(indicator: &str) -> String {
    WAYS.iter().fold(indicator.to_owned(), |name, (way, to)| {
        way.replace_all(&name, *to).into_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn one_indicator_has_several_names() {
        for (one, other) in [
            ("公民具备科学素质的比例", "公民具备科学素质比例"),
            ("每万人口发明专利拥有量", "每万人发明专利拥有量"),
            (
                "全社会研究与试验发展经费支出占生产总值比重",
                "研发占GDP的比例",
            ),
        ] {
            assert_eq!(key(one), key(other));
        }
        assert_ne!(key("研发人员"), key("研发投入"));
    }
}
