//! The table of contents of a compendium, and where it says that documents begin.

use crate::error::ImportError;
use crate::pattern::{CATEGORY, DATE, ITEM, LEADER, NUMBER, ORDER, fold_title};
use crate::source::lines::Line;

/// What the table of contents says of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Item {
    /// Its number there.
    pub(crate) number: u32,
    /// Heading of the group that it stands in, without its own number.
    pub(crate) category: Option<String>,
    /// Title of the notice.
    pub(crate) title: String,
    /// The line with the document number or date.
    pub(crate) imprint: String,
}

/// Reads the table of contents that the lines begin with: the items, and how many lines it takes.
pub(crate) fn read(lines: &[Line]) -> (Vec<Item>, usize) {
    let texts: Vec<String> = lines.iter().map(|l| l.text.text()).collect();
    let mut end = 0;
    for (index, text) in texts.iter().enumerate() {
        if LEADER.is_match(text) {
            end = index + 1;
        } else if index > end + 8 {
            break;
        }
    }
    let mut items = Vec::new();
    let mut category = None;
    let mut open: Option<Item> = None;
    for text in &texts[..end] {
        let leader = LEADER.find(text).map(|m| m.start());
        if let Some(found) = CATEGORY.captures(text).filter(|_| leader.is_none()) {
            category = Some(found["name"].trim().to_owned());
            continue;
        }
        let (number, rest) = match ITEM.captures(text) {
            Some(found) => (found["n"].parse().ok(), found["rest"].to_owned()),
            None => (None, text.clone()),
        };
        if let Some(number) = number {
            open = Some(Item {
                number,
                category: category.clone(),
                ..Item::default()
            });
        }
        let Some(item) = &mut open else { continue };
        let rest = LEADER.replace(&rest, "").trim().to_owned();
        let imprint = number.is_none()
            && (NUMBER.is_match(&rest) || ORDER.is_match(&rest) || DATE.is_match(&rest));
        if imprint {
            item.imprint = rest;
        } else {
            item.title.push_str(&rest);
        }
        if leader.is_some() {
            items.extend(open.take());
        }
    }
    (items, end)
}

/// Finds the first line of each item, in order: the place where up to four lines together begin
/// with its title, white space and marks aside.
///
/// # Errors
/// An item's title is not found after the item before it.
pub(crate) fn starts(
    file: &str,
    items: &[Item],
    lines: &[Line],
    from: usize,
) -> Result<Vec<usize>, ImportError> {
    let folded: Vec<String> = lines.iter().map(|l| fold_title(&l.text.text())).collect();
    let mut cursor = from;
    let mut out = Vec::new();
    for item in items {
        let title = fold_title(&item.title);
        let found = (cursor..lines.len()).find(|&at| begins(&folded[at..], &title));
        let Some(at) = found else {
            return Err(ImportError::Missing {
                file: file.to_owned(),
                item: item.number,
                title: item.title.clone(),
            });
        };
        out.push(at);
        cursor = at + 1;
    }
    Ok(out)
}

fn begins(lines: &[String], title: &str) -> bool {
    let mut joined = String::new();
    for line in lines.iter().take(4) {
        joined.push_str(line);
        if joined.len() > title.len() + 60 {
            return false;
        }
        if !title.is_empty() && joined.starts_with(title) {
            return true;
        }
    }
    false
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::source::lines::split;

    const TEXT: &str = "目 录\n\n一、甲类 文件\n1. 关于印发《研究 and 发展办法》的通知\n某发〔2018〕1号..... - 1 -\n\
                        2. 某条例\n某令 第4号 2007年2月.....- 9 -\n\n关于印发《研究和\n发展办法》的通知\n\n正文。\n\n某条例\n\n正文。";

    #[test]
    fn items_and_their_places() {
        let lines = split(TEXT);
        let (items, end) = read(&lines);
        assert_eq!(items.len(), 2);
        assert_eq!(items[0].category.as_deref(), Some("甲类 文件"));
        assert_eq!(items[0].imprint, "某发〔2018〕1号");
        assert_eq!(items[1].title, "某条例");
        let starts = starts("x", &items, &lines, end).unwrap();
        let numbers: Vec<u32> = starts.iter().map(|&i| lines[i].number).collect();
        assert_eq!(numbers, [9, 14]);
    }

    #[test]
    fn leaders_of_every_kind() {
        for line in [
            "1. 某条例......... 12",
            "1. 某条例……12",
            "1. 某条例 ····· - 12 -",
        ] {
            let (items, _) = read(&split(line));
            assert_eq!(items.len(), 1, "{line}");
            assert_eq!(items[0].title, "某条例");
        }
    }

    #[test]
    fn a_missing_document_is_named() {
        let lines = split("1. 甲.... 1\n\n乙");
        let (items, end) = read(&lines);
        let error = super::starts("x", &items, &lines, end).unwrap_err();
        assert!(error.to_string().contains("item 1"));
    }
}
