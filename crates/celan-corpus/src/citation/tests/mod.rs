//! Citations over a small library that is full of near titles.

#![allow(clippy::unwrap_used)]

use super::resolve;
use crate::markdown;
use celan_document::{CitationKind, Document, Library, char_slice};

fn document(id: &str, front: &str, body: &str) -> Document {
    let text = format!("+++\nid = \"{id}\"\n{front}\n+++\n\n{body}\n");
    markdown::parse("x.md", &text).unwrap().0
}

fn library(body: &str) -> Library {
    Library {
        documents: vec![
            document("own-text", "title = \"本市实施意见\"", body),
            document(
                "national",
                "title = \"“十三五”国家科技规划\"\nnotice = \"国务院关于印发“十三五”国家科技规划的通知\"\nnumber = \"国发〔2016〕43号\"\nissuers = [\"国务院\"]",
                "甲",
            ),
            document(
                "regional",
                "title = \"某区“十三五”科技规划\"\nnumber = \"某政发〔2017〕7号\"",
                "甲",
            ),
            document(
                "statute",
                "title = \"某基金条例\"\nnumber = \"国务院令第487号\"\nissuers = [\"国务院\"]",
                "第一条 甲\n\n第二条 乙\n\n丙",
            ),
            document(
                "opinion",
                "title = \"关于加强研究的意见\"\nnumber = \"国发〔2018〕4号\"\nissuers = [\"国务院\"]",
                "甲",
            ),
        ],
        ..Library::default()
    }
}

/// Each citation of the first document: text, kind, target.
fn citations(body: &str) -> Vec<(String, CitationKind, String)> {
    let mut library = library(body);
    resolve(&mut library);
    let mut out = Vec::new();
    library.documents[0].walk(&mut |block| {
        for c in block.text().iter().flat_map(|t| &t.citations) {
            let target = c
                .target
                .as_ref()
                .map(|t| format!("{}#{}", t.document, t.anchor.as_deref().unwrap_or("")));
            let text = char_slice(&block.text().unwrap().plain, c.span).to_owned();
            out.push((text, c.kind, target.unwrap_or_default()));
        }
    });
    out
}

fn check(body: &str, want: &[(&str, CitationKind, &str)]) {
    let got = citations(body);
    let got: Vec<_> = got
        .iter()
        .map(|(t, k, d)| (t.as_str(), *k, d.as_str()))
        .collect();
    assert_eq!(got, want, "{body}");
}

use CitationKind::{Alias, Internal, Number, Title};

#[test]
fn titles_resolve_whole_and_near_ones_do_not() {
    check(
        "按照《“十三五”国家科技规划》和《\"十三五\" 国家科技规划》",
        &[
            ("《“十三五”国家科技规划》", Title, "national#"),
            ("《\"十三五\" 国家科技规划》", Title, "national#"),
        ],
    );
    check(
        "《国务院关于印发〈“十三五”国家科技规划〉的通知》（国发〔2016〕43 号）",
        &[
            (
                "《国务院关于印发〈“十三五”国家科技规划〉的通知》",
                Title,
                "national#",
            ),
            ("国发〔2016〕43 号", Number, "national#"),
        ],
    );
    check(
        "《国务院关于加强研究的意见》《“十三五”科技规划》《“十三五”国家科技规划纲要》",
        &[
            ("《国务院关于加强研究的意见》", Title, "opinion#"),
            ("《“十三五”科技规划》", Title, ""),
            ("《“十三五”国家科技规划纲要》", Title, ""),
        ],
    );
    check(
        "《关于加强研究的意见》（某发〔2011〕3号）",
        &[
            ("《关于加强研究的意见》", Title, ""),
            ("某发〔2011〕3号", Number, ""),
        ],
    );
    check(
        "《国务院关于印发〈关于加强研究的意见〉的通知》《某市关于印发〈关于加强研究的意见〉的通知》",
        &[
            (
                "《国务院关于印发〈关于加强研究的意见〉的通知》",
                Title,
                "opinion#",
            ),
            ("《某市关于印发〈关于加强研究的意见〉的通知》", Title, ""),
        ],
    );
    check(
        "《实施意见》《规划》",
        &[
            ("《实施意见》", Title, "own-text#"),
            ("《规划》", Title, ""),
        ],
    );
    check("《未完", &[]);
}

#[test]
fn numbers_resolve_in_every_spelling() {
    check(
        "按照国发[2016]043号、国务院令第487号和中华人民共和国国务院令 第 487 号",
        &[
            ("国发[2016]043号", Number, "national#"),
            ("国务院令第487号", Number, "statute#"),
            ("中华人民共和国国务院令 第 487 号", Number, "statute#"),
        ],
    );
    check("（2016）43号、第43号、共〔2016〕年", &[]);
}

#[test]
fn aliases_hold_after_their_announcement() {
    check(
        "《若干意见》先。\n\n《关于加强研究的意见》（以下简称《意见》）和《意见》。\n\n落实《意见》第二条。",
        &[
            ("《若干意见》", Title, ""),
            ("《关于加强研究的意见》", Title, "opinion#"),
            ("《意见》", Alias, "opinion#"),
            ("《意见》", Alias, "opinion#"),
        ],
    );
    check(
        "《某基金条例》（国务院令第487号，以下简称“基金条例”），依照基金条例第二条。",
        &[
            ("《某基金条例》", Title, "statute#"),
            ("国务院令第487号", Number, "statute#"),
            ("基金条例", Alias, "statute#a2"),
        ],
    );
    check(
        "某某办公厅（以下简称办公厅）负责。办公厅和《办公厅》",
        &[("《办公厅》", Title, "")],
    );
    check(
        "《甲某规划》（以下简称规划纲要）。规划纲要",
        &[("《甲某规划》", Title, ""), ("规划纲要", Alias, "")],
    );
}

#[test]
fn short_names_announced_in_quotes_are_known_without_them() {
    check(
        "《关于加强研究的意见》（简称“研十条”），研十条与《研十条》，意见",
        &[
            ("《关于加强研究的意见》", Title, "opinion#"),
            ("研十条", Alias, "opinion#"),
            ("《研十条》", Alias, "opinion#"),
        ],
    );
}

#[test]
fn places_of_the_same_document_are_found() {
    let body = "## 第一章 总则\n\n第一条 依照本意见第三条和第二条第二款。\n\n第二条 甲\n\n前款和前条。\n\n第三条 依照某某法第一条、《某基金条例》第二条和本意见第九条。";
    check(
        body,
        &[
            ("本意见第三条", Internal, "own-text#a3"),
            ("第二条第二款", Internal, "own-text#a2-p1"),
            ("前款", Internal, "own-text#a2"),
            ("前条", Internal, "own-text#a1"),
            ("《某基金条例》", Title, "statute#a2"),
            ("本意见第九条", Internal, ""),
        ],
    );
    check(
        "## 一、甲\n\n参照第二条给予支持，第三条措施。\n\n## 二、乙",
        &[("第二条", Internal, "own-text#2")],
    );
}

proptest::proptest! {
    #[test]
    fn nothing_panics(bits in proptest::collection::vec(proptest::sample::select(vec![
        "《", "》", "〈", "（", "）", "以下简称", "“", "”", "意见", "第", "十", "三", "条", "款", "前款", "前条", "本", "办法", "国发", "〔", "2018", "〕", "25", "号", "令", " ", "，", "\u{3000}", "9999999999",
    ]), 0..30)) {
        let text: String = bits.concat();
        let mut library = library("第一条 甲");
        library.documents[0].blocks[0].text_mut().unwrap().plain = text.clone();
        resolve(&mut library);
        let length = text.chars().count() as u32;
        let citations = &library.documents[0].blocks[0].text().unwrap().citations;
        for c in citations {
            proptest::prop_assert!(c.span.start < c.span.end && c.span.end <= length);
        }
        proptest::prop_assert!(citations.windows(2).all(|w| w[0].span.end <= w[1].span.start));
    }
}

/// Mentions and abbreviations by the ten thousand, of which each was once held against each other.
#[test]
fn mentions_by_the_ten_thousand_take_linear_time() {
    let alias = |n: u32| char::from_u32(0x4e00 + n % 5000).unwrap();
    for body in [
        "《本市实施意见》第一条。".repeat(20_000),
        "第一条 甲\n\n".to_owned() + &"见第一条、".repeat(40_000),
        "第一条 前款。\n\n前款，前条。\n\n".repeat(8_000),
        (0..10_000)
            .map(|n| format!("《意见》（以下简称“甲{}{n}”）。", alias(n)))
            .collect(),
        (0..10_000)
            .map(|n| format!("《意见》（以下简称“甲{}{n}”）。\n\n", alias(n)))
            .collect(),
        "《意见》（以下简称“甲乙丙”），甲乙丙。".repeat(10_000),
    ] {
        let mut library = library(&body);
        let begin = std::time::Instant::now();
        resolve(&mut library);
        let time = begin.elapsed();
        let start: String = body.chars().take(20).collect();
        assert!(time.as_secs() < 10, "{start}: {time:?}");
    }
}

#[test]
fn of_abbreviations_that_overlap_the_last_one_stands() {
    let body = "《关于加强研究的意见》（以下简称“研究意见”）、《某基金条例》（以下简称“意见条例”）。研究意见条例。研究意见。";
    let found = citations(body);
    let aliases: Vec<(&str, &str)> = found
        .iter()
        .filter(|(_, kind, _)| *kind == CitationKind::Alias)
        .map(|(text, _, target)| (text.as_str(), target.as_str()))
        .collect();
    assert_eq!(
        aliases,
        [("意见条例", "statute#"), ("研究意见", "opinion#")]
    );
}
