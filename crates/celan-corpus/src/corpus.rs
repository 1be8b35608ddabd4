//! A corpus folder, read whole.

use crate::diagnostic::{Diagnostic, Severity};
use crate::kiosk::Kiosk;
use crate::manifest::{self, Listed};
use crate::markdown::parse_with_lines;
use crate::toml_fields::key_line;
use crate::{change_log, citation, numbering_gaps, plain, thesaurus, validity};
use celan_document::{Document, Library};
use celan_files::FileError;
use std::collections::{HashMap, HashSet};
use std::io;
use std::path::Path;

/// A library and everything about it that its publisher should look at.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// The library; documents that cannot be read are not in it.
    pub library: Library,
    /// How it behaves on a public screen.
    pub kiosk: Kiosk,
    /// Whether nothing of a reader is kept on their device: no settings, places, queries or marks.
    pub keeps_nothing: bool,
    /// What is wrong or doubtful, in the order of the documents.
    pub diagnostics: Vec<Diagnostic>,
    /// The folder holds plain texts and nothing of a corpus: a file that cannot be read stops no other.
    pub plain: bool,
}

impl Corpus {
    /// Whether something is wrong that keeps a document, or the whole, from being read.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|d| d.severity == Severity::Error)
    }
}

/// Why a folder cannot be read as a corpus at all.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// The folder cannot be listed.
    #[error("{0}; name a folder with library.toml and documents/")]
    Folder(FileError),
}

const DOCUMENTS: &str = "documents";
const REPAIRS: &str = "repairs";

/// The most bytes that are read of one file.
pub(crate) const LIMIT: u64 = 16 << 20;

/// Reads the corpus in `dir`: its documents in the order of library.toml, with repairs, terms and
/// citations. What is wrong with a file is a diagnostic, and the other files are read all the same.
/// A folder without library.toml is read too, each text in it as a document: plain texts where it holds
/// nothing else of a corpus.
///
/// # Errors
/// [`CorpusError`] where `dir` is no folder that can be listed.
pub fn read(dir: &Path) -> Result<Corpus, CorpusError> {
    let missing = || FileError::Io {
        path: dir.to_owned(),
        source: io::ErrorKind::NotFound.into(),
    };
    let top = celan_files::list(dir)
        .and_then(|top| top.ok_or_else(missing))
        .map_err(CorpusError::Folder)?;
    if plain::is_plain(&top) {
        return Ok(plain(dir, &top));
    }
    let mut corpus = Corpus::default();
    let found = &mut corpus.diagnostics;
    found.extend(interrupted(dir));
    let manifest = top.iter().any(|name| name == manifest::FILE);
    let mut general = true;
    let listed = if manifest {
        let text = text(dir, manifest::FILE, found).unwrap_or_default();
        let manifest = manifest::read(&text, found);
        corpus.library = manifest.library;
        corpus.kiosk = manifest.kiosk;
        corpus.keeps_nothing = manifest.keeps_nothing;
        general = manifest.general;
        if let Some(toml) = optional(dir, &top, thesaurus::THESAURUS, found) {
            let entries = thesaurus::thesaurus(&toml, found);
            corpus.library.thesaurus.extend(entries);
        }
        if let Some(toml) = optional(dir, &top, thesaurus::QUERIES, found) {
            corpus.library.answer_types = thesaurus::answer_types(&toml, found);
        }
        Some(manifest.listed)
    } else {
        let help =
            "write one with title = \"…\" and documents = [\"id\", …], the documents in documents/";
        found.push(Diagnostic::error(
            manifest::FILE,
            "the folder has no library.toml",
            help,
        ));
        None
    };
    let mut files = names(dir, DOCUMENTS, found);
    for name in &mut files {
        name.insert_str(0, "documents/");
    }
    if listed.is_none() {
        files.extend(top);
    }
    let files = documents_among(dir, files, found);
    let files = match listed {
        Some(listed) => in_order(dir, &listed, &files, found),
        None => files,
    };
    let logs: HashSet<String> = names(dir, REPAIRS, found).into_iter().collect();
    let mut ids = HashMap::new();
    for file in files {
        if let Some(document) = document(dir, &file, &logs, &mut corpus) {
            match ids.insert(document.metadata.id.clone(), file.clone()) {
                Some(other) => {
                    let message = format!("`{}` is also the id of {other}", document.metadata.id);
                    let error = Diagnostic::error(
                        &file,
                        message,
                        "an id names one document: change one of the two",
                    );
                    corpus.diagnostics.push(error);
                }
                None => corpus.library.documents.push(document),
            }
        }
    }
    citation::resolve(&mut corpus.library);
    if general {
        thesaurus::add_general(&mut corpus.library);
    }
    Ok(corpus)
}

/// Reads a folder of plain texts, in the order of their names.
fn plain(dir: &Path, top: &[String]) -> Corpus {
    let mut corpus = Corpus {
        plain: true,
        ..Corpus::default()
    };
    let name = dir.file_name().map(|name| name.to_string_lossy());
    corpus.library.title = name.map_or_else(String::new, |name| name.into_owned());
    let mut ids = HashSet::new();
    for file in top.iter().filter(|name| name.ends_with(".txt")) {
        let Some(text) = text(dir, file, &mut corpus.diagnostics) else {
            continue;
        };
        match plain::document(file, &text, &mut ids) {
            Ok(mut document) => {
                document.metadata.validities = validity::read(&document);
                corpus.library.documents.push(document);
            }
            Err(error) => corpus.diagnostics.push(error),
        }
    }
    citation::resolve(&mut corpus.library);
    corpus
}

/// Says that somebody was stopped while putting new files in their places.
fn interrupted(dir: &Path) -> Option<Diagnostic> {
    let waiting = celan_files::interrupted(dir);
    let first = waiting.first()?;
    let message = format!(
        "an import was interrupted: {} new files wait for their places, so that old and new ones may \
         stand side by side",
        waiting.len()
    );
    let help = "run `celan import` again, which finishes it";
    Some(Diagnostic::error(first, message, help))
}

/// The names in a folder of the corpus, which may be missing; one that cannot be listed is an error.
pub(crate) fn names(dir: &Path, folder: &str, found: &mut Vec<Diagnostic>) -> Vec<String> {
    match celan_files::list(&dir.join(folder)) {
        Ok(names) => names.unwrap_or_default(),
        Err(error) => {
            let message = format!("the folder cannot be read: {}", error.reason());
            found.push(Diagnostic::error(folder, message, remedy(&error)));
            Vec::new()
        }
    }
}

/// The files that may be documents. What people may think to be one, and is none, is named.
fn documents_among(dir: &Path, files: Vec<String>, found: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut out = Vec::new();
    for file in files {
        let (name, extension) = file.rsplit_once('.').unwrap_or((&file, ""));
        let hidden = name.is_empty() || name.ends_with('/');
        let below = file.starts_with("documents/");
        if !hidden && matches!(extension, "md" | "txt") {
            out.push(file);
        } else if !hidden && below && dir.join(&file).is_dir() {
            let help = "put its documents right into documents/, or take it away";
            found.push(Diagnostic::warning(
                &file,
                "a folder here is not read",
                help,
            ));
        } else if !hidden && extension.eq_ignore_ascii_case("md") {
            let help = "write the ending in small letters";
            found.push(Diagnostic::warning(&file, "the file is not read", help));
        }
    }
    out
}

/// The files of the listed documents in their order; what is missing or over is a diagnostic.
fn in_order(
    dir: &Path,
    listed: &[Listed],
    present: &[String],
    found: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let mut files = Vec::new();
    let there: HashSet<&String> = present.iter().collect();
    for Listed { id, line } in listed {
        let file = format!("{DOCUMENTS}/{id}.md");
        if there.contains(&file) {
            files.push(file);
        } else {
            let message = format!("{file} is not there");
            let help = format!(
                "put the document into {}, or take its id out of the list",
                dir.join(&file).display()
            );
            found.push(Diagnostic::error(manifest::FILE, message, &help).at(*line, id));
        }
    }
    let known: HashSet<&String> = files.iter().collect();
    for file in present.iter().filter(|file| !known.contains(file)) {
        let help = "add its id to documents in library.toml, or take the file away";
        found.push(Diagnostic::warning(
            file,
            "the library does not list this file",
            help,
        ));
    }
    files
}

/// Reads a text file of the folder `top` that may be missing.
fn optional(dir: &Path, top: &[String], file: &str, found: &mut Vec<Diagnostic>) -> Option<String> {
    let present = top.iter().any(|name| name == file);
    present.then(|| text(dir, file, found)).flatten()
}

/// Reads a text file; what is wrong with it is a diagnostic.
pub(crate) fn text(dir: &Path, file: &str, found: &mut Vec<Diagnostic>) -> Option<String> {
    let bytes = match celan_files::read_inside(dir, file, LIMIT) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("the file cannot be read: {}", error.reason());
            found.push(Diagnostic::error(file, message, remedy(&error)));
            return None;
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = good.iter().filter(|b| **b == b'\n').count() as u32 + 1;
            let start = good
                .iter()
                .rposition(|b| *b == b'\n')
                .map_or(0, |at| at + 1);
            let excerpt = String::from_utf8_lossy(&good[start..]).into_owned();
            let help = "save it as UTF-8 (texts from older programs are often GB 18030)";
            found.push(Diagnostic::error(file, "the file is not UTF-8", help).at(line, &excerpt));
            None
        }
    }
}

/// What to do about a file or folder that cannot be read.
fn remedy(error: &FileError) -> &'static str {
    match error {
        FileError::NotRegular(_) => "put a file there, or take it away",
        FileError::TooLarge { .. } => "divide it, or take it away if it is another file",
        FileError::Outside { .. } => "put the file itself into the corpus folder",
        _ => "see to it that it is there and may be read",
    }
}

fn document(
    dir: &Path,
    file: &str,
    logs: &HashSet<String>,
    corpus: &mut Corpus,
) -> Option<Document> {
    let found = &mut corpus.diagnostics;
    let text = text(dir, file, found)?;
    let parsed = match parse_with_lines(file, &text) {
        Ok(parsed) => parsed,
        Err(errors) => {
            found.extend(errors);
            return None;
        }
    };
    found.extend(parsed.diagnostics);
    let mut document = parsed.document;
    let metadata = &document.metadata;
    if let Some(name) = file
        .strip_prefix("documents/")
        .and_then(|name| name.strip_suffix(".md"))
        && name != metadata.id
    {
        let message = format!("the id `{}` is not the file's name", metadata.id);
        let (line, excerpt) = key_line(&text, "id").unwrap_or((1, ""));
        let help = format!("name the file {}.md, or write id = \"{name}\"", metadata.id);
        found.push(Diagnostic::error(file, message, &help).at(line, excerpt));
        return None;
    }
    let levels = &corpus.library.levels;
    if let Some(level) = &metadata.level
        && !levels.iter().any(|known| known.name == *level)
        && !levels.is_empty()
    {
        let message = format!("the level `{level}` is not one of the library's");
        let (line, excerpt) = key_line(&text, "level").unwrap_or((1, ""));
        found.push(
            Diagnostic::warning(
                file,
                message,
                "add it to levels in library.toml, or mend it",
            )
            .at(line, excerpt),
        );
    }
    found.extend(numbering_gaps::check(file, &document, &parsed.lines));
    let log = format!("{}.applied.toml", document.metadata.id);
    if logs.contains(&log) {
        found.extend(recorded(dir, file, &text, &log, &mut document));
    }
    document.metadata.validities = validity::read(&document);
    Some(document)
}

/// Attaches what the change log says, and says where the document is not the one of the log.
fn recorded(
    dir: &Path,
    file: &str,
    text: &str,
    log: &str,
    document: &mut Document,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let log = format!("{REPAIRS}/{log}");
    let Some(toml) = self::text(dir, &log, &mut found) else {
        return found;
    };
    let log = match change_log::read(&log, &toml) {
        Ok(log) => log,
        Err(error) => {
            found.push(error);
            return found;
        }
    };
    if log
        .document()
        .is_some_and(|sum| sum != change_log::fingerprint(text))
    {
        let message =
            "the document is not as `celan import` wrote it: changed by hand, or cut short";
        let help = "if it was changed on purpose, leave it so; else `celan import --overwrite` with \
                    its id writes it again";
        found.push(Diagnostic::warning(file, message, help));
    }
    found.extend(log.attach(document));
    found
}
