//! What dependencies may be, by deny.toml: licences always; advisories, bans and sources if
//! cargo-deny is installed.

use std::process::Command;

use anyhow::{Context, Result};

use crate::{licences, paths, run};

const DENY: &str = "cargo-deny";

/// Checks every dependency.
///
/// What cannot be checked here (no cargo-deny, no way to the advisory database) is said, and is no
/// failure.
///
/// # Errors
/// Names each dependency that deny.toml does not let pass; says if the fuzz targets, a workspace of their
/// own, have a lock file that no longer fits.
pub(crate) fn check() -> Result<()> {
    run::read(
        run::cargo()
            .args(["metadata", "--locked", "--format-version", "1"])
            .args(["--manifest-path", "tests/fuzz/Cargo.toml"]),
    )
    .context("`cargo metadata --manifest-path tests/fuzz/Cargo.toml` mends its lock file")?;
    if !run::exists(DENY) {
        licences::check()?;
        run::say(
            "advisories, bans and sources were not checked: `cargo install --locked cargo-deny` does",
        );
        return Ok(());
    }
    let remedy = "replace what it names, or say in deny.toml why it may stay";
    let checks = ["licenses", "bans", "sources"];
    run::run(deny().arg("check").args(checks), remedy)?;
    if run::read(deny().args(["fetch", "db"])).is_err() {
        run::say("advisories were not checked: their database is out of reach (github.com)");
        return Ok(());
    }
    run::run(deny().args(["check", "advisories"]), remedy)
}

fn deny() -> Command {
    let mut command = Command::new(DENY);
    command.current_dir(paths::root()).arg("--locked");
    command
}
