//! Paths of the checkout and of the build.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The top of the checkout.
pub(crate) fn root() -> &'static Path {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    crates.and_then(Path::parent).unwrap_or(Path::new("."))
}

/// The finished site.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// The target folder of cargo.
pub(crate) fn target() -> PathBuf {
    let folder = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    root().join(folder)
}

/// What the site's build keeps between runs. It has a target folder of its own, since it may be
/// another compiler that builds here.
pub(crate) fn site() -> PathBuf {
    target().join("site")
}

/// What outlasts a `cargo clean`: the compiled standard library and the tools from npm.
pub(crate) fn cache() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("CELAN_CACHE") {
        return Ok(folder.into());
    }
    let caches = dirs::cache_dir()
        .context("this machine has no cache folder: set CELAN_CACHE to one that may be written")?;
    Ok(caches.join("celan"))
}
