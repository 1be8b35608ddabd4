//! What build and tests take from npm, at the versions that their package-lock.json name, in the
//! cache: wasm-opt and esbuild for the site, the rules of accessibility for its tests, a font.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{memo, paths, run};

const PACKAGE: &str = include_str!("../tools/package.json");
const LOCK: &str = include_str!("../tools/package-lock.json");

const CHECKS: &str = include_str!("../checks/package.json");
const CHECKS_LOCK: &str = include_str!("../checks/package-lock.json");

const LETTERS: &str = include_str!("../letters/package.json");
const LETTERS_LOCK: &str = include_str!("../letters/package-lock.json");

/// The script of axe-core, which finds what keeps people out of a page.
///
/// # Errors
/// Says what npm needs.
pub(crate) fn axe() -> Result<PathBuf> {
    let folder = brought("checks", CHECKS, CHECKS_LOCK)?;
    Ok(folder.join("node_modules/axe-core/axe.min.js"))
}

/// The folder of the font whose letters a public screen may bring.
///
/// # Errors
/// Says what npm needs.
pub(crate) fn letters() -> Result<PathBuf> {
    brought("letters", LETTERS, LETTERS_LOCK)
}

/// The tools, ready to run.
pub(crate) struct Tools {
    folder: PathBuf,
}

impl Tools {
    /// Finds the tools in the cache, or lets npm bring them there.
    ///
    /// # Errors
    /// Says how to get node and npm if they are missing.
    pub(crate) fn ready() -> Result<Self> {
        if !run::exists("node") {
            bail!(
                "wasm-opt and esbuild run on node: install node 18 or later, and then run this again"
            );
        }
        let folder = brought("tools", PACKAGE, LOCK)?;
        Ok(Self { folder })
    }

    /// The version of one package, as locked.
    pub(crate) fn version(package: &str) -> Result<String> {
        let lock: serde_json::Value = serde_json::from_str(LOCK)?;
        let version = &lock["packages"][format!("node_modules/{package}")]["version"];
        Ok(version
            .as_str()
            .context("tools/package-lock.json lacks a tool")?
            .to_owned())
    }

    /// A command that runs one of the packages' programs.
    pub(crate) fn command(&self, package: &str, program: &str) -> Command {
        let mut command = Command::new("node");
        let modules = self.folder.join("node_modules");
        command.arg(modules.join(package).join("bin").join(program));
        command
    }
}

/// The folder with what a lock file names; npm fetches it if it is not in the cache.
fn brought(name: &str, package: &str, lock: &str) -> Result<PathBuf> {
    let cache = paths::cache()?;
    let folder = cache.join(format!("{name}-{}", &memo::sha256(lock.as_bytes())[..12]));
    if !folder.is_dir() {
        fetch(&cache, &folder, package, lock)?;
    }
    Ok(folder)
}

fn fetch(cache: &Path, folder: &Path, package: &str, lock: &str) -> Result<()> {
    fs::create_dir_all(cache).with_context(|| format!("cannot make {}", cache.display()))?;
    let work = tempfile::tempdir_in(cache)?;
    memo::write(&work.path().join("package.json"), package.as_bytes())?;
    memo::write(&work.path().join("package-lock.json"), lock.as_bytes())?;
    let mut npm = Command::new("npm");
    npm.current_dir(work.path())
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    run::quietly(
        &mut npm,
        "npm ci: what package-lock.json names",
        "npm (it comes with node) must be installed and its registry in reach",
    )?;
    let work = work.keep();
    if fs::rename(&work, folder).is_err() {
        fs::remove_dir_all(&work)?;
    }
    Ok(())
}
