//! Nothing lost, nothing invented: every document, with its recorded changes undone, is its source.
//!
//! The sources are read here anew, without the importer: their characters other than white space,
//! in the lines that a document names, must be those of the document once each recorded change is
//! put back at its place, and what the record says was removed whole is left out.
use celan_corpus::change_log::{Change, ChangeLog};
use celan_document::{Block, Content, Document};
use std::collections::BTreeMap;
use std::fs;

use super::corpus_folder;

/// A document of the corpus, with its change log.
struct Case {
    id: String,
    document: Document,
    changes: Vec<Change>,
}

fn cases() -> Vec<Case> {
    let mut out = Vec::new();
    for entry in fs::read_dir(corpus_folder().join("documents")).unwrap() {
        let path = entry.unwrap().path();
        let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let (document, _) = celan_corpus::markdown::parse(&id, &text).unwrap();
        if document.metadata.witnesses.is_empty() {
            continue;
        }
        let record = corpus_folder().join(format!("repairs/{id}.applied.toml"));
        let applied: ChangeLog =
            celan_corpus::change_log::read(&id, &fs::read_to_string(record).unwrap()).unwrap();
        let changes = applied.changes().cloned().collect();
        out.push(Case {
            id,
            document,
            changes,
        });
    }
    assert!(!out.is_empty());
    out.sort_by(|a, b| a.id.cmp(&b.id));
    out
}

/// A place that holds text: the anchor of a block, and in a table the cell.
type Spot = (String, Option<(u32, u32)>);

/// Every text of a document in reading order.
fn texts(document: &Document) -> Vec<(Spot, String)> {
    let mut out = Vec::new();
    document.walk(&mut |block: &Block| match (&block.content, block.text()) {
        (Content::Table(table), _) => {
            let mut add =
                |cell, text: &String| out.push(((block.anchor.clone(), cell), text.clone()));
            if let Some(text) = &table.caption {
                add(None, text);
            }
            for (row, cells) in std::iter::once(&table.header)
                .chain(&table.rows)
                .enumerate()
            {
                for (column, text) in cells.iter().enumerate() {
                    add(Some((row as u32, column as u32)), text);
                }
            }
            for text in &table.notes {
                add(None, text);
            }
        }
        (_, Some(text)) => out.push(((block.anchor.clone(), None), text.plain.clone())),
        _ => {}
    });
    out
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The document's characters with every placed change undone.
fn undone(case: &Case) -> Result<String, String> {
    let mut out = String::new();
    for ((anchor, cell), text) in texts(&case.document) {
        let mut chars: Vec<char> = text.chars().collect();
        let mut here: Vec<&Change> = case
            .changes
            .iter()
            .filter(|c| {
                c.place
                    .as_ref()
                    .is_some_and(|p| p.anchor == anchor && p.cell == cell)
            })
            .collect();
        // Several removals at one place stand in the order of the source: undo the last first.
        here.reverse();
        here.sort_by_key(|c| {
            let (start, end) = c.place.as_ref().unwrap().at;
            std::cmp::Reverse((start, end))
        });
        for change in here {
            let (start, end) = change.place.as_ref().unwrap().at;
            let (start, end) = (start as usize, end as usize);
            let stands: Option<String> = chars.get(start..end).map(|c| c.iter().collect());
            if stands.as_deref() != Some(&change.now) {
                return Err(format!(
                    "{anchor}: `{}` does not stand at {start}",
                    change.now
                ));
            }
            chars.splice(start..end, change.was.chars());
        }
        out.extend(chars);
    }
    Ok(visible(&out))
}

/// The source's characters without what the record says was removed whole.
fn source(case: &Case) -> Result<String, String> {
    let witness = &case.document.metadata.witnesses[0];
    let text = fs::read_to_string(corpus_folder().join("sources").join(&witness.file)).unwrap();
    let mut removed: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for change in case.changes.iter().filter(|c| c.place.is_none()) {
        if !change.now.is_empty() {
            return Err(format!("`{}` stands nowhere", change.now));
        }
        removed
            .entry(change.line.unwrap_or(0))
            .or_default()
            .push(&change.was);
    }
    let mut out = String::new();
    for (index, line) in text.lines().enumerate() {
        let number = index as u32 + 1;
        if number < witness.lines.first || number > witness.lines.last {
            continue;
        }
        let mut line = visible(line);
        for was in removed.remove(&number).unwrap_or_default() {
            let Some(at) = line.find(&visible(was)) else {
                return Err(format!("line {number}: `{was}` does not stand there"));
            };
            line.replace_range(at..at + visible(was).len(), "");
        }
        out.push_str(&line);
    }
    match removed.keys().next() {
        None => Ok(out),
        Some(line) => Err(format!("line {line} is not of this document")),
    }
}

/// Compares both, and names the first difference.
fn compare(case: &Case) -> Result<(), String> {
    let (document, source) = (undone(case)?, source(case)?);
    if document == source {
        return Ok(());
    }
    let same = document
        .chars()
        .zip(source.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let around = |text: &str| {
        text.chars()
            .skip(same.saturating_sub(12))
            .take(30)
            .collect::<String>()
    };
    Err(format!(
        "{}: document …{}… source …{}…",
        case.id,
        around(&document),
        around(&source)
    ))
}

#[test]
fn every_document_is_its_source_with_its_changes() {
    let wrong: Vec<String> = cases().iter().filter_map(|c| compare(c).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_character_removed_added_or_changed_is_found() {
    for mut case in cases() {
        let count = case.document.blocks.len();
        for at in [0, count / 3, count / 2, count - 1] {
            let whole = case.document.blocks[at].clone();
            let Some(text) = case.document.blocks[at].text_mut() else {
                continue;
            };
            let chars: Vec<char> = text.plain.chars().collect();
            let visible = |at: &usize| !chars[*at].is_whitespace();
            let middle = (chars.len() / 2..chars.len()).find(visible).unwrap();
            let (head, tail) = (&chars[..middle], &chars[middle + 1..]);
            let damaged: [Vec<char>; 3] = [
                [head, tail].concat(),
                [head, &['某'], &chars[middle..]].concat(),
                [head, &['某'], tail].concat(),
            ];
            for chars in damaged {
                let Some(text) = case.document.blocks[at].text_mut() else {
                    continue;
                };
                text.plain = chars.into_iter().collect();
                let moved = compare(&case);
                assert!(moved.is_err(), "{}: block {at}", case.id);
            }
            case.document.blocks[at] = whole;
        }
        assert_eq!(compare(&case), Ok(()));
    }
}

/// Documents of one source neither overlap nor leave lines out: what no document holds is the table
/// of contents before the first.
#[test]
fn the_lines_of_a_source_belong_to_its_documents() {
    let mut by_file: BTreeMap<String, Vec<(u32, u32)>> = BTreeMap::new();
    for case in cases() {
        let witness = &case.document.metadata.witnesses[0];
        let lines = (witness.lines.first, witness.lines.last);
        by_file.entry(witness.file.clone()).or_default().push(lines);
    }
    for (file, mut ranges) in by_file {
        ranges.sort_unstable();
        let text = fs::read_to_string(corpus_folder().join("sources").join(&file)).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let blank = |from: u32, to: u32| {
            let between = &lines[from as usize..to as usize];
            between.iter().all(|l| l.trim().is_empty())
        };
        for pair in ranges.windows(2) {
            assert!(pair[0].1 < pair[1].0, "{file}: {pair:?}");
            assert!(blank(pair[0].1, pair[1].0 - 1), "{file}: {pair:?}");
        }
        let last = ranges.last().unwrap().1;
        assert!(blank(last, lines.len() as u32), "{file}: after {last}");
        if ranges.len() == 1 {
            assert!(blank(0, ranges[0].0 - 1), "{file}: before {}", ranges[0].0);
        }
    }
}

fn imported() -> Vec<celan_import::Imported> {
    let report = celan_import::imported(&corpus_folder());
    assert!(!report.has_errors(), "{:?}", report.diagnostics);
    report.documents
}

#[test]
fn importing_again_gives_the_same_bytes() {
    for made in imported() {
        let id = &made.document.metadata.id;
        let read = |path: String| fs::read_to_string(corpus_folder().join(path)).unwrap();
        let remedy = "run `celan import` and commit what it writes";
        assert!(
            made.markdown == read(format!("documents/{id}.md")),
            "{id}: {remedy}"
        );
        assert!(
            made.change_log == read(format!("repairs/{id}.applied.toml")),
            "{id}: {remedy}"
        );
    }
}

/// Removes from the blocks what is in the change log and not in the canonical file.
fn unmarked(blocks: &mut [Block]) {
    for block in blocks {
        if let Some(text) = block.text_mut() {
            *text = celan_document::Text::plain(std::mem::take(&mut text.plain));
        }
        if let Content::Box(b) = &mut block.content {
            unmarked(&mut b.blocks);
        }
    }
}

#[test]
fn a_canonical_file_reads_back_as_it_was_made() {
    for mut made in imported() {
        let id = made.document.metadata.id.clone();
        let (mut read, found) = celan_corpus::markdown::parse(&id, &made.markdown).unwrap();
        assert!(found.is_empty(), "{id}: {found:?}");
        unmarked(&mut made.document.blocks);
        unmarked(&mut read.blocks);
        for (made, read) in made.document.blocks.iter().zip(&read.blocks) {
            assert_eq!(made, read, "{id}");
        }
        assert_eq!(made.document.blocks.len(), read.blocks.len(), "{id}");
        read.metadata.validities.clear();
        assert_eq!(made.document.metadata, read.metadata, "{id}");
    }
}
