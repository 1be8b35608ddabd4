//! What a library's folder says of its measures: the finder's choices, and corrections by hand.

use crate::corpus::Corpus;
use crate::diagnostic::Diagnostic;
use celan_document::{Library, PartialDate};
use celan_finder::Extracts;
use celan_measures::{Choices, Corrections, Measure};
use std::fs;
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
    let Ok(toml) = fs::read_to_string(folder.join(MANIFEST)) else {
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

/// Applies the corrections of a library's folder; what cannot be applied is returned.
fn apply_in(
    folder: &Path,
    library: &Library,
    choices: &Choices,
    measures: &mut Vec<Measure>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for document in &library.documents {
        let file = format!("{FOLDER}/{}.toml", document.metadata.id);
        let path = folder.join(&file);
        if !path.is_file() {
            continue;
        }
        let read = fs::read_to_string(&path).map_err(|error| error.to_string());
        let read = read.and_then(|toml| {
            toml::from_str::<Corrections>(&toml).map_err(|error| error.to_string())
        });
        match read {
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
                found.push(Diagnostic::error(&file, error, help));
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
    if !folder.join(FOLDER).is_dir() {
        return;
    }
    if let Ok(files) = fs::read_dir(folder.join(FOLDER)) {
        let known = |name: &str| {
            corpus
                .library
                .documents
                .iter()
                .any(|d| Some(d.metadata.id.as_str()) == name.strip_suffix(".toml"))
        };
        let mut strange: Vec<String> = files
            .filter_map(|file| file.ok()?.file_name().into_string().ok())
            .filter(|name| !known(name))
            .collect();
        strange.sort();
        corpus.diagnostics.extend(strange.iter().map(|name| {
            let help = "name it after a document's id, as <id>.toml";
            Diagnostic::error(
                &format!("{FOLDER}/{name}"),
                "no document has this name",
                help,
            )
        }));
    }
}
