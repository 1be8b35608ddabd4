//! Tests that speak of the texts in corpus/: whoever replaces these texts replaces these tests.
//!
//! The invariants, which hold of any library, are tried with these texts too.

use std::path::{Path, PathBuf};

#[path = "../invariants/anchors.rs"]
mod anchors;
mod cards;
#[path = "../invariants/changing.rs"]
mod changing;
mod corrections;
#[path = "../invariants/damage.rs"]
mod damage;
#[path = "../invariants/fidelity.rs"]
mod fidelity;
mod figures;
mod names;
mod pairs;
mod ranking;
mod reprint;
#[path = "../invariants/search_truth.rs"]
mod search_truth;
mod structure;
mod thesaurus;
mod vocabulary;

/// The library that the invariants are tried with.
fn corpus_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus")
}
