//! Packs the corpus: `library.celan` and `provenance.celan` in the build's folder, and beside them
//! `kiosk.json`, how the library behaves on a public screen, and `keep.json`, whether nothing of a reader is
//! kept. CELAN_CORPUS names
//! another corpus folder. Where CELAN_SINCE names a former `library.celan`, `changes.celan` is what has
//! changed since.

use celan_corpus::{Corpus, Severity};
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    println!("cargo::rerun-if-env-changed=CELAN_CORPUS");
    let folder = env::var("CELAN_CORPUS").unwrap_or_else(|_| "corpus".to_owned());
    println!("cargo::rerun-if-changed={folder}");
    match pack(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(messages) => {
            for message in messages {
                println!("cargo::error={message}");
            }
            ExitCode::FAILURE
        }
    }
}

fn pack(folder: &str) -> Result<(), Vec<String>> {
    let corpus = celan_corpus::read(Path::new(folder)).map_err(message)?;
    let errors = errors(folder, &corpus);
    if !errors.is_empty() {
        return Err(errors);
    }
    let (extracts, found) = celan_corpus::extracts(&corpus.library, Some(Path::new(folder)));
    if !found.is_empty() {
        return Err(found.iter().map(|d| format!("{folder}/{d}")).collect());
    }
    let packed = celan_blob::pack_with(&corpus.library, &extracts).map_err(message)?;
    let changes = changes(&packed.library)?;
    let out = env::var("OUT_DIR").map_err(message)?;
    for (name, bytes) in [
        ("library.celan", packed.library),
        ("provenance.celan", packed.provenance),
        ("changes.celan", changes),
        (
            "kiosk.json",
            serde_json::to_vec(&corpus.kiosk).map_err(message)?,
        ),
        (
            "keep.json",
            serde_json::to_vec(&serde_json::json!({ "nothing": corpus.keeps_nothing }))
                .map_err(message)?,
        ),
    ] {
        fs::write(Path::new(&out).join(name), bytes).map_err(message)?;
    }
    Ok(())
}

/// What has changed since a former library; nothing where none is named.
fn changes(library: &[u8]) -> Result<Vec<u8>, Vec<String>> {
    println!("cargo::rerun-if-env-changed=CELAN_SINCE");
    let Ok(base) = env::var("CELAN_SINCE") else {
        return Ok(Vec::new());
    };
    println!("cargo::rerun-if-changed={base}");
    let bytes = fs::read(&base).map_err(message)?;
    celan_blob::delta(&bytes, library).map_err(|error| {
        message(format!(
            "{base}: {error}; publish the library whole, without CELAN_SINCE"
        ))
    })
}

/// What keeps the corpus from being read, each with file, line and remedy.
fn errors(folder: &str, corpus: &Corpus) -> Vec<String> {
    let errors = corpus.diagnostics.iter();
    errors
        .filter(|d| d.severity == Severity::Error)
        .map(|d| format!("{folder}/{d}"))
        .collect()
}

fn message(error: impl std::fmt::Display) -> Vec<String> {
    vec![error.to_string()]
}
