//! Any bytes are imported or refused, as a document, with a witness, and as a compendium; the
//! canonical file of what is imported can be read.

use std::fs;
use std::sync::LazyLock;
use tempfile::TempDir;

const DOCUMENT: &str = r#"
[[source]]
file = "base.txt"
kind = "document"
[[source.document]]
id = "some-text"
"#;

const WITNESS: &str = r#"
[[source]]
file = "witness.txt"
kind = "witness"
of = "some-text"
"#;

const COMPENDIUM: &str = r#"
[[source]]
file = "base.txt"
kind = "compendium"
[[source.document]]
item = 1
id = "some-text"
"#;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for the sources");
    fs::create_dir(folder.path().join("sources")).expect("a folder for the sources");
    folder
});

pub fn check(bytes: &[u8]) {
    let folder = FOLDER.path();
    let Some((choice, bytes)) = bytes.split_first() else {
        return;
    };
    let (base, witness) = bytes.split_at(match choice % 3 {
        1 => bytes.len() / 2,
        _ => bytes.len(),
    });
    let config = match choice % 3 {
        0 => DOCUMENT.to_owned(),
        1 => DOCUMENT.to_owned() + WITNESS,
        _ => COMPENDIUM.to_owned(),
    };
    for (name, content) in [
        ("sources/base.txt", base),
        ("sources/witness.txt", witness),
        ("import.toml", config.as_bytes()),
    ] {
        fs::write(folder.join(name), content).expect("a source is written");
    }
    for made in celan_import::imported(folder).documents {
        let read = celan_corpus::markdown::parse("x.md", &made.markdown);
        let (document, _) = read.expect("what was imported can be read");
        let texts = |document: &celan_document::Document| {
            let mut texts = Vec::new();
            document.walk(&mut |block| texts.extend(block.text().map(|text| text.plain.clone())));
            texts
        };
        assert_eq!(texts(&document), texts(&made.document), "{}", made.markdown);
    }
}
