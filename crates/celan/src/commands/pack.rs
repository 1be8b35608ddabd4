//! `celan pack`: a corpus as one blob, and its provenance as another.

use crate::error::Failure;
use crate::{library, output};
use std::fs;
use std::path::Path;

pub(crate) fn run(corpus: &Path, out: &Path) -> Result<(), Failure> {
    let packed = celan_blob::pack(&library::read(corpus)?)?;
    fs::create_dir_all(out).map_err(Failure::file(out))?;
    for (name, bytes) in [
        ("library.celan", packed.library),
        ("provenance.celan", packed.provenance),
    ] {
        let path = out.join(name);
        fs::write(&path, &bytes).map_err(Failure::file(&path))?;
        output::text(&format!("{}: {} bytes\n", path.display(), bytes.len()))?;
    }
    Ok(())
}
