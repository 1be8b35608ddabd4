//! `celan pack`: a corpus as one blob, or what has changed since it was published, and its provenance as
//! another.

use crate::error::Failure;
use crate::{library, output};
use std::fs;
use std::path::Path;

pub(crate) fn run(corpus: &Path, since: Option<&Path>, out: &Path) -> Result<(), Failure> {
    let packed = celan_blob::pack(&library::read(corpus)?)?;
    let library = match since {
        None => ("library.celan", packed.library),
        Some(base) => ("changes.celan", changes(base, &packed.library)?),
    };
    fs::create_dir_all(out).map_err(Failure::file(out))?;
    for (name, bytes) in [library, ("provenance.celan", packed.provenance)] {
        let path = out.join(name);
        fs::write(&path, &bytes).map_err(Failure::file(&path))?;
        output::text(&format!("{}: {} bytes\n", path.display(), bytes.len()))?;
    }
    Ok(())
}

/// What makes the packed library of the one that was published.
fn changes(base: &Path, library: &[u8]) -> Result<Vec<u8>, Failure> {
    let published = fs::read(base).map_err(Failure::file(base))?;
    celan_blob::delta(&published, library).map_err(|source| Failure::Since {
        base: base.to_owned(),
        source,
    })
}
