//! Debian's packaged compiler: found, or installed where this user may.

use std::process::Command;

use anyhow::{Context, Result, bail};

use super::compiler::Compiler;
use super::{Toolchain, standard};
use crate::run;

/// The compiler, its cargo, and the sources of its standard library.
const PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";

/// The packaged compiler, if it is here and its standard library was compiled before.
pub(super) fn compiled() -> Result<Option<Toolchain>> {
    match find() {
        Some(compiler) => standard::find(&compiler),
        None => Ok(None),
    }
}

/// The packaged compiler, installed if it is missing, with its standard library compiled.
pub(super) fn ready() -> Result<Toolchain> {
    let compiler = match find() {
        Some(compiler) => compiler,
        None => {
            install(&PACKAGES)?;
            find().context(
                "Debian's compiler is installed but not complete; \
                 `rustup target add wasm32-unknown-unknown` would do in its place",
            )?
        }
    };
    standard::ready(&compiler)
}

fn find() -> Option<Compiler> {
    Compiler::at(RUSTC.into(), CARGO.into())
}

/// Installs Debian packages where this user may; elsewhere says which command does.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let command = format!("apt-get install {}", packages.join(" "));
    if !run::exists("apt-get") {
        bail!("this needs what Debian's `{command}` installs; install the like by hand");
    }
    if run::read(Command::new("id").arg("-u"))? != "0" {
        bail!("run `sudo {command}` and then this again");
    }
    let apt = |arguments: &[&str]| {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").args(arguments);
        apt
    };
    let remedy = format!("run `{command}` by hand, and then this again");
    let what = format!("{command} (as root)");
    run::quietly(&mut apt(&["update", "-qq"]), "apt-get update", &remedy)?;
    let options = ["install", "-y", "-qq", "--no-install-recommends"];
    run::quietly(apt(&options).args(packages), &what, &remedy)
}
