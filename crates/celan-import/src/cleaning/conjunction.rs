//! The conjunction 和 that a conversion rendered as an English word between ideographs.

use crate::pattern::is_han;
use crate::record::trace::{Rule, Traced};
use std::sync::Arc;

const WORD: [char; 5] = [' ', 'a', 'n', 'd', ' '];

/// Writes 和 for ` and ` in Chinese. Where another conjunction stood there (与, 及), the witness or a
/// repair by hand says so before this rule is asked.
pub(crate) fn restore(text: &mut Traced) {
    let rule: Rule = Arc::from("conjunction");
    let chinese = |c: Option<&char>| {
        c.is_some_and(|c| is_han(*c) || matches!(c, '“' | '”' | '《' | '》' | '（' | '）'))
    };
    let chars = text.chars();
    let mut edits = Vec::new();
    let mut at = 0;
    while at + WORD.len() < chars.len() {
        let end = at + WORD.len();
        let before = at.checked_sub(1).and_then(|i| chars.get(i));
        if chars[at..end] == WORD && chinese(before) && chinese(chars.get(end)) {
            edits.extend([
                (at..at + 1, ""),
                (at + 1..end - 1, "和"),
                (end - 1..end, ""),
            ]);
            at = end;
        } else {
            at += 1;
        }
    }
    text.replace_all(&edits, &rule);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_between_ideographs() {
        let cases = [
            ("科研机构 and 人员", "科研机构和人员"),
            ("机构 and “双一流”", "机构和“双一流”"),
            ("Research and Development", "Research and Development"),
        ];
        for (from, to) in cases {
            let mut text = Traced::line(1, from);
            restore(&mut text);
            assert_eq!(text.text(), to);
        }
    }
}
