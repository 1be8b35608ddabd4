//! `cargo xtask bench`: what the site weighs and how fast it is. It prints, and asserts nothing.

mod browser;
mod network;
mod sizes;

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::dist::Files;
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
    /// Only what a visitor fetches who has the site that stands in this folder
    #[arg(long, value_name = "FOLDER")]
    since: Option<PathBuf>,
}

pub(crate) fn run(options: &Options, source: Source) -> Result<()> {
    if !options.no_build {
        dist::run(dist::Effort::Full, source)?;
    }
    let files = Files::read(&paths::dist())?;
    if let Some(folder) = &options.since {
        sizes::print_update(&Files::read(folder)?, &files);
        return Ok(());
    }
    if options.network {
        test::browser_ready()?;
        return network::print(&files);
    }
    sizes::print(&files);
    native(&files)?;
    test::browser_ready()?;
    browser::print()?;
    network::print(&files)
}

/// The search core on this machine, from the blob of the site.
fn native(files: &Files) -> Result<()> {
    let library = files
        .library()
        .context("dist/ has no library; run `cargo xtask dist`")?;
    println!("\nThe search core on this machine");
    run::run(
        test::cargo()
            .args([
                "bench",
                "--quiet",
                "--package",
                "celan-tests",
                "--bench",
                "native",
                "--bench",
                "questions",
            ])
            .env("CELAN_BLOB", paths::dist().join(library)),
        "see its message above",
    )
}
