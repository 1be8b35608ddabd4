//! The documents held against an independent reading of their sources (tests/library/truth/), made without
//! sight of the importer or of what it wrote: metadata, outline, boxes, tables, where paragraphs
//! are one and where they are two, marks of width, repairs and doubtful places.
mod reading;
mod truth;

use celan_document::{Metadata, Text, char_slice};
use reading::{Found, Reading, plain};
use std::fmt::Write as _;
use std::path::Path;
use truth::{Entry, Mended, Named, Truth};

fn metadata(truth: &Named, got: &Metadata, out: &mut String) {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let date_source = got
        .date_source
        .map(|d| format!("{d:?}").to_lowercase())
        .unwrap_or_default();
    let date = got.date.as_ref().map(ToString::to_string);
    let trim = |t: &str| {
        plain(t)
            .trim_matches(|c| matches!(c, '（' | '）' | '：'))
            .to_owned()
    };
    let fields = [
        ("title", &truth.title, got.title.clone()),
        ("notice", &truth.notice, text(&got.notice)),
        ("number", &truth.number, text(&got.number)),
        ("date", &truth.date, date.unwrap_or_default()),
        ("date_source", &truth.date_source, date_source),
        ("level", &truth.level, text(&got.level)),
        ("addressees", &truth.addressees, text(&got.addressees)),
        ("remark", &truth.remark, text(&got.remark)),
        ("issuers", &truth.issuers.join("|"), got.issuers.join("|")),
        ("copies", &truth.copies.join("|"), got.copies.join("|")),
    ];
    for (name, want, have) in fields {
        if trim(want) != trim(&have) && !truth.either.iter().any(|e| e == name) {
            writeln!(out, "  {name}: read `{want}`, document has `{have}`").unwrap();
        }
    }
}

/// Walks both outlines line by line. A heading that one reading has and the other lacks is named.
fn outline(truth: &Truth, got: &Reading, out: &mut String) {
    let read = |l: u32| l <= truth.complete_through_line;
    let disputed = |f: &Found| truth.headings.iter().any(|e| e.line == f.line && e.either);
    let mut found = got.headings.iter().filter(|f| read(f.line)).peekable();
    for entry in &truth.headings {
        while let Some(f) = found.next_if(|f| f.line < entry.line) {
            extra(truth, f, out);
        }
        let Some(f) = found.next_if(|f| f.line == entry.line) else {
            if !entry.either {
                let Entry {
                    line, kind, title, ..
                } = entry;
                writeln!(out, "  line {line}: no heading {kind} `{title}`").unwrap();
            }
            continue;
        };
        let title = plain(&entry.title);
        let also = entry.title_also.as_deref().map(plain);
        let mut differ = Vec::new();
        if f.kind != entry.kind || f.number != entry.number {
            differ.push(format!(
                "{} {:?}, read {} {:?}",
                f.kind, f.number, entry.kind, entry.number
            ));
        }
        if f.title != title && also.as_ref() != Some(&f.title) {
            differ.push(format!("title `{}`, read `{title}`", f.title));
        }
        if f.run_in != entry.run_in {
            differ.push(format!("run_in {}", f.run_in));
        }
        if f.level != entry.level {
            differ.push(format!("level {}, read {}", f.level, entry.level));
        }
        if f.boxed != entry.boxed {
            differ.push(format!("in box {:?}, read {:?}", f.boxed, entry.boxed));
        }
        if !differ.is_empty() && !disputed(f) {
            writeln!(out, "  line {}: {}", f.line, differ.join("; ")).unwrap();
        }
    }
    for f in found {
        extra(truth, f, out);
    }
}

fn items(truth: &Truth, got: &Reading, out: &mut String) {
    for line in &truth.items {
        if !got.items.contains(line) {
            writeln!(out, "  line {line}: no item").unwrap();
        }
    }
    let disputed = |l| truth.headings.iter().any(|e| e.line == l && e.either);
    for &line in &got.items {
        let read = truth.items.contains(&line) || truth.items_either.contains(&line);
        if !read && !disputed(line) {
            writeln!(out, "  line {line}: an item that was not read").unwrap();
        }
    }
}

fn extra(truth: &Truth, f: &Found, out: &mut String) {
    let Found {
        line, kind, title, ..
    } = f;
    if !truth.items_either.contains(line) {
        writeln!(
            out,
            "  line {line}: heading {kind} `{title}` that was not read"
        )
        .unwrap();
    }
}

fn boxes(truth: &Truth, got: &Reading, out: &mut String) {
    for b in &truth.boxes {
        let Some((_, title, first, last)) = got.boxes.iter().find(|g| g.0 == Some(b.number)) else {
            writeln!(out, "  line {}: no box {}", b.lines[0], b.number).unwrap();
            continue;
        };
        if *title != plain(&b.title) {
            writeln!(
                out,
                "  box {}: title `{title}`, read `{}`",
                b.number, b.title
            )
            .unwrap();
        }
        if [*first, *last] != b.lines {
            let [f, l] = b.lines;
            let n = b.number;
            writeln!(out, "  box {n}: lines {first} to {last}, read {f} to {l}").unwrap();
        }
    }
    if got.boxes.len() != truth.boxes.len() {
        let (have, want) = (got.boxes.len(), truth.boxes.len());
        writeln!(out, "  {have} boxes, read {want}").unwrap();
    }
}

fn tables(truth: &Truth, got: &Reading, out: &mut String) {
    if got.tables.len() != truth.tables.len() {
        let (have, want) = (got.tables.len(), truth.tables.len());
        writeln!(out, "  {have} tables, read {want}").unwrap();
    }
    for (want, (have, first, last)) in truth.tables.iter().zip(&got.tables) {
        let list = |cells: &[String]| cells.iter().map(|c| plain(c)).collect::<Vec<_>>();
        let mut differ = |what: &str, read: String, has: String| {
            if read != has {
                writeln!(out, "  table: {what} `{has}`, read `{read}`").unwrap();
            }
        };
        let caption = have.caption.clone().unwrap_or_default();
        // A table that is all its box holds may leave its caption to the title of the box.
        if !(caption.is_empty() && got.boxes.iter().any(|b| b.1 == plain(&want.caption))) {
            differ("caption", plain(&want.caption), plain(&caption));
        }
        differ(
            "header",
            list(&want.header).join("|"),
            list(&have.header).join("|"),
        );
        differ("rows", want.rows.to_string(), have.rows.len().to_string());
        differ(
            "notes",
            list(&want.notes).join("|"),
            list(&have.notes).join("|"),
        );
        if *first > want.lines[1] || *last < want.lines[0] {
            differ(
                "lines",
                format!("{:?}", want.lines),
                format!("{first}, {last}"),
            );
        }
        for cell in &want.cells {
            if !have.rows.iter().flatten().any(|c| plain(c) == plain(cell)) {
                differ("cell", cell.clone(), "none".into());
            }
        }
    }
}

fn seams(truth: &Truth, got: &Reading, out: &mut String) {
    for (a, b, end, start) in &truth.joins {
        if !got.has(&(plain(end) + &plain(start))) {
            writeln!(out, "  lines {a} and {b} are one paragraph: {end}|{start}").unwrap();
        }
    }
    for (a, b, end, start) in &truth.breaks {
        if got.has(&(plain(end) + &plain(start))) {
            writeln!(out, "  lines {a} and {b} are two paragraphs: {end}|{start}").unwrap();
        }
    }
}

fn places(truth: &Truth, got: &Reading, out: &mut String) {
    let squeeze = |t: &str| t.split_whitespace().collect::<String>();
    let printed: Vec<String> = got.raw.iter().map(|t| squeeze(&t.plain)).collect();
    for (line, words) in &truth.width {
        if !printed.iter().any(|t| t.contains(words.as_str())) {
            writeln!(out, "  line {line}: should stand as `{words}`").unwrap();
        }
    }
    for r in &truth.repairs {
        if !printed.iter().any(|t| t.contains(&squeeze(&r.now))) {
            let Mended {
                line,
                was,
                now,
                why,
            } = r;
            writeln!(out, "  line {line}: `{was}` should be `{now}` ({why})").unwrap();
        }
    }
    for d in &truth.doubts {
        let marked = |t: &Text| {
            t.doubts
                .iter()
                .any(|m| char_slice(&t.plain, m.span) == d.text)
        };
        if !got.raw.iter().any(marked) {
            writeln!(
                out,
                "  line {}: `{}` is not marked doubtful",
                d.line, d.text
            )
            .unwrap();
        }
    }
}

#[test]
fn documents_are_as_an_independent_reader_finds_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let corpus = celan_corpus::read(&root.join("corpus")).unwrap();
    let mut report = String::new();
    let mut read = 0;
    for document in &corpus.library.documents {
        let id = &document.metadata.id;
        let file = root.join("tests/library/truth").join(format!("{id}.toml"));
        let truth: Truth = toml::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        assert_eq!(truth.id, *id);
        read += 1;
        let got = Reading::of(document);
        let mut out = String::new();
        metadata(&truth.metadata, &document.metadata, &mut out);
        outline(&truth, &got, &mut out);
        items(&truth, &got, &mut out);
        boxes(&truth, &got, &mut out);
        tables(&truth, &got, &mut out);
        seams(&truth, &got, &mut out);
        places(&truth, &got, &mut out);
        if !out.is_empty() {
            writeln!(report, "{id}: {} differences\n{out}", out.lines().count()).unwrap();
        }
    }
    let files = std::fs::read_dir(root.join("tests/library/truth"))
        .unwrap()
        .count();
    assert_eq!(read, files, "a document for every reading");
    assert!(report.is_empty(), "\n{report}");
}
