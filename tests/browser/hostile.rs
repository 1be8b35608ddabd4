//! Text that would be markup, wherever a document may have it, stays text.

use std::fs;

use celan_document::{
    Block, Content, Document, Heading, Library, Metadata, NumberingKind, Part, Table, Text,
    assign_anchors,
};
use celan_page::{Asset, Assets};
use celan_serve::Options;
use celan_webdriver::Viewport;

use crate::reader::{Reader, site};
use crate::release::list;

const ID: &str = "hostile";

/// Words that run where they are taken for markup.
fn hostile(place: &str) -> String {
    format!(
        "{place}</title></script><!--<script>window.hacked='{place}'</script>\
         <img src=x onerror=\"window.hacked='{place}'\"><b>&lt;&amp;\"' --> {{reason}}"
    )
}

fn library() -> Library {
    let block = |content| Block {
        anchor: String::new(),
        lines: None,
        part: Part::Body,
        content,
    };
    let text = |place| Text::plain(hostile(place));
    let mut blocks = vec![
        block(Content::Heading(Heading {
            text: text("heading"),
            level: 1,
            kind: NumberingKind::Plain,
            number: None,
            label: String::new(),
            title: hostile("heading"),
        })),
        block(Content::Paragraph {
            text: text("paragraph"),
            run_in: None,
            lead: 0,
        }),
        block(Content::Table(Table {
            caption: Some(hostile("caption")),
            header: vec![hostile("header")],
            rows: vec![vec![hostile("cell")]],
            notes: vec![hostile("note")],
        })),
    ];
    assign_anchors(&mut blocks);
    Library {
        title: hostile("library"),
        documents: vec![Document {
            metadata: Metadata {
                id: ID.to_owned(),
                title: hostile("title"),
                issuers: vec![hostile("issuer")],
                number: Some(hostile("number")),
                ..Metadata::default()
            },
            blocks,
        }],
        ..Library::default()
    }
}

/// The site of a library, with the program of the one that was built.
fn folder(library: &Library) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, bytes: &[u8]| {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
        Asset::new(path, bytes)
    };
    let files = list(&site());
    let program = |role: &str| {
        let files = files["files"].as_array().unwrap().iter();
        let mut files = files.filter(|file| file["role"] == role);
        let mut path = files.find_map(|file| {
            let path = file["path"].as_str().unwrap();
            path.starts_with("assets/app").then(|| path.to_owned())
        });
        let path = path.take().unwrap();
        Some(write(&path, &fs::read(site().join(&path)).unwrap()))
    };
    for chunk in files["files"].as_array().unwrap() {
        let path = chunk["path"].as_str().unwrap();
        if path.starts_with("assets/")
            && ["wasm", "script"].contains(&chunk["role"].as_str().unwrap())
        {
            write(path, &fs::read(site().join(path)).unwrap());
        }
    }
    let packed = celan_blob::pack(library).unwrap();
    let assets = Assets {
        style: celan_page::style(),
        script: program("script"),
        wasm: program("wasm"),
        library: Some(write("assets/library.celan", &packed.library)),
        provenance: Some(write("assets/provenance.celan", &packed.provenance)),
        ..Assets::default()
    };
    let (extracts, _) = celan_corpus::extracts(library, None);
    for page in celan_page::site(library, &extracts, &assets) {
        write(&page.path, &page.bytes);
    }
    folder
}

#[test]
fn hostile_text_is_read_as_text() {
    let library = library();
    let folder = folder(&library);
    let reader = Reader::of(folder.path(), Options::default(), Viewport::DESK);
    let browser = &reader.browser;
    let safe = |shown: &str| {
        let hacked: Option<String> = browser.eval("return window.hacked ?? null").unwrap();
        assert_eq!(hacked, None, "{shown}");
        let elements: usize = browser
            .eval("return document.querySelectorAll('main script, main img, main b > b').length")
            .unwrap();
        assert_eq!(elements, 0, "{shown}");
    };
    let texts = ["heading", "paragraph", "caption", "header", "cell", "note"];
    let read = |shown: &str| {
        let article: String = browser
            .eval("return document.querySelector('article.doc').textContent")
            .unwrap();
        for place in ["title"].iter().chain(&texts) {
            assert!(
                article.contains(&hostile(place)),
                "{shown}: {place}: {article}"
            );
        }
        safe(shown);
    };
    reader.open(&format!("d/{ID}/"));
    read("the page");
    reader.ready();
    read("the page with the application");
    reader.open("");
    reader.ready();
    safe("the library");
    reader.search("window");
    safe("the results");
    reader.search("<img src=x onerror=window.hacked=1>");
    safe("a hostile query");
    reader.search("paragraph");
    browser.click("[data-results] a[data-anchor]").unwrap();
    browser
        .wait("document.querySelector('article.doc mark') !== null")
        .unwrap();
    read("the document that the application writes");
}
