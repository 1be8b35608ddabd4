//! From paragraphs to blocks: headings with their depth, items, boxes, tables.

use super::draft::{Draft, Source, table};
use super::paragraph::{Candidate, ParagraphKind, first_sentence};
use super::paragraph_kind::paragraph_kinds;
use crate::collation::collate::Reading;
use crate::config::Shape;
use crate::layout::boxes::{self, Piece};
use crate::layout::grid::Grid;
use crate::pattern::label;
use crate::record::trace::Traced;
use celan_corpus::label as labels;
use celan_document::{Content, FrameRole, Lines, NumberingKind, Part, Text};

/// A paragraph or table with what is known of it so far.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    pub(crate) body: Body,
    pub(crate) part: Part,
    pub(crate) role: Option<FrameRole>,
    pub(crate) lines: Lines,
    /// Width of the first line, where it is full.
    pub(crate) line_width: Option<f32>,
    /// What reading says of it.
    pub(crate) shape: Option<Shape>,
    pub(crate) readings: Vec<Reading>,
}

/// What a unit holds.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    Text(Traced),
    Table(Box<Grid>),
}

impl Unit {
    pub(crate) fn text(&self) -> Option<String> {
        match &self.body {
            Body::Text(text) => Some(text.text()),
            Body::Table(_) => None,
        }
    }
}

/// Depths of the headings that are open, by kind; the outline of a document is a tree whatever kinds
/// it uses, so that 一、 is the first level of one document and the third of another.
#[derive(Clone, Default)]
struct Outline {
    open: Vec<NumberingKind>,
    /// Whether articles stand below 一、 in this document, and not the other way round.
    articles_below: bool,
}

impl Outline {
    fn rank(&self, kind: NumberingKind) -> u8 {
        match kind {
            NumberingKind::Article if self.articles_below => NumberingKind::Han as u8 * 2 + 1,
            kind => kind as u8 * 2,
        }
    }

    /// Opens a heading of `kind`; returns its level.
    fn enter(&mut self, kind: NumberingKind) -> u8 {
        let rank = self.rank(kind);
        let open = std::mem::take(&mut self.open);
        self.open = open.into_iter().filter(|k| self.rank(*k) < rank).collect();
        self.open.push(kind);
        self.level()
    }

    fn level(&self) -> u8 {
        u8::try_from(self.open.len()).unwrap_or(u8::MAX)
    }
}

/// Makes blocks of the units.
pub(crate) fn build(units: Vec<Unit>) -> Vec<Draft> {
    let texts: Vec<Option<String>> = units.iter().map(Unit::text).collect();
    let pieces: Vec<Piece<'_>> = units
        .iter()
        .zip(&texts)
        .map(|(unit, text)| Piece {
            text: text.as_deref(),
            frame: unit.role.is_some(),
            line_width: unit.line_width,
            shape: unit.shape,
        })
        .collect();
    let extents = boxes::extents(&pieces);
    let candidates: Vec<Candidate<'_>> = units
        .iter()
        .enumerate()
        .map(|(i, unit)| Candidate {
            text: texts[i].as_deref().unwrap_or(""),
            boxed: extents[i].is_some(),
            plain: texts[i].is_some() && unit.role.is_none() && extents[i] != Some(i),
        })
        .collect();
    let mut decided = paragraph_kinds(&candidates);
    for (i, unit) in units.iter().enumerate() {
        reshape(
            &mut decided[i],
            unit.shape,
            texts[i].as_deref().unwrap_or(""),
        );
    }
    let mut out: Vec<Draft> = Vec::new();
    let kinds = candidates.iter().zip(&decided);
    let first = kinds
        .filter(|(c, kind)| c.plain && !matches!(kind, ParagraphKind::Prose | ParagraphKind::Item))
        .find_map(|(c, _)| {
            label(c.text).filter(|l| matches!(l.kind, NumberingKind::Article | NumberingKind::Han))
        });
    let empty = Outline {
        open: Vec::new(),
        articles_below: first.is_some_and(|l| l.kind == NumberingKind::Han),
    };
    let mut outline = empty.clone();
    let mut inner = empty.clone();
    let mut part = None;
    for (i, unit) in units.into_iter().enumerate() {
        if part.replace(unit.part) != Some(unit.part) {
            outline = empty.clone();
        }
        let boxed = extents[i];
        if boxed == Some(i) {
            inner = outline.clone();
            // Whatever kinds a box uses, they stand below the heading above it.
            inner.open.fill(NumberingKind::Part);
        }
        let levels = if boxed.is_some() {
            &mut inner
        } else {
            &mut outline
        };
        let draft = draft(unit, decided[i], boxed == Some(i), levels);
        match out.last_mut().filter(|_| boxed.is_some_and(|b| b != i)) {
            Some(parent) => {
                parent.lines.last = parent.lines.last.max(draft.lines.last);
                parent.children.push(draft);
            }
            None => out.push(draft),
        }
    }
    out
}

/// What reading says overrules what the rules decided.
fn reshape(kind: &mut ParagraphKind, shape: Option<Shape>, text: &str) {
    let chars: Vec<char> = text.chars().collect();
    *kind = match shape {
        Some(Shape::Heading) => ParagraphKind::Heading,
        Some(Shape::Paragraph) => ParagraphKind::Prose,
        Some(Shape::Item) => ParagraphKind::Item,
        Some(Shape::RunIn) => match first_sentence(&chars) {
            Some(end) if label(text).is_some() => ParagraphKind::RunIn(end),
            Some(end) => ParagraphKind::Lead(end),
            None => *kind,
        },
        _ => return,
    };
}

fn draft(unit: Unit, kind: ParagraphKind, is_box: bool, outline: &mut Outline) -> Draft {
    let text = unit.text().unwrap_or_default();
    let numbering = label(&text).map_or(NumberingKind::Plain, |l| l.kind);
    let content = match (&unit.body, unit.role) {
        (Body::Table(grid), _) => Content::Table(table(grid)),
        (_, Some(role)) => Content::Frame {
            role,
            text: Text::plain(&text),
        },
        _ if is_box => Content::Box(labels::titled_box(&text)),
        _ => match kind {
            ParagraphKind::Heading => {
                Content::Heading(labels::heading(&text, outline.enter(numbering)))
            }
            ParagraphKind::RunIn(end) => {
                let level = outline.enter(numbering);
                paragraph(&text, Some(labels::run_in(&text, end as u32, level)), 0)
            }
            ParagraphKind::Lead(end) => paragraph(&text, None, end as u32),
            ParagraphKind::Item => {
                let (marker, number) = labels::marker(&text);
                Content::Item {
                    text: Text::plain(&text),
                    marker,
                    number,
                }
            }
            ParagraphKind::Prose => paragraph(&text, None, 0),
        },
    };
    let source = match unit.body {
        Body::Text(text) => Source::Text(text),
        Body::Table(grid) => Source::Table(grid),
    };
    Draft {
        content,
        part: unit.part,
        lines: unit.lines,
        source,
        readings: unit.readings,
        children: Vec::new(),
    }
}

fn paragraph(text: &str, run_in: Option<celan_document::RunIn>, lead: u32) -> Content {
    Content::Paragraph {
        text: Text::plain(text),
        run_in,
        lead,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(line: u32, text: &str) -> Unit {
        Unit {
            body: Body::Text(Traced::line(line, text)),
            part: Part::Body,
            role: None,
            lines: Lines {
                first: line,
                last: line,
            },
            line_width: None,
            shape: None,
            readings: Vec::new(),
        }
    }

    fn levels(texts: &[&str]) -> Vec<u8> {
        let units = texts.iter().enumerate().map(|(i, t)| unit(i as u32 + 1, t));
        build(units.collect())
            .iter()
            .filter_map(|d| match &d.content {
                Content::Heading(h) => Some(h.level),
                Content::Paragraph {
                    run_in: Some(r), ..
                } => Some(r.level),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn depth_is_that_of_the_tree() {
        let plan = [
            "第一篇 总则",
            "第一章 形势",
            "一、特征",
            "（一）目标。建成体系。",
            "第二章 要求",
            "一、思想",
        ];
        assert_eq!(levels(&plan), [1, 2, 3, 4, 2, 3]);
        let opinion = [
            "一、要求",
            "1、强化责任。学校是主体。",
            "2、健全制度。学校要建立。",
            "二、过程",
        ];
        assert_eq!(levels(&opinion), [1, 2, 2, 1]);
        let rules = [
            "一 总则",
            "第一条 为了管理，制定本办法。",
            "二 附则",
            "第二条 本办法施行。",
        ];
        assert_eq!(levels(&rules), [1, 2, 1, 2]);
    }

    #[test]
    fn a_box_holds_its_items() {
        let drafts = build(vec![
            unit(1, "一、项目"),
            unit(2, "●专栏 3 重大项目"),
            unit(3, "1.空间站。开展探测。"),
            unit(4, "2.通信。研发技术。"),
            unit(5, "建立动态调整机制。"),
        ]);
        assert_eq!(drafts.len(), 3);
        let Content::Box(b) = &drafts[1].content else {
            panic!("no box: {:?}", drafts[1].content);
        };
        assert_eq!((b.number, b.title.as_str()), (Some(3), "重大项目"));
        assert_eq!((drafts[1].children.len(), drafts[1].lines.last), (2, 4));
    }
}
