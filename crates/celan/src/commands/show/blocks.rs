//! The blocks of `celan-document/1`.

use crate::metadata::lines;
use celan_document::{Block, CitationKind, Content, Part, RunIn, Text};
use serde::Serialize;

/// A block: what all have, what its type has, and its text.
#[derive(Debug, Serialize)]
pub(crate) struct BlockJson<'a> {
    r#type: &'static str,
    anchor: &'a str,
    lines: Option<[u32; 2]>,
    part: &'static str,
    #[serde(flatten)]
    content: ContentJson<'a>,
    #[serde(flatten)]
    text: Option<TextJson<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ContentJson<'a> {
    Heading {
        level: u8,
        kind: &'static str,
        number: Option<u32>,
        label: &'a str,
        title: &'a str,
    },
    Paragraph {
        run_in: Option<RunInJson<'a>>,
        lead: u32,
    },
    Item {
        marker: &'a str,
        number: Option<u32>,
    },
    Box {
        number: Option<u32>,
        label: &'a str,
        title: &'a str,
        blocks: Vec<BlockJson<'a>>,
    },
    Table {
        caption: Option<&'a str>,
        header: &'a [String],
        rows: &'a [Vec<String>],
        notes: &'a [String],
    },
    Frame {},
}

#[derive(Debug, Serialize)]
struct RunInJson<'a> {
    level: u8,
    kind: &'static str,
    number: Option<u32>,
    label: &'a str,
    title: &'a str,
    end: u32,
}

#[derive(Debug, Serialize)]
struct TextJson<'a> {
    text: &'a str,
    citations: Vec<CitationJson<'a>>,
    repairs: Vec<RepairJson<'a>>,
    variants: Vec<VariantJson<'a>>,
    doubts: Vec<DoubtJson<'a>>,
}

#[derive(Debug, Serialize)]
struct CitationJson<'a> {
    start: u32,
    end: u32,
    kind: &'static str,
    target: Option<TargetJson<'a>>,
}

#[derive(Debug, Serialize)]
struct TargetJson<'a> {
    document: &'a str,
    anchor: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct RepairJson<'a> {
    start: u32,
    end: u32,
    was: &'a str,
    rule: &'a str,
}

#[derive(Debug, Serialize)]
struct VariantJson<'a> {
    start: u32,
    end: u32,
    reading: &'a str,
    witness: &'a str,
}

#[derive(Debug, Serialize)]
struct DoubtJson<'a> {
    start: u32,
    end: u32,
    reason: &'a str,
}

impl<'a> BlockJson<'a> {
    pub(crate) fn new(block: &'a Block) -> Self {
        Self {
            r#type: block.content.type_name(),
            anchor: &block.anchor,
            lines: block.lines.map(lines),
            part: match block.part {
                Part::Notice => "notice",
                Part::Body => "body",
                Part::Annex => "annex",
            },
            content: content(&block.content),
            text: block.text().map(text),
        }
    }
}

fn content(content: &Content) -> ContentJson<'_> {
    match content {
        Content::Heading(h) => ContentJson::Heading {
            level: h.level,
            kind: h.kind.name(),
            number: h.number,
            label: &h.label,
            title: &h.title,
        },
        Content::Paragraph {
            run_in: opening,
            lead,
            ..
        } => ContentJson::Paragraph {
            run_in: opening.as_ref().map(run_in),
            lead: *lead,
        },
        Content::Item { marker, number, .. } => ContentJson::Item {
            marker,
            number: *number,
        },
        Content::Box(b) => ContentJson::Box {
            number: b.number,
            label: &b.label,
            title: &b.title,
            blocks: b.blocks.iter().map(BlockJson::new).collect(),
        },
        Content::Table(t) => ContentJson::Table {
            caption: t.caption.as_deref(),
            header: &t.header,
            rows: &t.rows,
            notes: &t.notes,
        },
        Content::Frame { .. } => ContentJson::Frame {},
    }
}

fn run_in(run_in: &RunIn) -> RunInJson<'_> {
    RunInJson {
        level: run_in.level,
        kind: run_in.kind.name(),
        number: run_in.number,
        label: &run_in.label,
        title: &run_in.title,
        end: run_in.end,
    }
}

fn text(text: &Text) -> TextJson<'_> {
    let citations = text.citations.iter().map(|c| CitationJson {
        start: c.span.start,
        end: c.span.end,
        kind: match c.kind {
            CitationKind::Title => "title",
            CitationKind::Number => "number",
            CitationKind::Alias => "alias",
            CitationKind::Internal => "internal",
        },
        target: c.target.as_ref().map(|t| TargetJson {
            document: &t.document,
            anchor: t.anchor.as_deref(),
        }),
    });
    let repairs = text.repairs.iter().map(|r| RepairJson {
        start: r.span.start,
        end: r.span.end,
        was: &r.was,
        rule: &r.rule,
    });
    let variants = text.variants.iter().map(|v| VariantJson {
        start: v.span.start,
        end: v.span.end,
        reading: &v.reading,
        witness: &v.witness,
    });
    let doubts = text.doubts.iter().map(|d| DoubtJson {
        start: d.span.start,
        end: d.span.end,
        reason: &d.reason,
    });
    TextJson {
        text: &text.plain,
        citations: citations.collect(),
        repairs: repairs.collect(),
        variants: variants.collect(),
        doubts: doubts.collect(),
    }
}
