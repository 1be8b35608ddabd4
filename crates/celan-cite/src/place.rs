//! Names of places, as a citation has them: 第五十三条, 第一章第四节, 第二部分（一）.

use celan_document::{Block, Content, Document, FrameRole, NumberingKind, Part, parse_label};
use celan_locale::{LaterStrings, Strings, fill};
use celan_text::number_in_chinese;
use std::collections::HashMap;

/// The name of the place of `wanted`: the labels of the headings above it and its own. Articles and
/// boxes are numbered through the document and are named alone; within an article the paragraph
/// (款) is named, from the second on, and the item (项). `None` if there is no label above it.
pub fn place_name(s: &Strings, document: &Document, wanted: &Block) -> Option<String> {
    let mut way = Way {
        s,
        wanted,
        path: Vec::new(),
        part: Part::default(),
        paragraphs: 0,
    };
    let found = way.seek(&document.blocks);
    let name: String = way.path.into_iter().map(|(_, name)| name).collect();
    (found && !name.is_empty()).then_some(name)
}

/// Names every block of a document that is no table, in reading order, each beside its anchor: as [`place_name`]
/// does, with the number of the paragraph where several would have one name (第一章（二）第3段); a part of the frame
/// of an official document by what it is.
pub fn place_names<'d>(
    s: &Strings,
    words: &LaterStrings,
    document: &'d Document,
) -> Vec<(&'d str, String)> {
    let mut names = Vec::new();
    // What stands above a block that has no label above it, and the paragraphs so far of each name.
    let (mut part, mut above) = (Part::default(), s.body_label.to_owned());
    let mut paragraphs: HashMap<String, u32> = HashMap::new();
    document.walk(&mut |block| {
        if block.part != part {
            part = block.part;
            above = match part {
                Part::Notice => s.notice,
                Part::Body => s.body_label,
                Part::Annex => s.annex,
            }
            .to_owned();
        }
        let name = match &block.content {
            Content::Table(_) => return,
            Content::Frame { role, .. } => match role {
                FrameRole::Title => words.printed_title,
                FrameRole::Addressee => s.addressees,
                FrameRole::Signature => words.signature,
                FrameRole::Date => s.date,
                FrameRole::Remark => words.remark,
                FrameRole::Copies => s.copies,
            }
            .to_owned(),
            content => {
                if let Content::Heading(heading) = content
                    && heading.label.is_empty()
                {
                    above.clone_from(&heading.title);
                }
                let labelled = place_name(s, document, block);
                let alone = labelled.is_some();
                let name = labelled.unwrap_or_else(|| above.clone());
                let opens = match content {
                    Content::Paragraph { run_in, .. } => run_in.is_some(),
                    Content::Item { .. } => false,
                    _ => true,
                };
                if opens {
                    paragraphs.insert(name.clone(), 0);
                    name
                } else {
                    // The paragraphs of an article have names of their own.
                    let own = alone && !paragraphs.contains_key(&name);
                    let n = paragraphs.entry(name.clone()).or_default();
                    *n += 1;
                    let counted = fill(words.nth_paragraph, &[("n", &n.to_string())]);
                    if own { name } else { name + &counted }
                }
            }
        };
        names.push((block.anchor.as_str(), name));
    });
    names
}

/// A walk to a place, with the names of what stands above.
struct Way<'a> {
    s: &'a Strings,
    wanted: &'a Block,
    path: Vec<(u8, String)>,
    part: Part,
    /// Paragraphs of the present article so far; 0 where there is none.
    paragraphs: u32,
}

impl Way<'_> {
    /// Walks until the place is found, and says whether it was.
    fn seek(&mut self, blocks: &[Block]) -> bool {
        for block in blocks {
            let here = std::ptr::eq(block, self.wanted);
            // Signature and date belong to the whole, and so does what a notice or annex is.
            if block.part != self.part || matches!(block.content, Content::Frame { .. }) {
                self.part = block.part;
                self.path.clear();
                self.paragraphs = 0;
            }
            match &block.content {
                Content::Heading(h) => self.step(h.level, h.kind, h.number, &h.label),
                Content::Paragraph {
                    run_in: Some(r), ..
                } => self.step(r.level, r.kind, r.number, &r.label),
                Content::Paragraph { .. } if self.paragraphs > 0 => {
                    self.paragraphs += 1;
                    if here {
                        self.name_paragraph();
                    }
                }
                Content::Item { marker, .. } if self.paragraphs > 0 && here => {
                    self.name_paragraph();
                    if let Some(label) = parse_label(marker) {
                        self.path.push((u8::MAX, item(self.s, &label.printed)));
                    }
                }
                Content::Box(b) => {
                    let above = std::mem::take(&mut self.path);
                    let paragraphs = std::mem::take(&mut self.paragraphs);
                    if !b.label.is_empty() {
                        self.path.push((0, b.label.clone()));
                    }
                    if here || self.seek(&b.blocks) {
                        return true;
                    }
                    (self.path, self.paragraphs) = (above, paragraphs);
                }
                _ => {}
            }
            if here {
                return true;
            }
        }
        false
    }

    fn step(&mut self, level: u8, kind: NumberingKind, number: Option<u32>, label: &str) {
        self.path.retain(|(above, _)| *above < level);
        let in_article =
            self.paragraphs > 0 && !self.path.is_empty() && kind == NumberingKind::HanParen;
        if !in_article {
            self.paragraphs = 0;
        }
        if kind == NumberingKind::Article {
            self.path.clear();
            self.paragraphs = 1;
        }
        let name = if in_article {
            item(self.s, label)
        } else {
            words(self.s, kind, number, label)
        };
        self.path.push((level, name));
    }

    /// An article of one paragraph is cited without it, and so is its first.
    fn name_paragraph(&mut self) {
        if self.paragraphs > 1
            && let Some(n) = number_in_chinese(self.paragraphs)
        {
            let name = fill(self.s.paragraph_cited, &[("n", &n)]);
            self.path.push((u8::MAX, name));
        }
    }
}

/// An item of an article as it is cited: 第（一）项.
fn item(s: &Strings, label: &str) -> String {
    fill(s.item_cited, &[("n", label)])
}

/// A label as it is cited: 一、 is 第一部分, other labels lose their closing mark.
fn words(s: &Strings, kind: NumberingKind, number: Option<u32>, label: &str) -> String {
    match (kind, number.and_then(number_in_chinese)) {
        (NumberingKind::Han, Some(number)) => fill(s.part_cited, &[("n", &number)]),
        _ => label
            .trim_end_matches(['、', '.', '．', '：', ':'])
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use celan_document::{BoxBlock, FrameRole, Heading, RunIn, Text};
    use celan_locale::Language;

    fn heading(level: u8, label: &str) -> Block {
        let parsed = parse_label(label);
        let content = Content::Heading(Heading {
            text: Text::plain(label),
            level,
            kind: parsed.as_ref().map_or(NumberingKind::Plain, |l| l.kind),
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

    fn text(content: Content) -> Block {
        Block {
            anchor: String::new(),
            lines: None,
            part: Part::Body,
            content,
        }
    }

    #[test]
    fn paragraphs_and_items_of_an_article_are_named() {
        let paragraph = |label: &str| {
            let run_in = parse_label(label).map(|parsed| RunIn {
                level: 2,
                kind: parsed.kind,
                number: parsed.number,
                label: label.into(),
                title: String::new(),
                end: 0,
            });
            text(Content::Paragraph {
                text: Text::plain(label),
                run_in,
                lead: 0,
            })
        };
        let item = |marker: &str| {
            text(Content::Item {
                text: Text::plain(marker),
                marker: marker.into(),
                number: None,
            })
        };
        let frame = text(Content::Frame {
            role: FrameRole::Date,
            text: Text::plain("2020年"),
        });
        let inside = paragraph("");
        let boxed = text(Content::Box(BoxBlock {
            text: Text::plain("专栏1"),
            number: Some(1),
            label: "专栏1".into(),
            title: String::new(),
            blocks: vec![inside],
        }));
        let blocks = vec![
            heading(1, "第一章"),
            paragraph(""),
            paragraph("第一条"),
            item("（一）"),
            paragraph(""),
            item("（二）"),
            boxed,
            paragraph("第二条"),
            frame,
        ];
        let document = Document {
            blocks,
            ..Document::default()
        };
        let names = [
            "第一章",
            "第一章",
            "第一条",
            "第一条第（一）项",
            "第一条第二款",
            "第一条第二款第（二）项",
            "专栏1",
            "第二条",
            "",
        ];
        let name =
            |block| place_name(Language::Chinese.strings(), &document, block).unwrap_or_default();
        for (block, wanted) in document.blocks.iter().zip(names) {
            assert_eq!(name(block), wanted);
            assert!(block.children().iter().all(|inside| name(inside) == wanted));
        }
    }

    #[test]
    fn every_block_has_a_name_that_a_reader_finds() {
        let paragraph = || {
            text(Content::Paragraph {
                text: Text::plain("文。"),
                run_in: None,
                lead: 0,
            })
        };
        let remark = text(Content::Frame {
            role: FrameRole::Remark,
            text: Text::plain("（公开）"),
        });
        let boxed = text(Content::Box(BoxBlock {
            text: Text::plain("专栏1"),
            number: Some(1),
            label: "专栏1".into(),
            title: String::new(),
            blocks: vec![paragraph()],
        }));
        let document = Document {
            blocks: vec![
                remark,
                paragraph(),
                heading(1, "第一章"),
                heading(2, "（二）"),
                paragraph(),
                boxed,
                paragraph(),
                heading(1, "第三条"),
                paragraph(),
            ],
            ..Document::default()
        };
        let chinese = Language::Chinese;
        let names = place_names(chinese.strings(), chinese.later_strings(), &document);
        let names: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
        let expected = [
            "附注",
            "正文第1段",
            "第一章",
            "第一章（二）",
            "第一章（二）第1段",
            "专栏1",
            "专栏1第1段",
            "第一章（二）第2段",
            "第三条",
            "第三条第二款",
        ];
        assert_eq!(names, expected);
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
            let got = place_name(Language::Chinese.strings(), &document, block);
            assert_eq!(got.unwrap_or_default(), name_wanted);
        }
    }
}
