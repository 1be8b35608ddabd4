//! `celan suggest`: what a beginning may become.

use crate::arguments::Format;
use crate::error::Failure;
use crate::library::{self, Source};
use crate::output;
use celan_search::Index;
use std::fmt::Write;

pub(crate) fn run(
    source: &Source,
    prefix: &str,
    limit: usize,
    format: Format,
) -> Result<(), Failure> {
    let index = Index::open(library::contents(source)?);
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
