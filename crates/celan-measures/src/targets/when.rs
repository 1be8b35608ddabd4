//! Years that a text names for its values: 2020年, “十二五”期间. What a value is compared with (较“十二五”末,
//! 与2015年相比, 2010年的1.8倍) is the year of no value.

use crate::lexicon::pattern;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// A year with what leads to it.
pub(super) static YEAR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<to>到|至|面向|截至|力争)?(?P<y>20\d\d)年(?:底|末)?"));
static COLUMN: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?P<y>20\d\d)年?"));
static PLAN: LazyLock<Regex> =
    LazyLock::new(|| pattern("[“\"]?(?P<n>十[一二三四五六七八九]?)五[”\"]?(?:时期|期间|末|规划)"));
static CITED: LazyLock<Regex> =
    LazyLock::new(|| pattern("《[^》]*》|〈[^〉]*〉|\\([^()]*20\\d\\d[^()]*号\\)"));

/// What leads to the base of a comparison, words before it and words behind it.
static BASES: LazyLock<[(Regex, Regex); 4]> = LazyLock::new(|| {
    let both = |before: &str, behind: &str| (pattern(before), pattern(behind));
    [
        // 占比 is a share and compares nothing.
        both("(?:较|(?:^|[^占对])比)(?:于|之|起)?$|[由从]$", ""),
        both(
            "[与同和跟]$",
            "^(?:的?同期|的?水平)?(?:相比|相较|比较|比，|持平|相当|相同)",
        ),
        both("[以在]$", "^(?:作?为|的)?(?:基数|基期|基准|基础)"),
        both(
            "",
            r"^的?(?:近|约)?(?:\d+(?:\.\d+)?|[一二两三四五六七八九十几数]+)多?倍",
        ),
    ]
});

/// Grown against a base: the number that follows is the growth, not what is measured.
static GROWN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:较|(?:^|[^占对])比)(?:于|之|起)?(?:20\\d\\d年[底末]?|[“\"]?十[一二三四五六七八九]?五[”\"]?(?:时期|期间|规划|期)?末?)的?(?:同期|水平)?(?:将|分别|均|年均|累计|增加|新增|增长|提高)*$",
    )
});

/// What `times` finds in a text and is nothing that a value is compared with.
fn found<'t>(times: &'static Regex, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
    times.captures_iter(text).filter(move |found| {
        found.get(0).is_some_and(|time| {
            // The last characters are enough, and a long text is not read anew for each of its years.
            let before = &text[..time.start()];
            let last = before.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
            let (before, behind) = (&before[last..], &text[time.end()..]);
            let base = |(led, followed): &(Regex, Regex)| {
                led.is_match(before) && followed.is_match(behind)
            };
            !BASES.iter().any(base)
        })
    })
}

/// The year and whether words like 到 lead to it; none after 自 and 是.
fn years(text: &str) -> impl Iterator<Item = (i32, bool)> {
    found(&YEAR, text).filter_map(|found| {
        let at = found.get(0)?.start();
        let year = found["y"].parse().ok()?;
        (!text[..at].ends_with(['自', '是'])).then_some((year, found.name("to").is_some()))
    })
}

/// The first year that a text names outside of titles and numbers of documents.
pub(super) fn first_year(text: &str) -> Option<(i32, bool)> {
    years(&CITED.replace_all(text, "")).next()
}

/// The last year that a text names.
pub(super) fn last_year(text: &str) -> Option<(i32, bool)> {
    years(text).last()
}

/// The last year of the numbered plan that a sentence is about (“十二五”期间); plan N ends in 1955 + 5N.
pub(super) fn plan(text: &str) -> Option<(i32, bool)> {
    let found = found(&PLAN, text).next()?;
    let number = celan_text::chinese_numeral(&found["n"]).filter(|n| (6..=30).contains(n))?;
    let year = i32::try_from(1955 + 5 * number).ok()?;
    Some((year, text.contains("目标")))
}

/// The year that the head of a column names.
pub(super) fn of_column(head: &str) -> Option<i32> {
    found(&COLUMN, head).next()?["y"].parse().ok()
}

/// Whether the name before a number says that it is grown against a base (较“十二五”末分别).
pub(super) fn is_growth(name: &str) -> bool {
    GROWN.is_match(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compared_with_is_no_year() {
        for text in [
            "成交金额较2015年增长20%",
            "成交金额比2015年底增长20%",
            "成交金额相较于2015年增长20%",
            "与2015年相比，成交金额增长20%",
            "同2015年水平相比，成交金额增长20%",
            "以2015年为基数，成交金额增长20%",
            "在2015年的基础上，成交金额翻一番",
            "成交金额达到2015年的2.5倍",
            "成交金额由2015年的3亿元提高",
        ] {
            assert_eq!(first_year(text), None, "{text}");
            assert_eq!(last_year(text), None, "{text}");
            let text = text.replace("2015年底", "“十二五”末");
            let text = text.replace("2015年", "“十二五”末");
            assert_eq!(plan(&text), None, "{text}");
        }
        assert_eq!(of_column("比2015年增长"), None);
        assert_eq!(of_column("2015年比重"), Some(2015));
        let named = "与2015年相比，到2020年提高";
        assert_eq!(first_year(named), Some((2020, true)));
        assert_eq!(first_year("占比2020年达到3%"), Some((2020, false)));
        assert_eq!(first_year("在2020年达到3%"), Some((2020, false)));
        let later = "“十三五”末比“十二五”末提高";
        assert_eq!(plan(later).map(|(year, _)| year), Some(2020));
    }
}
