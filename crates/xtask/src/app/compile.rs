//! The application compiled, and the library packed by its build script.

use std::fs;
use std::io::BufReader;
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use cargo_metadata::Message;

use crate::effort::Effort;
use crate::toolchain::{TARGET, Toolchain};
use crate::{memo, paths, run};

const PACKAGE: &str = "celan-web";

/// What the profile `wasm` is instead where time counts and size does not.
const QUICK: [(&str, &str); 4] = [
    ("CARGO_PROFILE_WASM_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_WASM_LTO", "off"),
    ("CARGO_PROFILE_WASM_CODEGEN_UNITS", "64"),
    ("CARGO_PROFILE_WASM_INCREMENTAL", "true"),
];

/// What cargo leaves.
pub(super) struct Compiled {
    /// The module, not yet bound to JavaScript.
    pub(super) module: PathBuf,
    /// The folder of the packed library.
    pub(super) out_dir: PathBuf,
}

/// Compiles the application; for what is shipped, with doors to its chunks and what the split needs.
pub(super) fn compile(
    effort: Effort,
    toolchain: &Toolchain,
    base: Option<&[u8]>,
) -> Result<Compiled> {
    run::say(format!(
        "compiling the application with {}",
        toolchain.version
    ));
    let mut cargo = toolchain.cargo();
    cargo
        .current_dir(paths::root())
        .args([
            "rustc",
            "--locked",
            "--package",
            PACKAGE,
            "--profile",
            "wasm",
        ])
        .args([
            "--target",
            TARGET,
            "--message-format",
            "json-render-diagnostics",
            "--target-dir",
        ])
        .arg(match effort {
            Effort::Full => paths::site(),
            Effort::Quick => paths::site().join("quick"),
        })
        .env("CARGO_ENCODED_RUSTFLAGS", flags(toolchain))
        .stdout(Stdio::piped());
    match effort {
        Effort::Full => cargo.args(["--features", "chunks", "--", "-Clink-arg=--emit-relocs"]),
        Effort::Quick => cargo.envs(QUICK),
    };
    match base {
        Some(base) => {
            // By its content, and not written twice: a newer file would have all compiled again.
            let name = format!("{}.celan", memo::sha256(base));
            let file = paths::site().join("base").join(name);
            if !file.exists() {
                memo::write(&file, base)?;
            }
            cargo.env("CELAN_SINCE", file)
        }
        None => cargo.env_remove("CELAN_SINCE"),
    };
    let mut child = cargo.spawn().context("cannot start cargo")?;
    let output = child.stdout.take().context("cargo has no output")?;
    let (mut module, mut out_dir) = (None, None);
    for message in Message::parse_stream(BufReader::new(output)) {
        match message.context("cargo's messages are not understood")? {
            Message::CompilerArtifact(artifact) if artifact.target.name == PACKAGE => {
                let wasm =
                    |file: &&cargo_metadata::camino::Utf8PathBuf| file.extension() == Some("wasm");
                module = artifact.filenames.iter().find(wasm).cloned().or(module);
            }
            Message::BuildScriptExecuted(script) if script.package_id.repr.contains(PACKAGE) => {
                out_dir = Some(script.out_dir);
            }
            _ => {}
        }
    }
    if !child.wait()?.success() {
        bail!("the application does not compile; see the compiler's messages above");
    }
    Ok(Compiled {
        module: module
            .context("cargo built no WASM module of celan-web")?
            .into(),
        out_dir: out_dir
            .context("celan-web has no build script that packs the library")?
            .into(),
    })
}

/// Compiler flags: places on this machine are replaced, so that they are not in the module.
fn flags(toolchain: &Toolchain) -> String {
    let mut flags: Vec<String> = toolchain.flags.iter().map(ToString::to_string).collect();
    flags.push(format!(
        "--remap-path-prefix={}=celan",
        paths::root().display()
    ));
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| dirs::home_dir().map(|home| home.join(".cargo")));
    let sources = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    for registry in sources.into_iter().flatten().flatten() {
        flags.push(format!(
            "--remap-path-prefix={}=crates",
            registry.path().display()
        ));
    }
    flags.join("\x1f")
}
