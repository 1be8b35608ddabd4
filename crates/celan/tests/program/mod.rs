//! Running the program, and what its answers have in common.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

pub(crate) fn celan(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_celan"));
    // No corpus folder lies where the program runs.
    command
        .args(arguments)
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .output()
        .unwrap()
}

pub(crate) fn text(arguments: &[&str]) -> String {
    let output = celan(arguments);
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

pub(crate) fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&text(&[arguments, &["--format", "json"]].concat())).unwrap()
}

pub(crate) fn keys(value: &Value) -> BTreeSet<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

pub(crate) fn has_keys(value: &Value, wanted: &[&str]) {
    let keys = keys(value);
    for key in wanted {
        assert!(keys.contains(key), "{key} in {keys:?}");
    }
}

/// The ids that library.toml lists, read without the program.
pub(crate) fn listed(corpus: &Path) -> Vec<String> {
    let toml = fs::read_to_string(corpus.join("library.toml")).unwrap();
    let list = toml
        .split("documents = [")
        .nth(1)
        .unwrap()
        .split(']')
        .next()
        .unwrap();
    list.split(',')
        .map(|id| id.trim().trim_matches('"').to_owned())
        .filter(|id| !id.is_empty())
        .collect()
}

/// Every document of a corpus folder is shown in every form; `source` are the arguments that name it.
pub(crate) fn shows_every_document(corpus: &Path, source: &[&str]) {
    for id in listed(corpus) {
        let json = |arguments: &[&str]| json(&[arguments, source].concat());
        let text = |arguments: &[&str]| text(&[arguments, source].concat());
        let file = fs::read_to_string(corpus.join(format!("documents/{id}.md"))).unwrap();
        assert!(
            text(&["show", &id, "--format", "md"]) == file,
            "{id} as Markdown"
        );
        let answer = json(&["show", &id]);
        assert_eq!(
            (answer["format"].as_str(), answer["id"].as_str()),
            (Some("celan-document/1"), Some(id.as_str()))
        );
        let mut lines = Vec::new();
        let mut anchors = BTreeSet::new();
        let blocks = answer["blocks"].as_array().unwrap();
        blocks
            .iter()
            .for_each(|block| check_block(block, &mut lines, &mut anchors));
        assert_eq!(
            text(&["show", &id]).lines().collect::<Vec<_>>(),
            lines,
            "{id} as text"
        );
        let html = text(&["show", &id, "--format", "html"]);
        assert!(
            html.starts_with("<article")
                && anchors
                    .iter()
                    .all(|a| html.contains(&format!("id=\"{a}\""))
                        || html.contains(&format!("id={a}"))),
            "{id} as HTML"
        );
    }
}

/// Checks a block's keys by its type and gathers its lines of text and its anchor.
fn check_block(block: &Value, lines: &mut Vec<String>, anchors: &mut BTreeSet<String>) {
    has_keys(block, &["type", "anchor", "lines", "part"]);
    assert!(
        anchors.insert(block["anchor"].as_str().unwrap().to_owned()),
        "{block}"
    );
    assert!(["notice", "body", "annex"].contains(&block["part"].as_str().unwrap()));
    let string = |value: &Value| value.as_str().unwrap().to_owned();
    if block["type"] == "table" {
        has_keys(block, &["caption", "header", "rows", "notes"]);
        lines.extend(block["caption"].as_str().map(str::to_owned));
        let rows = std::iter::once(&block["header"]).chain(block["rows"].as_array().unwrap());
        for row in rows
            .map(|row| row.as_array().unwrap())
            .filter(|row| !row.is_empty())
        {
            lines.push(row.iter().map(string).collect::<Vec<_>>().join("\t"));
        }
        lines.extend(block["notes"].as_array().unwrap().iter().map(string));
        return;
    }
    has_keys(
        block,
        &["text", "citations", "repairs", "variants", "doubts"],
    );
    let text = string(&block["text"]);
    let length = text.chars().count() as u64;
    lines.push(text);
    for mark in ["citations", "repairs", "variants", "doubts"]
        .iter()
        .flat_map(|key| block[key].as_array().unwrap())
    {
        assert!(
            mark["start"].as_u64() <= mark["end"].as_u64()
                && mark["end"].as_u64().unwrap() <= length,
            "{block}"
        );
    }
    match block["type"].as_str().unwrap() {
        "heading" => has_keys(block, &["level", "kind", "number", "label", "title"]),
        "paragraph" => {
            has_keys(block, &["run_in", "lead"]);
            if !block["run_in"].is_null() {
                has_keys(
                    &block["run_in"],
                    &["level", "kind", "number", "label", "title", "end"],
                );
            }
        }
        "item" => has_keys(block, &["marker", "number"]),
        "box" => {
            has_keys(block, &["number", "label", "title", "blocks"]);
            block["blocks"]
                .as_array()
                .unwrap()
                .iter()
                .for_each(|inner| check_block(inner, lines, anchors));
        }
        other => assert!(
            [
                "title",
                "addressee",
                "signature",
                "date",
                "remark",
                "copies"
            ]
            .contains(&other),
            "{other}"
        ),
    }
}
