//! Libraries to test with: a small one in which each form of block occurs, and arbitrary ones.

#![allow(dead_code)]

use celan_document::{
    AnswerType, Block, BoxBlock, Citation, CitationKind, Content, Document, Doubt, FrameRole,
    Heading, Library, Lines, Metadata, NumberingKind, Part, PartialDate, Remark, Removed, Repair,
    RunIn, Span, Synonyms, Table, Target, Text, Variant, Witness, assign_anchors,
};
use proptest::prelude::*;

fn block(part: Part, content: Content) -> Block {
    Block {
        anchor: String::new(),
        lines: None,
        part,
        content,
    }
}

fn paragraph(text: &str) -> Block {
    let text = Text::plain(text);
    block(
        Part::Body,
        Content::Paragraph {
            text,
            run_in: None,
            lead: 0,
        },
    )
}

/// Two documents that cite each other, with a block of each kind and something of every
/// provenance.
pub(crate) fn small() -> Library {
    let mut first = vec![
        block(
            Part::Notice,
            Content::Frame {
                role: FrameRole::Title,
                text: Text::plain("关于印发《科技成果转化办法》的通知"),
            },
        ),
        block(
            Part::Body,
            Content::Heading(Heading {
                text: Text::plain("第一章　总则"),
                level: 1,
                kind: NumberingKind::Chapter,
                number: Some(1),
                label: "第一章".into(),
                title: "总则".into(),
            }),
        ),
        block(
            Part::Body,
            Content::Paragraph {
                text: Text {
                    plain: "（一）推动成果转化。按照《技术转移方案》办理，见第一条。".into(),
                    citations: vec![Citation {
                        span: Span::new(12, 20),
                        kind: CitationKind::Title,
                        target: Some(Target {
                            document: "two-2018".into(),
                            anchor: None,
                        }),
                    }],
                    repairs: vec![Repair {
                        span: Span::new(5, 7),
                        was: "成 果".into(),
                        rule: "space".into(),
                    }],
                    variants: vec![Variant {
                        span: Span::new(3, 5),
                        reading: "推进".into(),
                        witness: "b.txt".into(),
                    }],
                    doubts: vec![Doubt {
                        span: Span::new(0, 3),
                        reason: "illegible".into(),
                    }],
                },
                run_in: Some(RunIn {
                    level: 2,
                    kind: NumberingKind::HanParen,
                    number: Some(1),
                    label: "（一）".into(),
                    title: "推动成果转化".into(),
                    end: 10,
                }),
                lead: 0,
            },
        ),
        block(
            Part::Body,
            Content::Item {
                text: Text::plain("①科技成果转化"),
                marker: "①".into(),
                number: Some(1),
            },
        ),
        block(
            Part::Body,
            Content::Box(BoxBlock {
                text: Text::plain("专栏 3 重点任务"),
                number: Some(3),
                label: "专栏 3".into(),
                title: "重点任务".into(),
                blocks: vec![paragraph("科技成果转化与银行贷款。"), table()],
            }),
        ),
    ];
    first[1].lines = Some(Lines { first: 3, last: 4 });
    assign_anchors(&mut first);
    let mut second = vec![paragraph("技术转移方案：科技成果转化。"), table()];
    second[0].anchor = "pinned".into();
    assign_anchors(&mut second);
    Library {
        title: "文件库".into(),
        about: "两份文件。".into(),
        date: PartialDate::parse("2018-05"),
        levels: vec![Remark {
            name: "中央".into(),
            text: "中央文件".into(),
        }],
        topics: vec!["成果转化".into()],
        thesaurus: vec![Synonyms {
            say: vec!["开公司".into(), "办厂".into()],
            policy: vec!["创办企业".into()],
            both: false,
            weight: 80,
        }],
        answer_types: vec![AnswerType {
            say: vec!["多少钱".into()],
            holds: vec!["万元".into()],
            lift: 30,
        }],
        documents: vec![document("one-2017", first), document("two-2018", second)],
    }
}

fn table() -> Block {
    let row = |cells: &[&str]| cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
    let table = Table {
        caption: Some("指标".into()),
        header: row(&["指标", "单位", "2020年"]),
        rows: vec![row(&["研发经费", "%", "2.5"]), row(&["合计"])],
        notes: row(&["注：预期性。"]),
    };
    block(Part::Annex, Content::Table(table))
}

fn document(id: &str, blocks: Vec<Block>) -> Document {
    let metadata = Metadata {
        id: id.into(),
        title: format!("文件{id}"),
        issuers: vec!["国务院".into()],
        date: PartialDate::parse("2017-09-15"),
        witnesses: vec![Witness {
            file: "a.txt".into(),
            lines: Lines { first: 1, last: 9 },
            joins: 3,
            removed: vec![Removed {
                line: 2,
                was: "- 12 -".into(),
                now: String::new(),
                rule: "page number".into(),
            }],
        }],
        ..Metadata::default()
    };
    Document { metadata, blocks }
}

/// Arbitrary libraries, most of whose labels, titles and spans have nothing to do with their texts.
pub(crate) fn any_library() -> impl Strategy<Value = Library> {
    let parts = (
        "[a-z0-9]{3,8}",
        "\\PC{0,8}",
        prop::collection::vec(any_block(2), 0..8),
    );
    prop::collection::vec(parts, 0..4).prop_map(|documents| Library {
        title: "库".into(),
        documents: documents
            .into_iter()
            .map(|(id, title, mut blocks)| {
                unique(&mut blocks, &mut 0);
                assign_anchors(&mut blocks);
                let mut document = document(&id, blocks);
                document.metadata.title = title;
                document
            })
            .collect(),
        ..Library::default()
    })
}

/// Makes the anchors that blocks were given by hand unique.
fn unique(blocks: &mut [Block], next: &mut u32) {
    for block in blocks {
        if !block.anchor.is_empty() {
            *next += 1;
            block.anchor = format!("{}-own{next}", block.anchor);
        }
        if let Content::Box(b) = &mut block.content {
            unique(&mut b.blocks, next);
        }
    }
}

fn any_string() -> impl Strategy<Value = String> {
    prop_oneof![
        "(第[一二三]章|（[一二三]）|[1-9]\\.|附件1|专栏 [1-9])?[科技成果转化，。 ]{0,12}",
        "\\PC{0,6}",
        "[\\n\\x00a　]{0,3}",
    ]
}

fn any_span() -> impl Strategy<Value = Span> {
    (any::<u32>(), any::<u32>()).prop_map(|(start, end)| Span { start, end })
}

fn any_text() -> impl Strategy<Value = Text> {
    let target = prop::option::of(
        ("[a-z0-9]{3,8}", prop::option::of("[a-z0-9]{1,4}"))
            .prop_map(|(document, anchor)| Target { document, anchor }),
    );
    let kind = prop_oneof![Just(CitationKind::Title), Just(CitationKind::Internal)];
    let citation =
        (any_span(), kind, target).prop_map(|(span, kind, target)| Citation { span, kind, target });
    let repair = (any_span(), any_string(), any_string()).prop_map(|(span, was, rule)| Repair {
        span,
        was,
        rule,
    });
    let doubt = (any_span(), any_string()).prop_map(|(span, reason)| Doubt { span, reason });
    let lists = (
        prop::collection::vec(citation, 0..3),
        prop::collection::vec(repair, 0..3),
        prop::collection::vec(doubt, 0..2),
    );
    (any_string(), lists).prop_map(|(plain, (citations, repairs, doubts))| Text {
        plain,
        citations,
        repairs,
        doubts,
        variants: Vec::new(),
    })
}

fn any_kind() -> impl Strategy<Value = NumberingKind> {
    prop_oneof![
        Just(NumberingKind::Chapter),
        Just(NumberingKind::HanParen),
        Just(NumberingKind::Annex),
        Just(NumberingKind::Plain)
    ]
}

fn any_block(depth: u32) -> BoxedStrategy<Block> {
    let number = || prop::option::of(0u32..5);
    let heading = (
        any_text(),
        1u8..5,
        any_kind(),
        number(),
        any_string(),
        any_string(),
    )
        .prop_map(|(text, level, kind, number, label, title)| {
            Content::Heading(Heading {
                text,
                level,
                kind,
                number,
                label,
                title,
            })
        });
    let run_in = (
        1u8..5,
        any_kind(),
        number(),
        any_string(),
        any_string(),
        any::<u32>(),
    )
        .prop_map(|(level, kind, number, label, title, end)| RunIn {
            level,
            kind,
            number,
            label,
            title,
            end,
        });
    let paragraph = (any_text(), prop::option::of(run_in), 0u32..9)
        .prop_map(|(text, run_in, lead)| Content::Paragraph { text, run_in, lead });
    let item =
        (any_text(), any_string(), number()).prop_map(|(text, marker, number)| Content::Item {
            text,
            marker,
            number,
        });
    let cells = || prop::collection::vec(any_string(), 0..3);
    let table = (
        prop::option::of(any_string()),
        cells(),
        prop::collection::vec(cells(), 0..3),
    )
        .prop_map(|(caption, header, rows)| {
            let notes = header.clone();
            Content::Table(Table {
                caption,
                header,
                rows,
                notes,
            })
        });
    let frame = any_text().prop_map(|text| Content::Frame {
        role: FrameRole::Remark,
        text,
    });
    let content = if depth == 0 {
        prop_oneof![heading, paragraph, item, table, frame].boxed()
    } else {
        let boxed = (
            (any_text(), number(), any_string(), any_string()),
            prop::collection::vec(any_block(depth - 1), 0..3),
        );
        let boxed = boxed.prop_map(|((text, number, label, title), blocks)| {
            Content::Box(BoxBlock {
                text,
                number,
                label,
                title,
                blocks,
            })
        });
        prop_oneof![heading, paragraph, item, table, frame, boxed].boxed()
    };
    let part = prop_oneof![Just(Part::Notice), Just(Part::Body), Just(Part::Annex)];
    let lines = prop::option::of((any::<u32>(), any::<u32>()))
        .prop_map(|l| l.map(|(first, last)| Lines { first, last }));
    ("[a-c]?", lines, part, content)
        .prop_map(|(anchor, lines, part, content)| Block {
            anchor,
            lines,
            part,
            content,
        })
        .boxed()
}
