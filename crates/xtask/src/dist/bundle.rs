//! The files under assets/, named by their content, so that a browser may keep them for good.

use std::fs;

use anyhow::{Context, Result, bail};

use super::Site;
use crate::app::App;
use crate::tools::Tools;
use crate::{floor, memo};

/// Starts the application.
const START: &str = include_str!("../../../../web/start.js");

/// Where the parts of the application stand, from the top of the site.
pub(crate) struct Names {
    pub(crate) script: String,
    pub(crate) wasm: String,
    pub(crate) library: String,
    pub(crate) provenance: String,
}

/// Adds script, WASM, library and provenance.
pub(crate) fn add(site: &mut Site, app: &App, tools: &Tools) -> Result<Names> {
    fs::write(app.glue.join("start.js"), START)?;
    let script = join(tools, app)?;
    Ok(Names {
        script: insert(site, "app", "js", script),
        wasm: insert(site, "app", "wasm", app.wasm.clone()),
        library: insert(site, "library", "celan", app.library.clone()),
        provenance: insert(site, "provenance", "celan", app.provenance.clone()),
    })
}

/// Puts a file under assets/ by its name and content, and returns its path.
fn insert(site: &mut Site, stem: &str, extension: &str, bytes: Vec<u8>) -> String {
    let path = format!("assets/{stem}-{}.{extension}", &memo::sha256(&bytes)[..10]);
    site.insert(path.clone(), bytes);
    path
}

/// Joins start and glue into one small module for the oldest supported browsers.
fn join(tools: &Tools, app: &App) -> Result<Vec<u8>> {
    let output = tools
        .command("esbuild", "esbuild")
        .current_dir(&app.glue)
        .args([
            "start.js",
            "--bundle",
            "--minify",
            "--format=esm",
            "--charset=utf8",
        ])
        .arg("--log-level=warning")
        .arg(format!("--target={}", floor::BROWSERS))
        .output()
        .context("cannot start esbuild")?;
    if !output.status.success() {
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
        bail!("esbuild cannot read what wasm-bindgen wrote; see its message above");
    }
    Ok(output.stdout)
}
