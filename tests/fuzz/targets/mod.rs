//! The fuzz targets: what is done with arbitrary bytes. libFuzzer runs them for long (`cargo xtask soak`),
//! `tests/fuzzing.rs` for a moment with mutations of the seeds.
//!
//! A seed of `seeds/NAME` is an input to begin with, one of `found/NAME` an input that once did harm.

mod blob;
mod changes;
mod container;
mod corpus;
mod forged;
mod import;
mod markdown;
mod provenance;
mod query;
mod small;
mod uses;

use std::fs;
use std::path::{Path, PathBuf};

/// A reader of outside bytes.
pub struct Target {
    pub name: &'static str,
    /// Fails if the bytes do harm.
    pub check: fn(&[u8]),
}

pub const TARGETS: [Target; 8] = [
    Target {
        name: "markdown",
        check: markdown::check,
    },
    Target {
        name: "corpus",
        check: corpus::check,
    },
    Target {
        name: "import",
        check: import::check,
    },
    Target {
        name: "query",
        check: query::check,
    },
    Target {
        name: "blob",
        check: blob::check,
    },
    Target {
        name: "use",
        check: blob::check_use,
    },
    Target {
        name: "changes",
        check: changes::check,
    },
    Target {
        name: "provenance",
        check: provenance::check,
    },
];

/// The target of this name.
pub fn named(name: &str) -> &'static Target {
    let target = TARGETS.iter().find(|target| target.name == name);
    target.expect("a program of tests/fuzz is named after its target")
}

/// The seeds and findings of a target, by name.
#[allow(dead_code, reason = "libFuzzer reads them itself")]
pub fn seeds(name: &str) -> Vec<Vec<u8>> {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["seeds", "found"] {
        let folder = tests().join("fuzz").join(folder).join(name);
        let entries = fs::read_dir(folder).into_iter().flatten();
        files.extend(entries.flatten().map(|entry| entry.path()));
    }
    files.sort();
    let bytes = files.iter().map(fs::read);
    bytes.map(|bytes| bytes.expect("a seed is read")).collect()
}

/// Words that mean something to a target: its dictionary, in libFuzzer's form (`"a\x0a"`).
#[allow(dead_code, reason = "libFuzzer reads them itself")]
pub fn words(name: &str) -> Vec<Vec<u8>> {
    let file = tests().join("fuzz/words").join(name);
    let text = fs::read_to_string(file).unwrap_or_default();
    text.lines().map(word).collect()
}

fn word(line: &str) -> Vec<u8> {
    let mut parts = line.trim_matches('"').split("\\x");
    let mut out = parts.next().unwrap_or("").as_bytes().to_vec();
    for part in parts {
        out.push(u8::from_str_radix(&part[..2], 16).expect("a byte of a dictionary"));
        out.extend(part[2..].bytes());
    }
    out
}

/// The folder `tests`.
fn tests() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = own.ancestors().find(|dir| dir.join("fixture").is_dir());
    root.expect("the library of the tests").to_owned()
}
