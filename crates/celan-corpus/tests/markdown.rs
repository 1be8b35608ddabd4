//! The canonical form survives its own round trip, and nothing that is read can panic.
#![allow(clippy::unwrap_used)]

use celan_corpus::{label, markdown};
use celan_document::{
    Block, Content, DateSource, Document, FrameRole, Lines, Metadata, Part, PartialDate, Table,
    Text, Witness, assign_anchors, parse_label,
};
use proptest::prelude::*;

/// Text that provokes: markup, labels, marks, white space, controls, and ordinary characters.
fn nasty() -> impl Strategy<Value = String> {
    let bits = prop_oneof![
        prop::sample::select(vec![
            "*",
            "**",
            "***鄂博",
            "_",
            "Y_2FeSb_2",
            "PM_{2.5}",
            "|",
            "||",
            "\\",
            "`",
            "```",
            "~~",
            "<",
            "<!--",
            "-->",
            "<br>",
            "&amp;",
            "&#32;",
            "[a](b)",
            "![",
            "]",
            "# ",
            "##",
            " #",
            "> ",
            ">",
            "- ",
            "---",
            "+++",
            "===",
            "1. ",
            "12) ",
            "1．",
            "（一）",
            "（1）",
            "一、",
            "第十三条 ",
            "第十三条",
            "第三章",
            "附件1：",
            "专栏 3 ",
            "专栏",
            "①",
            "——",
            "•",
            "。",
            "：",
            "；",
            ".",
            ":",
            "”",
            "“",
            "》",
            "《",
            "）",
            "！",
            " ",
            "  ",
            "　",
            "\t",
            "\n",
            "\r\n",
            "\u{85}",
            "\u{200b}",
            "\u{2028}",
            "\u{a0}",
            "$x$",
            "http://a.b",
            "a@b.c",
            "一是",
            "  \n",
            "\u{7f}",
            "\u{301}",
        ])
        .prop_map(str::to_owned),
        "[\u{4e00}-\u{4e40}a-z0-9]{1,4}",
        // U+0000 cannot be kept: CommonMark replaces it.
        any::<char>()
            .prop_map(|c| if c == '\0' { '\u{1}' } else { c })
            .prop_map(String::from),
    ];
    prop::collection::vec(bits, 1..8).prop_map(|bits| bits.concat())
}

fn content() -> impl Strategy<Value = Content> {
    let role = prop::sample::select(vec![
        FrameRole::Title,
        FrameRole::Addressee,
        FrameRole::Signature,
        FrameRole::Date,
        FrameRole::Remark,
        FrameRole::Copies,
    ]);
    prop_oneof![
        (nasty(), 1u8..10, any::<bool>()).prop_map(|(text, level, plain)| Content::Heading(
            if plain {
                label::plain_heading(&text, level)
            } else {
                label::heading(&text, level)
            }
        )),
        (nasty(), 0u32..12, 0u8..3, 1u8..9).prop_map(|(text, end, how, level)| {
            let end = end.min(text.chars().count() as u32);
            let run_in = match how {
                0 => None,
                1 => Some(label::plain_run_in(&text, end, level)),
                _ => Some(label::run_in(
                    &text,
                    label::article(&text).unwrap_or(end),
                    level,
                )),
            };
            let lead = if run_in.is_none() { end } else { 0 };
            Content::Paragraph {
                text: Text::plain(text),
                run_in,
                lead,
            }
        }),
        (nasty(), prop::option::of(1usize..4)).prop_map(|(text, marked)| {
            let (marker, number) = match marked {
                Some(n) => {
                    let marker: String = text.chars().take(n).collect();
                    let number = label::marker(&marker).1;
                    (marker, number)
                }
                None => label::marker(&text),
            };
            Content::Item {
                text: Text::plain(text),
                marker,
                number,
            }
        }),
        (role, nasty()).prop_map(|(role, text)| Content::Frame {
            role,
            text: Text::plain(text)
        }),
        table(),
    ]
}

fn table() -> impl Strategy<Value = Content> {
    let cell = || prop_oneof![Just(String::new()), nasty()];
    (1usize..4).prop_flat_map(move |width| {
        let row = move || prop::collection::vec(cell(), width);
        (
            prop::option::of(nasty()),
            prop::option::weighted(0.8, row()),
            prop::collection::vec(row(), 1..4),
            prop::collection::vec(nasty(), 0..3),
        )
            .prop_map(|(caption, header, rows, notes)| {
                Content::Table(Table {
                    caption,
                    header: header.unwrap_or_default(),
                    rows,
                    notes,
                })
            })
    })
}

fn block(content: impl Strategy<Value = Content>) -> impl Strategy<Value = Block> {
    let lines = prop::option::of((1u32..900, 0u32..9).prop_map(|(first, more)| Lines {
        first,
        last: first + more,
    }));
    let part = prop::sample::select(vec![Part::Notice, Part::Body, Part::Body, Part::Annex]);
    let pin = prop::option::weighted(0.1, "[a-z0-9-]{1,6}");
    (content, lines, part, pin).prop_map(|(content, lines, part, pin)| Block {
        anchor: pin.unwrap_or_default(),
        lines,
        part,
        content,
    })
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let boxed = (
        prop_oneof![Just(String::new()), nasty()],
        prop::collection::vec(block(content()), 0..4),
    )
        .prop_map(|(title, blocks)| {
            let mut content = label::titled_box(&title);
            content.blocks = blocks;
            Content::Box(content)
        });
    prop::collection::vec(block(prop_oneof![4 => content(), 1 => boxed]), 1..8).prop_map(
        |mut blocks| {
            assign_anchors(&mut blocks);
            blocks
        },
    )
}

fn metadata() -> impl Strategy<Value = Metadata> {
    let text = || prop::option::of(nasty());
    let date = prop::sample::select(vec![
        None,
        Some("2015"),
        Some("2015-09"),
        Some("2015-09-28"),
    ]);
    let source = prop::sample::select(vec![
        None,
        Some(DateSource::Head),
        Some(DateSource::Contents),
    ]);
    let witness = (nasty(), 1u32..9, 0u32..3).prop_map(|(file, first, joins)| Witness {
        file,
        lines: Lines {
            first,
            last: first + 2,
        },
        joins,
        removed: Vec::new(),
    });
    (
        (
            "[a-z0-9-]{3,60}",
            "[\u{4e00}-\u{4e40}\"\\\\]{1,8}",
            text(),
            text(),
            text(),
            prop::collection::vec(nasty(), 0..3),
        ),
        (date, source, text(), text(), text(), text()),
        (
            prop::collection::vec(nasty(), 0..2),
            prop::collection::vec(witness, 0..3),
        ),
    )
        .prop_map(|(a, b, c)| Metadata {
            id: a.0,
            title: a.1,
            notice: a.2,
            number: a.3,
            number_printed: a.4,
            issuers: a.5,
            date: b.0.and_then(PartialDate::parse),
            date_source: b.1,
            level: b.2,
            category: b.3,
            addressees: b.4,
            remark: b.5,
            copies: c.0,
            validities: Vec::new(),
            witnesses: c.1,
        })
}

/// At least 2,000 cases; more where PROPTEST_CASES says so.
fn config() -> ProptestConfig {
    let config = ProptestConfig::default();
    ProptestConfig {
        cases: config.cases.max(2000),
        ..config
    }
}

#[test]
fn characters_that_markdown_cannot_hold_are_replaced() {
    let file = "+++\nid = \"abc\"\ntitle = \"x\"\n+++\n\n甲\0乙\n";
    let (document, _) = markdown::parse("x.md", file).unwrap();
    assert_eq!(document.blocks[0].text().unwrap().plain, "甲\u{fffd}乙");
}

#[test]
fn an_anchor_that_is_none_is_reported_and_not_taken() {
    let file = "+++\nid = \"abc\"\ntitle = \"x\"\n+++\n\n<!-- 3 #>A# -->\n甲\n";
    let (document, diagnostics) = markdown::parse("x.md", file).unwrap();
    assert_eq!(document.blocks[0].anchor, "p1");
    assert!(diagnostics[0].message.contains("#>A#"), "{diagnostics:?}");
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_document_survives(metadata in metadata(), blocks in blocks()) {
        let document = Document { metadata, blocks };
        let written = markdown::write(&document);
        let (read, _) = markdown::parse("x.md", &written).map_err(|d| TestCaseError::fail(format!("{d:?}\n{written}")))?;
        prop_assert_eq!(&read, &document, "{}", written);
        prop_assert_eq!(markdown::write(&read), written);
    }

    #[test]
    fn nothing_panics(text in nasty(), front in any::<bool>(), body in prop::collection::vec(nasty(), 0..6)) {
        let body = body.join("\n");
        let text = if front { format!("+++\nid = \"abc\"\ntitle = \"x\"\n{text}\n+++\n{body}") } else { format!("{text}\n{body}") };
        if let Ok((document, _)) = markdown::parse("x.md", &text) {
            // What was read from any Markdown can be written and read again.
            let written = markdown::write(&document);
            let (again, _) = markdown::parse("x.md", &written).unwrap();
            prop_assert_eq!(markdown::write(&again), written);
        }
    }
}

fn parse(body: &str) -> Document {
    let text = format!("+++\nid = \"abc\"\ntitle = \"x\"\n+++\n{body}");
    markdown::parse("x.md", &text).unwrap().0
}

#[test]
fn plain_markdown_is_read_sensibly() {
    let document = parse(
        "# 某某办法\n\n## 第一章 总则\n\n第一条 为了发展，\n制定本办法。\n\n**（一）推动落实**。各地要加强。\n\n\
         **坚持规律**。尊重规律。\n\n1. 第一项\n2. 第二项\n\n> **专栏 1 工程**\n>\n> - 甲\n\n| 指标 | 值 |\n| --- | --- |\n| 甲 | 1 |\n\n> 引文\n",
    );
    let shapes: Vec<String> = document
        .blocks
        .iter()
        .map(|b| match &b.content {
            Content::Frame { role, text } => format!("{role:?} {}", text.plain),
            Content::Heading(h) => format!("h{} {} {}", h.level, h.label, h.title),
            Content::Paragraph {
                text,
                run_in: Some(r),
                ..
            } => format!(
                "run-in {} {} {} {} {}",
                r.level, r.label, r.title, r.end, text.plain
            ),
            Content::Paragraph { text, lead, .. } => format!("p {lead} {}", text.plain),
            Content::Item {
                text,
                marker,
                number,
            } => format!("item {marker} {number:?} {}", text.plain),
            Content::Box(b) => format!("box {:?} {} {}", b.number, b.title, b.blocks.len()),
            Content::Table(t) => format!("table {:?} {:?}", t.header, t.rows),
        })
        .collect();
    let want = [
        "Title 某某办法",
        "h1 第一章 总则",
        "run-in 2 第一条  3 第一条 为了发展，制定本办法。",
        "run-in 3 （一） 推动落实 8 （一）推动落实。各地要加强。",
        "p 5 坚持规律。尊重规律。",
        "item 1. Some(1) 1. 第一项",
        "item 2. Some(2) 2. 第二项",
        "box Some(1) 工程 1",
        "table [\"指标\", \"值\"] [[\"甲\", \"1\"]]",
        "p 0 引文",
    ];
    assert_eq!(shapes, want);
    assert!(
        document
            .blocks
            .iter()
            .all(|b| b.lines.is_none() && parse_label(&b.anchor).is_none())
    );
}

#[test]
fn a_lead_that_ends_in_a_circled_letter_stays_one() {
    let document = parse("<!-- lead=3 -->\n•①Ⓐ0\n");
    let written = markdown::write(&document);
    let (read, _) = markdown::parse("x.md", &written).unwrap();
    assert_eq!(read, document, "{written}");
    let lead = |d: &Document| match &d.blocks[0].content {
        Content::Paragraph { lead, .. } => *lead,
        other => panic!("{other:?}"),
    };
    assert_eq!(lead(&read), 3);
}

#[test]
fn the_written_form_is_plain() {
    let body = "<!-- 572 -->\n## 一、总体要求\n\n<!-- 573-575 level=2 -->\n**（一）推动落实**。在\\*\\*\\*鄂博，Y\\_2FeSb\\_2。\n\n\
                <!-- part: annex -->\n\n<!-- 580-590 caption -->\n表1\n\n| 指标 | 值\\|域 |\n| --- | --- |\n| 甲 |  |\n\n<!-- note -->\n注：预期\n";
    let document = parse(body);
    let written = markdown::write(&document);
    assert!(written.ends_with(&format!("+++\n\n{body}")), "{written}");
}
