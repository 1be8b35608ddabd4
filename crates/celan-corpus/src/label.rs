//! What a heading, run-in, item or box title says of itself: kind, number, label, title.
//!
//! These are never stored beside the text: they are read from it, by the same functions for the
//! importer and for the Markdown parser, so that text and structure cannot disagree.

use celan_document::{BoxBlock, Heading, Label, NumberingKind, RunIn, Text, parse_label};
use celan_text::chinese_numeral;

/// Marks that close a heading and are not part of its title.
const CLOSING: [char; 9] = ['。', '：', '；', '，', ':', ';', ',', '.', '．'];

/// Whether `c` may close the heading at the start of a paragraph.
pub fn is_closing(c: char) -> bool {
    CLOSING.contains(&c) || matches!(c, '！' | '？' | '!' | '?')
}

/// Where an article's number ends in `text` (characters, white space not counted), if `text`
/// opens with one (第十三条 text).
pub fn article(text: &str) -> Option<u32> {
    let label = parse_label(text).filter(|label| label.kind == NumberingKind::Article)?;
    let printed = label.printed.chars().count() as u32;
    (label.end > printed && text.chars().nth(label.end as usize).is_some()).then_some(printed)
}

/// Makes a heading of `text` at `level`.
pub fn heading(text: &str, level: u8) -> Heading {
    match parse_label(text).or_else(|| bare_numeral(text)) {
        Some(label) => Heading {
            title: title(text, label.end as usize, usize::MAX),
            text: Text::plain(text),
            level,
            kind: label.kind,
            number: label.number,
            label: label.printed,
        },
        None => plain_heading(text, level),
    }
}

/// The label of a heading that is numbered by a Chinese numeral and white space (一 总则).
fn bare_numeral(text: &str) -> Option<Label> {
    let printed: String = text
        .chars()
        .take_while(|c| "一二三四五六七八九十".contains(*c))
        .collect();
    let len = printed.chars().count();
    let spaces = text.chars().skip(len).take_while(|c| c.is_whitespace());
    let end = len + spaces.count();
    (len > 0 && end > len && text.chars().nth(end).is_some()).then(|| Label {
        kind: NumberingKind::Han,
        number: chinese_numeral(&printed),
        printed,
        end: end as u32,
    })
}

/// Makes a heading without a number of `text`, whatever it begins with (第三条措施).
pub fn plain_heading(text: &str, level: u8) -> Heading {
    Heading {
        text: Text::plain(text),
        level,
        kind: NumberingKind::Plain,
        number: None,
        label: String::new(),
        title: title(text, 0, usize::MAX),
    }
}

/// Makes the run-in heading that the first `end` characters of `text` are.
pub fn run_in(text: &str, end: u32, level: u8) -> RunIn {
    let head: String = text.chars().take(end as usize).collect();
    match parse_label(&head) {
        Some(label) => RunIn {
            level,
            kind: label.kind,
            number: label.number,
            title: title(&head, label.end as usize, end as usize),
            label: label.printed,
            end,
        },
        None => plain_run_in(text, end, level),
    }
}

/// Makes a run-in heading without a number of the first `end` characters of `text`.
pub fn plain_run_in(text: &str, end: u32, level: u8) -> RunIn {
    RunIn {
        level,
        kind: NumberingKind::Plain,
        number: None,
        label: String::new(),
        title: title(text, 0, end as usize),
        end,
    }
}

/// The characters `start..end` of `text` without white space around and closing mark behind.
fn title(text: &str, start: usize, end: usize) -> String {
    let part: String = text
        .chars()
        .take(end)
        .skip(start)
        .collect::<String>()
        .trim()
        .to_owned();
    part.trim_end_matches(CLOSING).trim_end().to_owned()
}

/// Reads the marker of an item and its number: `1.`, `（1）`, `1）`, `①`, `一是`, `——`, `•`.
/// Empty where `text` begins with none.
pub fn marker(text: &str) -> (String, Option<u32>) {
    if let Some(Label {
        printed, number, ..
    }) = parse_label(text)
        .filter(|label| label.kind >= NumberingKind::Han && label.kind < NumberingKind::Annex)
    {
        return (printed, number);
    }
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return (String::new(), None);
    };
    if let Some(number) = circled(first) {
        return (first.to_string(), Some(number));
    }
    if matches!(
        first,
        '•' | '·'
            | '●'
            | '○'
            | '▪'
            | '■'
            | '◆'
            | '◇'
            | '※'
            | '★'
            | '☆'
            | '▲'
            | '-'
            | '*'
            | '+'
    ) {
        return (first.to_string(), None);
    }
    let dashes = text
        .chars()
        .take_while(|c| matches!(c, '—' | '―' | '–'))
        .count();
    if dashes > 0 {
        return (text.chars().take(dashes).collect(), None);
    }
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let after = text[digits.len()..].chars().next();
    if let (1..=3, Some(')' | '）')) = (digits.len(), after) {
        let number = digits.parse().ok();
        return (text.chars().take(digits.len() + 1).collect(), number);
    }
    let han: String = text
        .chars()
        .take_while(|c| "一二三四五六七八九十".contains(*c))
        .collect();
    if let (Some(number), Some('是')) = (chinese_numeral(&han), text[han.len()..].chars().next()) {
        return (format!("{han}是"), Some(number));
    }
    (String::new(), None)
}

fn circled(c: char) -> Option<u32> {
    let n = c as u32;
    match c {
        '①'..='⑳' => Some(n - '①' as u32 + 1),
        '㉑'..='㉟' => Some(n - '㉑' as u32 + 21),
        '⑴'..='⒇' => Some(n - '⑴' as u32 + 1),
        '⒈'..='⒛' => Some(n - '⒈' as u32 + 1),
        '❶'..='❿' => Some(n - '❶' as u32 + 1),
        '㈠'..='㈩' => Some(n - '㈠' as u32 + 1),
        _ => None,
    }
}

/// Makes an empty box of its title line: `专栏 3 title`, `专栏三：title`, `●专栏 3 title`.
pub fn titled_box(text: &str) -> BoxBlock {
    const WORD: &str = "专栏";
    const MARKS: [char; 4] = ['●', '■', '◆', '▲'];
    let chars: Vec<char> = text.chars().collect();
    let is_space = |i: usize| chars.get(i).is_some_and(|c| c.is_whitespace());
    let mark = text
        .chars()
        .take_while(|c| MARKS.contains(c) || c.is_whitespace())
        .count();
    let mut label_end = 0;
    let mut number = None;
    if text
        .trim_start_matches(|c: char| MARKS.contains(&c) || c.is_whitespace())
        .starts_with(WORD)
    {
        let word = mark + WORD.chars().count();
        let mut start = word;
        while is_space(start) {
            start += 1;
        }
        let digits = |set: fn(char) -> bool| chars[start..].iter().take_while(|c| set(**c)).count();
        let arabic = digits(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
        let han = digits(|c| "零〇一二三四五六七八九十百".contains(c));
        let numeral: String = chars[start..start + arabic.max(han)].iter().collect();
        number = if arabic > 0 {
            arabic_numeral(&numeral)
        } else {
            chinese_numeral(&numeral)
        };
        if number.is_some() {
            label_end = start + arabic.max(han);
        } else if start > word || matches!(chars.get(word), None | Some('：' | ':')) {
            label_end = word;
        }
    }
    let mut title_start = label_end;
    while label_end > 0
        && chars.get(title_start).is_some_and(|c| {
            c.is_whitespace() || matches!(c, '：' | ':' | '、' | '.' | '．' | '—' | '-')
        })
    {
        title_start += 1;
    }
    BoxBlock {
        text: Text::plain(text),
        number,
        label: chars[mark.min(label_end)..label_end].iter().collect(),
        title: title(text, title_start, usize::MAX),
        blocks: Vec::new(),
    }
}

fn arabic_numeral(text: &str) -> Option<u32> {
    text.chars().try_fold(0u32, |n, c| {
        let digit = c
            .to_digit(10)
            .or_else(|| (c as u32).checked_sub('０' as u32))?;
        n.checked_mul(10)?.checked_add(digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_run_ins_exclude_label_and_closing_mark() {
        let h = heading("第一章　总则", 1);
        assert_eq!(
            (h.label.as_str(), h.title.as_str(), h.number),
            ("第一章", "总则", Some(1))
        );
        let text = "（一）推动政策落实到位。各地区要加强。";
        let r = run_in(text, 12, 2);
        assert_eq!(
            (r.label.as_str(), r.title.as_str(), r.kind),
            ("（一）", "推动政策落实到位", NumberingKind::HanParen)
        );
        let h = heading("一 总则", 1);
        assert_eq!(
            (h.kind, h.number, h.title.as_str()),
            (NumberingKind::Han, Some(1), "总则")
        );
        assert_eq!(article("第十三条 本办法"), Some(4));
        assert_eq!(article("第十三条规定"), None);
    }

    #[test]
    fn markers_are_read() {
        let cases = [
            ("1．加强", "1．", Some(1)),
            ("（2）加强", "（2）", Some(2)),
            ("3）加强", "3）", Some(3)),
            ("④加强", "④", Some(4)),
            ("——加强", "——", None),
            ("•加强", "•", None),
            ("五是加强", "五是", Some(5)),
            ("加强", "", None),
            ("2.5%", "", None),
        ];
        for (text, mark, number) in cases {
            assert_eq!(marker(text), (mark.to_owned(), number), "{text}");
        }
    }

    #[test]
    fn boxes_have_numbers() {
        let cases = [
            ("专栏 3 重大工程", "专栏 3", Some(3), "重大工程"),
            ("专栏12：指标", "专栏12", Some(12), "指标"),
            ("专栏二　指标", "专栏二", Some(2), "指标"),
            ("●专栏 2 指标", "专栏 2", Some(2), "指标"),
            ("专栏 重大工程", "专栏", None, "重大工程"),
            ("重大工程", "", None, "重大工程"),
            ("专栏作家", "", None, "专栏作家"),
        ];
        for (text, label, number, title) in cases {
            let b = titled_box(text);
            assert_eq!(
                (b.label.as_str(), b.number, b.title.as_str()),
                (label, number, title),
                "{text}"
            );
        }
    }
}
