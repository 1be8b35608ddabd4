//! Other programs: running them, and saying what to do if they fail.

use std::env;
use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};

use crate::paths;

/// Says what is being done, on a line of its own.
pub(crate) fn say(what: impl AsRef<str>) {
    eprintln!("==> {}", what.as_ref());
}

/// Cargo, as it was called, in the root of the project.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(paths::root());
    command
}

/// Runs a command whose output the reader sees. `remedy` says what to do if it fails.
pub(crate) fn run(command: &mut Command, remedy: &str) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {}; {remedy}", name(command)))?;
    if !status.success() {
        bail!("{} failed ({status}); {remedy}", name(command));
    }
    Ok(())
}

/// Runs a command and returns what it printed on standard output, without the closing line break.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::null())
        .output()
        .with_context(|| format!("cannot start {}", name(command)))?;
    if !output.status.success() {
        bail!("{} failed ({})", name(command), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout)
        .trim_end()
        .to_owned())
}

/// Runs a command quietly behind a spinner; what it printed is shown only if it fails.
pub(crate) fn quietly(command: &mut Command, what: &str, remedy: &str) -> Result<()> {
    let output = spin(what, || command.output())
        .with_context(|| format!("cannot start {}; {remedy}", name(command)))?;
    if !output.status.success() {
        let printed = [output.stdout, output.stderr].concat();
        eprintln!("{}", String::from_utf8_lossy(&printed).trim_end());
        bail!("{} failed ({}); {remedy}", name(command), output.status);
    }
    Ok(())
}

/// Runs a command without output and says whether it succeeded within `limit`.
pub(crate) fn within(command: &mut Command, limit: Duration) -> bool {
    let Ok(mut child) = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn() else {
        return false;
    };
    let start = Instant::now();
    while start.elapsed() < limit {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(Duration::from_millis(100)),
            Err(_) => break,
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// Does `work` behind a spinner that says what is being done.
pub(crate) fn spin<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let spinner = ProgressBar::new_spinner().with_message(what.to_owned());
    if spinner.is_hidden() {
        say(what);
    }
    spinner.enable_steady_tick(Duration::from_millis(100));
    let done = work();
    let time = spinner.elapsed().as_secs_f32();
    spinner.finish_and_clear();
    if !spinner.is_hidden() {
        say(format!("{what} ({time:.1} s)"));
    }
    done
}

/// A bar over `steps` pieces of work.
pub(crate) fn bar(what: &'static str, steps: usize) -> ProgressBar {
    let bar = ProgressBar::new(steps as u64).with_message(what);
    if bar.is_hidden() {
        say(what);
    }
    let style = ProgressStyle::with_template("==> {msg} {wide_bar} {pos}/{len}");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Whether a program of this name can be started.
pub(crate) fn exists(program: impl AsRef<OsStr>) -> bool {
    within(
        Command::new(program).arg("--version"),
        Duration::from_secs(20),
    )
}

fn name(command: &Command) -> String {
    let words = [command.get_program()]
        .into_iter()
        .chain(command.get_args());
    let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    format!("`{}`", words.join(" "))
}
