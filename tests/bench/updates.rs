//! What an update brings to a device that keeps the library: three kinds of change, made in copies of
//! the corpus, beside the size of the library that each would bring without a base.

#![allow(clippy::unwrap_used)]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use celan_blob::{delta, pack, sizes};
use celan_document::{Document, Library};

fn main() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus");
    let corpus = env::var_os("CELAN_CORPUS").map_or(here, PathBuf::from);
    let whole = read(&corpus);
    let base = blob(&whole);
    println!(
        "{:<42}{:>10}{:>10}",
        "changes, in bytes", "changes", "whole"
    );

    let longest = whole.documents.iter().max_by_key(|d| d.blocks.len());
    let corrected = altered(&corpus, &file(longest.unwrap()), correct);
    row("one word corrected", &base, &corrected);

    let added = most_cited(&whole);
    let id = format!("\"{}\",", added.metadata.id);
    let without = altered(&corpus, "library.toml", |text| text.replacen(&id, "", 1));
    row("a document added", &blob(&without), &whole);
    let alone = Library {
        documents: vec![added.clone()],
        ..Library::default()
    };
    let text = sizes(&blob(&alone)).unwrap();
    let text = text.iter().find(|section| section.name == "text").unwrap();
    println!("{:<42}{:>10}", "  of which its text alone", text.bytes);
    let links = links(&whole, &added.metadata.id);
    println!("{:<42}{links:>10}", "  citations that it makes into links");

    let entry = "\n[[entry]]\nsay = [\"咋弄\"]\npolicy = [\"办理\"]\nboth = false\nweight = 60\n";
    let said = altered(&corpus, "thesaurus.toml", |text| text + entry);
    row("an entry of the thesaurus added", &base, &said);

    let first = file(&whole.documents[0]);
    let titled = altered(&corpus, &first, |text| {
        text.replacen("title = \"", "title = \"修订：", 1)
    });
    row("a title changed", &base, &titled);
}

fn row(what: &str, base: &[u8], new: &Library) {
    let new = blob(new);
    let changes = delta(base, &new).unwrap();
    println!("{what:<42}{:>10}{:>10}", changes.len(), new.len());
}

fn blob(library: &Library) -> Vec<u8> {
    pack(library).unwrap().library
}

fn read(corpus: &Path) -> Library {
    let read = celan_corpus::read(corpus).unwrap();
    assert!(!read.has_errors(), "{:?}", read.diagnostics);
    read.library
}

/// The library of a copy of the corpus in which one file is another.
fn altered(corpus: &Path, file: &str, alter: impl FnOnce(String) -> String) -> Library {
    let copy = tempfile::tempdir().unwrap();
    copy_folder(corpus, copy.path());
    let file = copy.path().join(file);
    let text = fs::read_to_string(&file).unwrap();
    let altered = alter(text.clone());
    assert_ne!(altered, text, "{}", file.display());
    fs::write(&file, altered).unwrap();
    read(copy.path())
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn file(document: &Document) -> String {
    format!("documents/{}.md", document.metadata.id)
}

/// Puts a word of two characters into the middle of the line in the middle of the text, for another.
fn correct(text: String) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let is_prose = |line: &String| {
        line.chars().count() > 60 && line.chars().all(|c| c > '\u{7f}' && c != '《' && c != '》')
    };
    let prose: Vec<usize> = (0..lines.len()).filter(|n| is_prose(&lines[*n])).collect();
    let line = &mut lines[prose[prose.len() / 2]];
    let mut chars: Vec<char> = line.chars().collect();
    let middle = chars.len() / 2;
    chars.splice(middle..middle + 2, "更正".chars());
    *line = chars.into_iter().collect();
    lines.join("\n") + "\n"
}

fn most_cited(library: &Library) -> &Document {
    let documents = library.documents.iter();
    documents
        .max_by_key(|d| links(library, &d.metadata.id))
        .unwrap()
}

/// How many citations of other documents lead to this one.
fn links(library: &Library, id: &str) -> usize {
    let mut links = 0;
    for document in library.documents.iter().filter(|d| d.metadata.id != id) {
        document.walk(&mut |block| {
            let citations = block.text().map_or(&[][..], |text| &text.citations);
            let targets = citations.iter().filter_map(|c| c.target.as_ref());
            links += targets.filter(|target| target.document == id).count();
        });
    }
    links
}
