//! `cargo xtask test`: everything that holds before a change is done.

use std::env;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::dist;
use crate::effort::Effort;
use crate::toolchain::{self, Source};
use crate::{dependencies, paths, run, tools};

/// Names the feature that the browser tests stand behind: without a built site they make no sense.
pub(crate) const BROWSER: &str = "celan-tests/browser";

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only these steps, in their order
    #[arg(value_enum)]
    steps: Vec<Step>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Step {
    /// The form of the code
    Format,
    /// What clippy finds
    Lints,
    /// That the documentation builds
    Docs,
    /// Licences, advisories and sources of what is depended on
    Dependencies,
    /// Tests on this machine
    Native,
    /// The site
    Dist,
    /// Tests of the site in Chromium
    Browser,
}

const STEPS: [Step; 7] = [
    Step::Format,
    Step::Lints,
    Step::Docs,
    Step::Dependencies,
    Step::Native,
    Step::Dist,
    Step::Browser,
];

/// Runs every step, also after one that fails, and sums them up.
pub(crate) fn run(options: &Options, effort: Effort, source: Source) -> Result<()> {
    let asked = |step: &Step| options.steps.is_empty() || options.steps.contains(step);
    let mut lines = Vec::new();
    let mut failed = 0;
    for step in STEPS.into_iter().filter(asked) {
        run::say(format!("{step:?}"));
        let start = Instant::now();
        let done = step.run(effort, source);
        if let Err(error) = &done {
            eprintln!("error: {error:#}");
            failed += 1;
        }
        lines.push(line(step, start.elapsed(), &done));
    }
    eprintln!("\n{}", lines.join("\n"));
    if failed > 0 {
        bail!(
            "{failed} of {} steps failed; `cargo xtask test STEP` runs one again",
            lines.len()
        );
    }
    Ok(())
}

fn line(step: Step, time: Duration, done: &Result<()>) -> String {
    let name = format!("{step:?}").to_lowercase();
    let result = if done.is_ok() { "ok" } else { "FAILED" };
    format!("{name:<13}{:>8.1} s  {result}", time.as_secs_f32())
}

impl Step {
    fn run(self, effort: Effort, source: Source) -> Result<()> {
        match self {
            Self::Format => run::run(
                run::cargo().args(["fmt", "--all", "--check"]),
                "run `cargo fmt`",
            ),
            Self::Lints => run::run(
                run::cargo()
                    .args([
                        "clippy",
                        "--workspace",
                        "--all-targets",
                        "--locked",
                        "--features",
                        BROWSER,
                    ])
                    .args(["--", "-D", "warnings"]),
                "mend what it says above",
            ),
            Self::Docs => run::run(
                run::cargo()
                    .args(["doc", "--workspace", "--no-deps", "--locked"])
                    .env("RUSTDOCFLAGS", "-D warnings"),
                "mend what it says above",
            ),
            Self::Dependencies => dependencies::check(),
            Self::Native => run::run(
                run::cargo().args(["test", "--workspace", "--locked", "--no-fail-fast"]),
                "the tests that failed are named above",
            ),
            Self::Dist => dist::run(&dist::Options::default(), effort, source).map(drop),
            Self::Browser => {
                browser_ready()?;
                run::run(
                    run::cargo()
                        .args(["test", "--workspace", "--locked", "--features", BROWSER])
                        .args(["--test", "browser"])
                        .env("CELAN_SITE", paths::dist())
                        .env("CELAN_AXE", tools::axe()?)
                        .env("RUST_TEST_THREADS", side_by_side()),
                    "the tests that failed are named above",
                )
            }
        }
    }
}

/// How many browser tests run at a time: they wait often, so that there is one more than cores. With
/// two for each core, those that follow a service worker wait too long for it.
fn side_by_side() -> String {
    env::var("RUST_TEST_THREADS").unwrap_or_else(|_| {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        (cores + 1).to_string()
    })
}

/// Sets up Chromium and its driver where they are missing.
pub(crate) fn browser_ready() -> Result<()> {
    if !(run::exists("chromedriver") && run::exists("chromium")) {
        toolchain::install(&["chromium", "chromium-driver"])?;
    }
    // Without them each Chinese character is an empty box, narrower than what readers see.
    if run::read(Command::new("fc-list").arg(":lang=zh")).is_ok_and(|fonts| fonts.is_empty()) {
        run::say(
            "no Chinese letters here, so that widths are not those of readers: `apt-get install fonts-noto-cjk`",
        );
    }
    Ok(())
}
