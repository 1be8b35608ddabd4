//! An address lasts: adding text moves no anchor.
use celan_document::Document;
use std::fs;

use super::corpus_folder;

fn anchors(document: &Document) -> Vec<String> {
    let mut anchors = Vec::new();
    document.walk(&mut |block| anchors.push(block.anchor.clone()));
    anchors
}

/// The canonical files: id and text.
fn files() -> Vec<(String, String)> {
    let mut files: Vec<_> = fs::read_dir(corpus_folder().join("documents"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (id, fs::read_to_string(&path).unwrap())
        })
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn parse(id: &str, text: &str) -> Vec<String> {
    anchors(&celan_corpus::markdown::parse(id, text).unwrap().0)
}

/// Where a block begins in a canonical file (not one inside a box or table), as byte offsets.
fn starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begins = line
            .strip_prefix("<!-- ")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if begins && !line.contains("note") {
            starts.push(at);
        }
        at += line.len();
    }
    starts
}

#[test]
fn a_named_paragraph_moves_no_anchor() {
    for (id, text) in files() {
        let before = parse(&id, &text);
        let starts = starts(&text);
        for at in starts.iter().step_by(starts.len().div_ceil(12).max(1)) {
            let (head, tail) = text.split_at(*at);
            let after = parse(
                &id,
                &format!("{head}<!-- #added -->\nA paragraph more.\n\n{tail}"),
            );
            let rest: Vec<_> = after.iter().filter(|a| *a != "added").cloned().collect();
            assert_eq!(
                after.len(),
                before.len() + 1,
                "{id}: the paragraph at byte {at} is not there"
            );
            assert_eq!(
                rest, before,
                "{id}: a paragraph at byte {at} moved an anchor"
            );
        }
    }
}

#[test]
fn a_paragraph_at_the_end_moves_no_anchor() {
    for (id, text) in files() {
        let before = parse(&id, &text);
        let after = parse(&id, &format!("{text}\nA paragraph more.\n"));
        assert_eq!(after[..before.len()], before, "{id}");
        assert_eq!(after.len(), before.len() + 1, "{id}");
    }
}

#[test]
fn a_document_moves_no_anchor() {
    let folder = tempfile::tempdir().unwrap();
    let documents = folder.path().join("documents");
    fs::create_dir(&documents).unwrap();
    for (id, text) in files() {
        fs::write(documents.join(format!("{id}.md")), text).unwrap();
    }
    // The new one comes first and has the same numbering as the others.
    let more = "+++\nid = \"added-2030-1\"\ntitle = \"新增的办法\"\nissuers = [\"某厅\"]\n+++\n\n## 第一章 总则\n\n第一条 一段。\n\n一段。\n";
    fs::write(documents.join("added-2030-1.md"), more).unwrap();
    let manifest = fs::read_to_string(corpus_folder().join("library.toml")).unwrap();
    let longer = manifest.replacen("documents = [", "documents = [\n  \"added-2030-1\",", 1);
    assert_ne!(manifest, longer);
    fs::write(folder.path().join("library.toml"), longer).unwrap();

    let with = celan_corpus::read(folder.path()).unwrap().library;
    let without = celan_corpus::read(&corpus_folder()).unwrap().library;
    assert_eq!(with.documents.len(), without.documents.len() + 1);
    for document in &without.documents {
        let id = &document.metadata.id;
        let again = with.document(id).unwrap_or_else(|| panic!("{id} is gone"));
        assert_eq!(anchors(again), anchors(document), "{id}");
    }
}

#[test]
fn anchors_are_names_and_unique() {
    for document in celan_corpus::read(&corpus_folder())
        .unwrap()
        .library
        .documents
    {
        let mut anchors = anchors(&document);
        let id = &document.metadata.id;
        for anchor in &anchors {
            let named = anchor
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            assert!(named && !anchor.is_empty(), "{id}: `{anchor}`");
        }
        let all = anchors.len();
        anchors.sort();
        anchors.dedup();
        assert_eq!(anchors.len(), all, "{id}: an anchor stands twice");
    }
}
