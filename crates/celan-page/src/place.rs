//! Places by the names a reader would cite them by: 第五十三条, 第一章第四节, 第二部分（一）.

use crate::strings::{Strings, fill};
use celan_document::{Block, Content, Document, Kind, number_in_chinese};

/// The block of `document` with this anchor.
pub(crate) fn block<'a>(document: &'a Document, anchor: &str) -> Option<&'a Block> {
    let mut found = None;
    document.walk(&mut |block| {
        if found.is_none() && block.anchor == anchor {
            found = Some(block);
        }
    });
    found
}

/// The name of the place where `wanted` stands: the labels of the headings above it and its own.
/// Articles and boxes are numbered through the document and stand alone. `None` where no label
/// stands above it.
pub(crate) fn name(s: &Strings, document: &Document, wanted: &Block) -> Option<String> {
    let mut path: Vec<(u8, String)> = Vec::new();
    let mut found = None;
    document.walk(&mut |block| {
        if found.is_some() {
            return;
        }
        let step = match &block.content {
            Content::Heading(h) => Some((h.level, h.kind, h.number, &h.label)),
            Content::Paragraph {
                run_in: Some(r), ..
            } => Some((r.level, r.kind, r.number, &r.label)),
            _ => None,
        };
        if let Some((level, kind, number, label)) = step {
            path.retain(|(above, _)| *above < level);
            let standing_alone = kind == Kind::Article;
            if standing_alone {
                path.clear();
            }
            path.push((level, words(s, kind, number, label)));
        }
        if std::ptr::eq(block, wanted) {
            found = Some(
                path.iter()
                    .map(|(_, name)| name.as_str())
                    .collect::<String>(),
            );
        }
    });
    found.filter(|name| !name.is_empty())
}

/// A label as it is cited: 一、 is 第一部分, other labels lose their closing mark.
fn words(s: &Strings, kind: Kind, number: Option<u32>, label: &str) -> String {
    match (kind, number.and_then(number_in_chinese)) {
        (Kind::Han, Some(number)) => fill(s.part_cited, &[("n", &number)]),
        _ => label
            .trim_end_matches(['、', '.', '．', '：', ':'])
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strings::Language;
    use celan_document::{Heading, Part, Text, parse_label};

    fn heading(level: u8, label: &str) -> Block {
        let parsed = parse_label(label);
        let content = Content::Heading(Heading {
            text: Text::plain(label),
            level,
            kind: parsed.as_ref().map_or(Kind::Plain, |l| l.kind),
            number: parsed.and_then(|l| l.number),
            label: label.into(),
            title: String::new(),
        });
        Block {
            anchor: label.into(),
            lines: None,
            part: Part::Body,
            content,
        }
    }

    #[test]
    fn a_place_is_named_by_its_path() {
        let labels = [
            (1, "", ""),
            (1, "第一章", "第一章"),
            (2, "第四节", "第一章第四节"),
            (3, "第五条", "第五条"),
            (1, "二、", "第二部分"),
            (2, "（一）", "第二部分（一）"),
            (3, "1．", "第二部分（一）1"),
        ];
        let blocks = labels
            .iter()
            .map(|(level, label, _)| heading(*level, label))
            .collect();
        let document = Document {
            blocks,
            ..Document::default()
        };
        for (block, (_, _, name_wanted)) in document.blocks.iter().zip(labels) {
            let got = name(Language::Chinese.strings(), &document, block);
            assert_eq!(got.unwrap_or_default(), name_wanted);
        }
    }
}
