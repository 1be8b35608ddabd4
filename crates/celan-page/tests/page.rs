//! Pages are read back by an HTML parser and compared with the documents they were written from.
#![allow(clippy::unwrap_used, missing_docs)]

mod samples;

use celan_document::{Block, Content, Document, Library};
use celan_finder::Extracts;
use celan_page::{
    Asset, Assets, Cut, View, article_with, document_page, facts, library_page, not_found_page,
    site, source_page, style,
};
use proptest::prelude::*;
use samples::{hostile, library, single};
use scraper::{ElementRef, Html, Selector};
use std::collections::{HashMap, HashSet};

/// Celan's own words in an article.
const OWN: &str = ".head :not([id]), .say, .h, .note";

fn select<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// The text of `element` without Celan's own words; blocks inside are left to themselves where
/// `shallow`.
fn text(html: &Html, element: ElementRef, shallow: bool) -> String {
    let own: HashSet<_> = select(html, OWN).into_iter().map(|e| e.id()).collect();
    let skip = |id| {
        own.contains(&id)
            || shallow
                && html
                    .tree
                    .get(id)
                    .is_some_and(|n| n.value().as_element().is_some_and(|e| e.id().is_some()))
    };
    let inside = element.descendants().filter(|node| {
        !node
            .ancestors()
            .take_while(|a| a.id() != element.id())
            .any(|a| skip(a.id()))
    });
    inside
        .filter_map(|node| node.value().as_text().map(|t| t.to_string()))
        .collect()
}

/// Every piece of text of a document in reading order.
fn pieces(document: &Document) -> Vec<String> {
    let mut all = Vec::new();
    document.walk(&mut |block| all.extend(block_pieces(block)));
    all
}

fn block_pieces(block: &Block) -> Vec<String> {
    match &block.content {
        Content::Table(t) => {
            let cells = t.header.iter().chain(t.rows.iter().flatten());
            t.caption
                .iter()
                .chain(cells)
                .chain(&t.notes)
                .cloned()
                .collect()
        }
        _ => block.text().map(|t| t.plain.clone()).into_iter().collect(),
    }
}

/// What of a page must hold for every document.
fn check(document: &Document, library: &Library, marks: bool) {
    let pairs: Cut = &|title| {
        let bounds: Vec<usize> = title.char_indices().map(|(at, _)| at).collect();
        let starts = bounds.iter().step_by(2).copied();
        let ends = bounds
            .iter()
            .skip(2)
            .step_by(2)
            .copied()
            .chain([title.len()]);
        starts
            .zip(ends)
            .map(|(start, end)| &title[start..end])
            .collect()
    };
    let view = View {
        marks,
        words: marks.then_some(pairs),
        ..View::default()
    };
    let html = Html::parse_document(&article_with(document, library, view));
    let [article] = select(&html, "article")[..] else {
        panic!("one article")
    };

    let whole: String = text(&html, article, false).replace('\n', "");
    assert_eq!(whole, pieces(document).concat());

    let ids: Vec<_> = select(&html, "article [id]")
        .iter()
        .map(|e| e.attr("id").unwrap())
        .collect();
    let mut anchors = Vec::new();
    document.walk(&mut |block| anchors.push(block));
    let wanted: Vec<_> = anchors.iter().map(|block| block.anchor.as_str()).collect();
    assert_eq!(ids, wanted, "every anchor once, in order");

    let elements: HashMap<_, _> = select(&html, "article [id]")
        .into_iter()
        .map(|e| (e.attr("id").unwrap(), e))
        .collect();
    for block in anchors {
        let found = text(&html, elements[block.anchor.as_str()], true).replace('\n', "");
        assert_eq!(found, block_pieces(block).concat(), "{}", block.anchor);
    }
}

/// Every address in the pages of `library` leads to a page of it, and to a place there.
fn check_links(library: &Library) {
    let assets = Assets {
        style: String::new(),
        ..Assets::default()
    };
    let (extracts, _) = celan_corpus::extracts(library, None);
    let pages: HashMap<String, Html> = site(library, &extracts, &assets)
        .into_iter()
        .filter(|file| file.path != "404.html")
        .map(|file| {
            (
                file.path,
                Html::parse_document(&String::from_utf8(file.bytes).unwrap()),
            )
        })
        .collect();
    for (path, html) in &pages {
        let ids: Vec<_> = select(html, "[id]")
            .iter()
            .map(|e| e.attr("id").unwrap())
            .collect();
        let unique: HashSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{path}: ids are unique");
        for link in select(html, "a[href], form[action]") {
            let href = link.attr("href").or(link.attr("action")).unwrap();
            let (way, fragment) = href.split_once('#').unwrap_or((href, ""));
            let page = resolve(path, way.split('?').next().unwrap());
            let target = pages
                .get(&page)
                .unwrap_or_else(|| panic!("{path}: {href} → {page}"));
            let known = fragment.is_empty()
                || select(target, "[id]")
                    .iter()
                    .any(|e| e.attr("id") == Some(fragment));
            assert!(known, "{path}: {href} names no place");
        }
    }
}

fn resolve(path: &str, way: &str) -> String {
    if way.is_empty() {
        return path.to_owned();
    }
    let mut steps: Vec<&str> = path.split('/').collect();
    steps.pop();
    for step in way
        .split('/')
        .filter(|step| !step.is_empty() && *step != ".")
    {
        match step {
            ".." => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    steps.push("index.html");
    steps.join("/")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn text_and_anchors_survive(library in library(), marks: bool) {
        for document in &library.documents {
            check(document, &library, marks);
        }
    }

    #[test]
    fn links_lead_somewhere(library in library()) {
        check_links(&library);
    }

    #[test]
    fn the_links_that_narrow_the_list_count_its_items(library in library()) {
        let html = Html::parse_document(&library_page(&library, &Assets::default()));
        for link in select(&html, "a[data-field]:has(.n)") {
            let data = format!("data-{}", link.attr("data-field").unwrap());
            let value = link.attr("data-value").unwrap();
            let items = select(&html, "#list .item");
            let items = items.iter().filter(|item| {
                let known = item.attr(&data).unwrap_or("");
                known.split(celan_page::shelf::BETWEEN).any(|known| known == value)
            });
            let count: String = select(&html, "a[data-field] .n")
                .iter()
                .find(|n| n.ancestors().any(|above| above == *link))
                .map(|n| n.text().collect())
                .unwrap();
            prop_assert_eq!(count, items.count().to_string(), "{} {}", data, value);
        }
    }

    #[test]
    fn nothing_becomes_markup(text in hostile()) {
        let library = single(&text);
        let document = &library.documents[0];
        check(document, &library, true);
        let assets = Assets { style: style(), ..Assets::default() };
        let whole = [
            document_page(document, &library, &assets),
            library_page(&library, &assets),
            source_page(document, &library, &assets),
        ];
        let sources = Html::parse_document(&whole[2]);
        let folded: Vec<String> = select(&sources, "details td").iter().map(|e| e.text().collect()).collect();
        prop_assert!(folded.contains(&text), "what was removed is not shown: {folded:?}");
        for page in &whole {
            let html = Html::parse_document(page);
            for element in select(&html, "*") {
                let name = element.value().name();
                let script = name == "script" && element.attr("type") != Some("application/ld+json");
                let handler = element.value().attrs().any(|(name, _)| name.starts_with("on"));
                prop_assert!(!script && !handler && !["img", "iframe", "b1"].contains(&name));
            }
        }
        let html = Html::parse_document(&whole[0]);
        let data: String = select(&html, "script")[0].text().collect();
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        prop_assert_eq!(data["name"].as_str(), Some(text.as_str()));
        let shown: String = select(&html, "title")[0].text().collect();
        prop_assert!(shown.starts_with(&text));
    }
}

#[test]
fn the_policy_names_the_style_and_script_that_stand_there() {
    use base64::{Engine, engine::general_purpose::STANDARD};
    use sha2::{Digest, Sha256};
    let assets = Assets {
        style: style(),
        script: Some(Asset::new("app-1.js", b"script")),
        ..Assets::default()
    };
    let files = site(&single("科技"), &Extracts::default(), &assets);
    for file in files.iter().filter(|file| file.path.ends_with(".html")) {
        let html = Html::parse_document(std::str::from_utf8(&file.bytes).unwrap());
        let policy = select(&html, "meta[http-equiv]")[0]
            .attr("content")
            .unwrap()
            .to_owned();
        for inline in select(&html, "style, script:not([src], [type])") {
            let hash = STANDARD.encode(Sha256::digest(inline.text().collect::<String>()));
            assert!(
                policy.contains(&format!("'sha256-{hash}'")),
                "{}",
                file.path
            );
        }
        assert!(!policy.contains("unsafe-inline"));
        assert!(
            select(&html, "[style]").is_empty(),
            "{}: no style attributes",
            file.path
        );
    }
}

#[test]
fn pages_keep_the_contract() {
    let assets = Assets {
        script: Some(Asset::new("app-1.js", b"script")),
        wasm: Some(Asset::new("app-1.wasm", b"module")),
        library: Some(Asset::new("library-1.celan", b"library")),
        changes: Some(Asset::new("changes-1.celan", b"changes")),
        ..Assets::default()
    };
    let library = single("科技");
    for (page, root) in [
        (
            document_page(&library.documents[0], &library, &assets),
            "../../",
        ),
        (library_page(&library, &assets), "./"),
    ] {
        let html = Html::parse_document(&page);
        for selector in [
            "input[type=search]#q",
            "header#bar.bar",
            "#bar > nav.tools",
            "body > #screen",
            "footer.foot",
            "title",
            "meta[name=description]",
            "link[rel=canonical]",
        ] {
            assert_eq!(select(&html, selector).len(), 1, "{selector}");
        }
        let [document] = select(&html, "html[lang=zh-CN][data-search=none]")[..] else {
            panic!("language and search are named");
        };
        assert_eq!(document.attr("data-root"), Some(root));
        assert_eq!(document.attr("data-library"), Some("library-1.celan"));
        assert_eq!(document.attr("data-library-bytes"), Some("7"));
        assert_eq!(document.attr("data-changes"), Some("changes-1.celan"));
        assert_eq!(document.attr("data-wasm"), Some("app-1.wasm"));
        let script = select(&html, "script[type=module]")[0]
            .attr("src")
            .unwrap()
            .to_owned();
        assert_eq!(script, format!("{root}app-1.js"));
        for named in [
            "script[type=module]",
            "script[async]",
            "link[rel=stylesheet]",
        ] {
            let integrity = select(&html, named)[0].attr("integrity");
            assert!(integrity.is_some_and(|hash| hash.starts_with("sha256-")));
        }
        assert_eq!(
            document.attr("data-wasm-integrity"),
            Some(Asset::new("", b"module").integrity.as_str())
        );
        let style = select(&html, "link[rel=stylesheet]")[0]
            .attr("href")
            .unwrap()
            .to_owned();
        let path = &celan_page::application_style().path;
        assert_eq!(style, format!("{root}{path}"));
        assert!(
            site(&library, &Extracts::default(), &assets)
                .iter()
                .any(|file| file.path == *path)
        );
    }
}

#[test]
fn a_page_of_thirty_kilobytes_travels_in_twenty() {
    let mut text = String::new();
    // Harder than policy text: 200 characters in no order, where prose repeats itself.
    let mut state = 1u32;
    while text.len() < 30_000 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        text.push(char::from_u32(0x4e00 + (state >> 16) % 200).unwrap());
    }
    let assets = Assets {
        style: style(),
        ..Assets::default()
    };
    let library = samples::paragraphs(&text, 150);
    let page = document_page(&library.documents[0], &library, &assets);
    // As the site packs it. At one quality alone, what letters in no order pack to changes by 500 bytes with a rule
    // of the style.
    let lengths = [10, 11].map(|quality| {
        let settings = brotli::enc::BrotliEncoderParams {
            quality,
            ..Default::default()
        };
        let mut compressed = Vec::new();
        brotli::BrotliCompress(&mut page.as_bytes(), &mut compressed, &settings).unwrap();
        compressed.len()
    });
    assert!(
        lengths.iter().min() <= Some(&(20 * 1024)),
        "{lengths:?} bytes"
    );
}

#[test]
fn an_address_that_leads_nowhere_offers_a_search_and_the_documents() {
    let library = samples::paragraphs("推动科技成果转化。", 10);
    let assets = Assets {
        base_url: Some("https://policy.test/".into()),
        ..Assets::default()
    };
    let html = Html::parse_document(&not_found_page(&library, &assets));
    let form = select(
        &html,
        "main form[role=search][action='https://policy.test/'] input[name=q]",
    );
    assert_eq!(form.len(), 1);
    let named: Vec<&str> = select(&html, "main li a")
        .iter()
        .filter_map(|a| a.attr("href"))
        .collect();
    let known: Vec<String> = library
        .documents
        .iter()
        .map(|d| format!("https://policy.test/d/{}/", d.metadata.id))
        .collect();
    assert_eq!(named, known);
}

#[test]
fn the_same_library_gives_the_same_bytes() {
    let library = single("科技成果转化");
    let assets = Assets {
        base_url: Some("https://example.org/x/".into()),
        ..Assets::default()
    };
    let first = site(&library, &Extracts::default(), &assets);
    assert_eq!(first, site(&library, &Extracts::default(), &assets));
    let sitemap = first
        .iter()
        .find(|file| file.path == "sitemap.xml")
        .unwrap();
    let sitemap = std::str::from_utf8(&sitemap.bytes).unwrap();
    assert!(sitemap.contains("<loc>https://example.org/x/d/single/</loc>"));
}

#[test]
fn facts_say_each_thing_once() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let library = celan_corpus::read(&corpus).unwrap().library;
    for document in &library.documents {
        let html = facts(document, &library, View::default());
        let html = Html::parse_fragment(&html);
        // What is said, without its ground and without white space.
        let said: Vec<String> = select(&html, "dl dd")
            .iter()
            .map(|dd| {
                let own = dd.children().filter(|node| {
                    let element = node.value().as_element();
                    element
                        .is_none_or(|e| !e.has_class("n", scraper::CaseSensitivity::CaseSensitive))
                });
                let texts = own.flat_map(|node| node.descendants());
                let text: String = texts
                    .filter_map(|n| n.value().as_text().map(|t| t.to_string()))
                    .collect();
                text.split_whitespace().collect()
            })
            .collect();
        let different: HashSet<&String> = said.iter().collect();
        assert_eq!(
            different.len(),
            said.len(),
            "{}: {said:?}",
            document.metadata.id
        );
    }
}

#[test]
fn the_corpus_is_shown_whole() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let library = celan_corpus::read(&corpus).unwrap().library;
    assert!(!library.documents.is_empty());
    for document in &library.documents {
        check(document, &library, false);
        check(document, &library, true);
    }
    check_links(&library);
}
