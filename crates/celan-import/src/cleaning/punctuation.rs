//! Width of punctuation: full-width marks in Chinese sentences (GB/T 15834-2011), half-width ones in
//! Latin words, formulas, numbers and years.

use crate::pattern::is_han;
use crate::record::trace::{Rule, Traced};
use std::sync::Arc;

/// Widens the marks that stand in Chinese context.
pub(crate) fn widen(text: &mut Traced) {
    let rule: Rule = Arc::from("full-width punctuation");
    let chars = text.chars();
    let mut out = chars.clone();
    for (i, &c) in chars.iter().enumerate() {
        if let Some(wide) = wide(c).filter(|_| beside_chinese(&chars, i)) {
            out[i] = wide;
        }
    }
    brackets(&chars, &mut out);
    quotes(&chars, &mut out);
    let changed = chars.iter().zip(&out).enumerate();
    let edits: Vec<_> = changed
        .filter(|(_, (from, to))| from != to)
        .map(|(i, (_, to))| (i..i + 1, to.to_string()))
        .collect();
    text.replace_all(&edits, &rule);
}

fn wide(c: char) -> Option<char> {
    Some(match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        _ => return None,
    })
}

/// Ideographs and the marks that only stand among them.
fn is_chinese(c: char) -> bool {
    is_han(c)
        || matches!(
            c,
            '“' | '”'
                | '‘'
                | '’'
                | '（'
                | '）'
                | '《'
                | '》'
                | '〈'
                | '〉'
                | '、'
                | '，'
                | '。'
                | '；'
                | '：'
                | '〔'
                | '〕'
        )
}

fn before(chars: &[char], i: usize) -> Option<char> {
    chars[..i]
        .iter()
        .rev()
        .find(|c| !c.is_whitespace())
        .copied()
}

fn after(chars: &[char], i: usize) -> Option<char> {
    chars[i + 1..].iter().find(|c| !c.is_whitespace()).copied()
}

fn beside_chinese(chars: &[char], i: usize) -> bool {
    let (before, after) = (before(chars, i), after(chars, i));
    // No number is grouped after a per cent sign.
    let closes = match before {
        Some('%' | '％') => after.is_none_or(|c| c.is_ascii_digit()),
        Some(')') => after.is_none(),
        _ => false,
    };
    before.is_some_and(is_chinese) || closes || before.is_some() && after.is_some_and(is_chinese)
}

/// A pair of brackets is widened where Chinese stands in it or beside it; in a document number,
/// square brackets become those of the standard (内科发[2015]52号).
fn brackets(chars: &[char], out: &mut [char]) {
    let mut open: Vec<usize> = Vec::new();
    // How many Chinese characters stand before each.
    let chinese: Vec<usize> = std::iter::once(0)
        .chain(chars.iter().scan(0, |count, c| {
            *count += usize::from(is_chinese(*c));
            Some(*count)
        }))
        .collect();
    for (i, &c) in chars.iter().enumerate() {
        match c {
            '(' | '（' | '[' => open.push(i),
            ')' | '）' | ']' => {
                let Some(start) = open.pop() else {
                    if c == ')' && beside_chinese(chars, i) {
                        out[i] = '）';
                    }
                    continue;
                };
                let inside = &chars[start + 1..i];
                let beside = |c: Option<char>| c.is_some_and(is_chinese);
                let (left, right) = (before(chars, start), after(chars, i));
                if chars[start] == '[' && c == ']' {
                    let year = inside.len() == 4 && inside.iter().all(char::is_ascii_digit);
                    if year && beside(left) && right.is_some_and(|c| c.is_ascii_digit()) {
                        (out[start], out[i]) = ('〔', '〕');
                    }
                } else if chinese[i] > chinese[start + 1]
                    || beside(left)
                    || left.is_none() && beside(right)
                {
                    (out[start], out[i]) = ('（', '）');
                }
            }
            _ => {}
        }
    }
    for start in open {
        if chars[start] == '(' && beside_chinese(chars, start) {
            out[start] = '（';
        }
    }
}

/// Straight double quotation marks in Chinese become curly ones, opening and closing in turn.
fn quotes(chars: &[char], out: &mut [char]) {
    let straight: Vec<usize> = (0..chars.len())
        .filter(|&i| matches!(chars[i], '"' | '＂'))
        .collect();
    if straight.len() % 2 == 1 {
        return;
    }
    for pair in straight.chunks(2) {
        let chinese = chars[pair[0]..pair[1]].iter().any(|c| is_chinese(*c));
        if chinese {
            (out[pair[0]], out[pair[1]]) = ('“', '”');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_chinese_sentences_are_widened() {
        let cases = [
            ("种业企业,显著;提高:如下", "种业企业，显著；提高：如下"),
            ("1,4丁二醇,甲醇", "1,4丁二醇，甲醇"),
            ("(二十一)开展", "（二十一）开展"),
            ("工程(技术)中心", "工程（技术）中心"),
            ("f(x), g(x); Y(2)O", "f(x), g(x); Y(2)O"),
            ("增长10%,达到", "增长10%，达到"),
            ("提高到30%,500万元以上", "提高到30%，500万元以上"),
            ("内科发[2015]52号", "内科发〔2015〕52号"),
            ("20,000元", "20,000元"),
            ("说\"好\"", "说“好”"),
            ("http://x.cn", "http://x.cn"),
            ("单位:", "单位："),
            ("(R&D)经费", "（R&D）经费"),
        ];
        for (from, to) in cases {
            let mut text = Traced::line(1, from);
            widen(&mut text);
            assert_eq!(text.text(), to);
        }
    }
}
