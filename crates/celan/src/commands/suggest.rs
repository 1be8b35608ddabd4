//! `celan suggest`: what a beginning may become.

use crate::arguments::Format;
use crate::error::Failure;
use crate::{library, output};
use celan_search::Index;
use std::fmt::Write;
use std::path::Path;

pub(crate) fn run(
    path: Option<&Path>,
    prefix: &str,
    limit: usize,
    format: Format,
) -> Result<(), Failure> {
    let index = Index::open(library::contents(path)?);
    let answer = index.suggest(prefix, limit);
    if format == Format::Json {
        return output::json(&answer);
    }
    let mut out = String::new();
    for suggestion in &answer.suggestions {
        let _ = writeln!(out, "{}\t{}", suggestion.text, suggestion.occurrences);
    }
    output::text(&out)
}
