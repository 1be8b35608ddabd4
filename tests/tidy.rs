//! What a reviewer would otherwise have to remember: the map is true, the corpus is data, the core
//! knows no screen, and every file says what it is for.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// All Rust files of the program: crates and application, not these tests.
fn rust_files() -> Vec<PathBuf> {
    fn collect(dir: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, files);
            } else if path.extension().is_some_and(|e| e == "rs") {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    for dir in ["crates", "web"] {
        collect(&root().join(dir), &mut files);
    }
    files.sort();
    assert!(files.len() > 20, "the sources were not found");
    files
}

/// The code of a file without comments and without what only tests compile.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text
        .split("#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .to_owned();
    text.lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_map_names_what_exists() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let is_path = |s: &str| {
        s.contains('/')
            && !s.contains(['<', '*', ' ', '…', '?', '(', '{'])
            && !s.starts_with('/')
            && !s.contains("://")
    };
    let named: Vec<&str> = map
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|s| is_path(s))
        .collect();
    assert!(
        named.len() > 10,
        "ARCHITECTURE.md names hardly any path: {named:?}"
    );
    let missing: Vec<_> = named
        .iter()
        .filter(|path| !root().join(path).exists())
        .collect();
    assert!(
        missing.is_empty(),
        "ARCHITECTURE.md names what does not exist: {missing:?}"
    );
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            map.contains(&format!("`crates/{name}")),
            "ARCHITECTURE.md does not name crates/{name}"
        );
    }
}

#[test]
fn the_corpus_is_data() {
    let mut names = Vec::new();
    for entry in fs::read_dir(root().join("corpus/documents")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let front = text.split("+++").nth(1).unwrap();
        let front: toml::Table = front.parse().unwrap();
        for key in ["id", "title", "notice", "number", "level", "category"] {
            names.extend(front.get(key).and_then(|v| v.as_str()).map(str::to_owned));
        }
        let issuers = front
            .get("issuers")
            .and_then(|v| v.as_array())
            .cloned()
            .unwrap_or_default();
        names.extend(issuers.iter().filter_map(|v| v.as_str()).map(str::to_owned));
    }
    names.sort();
    names.dedup();
    assert!(names.len() > 26);
    let mut found = Vec::new();
    for path in rust_files().iter().filter(|p| {
        !p.components()
            .any(|c| c.as_os_str() == "tests" || c.as_os_str() == "examples")
    }) {
        let code = code(path);
        found.extend(
            names
                .iter()
                .filter(|n| code.contains(n.as_str()))
                .map(|n| format!("{}: {n}", path.display())),
        );
    }
    assert!(
        found.is_empty(),
        "names of the corpus stand in code:\n{}",
        found.join("\n")
    );
}

#[test]
fn the_core_knows_no_screen() {
    for name in [
        "celan-document",
        "celan-text",
        "celan-corpus",
        "celan-import",
        "celan-vocabulary",
        "celan-blob",
        "celan-search",
        "celan-page",
        "celan",
    ] {
        let manifest =
            fs::read_to_string(root().join("crates").join(name).join("Cargo.toml")).unwrap();
        let manifest: toml::Table = manifest.parse().unwrap();
        let used = manifest
            .get("dependencies")
            .and_then(|d| d.as_table())
            .cloned()
            .unwrap_or_default();
        for screen in [
            "yew",
            "web-sys",
            "js-sys",
            "gloo",
            "wasm-bindgen",
            "ureq",
            "reqwest",
        ] {
            assert!(!used.contains_key(screen), "{name} depends on {screen}");
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<_> = rust_files()
        .into_iter()
        .filter(|path| !fs::read_to_string(path).unwrap().starts_with("//!"))
        .collect();
    assert!(
        silent.is_empty(),
        "these files open without a line of purpose: {silent:?}"
    );
}
