//! The invariants hold of the small invented library in tests/fixture.

use std::path::{Path, PathBuf};

#[path = "invariants/anchors.rs"]
mod anchors;
#[path = "invariants/changing.rs"]
mod changing;
#[path = "invariants/damage.rs"]
mod damage;
#[path = "invariants/fidelity.rs"]
mod fidelity;
#[path = "invariants/search_truth.rs"]
mod search_truth;

/// The library that the invariants are tried with.
fn corpus_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixture")
}
