//! `celan pack`: a corpus as one blob, or what has changed since it was published, and its provenance as
//! another.

use crate::error::Failure;
use crate::{library, output};
use celan_files::Outputs;
use std::path::Path;

pub(crate) fn run(corpus: &Path, since: Option<&Path>, out: &Path) -> Result<(), Failure> {
    let packed = library::pack(corpus)?;
    let library = match since {
        None => ("library.celan", packed.library),
        Some(base) => ("changes.celan", changes(base, &packed.library)?),
    };
    let mut outputs = Outputs::new(out);
    let mut said = String::new();
    for (name, bytes) in [library, ("provenance.celan", packed.provenance)] {
        said += &format!("{}: {} bytes\n", out.join(name).display(), bytes.len());
        outputs.add(name, bytes);
    }
    outputs.commit()?;
    output::text(&said)
}

/// What makes the packed library of the one that was published.
fn changes(base: &Path, library: &[u8]) -> Result<Vec<u8>, Failure> {
    let published = celan_files::read(base, library::LIMIT)?;
    celan_blob::delta(&published, library).map_err(|source| Failure::Since {
        base: base.to_owned(),
        source,
    })
}
