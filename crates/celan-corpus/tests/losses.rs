//! Whatever somebody writes into the body of a document is read, or named with its line.
#![allow(clippy::unwrap_used)]

use celan_corpus::{Diagnostic, Severity, markdown};
use celan_document::{Block, Content, Document};
use proptest::prelude::*;
use std::time::{Duration, Instant};

const FRONT: &str = "+++\nid = \"abc\"\ntitle = \"某文\"\n+++\n";

fn read(body: &str) -> (Document, Vec<Diagnostic>) {
    markdown::parse("x.md", &format!("{FRONT}{body}")).unwrap()
}

/// The texts of a document, a line each, cells with bars between.
fn texts(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    document.walk(&mut |block: &Block| {
        if let Content::Table(table) = &block.content {
            out.extend(table.caption.clone());
            let rows = std::iter::once(&table.header).chain(&table.rows);
            out.extend(rows.map(|row| row.join("|")));
            out.extend(table.notes.clone());
        }
        out.extend(block.text().map(|text| text.plain.clone()));
    });
    out
}

fn check(body: &str, want: &[&str], lines: &[u32]) {
    let (document, found) = read(body);
    assert_eq!(texts(&document), want, "{body}");
    let named: Vec<u32> = found.iter().filter_map(|d| d.line).collect();
    // Front matter takes four lines.
    let lines: Vec<u32> = lines.iter().map(|line| line + 4).collect();
    assert_eq!(named, lines, "{body}: {found:?}");
}

#[test]
fn what_commonmark_takes_for_definitions_is_text() {
    check(
        "正文一[^1]\n\n[^1]: 不含设备购置费。\n",
        &["正文一[^1]", "[^1]: 不含设备购置费。"],
        &[3],
    );
    check("[附件]: 甲乙丙丁戊\n", &["[附件]: 甲乙丙丁戊"], &[1]);
    check(
        "甲\n\n[a]: 乙\n\n[a]: 丙 \"丁\"\n",
        &["甲", "[a]: 乙", "[a]: 丙 \"丁\""],
        &[3, 5],
    );
    check("\\[附件\\]: 甲\n", &["[附件]: 甲"], &[]);
    check("- [a]: 乙\n", &["- [a]: 乙"], &[1]);
}

#[test]
fn numbers_do_not_change() {
    check("2*3*4\n", &["2*3*4"], &[]);
    check("5*6=30，7*8=56\n", &["5*6=30，7*8=56"], &[]);
    check("a**2**3 与 2**3**4\n", &["a**2**3 与 2**3**4"], &[]);
    check("100%_a_\n", &["100%a"], &[1]);
    check("甲*乙*丙**丁**\n", &["甲乙丙丁"], &[1, 1]);
    check(">50%的企业\n", &["50%的企业"], &[1]);
    check("2018.\n", &["2018."], &[]);
    check("第一段\n\n2018. 年\n", &["第一段", "2018. 年"], &[]);
}

#[test]
fn cells_beyond_the_head_are_kept() {
    check(
        "| 甲 | 乙 |\n|--|--|\n| 1 | 2 | 3 | 4 |\n| 5 |\n",
        &["甲|乙||", "1|2|3|4", "5|||"],
        &[3],
    );
    check(
        "| 甲 | 乙 |\n|--|--|\n| 1 | `丁|戊` |\n",
        &["甲|乙|", "1|`丁|戊`"],
        &[3],
    );
    check("| 甲 |\n|--|\n| 1 | a\\|b |  |\n", &["甲|", "1|a|b"], &[3]);
    check("| 甲 | 乙 |\n|--|--|\n| 1 | 2 |\n", &["甲|乙", "1|2"], &[]);
}

#[test]
fn what_is_dropped_is_named() {
    check("```第五条 甲\n乙\n```\n", &["乙"], &[1]);
    check("行一  \n行二\n", &["行一 行二"], &[1]);
    check("见[办法](https://example.org/甲)。\n", &["见办法。"], &[1]);
    check("![国徽](emblem.jpg)\n", &["国徽"], &[1]);
    check("甲\n\n***\n\n乙\n", &["甲", "乙"], &[3]);
    check(
        "正文<br>换行<sup>1</sup><!-- 内部 -->\n",
        &["正文 换行<sup>1</sup>"],
        &[1, 1, 1],
    );
    check("| 甲 |\n|--|\n| 一<br>二 |\n", &["甲", "一 二"], &[]);
    check("<http://example.org>\n", &["http://example.org"], &[]);
    check("1.\n", &["1."], &[]);
}

#[test]
fn indents_are_no_text() {
    let (document, found) = read("　　第一条 甲。\n\n　　第二条　乙。\n　　接着。\n\n&#12288;丙\n");
    assert!(found.is_empty(), "{found:?}");
    let texts = texts(&document);
    assert_eq!(texts, ["第一条 甲。", "第二条　乙。接着。", "\u{3000}丙"]);
    let anchors: Vec<&str> = document.blocks.iter().map(|b| b.anchor.as_str()).collect();
    assert_eq!(anchors[..2], ["a1", "a2"]);
}

fn refused(body: &str) -> Diagnostic {
    let errors = markdown::parse("x.md", &format!("{FRONT}{body}")).unwrap_err();
    let mut errors = errors.into_iter().filter(|d| d.severity == Severity::Error);
    errors.next().unwrap()
}

#[test]
fn what_stands_too_deep_is_an_error_with_its_line() {
    for body in [
        ">".repeat(1_000_000),
        "> ".repeat(5_200),
        "- ".repeat(100_000),
        (0..1_500)
            .map(|n| format!("{}- 甲\n", "  ".repeat(n.min(1_000))))
            .collect(),
    ] {
        let begin = Instant::now();
        let error = refused(&format!("甲\n\n{body}乙\n"));
        assert!(error.line >= Some(7), "{error}");
        assert!(
            begin.elapsed() < Duration::from_secs(20),
            "{:?}",
            begin.elapsed()
        );
    }
    let boxes = |deep: usize| {
        let line = |n: usize, text: &str| format!("{} {text}\n", "> ".repeat(n).trim_end());
        let mut body = String::new();
        for n in 1..=deep {
            body += &line(n, &format!("**专栏 {n} 甲**"));
            body += &line(n, "");
        }
        body + &line(deep, "乙")
    };
    assert!(
        read(&boxes(8))
            .1
            .iter()
            .all(|d| d.severity != Severity::Error)
    );
    assert_eq!(refused(&boxes(9)).line, Some(4 + 17));
}

#[test]
fn long_documents_take_linear_time() {
    for body in [
        "第一条\n\n".repeat(100_000),
        "> **专栏 1 甲**\n>\n> 乙\n\n".repeat(30_000),
        "[a]: 乙\n\n".repeat(50_000),
        "*甲*乙\n\n".repeat(50_000),
        "| 甲 |\n|--|\n".to_owned() + &"| 1 | 2 |\n".repeat(50_000),
        "甲\n".repeat(200_000),
    ] {
        let begin = Instant::now();
        read(&body);
        assert!(
            begin.elapsed() < Duration::from_secs(20),
            "{:?}: {:?}",
            &body[..20],
            begin.elapsed()
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Letters and digits of the body are in the texts, or their line is named.
    #[test]
    fn nothing_is_lost_in_silence(
        body in proptest::collection::vec(
            prop_oneof![
                Just("\n".to_owned()), Just("\n\n".to_owned()), Just("|".to_owned()),
                Just("|--|--|\n".to_owned()), Just("[".to_owned()), Just("]: ".to_owned()),
                Just("](".to_owned()), Just("*".to_owned()), Just("**".to_owned()),
                Just("> ".to_owned()), Just("- ".to_owned()), Just("1. ".to_owned()),
                Just("```".to_owned()), Just("`".to_owned()), Just("<b>".to_owned()),
                Just("<!--".to_owned()), Just("-->".to_owned()), Just("# ".to_owned()),
                Just("　　".to_owned()), Just("\\".to_owned()), Just("    ".to_owned()),
                Just("![".to_owned()), Just("<http://".to_owned()),
                "[甲乙丙丁戊]{1,3}", "[0-9a-c]{1,3}",
            ],
            0..24,
        )
    ) {
        let body = body.concat();
        let (document, found) = read(&body);
        let kept: String = texts(&document).concat();
        let comment = body.contains("<!--");
        for c in body.chars().filter(|c| c.is_alphanumeric()) {
            let count = |text: &str| text.matches(c).count();
            prop_assert!(
                count(&kept) >= count(&body) || comment || !found.is_empty(),
                "{body:?}: {kept:?}"
            );
        }
        for diagnostic in &found {
            prop_assert!(diagnostic.line.is_some() || document.blocks.is_empty());
        }
        let written = markdown::write(&document);
        let (again, _) = markdown::parse("x.md", &written).unwrap();
        prop_assert_eq!(&again.blocks, &document.blocks, "{}", written);
    }
}
