//! Folders of every quality are read without panic, and what is wrong is named with its place.
#![allow(clippy::unwrap_used)]

use celan_corpus::{Severity, read};
use std::fs;
use std::path::{Path, PathBuf};

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &[u8])]) -> Self {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("documents")).unwrap();
        for (file, bytes) in files {
            fs::write(dir.join(file), bytes).unwrap();
        }
        Self(dir)
    }

    /// Everything found, as `severity file:line message`.
    fn found(&self) -> Vec<String> {
        let corpus = read(&self.0).unwrap();
        let line = |d: &celan_corpus::Diagnostic| d.line.map_or(String::new(), |l| format!(":{l}"));
        let mut all: Vec<_> = corpus
            .diagnostics
            .iter()
            .map(|d| format!("{:?} {}{} {}", d.severity, d.file, line(d), d.message))
            .collect();
        assert!(corpus.diagnostics.iter().all(|d| !d.help.is_empty()));
        all.sort();
        all
    }
}

const GOOD: &str = "+++\nid = \"a-good-one\"\ntitle = \"办法\"\n+++\n\n第一条 甲\n";

#[test]
fn a_good_folder_has_nothing_wrong() {
    let folder = Folder::new("good", &[
        ("library.toml", "title = \"库\"\ndate = 2020-01-02\nlevels = [{ name = \"市\", group = \"市文件\" }]\ndocuments = [\"a-good-one\"]\n".as_bytes()),
        ("documents/a-good-one.md", GOOD.as_bytes()),
    ]);
    assert_eq!(folder.found(), [""; 0]);
    let library = read(&folder.0).unwrap().library;
    assert_eq!(
        (
            library.documents.len(),
            library.levels.len(),
            library.date.unwrap().year()
        ),
        (1, 1, 2020)
    );
}

#[test]
fn bad_files_are_named_with_their_lines() {
    let folder = Folder::new("bad", &[
        ("library.toml", "title = \"库\"\nsize = 3\ndocuments = [\"a-good-one\", \"empty\",\n\"latin\", \"untitled\", \"keys\", \"gone\", \"gone\"]\n".as_bytes()),
        ("documents/a-good-one.md", GOOD.as_bytes()),
        ("documents/empty.md", b""),
        ("documents/latin.md", b"+++\nid = \"latin\"\ntitle = \"\xb0\xec\"\n+++\n"),
        ("documents/untitled.md", "+++\nid = \"untitled\"\n+++\n甲\n".as_bytes()),
        ("documents/keys.md", "+++\nid = \"Keys\"\ntitle = \"甲\"\ndate = 2015-13-01\nauthor = \"x\"\nissuers = \"x\"\n+++\n甲\n".as_bytes()),
        ("documents/over.md", GOOD.as_bytes()),
    ]);
    let found = folder.found();
    let want = [
        "Error documents/empty.md the file is empty",
        "Error documents/keys.md:4 this is no TOML",
        "Error documents/latin.md:3 the file is not UTF-8",
        "Error documents/untitled.md:1 the document has no title",
        "Error library.toml:2 `size` is no key that is known here",
        "Error library.toml:4 `gone` is listed twice",
        "Error library.toml:4 documents/gone.md is not there",
        "Warning documents/over.md the library does not list this file",
    ];
    for line in want {
        assert!(
            found.iter().any(|f| f.starts_with(line)),
            "{line} in {found:#?}"
        );
    }
    assert_eq!(read(&folder.0).unwrap().library.documents.len(), 1);
}

#[test]
fn front_matter_errors_are_collected() {
    let keys = "+++\nid = \"Keys\"\ntitle = \"甲\"\ndate = \"2015-13\"\nauthor = \"x\"\nissuers = \"x\"\n+++\n甲\n";
    let folder = Folder::new(
        "keys",
        &[
            (
                "library.toml",
                "title = \"库\"\ndocuments = [\"keys\"]\n".as_bytes(),
            ),
            ("documents/keys.md", keys.as_bytes()),
        ],
    );
    let want = [
        "Error documents/keys.md:2 `Keys` is no id",
        "Error documents/keys.md:4 `2015-13` is no date",
        "Error documents/keys.md:5 `author` is no key that is known here",
        "Error documents/keys.md:6 the value is of the wrong kind",
    ];
    assert_eq!(folder.found(), want);
}

#[test]
fn repairs_that_cannot_be_read_are_not_taken_for_none() {
    let folder = Folder::new(
        "unreadable",
        &[
            (
                "library.toml",
                "title = \"库\"\ndocuments = [\"a-good-one\"]\n".as_bytes(),
            ),
            ("documents/a-good-one.md", GOOD.as_bytes()),
            // As a folder without permission: it is there, and gives no list.
            ("repairs", b""),
        ],
    );
    let found = folder.found();
    let said = "Error repairs the folder cannot be read";
    assert!(found.iter().any(|f| f.starts_with(said)), "{found:#?}");
}

#[test]
fn a_document_of_too_many_issuers_or_too_deep_boxes_is_named() {
    let issuers = "\"甲厅\", ".repeat(300);
    let front = |more: &str| format!("+++\nid = \"a-good-one\"\ntitle = \"甲\"\n{more}+++\n\n");
    let boxes: String = (1..=9)
        .map(|depth| {
            let marks = "> ".repeat(depth);
            format!("{marks}**专栏 {depth} 甲**\n{marks}\n")
        })
        .collect();
    for (text, said) in [
        (
            front(&format!("issuers = [{issuers}]\n")) + "甲\n",
            "Error documents/a-good-one.md:4 the value is of the wrong kind",
        ),
        (front("") + &boxes, " boxes stand more than 8 deep"),
    ] {
        let folder = Folder::new(
            "too-many",
            &[
                (
                    "library.toml",
                    "title = \"库\"\ndocuments = [\"a-good-one\"]\n".as_bytes(),
                ),
                ("documents/a-good-one.md", text.as_bytes()),
            ],
        );
        let found = folder.found();
        assert!(found.iter().any(|f| f.contains(said)), "{found:#?}");
    }
}

#[test]
fn two_documents_have_no_id_in_common() {
    let other = GOOD.replace("甲", "乙");
    let folder = Folder::new(
        "double",
        &[("a.md", GOOD.as_bytes()), ("b.md", other.as_bytes())],
    );
    assert_eq!(
        folder.found(),
        [
            "Error b.md `a-good-one` is also the id of a.md",
            "Error library.toml the folder has no library.toml",
        ]
    );
}

#[test]
fn a_folder_of_unknown_files_gets_a_report() {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for n in 0..30u8 {
        let text = match n % 5 {
            0 => "通知\n\n各单位：\n  一、总体要求\n".repeat(40).into_bytes(),
            1 => vec![0xff, n, b'\n', 0x80],
            2 => b"---\ntitle: x\n---\n# x\n* a\n  * b\n\n> q\n\n```\ncode\n".to_vec(),
            3 => (0..=255u8).collect(),
            _ => "+++\n".repeat(n.into()).into_bytes(),
        };
        files.push((
            format!(
                "{}unknown {n}.{}",
                if n % 2 == 0 { "" } else { "documents/" },
                if n % 3 == 0 { "txt" } else { "md" }
            ),
            text,
        ));
    }
    let borrowed: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_slice()))
        .collect();
    let folder = Folder::new("unknown", &borrowed);
    let corpus = read(&folder.0).unwrap();
    for (name, _) in &files {
        assert!(
            corpus
                .diagnostics
                .iter()
                .any(|d| d.file == *name && d.severity == Severity::Error),
            "{name}"
        );
    }
    assert!(read(&folder.0.join("nowhere")).is_err());
}
