//! Finds every sum of money in a folded text.

use super::number::{ARABIC, HAN, SCALE, number, scale};
use crate::lexicon::pattern;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// A sum of money as it stands in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Money {
    /// Its bytes, the unit behind a stroke included (100元/亩).
    pub(crate) range: Range<usize>,
    /// Least and greatest, in yuan; equal unless it is a range.
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// The unit behind a stroke.
    pub(crate) per: Option<String>,
    /// How often, behind a stroke (元/年).
    pub(crate) period: Option<char>,
    /// It is in another currency, so that its worth in yuan is not known.
    pub(crate) foreign: bool,
    /// Neither 元 nor a currency is printed: a sum only beside a verb of giving.
    pub(crate) bare: bool,
    /// It is there but cannot be read.
    pub(crate) damaged: bool,
}

struct Patterns {
    range: Regex,
    compound: Regex,
    single: Regex,
    bare: Regex,
    damaged: Regex,
    listed: Regex,
    per: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let n = format!("(?:{ARABIC}|{HAN})");
    let currency = "元|美元|美金|欧元|港元|港币|日元|英镑|块钱";
    Patterns {
        range: pattern(&format!(
            "(?P<a>{n})(?P<as>{SCALE})?(?:人民币)?元?(?:[-~至到]+)(?P<b>{n})(?P<bs>{SCALE})?(?P<cur>{currency})"
        )),
        compound: pattern(&format!(
            "(?P<a>{n})(?:(?P<as>亿)(?P<b>{n})万|(?P<as2>万)(?P<b2>{HAN}|\\d{{4}}|\\d千))(?:零)?(?P<cur>{currency})"
        )),
        single: pattern(&format!(
            "(?P<a>{n})(?P<as>{SCALE})?(?:余|多)?(?:人民币)?(?P<cur>{currency})"
        )),
        bare: pattern(&format!(
            "(?P<a>{ARABIC})(?:-(?P<b>{ARABIC}))?(?P<as>万|亿|千万|百万)"
        )),
        damaged: pattern(
            r"(?P<d>[0-9oilOIl|?.,()□■●○×xX*_#〇…]*[0-9□■●○×xX*_#?…][0-9oilOIl|?.,()□■●○×xX*_#〇…]*)(?:万|亿|千|百)*元",
        ),
        listed: pattern(&format!("(?P<a>{ARABIC})(?:万|亿)?(?:、|和|及|与|或|，)$")),
        per: pattern(
            r"^(?:/|每|·)(?:(?P<a>年|月|天|日|季度|学期|学年)|(?P<u>平方米|平米|标准展位|展位|公里|千米|立方米|千瓦时|千瓦|[㐀-鿿]{1,2}?))(?:(?:/|·|每|\.)(?P<b>年|月|天|日|夜|晚|人|次|学年|学期|平方米))?(?:[，。;、)(的·]|标准|奖|补|给|资|的|$|以|一|、|、|、|，)",
        ),
    }
});

/// The sums of `text` in their order.
pub(crate) fn scan(text: &str) -> Vec<Money> {
    let patterns = &*PATTERNS;
    let mut found: Vec<Money> = Vec::new();
    let free = |found: &[Money], range: &Range<usize>| {
        !found
            .iter()
            .any(|m| m.range.start < range.end && range.start < m.range.end)
    };
    for captures in patterns.range.captures_iter(text) {
        found.extend(read_range(text, &captures));
    }
    for captures in patterns.compound.captures_iter(text) {
        found.extend(read_compound(&captures).filter(|m| free(&found, &m.range)));
    }
    for captures in patterns.damaged.captures_iter(text) {
        found.extend(read_damaged(text, &captures).filter(|m| free(&found, &m.range)));
    }
    for captures in patterns.single.captures_iter(text) {
        found.extend(read_single(text, &captures).filter(|m| free(&found, &m.range)));
    }
    for captures in patterns.bare.captures_iter(text) {
        found.extend(read_bare(text, &captures).filter(|m| free(&found, &m.range)));
    }
    found.sort_by_key(|m| m.range.start);
    let listed: Vec<Money> = found.iter().flat_map(|m| listed(text, m)).collect();
    found.extend(
        listed
            .into_iter()
            .filter(|m| free(&found, &m.range))
            .collect::<Vec<_>>(),
    );
    for money in &mut found {
        unit(text, money);
    }
    found.sort_by_key(|m| m.range.start);
    found
}

fn money(range: Range<usize>, low: f64, high: f64) -> Money {
    Money {
        range,
        low,
        high,
        per: None,
        period: None,
        foreign: false,
        bare: false,
        damaged: false,
    }
}

fn whole(captures: &Captures<'_>) -> Range<usize> {
    captures.get(0).map_or(0..0, |m| m.range())
}

fn group<'t>(captures: &Captures<'t>, name: &str) -> &'t str {
    captures.name(name).map_or("", |m| m.as_str())
}

/// Whether a number that begins at `at` goes on before it (a year, a label, a decimal).
fn continues(text: &str, at: usize) -> bool {
    text[..at].ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '第'))
}

fn read_range(text: &str, captures: &Captures<'_>) -> Option<Money> {
    let range = whole(captures);
    let last = scale(group(captures, "bs"));
    let first = match group(captures, "as") {
        "" if !captures.get(0)?.as_str().contains("元至") => last,
        own => scale(own),
    };
    let low = number(group(captures, "a"))? * first;
    let high = number(group(captures, "b"))? * last;
    // A year before 至 is none of the sum, nor is what falls.
    (low < high && !continues(text, range.start)).then(|| {
        let mut money = money(range, low, high);
        money.foreign = !group(captures, "cur").ends_with("元") || group(captures, "cur") != "元";
        money
    })
}

fn read_compound(captures: &Captures<'_>) -> Option<Money> {
    let high = number(group(captures, "a"))?;
    let value = if group(captures, "as") == "亿" {
        high * 1e8 + number(group(captures, "b"))? * 1e4
    } else {
        let rest = group(captures, "b2");
        let rest = match rest.strip_suffix('千').filter(|d| d.len() == 1) {
            Some(digit) => number(digit)? * 1e3,
            None => number(rest)?,
        };
        high * 1e4 + rest
    };
    let mut money = money(whole(captures), value, value);
    money.foreign = group(captures, "cur") != "元";
    Some(money)
}

fn read_single(text: &str, captures: &Captures<'_>) -> Option<Money> {
    let range = whole(captures);
    if continues(text, range.start) {
        return None;
    }
    let value = number(group(captures, "a"))? * scale(group(captures, "as"));
    let mut money = money(range, value, value);
    money.foreign = !matches!(group(captures, "cur"), "元" | "块钱");
    Some(money)
}

fn read_bare(text: &str, captures: &Captures<'_>) -> Option<Money> {
    let range = whole(captures);
    let next = text[range.end..].chars().next();
    let ends = next.is_none_or(|c| "，。;、)(和及或的奖补资支扶经津-/".contains(c));
    if continues(text, range.start) || !ends {
        return None;
    }
    let unit = scale(group(captures, "as"));
    let low = number(group(captures, "a"))? * unit;
    let high = match group(captures, "b") {
        "" => low,
        b => number(b)? * unit,
    };
    let mut money = money(range, low, high);
    money.bare = true;
    Some(money)
}

/// A sum whose digits are mixed with other marks: 2(8)万元, 3o万元, □□万元, 1,00万元.
fn read_damaged(text: &str, captures: &Captures<'_>) -> Option<Money> {
    let printed = captures.name("d")?;
    let raw = printed.as_str();
    // Brackets and stops around a number are punctuation.
    let core = raw.trim_start_matches(['.', ',', ')', '|', '?', '…', 'x', '*']);
    let core = match core.rfind(')') {
        Some(close) if !core[..close].contains('(') => &core[close + 1..],
        _ => core,
    };
    let core = match core.find('(') {
        Some(open) if !core[open..].contains(')') => &core[open + 1..],
        _ => core,
    };
    let placeholders = !raw.contains(|c: char| c.is_ascii_digit())
        && raw.chars().all(|c| "□■●○×xX*_#?…〇".contains(c))
        && raw.chars().any(|c| "□■●○×xX*_#".contains(c));
    let good = core.is_empty() || number(core).is_some() && !bad_thousands(core);
    if (good || !core.contains(|c: char| c.is_ascii_digit())) && !placeholders {
        return None;
    }
    let start = if placeholders {
        printed.start()
    } else {
        printed.end() - core.len()
    };
    let range = start..whole(captures).end;
    if continues(text, range.start) {
        return None;
    }
    let mut money = money(range, 0.0, 0.0);
    money.damaged = true;
    Some(money)
}

fn bad_thousands(text: &str) -> bool {
    let mut groups = text.split('.').next().unwrap_or_default().split(',');
    groups
        .next()
        .is_some_and(|first| first.len() > 3 && text.contains(','))
        || groups.any(|group| group.len() != 3)
}

/// Numbers before a sum that share its unit: 100、50、30万元.
fn listed(text: &str, last: &Money) -> Vec<Money> {
    let mut out = Vec::new();
    let printed = &text[last.range.clone()];
    if last.damaged || last.low == 0.0 || !printed.starts_with(|c: char| c.is_ascii_digit()) {
        return out;
    }
    let digits: String = printed
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .collect();
    let Some(value) = number(&digits) else {
        return out;
    };
    let unit = last.low / value;
    let mut end = last.range.start;
    while let Some(captures) = PATTERNS.listed.captures(&text[..end]) {
        let Some(a) = captures.name("a") else { break };
        let comma = whole(&captures).end == end && text[..end].ends_with('，');
        let before = text[..a.start()].chars().next_back();
        let label = before.is_none_or(|c| "。;第.（(-".contains(c) || c.is_ascii_digit());
        if label || comma {
            break;
        }
        let Some(value) = number(a.as_str()) else {
            break;
        };
        let mut money = money(a.range(), value * unit, value * unit);
        money.bare = last.bare;
        money.foreign = last.foreign;
        out.push(money);
        end = a.start();
    }
    out
}

/// Reads the unit behind a stroke and takes it into the sum.
fn unit(text: &str, money: &mut Money) {
    let Some(captures) = PATTERNS.per.captures(&text[money.range.end..]) else {
        return;
    };
    let (a, u, b) = (captures.name("a"), captures.name("u"), captures.name("b"));
    let stroke = text[money.range.end..].starts_with('/');
    if !stroke && u.is_some_and(|u| !COUNTED.contains(&u.as_str())) {
        return;
    }
    let end = [a, u, b].into_iter().flatten().map(|m| m.end()).max();
    let Some(end) = end else { return };
    money.range.end += end;
    let period = |text: &str| text.chars().next().filter(|c| matches!(c, '年' | '月'));
    if let Some(a) = a {
        money.period = period(a.as_str()).or(Some('年').filter(|_| a.as_str() == "学年"));
        if let Some(b) = b {
            money.per = Some(b.as_str().to_owned());
        }
    } else if let Some(u) = u {
        money.period = b.and_then(|b| period(b.as_str()));
        money.per = Some(match b.map(|b| b.as_str()) {
            None | Some("年") => u.as_str().to_owned(),
            Some("月") if u.as_str() == "人" => u.as_str().to_owned(),
            Some(b) => format!("{}·{b}", u.as_str()),
        });
    }
}

/// Units that are believed without a stroke (元每亩).
const COUNTED: [&str; 12] = [
    "人",
    "亩",
    "家",
    "件",
    "台",
    "套",
    "户",
    "吨",
    "头",
    "次",
    "平方米",
    "辆",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, f64, f64)> {
        scan(&crate::sentence::Clean::new(text).text)
            .into_iter()
            .map(|m| {
                let clean = crate::sentence::Clean::new(text);
                (clean.text[m.range].to_owned(), m.low, m.high)
            })
            .collect()
    }

    fn one(text: &str) -> (f64, f64) {
        match read(text).as_slice() {
            [(_, low, high)] => (*low, *high),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn sums_are_worth_what_they_say() {
        for (text, value) in [
            ("奖励20万元", 2e5),
            ("奖励 2 0 万 元", 2e5),
            ("奖励一万元", 1e4),
            ("奖励三百万元", 3e6),
            ("奖励1.5亿元", 1.5e8),
            ("奖励5,000元", 5e3),
            ("奖励１００元", 100.0),
            ("奖励1万5千元", 1.5e4),
            ("奖励五千元", 5e3),
            ("奖励2千万元", 2e7),
            ("奖勵50萬元", 5e5),
            ("奖励50万", 5e5),
            ("奖励100元/亩", 100.0),
        ] {
            assert_eq!(one(text), (value, value), "{text}");
        }
    }

    #[test]
    fn ranges_have_two_ends() {
        for text in [
            "给予3000至5000万元",
            "给予3000万元—5000万元",
            "给予3000-5000万元",
        ] {
            assert_eq!(one(text), (3e7, 5e7), "{text}");
        }
    }

    #[test]
    fn a_row_shares_its_unit() {
        let values: Vec<f64> = read("分别给予100、50、30万元奖励")
            .iter()
            .map(|m| m.1)
            .collect();
        assert_eq!(values, [1e6, 5e5, 3e5]);
        let values: Vec<f64> = read("给予100万、50万元奖励").iter().map(|m| m.1).collect();
        assert_eq!(values, [1e6, 5e5]);
    }

    #[test]
    fn units_behind_a_stroke_belong_to_the_sum() {
        let per = |text: &str| scan(text).first().and_then(|m| m.per.clone());
        assert_eq!(per("给予5元/人/夜的奖励").as_deref(), Some("人·夜"));
        assert_eq!(per("按10元/平方米·月补贴").as_deref(), Some("平方米·月"));
        assert_eq!(per("给予3000元/年、5000元/年奖励"), None);
        assert_eq!(scan("给予3000元/年奖励")[0].period, Some('年'));
    }

    #[test]
    fn what_cannot_be_read_is_damaged() {
        for text in [
            "给予2(8)万元的支持",
            "给予3O万元奖励",
            "给予××万元奖励",
            "给予□万元奖励",
            "给予1,00万元奖励",
        ] {
            let found = scan(&crate::sentence::Clean::new(text).text);
            assert!(found.len() == 1 && found[0].damaged, "{text}: {found:?}");
        }
        for text in ["(一)5万元", "(含5万元)", "(含)300万元", "每人(500元)"] {
            let found = scan(text);
            assert!(found.len() == 1 && !found[0].damaged, "{text}: {found:?}");
        }
    }

    #[test]
    fn what_is_no_sum_is_none() {
        for text in [
            "几百万元",
            "数千元",
            "多元化",
            "3万人次",
            "500万吨",
            "第100元",
        ] {
            assert_eq!(scan(text), [], "{text}");
        }
    }
}
