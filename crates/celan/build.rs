//! Packs the library that the program carries. CELAN_CORPUS names another corpus folder.

use celan_corpus::Severity;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    println!("cargo::rerun-if-env-changed=CELAN_CORPUS");
    match pack() {
        Ok(()) => ExitCode::SUCCESS,
        Err(messages) => {
            for message in messages {
                println!("cargo::error={message}");
            }
            ExitCode::FAILURE
        }
    }
}

fn pack() -> Result<(), Vec<String>> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(message)?;
    let corpus = env::var_os("CELAN_CORPUS")
        .map_or_else(|| Path::new(&root).join("../../corpus"), PathBuf::from);
    for part in [
        "library.toml",
        "thesaurus.toml",
        "queries.toml",
        "documents",
        "repairs",
        "measures",
    ] {
        println!("cargo::rerun-if-changed={}", corpus.join(part).display());
    }
    let read = celan_corpus::read(&corpus).map_err(message)?;
    if read.has_errors() {
        let errors = read
            .diagnostics
            .iter()
            .filter(|d| d.severity == Severity::Error);
        return Err(errors
            .map(|d| format!("{}/{d}", corpus.display()))
            .collect());
    }
    let (extracts, found) = celan_corpus::extracts(&read.library, Some(&corpus));
    if !found.is_empty() {
        let found = found.iter();
        return Err(found.map(|d| format!("{}/{d}", corpus.display())).collect());
    }
    let packed = celan_blob::pack_with(&read.library, &extracts).map_err(message)?;
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("library.celan"), packed.library).map_err(message)?;
    fs::write(out.join("provenance.celan"), packed.provenance).map_err(message)
}

fn message(error: impl std::fmt::Display) -> Vec<String> {
    vec![error.to_string()]
}
