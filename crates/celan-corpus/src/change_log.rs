//! `repairs/<id>.applied.toml`: every change between a document and its source, on record.
//!
//! The importer writes it; people only read it. A change has its place in the source (`file`,
//! `line`), what stood there (`was`), what stands now (`now`) and the rule or reason; where the
//! changed text is still in the document, also the `anchor` of its block and `at`, its characters
//! there. Readings of other witnesses and doubts have their places in the same way.

use crate::diagnostic::Diagnostic;
use crate::front_matter::quote;
use celan_document::{
    Block, Content, Document, Doubt, Removed, Repair, Span, Text, Variant, Witness, char_slice,
};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use toml::Spanned;

/// A change of the source, removed furniture included.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Change {
    /// File name in corpus/sources/; empty where the document has no source.
    #[serde(default)]
    pub file: String,
    /// Line of the source.
    pub line: Option<u32>,
    /// What stood there (empty where something was added).
    pub was: String,
    /// What stands now (empty where something was removed).
    pub now: String,
    /// Name of the rule, or the reason of a change made by hand.
    pub rule: String,
    /// Where it stands in the document; nowhere for what was removed whole.
    #[serde(flatten)]
    pub place: Option<Place>,
}

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
pub struct Place {
    /// Anchor of the block.
    pub anchor: String,
    /// In a table: row (0 is the head) and column, from 0; `None` in its caption and notes.
    pub cell: Option<(u32, u32)>,
    /// First character and one past the last, in the text of the block or cell.
    pub at: (u32, u32),
}

impl Place {
    fn span(&self) -> Span {
        Span {
            start: self.at.0,
            end: self.at.1,
        }
    }
}

/// What a change log holds.
#[derive(Debug, Clone)]
pub struct ChangeLog {
    file: String,
    source: String,
    content: File,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Fingerprint of the document that the importer wrote beside this log.
    document: Option<String>,
    #[serde(default, rename = "change")]
    changes: Vec<Spanned<Change>>,
    #[serde(default, rename = "variant")]
    variants: Vec<Spanned<VariantEntry>>,
    #[serde(default, rename = "doubt")]
    doubts: Vec<Spanned<DoubtEntry>>,
}

#[derive(Debug, Clone, Deserialize)]
struct VariantEntry {
    #[serde(flatten)]
    place: Place,
    reading: String,
    witness: String,
}

#[derive(Debug, Clone, Deserialize)]
struct DoubtEntry {
    #[serde(flatten)]
    place: Place,
    reason: String,
}

/// A fingerprint of a canonical file, by which a later import knows whether somebody changed it.
pub fn fingerprint(markdown: &str) -> String {
    // Line ends that a version control changed are no change.
    let hash = Sha256::digest(markdown.replace("\r\n", "\n"));
    hash.iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Writes the record of `document`, whose canonical file is `markdown`: the repairs, variants and doubts in its texts, and `changes`,
/// which are those that no text holds (removed furniture, changes in tables) and, for repairs whose
/// exact source line is known, the same places again with that line.
pub fn write(document: &Document, markdown: &str, changes: &[Change]) -> String {
    let file = document
        .metadata
        .witnesses
        .first()
        .map_or("", |w| w.file.as_str());
    let mut added = Vec::new();
    let known: HashSet<(Option<&Place>, &str)> = changes
        .iter()
        .map(|change| (change.place.as_ref(), change.was.as_str()))
        .collect();
    let mut rest = String::new();
    document.walk(&mut |block| {
        let Some(text) = block.text() else { return };
        for repair in &text.repairs {
            let place = Some(place(block, repair.span));
            if !known.contains(&(place.as_ref(), &repair.was)) {
                added.push(Change {
                    file: file.to_owned(),
                    line: block.lines.map(|l| l.first),
                    was: repair.was.clone(),
                    now: char_slice(&text.plain, repair.span).to_owned(),
                    rule: repair.rule.clone(),
                    place,
                });
            }
        }
        write_marks(block, text, &mut rest);
    });
    let mut all: Vec<&Change> = changes.iter().chain(&added).collect();
    all.sort_by(|a, b| (a.line, &a.file).cmp(&(b.line, &b.file)));
    let mut out = String::from(
        "# Every change between the sources and the document. Written by `celan import`.\n",
    );
    line(&mut out, "document", &quote(&fingerprint(markdown)));
    for change in all {
        out.push_str("\n[[change]]\n");
        if !change.file.is_empty() {
            line(&mut out, "file", &quote(&change.file));
        }
        if let Some(number) = change.line {
            line(&mut out, "line", &number.to_string());
        }
        line(&mut out, "was", &quote(&change.was));
        line(&mut out, "now", &quote(&change.now));
        line(&mut out, "rule", &quote(&change.rule));
        if let Some(place) = &change.place {
            write_place(place, &mut out);
        }
    }
    out + &rest
}

fn write_marks(block: &Block, text: &Text, out: &mut String) {
    for variant in &text.variants {
        out.push_str("\n[[variant]]\n");
        line(out, "reading", &quote(&variant.reading));
        line(out, "witness", &quote(&variant.witness));
        write_place(&place(block, variant.span), out);
    }
    for doubt in &text.doubts {
        out.push_str("\n[[doubt]]\n");
        line(out, "reason", &quote(&doubt.reason));
        write_place(&place(block, doubt.span), out);
    }
}

fn place(block: &Block, span: Span) -> Place {
    Place {
        anchor: block.anchor.clone(),
        cell: None,
        at: (span.start, span.end),
    }
}

fn write_place(place: &Place, out: &mut String) {
    line(out, "anchor", &quote(&place.anchor));
    if let Some((row, column)) = place.cell {
        line(out, "cell", &format!("[{row}, {column}]"));
    }
    line(out, "at", &format!("[{}, {}]", place.at.0, place.at.1));
}

fn line(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {value}");
}

/// Reads a record; `file` only names it in diagnostics.
///
/// # Errors
/// A diagnostic where the text is no such record.
pub fn read(file: &str, text: &str) -> Result<ChangeLog, Diagnostic> {
    match toml::from_str(text) {
        Ok(content) => Ok(ChangeLog {
            file: file.to_owned(),
            source: text.to_owned(),
            content,
        }),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let (number, excerpt) = line_at(text, at);
            let message = format!("this is no record of repairs: {}", error.message());
            Err(Diagnostic::error(file, message, REMEDY).at(number, excerpt))
        }
    }
}

const REMEDY: &str = "run `celan import` again, which writes this file";

fn line_at(text: &str, at: usize) -> (u32, &str) {
    let number = text.get(..at).unwrap_or(text).matches('\n').count();
    (number as u32 + 1, text.lines().nth(number).unwrap_or(""))
}

impl ChangeLog {
    /// Fingerprint of the document as it was imported; `None` if an earlier program wrote the log.
    pub fn document(&self) -> Option<&str> {
        self.content.document.as_deref()
    }

    /// All changes, in the order of the source.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.content.changes.iter().map(Spanned::get_ref)
    }

    /// Puts repairs, variants and doubts at their places in `document`, and returns a diagnostic for
    /// each that has no place there (any more).
    pub fn attach(&self, document: &mut Document) -> Vec<Diagnostic> {
        let anchors = Anchors::of(&document.blocks);
        let mut found = Vec::new();
        let mut lost = |at: usize, message: String| {
            let (number, excerpt) = line_at(&self.source, at);
            found.push(Diagnostic::warning(&self.file, message, REMEDY).at(number, excerpt));
        };
        for entry in &self.content.changes {
            let change = entry.get_ref();
            let Some(place) = &change.place else {
                removed(&mut document.metadata.witnesses, change);
                continue;
            };
            match spot(&anchors, &mut document.blocks, place) {
                Some(Spot::Text(text)) if char_slice(&text.plain, place.span()) == change.now => {
                    let (was, rule) = (change.was.clone(), change.rule.clone());
                    text.repairs.push(Repair {
                        span: place.span(),
                        was,
                        rule,
                    });
                }
                Some(Spot::Cell(cell)) if char_slice(cell, place.span()) == change.now => {
                    removed(&mut document.metadata.witnesses, change);
                }
                Some(Spot::Table) => removed(&mut document.metadata.witnesses, change),
                _ => lost(
                    entry.span().start,
                    format!(
                        "`{}` does not stand at {} {:?}",
                        change.now, place.anchor, place.at
                    ),
                ),
            }
        }
        for entry in &self.content.variants {
            let VariantEntry {
                place,
                reading,
                witness,
            } = entry.get_ref();
            match text_at(&anchors, &mut document.blocks, place) {
                Some(text) => text.variants.push(Variant {
                    span: place.span(),
                    reading: reading.clone(),
                    witness: witness.clone(),
                }),
                None => lost(
                    entry.span().start,
                    format!("there is no place {} {:?}", place.anchor, place.at),
                ),
            }
        }
        for entry in &self.content.doubts {
            let DoubtEntry { place, reason } = entry.get_ref();
            match text_at(&anchors, &mut document.blocks, place) {
                Some(text) => text.doubts.push(Doubt {
                    span: place.span(),
                    reason: reason.clone(),
                }),
                None => lost(
                    entry.span().start,
                    format!("there is no place {} {:?}", place.anchor, place.at),
                ),
            }
        }
        sort(&mut document.blocks);
        found
    }
}

/// Keeps a change that no text of a block holds with its source; what one rule took from one line
/// is one entry.
fn removed(witnesses: &mut [Witness], change: &Change) {
    let (Some(witness), Some(line)) = (
        witnesses.iter_mut().find(|w| w.file == change.file),
        change.line,
    ) else {
        return;
    };
    match witness.removed.last_mut() {
        Some(last)
            if last.line == line
                && last.rule == change.rule
                && last.now.is_empty()
                && change.now.is_empty() =>
        {
            last.was.push(' ');
            last.was.push_str(&change.was);
        }
        _ => witness.removed.push(Removed {
            line,
            was: change.was.clone(),
            now: change.now.clone(),
            rule: change.rule.clone(),
        }),
    }
}

enum Spot<'a> {
    Text(&'a mut Text),
    Cell(&'a str),
    /// Caption or notes of a table.
    Table,
}

fn spot<'a>(anchors: &Anchors, blocks: &'a mut [Block], place: &Place) -> Option<Spot<'a>> {
    let block = anchors.find(blocks, &place.anchor)?;
    if !matches!(block.content, Content::Table(_)) {
        return block.text_mut().map(Spot::Text);
    }
    let Content::Table(table) = &block.content else {
        return None;
    };
    let Some((row, column)) = place.cell else {
        return Some(Spot::Table);
    };
    let cells = match row {
        0 => &table.header,
        n => table.rows.get(n as usize - 1)?,
    };
    cells.get(column as usize).map(|cell| Spot::Cell(cell))
}

fn text_at<'a>(anchors: &Anchors, blocks: &'a mut [Block], place: &Place) -> Option<&'a mut Text> {
    let text = anchors.find(blocks, &place.anchor)?.text_mut()?;
    let (start, end) = place.at;
    (start <= end && end as usize <= text.chars()).then_some(text)
}

/// Where each anchor stands: the index of its block, below those of the boxes around it.
struct Anchors(HashMap<String, Vec<usize>>);

impl Anchors {
    fn of(blocks: &[Block]) -> Self {
        let mut anchors = Self(HashMap::new());
        anchors.enter(blocks, &[]);
        anchors
    }

    fn enter(&mut self, blocks: &[Block], above: &[usize]) {
        for (i, block) in blocks.iter().enumerate() {
            let path = [above, &[i]].concat();
            self.enter(block.children(), &path);
            // Of two blocks of one anchor the first is meant.
            self.0.entry(block.anchor.clone()).or_insert(path);
        }
    }

    fn find<'a>(&self, mut blocks: &'a mut [Block], anchor: &str) -> Option<&'a mut Block> {
        let (last, above) = self.0.get(anchor)?.split_last()?;
        for i in above {
            match &mut blocks.get_mut(*i)?.content {
                Content::Box(b) => blocks = &mut b.blocks,
                _ => return None,
            }
        }
        blocks.get_mut(*last)
    }
}

fn sort(blocks: &mut [Block]) {
    for block in blocks {
        if let Content::Box(b) = &mut block.content {
            sort(&mut b.blocks);
        }
        if let Some(text) = block.text_mut() {
            text.repairs.sort_by_key(|r| r.span);
            text.variants.sort_by_key(|v| v.span);
            text.doubts.sort_by_key(|d| d.span);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::markdown;

    const DOCUMENT: &str = "+++\nid = \"abc\"\ntitle = \"x\"\nsource = { file = \"s.txt\", lines = [1, 9] }\n+++\n\n<!-- 3-4 -->\n科研机构和人员\n";

    #[test]
    fn a_record_survives() {
        let bare = markdown::parse("x.md", DOCUMENT).unwrap().0;
        let mut document = bare.clone();
        let text = document.blocks[0].text_mut().unwrap();
        let span = Span::new(4, 5);
        text.repairs.push(Repair {
            span,
            was: " and ".into(),
            rule: "and".into(),
        });
        text.variants.push(Variant {
            span,
            reading: "及\"\\".into(),
            witness: "t.txt".into(),
        });
        text.doubts.push(Doubt {
            span: Span::new(0, 2),
            reason: "x".into(),
        });
        let removed = Change {
            file: "s.txt".into(),
            line: Some(2),
            was: "- 1 -".into(),
            now: String::new(),
            rule: "page-number".into(),
            place: None,
        };
        let written = write(&document, DOCUMENT, std::slice::from_ref(&removed));
        let applied = read("abc.applied.toml", &written).unwrap();
        let mut again = bare;
        assert_eq!(applied.attach(&mut again), []);
        document.metadata.witnesses[0].removed.push(Removed {
            line: 2,
            was: "- 1 -".into(),
            now: String::new(),
            rule: "page-number".into(),
        });
        assert_eq!(again, document);
        assert_eq!(applied.changes().next(), Some(&removed));
        assert_eq!(applied.changes().nth(1).unwrap().line, Some(3));
        assert_eq!(write(&again, DOCUMENT, &[removed]), written);
    }

    #[test]
    fn a_lost_place_is_named() {
        let mut document = markdown::parse("x.md", DOCUMENT).unwrap().0;
        let record = "[[change]]\nwas = \"a\"\nnow = \"与\"\nrule = \"r\"\nanchor = \"p1\"\nat = [4, 5]\n\n[[doubt]]\nreason = \"r\"\nanchor = \"p9\"\nat = [4, 5]\n";
        let found = read("abc.applied.toml", record)
            .unwrap()
            .attach(&mut document);
        assert_eq!(
            found.iter().map(|d| d.line).collect::<Vec<_>>(),
            [Some(1), Some(8)]
        );
        assert_eq!(
            read("abc.applied.toml", "[[chance]]\n").unwrap_err().line,
            Some(1)
        );
    }
}
