//! Libraries drawn at random, with every kind of block and mark, and text that means harm.

use celan_document::*;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Text that would be markup, an entity, an attribute's end or a comment if it were not escaped.
pub(crate) fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<script>alert(1)</script>"),
        Just("</script><b1>"),
        Just("</style></title>"),
        Just("\"><img src=x onerror=alert(1)>"),
        Just("' onmouseover='x"),
        Just("<!--"),
        Just("]]>"),
        Just("&lt;&amp;&#60;"),
        Just("</p></article>"),
        Just("科技"),
        Just("《办法》"),
        Just("　"),
    ];
    vec(piece, 1..5).prop_map(|pieces| pieces.concat())
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        hostile(),
        "[一-十《》（）、。a-z<>&\"'0-9　 ]{1,24}",
        "\\PC{1,12}"
    ]
}

const LABELS: &[&str] = &[
    "第一章",
    "第二章 ",
    "第三节　",
    "第十条 ",
    "一、",
    "（一）",
    "1.",
    "（2）",
    "附件：",
    "",
];

fn label() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(LABELS)
}

fn span() -> impl Strategy<Value = Span> {
    (0u32..30, 0u32..12).prop_map(|(start, length)| Span {
        start,
        end: start + length,
    })
}

fn target() -> impl Strategy<Value = Option<Target>> {
    let document = proptest::sample::select(&["doc-0", "doc-1", "doc-9"][..]);
    let anchor = option::of(proptest::sample::select(&["p1", "c1", "none"][..]));
    option::of((document, anchor).prop_map(|(document, anchor)| Target {
        document: document.into(),
        anchor: anchor.map(Into::into),
    }))
}

fn text() -> impl Strategy<Value = Text> {
    let kind = proptest::sample::select(
        &[
            CitationKind::Title,
            CitationKind::Number,
            CitationKind::Alias,
            CitationKind::Internal,
        ][..],
    );
    let citation =
        (span(), kind, target()).prop_map(|(span, kind, target)| Citation { span, kind, target });
    let repair =
        (span(), words(), words()).prop_map(|(span, was, rule)| Repair { span, was, rule });
    let variant = (span(), words(), words()).prop_map(|(span, reading, witness)| Variant {
        span,
        reading,
        witness,
    });
    let doubt = (span(), words()).prop_map(|(span, reason)| Doubt { span, reason });
    (
        (label(), words()).prop_map(|(label, words)| format!("{label}{words}")),
        vec(citation, 0..4),
        vec(repair, 0..3),
        vec(variant, 0..2),
        vec(doubt, 0..2),
    )
        .prop_map(|(plain, citations, repairs, variants, doubts)| {
            let length = plain.chars().count() as u32;
            let fits = |span: &Span| span.end <= length;
            Text {
                citations: citations.into_iter().filter(|c| fits(&c.span)).collect(),
                repairs: repairs.into_iter().filter(|r| fits(&r.span)).collect(),
                variants: variants.into_iter().filter(|v| fits(&v.span)).collect(),
                doubts: doubts.into_iter().filter(|d| fits(&d.span)).collect(),
                plain,
            }
        })
}

fn heading(text: Text, level: u8) -> Content {
    let label = parse_label(&text.plain);
    let end = label.as_ref().map_or(0, |l| l.end);
    let title = char_slice(
        &text.plain,
        Span {
            start: end,
            end: u32::MAX,
        },
    )
    .to_owned();
    Content::Heading(Heading {
        level,
        kind: label.as_ref().map_or(NumberingKind::Plain, |l| l.kind),
        number: label.as_ref().and_then(|l| l.number),
        label: label.map(|l| l.printed).unwrap_or_default(),
        title,
        text,
    })
}

fn paragraph(text: Text, level: u8, cut: u32) -> Content {
    let run_in = parse_label(&text.plain).map(|label| {
        let end = (label.end + cut).min(text.chars() as u32);
        let title = char_slice(
            &text.plain,
            Span {
                start: label.end,
                end,
            },
        )
        .to_owned();
        RunIn {
            level,
            kind: label.kind,
            number: label.number,
            label: label.printed,
            title,
            end,
        }
    });
    let lead = if run_in.is_none() {
        cut.min(text.chars() as u32)
    } else {
        0
    };
    Content::Paragraph { text, run_in, lead }
}

fn table() -> impl Strategy<Value = Content> {
    let row = || vec(words(), 0..4);
    (
        option::of(words()),
        row(),
        vec(row(), 0..3),
        vec(words(), 0..2),
    )
        .prop_map(|(caption, header, rows, notes)| {
            Content::Table(Table {
                caption,
                header,
                rows,
                notes,
            })
        })
}

fn content() -> impl Strategy<Value = Content> {
    let roles = [
        FrameRole::Title,
        FrameRole::Addressee,
        FrameRole::Signature,
        FrameRole::Date,
        FrameRole::Remark,
        FrameRole::Copies,
    ];
    prop_oneof![
        (text(), 1u8..8).prop_map(|(text, level)| heading(text, level)),
        (text(), 1u8..8, 0u32..9).prop_map(|(text, level, cut)| paragraph(text, level, cut)),
        text().prop_map(|text| Content::Item {
            marker: text.plain.chars().take(2).collect(),
            text,
            number: None
        }),
        (proptest::sample::select(roles.to_vec()), text())
            .prop_map(|(role, text)| Content::Frame { role, text }),
        table(),
    ]
}

fn block(content: impl Strategy<Value = Content>) -> impl Strategy<Value = Block> {
    let part = proptest::sample::select(&[Part::Notice, Part::Body, Part::Annex][..]);
    (content, part).prop_map(|(content, part)| Block {
        anchor: String::new(),
        lines: None,
        part,
        content,
    })
}

fn boxed() -> impl Strategy<Value = Content> {
    (text(), vec(block(content()), 0..4)).prop_map(|(text, blocks)| {
        let label: String = text.plain.chars().take(2).collect();
        Content::Box(BoxBlock {
            title: String::new(),
            number: None,
            label,
            blocks,
            text,
        })
    })
}

fn document() -> impl Strategy<Value = Document> {
    let blocks = vec(
        block(prop_oneof![6 => content().boxed(), 1 => boxed().boxed()]),
        0..10,
    );
    let kind = proptest::sample::select(
        &[
            ValidityKind::Expiry,
            ValidityKind::Period,
            ValidityKind::Effective,
            ValidityKind::Trial,
        ][..],
    );
    let value = proptest::sample::select(&["2016-12-31", "2016/2020", "P5Y", "P18M", "", "x"][..]);
    let anchor = option::of(proptest::sample::select(&["p1", "a10", "gone"][..]));
    let term = (kind, value, anchor, span()).prop_map(|(kind, value, anchor, span)| Validity {
        kind,
        value: value.into(),
        anchor: anchor.map(Into::into),
        span,
    });
    (blocks, words(), vec(words(), 0..3), vec(term, 0..3)).prop_map(
        |(mut blocks, title, issuers, terms)| {
            assign_anchors(&mut blocks);
            let date = PartialDate::parse("2015-10");
            let metadata = Metadata {
                title,
                issuers,
                validities: terms,
                date,
                ..Metadata::default()
            };
            Document { metadata, blocks }
        },
    )
}

/// A library of up to three documents that cite each other and what is not there.
pub(crate) fn library() -> impl Strategy<Value = Library> {
    (vec(document(), 0..3), words()).prop_map(|(mut documents, title)| {
        for (i, document) in documents.iter_mut().enumerate() {
            document.metadata.id = format!("doc-{i}");
        }
        let date = PartialDate::parse("2020-06-01");
        Library {
            title,
            date,
            documents,
            ..Library::default()
        }
    })
}

/// A library of one document that has `text` everywhere a publisher can put text.
pub(crate) fn single(text: &str) -> Library {
    let marked = || Text {
        plain: text.to_owned(),
        doubts: vec![Doubt {
            span: Span::new(0, 1),
            reason: text.to_owned(),
        }],
        ..Text::default()
    };
    let contents = vec![
        Content::Frame {
            role: FrameRole::Title,
            text: Text::plain(text),
        },
        heading(Text::plain(text), 1),
        paragraph(marked(), 2, 3),
        Content::Table(Table {
            caption: Some(text.to_owned()),
            header: vec![text.to_owned()],
            rows: vec![vec![text.to_owned()]],
            notes: vec![text.to_owned()],
        }),
    ];
    let metadata = Metadata {
        id: "single".into(),
        title: text.to_owned(),
        notice: Some(text.to_owned()),
        number: Some(text.to_owned()),
        issuers: vec![text.to_owned()],
        level: Some(text.to_owned()),
        category: Some(text.to_owned()),
        witnesses: vec![Witness {
            file: text.to_owned(),
            lines: Lines { first: 1, last: 2 },
            joins: 0,
            removed: vec![Removed {
                line: 2,
                was: text.to_owned(),
                now: String::new(),
                rule: text.to_owned(),
            }],
        }],
        ..Metadata::default()
    };
    with_blocks(metadata, contents, text)
}

/// A library of one document: `text` in paragraphs of `length` characters.
pub(crate) fn paragraphs(text: &str, length: usize) -> Library {
    let chars: Vec<char> = text.chars().collect();
    let contents = chars
        .chunks(length)
        .map(|c| paragraph(Text::plain(String::from_iter(c)), 1, 0));
    let metadata = Metadata {
        id: "long".into(),
        title: "长文".into(),
        ..Metadata::default()
    };
    with_blocks(metadata, contents.collect(), "")
}

fn with_blocks(metadata: Metadata, contents: Vec<Content>, about: &str) -> Library {
    let part = Part::Body;
    let block = |content| Block {
        anchor: String::new(),
        lines: None,
        part,
        content,
    };
    let mut blocks: Vec<Block> = contents.into_iter().map(block).collect();
    assign_anchors(&mut blocks);
    Library {
        title: about.to_owned(),
        about: about.to_owned(),
        topics: vec![about.to_owned()],
        documents: vec![Document { metadata, blocks }],
        ..Library::default()
    }
}
