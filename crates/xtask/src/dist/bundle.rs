//! The files under assets/, named by their content, so that a browser may keep them for good.

use std::fs;

use anyhow::{Context, Result};

use super::Site;
use crate::app::App;
use crate::tools::Tools;
use crate::{floor, memo};

/// Where the parts of the application stand, from the top of the site.
pub(crate) struct Names {
    pub(crate) script: String,
    pub(crate) wasm: String,
    pub(crate) blob: String,
}

/// Adds script, WASM and library.
pub(crate) fn add(site: &mut Site, app: &App, tools: &Tools) -> Result<Names> {
    let wasm = insert(site, "app", "wasm", app.wasm.clone());
    let blob = insert(site, "library", "blob", app.blob.clone());
    let start = format!(
        "import init from \"./app.js\";\n\
         init({{ module_or_path: new URL(\"{}\", import.meta.url) }});\n",
        wasm.trim_start_matches("assets/"),
    );
    fs::write(app.glue.join("start.js"), start)?;
    let script = esbuild(tools, app, "esm")?;
    let script = insert(site, "app", "js", script);
    Ok(Names { script, wasm, blob })
}

/// Puts a file under assets/ by its name and content, and returns its path.
pub(crate) fn insert(site: &mut Site, stem: &str, extension: &str, bytes: Vec<u8>) -> String {
    let path = format!("assets/{stem}-{}.{extension}", &memo::sha256(&bytes)[..10]);
    site.insert(path.clone(), bytes);
    path
}

/// Joins the glue's modules into one small script for the oldest supported browsers.
fn esbuild(tools: &Tools, app: &App, format: &str) -> Result<Vec<u8>> {
    let output = tools
        .command("esbuild", "esbuild")
        .current_dir(&app.glue)
        .args([
            "start.js",
            "--bundle",
            "--minify",
            "--charset=utf8",
            "--log-level=warning",
        ])
        .arg(format!("--format={format}"))
        .arg(format!("--target={}", floor::BROWSERS))
        .output()
        .context("cannot start esbuild")?;
    if !output.status.success() {
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
        anyhow::bail!("esbuild cannot read what wasm-bindgen wrote; see its message above");
    }
    Ok(output.stdout)
}
