//! A place of a document, cited as a clerk would.
#![allow(clippy::unwrap_used, missing_docs)]

mod library;

use celan_document::{Document, Metadata, PartialDate, plain_text};
use celan_export::{Citation, Excerpt, markdown};
use library::{LIBRARY, s};
use proptest::prelude::*;

fn document(id: &str) -> &'static Document {
    LIBRARY.document(id).unwrap()
}

fn cite<'a>(excerpt: &'a Excerpt<'a>, address: &'a str) -> Citation<'a> {
    Citation {
        excerpt,
        library: &LIBRARY,
        words: None,
        address,
        today: "2026-11-21",
    }
}

#[test]
fn an_article_is_taken_with_its_items_and_its_source() {
    let excerpt = Excerpt::at(document("zhiliang-anquan-tiaoli"), "a3", s()).unwrap();
    assert_eq!(excerpt.place, "第三条");
    let said = cite(&excerpt, "https://policy.test/d/zhiliang-anquan-tiaoli/#a3").text(s());
    assert_eq!(
        said,
        "第三条 农产品生产者应当建立生产记录，如实记载下列事项：\n\
         （一）使用农业投入品的名称、来源、用法、用量和日期；\n\
         （二）动物疫病、植物病虫草害的发生和防治情况；\n\
         （三）收获、屠宰或者捕捞的日期。\n\
         生产记录应当保存二年。禁止伪造生产记录。\n\n\
         出处：《青禾省农产品质量安全条例》第三条，青禾省人民政府，青禾省人民政府令第31号，2018年3月。\n\
         https://policy.test/d/zhiliang-anquan-tiaoli/#a3"
    );
}

#[test]
fn an_item_and_a_paragraph_are_named_as_a_clerk_names_them() {
    let document = document("zhiliang-anquan-tiaoli");
    let places = document.blocks.iter().filter_map(|block| {
        let excerpt = Excerpt::at(document, &block.anchor, s())?;
        Some((block.text()?.plain.as_str(), excerpt.place))
    });
    let named = |begins: &str| {
        let mut places = places.clone();
        places.find(|(text, _)| text.starts_with(begins)).unwrap().1
    };
    assert_eq!(named("（二）动物疫病"), "第三条第（二）项");
    assert_eq!(named("生产记录应当保存"), "第三条第二款");
    assert_eq!(named("青禾省农产品质量安全条例"), "");
}

#[test]
fn a_reference_is_that_of_the_standard_and_leaves_out_what_is_not_known() {
    let document = document("zhiliang-anquan-tiaoli");
    let excerpt = Excerpt::whole(document);
    assert_eq!(
        cite(&excerpt, "https://policy.test/d/x/").reference(),
        "青禾省人民政府. 青禾省农产品质量安全条例: 青禾省人民政府令第31号[EB/OL]. (2018-03)[2026-11-21]. https://policy.test/d/x/."
    );
    let metadata = Metadata {
        title: "甲".into(),
        issuers: ["乙", "丙", "丁", "戊"].map(String::from).into(),
        ..Metadata::default()
    };
    let document = Document {
        metadata,
        blocks: Vec::new(),
    };
    let excerpt = Excerpt::whole(&document);
    let mut citation = cite(&excerpt, "");
    assert_eq!(
        citation.reference(),
        "乙, 丙, 丁, 等. 甲[EB/DK]. [2026-11-21]."
    );
    citation.today = "";
    assert_eq!(citation.reference(), "乙, 丙, 丁, 等. 甲[EB/DK].");
    assert_eq!(citation.text(s()), "\n出处：《甲》，乙、丙、丁、戊。");
}

#[test]
fn a_selection_takes_the_place_of_the_whole() {
    let excerpt = Excerpt::at(document("zhiliang-anquan-tiaoli"), "a3", s()).unwrap();
    let citation = Citation {
        words: Some("  生产记录\n保存二年 "),
        ..cite(&excerpt, "https://a.test/#a3")
    };
    assert!(
        citation
            .text(s())
            .starts_with("生产记录\n保存二年\n\n出处：《青禾省农产品质量安全条例》第三条，")
    );
    assert!(
        citation
            .markdown(s())
            .starts_with("> 生产记录\n>\n> 保存二年\n\n[出处：《")
    );
    assert!(citation.markdown(s()).ends_with("](<https://a.test/#a3>)"));
}

/// What one reads of Markdown.
fn read(markdown: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let mut out = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::List(_)) => panic!("{markdown}"),
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html}"),
            _ => {}
        }
    }
    bare(&out)
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_place_of_every_document_is_taken_word_for_word() {
    for document in &LIBRARY.documents {
        let mut anchors = Vec::new();
        document.walk(&mut |block| anchors.push(block.anchor.as_str()));
        for anchor in anchors.into_iter().filter(|a| !a.is_empty()) {
            let excerpt = Excerpt::at(document, anchor, s()).unwrap();
            let said = plain_text(excerpt.blocks);
            let first = excerpt.blocks[0].text().map_or("", |text| &text.plain);
            assert!(said.starts_with(first), "{anchor}");
            assert_eq!(
                read(&markdown(excerpt.blocks)),
                bare(&said),
                "{} {anchor}",
                document.metadata.id
            );
        }
        // One after another, the headings' parts and what stands alone are the whole, once.
        let whole = Excerpt::whole(document);
        assert_eq!(
            bare(&plain_text(whole.blocks)).chars().count(),
            document.characters()
        );
    }
}

proptest! {
    #[test]
    fn any_words_stay_themselves_and_make_no_markup(words in "[ -~一-十，。（）〔〕《》\n]{0,60}") {
        let excerpt = Excerpt::at(document("zhiliang-anquan-tiaoli"), "a3", s()).unwrap();
        let citation = Citation { words: Some(&words), ..cite(&excerpt, "") };
        let source = "出处：《青禾省农产品质量安全条例》第三条，青禾省人民政府，青禾省人民政府令第31号，2018年3月。";
        prop_assert_eq!(read(&citation.markdown(s())), [&bare(&words), source].concat());
        let said = citation.text(s());
        prop_assert!(said.starts_with(words.trim()) && said.ends_with(source));
    }

    #[test]
    fn citations_omit_unknown_metadata(
        title in "[一-十]{1,9}",
        number in proptest::option::of("[甲乙丙]发〔20[0-9]{2}〕[1-9]号"),
        issuers in proptest::collection::vec("[子丑寅卯]{1,5}", 0..5),
        date in proptest::option::of("20[0-2][0-9](-0[1-9])?"),
    ) {
        let metadata = Metadata {
            title: title.clone(), number: number.clone(), issuers: issuers.clone(),
            date: date.as_deref().and_then(PartialDate::parse), ..Metadata::default()
        };
        let document = Document { metadata, blocks: Vec::new() };
        let excerpt = Excerpt::whole(&document);
        let (reference, said) = (cite(&excerpt, "").reference(), cite(&excerpt, "").text(s()));
        for empty in ["()", "[]", "..", " .", "，，", "，。", "《》", "  "] {
            prop_assert!(!reference.contains(empty) && !said.contains(empty), "{} {}", reference, said);
        }
        prop_assert!(reference.contains(&title) && said.contains(&title));
        for known in number.iter().chain(&issuers[..issuers.len().min(3)]).chain(&date) {
            prop_assert!(reference.contains(known.as_str()));
        }
    }
}
