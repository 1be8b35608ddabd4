//! `cargo xtask bench`: what the site weighs and how fast it is. It prints, and asserts nothing.

mod browser;
mod network;
mod reading;
mod sizes;
mod touches;

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::dist::Files;
use crate::effort::Effort;
use crate::toolchain::Source;
use crate::{dist, paths, run, test};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Measure dist/ as it is
    #[arg(long)]
    no_build: bool,
    /// Only the site over a bad line
    #[arg(long)]
    network: bool,
    /// Only how documents are opened and scrolled
    #[arg(long)]
    reading: bool,
    /// Only what three kinds of change to the corpus bring to a device that keeps the library
    #[arg(long)]
    updates: bool,
    /// Only how well measures are read: the texts of this folder beside its gold.json
    #[arg(long, value_name = "FOLDER")]
    measures: Option<PathBuf>,
    /// Only how many touches of the keyboard in the page lead to words and names
    #[arg(long)]
    keyboard: bool,
    /// Only how soon a public screen answers a touch
    #[arg(long)]
    touches: bool,
    /// Build what has changed since the site in this folder, and print only what a visitor fetches who
    /// has that one
    #[arg(long, value_name = "FOLDER")]
    since: Option<PathBuf>,
}

pub(crate) fn run(options: &Options, source: Source) -> Result<()> {
    if let Some(folder) = &options.measures {
        let folder = folder
            .canonicalize()
            .with_context(|| format!("{} is no folder", folder.display()))?;
        return run::run(
            core(&["measures"]).env("CELAN_MEASURES", folder),
            "see its message above",
        );
    }
    if options.keyboard {
        return run::run(&mut core(&["keyboard"]), "see its message above");
    }
    if options.updates {
        return run::run(&mut core(&["updates"]), "see its message above");
    }
    // Read before the build, which may replace it.
    let since = options.since.as_deref().map(Files::read).transpose()?;
    if !options.no_build {
        let since = options.since.clone();
        dist::run(&dist::Options { since }, Effort::Full, source)?;
    }
    let files = Files::read(&paths::dist())?;
    if let Some(since) = &since {
        return sizes::print_update(since, &files);
    }
    if options.network {
        test::browser_ready()?;
        return network::print(&files);
    }
    if options.reading {
        test::browser_ready()?;
        return reading::print();
    }
    if options.touches {
        test::browser_ready()?;
        return touches::print();
    }
    sizes::print(&files);
    native(&files)?;
    test::browser_ready()?;
    browser::print()?;
    reading::print()?;
    touches::print()?;
    network::print(&files)
}

/// The search core on this machine, from the blob of the site.
fn native(files: &Files) -> Result<()> {
    let library = files
        .library()
        .context("dist/ has no library; run `cargo xtask dist`")?;
    println!("\nThe search core on this machine");
    run::run(
        core(&["native", "questions"]).env("CELAN_BLOB", paths::dist().join(library)),
        "see its message above",
    )
}

/// What measures the core without a site.
fn core(benches: &[&str]) -> Command {
    let mut cargo = run::cargo();
    cargo.args(["bench", "--quiet", "--package", "celan-tests"]);
    for bench in benches {
        cargo.args(["--bench", bench]);
    }
    cargo
}
