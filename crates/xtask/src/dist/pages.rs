//! The pages, written by celan-page from the library as it was packed: a page says what the
//! application says.

use anyhow::{Context, Result};
use celan_page::{Asset, Assets};

use super::Site;
use super::bundle::Names;
use crate::app::App;

/// Adds every page, with style, icon and manifest.
pub(crate) fn add(site: &mut Site, app: &App, names: &Names) -> Result<()> {
    let mut library = celan_blob::open(&app.library)
        .context("the packed library cannot be opened again")?
        .library;
    celan_blob::open_provenance(&app.provenance, &mut library)
        .context("the packed provenance cannot be opened again")?;
    let assets = Assets {
        style: celan_page::style(),
        script: Some(names.script.clone()),
        wasm: Some(names.wasm.clone()),
        library: Some(Asset {
            path: names.library.clone(),
            bytes: app.library.len() as u64,
        }),
        provenance: Some(names.provenance.clone()),
        ..Assets::default()
    };
    for page in celan_page::site(&library, &assets) {
        site.insert(page.path, page.bytes);
    }
    Ok(())
}
