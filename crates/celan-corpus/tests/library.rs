//! The library that this repository ships: its files, its anchors, its citations and its terms.
#![allow(clippy::unwrap_used)]

use celan_corpus::{Severity, markdown};
use celan_document::{
    Block, CitationKind, Content, Document, Library, Span, Text, ValidityKind, char_slice,
};
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus")
}

fn library() -> Library {
    let corpus = celan_corpus::read(&folder()).unwrap();
    let errors: Vec<_> = corpus
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    corpus.library
}

#[test]
fn every_file_is_written_again_as_it_is() {
    let mut files: Vec<_> = fs::read_dir(folder().join("documents"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let (document, _) = markdown::parse(&file.to_string_lossy(), &text).unwrap();
        assert!(markdown::write(&document) == text, "{}", file.display());
    }
}

fn anchors(document: &Document) -> Vec<(String, String)> {
    let mut out = Vec::new();
    document.walk(&mut |block| {
        let text = block.text().map_or(String::new(), |t| t.plain.clone());
        out.push((block.anchor.clone(), text));
    });
    out
}

#[test]
fn a_pinned_paragraph_moves_no_anchor() {
    for document in library().documents {
        let before = anchors(&document);
        let written = markdown::write(&document);
        // Between any two blocks, one that names itself.
        for (n, (at, _)) in written.match_indices("\n\n<!-- ").enumerate().step_by(7) {
            let mut changed = written.clone();
            changed.insert_str(at + 1, &format!("\n<!-- #added-{n} -->\n新增一段。\n"));
            let (changed, _) = markdown::parse("x.md", &changed).unwrap();
            let mut after = anchors(&changed);
            after.retain(|(_, text)| text != "新增一段。");
            assert_eq!(after, before, "{}", document.metadata.id);
        }
    }
}

fn each_text(library: &Library, mut visit: impl FnMut(&Document, &Block, &Text)) {
    for document in &library.documents {
        document.walk(&mut |block| {
            if let Some(text) = block.text() {
                visit(document, block, text);
            }
        });
    }
}

/// Every 《…》 and every 〔year〕 number lies in a citation, by a reading that knows nothing else.
#[test]
fn no_mention_is_passed_over() {
    each_text(&library(), |document, block, text| {
        let chars: Vec<char> = text.plain.chars().collect();
        let cited = |at: usize| {
            text.citations
                .iter()
                .any(|c| (c.span.start as usize..c.span.end as usize).contains(&at))
        };
        let announced =
            |at: usize| chars[..at].iter().rev().take(4).collect::<String>() == "称简下以";
        for (at, c) in chars.iter().enumerate() {
            let title = *c == '《' && chars[at..].contains(&'》') && !announced(at);
            let number = *c == '〔'
                && chars.get(at + 5) == Some(&'〕')
                && chars[at..].iter().take(12).any(|c| *c == '号');
            assert!(
                !(title || number) || cited(at),
                "{} {}: {}",
                document.metadata.id,
                block.anchor,
                text.plain
            );
        }
    });
}

#[test]
fn targets_exist_and_say_what_cites_them() {
    let library = library();
    let bare = |s: &str| {
        s.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let mut resolved = 0;
    each_text(&library, |document, _, text| {
        for citation in &text.citations {
            let Some(target) = &citation.target else {
                continue;
            };
            resolved += 1;
            let cited = library.document(&target.document).unwrap();
            if let Some(anchor) = &target.anchor {
                assert!(anchors(cited).iter().any(|(a, _)| a == anchor), "{anchor}");
            }
            let mention = char_slice(&text.plain, citation.span);
            match citation.kind {
                CitationKind::Internal => assert_eq!(cited.metadata.id, document.metadata.id),
                // A number is the document's own, digit for digit.
                CitationKind::Number => {
                    let digits =
                        |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
                    assert_eq!(
                        digits(mention),
                        digits(cited.metadata.number.as_ref().unwrap())
                    );
                }
                // Of a title, the one is part of the other.
                CitationKind::Title => {
                    let (mention, title) = (bare(mention), bare(&cited.metadata.title));
                    let notice = bare(cited.metadata.notice.as_deref().unwrap_or(""));
                    let tail = |t: &str| {
                        t.chars()
                            .skip(t.chars().count().saturating_sub(8))
                            .collect::<String>()
                    };
                    assert!(
                        mention.contains(&title)
                            || title.contains(&mention)
                            || notice.ends_with(&tail(&mention)),
                        "{mention} -> {title}"
                    );
                }
                CitationKind::Alias => {}
            }
        }
    });
    assert!(resolved > 0);
}

#[test]
fn terms_stand_where_they_say() {
    for document in library().documents {
        for term in &document.metadata.validities {
            let place = match &term.anchor {
                Some(anchor) => {
                    anchors(&document)
                        .into_iter()
                        .find(|(a, _)| a == anchor)
                        .unwrap()
                        .1
                }
                None => document.metadata.title.clone(),
            };
            let words = char_slice(&place, term.span);
            let expected: &[&str] = match term.kind {
                ValidityKind::Effective => &["自"],
                ValidityKind::Expiry => &["期"],
                ValidityKind::Trial => &["试行"],
                ValidityKind::Provisional => &["暂行"],
                ValidityKind::Period => &["20", "时期", "期间"],
            };
            assert!(
                expected.iter().any(|word| words.contains(word)),
                "{} {term:?}: {words}",
                document.metadata.id
            );
        }
    }
}

#[test]
fn repairs_stand_in_their_texts() {
    let mut count = 0;
    each_text(&library(), |document, _, text| {
        for repair in &text.repairs {
            let Span { start, end } = repair.span;
            assert!(
                start <= end && end as usize <= text.chars(),
                "{}",
                document.metadata.id
            );
            count += 1;
        }
    });
    assert!(count > 0);
}

#[test]
fn removed_text_is_kept_with_its_source() {
    let mut count = 0;
    for document in &library().documents {
        let file = format!("repairs/{}.applied.toml", document.metadata.id);
        let Ok(text) = fs::read_to_string(folder().join(file)) else {
            continue;
        };
        let record: toml::Table = text.parse().unwrap();
        let changes = record.get("change").and_then(|c| c.as_array());
        let mut expected = 0;
        for change in changes.into_iter().flatten() {
            if change.get("anchor").is_some() {
                continue;
            }
            let line = change["line"].as_integer().unwrap();
            let (file, was) = (change["file"].as_str(), change["was"].as_str().unwrap());
            let mut removed = document
                .metadata
                .witnesses
                .iter()
                .filter(|w| Some(w.file.as_str()) == file);
            let removed = removed.next().unwrap().removed.iter();
            assert!(
                removed
                    .into_iter()
                    .any(|r| i64::from(r.line) == line && r.was.contains(was))
            );
            expected += was.chars().filter(|c| !c.is_whitespace()).count();
        }
        let kept = document.metadata.witnesses.iter().flat_map(|w| &w.removed);
        let kept: String = kept.map(|r| r.was.as_str()).collect();
        assert_eq!(
            kept.chars().filter(|c| !c.is_whitespace()).count(),
            expected
        );
        count += expected;
    }
    assert!(count > 0);
}

#[test]
fn boxes_and_tables_are_whole() {
    each_text(&library(), |document, block, _| {
        for inner in std::iter::once(block).chain(block.children()) {
            if let Content::Table(table) = &inner.content {
                let wide = |row: &Vec<String>| row.len() == table.header.len();
                assert!(
                    table.header.is_empty() || table.rows.iter().all(wide),
                    "{} {}",
                    document.metadata.id,
                    inner.anchor
                );
            }
        }
    });
}
