//! Files that hold a document: opened again, they say what the library says.
#![allow(clippy::unwrap_used, missing_docs)]

mod library;

use celan_document::{Content, plain_text};
use celan_export::{Citation, Excerpt, Export, QrCode};
use library::{LIBRARY, s};
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use std::io::{Cursor, Read};

const ADDRESS: &str = "https://policy.test/d/x/?a=1&b=2";

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The texts of a Word file, one after another.
fn read_word(file: Vec<u8>) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let names: Vec<_> = package.file_names().map(String::from).collect();
    for name in &names {
        let mut part = String::new();
        package
            .by_name(name)
            .unwrap()
            .read_to_string(&mut part)
            .unwrap();
        assert!(part.starts_with("<?xml"), "{name}");
        assert_eq!(
            part.matches("<w:p>").count(),
            part.matches("</w:p>").count(),
            "{name}"
        );
    }
    let mut document = String::new();
    let part = package.by_name("word/document.xml");
    part.unwrap().read_to_string(&mut document).unwrap();
    let runs = document.split("<w:t xml:space=\"preserve\">").skip(1);
    let texts: String = runs.filter_map(|run| run.split("</w:t>").next()).collect();
    texts
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[test]
fn a_word_file_has_its_title_among_its_properties() {
    let document = &LIBRARY.documents[0];
    let excerpt = Excerpt::whole(document);
    let export = Export::new(&excerpt, &LIBRARY, ADDRESS, s());
    let mut package = zip::ZipArchive::new(Cursor::new(export.word())).unwrap();
    let mut properties = String::new();
    let part = package.by_name("docProps/core.xml");
    part.unwrap().read_to_string(&mut properties).unwrap();
    let title = &document.metadata.title;
    assert!(
        properties.contains(&format!("<dc:title>{title}</dc:title>")),
        "{properties}"
    );
}

#[test]
fn every_document_is_whole_as_text_and_as_word() {
    for document in &LIBRARY.documents {
        let excerpt = Excerpt::whole(document);
        let export = Export::new(&excerpt, &LIBRARY, ADDRESS, s());
        let (plain, word) = (bare(&export.text()), bare(&read_word(export.word())));
        assert_eq!(plain, word, "{}", document.metadata.id);
        let words = bare(&plain_text(excerpt.blocks));
        let title = bare(&document.metadata.title);
        let rest = words.strip_prefix(&title).unwrap_or(&words);
        assert!(plain.contains(rest), "{}", document.metadata.id);
        assert!(plain.ends_with(&bare(ADDRESS)));
        assert!(
            export
                .name()
                .starts_with(&document.metadata.title.chars().take(9).collect::<String>())
        );
        assert!(export.name().len() < 240 && !export.name().contains('/'));
    }
}

#[test]
fn what_is_taken_along_says_that_it_has_ended() {
    let mut ended = 0;
    for document in &LIBRARY.documents {
        let claims = celan_cite::claims(document, &LIBRARY, s());
        let over: Vec<_> = claims.iter().filter(|claim| claim.over).collect();
        let excerpt = Excerpt::whole(document);
        let export = Export::new(&excerpt, &LIBRARY, ADDRESS, s());
        for claim in &over {
            ended += 1;
            assert!(export.text().contains(&claim.text), "{}", claim.text);
            assert!(bare(&export.markdown()).contains(&bare(&claim.text)));
            assert!(bare(&read_word(export.word())).contains(&bare(&claim.text)));
            let citation = Citation {
                excerpt: &excerpt,
                library: &LIBRARY,
                words: Some("甲"),
                address: "",
                today: "",
            };
            for said in [citation.text(s()), citation.markdown(s())] {
                assert!(bare(&said).contains(&bare(&claim.text)), "{said}");
            }
        }
        let head: String = export.text().lines().take(6).collect();
        assert!(
            !over.is_empty() || !head.contains("已过") && !head.contains("已满"),
            "{head}"
        );
    }
    assert!(ended > 0);
}

/// On paper a section stands below its chapter: what is above a place are the headings whose labels begin its name.
#[test]
fn the_headings_above_an_excerpt_are_known() {
    let mut below_another = 0;
    for document in &LIBRARY.documents {
        assert!(Excerpt::whole(document).above().is_empty());
        document.walk(&mut |block| {
            let Content::Heading(heading) = &block.content else {
                return;
            };
            let excerpt = Excerpt::at(document, &block.anchor, s()).unwrap();
            let above = excerpt.above();
            let levels = above.iter().map(|block| match &block.content {
                Content::Heading(above) => above.level,
                _ => panic!("{} is no heading", block.anchor),
            });
            let levels: Vec<u8> = levels.chain([heading.level]).collect();
            assert!(
                levels.is_sorted_by(|a, b| a < b),
                "{}: {levels:?}",
                block.anchor
            );
            let name = |anchor: &str| Excerpt::at(document, anchor, s()).unwrap().place;
            for higher in above {
                below_another += 1;
                let higher = name(&higher.anchor);
                assert!(
                    excerpt.place.starts_with(&higher),
                    "{} below {higher}",
                    excerpt.place
                );
            }
        });
    }
    assert!(below_another > 0);
}

#[test]
fn an_excerpt_says_that_it_is_one() {
    let document = LIBRARY.document("zhiliang-anquan-tiaoli").unwrap();
    let excerpt = Excerpt::at(document, "a5", s()).unwrap();
    let export = Export::new(&excerpt, &LIBRARY, "", s());
    let plain = export.text();
    assert!(
        plain.contains("青禾省农产品质量安全条例\n（节选）\n\n第五条"),
        "{plain}"
    );
    assert!(
        plain.contains("出处：《青禾省农产品质量安全条例》第五条，"),
        "{plain}"
    );
    assert_eq!(bare(&plain), bare(&read_word(export.word())));
    assert_eq!(
        export.name(),
        "青禾省农产品质量安全条例第五条（青禾省人民政府令第31号）"
    );
    assert!(export.markdown().starts_with(
        "青禾省人民政府\n\n青禾省人民政府令第31号\n\n# 青禾省农产品质量安全条例\n\n（节选）\n\n**第五条**"
    ));
}

/// What a reader of QR codes makes of a code, four pixels a module.
fn scanned(code: &QrCode) -> Option<String> {
    let side = code.width() * 4;
    let pixel = |x: usize, y: usize| if code.is_dark(x / 4, y / 4) { 0 } else { 255 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, pixel);
    let grid = image.detect_grids().into_iter().next()?;
    grid.decode().ok().map(|(_, text)| text)
}

#[test]
fn a_code_of_any_size_is_read_by_another_program() {
    for length in (1..2331)
        .step_by(67)
        .chain([14, 15, 26, 27, 213, 214, 2331])
    {
        let text: String = "https://policy.test/d/abc-123/#c1-s2-p3?"
            .chars()
            .cycle()
            .take(length)
            .collect();
        let code = QrCode::new(&text).unwrap();
        assert_eq!(scanned(&code).as_deref(), Some(text.as_str()), "{length}");
    }
    assert!(QrCode::new(&"a".repeat(2332)).is_none());
}

#[test]
fn the_path_of_a_code_draws_its_dark_modules() {
    let code = QrCode::new("https://policy.test/").unwrap();
    let dark = (0..code.width()).flat_map(|y| (0..code.width()).map(move |x| (x, y)));
    let dark = dark.filter(|(x, y)| code.is_dark(*x, *y)).count();
    let runs = code
        .path()
        .split('h')
        .skip(1)
        .map(|run| run.split('v').next().unwrap().parse::<usize>().unwrap())
        .sum::<usize>();
    assert_eq!(runs, dark);
    // Four light modules on every side.
    assert!((0..code.width()).all(|n| (0..4).all(|m| !code.is_dark(n, m) && !code.is_dark(m, n))));
}

proptest! {
    #[test]
    fn any_address_is_read_back(text in "[ -~一-龥]{1,80}") {
        let code = QrCode::new(&text).unwrap();
        prop_assert_eq!(scanned(&code), Some(text));
    }
}

/// Every block of the library as codes: another program reads them, and put together they are the passage, its
/// citation, and its hash.
#[test]
fn a_passage_is_read_from_its_codes_without_a_network() {
    let mut passages = 0;
    for document in &LIBRARY.documents {
        document.walk(&mut |block| {
            let Some(excerpt) = Excerpt::at(document, &block.anchor, s()) else {
                return;
            };
            let passage = celan_document::plain_text(excerpt.blocks);
            let citation = celan_cite::attribution(document, &excerpt.place, s());
            let Some(codes) = celan_export::passage_codes(&passage, &citation) else {
                assert!(passage.chars().count() > 2000, "{passage}");
                return;
            };
            let read: Vec<String> = codes
                .iter()
                .map(|text| scanned(&QrCode::new(text).unwrap()).unwrap())
                .collect();
            let of = read.len();
            let mut whole = String::new();
            for (n, text) in (1..).zip(&read) {
                let number = if of > 1 {
                    format!("【{n}/{of}】")
                } else {
                    String::new()
                };
                whole.push_str(text.strip_prefix(&number).unwrap());
            }
            let (text, end) = whole.rsplit_once('\n').unwrap();
            let hash: String = Sha256::digest(passage.as_bytes())
                .iter()
                .take(4)
                .map(|byte| format!("{byte:02x}"))
                .collect();
            assert_eq!(
                (text, end),
                (passage.as_str(), format!("{citation} {hash}").as_str())
            );
            passages += 1;
        });
    }
    assert!(passages > 100, "{passages}");
}
