//! Any bytes as one of the TOML files of a corpus are read or refused, with the file named.

use std::fs;
use std::sync::LazyLock;
use tempfile::TempDir;

/// The files, the first byte of an input says which.
const FILES: [&str; 6] = [
    "library.toml",
    "thesaurus.toml",
    "queries.toml",
    "repairs/abc.applied.toml",
    "import.toml",
    "repairs/abc.toml",
];

const DOCUMENT: &str = "+++\nid = \"abc\"\ntitle = \"甲\"\nsource = { file = \"a.txt\", lines = [1, 2] }\n+++\n\n<!-- 1-2 -->\n甲乙丙\n\n| 甲 | 乙 |\n|--|--|\n| 1 | 2 |\n";

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for a corpus");
    for below in ["documents", "repairs", "sources"] {
        fs::create_dir(folder.path().join(below)).expect("a folder for a corpus");
    }
    folder
});

pub fn check(bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else {
        return;
    };
    let file = FILES[usize::from(*choice) % FILES.len()];
    let folder = FOLDER.path();
    let sound = [
        ("library.toml", "title = \"甲\"\ndocuments = [\"abc\"]\n"),
        ("thesaurus.toml", ""),
        ("queries.toml", ""),
        ("repairs/abc.applied.toml", ""),
        (
            "import.toml",
            "[[source]]\nfile = \"a.txt\"\nkind = \"document\"\n[[source.document]]\nid = \"abc\"\n",
        ),
        ("repairs/abc.toml", ""),
        ("documents/abc.md", DOCUMENT),
        ("sources/a.txt", "某某办法\n甲乙丙。\n"),
    ];
    for (name, text) in sound {
        let text = if name == file { bytes } else { text.as_bytes() };
        fs::write(folder.join(name), text).expect("a file of the corpus is written");
    }
    let corpus = celan_corpus::read(folder).expect("the folder is there");
    let named = corpus.diagnostics.iter().all(|d| !d.file.is_empty());
    assert!(named && corpus.library.documents.len() <= 1);
    let report = celan_import::imported(folder);
    assert!(report.documents.len() <= 1 || file == "import.toml");
}
