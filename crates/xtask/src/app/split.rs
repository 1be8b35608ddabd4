//! The module cut into what every visit runs and the chunks that come when they are asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, anyhow};
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
