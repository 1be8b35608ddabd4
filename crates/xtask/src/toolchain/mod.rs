//! The compiler that makes the WASM program, set up where it is missing.
//!
//! The smallest program comes of a standard library that is compiled with it, so a compiler with its
//! sources is wanted. In this order: the compiler in use, with sources that are here or that rustup
//! brings; Debian's packaged compiler, if its standard library was compiled before; the compiler in
//! use with the standard library that `rustup target add` brings; Debian's packaged compiler,
//! installed now.

mod compiler;
mod packaged;
mod standard;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::ValueEnum;

use self::compiler::Compiler;
pub(crate) use self::packaged::install;
use crate::run;

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Which compiler to take.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Source {
    /// The one in use, or else the packaged one
    #[default]
    Any,
    /// Debian's packaged compiler, with a standard library compiled here
    Packaged,
}

/// A compiler with a standard library for WASM.
pub(crate) struct Toolchain {
    cargo: PathBuf,
    /// Null where cargo finds its compiler by itself.
    rustc: Option<PathBuf>,
    /// Flags that it takes for the browser's program, beside those of every build.
    pub(crate) flags: &'static [&'static str],
    environment: Vec<(String, &'static str)>,
    /// The compiler's version and where its standard library comes from.
    pub(crate) version: String,
}

impl Toolchain {
    /// A cargo command that builds for the browser, in a target folder of its own.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = Command::new(&self.cargo);
        if let Some(rustc) = &self.rustc {
            command.env("RUSTC", rustc);
            clean(&mut command);
        }
        command.envs(self.environment.iter().map(|(k, v)| (k, v)));
        command
    }
}

/// Finds or sets up the compiler.
///
/// # Errors
/// Says what is missing and which command brings it.
pub(crate) fn ready(source: Source) -> Result<Toolchain> {
    if source == Source::Any {
        if Compiler::active().is_none() {
            rustup(&["component", "add", "rust-src"]);
        }
        if let Some(compiler) = Compiler::active() {
            return standard::ready(&compiler);
        }
        if let Some(found) = packaged::compiled()? {
            return Ok(found);
        }
        if active()?.is_none() {
            rustup(&["target", "add", TARGET]);
        }
        if let Some(found) = active()? {
            return Ok(found);
        }
        run::say("looking for a packaged compiler");
    }
    packaged::ready()
}

/// The folder of the compiler that cargo runs now.
fn active_sysroot() -> Result<PathBuf> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    Ok(run::read(Command::new(rustc).args(["--print", "sysroot"]))?.into())
}

/// The compiler that cargo runs now, if it can compile for WASM.
fn active() -> Result<Option<Toolchain>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let libraries =
        run::read(Command::new(&rustc).args(["--print", "target-libdir", "--target", TARGET]))
            .context("the Rust compiler does not answer; install it from https://rustup.rs")?;
    if !holds_std(Path::new(&libraries)) {
        return Ok(None);
    }
    let version = run::read(Command::new(&rustc).arg("-V"))?;
    Ok(Some(Toolchain {
        cargo: cargo.into(),
        rustc: None,
        flags: &[],
        environment: Vec::new(),
        version: format!("{version}, its own std"),
    }))
}

fn holds_std(folder: &Path) -> bool {
    folder.read_dir().is_ok_and(|entries| {
        entries
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
    })
}

/// Asks rustup for a part of the compiler; without a network to its host that cannot succeed, and
/// soon says so.
fn rustup(arguments: &[&str]) {
    if !run::exists("rustup") {
        return;
    }
    let limit = Duration::from_secs(300);
    let what = format!("rustup {}", arguments.join(" "));
    let added = run::spin(&what, || {
        let mut command = Command::new("rustup");
        command.args(arguments).env("RUSTUP_MAX_RETRIES", "1");
        run::within(&mut command, limit)
    });
    if !added {
        run::say(format!("`{what}` cannot download here"));
    }
}

/// Takes from a command what cargo and rustup set for the compiler in use: it would mislead another.
fn clean(command: &mut Command) {
    let misleading = |name: &OsString| {
        let name = name.to_string_lossy();
        name.starts_with("CARGO_PKG_")
            || name.starts_with("CARGO_MANIFEST_")
            || [
                "CARGO",
                "RUSTC",
                "RUSTDOC",
                "RUSTUP_TOOLCHAIN",
                "RUST_RECURSION_COUNT",
                "LD_LIBRARY_PATH",
            ]
            .contains(&&*name)
    };
    for (name, _) in env::vars_os().filter(|(name, _)| misleading(name)) {
        if name != "RUSTC" {
            command.env_remove(name);
        }
    }
}
