//! An import as a whole: what is refused, what is written, and what is left alone.
#![allow(clippy::unwrap_used)]

use celan_corpus::Severity;
use celan_import::{Report, import, imported};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const LETTER: &str = "某市人民政府关于印发某办法的通知\n市政府各部门：\n现将某办法印发给你们。\n\
                      第一条 为了试验，制定本办法。\n第二条 本办法自发布之日起施行。\n某市人民政府\n2020年1月1日\n";

/// A corpus with these sources and this import.toml.
fn corpus(config: &str, sources: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("sources")).unwrap();
    fs::write(dir.path().join("import.toml"), config).unwrap();
    for (name, text) in sources {
        fs::write(dir.path().join("sources").join(name), text).unwrap();
    }
    dir
}

fn entry(file: &str, id: &str) -> String {
    format!(
        "[[source]]\nfile = \"{file}\"\nkind = \"document\"\n[[source.document]]\nid = \"{id}\"\n"
    )
}

fn errors(report: &Report) -> Vec<String> {
    let errors = report.diagnostics.iter();
    errors
        .filter(|d| d.severity == Severity::Error)
        .map(ToString::to_string)
        .collect()
}

fn ids(report: &Report) -> Vec<&str> {
    let documents = report.documents.iter();
    documents
        .map(|made| made.document.metadata.id.as_str())
        .collect()
}

fn text(report: &Report) -> String {
    let mut out = String::new();
    for made in &report.documents {
        made.document.walk(&mut |block| {
            if let celan_document::Content::Table(table) = &block.content {
                let rows = std::iter::once(&table.header).chain(&table.rows);
                rows.for_each(|row| out.push_str(&format!("{}\n", row.join("|"))));
            }
            out.extend(block.text().map(|text| format!("{}\n", text.plain)));
        });
    }
    out
}

fn read(dir: &Path, file: &str) -> String {
    fs::read_to_string(dir.join(file)).unwrap()
}

#[test]
fn ids_and_files_are_checked_before_anything_is_written() {
    for id in [
        "../../escaped",
        "",
        "A B",
        "x",
        ".",
        "README",
        "日本",
        "a\\nb",
        "a/b",
    ] {
        let dir = corpus(&entry("x.txt", id), &[("x.txt", LETTER)]);
        let report = import(dir.path(), &[]).unwrap();
        let found = errors(&report);
        assert!(found[0].starts_with("import.toml:5: "), "{id}: {found:?}");
        assert!(!dir.path().join("documents").exists(), "{id}");
    }
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("secret.txt"), LETTER).unwrap();
    for file in [
        "../secret.txt",
        "/etc/hostname",
        "",
        ".",
        "../sources/../secret.txt",
    ] {
        let inner = dir.path().join("corpus");
        fs::create_dir_all(inner.join("sources")).unwrap();
        fs::write(inner.join("import.toml"), entry(file, "abc")).unwrap();
        let report = import(&inner, &[]).unwrap();
        assert_eq!(errors(&report).len(), 1, "{file}");
        assert!(report.documents.is_empty(), "{file}");
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_are_neither_read_nor_written_through() {
    use std::os::unix::fs::symlink;
    let outer = tempfile::tempdir().unwrap();
    fs::write(outer.path().join("secret.txt"), LETTER).unwrap();
    let dir = corpus(&entry("x.txt", "abc"), &[]);
    symlink(
        outer.path().join("secret.txt"),
        dir.path().join("sources/x.txt"),
    )
    .unwrap();
    assert_eq!(errors(&import(dir.path(), &[]).unwrap()).len(), 1);
    let dir = corpus(&entry("x.txt", "abc"), &[("x.txt", LETTER)]);
    fs::create_dir(dir.path().join("documents")).unwrap();
    symlink(
        outer.path().join("secret.txt"),
        dir.path().join("documents/abc.md"),
    )
    .unwrap();
    assert_eq!(errors(&import(dir.path(), &[]).unwrap()).len(), 1);
    assert!(import(dir.path(), &["abc".to_owned()]).is_err());
    assert_eq!(read(outer.path(), "secret.txt"), LETTER);
}

#[test]
fn an_id_names_one_document() {
    let config = entry("x.txt", "abc") + &entry("y.txt", "abc") + &entry("z.txt", "def");
    let sources = [("x.txt", LETTER), ("y.txt", LETTER), ("z.txt", LETTER)];
    let dir = corpus(&config, &sources);
    let report = import(dir.path(), &[]).unwrap();
    assert_eq!(ids(&report), ["def"]);
    let found = errors(&report);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("import.toml:10: ") && found[0].contains("line 5"),
        "{found:?}"
    );
    assert!(!dir.path().join("documents/abc.md").exists());
}

#[test]
fn one_bad_source_does_not_stop_the_others() {
    let config = ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]
        .iter()
        .zip(["aaa", "bbb", "ccc", "ddd", "eee"])
        .map(|(file, id)| entry(file, id))
        .collect::<String>();
    let sources = [
        ("a.txt", ""),
        ("b.txt", LETTER),
        ("c.txt", "<html><p>甲</p></html>"),
        ("d.txt", "这是一个没有题目的文本，它很长。\n又一句。"),
    ];
    let dir = corpus(&config, &sources);
    fs::create_dir(dir.path().join("sources/e.txt")).unwrap();
    let report = import(dir.path(), &[]).unwrap();
    assert_eq!(ids(&report), ["bbb"]);
    let found = errors(&report);
    assert_eq!(found.len(), 4, "{found:?}");
    for (error, says) in found.iter().zip(["no text", "HTML", "no title", "regular"]) {
        assert!(error.contains(says), "{error}");
    }
}

#[test]
fn what_was_changed_by_hand_is_left_and_named() {
    let config = entry("x.txt", "abc") + &entry("y.txt", "def");
    let dir = corpus(&config, &[("x.txt", LETTER), ("y.txt", LETTER)]);
    assert!(!import(dir.path(), &[]).unwrap().has_errors());
    let made = read(dir.path(), "documents/abc.md");
    // Another source is taken; a change by hand is not lost to it.
    let mended = made.replace("为了试验", "为了实验");
    fs::write(dir.path().join("documents/abc.md"), &mended).unwrap();
    for name in ["x.txt", "y.txt"] {
        fs::write(
            dir.path().join("sources").join(name),
            LETTER.replace("制定", "订立"),
        )
        .unwrap();
    }
    let report = import(dir.path(), &[]).unwrap();
    assert_eq!(ids(&report), ["def"]);
    assert!(errors(&report)[0].starts_with("documents/abc.md: "));
    assert_eq!(read(dir.path(), "documents/abc.md"), mended);
    assert!(read(dir.path(), "documents/def.md").contains("订立本办法"));
    let report = import(dir.path(), &["abc".to_owned()]).unwrap();
    assert_eq!(ids(&report), ["abc", "def"]);
    assert!(read(dir.path(), "documents/abc.md").contains("为了试验，订立"));
    // A document that no import wrote is nobody's to overwrite.
    fs::remove_file(dir.path().join("repairs/abc.applied.toml")).unwrap();
    fs::write(dir.path().join("documents/abc.md"), "我的").unwrap();
    assert!(import(dir.path(), &[]).unwrap().has_errors());
    assert_eq!(read(dir.path(), "documents/abc.md"), "我的");
    let report = import(dir.path(), &["nobody".to_owned()]).unwrap();
    assert!(errors(&report).iter().any(|e| e.contains("`nobody`")));
}

#[test]
fn lines_that_stand_twice_stay_twice() {
    let twice = "某市人民政府关于印发某办法的通知\n市政府各部门：\n责任单位：科技厅。\n责任单位：科技厅。\n\n责任单位：科技厅。\n结束。\n";
    let rows = format!("某某办法\n{}", "科技厅财政厅\n".repeat(40));
    let config = entry("x.txt", "abc") + &entry("y.txt", "def") + "title = \"某某办法\"\n";
    let report = imported(corpus(&config, &[("x.txt", twice), ("y.txt", &rows)]).path());
    let text = text(&report);
    assert_eq!(text.matches("责任单位：科技厅。").count(), 3, "{text}");
    assert_eq!(text.matches("科技厅财政厅").count(), 40);
    // A page break may repeat the end of the line before it, and then it is said.
    let torn = "某某办法\n坚持创新是引领发展的第一动能。\n\n动能，突破关键技术，增强能力。\n";
    let report = imported(
        corpus(
            &(entry("x.txt", "abc") + "title = \"某某办法\"\n"),
            &[("x.txt", torn)],
        )
        .path(),
    );
    assert!(self::text(&report).contains("第一动能，突破"));
    assert!(
        report.diagnostics[0]
            .to_string()
            .starts_with("sources/x.txt:2: ")
    );
}

#[test]
fn every_witness_is_heard() {
    let witness =
        |file: &str| format!("[[source]]\nfile = \"{file}\"\nkind = \"witness\"\nof = \"abc\"\n");
    let config = entry("x.txt", "abc") + &witness("y.txt") + &witness("z.txt");
    let sources = [
        ("x.txt", LETTER.to_owned()),
        ("y.txt", LETTER.replace("试验", "实验")),
        ("z.txt", LETTER.replace("发布之日", "印发之日")),
    ];
    let sources = sources
        .each_ref()
        .map(|(name, text)| (*name, text.as_str()));
    let report = imported(corpus(&config, &sources).path());
    let mut variants = Vec::new();
    report.documents[0].document.walk(&mut |block| {
        let text = block.text().into_iter();
        variants.extend(text.flat_map(|t| t.variants.iter().map(|v| v.witness.clone())));
    });
    assert_eq!(variants, ["y.txt", "z.txt"]);
}

#[test]
fn what_each_line_was_taken_for_is_told() {
    let text = "某市人民政府关于印发某办法的通知\n市政府各部门：\n现将某办法印\n- 1 -\n发给你们。\n项目\t金额\n甲类\t5万元\n";
    let report = imported(corpus(&entry("x.txt", "abc"), &[("x.txt", text)]).path());
    let lines = &report.documents[0].lines;
    let want = [
        "title",
        "addressee",
        "paragraph",
        "page number",
        "paragraph",
        "table",
        "table",
    ];
    let want: Vec<(u32, &str)> = (1..).zip(want).collect();
    assert_eq!(*lines, want);
}

#[test]
fn a_million_characters_take_no_more_than_their_share() {
    let begin = std::time::Instant::now();
    let lines: String = (0..20_000)
        .map(|n| format!("这一行是第{n}行没有句号,\n"))
        .collect();
    let cells = format!("|{}\n|{}\n", "甲|".repeat(20_000), "乙|".repeat(20_000));
    let tall = "某某办法\n".to_owned() + &"(甲,乙)".repeat(40_000);
    let config = entry("a.txt", "aaa")
        + &entry("b.txt", "bbb")
        + &entry("c.txt", "ccc")
        + "title = \"某某办法\"\n"
        + "[[source]]\nfile = \"w.txt\"\nkind = \"witness\"\nof = \"aaa\"\n";
    let report = imported(
        corpus(
            &config,
            &[
                ("a.txt", &format!("某某办法\n{lines}")),
                ("b.txt", &format!("某某办法\n{cells}")),
                ("c.txt", &tall),
                (
                    "w.txt",
                    &format!("某某办法\n{}", lines.replace("没有", "沒了")),
                ),
            ],
        )
        .path(),
    );
    assert_eq!(report.documents.len(), 3, "{:?}", report.diagnostics);
    // Quadratic steps took minutes; the limit is wide, for busy machines.
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}
