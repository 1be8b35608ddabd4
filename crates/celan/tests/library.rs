//! The library inside the program, which is made of the texts in corpus/.
#![allow(clippy::unwrap_used, dead_code)]

mod program;

use std::path::Path;

use program::{json, listed, shows_every_document};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus");

#[test]
fn the_library_inside_is_the_corpus() {
    let list = json(&["list"]);
    let documents = list["documents"].as_array().unwrap().iter();
    let ids: Vec<_> = documents.map(|d| d["id"].as_str().unwrap()).collect();
    assert_eq!(ids, listed(Path::new(CORPUS)));
}

#[test]
fn every_document_inside_is_shown_in_every_form() {
    shows_every_document(Path::new(CORPUS), &[]);
}
