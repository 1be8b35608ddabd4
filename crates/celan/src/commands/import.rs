//! `celan import`: documents of sources.

use crate::error::Failure;
use crate::output;
use std::fmt::Write;
use std::path::Path;

pub(crate) fn run(corpus: &Path) -> Result<(), Failure> {
    let report = celan_import::import(corpus)?;
    let mut out = String::new();
    for document in &report.documents {
        let blocks: usize = document.blocks.values().sum();
        let _ = writeln!(
            out,
            "{}: {blocks} blocks, {} lines joined, {} repairs, {} variants, {} doubts",
            document.id, document.joins, document.repairs, document.variants, document.doubts
        );
    }
    output::text(&out)
}
