//! White space: stray spaces of a PDF's text layer are removed, those that mean something are kept,
//! those that a label needs are set.

use crate::pattern::{BOX, is_han, label};
use crate::record::trace::{Rule, Traced};
use celan_document::NumberingKind;
use std::sync::Arc;

/// What kind of text is tidied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Running text: a space between ideographs is kept between names of bodies only.
    Prose,
    /// A title or signature: a space between words of two or more ideographs is kept.
    Display,
}

/// Removes and sets white space. No other character changes.
pub(crate) fn tidy(text: &mut Traced, setting: Setting) {
    let rule: Rule = Arc::from("white space");
    text.trim();
    let chars = text.chars();
    let mut edits: Vec<(usize, usize, bool)> = Vec::new();
    let gap = label_gap(&text.text());
    let mut i = 0;
    while i < chars.len() {
        let start = i;
        while i < chars.len() && chars[i].is_whitespace() {
            i += 1;
        }
        let in_gap = gap.is_some_and(|(from, to, _)| start >= from && start <= to && i <= to);
        if i > start && !in_gap {
            edits.push((start, i, keeps(&chars, start, i, setting)));
        }
        i += usize::from(i == start);
    }
    if let Some((from, to, space)) = gap {
        edits.push((from, to, space));
        edits.sort_unstable();
    }
    if let Some((from, to)) = box_gap(&text.text()) {
        edits.retain(|(start, _, _)| *start != from);
        edits.push((from, to, true));
        edits.sort_unstable();
    }
    let edits: Vec<_> = edits
        .into_iter()
        .map(|(from, to, space)| (from..to, if space { " " } else { "" }))
        .collect();
    text.replace_all(&edits, &rule);
}

/// The white space after a label, and whether one space belongs there: after 第三章, 第十三条 and a
/// bare numeral, not after 一、（一）1.
fn label_gap(text: &str) -> Option<(usize, usize, bool)> {
    if let Some(found) = BOX.captures(text) {
        let title = found.name("title")?;
        let number = found.name("n")?;
        let chars = |byte: usize| text[..byte].chars().count();
        let (from, to) = (chars(number.end()), chars(title.start()));
        let only_space = text[number.end()..title.start()]
            .chars()
            .all(char::is_whitespace);
        return (only_space && !title.as_str().is_empty()).then_some((from, to, true));
    }
    let label = label(text)?;
    let from = label.printed.chars().count();
    let to = label.end as usize;
    if to >= text.chars().count() {
        return None;
    }
    let bare = !label
        .printed
        .ends_with(['、', '）', ')', '.', '．', '：', ':']);
    let ordinal = matches!(
        label.kind,
        NumberingKind::Part
            | NumberingKind::Chapter
            | NumberingKind::Section
            | NumberingKind::Article
    );
    Some((from, to, bare || ordinal))
}

/// The white space between 专栏 and its number: one space.
fn box_gap(text: &str) -> Option<(usize, usize)> {
    let number = BOX.captures(text)?.name("n")?;
    let word = text.find("专栏")? + "专栏".len();
    let chars = |byte: usize| text[..byte].chars().count();
    Some((chars(word), chars(number.start())))
}

/// Whether one space of the white space `start..end` is kept.
fn keeps(chars: &[char], start: usize, end: usize, setting: Setting) -> bool {
    let (Some(&left), Some(&right)) = (
        start.checked_sub(1).and_then(|i| chars.get(i)),
        chars.get(end),
    ) else {
        return false;
    };
    if left.is_ascii() && right.is_ascii() {
        return left.is_ascii_alphanumeric() && right.is_ascii_alphanumeric();
    }
    if setting == Setting::Display && is_han(left) && begins_date(&chars[end..]) {
        return true;
    }
    if !is_han(left) || !is_han(right) {
        return false;
    }
    let left_word = chars[..start]
        .iter()
        .rev()
        .take_while(|c| is_han(**c))
        .count();
    let right_word = chars[end..].iter().take_while(|c| is_han(**c)).count();
    match setting {
        Setting::Display => left_word + right_word > 2,
        Setting::Prose => left_word >= 2 && right_word >= 2 && ends_body(left),
    }
}

/// Whether a date begins here (2015年9月).
fn begins_date(chars: &[char]) -> bool {
    let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    let next = chars[digits..].iter().find(|c| !c.is_whitespace());
    digits == 4 && next == Some(&'年')
}

/// Whether names of bodies end so: 中央, 国务院, 办公厅, 人民政府, 委员会, 发展改革委, 财政部 …
fn ends_body(c: char) -> bool {
    matches!(
        c,
        '央' | '院' | '厅' | '府' | '会' | '委' | '部' | '局' | '署' | '社' | '办' | '行'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidied(text: &str, setting: Setting) -> String {
        let mut traced = Traced::line(1, text);
        tidy(&mut traced, setting);
        traced.text()
    }

    #[test]
    fn stray_spaces_go_and_meant_ones_stay() {
        let prose = [
            ("到 2020 年，发展 5G 技术", "到2020年，发展5G技术"),
            (
                "《中共中央 国务院关于改革 的意见》",
                "《中共中央 国务院关于改革的意见》",
            ),
            ("第三章现代体系", "第三章 现代体系"),
            ("第一条　为了", "第一条 为了"),
            ("第七章 附 则", "第七章 附则"),
            ("（一） 编制计划", "（一）编制计划"),
            ("1. 建立制度。", "1.建立制度。"),
            ("一 总 则", "一 总则"),
            ("●专栏46 创新平台", "●专栏 46 创新平台"),
            ("●专栏 25“互联网+”", "●专栏 25 “互联网+”"),
            ("使用 Open Source 软件", "使用Open Source软件"),
        ];
        for (from, to) in prose {
            assert_eq!(tidied(from, Setting::Prose), to);
        }
        let display = [
            ("自治区高校 科研院所采购", "自治区高校 科研院所采购"),
            ("总 理 温家宝", "总理 温家宝"),
            (
                "国务院令 第 487 号 2007 年 2 月",
                "国务院令 第487号 2007年2月",
            ),
            ("落实《纲要》 实施方案", "落实《纲要》实施方案"),
        ];
        for (from, to) in display {
            assert_eq!(tidied(from, Setting::Display), to);
        }
    }
}
