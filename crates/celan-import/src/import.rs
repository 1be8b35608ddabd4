//! The whole corpus: sources in, documents out.

use crate::config::{self, Config, Entry, Hand, Source, SourceKind};
use crate::contents::{self, Item};
use crate::document::{Made, Material, WitnessText, make, witness};
use crate::error::ImportError;
use crate::lines::{self, Line};
use celan_corpus::{applied, markdown};
use celan_document::{Block, Content, Document};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

/// A document as it was made from its source.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The document, with repairs, variants and doubts in its texts.
    pub document: Document,
    /// Its canonical file.
    pub markdown: String,
    /// Its record of changes.
    pub applied: String,
    /// Lines that were joined to the one before.
    pub joins: usize,
}

/// What an import did.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The documents in the order of corpus/import.toml.
    pub documents: Vec<DocumentReport>,
}

/// What an import did to one document.
#[derive(Debug, Clone, Default)]
pub struct DocumentReport {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Blocks by what they are.
    pub blocks: BTreeMap<&'static str, usize>,
    /// Lines that were joined to the one before.
    pub joins: usize,
    /// Changes of the text.
    pub repairs: usize,
    /// Places where another witness reads differently.
    pub variants: usize,
    /// Places that cannot be known.
    pub doubts: usize,
}

/// Imports the sources of the corpus in `dir`: writes `documents/<id>.md` and
/// `repairs/<id>.applied.toml` for each document that import.toml names. The same sources give the
/// same bytes. Other files are left alone.
///
/// # Errors
/// A source cannot be read, import.toml or a repair by hand does not fit, or a file cannot be
/// written. Nothing is written then, unless writing itself fails.
pub fn import(dir: &Path) -> Result<Report, ImportError> {
    let all = imported(dir)?;
    let mut report = Report::default();
    for folder in ["documents", "repairs"] {
        let path = dir.join(folder);
        fs::create_dir_all(&path).map_err(ImportError::io(&path))?;
    }
    for made in &all {
        let id = &made.document.metadata.id;
        let files = [
            (dir.join(format!("documents/{id}.md")), &made.markdown),
            (
                dir.join(format!("repairs/{id}.applied.toml")),
                &made.applied,
            ),
        ];
        for (path, text) in files {
            fs::write(&path, text).map_err(ImportError::io(&path))?;
        }
        report.documents.push(summary(made));
    }
    Ok(report)
}

/// Makes the documents of the corpus in `dir` without writing anything.
///
/// # Errors
/// As [`import`].
pub fn imported(dir: &Path) -> Result<Vec<Imported>, ImportError> {
    let path = dir.join("import.toml");
    let config: Config = config::load(&path)?;
    let mut witnesses: HashMap<String, WitnessText> = HashMap::new();
    for source in config
        .source
        .iter()
        .filter(|s| s.kind == SourceKind::Witness)
    {
        let Some(of) = &source.of else {
            let message = format!("{}: a witness says of = \"<id>\"", source.file);
            return Err(ImportError::config(path, message));
        };
        witnesses.insert(of.clone(), witness(&source.file, read(dir, source)?));
    }
    let mut out = Vec::new();
    for source in config
        .source
        .iter()
        .filter(|s| s.kind != SourceKind::Witness)
    {
        for (entry, item, lines) in divide(dir, &path, source)? {
            let hand: Hand = config::read(&dir.join(format!("repairs/{}.toml", entry.id)))?;
            let level = item
                .as_ref()
                .and_then(|i| i.category.as_ref())
                .and_then(|c| source.levels.get(c))
                .cloned();
            let made = make(Material {
                file: &source.file,
                lines,
                entry,
                item: item.as_ref(),
                level,
                hand: &hand,
                witness: witnesses.remove(&entry.id),
            })?;
            out.push(finish(made));
        }
    }
    match witnesses.into_keys().min() {
        None => Ok(out),
        Some(of) => Err(ImportError::config(
            path,
            format!("a witness is of `{of}`, but no document has that id"),
        )),
    }
}

fn finish(made: Made) -> Imported {
    Imported {
        markdown: markdown::write(&made.document),
        applied: applied::write(&made.document, &made.changes),
        document: made.document,
        joins: made.joins,
    }
}

fn read(dir: &Path, source: &Source) -> Result<Vec<Line>, ImportError> {
    lines::read(&dir.join("sources").join(&source.file))
}

type Found<'a> = (&'a Entry, Option<Item>, Vec<Line>);

/// The lines of each document of a source.
fn divide<'a>(
    dir: &Path,
    config: &Path,
    source: &'a Source,
) -> Result<Vec<Found<'a>>, ImportError> {
    let all = read(dir, source)?;
    if source.kind == SourceKind::Document {
        let [entry] = source.document.as_slice() else {
            let message = format!(
                "{}: a source of kind `document` names one document",
                source.file
            );
            return Err(ImportError::config(config, message));
        };
        return Ok(vec![(entry, None, all)]);
    }
    let (items, end) = contents::read(&all);
    let starts = contents::starts(&source.file, &items, &all, end)?;
    let mut out = Vec::new();
    for entry in &source.document {
        let Some(index) = items.iter().position(|i| Some(i.number) == entry.item) else {
            let message = format!(
                "{}: the table of contents has no item {:?} for `{}`",
                source.file, entry.item, entry.id
            );
            return Err(ImportError::config(config, message));
        };
        let end = starts.get(index + 1).copied().unwrap_or(all.len());
        let lines = all[starts[index]..end].to_vec();
        out.push((entry, Some(items[index].clone()), lines));
    }
    Ok(out)
}

fn summary(made: &Imported) -> DocumentReport {
    let metadata = &made.document.metadata;
    let mut report = DocumentReport {
        id: metadata.id.clone(),
        title: metadata.title.clone(),
        joins: made.joins,
        ..DocumentReport::default()
    };
    made.document.walk(&mut |block: &Block| {
        *report.blocks.entry(name(&block.content)).or_default() += 1;
        if let Some(text) = block.text() {
            report.repairs += text.repairs.len();
            report.variants += text.variants.len();
            report.doubts += text.doubts.len();
        }
    });
    report
}

fn name(content: &Content) -> &'static str {
    match content {
        Content::Heading(_) => "heading",
        Content::Paragraph {
            run_in: Some(_), ..
        } => "run-in",
        Content::Paragraph { .. } => "paragraph",
        Content::Item { .. } => "item",
        Content::Box(_) => "box",
        Content::Table(_) => "table",
        Content::Frame { .. } => "frame",
    }
}
