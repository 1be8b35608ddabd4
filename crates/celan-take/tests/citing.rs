//! A place of a document, cited as a clerk would.
#![allow(clippy::unwrap_used, missing_docs)]

use celan_document::{Document, Library, Metadata, PartialDate};
use celan_page::strings::{Language, Strings};
use celan_take::{Citation, Part, markdown, text};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

fn s() -> &'static Strings {
    Language::Chinese.strings()
}

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    celan_corpus::read(&corpus).unwrap().library
});

fn document(id: &str) -> &'static Document {
    LIBRARY.document(id).unwrap()
}

fn cite<'a>(part: &'a Part<'a>, address: &'a str) -> Citation<'a> {
    Citation {
        part,
        words: None,
        address,
        today: "2026-11-21",
    }
}

#[test]
fn an_article_is_taken_with_its_items_and_its_source() {
    let part = Part::at(document("guowuyuanling-487"), "a3", s()).unwrap();
    assert_eq!(part.place, "第三条");
    let said = cite(&part, "https://policy.test/d/guowuyuanling-487/#a3").text(s());
    assert_eq!(
        said,
        "第三条 国家自然科学基金主要来源于中央财政拨款。国家鼓励自然人、法人或者其他组织向国家自然科学基金捐资。\n\
         中央财政将国家自然科学基金的经费列入预算。\n\n\
         出处：《国家自然科学基金条例》第三条，国务院，国务院令第487号，2007年2月24日。\n\
         https://policy.test/d/guowuyuanling-487/#a3"
    );
}
