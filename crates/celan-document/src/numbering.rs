//! Labels of headings, articles and items.
//!
//! The kinds and their order are those of official documents (GB/T 9704-2012, 7.3.3) and of
//! statutes (立法技术规范: 编 章 节 条 款 项 目).

use celan_text::{digit, is_numeral, numeral};

/// NumberingKind of a numbering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberingKind {
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

impl NumberingKind {
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
    pub kind: NumberingKind,
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

fn ordinal(chars: &[char]) -> Option<(NumberingKind, Option<u32>, usize)> {
    let close = chars
        .iter()
        .take(12)
        .position(|c| matches!(c, '篇' | '编' | '章' | '节' | '条'))?;
    let kind = match chars[close] {
        '篇' | '编' => NumberingKind::Part,
        '章' => NumberingKind::Chapter,
        '节' => NumberingKind::Section,
        _ => NumberingKind::Article,
    };
    Some((kind, Some(numeral(&chars[1..close])?), close + 1))
}

fn annex(chars: &[char]) -> Option<(NumberingKind, Option<u32>, usize)> {
    if chars.get(1) != Some(&'件') {
        return None;
    }
    let digits = chars[2..].iter().take_while(|c| is_numeral(**c)).count();
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
    Some((NumberingKind::Annex, number, len))
}

fn parenthesised(chars: &[char]) -> Option<(NumberingKind, Option<u32>, usize)> {
    let close = chars.iter().take(8).position(|c| matches!(c, '）' | ')'))?;
    let inner = &chars[1..close];
    let number = numeral(inner)?;
    let kind = if digit(inner[0]).is_some() {
        NumberingKind::ArabicParen
    } else {
        NumberingKind::HanParen
    };
    Some((kind, Some(number), close + 1))
}

fn leading_number(chars: &[char]) -> Option<(NumberingKind, Option<u32>, usize)> {
    let digits = chars.iter().take_while(|c| digit(**c).is_some()).count();
    if digits > 0 {
        let mark = *chars.get(digits)?;
        let decimal = matches!(mark, '.' | '．')
            && chars.get(digits + 1).is_some_and(|c| digit(*c).is_some());
        if digits > 3 || decimal || !matches!(mark, '.' | '．' | '、') {
            return None;
        }
        return Some((
            NumberingKind::Arabic,
            Some(numeral(&chars[..digits])?),
            digits + 1,
        ));
    }
    let han = chars.iter().take_while(|c| is_numeral(**c)).count();
    (han > 0 && chars.get(han) == Some(&'、'))
        .then(|| Some((NumberingKind::Han, Some(numeral(&chars[..han])?), han + 1)))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labels_are_read() {
        let cases = [
            (
                "第十三条 本办法",
                NumberingKind::Article,
                Some(13),
                "第十三条",
                5,
            ),
            (
                "第三章现代农牧业",
                NumberingKind::Chapter,
                Some(3),
                "第三章",
                3,
            ),
            (
                "第一百零二条　x",
                NumberingKind::Article,
                Some(102),
                "第一百零二条",
                7,
            ),
            ("一、总体要求", NumberingKind::Han, Some(1), "一、", 2),
            (
                "（二十）开展",
                NumberingKind::HanParen,
                Some(20),
                "（二十）",
                4,
            ),
            ("(三)开展", NumberingKind::HanParen, Some(3), "(三)", 3),
            ("1．加强", NumberingKind::Arabic, Some(1), "1．", 2),
            ("12. 加强", NumberingKind::Arabic, Some(12), "12.", 4),
            ("（1）加强", NumberingKind::ArabicParen, Some(1), "（1）", 3),
            ("附件1：名单", NumberingKind::Annex, Some(1), "附件1：", 4),
            ("附件", NumberingKind::Annex, None, "附件", 2),
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
        fn no_text_panics(text in "\\PC{0,12}", start in "[第附（(一1十１]{0,3}") {
            let _ = parse_label(&format!("{start}{text}"));
        }
    }
}
