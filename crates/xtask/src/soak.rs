//! `cargo xtask soak`: what takes longer than a test may.

use anyhow::Result;

use crate::{run, test};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Cases drawn for each property
    #[arg(long, default_value_t = 20_000)]
    cases: u32,
}

/// Runs all native tests optimised, the long ones too, with many more cases for each property.
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
    )
}
