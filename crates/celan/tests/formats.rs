//! Every command prints the JSON that docs/formats.md documents, key for key.
#![allow(clippy::unwrap_used)]

#[path = "../../../tests/formats.rs"]
mod formats;

use std::fs;
use std::path::Path;
use std::process::Command;

use formats::{Format, sections};
use serde_json::Value;

/// Where the page's examples find the fixture: a copy, since some commands write into it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The words of an example; single quotes hold one together.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for (n, part) in command.split('\'').enumerate() {
        let last = words.len() - 1;
        if n % 2 == 1 {
            words[last].push_str(part);
            continue;
        }
        let mut parts = part.split(' ');
        words[last].push_str(parts.next().unwrap());
        words.extend(parts.map(str::to_owned));
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Runs an example and reads what it prints.
fn run(example: &str, folder: &Path) -> Value {
    let words = words(example);
    assert_eq!(words[0], "celan", "{example}");
    let output = Command::new(env!("CARGO_BIN_EXE_celan"))
        .args(&words[1..])
        .current_dir(folder)
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!(
            "{example}: {error}\n{}",
            String::from_utf8_lossy(&output.stderr)
        )
    })
}

#[test]
fn every_command_prints_the_documented_keys() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixture");
    let mut formats = 0;
    for section in sections() {
        let Some(mut format) = Format::of(&section) else {
            continue;
        };
        if section.examples.is_empty() {
            // Not a command's: a test of the site holds it.
            continue;
        }
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("formats-{formats}"));
        let _ = fs::remove_dir_all(&folder);
        copy(&fixture, &folder.join("tests/fixture"));
        for example in &section.examples {
            format.observe(&run(example, &folder));
        }
        format.assert_complete();
        formats += 1;
    }
    assert!(formats >= 6, "docs/formats.md documents only {formats}");
}
