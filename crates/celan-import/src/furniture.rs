//! Page furniture: page numbers and running heads between the lines of the text.

use crate::lines::Line;
use crate::pattern::PAGE_NUMBER;
use crate::trace::{Rule, Traced};
use std::collections::HashMap;
use std::sync::Arc;

/// Takes page numbers (`- 12 -`) and the running heads that stand beside them out of `lines`;
/// returns the lines that stay, and what was removed.
pub(crate) fn strip(lines: Vec<Line>) -> (Vec<Line>, Vec<Traced>) {
    let texts: Vec<String> = lines.iter().map(|l| l.text.text()).collect();
    let page: Vec<bool> = texts.iter().map(|t| PAGE_NUMBER.is_match(t)).collect();
    let mut beside: HashMap<&str, u32> = HashMap::new();
    let near = |i: usize| {
        let before = i.checked_sub(1).and_then(|i| page.get(i)) == Some(&true);
        before || page.get(i + 1) == Some(&true)
    };
    for (i, text) in texts.iter().enumerate() {
        if !page[i] && near(i) && text.chars().count() < 40 {
            *beside.entry(text).or_default() += 1;
        }
    }
    let head = |i: usize| near(i) && beside.get(texts[i].as_str()).is_some_and(|n| *n > 2);
    let mut kept: Vec<Line> = Vec::new();
    let mut removed = Vec::new();
    let mut gap = 0;
    for (i, mut line) in lines.into_iter().enumerate() {
        let rule = match (page[i], head(i)) {
            (true, _) => "page number",
            (_, true) => "running head",
            _ => {
                line.gap += std::mem::take(&mut gap);
                kept.push(line);
                continue;
            }
        };
        gap += line.gap;
        let rule: Rule = Arc::from(rule);
        line.text.clear(&rule);
        removed.push(line.text);
    }
    (kept, removed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::split;

    #[test]
    fn numbers_and_heads_go() {
        let text = "甲省文件\n- 1 -\n一\n甲省文件\n- 2 -\n二\n甲省文件\n- 3 -\n三";
        let (kept, removed) = strip(split(text));
        let kept: Vec<String> = kept.iter().map(|l| l.text.text()).collect();
        assert_eq!((kept.join(""), removed.len()), ("一二三".into(), 6));
    }
}
