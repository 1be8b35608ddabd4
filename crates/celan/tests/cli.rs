//! The program from outside: what it prints is its public interface.
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

mod program;

use program::{celan, has_keys, json, listed, shows_every_document, text};

/// A small invented library.
const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixture");
const LIBRARY_ARGUMENTS: [&str; 2] = ["--library", FIXTURE];

/// The answer of a command over the fixture.
fn of_fixture(arguments: &[&str]) -> Value {
    json(&[arguments, &LIBRARY_ARGUMENTS].concat())
}

/// Fails with `code`, says why on standard error, and prints nothing else.
fn fails(arguments: &[&str], code: i32, says: &str) {
    let output = celan(arguments);
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {error}");
    assert!(
        error.contains(says) && !error.contains("panicked"),
        "{error}"
    );
    assert!(output.stdout.is_empty());
}

fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(dir.join("documents")).unwrap();
    for (file, text) in files {
        fs::write(dir.join(file), text).unwrap();
    }
    dir
}

#[test]
fn list_has_the_documents_in_their_order() {
    let answer = of_fixture(&["list"]);
    assert_eq!(answer["format"], "celan-list/1");
    let documents = answer["documents"].as_array().unwrap();
    let ids: Vec<&str> = documents
        .iter()
        .map(|d| d["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, listed(Path::new(FIXTURE)));
    for document in documents {
        has_keys(
            document,
            &[
                "id",
                "title",
                "notice",
                "number",
                "number_printed",
                "issuers",
                "level",
                "category",
                "date",
                "date_source",
                "characters",
                "witnesses",
            ],
        );
        assert!(document["characters"].as_u64().unwrap() > 0);
        for witness in document["witnesses"].as_array().unwrap() {
            let (first, last) = (witness["lines"][0].as_u64(), witness["lines"][1].as_u64());
            assert!(witness["file"].is_string() && first <= last && first > Some(0));
        }
    }
    assert_eq!(
        text(&["list", "--library", FIXTURE]).lines().count(),
        ids.len()
    );
}

#[test]
fn every_document_is_shown_in_every_form() {
    shows_every_document(Path::new(FIXTURE), &LIBRARY_ARGUMENTS);
}

#[test]
fn search_and_suggest_answer_in_json() {
    let id = &listed(Path::new(FIXTURE))[0];
    let shown = of_fixture(&["show", id]);
    let paragraph = shown["blocks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|b| b["type"] == "paragraph")
        .unwrap();
    let phrase: String = paragraph["text"]
        .as_str()
        .unwrap()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(2)
        .collect();
    let answer = of_fixture(&["search", &format!("\"{phrase}\""), "--limit", "0"]);
    assert_eq!(answer["format"], "celan-search/1");
    has_keys(
        &answer,
        &["query", "documents", "passages", "occurrences", "hits"],
    );
    has_keys(
        &answer["query"],
        &[
            "given",
            "terms",
            "phrases",
            "excluded",
            "filters",
            "corrections",
            "messages",
        ],
    );
    let hits = answer["hits"].as_array().unwrap();
    assert_eq!(hits.len() as u64, answer["passages"].as_u64().unwrap());
    for hit in hits {
        has_keys(
            hit,
            &[
                "document",
                "title",
                "anchor",
                "field",
                "path",
                "text",
                "snippet",
                "highlights",
                "occurrences",
                "score",
            ],
        );
    }
    assert_eq!(
        of_fixture(&["search", &phrase, "--limit", "1"])["hits"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert!(text(&["search", &phrase, "--library", FIXTURE]).contains('【'));
    let suggested = of_fixture(&["suggest", &phrase]);
    assert_eq!(suggested["format"], "celan-suggest/1");
    for suggestion in suggested["suggestions"].as_array().unwrap() {
        has_keys(
            suggestion,
            &["text", "kind", "documents", "occurrences", "via"],
        );
    }
}

#[test]
fn strange_queries_are_answered() {
    for query in [
        "",
        "   ",
        "。，",
        "\"",
        "-",
        "-x",
        &"科".repeat(10_000),
        "标题:",
        "\u{202e}",
    ] {
        assert_eq!(json(&["search", query])["format"], "celan-search/1");
        assert_eq!(json(&["suggest", query])["format"], "celan-suggest/1");
    }
}

#[test]
fn stats_add_up() {
    let stats = of_fixture(&["stats"]);
    assert_eq!(stats["format"], "celan-stats/1");
    let list = of_fixture(&["list"]);
    let characters: u64 = list["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["characters"].as_u64().unwrap())
        .sum();
    assert_eq!(stats["characters"], characters);
    assert_eq!(stats["documents"], listed(Path::new(FIXTURE)).len());
    let sections = stats["blob"]["sections"].as_array().unwrap();
    let bytes: u64 = sections.iter().map(|s| s["bytes"].as_u64().unwrap()).sum();
    assert_eq!(stats["blob"]["bytes"], bytes);
    assert!(stats["terms"].as_u64() > Some(0));
}

const LIBRARY: &str = "title = \"库\"\ndocuments = [\"one-text\"]\n";
const DOCUMENT: &str = "+++\nid = \"one-text\"\ntitle = \"某办法\"\nnumber = \"某发〔2018〕1号\"\n+++\n\n第一条 科技成果转化，见《某条例》。\n\n第二条 依照第一条。\n";

#[test]
fn a_folder_and_a_blob_give_the_same_answers() {
    let folder = folder(
        "other",
        &[
            ("library.toml", LIBRARY),
            ("documents/one-text.md", DOCUMENT),
        ],
    );
    let folder = folder.to_str().unwrap();
    let out = format!("{folder}/packed");
    text(&["pack", folder, "--out", &out]);
    let blob = format!("{out}/library.celan");
    for arguments in [
        vec!["list"],
        vec!["show", "one-text"],
        vec!["search", "成果"],
        vec!["suggest", "科"],
        vec!["stats"],
    ] {
        let from = |library: &str| json(&[&arguments[..], &["--library", library]].concat());
        assert_eq!(from(folder), from(&blob), "{arguments:?}");
    }
    let checked = json(&["check", folder]);
    assert_eq!(checked["format"], "celan-check/1");
    let document = &checked["documents"][0];
    assert_eq!(document["id"], "one-text");
    assert_eq!(document["blocks"]["paragraph"], 2);
    assert_eq!(
        document["missing"],
        serde_json::json!(["issuers", "date", "level", "category"])
    );
    assert_eq!(
        document["citations"],
        serde_json::json!({ "inside": 1, "outside": 1 })
    );
    assert_eq!(checked["diagnostics"], serde_json::json!([]));
}

/// A corpus as it was published, packed, and as it has become since: the folder of the packed library,
/// and the corpus folder.
fn published(name: &str) -> (PathBuf, PathBuf) {
    let corpus = folder(
        name,
        &[
            ("library.toml", LIBRARY),
            ("documents/one-text.md", DOCUMENT),
        ],
    );
    let out = corpus.join("published");
    text(&["pack", path(&corpus), "--out", path(&out)]);
    let corrected = DOCUMENT.replace("成果转化", "成果运用");
    fs::write(corpus.join("documents/one-text.md"), corrected).unwrap();
    (out, corpus)
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_published_library_and_what_has_changed_since_give_the_same_answers() {
    let (published, corpus) = published("changed");
    let base = published.join("library.celan");
    let before = fs::read(&base).unwrap();
    let since = ["--since", path(&base)];
    text(
        &[
            &["pack", path(&corpus), "--out", path(&published)],
            &since[..],
        ]
        .concat(),
    );
    assert!(fs::read(&base).unwrap() == before, "it stays as it was");
    let changes = published.join("changes.celan");
    let source = ["--library", path(&base), "--changes", path(&changes)];
    for arguments in [
        vec!["list"],
        vec!["show", "one-text"],
        vec!["search", "成果"],
        vec!["suggest", "科"],
        vec!["check"],
    ] {
        let whole = json(&[&arguments[..], &["--library", path(&corpus)]].concat());
        assert_eq!(json(&[&arguments[..], &source].concat()), whole);
    }
    let stats = json(&[&["stats"], &source[..]].concat());
    let sections = stats["blob"]["sections"].as_array().unwrap();
    let bytes: u64 = sections.iter().map(|s| s["bytes"].as_u64().unwrap()).sum();
    assert_eq!(stats["blob"]["bytes"], bytes);
    let size = |file: &Path| fs::metadata(file).unwrap().len();
    assert_eq!(bytes, size(&base) + size(&changes));
    assert_eq!(sections.last().unwrap()["name"], "changes");
    // And once more, over the same library: the former changes play no part.
    let corrected = fs::read_to_string(corpus.join("documents/one-text.md")).unwrap();
    let again = corrected.replace("第二条 依照", "第二条 按照");
    fs::write(corpus.join("documents/one-text.md"), again).unwrap();
    text(
        &[
            &["pack", path(&corpus), "--out", path(&published)],
            &since[..],
        ]
        .concat(),
    );
    let whole = json(&["show", "one-text", "--library", path(&corpus)]);
    assert_eq!(json(&[&["show", "one-text"], &source[..]].concat()), whole);
}

#[test]
fn a_published_library_read_alone_says_where_its_changes_are() {
    let (published, corpus) = published("alone");
    let base = published.join("library.celan");
    let show = ["show", "one-text", "--library", path(&base)];
    assert!(celan(&show).stderr.is_empty());
    let out = corpus.join("since");
    let pack = [
        "pack",
        path(&corpus),
        "--since",
        path(&base),
        "--out",
        path(&out),
    ];
    text(&pack);
    let name = "changes-0123456789ab.celan";
    fs::copy(out.join("changes.celan"), published.join(name)).unwrap();
    // Another library's changes, and what is none.
    let (other, other_corpus) = self::published("alone-other");
    fs::write(
        other_corpus.join("library.toml"),
        LIBRARY.replace("库", "书"),
    )
    .unwrap();
    let other_base = corpus.join("other.celan");
    text(&["pack", path(&other_corpus), "--out", path(&other)]);
    fs::copy(other.join("library.celan"), &other_base).unwrap();
    text(&[
        "pack",
        path(&corpus),
        "--since",
        path(&other_base),
        "--out",
        path(&out),
    ]);
    fs::copy(
        out.join("changes.celan"),
        published.join("changes-other.celan"),
    )
    .unwrap();
    fs::write(published.join("changes-none.celan"), "none").unwrap();
    let alone = celan(&show);
    assert!(alone.status.success());
    let said = String::from_utf8(alone.stderr).unwrap();
    let option = format!("--changes {}", published.join(name).display());
    assert!(said.contains(&option), "{said}");
    assert!(!said.contains("other") && !said.contains("none"), "{said}");
    let changes = published.join(name);
    let with = celan(&[&show[..], &["--changes", path(&changes)]].concat());
    assert!(with.status.success() && with.stderr.is_empty());
    assert_ne!(with.stdout, alone.stdout);
}

#[test]
fn changes_that_do_not_fit_are_refused_and_both_files_named() {
    let (published, corpus) = published("unfit");
    let base = published.join("library.celan");
    let out = corpus.join("since");
    let pack = ["pack", path(&corpus), "--out", path(&out)];
    let since = |base: &Path| [&pack[..], &["--since", path(base)]].concat().join("\n");
    let packs = |arguments: &str| celan(&arguments.split('\n').collect::<Vec<_>>());
    assert!(packs(&since(&base)).status.success());
    let changes = out.join("changes.celan");
    // The library of another corpus.
    let whole = corpus.join("whole");
    text(&["pack", path(&corpus), "--out", path(&whole)]);
    let new = whole.join("library.celan");
    for says in [path(&changes), path(&new), "give that one with `--library`"] {
        let source = ["--library", path(&new), "--changes", path(&changes)];
        fails(&[&["list"], &source[..]].concat(), 1, says);
    }
    fails(
        &["list", "--changes", path(&changes)],
        1,
        "the embedded library",
    );
    fails(&["list", "--changes", "nowhere.celan"], 1, "nowhere.celan");
    // What is no library cannot be started from, and what was published stays.
    let damaged = corpus.join("damaged.celan");
    let mut bytes = fs::read(&base).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&damaged, &bytes).unwrap();
    let provenance = published.join("provenance.celan");
    let text_file = corpus.join("library.toml");
    let nowhere = corpus.join("nowhere.celan");
    let before = fs::read(&changes).unwrap();
    for (file, says) in [
        (&damaged, "pinyin: damaged"),
        (
            &changes,
            "this blob holds changes of a library, a library was expected",
        ),
        (&provenance, "this blob holds provenance"),
        (&text_file, "not a Celan blob"),
        (&nowhere, "No such file"),
    ] {
        let arguments = since(file);
        let arguments: Vec<&str> = arguments.split('\n').collect();
        fails(&arguments, 1, says);
        fails(&arguments, 1, path(file));
        assert!(fs::read(&changes).unwrap() == before);
    }
    // Damage of either file is named where they are read together.
    let source = [
        "list",
        "--library",
        path(&damaged),
        "--changes",
        path(&changes),
    ];
    fails(&source, 1, "damaged.celan");
    fs::write(&damaged, &before[..before.len() - 1]).unwrap();
    let source = [
        "list",
        "--library",
        path(&base),
        "--changes",
        path(&damaged),
    ];
    fails(&source, 1, "damaged.celan: changes: cut short");
}

#[test]
fn wrong_input_and_wrong_use_have_their_codes() {
    fails(
        &["show", "no-such-document"],
        1,
        "no document `no-such-document`",
    );
    fails(&["list", "--library", "nowhere.celan"], 1, "nowhere.celan");
    fails(&["check", "nowhere"], 1, "nowhere");
    fails(&["lists"], 2, "lists");
    fails(&["show"], 2, "<ID>");
    fails(&["search", "x", "--limit", "many"], 2, "many");
    let broken = folder(
        "broken",
        &[
            ("library.toml", LIBRARY),
            ("documents/one-text.md", "no front matter\n"),
        ],
    );
    fails(
        &["list", "--library", broken.to_str().unwrap()],
        1,
        "the file has no front matter",
    );
    let checked = celan(&["check", broken.to_str().unwrap(), "--format", "json"]);
    assert_eq!(checked.status.code(), Some(1));
    let answer: Value = serde_json::from_slice(&checked.stdout).unwrap();
    let diagnostic = &answer["diagnostics"][0];
    assert_eq!(
        (diagnostic["severity"].as_str(), diagnostic["line"].as_u64()),
        (Some("error"), Some(1))
    );
    has_keys(diagnostic, &["file", "excerpt", "message", "help"]);
    let damaged = broken.join("damaged.celan");
    fs::write(&damaged, b"not a library at all").unwrap();
    fails(
        &["search", "x", "--library", damaged.to_str().unwrap()],
        1,
        "damaged.celan",
    );
}

#[test]
fn a_reader_that_stops_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_celan"))
        .args(["list", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut error = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut error)
        .unwrap();
    assert!(
        child.wait().unwrap().success() && error.is_empty(),
        "{error}"
    );
}

/// A folder of sources to import.
fn sources(name: &str) -> PathBuf {
    let entry = |file: &str, id: &str| {
        format!(
            "[[source]]\nfile = \"{file}\"\nkind = \"document\"\n[[source.document]]\nid = \"{id}\"\n"
        )
    };
    let dir = folder(name, &[]);
    fs::create_dir(dir.join("sources")).unwrap();
    for id in ["one-text", "two-text"] {
        let text = format!(
            "某市人民政府关于印发{id}办法的通知\n各部门：\n现将办法印发给你们。\n第一条 甲。\n"
        );
        fs::write(dir.join(format!("sources/{id}.txt")), text).unwrap();
    }
    let config = entry("one-text.txt", "one-text") + &entry("two-text.txt", "two-text");
    fs::write(dir.join("import.toml"), config).unwrap();
    let library = "title = \"库\"\ndocuments = [\"one-text\", \"two-text\"]\n";
    fs::write(dir.join("library.toml"), library).unwrap();
    dir
}

#[test]
fn an_import_says_what_it_did_and_leaves_what_was_changed() {
    let dir = sources("import-json");
    let answer = json(&["import", path(&dir)]);
    assert_eq!(answer["format"], "celan-import/1");
    assert_eq!(answer["documents"][0]["lines"][0]["as"], "title");
    assert!(text(&["check", path(&dir)]).contains("2 documents, 0 errors, 0 warnings"));
    let file = dir.join("documents/one-text.md");
    let mended = fs::read_to_string(&file).unwrap().replace("甲", "乙");
    fs::write(&file, &mended).unwrap();
    let left = celan(&["import", path(&dir)]);
    assert_eq!(left.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&left.stderr).contains("changed since it was imported"));
    assert_eq!(fs::read_to_string(&file).unwrap(), mended);
    let checked = celan(&["check", path(&dir)]);
    assert!(String::from_utf8_lossy(&checked.stderr).contains("changed by hand, or cut short"));
    text(&["import", path(&dir), "--overwrite", "one-text"]);
    assert!(fs::read_to_string(&file).unwrap().contains("甲"));
}

/// Kills an import at many moments: the documents of before or the new ones stand, or `check` says that
/// they are mixed, and the next import makes them new.
#[test]
fn an_import_that_is_killed_leaves_no_half_corpus() {
    let dir = sources("import-killed");
    let state = |name: &str| fs::read_to_string(dir.join(name)).unwrap_or_default();
    let files = [
        "documents/one-text.md",
        "documents/two-text.md",
        "repairs/one-text.applied.toml",
        "repairs/two-text.applied.toml",
    ];
    for round in 0..24u64 {
        text(&["import", path(&dir)]);
        let old = files.map(state);
        for id in ["one-text", "two-text"] {
            let file = dir.join(format!("sources/{id}.txt"));
            let source = fs::read_to_string(&file).unwrap();
            fs::write(&file, source.replace("第一条 ", &format!("第一条 {round}"))).unwrap();
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_celan"))
            .args(["import", path(&dir)])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_micros(round * 700));
        let _ = child.kill();
        child.wait().unwrap();
        let now = files.map(state);
        let checked = celan(&["check", path(&dir)]);
        let said = String::from_utf8_lossy(&checked.stderr).into_owned();
        text(&["import", path(&dir)]);
        let new = files.map(state);
        assert!(new != old && files.map(state) == new);
        assert!(
            now == old || now == new || said.contains("was interrupted"),
            "{round}: {said}"
        );
    }
}

#[test]
fn a_pack_onto_a_full_disk_leaves_the_former_files() {
    let (out, corpus) = published("full-disk");
    let names = ["library.celan", "provenance.celan"];
    let before = names.map(|name| fs::read(out.join(name)).unwrap());
    // No file may become larger than this: what a full disk is to a writer.
    let limited = Command::new("sh")
        .args(["-c", "ulimit -f 0; exec \"$0\" pack \"$1\" --out \"$2\""])
        .args([env!("CARGO_BIN_EXE_celan"), path(&corpus), path(&out)])
        .output()
        .unwrap();
    assert!(!limited.status.success());
    let after = names.map(|name| fs::read(out.join(name)).unwrap());
    assert!(before == after);
    text(&["pack", path(&corpus), "--out", path(&out)]);
    let entries = fs::read_dir(&out).unwrap().count();
    assert_eq!(entries, 2, "nothing is left over");
}

#[test]
fn no_text_commands_the_terminal() {
    let hostile = DOCUMENT.replace("成果转化", "成\u{1b}[31m果\u{202e}转化");
    let dir = folder(
        "terminal",
        &[
            ("library.toml", LIBRARY),
            ("documents/one-text.md", &hostile),
        ],
    );
    for arguments in [
        &["list"][..],
        &["show", "one-text"],
        &["search", "化"],
        &["check"],
    ] {
        let output = celan(&[arguments, &["--library", path(&dir)]].concat());
        for bytes in [output.stdout, output.stderr] {
            let text = String::from_utf8(bytes).unwrap();
            assert!(
                !text.contains(['\u{1b}', '\u{202e}']),
                "{arguments:?}: {text}"
            );
        }
    }
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_is_no_success_and_no_panic() {
    let full = || fs::File::options().write(true).open("/dev/full").unwrap();
    for arguments in [
        &["--help"][..],
        &["--version"],
        &["list"],
        &["list", "--format", "json"],
    ] {
        let status = Command::new(env!("CARGO_BIN_EXE_celan"))
            .args(arguments)
            .stdout(full())
            .output()
            .unwrap()
            .status;
        assert_eq!(status.code(), Some(1), "{arguments:?}");
    }
    for (arguments, code) in [
        (&["show", "nobody"][..], 1),
        (&["lists"], 2),
        (&["list", "--library", "nowhere"], 1),
        (&["check", "nowhere"], 1),
    ] {
        let status = Command::new(env!("CARGO_BIN_EXE_celan"))
            .args(arguments)
            .stderr(full())
            .output()
            .unwrap()
            .status;
        assert_eq!(status.code(), Some(code), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused_at_once() {
    let begin = std::time::Instant::now();
    fails(&["list", "--library", "/dev/zero"], 1, "no regular file");
    let (published, _) = published("odd-files");
    let base = published.join("library.celan");
    let pipe = |name: &str| {
        let made = Command::new("mkfifo").arg(published.join(name)).status();
        assert!(made.unwrap().success());
    };
    pipe("changes-1.celan");
    fs::File::create(published.join("changes-2.celan"))
        .and_then(|file| file.set_len(2 << 30))
        .unwrap();
    text(&["list", "--library", path(&base)]);
    pipe("pipe.celan");
    fails(
        &["list", "--library", path(&published.join("pipe.celan"))],
        1,
        "no regular file",
    );
    pipe("provenance.celan.new");
    fs::rename(
        published.join("provenance.celan.new"),
        published.join("provenance.celan"),
    )
    .unwrap();
    fails(&["list", "--library", path(&base)], 1, "no regular file");
    // In a corpus folder, whichever file it is.
    for file in ["library.toml", "measures/abc.toml", "documents/abc.md"] {
        let folder = folder(
            "odd-corpus",
            &[
                ("library.toml", "title = \"甲\"\ndocuments = [\"abc\"]\n"),
                (
                    "documents/abc.md",
                    "+++\nid = \"abc\"\ntitle = \"甲\"\n+++\n\n乙\n",
                ),
            ],
        );
        fs::create_dir(folder.join("measures")).unwrap();
        let _ = fs::remove_file(folder.join(file));
        let made = Command::new("mkfifo").arg(folder.join(file)).status();
        assert!(made.unwrap().success());
        let output = celan(&["check", path(&folder)]);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(
            output.status.code() == Some(1) && error.contains(file),
            "{error}"
        );
    }
    assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
}

#[test]
fn what_a_call_repeats_of_its_arguments_commands_no_terminal() {
    for argument in ["\u{202e}list", "\u{9b}31m", "--\u{2066}"] {
        let error = String::from_utf8(celan(&[argument]).stderr).unwrap();
        let commands = |c: char| c.is_control() && c != '\n' || "\u{202e}\u{2066}".contains(c);
        assert!(!error.is_empty() && !error.contains(commands), "{error:?}");
    }
}
