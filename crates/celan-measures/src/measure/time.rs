//! How often and for how long a measure is given.

use super::model::Frequency;
use crate::amount::number;
use crate::lexicon::pattern;
use regex::Regex;
use std::sync::LazyLock;

struct Patterns {
    once: Regex,
    only_once: Regex,
    first: Regex,
    yearly: Regex,
    monthly: Regex,
    per_item: Regex,
    years: Vec<Regex>,
    ordinals: Regex,
    span: Regex,
    limit: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let n = r"(?P<n>\d+(?:\.\d+)?|[一二两三四五六七八九十]+)";
    let unit = "(?P<u>年|个月)";
    Patterns {
        once: pattern(
            r"一次性(?:分别|各|再|按|最高|不超过|不高于|不低于|给予|予以|给|奖励|奖|补助|补贴|资助|奖补|扶持|支持|配套|发放|创业|安家|生活|求职|扩岗|开办|建设|补偿|研发|资金|经费|专项|就业|搬迁|购房|培育|引才|认定|落户|\d|[^，。;引兑付告投]{0,8}(?:奖励|补助|补贴|资助|津贴|奖补|支持|扶持|经费))",
        ),
        only_once: pattern(
            "(?:只能|仅能|仅可|只可|限|只|仅)(?:享受|申请|申领|补贴|奖励|享有|领取)?(?:一次|1次)",
        ),
        first: pattern(
            "首次|初次|首度|新认定|新获|新被认定|新列入|新评定|新入选|新增并|新批准|新升|首家|首批|新创建成|新通过|新授予|新晋|新命名|首个|新取得|新备案|新入库|新纳入|新增规",
        ),
        yearly: pattern(
            r"每年|按年|每一年|每个?年度|每学年|逐年|连续[\d一二两三四五六七八九十]+年|连补|前[\d一二两三四五六七八九十]+年|后[\d一二两三四五六七八九十]+年|第[\d一二三四五六七八九十]+年|/年|年度给予|按年度",
        ),
        monthly: pattern("每月|按月|每个月|/月|每人月"),
        per_item: pattern(
            r"(?:每|单)(?:新?(?:增加|增|引进|招用|吸引|出口|满|获得|引荐|推荐|培训|吸纳|接收|招收|招聘|录用|收购|销售|生产|举办|转化|登记|培育|建设|发表|制定))?(?:[一1二三十百千万\d]+)?(?:个|名|人次|人|家|件|项|亩|台|套|间|栋|块|辆|篇|户|吨|头|只|平方米|平米|公里|场|次|美元|节|班|处|座|品种|标准展位|展位|部|张|架|标箱|床位|床|元|度|千瓦|所|条|本|届|期|笔|立方米)",
        ),
        years: vec![
            pattern(&format!(
                r"连续(?:给予|补贴|支持|奖励|资助|补助|扶持|享受|安排|发放|给)?{n}(?P<u>年)"
            )),
            pattern(&format!("前{n}(?P<u>年)")),
            pattern(&format!(
                r"连续(?:给予|补贴|支持|奖励|资助|补助|扶持|享受|发放){n}(?P<u>个月)"
            )),
            pattern(&format!("后{n}(?P<u>年)[^内]")),
            pattern(&format!("为期{n}{unit}")),
            pattern(&format!(
                r"(?:期限|时限|年限|期|时间)(?:最长|累计|最多|一般|均|原则上)*(?:不超过|不得超过|为|是|:|不高于|达)?{n}{unit}"
            )),
            pattern(&format!(
                r"(?:支持|补贴|资助|补助|奖励|扶持|发放|给予|享受|最长)(?:最长|累计|最多|一般|不超过|不得超过)*{n}{unit}(?:[，。;)]|$|的)"
            )),
            pattern(&format!(
                r"(?:起|后的?|税收后|以后){n}{unit}内[，的给按参以企]"
            )),
            pattern(&format!(
                r"^[^，。;:]{{0,12}}?(?:税|部分|费)[^，]{{0,2}}{n}{unit}内"
            )),
            pattern(&format!(r"^{n}{unit}内")),
            pattern(&format!(r"给予{n}{unit}")),
            pattern(&format!(r"协议期{n}{unit}")),
        ],
        ordinals: pattern(
            r"第?([一二三四五六七八九十\d]+)(?:年)?(?:、|和|及|，)第?([一二三四五六七八九十\d]+)(?:(?:年)?(?:、|和|及|，)第?([一二三四五六七八九十\d]+))?年",
        ),
        span: pattern(
            r"第([一二三四五六七八九十\d]+)年?(?:至|到|-)第?([一二三四五六七八九十\d]+)年",
        ),
        limit: pattern("期限|期|时间|年限"),
    }
});

/// How often, by the words that bear on the sum: those near it without conditions, those of its conditions,
/// and what stands above and behind.
pub(crate) struct Words<'t> {
    /// The clause from the sum before up to the next, chunks that are conditions left out.
    pub(crate) near: &'t str,
    /// The same with conditions.
    pub(crate) wide: &'t str,
    /// The nearest heading.
    pub(crate) heading: &'t str,
    /// The rest of the sentence.
    pub(crate) behind: &'t str,
    /// A period printed in the sum (元/年).
    pub(crate) period: Option<char>,
    /// The sum is for one of something.
    pub(crate) per: bool,
}

/// How often a measure is given; `None` where its own words do not say.
pub(crate) fn frequency(words: &Words<'_>) -> Option<Frequency> {
    let patterns = &*PATTERNS;
    if patterns.once.is_match(words.near) || patterns.once.is_match(words.wide) {
        return Some(Frequency::Once);
    }
    match words.period {
        Some('月') => return Some(Frequency::Monthly),
        Some('年') => return Some(Frequency::Yearly),
        _ => {}
    }
    if patterns.monthly.is_match(words.near) {
        return Some(Frequency::Monthly);
    }
    if patterns.yearly.is_match(words.near) {
        return Some(Frequency::Yearly);
    }
    if patterns.once.is_match(words.heading) || patterns.only_once.is_match(words.behind) {
        return Some(Frequency::Once);
    }
    if patterns.first.is_match(&words.wide.replace("重新", "")) {
        return Some(Frequency::Once);
    }
    (words.per || patterns.per_item.is_match(words.near)).then_some(Frequency::PerItem)
}

/// How often, by words that stand before several sums and hold for all of them.
pub(crate) fn announced(lead: &str) -> Option<Frequency> {
    let patterns = &*PATTERNS;
    patterns.once.is_match(lead).then_some(Frequency::Once)
}

/// For how many years, by the words that bear on the sum.
pub(crate) fn years(text: &str) -> Option<f64> {
    let patterns = &*PATTERNS;
    if let Some(found) = patterns.span.captures(text) {
        let (a, b) = (number(&found[1])?, number(&found[2])?);
        if a < b {
            return Some(b - a + 1.0);
        }
    }
    if let Some(found) = patterns.ordinals.captures(text)
        && text.contains('第')
    {
        return Some(if found.get(3).is_some() { 3.0 } else { 2.0 });
    }
    let mut found: Vec<(usize, f64)> = Vec::new();
    for pattern in &patterns.years {
        for captures in pattern.captures_iter(text) {
            let Some(n) = captures.name("n") else {
                continue;
            };
            let Some(count) = number(n.as_str()) else {
                continue;
            };
            let months = captures.name("u").is_some_and(|u| u.as_str() == "个月");
            let behind = &text[captures.get(0).map_or(0, |m| m.end())..];
            let years = if months { count / 12.0 } else { count };
            if years > 0.0 && years <= 20.0 && !behind.starts_with("以上") {
                found.push((n.start(), years));
            }
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.last().map(|(_, years)| *years)
}

/// Whether a sentence only says how long something is given.
pub(crate) fn is_limit(sentence: &str) -> bool {
    PATTERNS.limit.is_match(sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(near: &str) -> Option<Frequency> {
        frequency(&Words {
            near,
            wide: near,
            heading: "",
            behind: "",
            period: None,
            per: false,
        })
    }

    #[test]
    fn frequencies_are_read() {
        for (text, frequency) in [
            ("一次性给予", Some(Frequency::Once)),
            ("给予一次性安家补助", Some(Frequency::Once)),
            ("对一次性引进国际性大型会议的，按", None),
            ("对首次认定的企业，给予", Some(Frequency::Once)),
            ("每人每月给予", Some(Frequency::Monthly)),
            ("连续三年每年给予", Some(Frequency::Yearly)),
            ("每件给予", Some(Frequency::PerItem)),
            ("给予", None),
        ] {
            assert_eq!(of(text), frequency, "{text}");
        }
    }

    #[test]
    fn years_are_read() {
        for (text, count) in [
            ("连续5年每年给予", Some(5.0)),
            ("前三年按", Some(3.0)),
            ("第一、二年入园", Some(2.0)),
            ("第三、第四、五年", Some(3.0)),
            ("第1年至第3年", Some(3.0)),
            ("补贴期限最长不超过6个月", Some(0.5)),
            ("补贴期限为5年", Some(5.0)),
            ("毕业2年内高校毕业生", None),
        ] {
            assert_eq!(years(text), count, "{text}");
        }
    }
}
