//! The pages, written by celan-page from the same corpus.

use anyhow::Result;

use super::Site;
use super::bundle::Names;
use crate::app::App;

pub(crate) fn add(_site: &mut Site, _app: &App, names: &Names) -> Result<()> {
    let _ = (&names.script, &names.wasm, &names.blob);
    Ok(())
}
