//! The conjunction 和 that a conversion rendered as an English word between ideographs.

use crate::pattern::is_han;
use crate::trace::{Rule, Traced};
use std::sync::Arc;

const WORD: [char; 5] = [' ', 'a', 'n', 'd', ' '];

/// Writes 和 for ` and ` in Chinese. Where another conjunction stood there (与, 及), the witness or a
/// repair by hand says so before this rule is asked.
pub(crate) fn restore(text: &mut Traced) {
    let rule: Rule = Arc::from("conjunction");
    let chinese = |c: Option<&char>| {
        c.is_some_and(|c| is_han(*c) || matches!(c, '“' | '”' | '《' | '》' | '（' | '）'))
    };
    let mut from = 0;
    loop {
        let chars = text.chars();
        let found =
            (from..chars.len().saturating_sub(WORD.len())).find(|&i| chars[i..].starts_with(&WORD));
        let Some(at) = found else { return };
        let end = at + WORD.len();
        if chinese(at.checked_sub(1).and_then(|i| chars.get(i))) && chinese(chars.get(end)) {
            text.remove(end - 1..end, &rule);
            text.replace(at + 1..end - 1, "和", &rule);
            text.remove(at..at + 1, &rule);
        }
        from = at + 1;
    }
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
