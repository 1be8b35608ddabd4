//! How the parts of official documents look (GB/T 9704-2012, GB/T 15834-2011): the shapes that
//! several steps ask about.

use celan_document::{Label, NumberingKind, parse_label};
use celan_text::is_numeral;
use regex::Regex;
use std::sync::LazyLock;

/// A pattern of this crate. They are constants; a test compiles every one.
#[allow(clippy::expect_used)]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant pattern")
}

macro_rules! patterns {
    ($($name:ident = $text:literal;)*) => {
        $(pub(crate) static $name: LazyLock<Regex> = LazyLock::new(|| pattern($text));)*
        #[cfg(test)]
        static ALL: &[&LazyLock<Regex>] = &[$(&$name),*];
    };
}

patterns! {
    // 国发〔2018〕25号, also with other brackets and with spaces.
    NUMBER = r"(?P<code>\p{Han}+)\s*[〔\[（(【]\s*(?P<year>\d{4})\s*[〕\]）)】]\s*(?P<n>\d+)\s*号";
    // 国务院令第487号
    ORDER = r"(?P<body>\p{Han}+)令\s*第\s*(?P<n>\d+)\s*号";
    DATE = r"(?P<y>\d{4}|[〇○零一二三四五六七八九]{4})\s*年\s*(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月(?:\s*(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日)?";
    LEADER = r"(?:[.．·]{3,}|…+)[.．·…\s]*[-—－]?\s*(?P<page>\d+)\s*[-—－]?\s*$";
    CATEGORY = r"^[一二三四五六七八九十]+、\s*(?P<name>.+)$";
    ITEM = r"^(?P<n>\d+)[.．、]\s*(?P<rest>.*)$";
    PAGE_NUMBER = r"^(?:[-—－–]\s*\d+\s*[-—－–]|第\s*\d+\s*页(?:[，,\s]*共\s*\d+\s*页)?)$";
    // What a notice sends out: 关于印发《…》的通知, 印发关于….
    SENT_OUT = r"^(?P<by>.*?)(?:关于)?印发(?:(?P<a>.+)的通知|(?P<b>《.+》|关于.+))$";
    BULLET = r"^(?:[-*•]\s+)";
    BOX = r"^(?P<mark>[●■◆▲]?\s*)专栏\s*(?P<n>\d+|[一二三四五六七八九十]+)\s*[:：]?\s*(?P<title>.*)$";
    BRACKETED_REMARK = r"^[（(][^（）()]*[）)]$";
    RELEASE_REMARK = r"^[（(]此件.*[）)]$";
    COPIES = r"^(?:抄送|抄报|主送)\s*[:：]";
    // The kinds of documents (文种) that a title ends with.
    TITLE_END = r"(?:通知|通报|意见|决定|决议|方案|办法|规定|条例|措施|细则|规划|计划|纲要|公告|通告|报告|请示|批复|函|令)(?:（[^（）]*）)?[》]?$";
    ABOUT = r"关于|印发";
    QUOTED_TITLE = r"《(?P<t>[^《》]+)》";
    FOLLOWS = r"(?:如下|通知如下|意见如下)[:：。]$";
    PRESS_END = r"(?:主要内容|全文)如下[:：。]$";
}

/// Marks that end a sentence.
pub(crate) fn is_terminal(c: char) -> bool {
    matches!(
        c,
        '。' | '！' | '？' | '；' | '：' | ';' | ':' | '!' | '?' | '…'
    )
}

/// Closing quotation marks and brackets.
pub(crate) fn is_closing(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '）' | ')' | '》' | '〉' | '】' | '〕' | '」' | '』'
    )
}

/// Marks that no sentence begins with.
pub(crate) fn is_inner(c: char) -> bool {
    matches!(
        c,
        '，' | '、'
            | '。'
            | '；'
            | '：'
            | '！'
            | '？'
            | ','
            | ';'
            | '”'
            | '’'
            | '）'
            | '》'
            | '〉'
    )
}

pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '〇' | '々')
}

/// Whether a text ends where a paragraph may end: after a sentence, or after a bracket that
/// encloses one (…到位。（责任单位：…）).
pub(crate) fn is_closed(text: &str) -> bool {
    let text = text.trim_end();
    let Some(last) = text.chars().next_back() else {
        return true;
    };
    if is_terminal(last) {
        return true;
    }
    if !is_closing(last) {
        return false;
    }
    let chars: Vec<char> = text.chars().collect();
    let inner = chars
        .iter()
        .rposition(|c| !is_closing(*c))
        .map(|i| chars[i]);
    if inner.is_some_and(|c| is_terminal(c) && c != '：' && c != ':') {
        return true;
    }
    let open = match last {
        '）' | ')' => chars.iter().rposition(|c| matches!(c, '（' | '(')),
        _ => return false,
    };
    open.is_some_and(|i| i == 0 || is_terminal(chars[i - 1]))
}

/// A label of an outline: [`parse_label`], and the numeral alone before a space (一 总 则).
pub(crate) fn label(text: &str) -> Option<Label> {
    // Most texts have none, and are long.
    if !text.starts_with(|c| matches!(c, '第' | '附' | '（' | '(') || is_numeral(c)) {
        return None;
    }
    if let Some(label) = parse_label(text) {
        let rest: String = text.chars().skip(label.end as usize).collect();
        // 第三条措施 and 附件所列 are words of a sentence.
        let spaced = label.end as usize > label.printed.chars().count();
        let counts = match label.kind {
            NumberingKind::Article => spaced || rest.is_empty(),
            NumberingKind::Part | NumberingKind::Chapter | NumberingKind::Section => {
                spaced || !is_closed(&rest)
            }
            _ => true,
        };
        return counts.then_some(label);
    }
    let chars: Vec<char> = text.chars().collect();
    let digits = chars
        .iter()
        .take_while(|c| "一二三四五六七八九十".contains(**c))
        .count();
    if digits == 0 || !chars.get(digits).is_some_and(|c| c.is_whitespace()) || is_closed(text) {
        return None;
    }
    let printed: String = chars[..digits].iter().collect();
    let spaces = chars[digits..]
        .iter()
        .take_while(|c| c.is_whitespace())
        .count();
    (chars.len() <= digits + spaces + 16).then(|| Label {
        kind: NumberingKind::Han,
        number: celan_text::chinese_numeral(&printed),
        printed,
        end: (digits + spaces) as u32,
    })
}

/// Whether a line is one of the frame: a number, a date, or both (中共中央 国务院 2012年9月).
pub(crate) fn is_frame_line(text: &str) -> bool {
    text.chars().count() <= 40
        && !text.contains('。')
        && !text.contains('，')
        && (NUMBER
            .find(text)
            .is_some_and(|m| m.start() == 0 && m.end() == text.len())
            || is_dated(text)
            || RELEASE_REMARK.is_match(text)
            || BRACKETED_REMARK.is_match(text) && DATE.is_match(text))
}

/// Whether a line is a date, or names and a date (中共中央 国务院 2012年9月), and not the beginning of a
/// sentence (请科技部在2019年2月).
fn is_dated(text: &str) -> bool {
    DATE.find_iter(text).last().is_some_and(|date| {
        let before = text[..date.start()].trim_end();
        let sentence = before.contains(['，', '；', '：', '“', '》'])
            || before.ends_with(['在', '于', '至', '到', '自', '从', '由', '（', '—']);
        date.end() == text.trim_end().len() && !sentence
    })
}

/// Whether a line is the title of a notice (…关于印发《…》的通知).
pub(crate) fn is_title(text: &str) -> bool {
    !text.contains('。')
        && !text.contains('；')
        && !text.starts_with(['为', '现', '经', '按'])
        && text.chars().count() <= 90
        && ABOUT.is_match(text)
        && TITLE_END.is_match(text.trim_end())
}

/// A title without anything by which printings of it differ, and with the conjunction that a
/// conversion made English.
pub(crate) fn fold_title(text: &str) -> String {
    celan_corpus::fold_title(&restored(text))
}

/// A text with the conjunction that a conversion made English.
pub(crate) fn restored(text: &str) -> String {
    text.replace(" and ", "和")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        for pattern in ALL {
            assert!(!pattern.as_str().is_empty());
        }
    }

    #[test]
    fn ends_of_paragraphs() {
        for closed in [
            "到位。",
            "甲；",
            "说“好。”",
            "推广。（责任单位：甲、乙）",
            "（此件公开发布）",
        ] {
            assert!(is_closed(closed), "{closed}");
        }
        for open in ["等10类（种）", "建设“星创天地”", "总体要求", "甲，"] {
            assert!(!is_closed(open), "{open}");
        }
    }

    #[test]
    fn labels_and_what_only_looks_like_one() {
        assert_eq!(label("一 总 则").map(|l| l.end), Some(2));
        assert_eq!(
            label("第十三条 本办法").map(|l| l.kind),
            Some(NumberingKind::Article)
        );
        assert_eq!(
            label("第三章现代农牧业体系").map(|l| l.kind),
            Some(NumberingKind::Chapter)
        );
        for text in ["第三条措施很重要。", "一 是要加强领导，落实责任。", "十分"]
        {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn frames_and_titles() {
        for line in [
            "国办发〔2018〕127号",
            "中共中央 国务院 2012 年 9 月",
            "二〇〇七年二月二十四日",
            "（自治区科技厅 2017 年 3 月）",
        ] {
            assert!(is_frame_line(line), "{line}");
        }
        assert!(!is_frame_line("以上工作要在2019年2月"));
        assert!(is_title("关于印发《某办法（试行）》的通知"));
        assert_eq!(fold_title("《甲 and 乙》的　通知"), "甲和乙的通知");
    }
}
