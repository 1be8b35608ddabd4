//! The whole corpus: sources in, documents out.

use crate::config::{
    self, Config, Entry, IMPORT, ManualRepairs, Placed, Source, SourceKind, line_at,
};
use crate::document::{Made, Material, WitnessText, make, witness};
use crate::error::ImportError;
use crate::layout::reflow::REPEATED;
use crate::source::contents::{self, Item};
use crate::source::furniture::{PAGE_NUMBER_RULE, RUNNING_HEAD_RULE};
use crate::source::lines::{self, Line};
use celan_corpus::change_log::Change;
use celan_corpus::{Diagnostic, Severity, change_log, is_id, markdown};
use celan_document::{Block, Document};
use celan_files::Outputs;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Component, Path};

/// A document as it was made from its source.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The document, with repairs, variants and doubts in its texts.
    pub document: Document,
    /// Its canonical file.
    pub markdown: String,
    /// Its change log.
    pub change_log: String,
    /// Lines that were joined to the one before.
    pub joins: usize,
    /// What each line of its source was taken for.
    pub lines: Vec<(u32, &'static str)>,
}

/// What an import did.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The documents in the order of import.toml, those left out that the diagnostics name as errors.
    pub documents: Vec<Imported>,
    /// What went wrong, and what should be looked at.
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Whether something kept a document from being imported.
    pub fn has_errors(&self) -> bool {
        let severities = self.diagnostics.iter().map(|d| d.severity);
        severities.into_iter().any(|s| s == Severity::Error)
    }
}

/// Imports the sources of the corpus in `dir`: writes `documents/<id>.md` and
/// `repairs/<id>.applied.toml` for each document that import.toml names, all of them together. The same
/// sources give the same bytes. What cannot be imported is a diagnostic, and so is a document that
/// somebody changed since it was imported: it is left as it is, unless `overwrite` names its id. Other
/// files are left alone.
///
/// # Errors
/// The files cannot be written; those of before stand then.
pub fn import(dir: &Path, overwrite: &[String]) -> Result<Report, ImportError> {
    // An import that was interrupted is finished first.
    Outputs::new(dir).commit()?;
    let mut report = imported(dir);
    let Report {
        documents,
        diagnostics,
    } = &mut report;
    for id in overwrite {
        if !documents
            .iter()
            .any(|made| made.document.metadata.id == *id)
        {
            let message = format!("there is no document `{id}` to overwrite");
            let help = "name an id of import.toml whose source can be read";
            diagnostics.push(Diagnostic::error(IMPORT, message, help).at(1, ""));
        }
    }
    documents.retain(|made| {
        let id = &made.document.metadata.id;
        let changed = (!overwrite.contains(id))
            .then(|| changed(dir, made))
            .flatten();
        diagnostics.extend(changed.clone());
        changed.is_none()
    });
    let mut outputs = Outputs::new(dir);
    for made in documents {
        let id = &made.document.metadata.id;
        outputs.add(document_file(id), made.markdown.as_str());
        outputs.add(log_file(id), made.change_log.as_str());
    }
    outputs.commit()?;
    Ok(report)
}

fn document_file(id: &str) -> String {
    format!("documents/{id}.md")
}

fn log_file(id: &str) -> String {
    format!("repairs/{id}.applied.toml")
}

/// Says so where the document that stands there is neither the new one nor the one of the last import.
fn changed(dir: &Path, made: &Imported) -> Option<Diagnostic> {
    let id = &made.document.metadata.id;
    let file = document_file(id);
    let former = match celan_files::read_inside(dir, &file, config::LIMIT) {
        Ok(bytes) => bytes,
        Err(error) if error.is_missing() => return None,
        Err(error) => return Some(ImportError::unreadable(&file, error).diagnostic(IMPORT, 1)),
    };
    let former = String::from_utf8_lossy(&former);
    if former == made.markdown.as_str() {
        return None;
    }
    let log = log_file(id);
    let toml = celan_files::read_inside(dir, &log, config::LIMIT).unwrap_or_default();
    let log = change_log::read(&log, &String::from_utf8_lossy(&toml)).ok();
    let known = log.as_ref().and_then(change_log::ChangeLog::document);
    if known.is_some_and(|sum| sum == change_log::fingerprint(&former)) {
        return None;
    }
    let message = match known {
        Some(_) => "the document was changed since it was imported, and is left as it is",
        None => "the document is not known to come from an import, and is left as it is",
    };
    let help = format!(
        "`celan import --overwrite {id}` writes it again; what shall last belongs into repairs/{id}.toml"
    );
    Some(Diagnostic::error(&file, message, &help))
}

/// Makes the documents of the corpus in `dir` without writing anything.
pub fn imported(dir: &Path) -> Report {
    let mut report = Report::default();
    let (config, toml): (Config, String) = match config::load(dir, IMPORT) {
        Ok(loaded) => loaded,
        Err(error) => {
            report.diagnostics.push(error.diagnostic(IMPORT, 1));
            return report;
        }
    };
    let mut importer = Importer {
        dir,
        toml: &toml,
        found: Vec::new(),
    };
    report.documents = importer.documents(&config);
    report.diagnostics = importer.found;
    report
}

struct Importer<'a> {
    dir: &'a Path,
    /// The text of import.toml.
    toml: &'a str,
    found: Vec<Diagnostic>,
}

impl Importer<'_> {
    fn documents(&mut self, config: &Config) -> Vec<Imported> {
        let unsound = self.unsound_ids(config);
        let mut witnesses = self.witnesses(config);
        let mut out = Vec::new();
        let sources = config.source.iter();
        for source in sources.filter(|s| s.kind != SourceKind::Witness) {
            let divided = match self.divide(source) {
                Ok(divided) => divided,
                Err(error) => {
                    self.fault(&source.file, &error);
                    continue;
                }
            };
            for (entry, item, lines) in divided {
                let witnesses = witnesses.remove(&entry.id.text).unwrap_or_default();
                if unsound.contains(&entry.id.text) {
                    continue;
                }
                match self.document(source, entry, item.as_ref(), lines, witnesses) {
                    Ok(made) => {
                        self.remarks(&made);
                        out.push(finish(made));
                    }
                    Err(error) => self.fault(&entry.id, &error),
                }
            }
        }
        out
    }

    /// Adds an error that came up at this place of import.toml.
    fn fault(&mut self, place: &Placed, error: &ImportError) {
        let (line, excerpt) = line_at(self.toml, place.at);
        let diagnostic = error.diagnostic(IMPORT, line);
        let here = diagnostic.file == IMPORT && diagnostic.excerpt.is_empty();
        self.found.push(if here {
            diagnostic.at(line, &excerpt)
        } else {
            diagnostic
        });
    }

    fn entry_fault(&mut self, place: &Placed, message: String, help: &str) {
        let (line, excerpt) = line_at(self.toml, place.at);
        self.found
            .push(Diagnostic::error(IMPORT, message, help).at(line, &excerpt));
    }

    /// The ids that name no document, or more than one.
    fn unsound_ids(&mut self, config: &Config) -> HashSet<String> {
        let mut seen: HashMap<&str, u32> = HashMap::new();
        let mut unsound = HashSet::new();
        for entry in config.source.iter().flat_map(|s| &s.document) {
            let id = &entry.id;
            if !is_id(&id.text) {
                let message = format!("`{}` is no id", id.text);
                self.entry_fault(id, message, "an id has 3 to 60 of a-z, 0-9 and -");
                unsound.insert(id.text.clone());
                continue;
            }
            let (line, _) = line_at(self.toml, id.at);
            let first = *seen.entry(&id.text).or_insert(line);
            if first != line {
                let message = format!("`{}` is also the id of the entry in line {first}", id.text);
                self.entry_fault(
                    id,
                    message,
                    "an id names one document: change one of the two",
                );
                unsound.insert(id.text.clone());
            }
        }
        unsound
    }

    /// The second texts by the document that they are of, in the order of import.toml.
    fn witnesses(&mut self, config: &Config) -> HashMap<String, Vec<WitnessText>> {
        let ids = config.source.iter().flat_map(|s| &s.document);
        let ids: HashSet<&str> = ids.map(|entry| entry.id.text.as_str()).collect();
        let mut out: HashMap<String, Vec<WitnessText>> = HashMap::new();
        let sources = config.source.iter();
        for source in sources.filter(|s| s.kind == SourceKind::Witness) {
            let Some(of) = &source.of else {
                let message = format!("{} is a witness of nothing", source.file.text);
                self.entry_fault(&source.file, message, "write of = \"<id>\"");
                continue;
            };
            if !ids.contains(of.text.as_str()) {
                let message = format!("a witness is of `{}`, but no document has that id", of.text);
                self.entry_fault(of, message, "write the id of a document of this file");
                continue;
            }
            match self.read(source) {
                Ok(lines) => out
                    .entry(of.text.clone())
                    .or_default()
                    .push(witness(&source.file.text, lines)),
                Err(error) => self.fault(&source.file, &error),
            }
        }
        out
    }

    fn document(
        &self,
        source: &Source,
        entry: &Entry,
        item: Option<&Item>,
        lines: Vec<Line>,
        witnesses: Vec<WitnessText>,
    ) -> Result<Made, ImportError> {
        let manual: ManualRepairs =
            config::read(self.dir, &format!("repairs/{}.toml", entry.id.text))?;
        let category = item.and_then(|i| i.category.as_ref());
        make(Material {
            file: &source.file.text,
            lines,
            entry,
            item,
            level: category.and_then(|c| source.levels.get(c)).cloned(),
            manual: &manual,
            witnesses,
        })
    }

    fn read(&self, source: &Source) -> Result<Vec<Line>, ImportError> {
        let name = &source.file.text;
        let plain = |step: Component<'_>| matches!(step, Component::Normal(_));
        if name.is_empty() || !Path::new(name).components().all(plain) {
            return Err(self.config(
                &source.file,
                format!("`{name}` is no file of the folder sources"),
                "name a file in sources/",
            ));
        }
        lines::read(self.dir, name)
    }

    fn config(&self, place: &Placed, message: String, help: &str) -> ImportError {
        let (line, excerpt) = line_at(self.toml, place.at);
        ImportError::Config {
            file: IMPORT.to_owned(),
            line,
            excerpt,
            message,
            help: help.to_owned(),
        }
    }

    /// The lines of each document of a source.
    fn divide<'s>(&self, source: &'s Source) -> Result<Vec<Divided<'s>>, ImportError> {
        let all = self.read(source)?;
        if source.kind == SourceKind::Document {
            let [entry] = source.document.as_slice() else {
                return Err(self.config(
                    &source.file,
                    "a source of kind `document` names one document".to_owned(),
                    "give it one [[source.document]]",
                ));
            };
            return Ok(vec![(entry, None, all)]);
        }
        let (items, end) = contents::read(&all);
        let starts = contents::starts(&source.file.text, &items, &all, end)?;
        let mut out = Vec::new();
        for entry in &source.document {
            let Some(index) = items.iter().position(|i| Some(i.number) == entry.item) else {
                return Err(self.config(
                    &entry.id,
                    format!(
                        "the table of contents of {} has no item {:?}",
                        source.file.text, entry.item
                    ),
                    "write item = its number there",
                ));
            };
            let end = starts.get(index + 1).copied().unwrap_or(all.len());
            let lines = all[starts[index]..end].to_vec();
            out.push((entry, Some(items[index].clone()), lines));
        }
        Ok(out)
    }

    /// Says what was dropped that may have been meant.
    fn remarks(&mut self, made: &Made) {
        let repeated = |change: &&Change| change.rule == REPEATED;
        for change in made.changes.iter().filter(repeated) {
            let message = format!(
                "`{}` was taken for a repetition over a page break",
                change.was
            );
            let help = format!(
                "if it stands there twice, write so in repairs/{}.toml",
                made.document.metadata.id
            );
            let file = format!("sources/{}", change.file);
            let note = Diagnostic::new(Severity::Note, &file, message, &help);
            self.found.push(match change.line {
                Some(line) => note.at(line, &change.was),
                None => note,
            });
        }
    }
}

/// A document's entry, what the table of contents says of it, and its lines.
type Divided<'a> = (&'a Entry, Option<Item>, Vec<Line>);

fn finish(made: Made) -> Imported {
    let markdown = markdown::write(&made.document);
    Imported {
        change_log: change_log::write(&made.document, &markdown, &made.changes),
        lines: taken_for(&made),
        markdown,
        document: made.document,
        joins: made.joins,
    }
}

/// What each line was taken for: the block that it is part of, or the rule that took it out.
fn taken_for(made: &Made) -> Vec<(u32, &'static str)> {
    let mut lines = BTreeMap::new();
    made.document.walk(&mut |block: &Block| {
        // What stands in a box comes after the box.
        let here = block.lines.into_iter().flat_map(|l| l.first..=l.last);
        lines.extend(here.map(|line| (line, block.content.type_name())));
    });
    for change in made.changes.iter().filter(|c| c.place.is_none()) {
        let furniture = [PAGE_NUMBER_RULE, RUNNING_HEAD_RULE];
        let rule = furniture.into_iter().find(|rule| *rule == change.rule);
        lines.extend(change.line.zip(rule));
    }
    lines.into_iter().collect()
}
