//! Builds, serves, tests and measures Celan: `cargo xtask dist | serve | test | bench | soak`.
//!
//! One file a task. Every task sets up what it lacks, may be run again at once, and where it cannot
//! go on says in a sentence what to do.

mod app;
mod bench;
mod dependencies;
mod dist;
mod effort;
mod floor;
mod licences;
mod memo;
mod paths;
mod run;
mod serve;
mod soak;
mod test;
mod toolchain;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::effort::Effort;
use crate::toolchain::Source;

#[derive(Parser)]
#[command(name = "cargo xtask", about, version)]
struct Args {
    #[command(subcommand)]
    task: Task,
    /// Which compiler makes the WASM program
    #[arg(
        long,
        global = true,
        env = "CELAN_COMPILER",
        value_enum,
        default_value_t
    )]
    compiler: Source,
    /// Build the site in a fraction of the time and several times as large: to try, not to ship
    #[arg(long, global = true)]
    quick: bool,
}

#[derive(Subcommand)]
enum Task {
    /// Build the optimised site into dist/
    Dist(dist::Options),
    /// Build the site and serve it on this machine
    Serve(serve::Options),
    /// Check form, lints, docs, dependencies, and test natively and in Chromium
    Test(test::Options),
    /// Measure sizes, times and memory of the site
    Bench(bench::Options),
    /// Run the native tests for long
    Soak(soak::Options),
}

fn main() -> ExitCode {
    let args = Args::parse();
    let effort = if args.quick {
        Effort::Quick
    } else {
        Effort::Full
    };
    let done = match args.task {
        Task::Dist(options) => dist::run(&options, effort, args.compiler).map(|_| ()),
        Task::Serve(options) => serve::run(&options, args.compiler),
        Task::Test(options) => test::run(&options, effort, args.compiler),
        Task::Bench(options) => bench::run(&options, args.compiler),
        Task::Soak(options) => soak::run(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
