//! Labels of headings, articles and items, and the numerals in them.
//!
//! The kinds and their order are those of official documents (GB/T 9704-2012, 7.3.3) and of
//! statutes (立法技术规范: 编 章 节 条 款 项 目).

use bincode::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// Kind of a numbering.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Encode, Decode,
)]
pub enum Kind {
    /// 第一篇, 第一编
    Part,
    /// 第一章
    Chapter,
    /// 第一节
    Section,
    /// 第一条
    Article,
    /// 一、
    Han,
    /// （一）
    HanParen,
    /// 1.
    Arabic,
    /// （1）
    ArabicParen,
    /// 附件1
    Annex,
    /// No number.
    Plain,
}

impl Kind {
    /// The kind's name in the public interface.
    pub fn name(self) -> &'static str {
        match self {
            Self::Part => "篇",
            Self::Chapter => "章",
            Self::Section => "节",
            Self::Article => "条",
            Self::Han => "一、",
            Self::HanParen => "（一）",
            Self::Arabic => "1.",
            Self::ArabicParen => "（1）",
            Self::Annex => "附件",
            Self::Plain => "plain",
        }
    }
}

/// A label at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Its kind.
    pub kind: Kind,
    /// Its number; `None` for 附件 without one.
    pub number: Option<u32>,
    /// The label as printed, its own mark included (第三章, 一、, （一）, 1．).
    pub printed: String,
    /// Where what follows the label and white space begins, in characters.
    pub end: u32,
}

/// Reads the label that `text` begins with. Whether it *is* a heading is for the caller to judge:
/// 第三条措施 begins with a label too.
pub fn parse_label(text: &str) -> Option<Label> {
    let chars: Vec<char> = text.chars().collect();
    let first = *chars.first()?;
    let (kind, number, len) = match first {
        '第' => ordinal(&chars)?,
        '附' => annex(&chars)?,
        '（' | '(' => parenthesised(&chars)?,
        _ => leading_number(&chars)?,
    };
    let end = len
        + chars[len..]
            .iter()
            .take_while(|c| c.is_whitespace())
            .count();
    Some(Label {
        kind,
        number,
        printed: chars[..len].iter().collect(),
        end: end as u32,
    })
}

fn ordinal(chars: &[char]) -> Option<(Kind, Option<u32>, usize)> {
    let close = chars
        .iter()
        .take(12)
        .position(|c| matches!(c, '篇' | '编' | '章' | '节' | '条'))?;
    let kind = match chars[close] {
        '篇' | '编' => Kind::Part,
        '章' => Kind::Chapter,
        '节' => Kind::Section,
        _ => Kind::Article,
    };
    Some((kind, Some(numeral(&chars[1..close])?), close + 1))
}

fn annex(chars: &[char]) -> Option<(Kind, Option<u32>, usize)> {
    if chars.get(1) != Some(&'件') {
        return None;
    }
    let digits = chars[2..].iter().take_while(|c| numeral_char(**c)).count();
    let number = (digits > 0)
        .then(|| numeral(&chars[2..2 + digits]))
        .flatten();
    let mut len = 2 + digits;
    match chars.get(len) {
        None => {}
        Some('：' | ':' | '.' | '．' | '、') => len += 1,
        Some(c) if c.is_whitespace() => {}
        Some(_) => return None,
    }
    Some((Kind::Annex, number, len))
}

fn parenthesised(chars: &[char]) -> Option<(Kind, Option<u32>, usize)> {
    let close = chars.iter().take(8).position(|c| matches!(c, '）' | ')'))?;
    let inner = &chars[1..close];
    let number = numeral(inner)?;
    let kind = if arabic(inner[0]).is_some() {
        Kind::ArabicParen
    } else {
        Kind::HanParen
    };
    Some((kind, Some(number), close + 1))
}

fn leading_number(chars: &[char]) -> Option<(Kind, Option<u32>, usize)> {
    let digits = chars.iter().take_while(|c| arabic(**c).is_some()).count();
    if digits > 0 {
        let mark = *chars.get(digits)?;
        let decimal = matches!(mark, '.' | '．')
            && chars.get(digits + 1).is_some_and(|c| arabic(*c).is_some());
        if digits > 3 || decimal || !matches!(mark, '.' | '．' | '、') {
            return None;
        }
        return Some((Kind::Arabic, Some(numeral(&chars[..digits])?), digits + 1));
    }
    let han = chars.iter().take_while(|c| numeral_char(**c)).count();
    (han > 0 && chars.get(han) == Some(&'、'))
        .then(|| Some((Kind::Han, Some(numeral(&chars[..han])?), han + 1)))
        .flatten()
}

fn arabic(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

fn han(c: char) -> Option<u32> {
    "〇一二三四五六七八九"
        .chars()
        .position(|d| d == c)
        .map(|d| d as u32)
        .or(match c {
            '零' => Some(0),
            '两' => Some(2),
            _ => None,
        })
}

fn numeral_char(c: char) -> bool {
    arabic(c).is_some() || han(c).is_some() || matches!(c, '十' | '百' | '千')
}

fn numeral(chars: &[char]) -> Option<u32> {
    if chars.is_empty() {
        return None;
    }
    if chars.iter().all(|c| arabic(*c).is_some()) {
        return chars
            .iter()
            .try_fold(0u32, |n, c| n.checked_mul(10)?.checked_add(arabic(*c)?));
    }
    chinese_numeral(&chars.iter().collect::<String>())
}

/// Reads a Chinese numeral below ten thousand (二十五, 一百零三, and digit by digit 二〇一八).
pub fn chinese_numeral(text: &str) -> Option<u32> {
    let chars: Vec<char> = text.chars().collect();
    if chars.is_empty() {
        return None;
    }
    if chars.iter().all(|c| han(*c).is_some()) {
        return match chars.len() {
            1 => han(chars[0]),
            2..=4 if chars.len() == 4 || chars[0] != '零' => {
                chars.iter().try_fold(0, |n, c| Some(n * 10 + han(*c)?))
            }
            _ => None,
        };
    }
    let (mut total, mut digit, mut last) = (0u32, None, 10_000u32);
    for &c in &chars {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                let value = han(c)?;
                if digit.is_some_and(|d| d != 0) {
                    return None;
                }
                digit = Some(value);
                continue;
            }
        };
        if unit >= last {
            return None;
        }
        total += unit
            * digit
                .take()
                .filter(|d| *d > 0)
                .or((total == 0 && unit == 10).then_some(1))?;
        last = unit;
    }
    Some(total + digit.unwrap_or(0))
}

/// Writes `number` (1 to 9999) as a Chinese numeral; `None` outside that range.
pub fn number_in_chinese(number: u32) -> Option<String> {
    if !(1..10_000).contains(&number) {
        return None;
    }
    let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
    let mut out = String::new();
    let mut zero = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit == 0 {
            zero = !out.is_empty();
            continue;
        }
        if zero {
            out.push('零');
            zero = false;
        }
        if !(unit == 10 && digit == 1 && out.is_empty()) {
            out.push(digits[digit as usize]);
        }
        out.push_str(name);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labels_are_read() {
        let cases = [
            ("第十三条 本办法", Kind::Article, Some(13), "第十三条", 5),
            ("第三章现代农牧业", Kind::Chapter, Some(3), "第三章", 3),
            (
                "第一百零二条　x",
                Kind::Article,
                Some(102),
                "第一百零二条",
                7,
            ),
            ("一、总体要求", Kind::Han, Some(1), "一、", 2),
            ("（二十）开展", Kind::HanParen, Some(20), "（二十）", 4),
            ("(三)开展", Kind::HanParen, Some(3), "(三)", 3),
            ("1．加强", Kind::Arabic, Some(1), "1．", 2),
            ("12. 加强", Kind::Arabic, Some(12), "12.", 4),
            ("（1）加强", Kind::ArabicParen, Some(1), "（1）", 3),
            ("附件1：名单", Kind::Annex, Some(1), "附件1：", 4),
            ("附件", Kind::Annex, None, "附件", 2),
        ];
        for (text, kind, number, printed, end) in cases {
            let label = parse_label(text);
            assert_eq!(
                label,
                Some(Label {
                    kind,
                    number,
                    printed: printed.into(),
                    end
                }),
                "{text}"
            );
        }
        for text in [
            "",
            "2.5%",
            "2018年",
            "（一",
            "第",
            "第章",
            "十分重要",
            "附件所列",
            "三是",
            "1200. x",
        ] {
            assert_eq!(parse_label(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn numerals_survive(n in 1u32..10_000) {
            prop_assert_eq!(number_in_chinese(n).as_deref().and_then(chinese_numeral), Some(n));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,12}", start in "[第附（(一1十１]{0,3}") {
            let _ = parse_label(&format!("{start}{text}"));
        }
    }
}
