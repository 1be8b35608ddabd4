//! What the screen of abbreviations says that each one stands for: the name alone, as the text has it, or a quotation.
#![allow(clippy::unwrap_used, missing_docs)]

use celan_document::{Block, Content, Document, Library, Metadata, Part, Text};
use celan_page::{View, abbreviations_screen};
use scraper::{Html, Selector};
use std::path::Path;

/// A library of one document.
fn library(title: &str, issuer: &str, texts: &[&str]) -> Library {
    let block = |(n, text): (usize, &&str)| Block {
        anchor: format!("p{n}"),
        lines: None,
        part: Part::Body,
        content: Content::Paragraph {
            text: Text::plain(*text),
            run_in: None,
            lead: 0,
        },
    };
    let document = Document {
        metadata: Metadata {
            id: "one".into(),
            title: title.into(),
            issuers: vec![issuer.into()],
            ..Metadata::default()
        },
        blocks: texts.iter().enumerate().map(block).collect(),
    };
    Library {
        documents: vec![document],
        ..Library::default()
    }
}

/// Abbreviations with what they stand for.
fn rows(library: &Library) -> Vec<(String, String)> {
    let html = Html::parse_fragment(&abbreviations_screen(library, View::default()).into_string());
    let cell = Selector::parse("td").unwrap();
    let rows = Selector::parse("[data-abbreviation]").unwrap();
    html.select(&rows)
        .map(|row| {
            let stands_for = row.select(&cell).next().unwrap().text().collect();
            (
                row.attr("data-abbreviation").unwrap().to_owned(),
                stands_for,
            )
        })
        .collect()
}

/// The names that the abbreviations of a text stand for, beside which the library has `elsewhere`; where no name can be
/// told, the text is quoted.
#[track_caller]
fn check(text: &str, elsewhere: &str, expected: &[&str]) {
    let library = library("某办法", "某某省科学技术厅", &[text, elsewhere]);
    let says = rows(&library).into_iter().map(|row| row.1);
    let (quoted, found): (Vec<_>, Vec<_>) = says.partition(|says| says.starts_with('…'));
    assert_eq!(found, expected, "{text}");
    let from_text = |quoted: &String| text.contains(quoted.trim_start_matches('…'));
    assert!(quoted.iter().all(from_text), "{quoted:?}");
}

#[test]
fn a_name_begins_behind_article_and_verb() {
    check(
        "第三条 本办法适用于归口某某省科学技术厅（以下简称“某省科技厅”）管理的项目",
        "",
        &["某某省科学技术厅"],
    );
    check(
        "第五条　确定某某自然科学基金资助项目（以下简称基金资助项目），应当公开。",
        "",
        &["某某自然科学基金资助项目"],
    );
    check(
        "为衔接产业，规范科技储备项目（以下简称“储备项目”）管理",
        "",
        &["科技储备项目"],
    );
    check(
        "可以依申请，向第三人发出履行债务的通知（以下简称履行通知）。",
        "",
        &["履行债务的通知"],
    );
    check(
        "第十二条之一 设立甲乙标准化技术委员会（以下简称标委会）。",
        "",
        &["甲乙标准化技术委员会"],
    );
    check(
        "（一）设立甲乙疫苗管理中心（以下简称管理中心）。",
        "",
        &["甲乙疫苗管理中心"],
    );
    check(
        "由自由贸易试验区管理委员会（以下简称自贸区管委会）负责",
        "",
        &["自由贸易试验区管理委员会"],
    );
    check(
        "建立由甲部牵头，乙部等参加的科技计划（专项、基金等）管理部际联席会议，简称联席会议。",
        "",
        &["科技计划（专项、基金等）管理部际联席会议"],
    );
    check(
        "根据《甲法》第二条设立的评审委员会（以下简称评委会）。",
        "",
        &["评审委员会"],
    );
}

#[test]
fn a_title_has_its_brackets() {
    check(
        "办公室印发了《关于进一步落实《某某某某某某某某某某某某某某某某某某某某某某办法》，做好工作的意见》（某办发〔2017〕30号）（以下简称《意见》）。",
        "",
        &["《关于进一步落实《某某某某某某某某某某某某某某某某某某某某某某办法》，做好工作的意见》"],
    );
    check(
        "《某基金条例》（某令第487号，以下简称“基金条例”）",
        "",
        &["《某基金条例》"],
    );
    check(
        "根据《甲办法》、《乙条例》(以下简称《条例》)",
        "",
        &["《乙条例》"],
    );
    check("《甲规划》和《乙规划》（以下简称“两规划”）", "", &[]);
    check("甲》（以下简称《意见》）", "", &[]);
    check("（以下简称《意见》）", "", &[]);
}

#[test]
fn where_the_text_does_not_tell_the_library_does_or_the_text_is_quoted() {
    let institution = "第六条 某部自然科学基金管理机构（以下简称基金管理机构）负责监督。";
    check(
        institution,
        "由某部自然科学基金管理机构公布。",
        &["某部自然科学基金管理机构"],
    );
    check(institution, "", &[]);
    let county = "为了褒奖对甲乙自治县（以下简称自治县）建设的贡献";
    check(county, "甲乙自治县荣誉条例", &["甲乙自治县"]);
    check(county, "", &[]);
    check(
        "企业购置研发设备（以下简称研发设备）的，",
        "购置研发设备。",
        &[],
    );
    check("规范性文件审查委员会（以下简称审查委）", "", &[]);
}

#[test]
fn parts_of_a_name_are_no_name() {
    check("科学研究、技术开发机构（以下简称“开发机构”）", "", &[]);
    check("甲中心、乙中心等创新平台（以下简称创新平台）", "", &[]);
    check(
        "甲交易所或者批准的其他期货交易场所（以下简称期货场所）",
        "",
        &[],
    );
    check("支教、支农、支医和帮扶（以下简称“三支一扶”）", "", &[]);
    check("本院是某某科学技术最高学术机构，简称某科院。", "", &[]);
    check(
        "企业申请的服务单位委托检测机构（以下简称检测机构）",
        "",
        &[],
    );
    check(
        "由某某省科学技术厅（以下简称“省科技厅”）、某某省财政厅（以下简称“省财政厅”）负责",
        "经某某省财政厅同意",
        &["某某省科学技术厅", "某某省财政厅"],
    );
}

/// Whether brackets open and close in their order.
fn balanced(text: &str) -> bool {
    let pairs = ["《》", "（）", "()", "“”", "〈〉", "〔〕"];
    let mut open = Vec::new();
    text.chars().all(|sign| {
        let of = |at| pairs.iter().find(|pair| pair.chars().nth(at) == Some(sign));
        match (of(0), of(1)) {
            (Some(pair), _) => open.push(pair),
            (None, Some(pair)) => return open.pop() == Some(pair),
            _ => {}
        }
        true
    }) && open.is_empty()
}

#[test]
fn of_the_corpus_only_names_are_shown() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let rows = rows(&celan_corpus::read(&corpus).unwrap().library);
    // What sums up several (三评) has no name: the words that announce it are quoted.
    let (quoted, rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.1.starts_with('…'));
    assert!(quoted.len() < rows.len() / 5);
    for (name, words) in quoted {
        assert!(
            words.contains("简称") && words.contains(&name),
            "{name}: {words}"
        );
    }
    let verbs = [
        "适用", "归口", "确定", "规范", "为了", "对", "由", "向", "根据", "建立", "设立", "印发",
        "完善", "贯彻", "落实", "按照", "依据", "会同", "经",
    ];
    for (name, stands_for) in rows {
        let label = stands_for.split('第').skip(1).any(|rest| {
            let number = rest.trim_start_matches(|c| "一二三四五六七八九十百零".contains(c));
            number.len() < rest.len() && number.starts_with(['条', '款'])
        });
        assert!(!label && balanced(&stands_for), "{name}: {stands_for}");
        assert!(
            !verbs.iter().any(|verb| stands_for.starts_with(verb)) && name != stands_for,
            "{name}: {stands_for}"
        );
        assert!(
            name.chars()
                .filter(|c| c.is_alphanumeric())
                .all(|c| stands_for.contains(c)),
            "{name}: {stands_for}"
        );
    }
}
