//! Gaps and doubles in numbered series (第十二条 that follows 第十条).
//!
//! A series is the numbers of one kind at one depth. It goes on from heading to heading, or starts
//! again at one where a heading above it has come between, or a line that introduces what follows
//! (重大工程：). What breaks it may stand so in the source: it is reported, never mended.

use crate::diagnostic::Diagnostic;
use celan_document::{Block, Content, Document, NumberingKind, Part, parse_label};
use std::collections::HashMap;

/// Checks every series of `document`; `lines` are the lines of its blocks in `file`.
pub(crate) fn check(file: &str, document: &Document, lines: &[u32]) -> Vec<Diagnostic> {
    let mut checker = Checker {
        file,
        lines: lines.iter().copied(),
        found: Vec::new(),
        boxes: Series::default(),
    };
    checker.blocks(&document.blocks);
    checker.found
}

/// The last of a series.
#[derive(Debug, Default)]
struct Series {
    last: Option<(u32, String)>,
    /// A heading above the series has come since.
    may_restart: bool,
}

impl Series {
    /// Takes the next number; returns the label before it where the two do not follow.
    fn next(&mut self, number: u32, label: &str) -> Option<String> {
        let before = self.last.replace((number, label.to_owned()));
        let restarts = std::mem::take(&mut self.may_restart) || before.is_none();
        match before {
            _ if restarts && number == 1 => None,
            Some((last, _)) if number == last + 1 => None,
            Some((_, label)) => Some(label),
            None => Some(String::new()),
        }
    }
}

struct Checker<'a, I: Iterator<Item = u32>> {
    file: &'a str,
    lines: I,
    found: Vec<Diagnostic>,
    boxes: Series,
}

impl<I: Iterator<Item = u32>> Checker<'_, I> {
    fn blocks(&mut self, blocks: &[Block]) {
        let mut headings: HashMap<(u8, NumberingKind), Series> = HashMap::new();
        let mut items: HashMap<NumberingKind, Series> = HashMap::new();
        let mut part = Part::default();
        let mut introduced = false;
        for block in blocks {
            let line = self.lines.next().unwrap_or(0);
            if block.part != part {
                part = block.part;
                headings.clear();
            }
            let numbered = match &block.content {
                Content::Heading(h) => Some((h.level, h.kind, h.number, &h.label)),
                Content::Paragraph {
                    run_in: Some(r), ..
                } => Some((r.level, r.kind, r.number, &r.label)),
                _ => None,
            };
            if let Some((level, kind, number, label)) = numbered {
                for ((below, _), series) in &mut headings {
                    series.may_restart |= *below > level;
                }
                if let Some(number) = number.filter(|_| kind != NumberingKind::Annex) {
                    let series = headings.entry((level, kind)).or_default();
                    series.may_restart |= std::mem::take(&mut introduced);
                    let before = series.next(number, label);
                    self.report(line, block, label, before);
                }
                continue;
            }
            match &block.content {
                Content::Paragraph { text, .. } => {
                    introduced = text.plain.trim_end().ends_with(['：', ':']);
                }
                Content::Item {
                    marker,
                    number: Some(number),
                    ..
                } => {
                    let kind = parse_label(marker).map_or(NumberingKind::Plain, |label| label.kind);
                    let series = items.entry(kind).or_default();
                    series.may_restart = true;
                    let before = series.next(*number, marker);
                    self.report(line, block, marker, before);
                }
                Content::Box(b) => {
                    if let Some(number) = b.number {
                        let before = self.boxes.next(number, &b.label);
                        self.report(line, block, &b.label, before);
                    }
                    self.blocks(&b.blocks);
                }
                _ => {}
            }
        }
    }

    fn report(&mut self, line: u32, block: &Block, label: &str, before: Option<String>) {
        let Some(before) = before else { return };
        let (label, before) = (label.trim(), before.trim());
        let message = match before {
            "" => format!("{label} begins its series"),
            before => format!("{label} follows {before}"),
        };
        let help = "if the source skips or repeats one, leave it so; if a number is wrong, record it in corpus/repairs/";
        let excerpt = block.text().map_or("", |text| text.plain.as_str());
        self.found
            .push(Diagnostic::warning(self.file, message, help).at(line, excerpt));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::markdown::parse_with_lines;

    fn messages(body: &str) -> Vec<(u32, String)> {
        let text = format!("+++\nid = \"abc\"\ntitle = \"x\"\n+++\n{body}");
        let parsed = parse_with_lines("x.md", &text).unwrap();
        let found = check("x.md", &parsed.document, &parsed.lines);
        found
            .into_iter()
            .map(|d| (d.line.unwrap(), d.message))
            .collect()
    }

    #[test]
    fn gaps_and_doubles_are_found() {
        let got = messages(
            "## 第一章 总则\n\n第一条 甲\n\n第三条 乙\n\n第三条 丙\n\n## 第二章 附则\n\n第四条 丁\n",
        );
        assert_eq!(
            got,
            [
                (9, "第三条 follows 第一条".to_owned()),
                (11, "第三条 follows 第三条".to_owned())
            ]
        );
    }

    #[test]
    fn a_line_that_introduces_starts_a_series() {
        let two = |line| {
            messages(&format!(
                "> **专栏 1 重大项目**\n>\n> <!-- level=4 -->\n> **1\\.甲**。文。\n>\n> <!-- level=4 -->\n> **2\\.乙**。文。\n>\n> {line}\n>\n> <!-- level=4 -->\n> **1\\.丙**。文。\n"
            ))
        };
        assert_eq!(two("重大工程："), []);
        assert_eq!(
            two("重大工程。"),
            [(16, "1. follows 2.".to_owned())],
            "only a colon introduces"
        );
    }

    #[test]
    fn series_go_on_and_start_again() {
        assert_eq!(
            messages(
                "## 一、甲\n\n### （一）甲\n\n### （二）乙\n\n## 二、乙\n\n### （一）丙\n\n### （二）丁\n"
            ),
            []
        );
        assert_eq!(
            messages("## 一、甲\n\n### （一）甲\n\n### （二）乙\n\n## 二、乙\n\n### （三）丙\n"),
            []
        );
        assert_eq!(
            messages("## 二、甲\n"),
            [(5, "二、 begins its series".to_owned())]
        );
        assert_eq!(
            messages("1. 甲\n2. 乙\n\n甲\n\n1. 丙\n\n## 一、甲\n\n3. 丁\n").len(),
            1
        );
    }
}
