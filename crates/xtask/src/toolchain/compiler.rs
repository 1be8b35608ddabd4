//! A compiler with the sources of its standard library.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::run;

/// What makes a program small: a panic stops it on the spot, without the code that would word it.
/// These flags are not yet stable ones; a compiler that does not know them does without.
const SMALL: [&str; 4] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
];

/// A compiler with the sources of its standard library.
pub(super) struct Compiler {
    pub(super) rustc: PathBuf,
    pub(super) cargo: PathBuf,
    /// What `rustc -vV` prints: names the compiler to the last bit.
    pub(super) identity: String,
    pub(super) sysroot: PathBuf,
    /// Whether it knows the flags that leave out the wording of panics.
    pub(super) terse: bool,
}

impl Compiler {
    /// The compiler in use, if its sources are here.
    pub(super) fn active() -> Option<Self> {
        let sysroot = super::active_sysroot().ok()?;
        let program = |name: &str| sysroot.join("bin").join(name);
        Self::at(program("rustc"), program("cargo"))
    }

    /// The compiler with these programs, if they are here and its sources are.
    pub(super) fn at(rustc: PathBuf, cargo: PathBuf) -> Option<Self> {
        if !cargo.is_file() || !rustc.is_file() {
            return None;
        }
        let command = || {
            let mut command = Command::new(&rustc);
            super::clean(&mut command);
            command
        };
        let sysroot = PathBuf::from(run::read(command().args(["--print", "sysroot"])).ok()?);
        let identity = run::read(command().arg("-vV")).ok()?;
        let known = run::read(
            command()
                .env("RUSTC_BOOTSTRAP", "1")
                .args(SMALL)
                .args(["--print", "cfg"]),
        );
        let sources = sysroot.join("lib/rustlib/src/rust/library/Cargo.lock");
        sources.is_file().then_some(Self {
            terse: known.is_ok(),
            rustc,
            cargo,
            identity,
            sysroot,
        })
    }

    /// The folder of its sources.
    pub(super) fn sources(&self) -> PathBuf {
        self.sysroot.join("lib/rustlib/src/rust")
    }

    pub(super) fn version(&self) -> &str {
        self.identity.lines().next().unwrap_or_default()
    }

    pub(super) fn host(&self) -> Result<&str> {
        self.identity
            .lines()
            .find_map(|line| line.strip_prefix("host: "))
            .context("the compiler does not say for which machine it is")
    }

    /// Flags for everything that goes into the browser's program.
    pub(super) fn flags(&self) -> &'static [&'static str] {
        if self.terse { &SMALL[2..] } else { &[] }
    }

    /// How a build in `profile` stops at a panic, as environment.
    pub(super) fn panic(&self, profile: &str) -> [(String, &'static str); 3] {
        let how = if self.terse {
            "immediate-abort"
        } else {
            "abort"
        };
        [
            (format!("CARGO_PROFILE_{profile}_PANIC"), how),
            ("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT".to_owned(), "true"),
            // What builds std, and what leaves panics unworded, is not yet stable.
            ("RUSTC_BOOTSTRAP".to_owned(), "1"),
        ]
    }
}
