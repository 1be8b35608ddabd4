//! `cargo xtask soak`: what takes longer than a test may.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{paths, run, test};

/// The targets in tests/fuzz.
const FUZZED: [&str; 8] = [
    "markdown",
    "corpus",
    "import",
    "query",
    "blob",
    "use",
    "changes",
    "provenance",
];

/// How libFuzzer sees which way a program takes: what cargo-fuzz gives the compiler, without a sanitizer.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
                        -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
                        -Cllvm-args=-sanitizer-coverage-pc-table \
                        -Cllvm-args=-sanitizer-coverage-trace-compares \
                        -Cdebug-assertions -Coverflow-checks -Ccodegen-units=1 --cfg fuzzing";

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Cases drawn for each property
    #[arg(long, default_value_t = 20_000)]
    cases: u32,
    /// Seconds of fuzzing for each target
    #[arg(long, default_value_t = 600)]
    fuzz: u32,
    /// Only the fuzz targets
    #[arg(long)]
    fuzz_only: bool,
    /// Only the site in dist/ before hosts that fail, each case of it
    #[arg(long)]
    hosts: bool,
    /// Only the site in dist/ as a public screen: so many seeded touches and keys
    #[arg(long, value_name = "TOUCHES", num_args = 0..=1, default_missing_value = "20000")]
    kiosk: Option<u32>,
    /// Only the site in dist/ on a phone, a desk and a tall screen: so many seeded touches and keys on each
    #[arg(long, value_name = "TOUCHES", num_args = 0..=1, default_missing_value = "33334")]
    touches: Option<u32>,
}

/// Runs all native tests optimised, the long ones too, with many more cases for each property; then
/// fuzzes.
pub(crate) fn run(options: &Options) -> Result<()> {
    if options.hosts {
        return hosts();
    }
    if let Some(touches) = options.kiosk {
        return browser(
            "public_screen::seeded",
            &[("CELAN_TOUCHES", touches.to_string())],
            "what was touched last is named above",
        );
    }
    if let Some(touches) = options.touches {
        return browser(
            "touching::",
            &[("CELAN_TOUCHES", touches.to_string())],
            "what was touched last is named above",
        );
    }
    if options.fuzz_only {
        return fuzz(options.fuzz);
    }
    run::run(
        run::cargo()
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
    fuzz(options.fuzz)
}

/// Plays every failing host against the site, and prints for each visit how many cases failed.
fn hosts() -> Result<()> {
    browser(
        "hosts::",
        &[("CELAN_HOSTS", "all".to_owned())],
        "the cases that failed are named above",
    )
}

/// Runs the browser tests of a name over the site in dist/, which print what they see.
fn browser(name: &str, asked: &[(&str, String)], remedy: &str) -> Result<()> {
    test::browser_ready()?;
    run::run(
        run::cargo()
            .args([
                "test",
                "--workspace",
                "--locked",
                "--features",
                test::BROWSER,
            ])
            .args(["--test", "browser", "--", "--nocapture", name])
            .env("CELAN_SITE", paths::dist())
            .env("RUST_TEST_THREADS", "2")
            .envs(asked.iter().map(|(key, value)| (key, value))),
        remedy,
    )
}

/// Fuzzes each target for so many seconds with plain libFuzzer, which any compiler can build; it prints
/// the number of runs.
fn fuzz(seconds: u32) -> Result<()> {
    let version = run::read(Command::new("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.context("rustc -vV does not name its host")?;
    let folder = paths::root().join("tests/fuzz");
    // With a target named, build scripts are compiled without these flags.
    run::run(
        run::cargo()
            .args(["build", "--release", "--locked", "--target", host])
            .current_dir(&folder)
            .env("RUSTFLAGS", COVERAGE),
        "the fuzz targets are not built: libFuzzer needs a C++ compiler",
    )?;
    for target in FUZZED {
        run::say(format!("fuzzing {target} for {seconds} s"));
        let programs = folder.join("target").join(host).join("release");
        // What it learns stays out of the tree; what does harm is to be kept in found/.
        let learned = folder.join("target/learned").join(target);
        fs::create_dir_all(&learned)?;
        let mut command = Command::new(programs.join(target));
        command
            .current_dir(&folder)
            .arg(&learned)
            .arg(format!("seeds/{target}"))
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-artifact_prefix=target/{target}-"))
            .args([
                "-max_len=8192",
                "-timeout=60",
                "-rss_limit_mb=2048",
                "-print_final_stats=1",
            ]);
        let (found, words) = (format!("found/{target}"), format!("words/{target}"));
        if folder.join(&found).is_dir() {
            command.arg(found);
        }
        if folder.join(&words).is_file() {
            command.arg(format!("-dict={words}"));
        }
        run::run(
            &mut command,
            "the input that did it is named above; keep it in tests/fuzz/found",
        )?;
    }
    Ok(())
}
