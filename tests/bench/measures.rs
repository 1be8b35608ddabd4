//! How well measures are read: the texts of the folder in `CELAN_MEASURES` beside the reading that lies there as
//! `gold.json`, by document. With `CELAN_DIFFERENCES` set, every difference is printed.
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;
use std::{env, fs};

#[path = "../measures/compare.rs"]
mod compare;

use compare::{Score, compare};

fn main() {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folder = env::var_os("CELAN_MEASURES").map_or(here.join("../corpus"), PathBuf::from);
    let beside = folder.join("gold.json");
    let gold = if beside.is_file() {
        beside
    } else {
        here.join("measures/gold.json")
    };
    let gold = fs::read_to_string(&gold).unwrap();
    let gold = serde_json::from_str(&gold).unwrap();
    let library = celan_corpus::read(&folder).unwrap().library;
    assert!(
        !library.documents.is_empty(),
        "{} holds no texts: the corpus folder is read against measures/gold.json",
        folder.display()
    );
    let mut all = Score::default();
    let only = env::var("CELAN_DOCUMENTS").unwrap_or_default();
    for (document, score) in compare(&library, &folder, &gold) {
        if !only.is_empty() && !only.split(',').any(|name| document.contains(name)) {
            continue;
        }
        println!("{document:<32}{}", score.line());
        all.add(score);
    }
    println!("{:<32}{}", "all", all.line());
    if env::var_os("CELAN_DIFFERENCES").is_some() {
        for difference in &all.differences {
            println!("{difference}");
        }
    }
}
