//! Slow pure steps, remembered by what went into them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::paths;

/// Returns what `make` made of these very inputs before, or makes it and remembers it. `step` names
/// the step and all that decides its result besides `inputs`: the tool's version and its options.
pub(crate) fn remember(
    step: &str,
    inputs: &[&[u8]],
    make: impl FnOnce() -> Result<Vec<u8>>,
) -> Result<Vec<u8>> {
    let mut hash = Sha256::new();
    for part in [step.as_bytes()].iter().chain(inputs) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let file = paths::site().join("memo").join(hex(&hash.finalize()));
    if let Ok(bytes) = fs::read(&file) {
        return Ok(bytes);
    }
    let bytes = make()?;
    write(&file, &bytes)?;
    Ok(bytes)
}

/// Writes a file whole or not at all, with the folders above it.
pub(crate) fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    let folder = file.parent().context("a file has a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut part = tempfile::Builder::new()
        // A web host may run as another user than the one who built.
        .permissions(fs::Permissions::from_mode(0o644))
        .tempfile_in(folder)?;
    std::io::Write::write_all(&mut part, bytes)?;
    part.persist(file)
        .with_context(|| format!("cannot write {}", file.display()))?;
    Ok(())
}

/// Returns the SHA-256 of `bytes` in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
