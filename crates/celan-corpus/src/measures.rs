//! What a library's folder says of its measures: the finder's choices, and corrections by hand.

use crate::corpus::{Corpus, LIMIT, text};
use crate::diagnostic::Diagnostic;
use celan_document::{Library, PartialDate};
use celan_finder::Extracts;
use celan_measures::{Choices, Corrections, Measure};
use std::collections::HashSet;
use std::path::Path;

const MANIFEST: &str = "library.toml";
const FOLDER: &str = "measures";

/// The measures of a library, as `folder` corrects them, and what of its choices and corrections cannot be
/// used. `today` is the day by which their standing is judged. Without a folder the choices are the defaults.
pub fn measures(
    library: &Library,
    folder: Option<&Path>,
    today: Option<&PartialDate>,
) -> (Vec<Measure>, Vec<Diagnostic>) {
    let (_, measures, found) = read(library, folder, today);
    (measures, found)
}

/// What was read out of a library's texts, for its file, and what of its choices and corrections cannot be
/// used.
pub fn extracts(library: &Library, folder: Option<&Path>) -> (Extracts, Vec<Diagnostic>) {
    let (choices, measures, found) = read(library, folder, None);
    (
        celan_measures::extracts(library, &choices, &measures),
        found,
    )
}

fn read(
    library: &Library,
    folder: Option<&Path>,
    today: Option<&PartialDate>,
) -> (Choices, Vec<Measure>, Vec<Diagnostic>) {
    let (choices, mut found) = folder.map_or_else(Default::default, choices_of);
    let mut measures = celan_measures::measures(library, &choices, today);
    if let Some(folder) = folder {
        found.extend(apply_in(folder, library, &choices, &mut measures));
    }
    (choices, measures, found)
}

fn choices_of(folder: &Path) -> (Choices, Vec<Diagnostic>) {
    // Where it cannot be read, whoever reads the corpus says so.
    let read = celan_files::read_inside(folder, MANIFEST, LIMIT);
    let Some(toml) = read.ok().and_then(|bytes| String::from_utf8(bytes).ok()) else {
        return Default::default();
    };
    match Choices::of_manifest(&toml) {
        Ok(choices) => (choices, Vec::new()),
        Err(error) => {
            let help = "each [[finder.who]] and [[finder.want]] has id, name and words, and may have within";
            let found = Diagnostic::error(MANIFEST, error.to_string(), help);
            (Choices::default(), vec![found])
        }
    }
}

/// The files of corrections, by name, in order.
fn names(folder: &Path, found: &mut Vec<Diagnostic>) -> Vec<String> {
    crate::corpus::names(folder, FOLDER, found)
}

/// Applies the corrections of a library's folder; what cannot be applied is returned.
fn apply_in(
    folder: &Path,
    library: &Library,
    choices: &Choices,
    measures: &mut Vec<Measure>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let names = names(folder, &mut found);
    for document in &library.documents {
        let name = format!("{}.toml", document.metadata.id);
        if names.binary_search(&name).is_err() {
            continue;
        }
        let file = format!("{FOLDER}/{name}");
        let Some(toml) = text(folder, &file, &mut found) else {
            continue;
        };
        match toml::from_str::<Corrections>(&toml) {
            Ok(corrections) => {
                let errors = corrections.apply(document, choices, measures);
                found.extend(errors.iter().map(|error| {
                    let help = "mend the entry, or take it out if the text has changed";
                    Diagnostic::error(&file, error.to_string(), help)
                }));
            }
            Err(error) => {
                let help =
                    "write [[correct]], [[add]] or [[drop]], each with anchor, quote and reason";
                found.push(Diagnostic::error(&file, error.to_string(), help));
            }
        }
    }
    found
}

/// Adds to the diagnostics of a corpus what is wrong with its choices and corrections.
pub fn check_measures(folder: &Path, corpus: &mut Corpus) {
    if corpus.plain {
        return;
    }
    let (_, errors) = measures(&corpus.library, Some(folder), None);
    corpus.diagnostics.extend(errors);
    let documents = corpus.library.documents.iter();
    let known: HashSet<&str> = documents.map(|d| d.metadata.id.as_str()).collect();
    // A folder that cannot be listed was named above.
    let names = names(folder, &mut Vec::new()).into_iter();
    let strange = names.filter(|name| {
        let id = name.strip_suffix(".toml");
        id.is_none_or(|id| !known.contains(id))
    });
    corpus.diagnostics.extend(strange.map(|name| {
        let help = "name it after a document's id, as <id>.toml";
        let file = format!("{FOLDER}/{name}");
        Diagnostic::error(&file, "no document has this name", help)
    }));
}
