//! The files under assets/, named by their content, so that a browser may keep them for good.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use celan_page::Asset;
use wasm_encoder::{CustomSection, Section};

use super::Site;
use crate::app::App;
use crate::tools::Tools;
use crate::{floor, memo};

/// Finds the site, limits its waits, brings its chunks, keeps it on the device, and starts the application.
const FIRST: [(&str, &str); 5] = [
    ("root.js", include_str!("../../../../web/assets/root.js")),
    (
        "arrival.js",
        include_str!("../../../../web/assets/arrival.js"),
    ),
    (
        "chunks.js",
        include_str!("../../../../web/assets/chunks.js"),
    ),
    (
        "offline.js",
        include_str!("../../../../web/assets/offline.js"),
    ),
    (
        "bootstrap.js",
        include_str!("../../../../web/assets/bootstrap.js"),
    ),
];
/// Carries text out of the page, and files in, and reads aloud.
const LATER: [(&str, &str); 3] = [
    (
        "clipboard.js",
        include_str!("../../../../web/assets/clipboard.js"),
    ),
    (
        "file_input.js",
        include_str!("../../../../web/assets/file_input.js"),
    ),
    (
        "speech.js",
        include_str!("../../../../web/assets/speech.js"),
    ),
];
/// The chunk that the scripts of [`LATER`] come with.
const MORE: &str = "more";
const WORKER: &str = include_str!("../../../../web/assets/service-worker.js");

/// Where the service worker stands: at the top, so that it may serve all.
pub(crate) const SERVICE_WORKER: &str = "service-worker.js";

/// The first word of the name of script, style and the part of the program that runs first.
pub(super) const PROGRAM: &str = "app";

/// The first word of the library's name.
pub(super) const LIBRARY: &str = "library";

/// The parts of the application.
pub(crate) struct Parts {
    pub(crate) script: Asset,
    pub(crate) wasm: Program,
    /// The other parts of the program.
    pub(crate) others: Vec<Program>,
    pub(crate) library: Asset,
    /// What has changed since that library.
    pub(crate) changes: Option<Asset>,
    pub(crate) provenance: Asset,
    /// The script as one that is no module, for the page that is everything in one file.
    pub(crate) classic: String,
}

/// A part of the program: the file, and what it holds.
pub(crate) struct Program {
    pub(crate) asset: Asset,
    pub(crate) bytes: Vec<u8>,
}

/// A script that runs others.
fn running(scripts: &[(&str, &str)]) -> String {
    let names = scripts.iter().map(|(name, _)| name);
    names
        .map(|name| format!("import \"./{name}\";\n"))
        .collect()
}

/// Adds script, WASM, library and provenance. Where there is a former library, it stays as it is, with
/// what has changed since.
pub(crate) fn add(site: &mut Site, app: &App, tools: &Tools) -> Result<Parts> {
    for (name, script) in FIRST.iter().chain(&LATER) {
        fs::write(app.glue.join(name), script)?;
    }
    let all = [LATER.as_slice(), &FIRST].concat();
    let classic = String::from_utf8(join(tools, app, &all, "iife")?)?;
    // A quick build is in one piece.
    let (first, later) = if app.chunks.is_empty() {
        (all.as_slice(), None)
    } else {
        let later = join(tools, app, &LATER, "iife")?;
        (FIRST.as_slice(), Some(insert(site, MORE, "js", &later)))
    };
    let script = join(tools, app, first, "esm")?;
    let others = app.parts.iter();
    let others: BTreeMap<_, _> = others
        .map(|(name, part)| (name.as_str(), program(site, name, part.clone())))
        .collect();
    let since = app.since.as_ref();
    let library = since.map_or(&app.library, |since| &since.base);
    Ok(Parts {
        script: insert(site, PROGRAM, "js", &script),
        wasm: program(site, PROGRAM, with_chunks(app, &others, later.as_ref())?),
        others: others.into_values().collect(),
        library: insert(site, LIBRARY, "celan", library),
        changes: since.map(|since| insert(site, "changes", "celan", &since.changes)),
        provenance: insert(site, "provenance", "celan", &app.provenance),
        classic,
    })
}

fn program(site: &mut Site, stem: &str, bytes: Vec<u8>) -> Program {
    let asset = insert(site, stem, "wasm", &bytes);
    Program { asset, bytes }
}

/// The first part of the program, with a section that says of which files each chunk consists, so that
/// parts of different builds never meet.
fn with_chunks(
    app: &App,
    others: &BTreeMap<&str, Program>,
    later: Option<&Asset>,
) -> Result<Vec<u8>> {
    let mut wasm = app.wasm.clone();
    let Some(later) = later else {
        return Ok(wasm);
    };
    let file = |part: &String| {
        let part = others.get(part.as_str());
        let asset = &part.context("a chunk has a part that is missing")?.asset;
        Ok([asset.path.as_str(), asset.integrity.as_str()])
    };
    let files = |parts: &Vec<String>| parts.iter().map(file).collect::<Result<Vec<_>>>();
    let chunks = app.chunks.iter();
    let mut chunks: BTreeMap<&str, Vec<[&str; 2]>> = chunks
        .map(|(chunk, parts)| Ok((chunk.as_str(), files(parts)?)))
        .collect::<Result<_>>()?;
    let more = chunks.entry(MORE).or_default();
    more.push([&later.path, &later.integrity]);
    let styles = celan_page::chunk_styles();
    let styles = styles.map(|(chunk, style)| (chunk, Asset::new(&style.path, &style.bytes)));
    for (chunk, style) in &styles {
        let files = chunks.entry(chunk).or_default();
        files.push([&style.path, &style.integrity]);
    }
    let section = CustomSection {
        name: "chunks".into(),
        data: serde_json::to_vec(&chunks)?.into(),
    };
    section.append_to(&mut wasm);
    Ok(wasm)
}

/// Puts a file under assets/ by its name and content.
pub(super) fn insert(site: &mut Site, stem: &str, extension: &str, bytes: &[u8]) -> Asset {
    let path = format!("assets/{stem}-{}.{extension}", &memo::sha256(bytes)[..10]);
    site.insert(path.clone(), bytes.to_vec());
    Asset::new(&path, bytes)
}

/// The service worker of this version of the site.
pub(super) fn service_worker(tools: &Tools, version: &str) -> Result<Vec<u8>> {
    let script = WORKER
        .replace("%VERSION%", version)
        .replace("%OWN%", SERVICE_WORKER);
    let work = tempfile::tempdir()?;
    fs::write(work.path().join(SERVICE_WORKER), script)?;
    esbuild(tools, work.path(), &[SERVICE_WORKER])
}

/// Joins scripts and the glue that they import into one small script.
fn join(tools: &Tools, app: &App, scripts: &[(&str, &str)], format: &str) -> Result<Vec<u8>> {
    const ALL: &str = "all.js";
    fs::write(app.glue.join(ALL), running(scripts))?;
    let format = format!("--format={format}");
    esbuild(tools, &app.glue, &[ALL, "--bundle", &format])
}

/// Makes a script small, for the oldest supported browsers.
fn esbuild(tools: &Tools, folder: &Path, arguments: &[&str]) -> Result<Vec<u8>> {
    let output = tools
        .command("esbuild", "esbuild")
        .current_dir(folder)
        .args(arguments)
        .args(["--minify", "--charset=utf8", "--log-level=warning"])
        .arg(format!("--target={}", floor::BROWSERS))
        .output()
        .context("cannot start esbuild")?;
    if !output.status.success() {
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
        bail!("esbuild cannot read a script; see its message above");
    }
    Ok(output.stdout)
}
