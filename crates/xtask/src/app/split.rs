//! The module cut into what every visit runs and the chunks that come when they are asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, anyhow};
use wasm_encoder::{CustomSection, Module};
use wasm_split_cli_support::{Options, transform};

/// What a module is cut into.
pub(super) struct Parts {
    /// The part that runs first, still to be bound to JavaScript.
    pub(super) main: Vec<u8>,
    /// The other parts, by the names of the chunks that they belong to: `a`, `a-b`.
    pub(super) others: BTreeMap<String, Vec<u8>>,
    /// The names of the parts that each chunk consists of.
    pub(super) chunks: BTreeMap<String, Vec<String>>,
}

/// A smaller part, in bytes, is in one file with others: as a file of its own it would cost the first part of the
/// program, which names each with its hash, more than it holds.
const SMALL: usize = 1500;
/// The name of that file.
const TOGETHER: &str = "small";
/// The sections of it, each of which is a part; `web/assets/chunks.js` knows the name.
const PART: &str = "part";

/// Puts small parts that several chunks share into one.
pub(super) fn together(
    parts: BTreeMap<String, Vec<u8>>,
    mut chunks: BTreeMap<String, Vec<String>>,
) -> (BTreeMap<String, Vec<u8>>, BTreeMap<String, Vec<String>>) {
    let is_small = |name: &str, bytes: &[u8]| name.contains('-') && bytes.len() < SMALL;
    let (small, mut parts): (BTreeMap<_, _>, BTreeMap<_, _>) = parts
        .into_iter()
        .partition(|(name, bytes)| is_small(name, bytes));
    if small.is_empty() {
        return (parts, chunks);
    }
    let mut module = Module::new();
    for bytes in small.values() {
        module.section(&CustomSection {
            name: PART.into(),
            data: bytes.into(),
        });
    }
    parts.insert(TOGETHER.to_owned(), module.finish());
    for names in chunks.values_mut() {
        let before = names.len();
        names.retain(|name| !small.contains_key(name));
        if names.len() < before {
            names.push(TOGETHER.to_owned());
        }
    }
    (parts, chunks)
}

/// Cuts a module that was linked with `--emit-relocs` at its chunks' doors (`web/chunks.rs`).
///
/// # Errors
/// Where the linker's relocations are missing or not understood.
pub(super) fn split(module: &[u8]) -> Result<Parts> {
    let work = tempfile::tempdir()?;
    let main = work.path().join("main.wasm");
    let mut options = Options::new(module);
    options.output_dir = work.path();
    options.main_out_path = &main;
    // Its script is not used: `web/assets/chunks.js` loads the parts.
    options.link_name = "unused.js";
    options.emit_dwarf = false;
    let done = transform(options)
        .map_err(|error| anyhow!("{error:#}"))
        .context("the module cannot be split")?;
    let mut users: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (chunk, parts) in &done.prefetch_map {
        for part in parts {
            users.entry(part.clone()).or_default().insert(chunk.clone());
        }
    }
    let mut others = BTreeMap::new();
    let mut chunks: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (part, users) in users {
        let file = work.path().join(format!("{part}.wasm"));
        let bytes = fs::read(&file).with_context(|| format!("the split left no {part}"))?;
        let name = Vec::from_iter(users.iter().cloned()).join("-");
        for user in users {
            chunks.entry(user).or_default().push(name.clone());
        }
        others.insert(name, bytes);
    }
    Ok(Parts {
        main: fs::read(&main)?,
        others,
        chunks,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_parts_of_several_chunks_are_one_file() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let part = |n: usize| vec![0; n];
        let parts = [
            ("a", part(9)),
            ("a-b", part(10)),
            ("b-c", part(20)),
            ("a-c", part(SMALL)),
        ];
        let parts = parts.map(|(name, bytes)| (name.to_owned(), bytes)).into();
        let chunks: BTreeMap<String, Vec<String>> = [
            ("a".to_owned(), names(&["a", "a-b", "a-c"])),
            ("b".to_owned(), names(&["a-b", "b-c"])),
            ("d".to_owned(), names(&["d"])),
        ]
        .into();
        let (parts, chunks) = together(parts, chunks);
        assert_eq!(
            chunks.into_values().collect::<Vec<_>>(),
            [
                names(&["a", "a-c", TOGETHER]),
                names(&[TOGETHER]),
                names(&["d"])
            ]
        );
        assert_eq!(parts.keys().collect::<Vec<_>>(), ["a", "a-c", TOGETHER]);
        // Both parts are in it, whole.
        assert!(parts[TOGETHER].len() > 30 && parts[TOGETHER].starts_with(b"\0asm"));
    }
}
