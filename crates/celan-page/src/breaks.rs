//! Where the lines of a title may break.

use crate::view::Cut;
use celan_text::is_letter_or_numeral;
use maud::{Markup, html};

/// Writes a title whose lines break only between words; without `cut`, anywhere.
pub fn broken(title: &str, cut: Option<Cut<'_>>) -> Markup {
    let breaks = breaks(&cut.map_or_else(Vec::new, |cut| cut(title)));
    html! {
        @for (at, c) in title.chars().enumerate() {
            @if breaks.contains(&at) { wbr; }
            (c)
        }
    }
}

/// The places in a title of these words, in characters, where a line may break: between words, but
/// before a word of one character (的, 和) only after white space, nor where punctuation keeps to its neighbour.
pub fn breaks(words: &[&str]) -> Vec<usize> {
    let mut at = 0;
    let mut breaks = Vec::new();
    let mut former = "";
    for &word in words {
        let long = |word: &str| word.chars().nth(1).is_some();
        let opens = |word: &str| word.contains(['“', '《', '（', '〔', '‘', '「']);
        let closed = former.contains(['”', '》', '）', '、', '，', '：', '；', '。']);
        let apart = !former.is_empty() && former.trim().is_empty();
        let words = apart || long(word) && !former.is_empty() && !opens(former);
        let signs = opens(word) || closed && word.chars().all(is_letter_or_numeral);
        if at > 0 && (words || signs && !opens(former)) {
            breaks.push(at);
        }
        at += word.chars().count();
        former = word;
    }
    breaks
}

/// Writes a text whose dates (2026-11-20) are not broken across lines.
pub(crate) fn dated(text: &str) -> Markup {
    let of_date = |c: char| c.is_ascii_digit() || c == '-';
    let characters: Vec<char> = text.chars().collect();
    html! {
        @for run in characters.chunk_by(|a, b| of_date(*a) == of_date(*b)) {
            @let words = run.iter().collect::<String>();
            @if of_date(run[0]) && run.contains(&'-') { time { (words) } } @else { (words) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_stay_whole() {
        let html = dated("有效期5年，2018-08-02 起，已过").into_string();
        assert_eq!(html, "有效期5年，<time>2018-08-02</time> 起，已过");
        assert_eq!(dated("规划期至 2025年").into_string(), "规划期至 2025年");
    }

    #[test]
    fn words_stay_whole() {
        let cases: [(&[&str], &str); 5] = [
            (&["科技", "创新", "规划"], "科技|创新|规划"),
            (
                &[
                    "促进",
                    "“",
                    "十四五",
                    "”",
                    "科技",
                    "规划",
                    "的",
                    "通知",
                    "（",
                    "试行",
                    "）",
                ],
                "促进|“十四五”|科技|规划的|通知|（试行）",
            ),
            (&["《", "办法", "》"], "《办法》"),
            (&["第一章", " ", "总", "则"], "第一章 |总则"),
            (&[], ""),
        ];
        for (words, wanted) in cases {
            let mut got = String::new();
            for (i, c) in words.concat().chars().enumerate() {
                if breaks(words).contains(&i) {
                    got.push('|');
                }
                got.push(c);
            }
            assert_eq!(got, wanted);
        }
    }
}
