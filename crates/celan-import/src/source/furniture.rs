//! Page furniture: page numbers and running heads between the lines of the text.

use crate::pattern::{PAGE_NUMBER, is_closed};
use crate::record::trace::{Rule, Traced};
use crate::source::lines::Line;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// The rules by which whole lines are taken out.
pub(crate) const PAGE_NUMBER_RULE: &str = "page number";
pub(crate) const RUNNING_HEAD_RULE: &str = "running head";

/// Takes page numbers (`- 12 -`) and the running heads that stand beside them out of `lines`;
/// returns the lines that stay, and what was removed.
pub(crate) fn strip(lines: Vec<Line>) -> (Vec<Line>, Vec<Traced>) {
    let texts: Vec<String> = lines.iter().map(|l| l.text.text()).collect();
    let mut page: Vec<bool> = texts.iter().map(|t| PAGE_NUMBER.is_match(t)).collect();
    for at in bare_numbers(&texts) {
        page[at] = true;
    }
    let mut beside: HashMap<&str, u32> = HashMap::new();
    let near = |i: usize| {
        let before = i.checked_sub(1).and_then(|i| page.get(i)) == Some(&true);
        before || page.get(i + 1) == Some(&true)
    };
    for (i, text) in texts.iter().enumerate() {
        if !page[i] && near(i) && text.chars().count() < 40 && !is_closed(text) {
            *beside.entry(text).or_default() += 1;
        }
    }
    let head = |i: usize| near(i) && beside.get(texts[i].as_str()).is_some_and(|n| *n > 2);
    let mut kept: Vec<Line> = Vec::new();
    let mut removed = Vec::new();
    let mut gap = 0;
    let mut new_page = false;
    for (i, mut line) in lines.into_iter().enumerate() {
        let rule = match (page[i], head(i)) {
            (true, _) => PAGE_NUMBER_RULE,
            (_, true) => RUNNING_HEAD_RULE,
            _ => {
                line.gap += std::mem::take(&mut gap);
                line.new_page = std::mem::take(&mut new_page);
                kept.push(line);
                continue;
            }
        };
        gap += line.gap;
        new_page = true;
        let rule: Rule = Arc::from(rule);
        line.text.clear(&rule);
        removed.push(line.text);
    }
    (kept, removed)
}

/// Lines that are a number alone, where at least three of them count on without a gap and stand as
/// far apart as pages do: page numbers, and not cells of a table.
fn bare_numbers(texts: &[String]) -> Vec<usize> {
    const APART: usize = 10;
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 4);
    let mut runs: Vec<Vec<usize>> = Vec::new();
    // The runs that end with a number, the first one first.
    let mut ends: HashMap<u32, BTreeSet<usize>> = HashMap::new();
    for (at, text) in texts.iter().enumerate() {
        let Some(n) = number(text) else { continue };
        let far = |run: &&usize| runs[**run].last().is_some_and(|last| at - last >= APART);
        let before = n.checked_sub(1).and_then(|m| ends.get(&m));
        let run = match before.and_then(|open| open.iter().find(far)).copied() {
            Some(run) => {
                ends.entry(n - 1).or_default().remove(&run);
                run
            }
            None => {
                runs.push(Vec::new());
                runs.len() - 1
            }
        };
        runs[run].push(at);
        ends.entry(n).or_default().insert(run);
    }
    let pages = runs.into_iter().filter(|run| run.len() >= 3);
    pages.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::lines::split;

    #[test]
    fn numbers_and_heads_go() {
        let text = "甲省文件\n- 1 -\n一\n甲省文件\n- 2 -\n二\n甲省文件\n- 3 -\n三";
        let (kept, removed) = strip(split(text));
        let kept: Vec<String> = kept.iter().map(|l| l.text.text()).collect();
        assert_eq!((kept.join(""), removed.len()), ("一二三".into(), 6));
    }

    #[test]
    fn bare_numbers_are_pages_only_where_they_count_pages() {
        let page = |n: u32| format!("{}{n}\n", "正文。\n".repeat(12));
        let (_, removed) = strip(split(&format!("{}{}{}", page(7), page(8), page(9))));
        assert_eq!(removed.len(), 3);
        let (_, removed) = strip(split("1\n甲\n2\n乙\n3\n丙"));
        assert_eq!(removed.len(), 0);
    }
}
