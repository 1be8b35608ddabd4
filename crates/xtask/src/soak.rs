//! `cargo xtask soak`: what takes longer than a test may.

use std::process::Command;

use anyhow::Result;

use crate::{paths, run, test};

/// The targets in tests/fuzz.
const FUZZED: [&str; 5] = ["markdown", "import", "query", "blob", "changes"];

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Cases drawn for each property
    #[arg(long, default_value_t = 20_000)]
    cases: u32,
    /// Seconds of fuzzing for each target
    #[arg(long, default_value_t = 600)]
    fuzz: u32,
}

/// Runs all native tests optimised, the long ones too, with many more cases for each property; then
/// fuzzes, where cargo-fuzz and a nightly compiler are there.
pub(crate) fn run(options: &Options) -> Result<()> {
    run::run(
        test::cargo()
            .args([
                "test",
                "--workspace",
                "--locked",
                "--release",
                "--no-fail-fast",
            ])
            .args(["--", "--include-ignored"])
            .env("PROPTEST_CASES", options.cases.to_string()),
        "the tests that failed are named above",
    )?;
    if run::read(fuzz().arg("--version")).is_err() {
        run::say(
            "no fuzzing: it needs `rustup toolchain install nightly` and `cargo install cargo-fuzz`",
        );
        return Ok(());
    }
    for target in FUZZED {
        run::say(format!("fuzzing {target} for {} s", options.fuzz));
        run::run(
            fuzz()
                .args(["run", "--fuzz-dir", "tests/fuzz", target, "--"])
                .arg(format!("-max_total_time={}", options.fuzz))
                .args(["-max_len=8192", "-timeout=60"]),
            "the input that did it is named above",
        )?;
    }
    Ok(())
}

/// cargo-fuzz under the nightly compiler: rustup's cargo, as only that one knows toolchains.
fn fuzz() -> Command {
    let mut command = Command::new("cargo");
    command
        .args(["+nightly", "fuzz"])
        .current_dir(paths::root())
        .env_remove("CARGO")
        .env_remove("RUSTC");
    command
}
