//! The standard library, compiled once for the size of what browsers download, and kept in the
//! cache as a folder shaped like a toolchain: `rustup toolchain link` takes it as well.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::compiler::Compiler;
use super::{TARGET, Toolchain, holds_std, packaged};
use crate::{memo, paths, run};

/// How the standard library is compiled. It takes part in the name of its folder.
const PROFILE: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "z"),
    ("CARGO_PROFILE_RELEASE_LTO", "fat"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];
/// Sorting and formatting as small as they come.
const FEATURES: &str = "-Zbuild-std-features=optimize_for_size";
/// Counts up when the shape of the folder changes.
const SHAPE: &str = "2";

/// The folder for this compiler and these flags, if it is complete.
pub(super) fn find(compiler: &Compiler) -> Result<Option<Toolchain>> {
    let folder = folder(compiler)?;
    Ok(holds_std(&libraries(&folder)).then(|| toolchain(compiler, &folder)))
}

/// The folder for this compiler, compiled now if it is not there.
pub(super) fn ready(compiler: &Compiler) -> Result<Toolchain> {
    match find(compiler)? {
        Some(found) => Ok(found),
        None => compile(compiler),
    }
}

/// Compiles the standard library into the cache.
fn compile(compiler: &Compiler) -> Result<Toolchain> {
    let folder = folder(compiler)?;
    let cache = paths::cache()?;
    fs::create_dir_all(&cache).with_context(|| format!("cannot make {}", cache.display()))?;
    let work = tempfile::tempdir_in(&cache)?;
    let crate_folder = work.path().join("build");
    memo::write(
        &crate_folder.join("Cargo.toml"),
        b"[package]\nname = \"celan-std\"\nedition = \"2024\"\n[workspace]\n",
    )?;
    memo::write(&crate_folder.join("src/lib.rs"), b"")?;
    run::say(format!(
        "compiling std for WASM, once, with {}",
        compiler.version()
    ));
    let mut cargo = Command::new(&compiler.cargo);
    super::clean(&mut cargo);
    let mut flags = vec![format!(
        "--remap-path-prefix={}=rust",
        compiler.sources().display()
    )];
    flags.extend(compiler.flags().iter().map(ToString::to_string));
    cargo
        .current_dir(&crate_folder)
        .args([
            "build",
            "--release",
            crates(compiler),
            FEATURES,
            "--target",
            TARGET,
            "--target-dir",
            "target",
        ])
        .env("RUSTC", &compiler.rustc)
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"))
        .envs(compiler.panic("RELEASE"))
        .envs(PROFILE);
    run::run(
        &mut cargo,
        "see above; its crates come from crates.io, which must be in reach",
    )?;

    let shaped = work.path().join("shaped");
    fs::create_dir_all(libraries(&shaped))?;
    let built = crate_folder
        .join("target")
        .join(TARGET)
        .join("release/deps");
    for entry in fs::read_dir(&built)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.ends_with(".rlib") && !name.starts_with("libcelan") {
            fs::copy(entry.path(), libraries(&shaped).join(&*name))?;
        }
    }
    link(compiler, &shaped)?;
    // Whoever comes first wins; the other's folder is the same.
    if fs::rename(&shaped, &folder).is_err() && !holds_std(&libraries(&folder)) {
        anyhow::bail!(
            "cannot write {}; remove it and run this again",
            folder.display()
        );
    }
    Ok(toolchain(compiler, &folder))
}

/// Gives the folder a compiler that knows its own libraries, its cargo, and a linker.
fn link(compiler: &Compiler, folder: &Path) -> Result<()> {
    let host = compiler.host()?;
    let binaries = folder.join("bin");
    fs::create_dir_all(&binaries)?;
    for program in ["rustc", "rustdoc"] {
        let original = compiler.rustc.with_file_name(program);
        let script = format!(
            "#!/bin/sh\nexec {} --sysroot \"$(dirname \"$(dirname \"$0\")\")\" \"$@\"\n",
            original.display()
        );
        let file = binaries.join(program);
        fs::write(&file, script)?;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755))?;
    }
    symlink(&compiler.cargo, binaries.join("cargo"))?;
    let own = folder.join("lib/rustlib").join(host);
    fs::create_dir_all(own.join("bin"))?;
    symlink(
        compiler.sysroot.join("lib/rustlib").join(host).join("lib"),
        own.join("lib"),
    )?;
    symlink(linker(compiler, host)?, own.join("bin/rust-lld"))?;
    Ok(())
}

/// The linker of either compiler, or Debian's, which answers to the same name.
fn linker(compiler: &Compiler, host: &str) -> Result<PathBuf> {
    let known = || {
        super::active_sysroot()
            .into_iter()
            .chain([compiler.sysroot.clone()])
            .map(|sysroot| sysroot.join("lib/rustlib").join(host).join("bin/rust-lld"))
            .chain(["/usr/bin/lld".into()])
            .find(|linker| linker.is_file())
    };
    if let Some(found) = known() {
        return Ok(found);
    }
    packaged::install(&["lld"])?;
    known().context("no linker for WASM is here; Debian's package `lld` has one")
}

fn folder(compiler: &Compiler) -> Result<PathBuf> {
    let (identity, crates) = (&compiler.identity, crates(compiler));
    let mut key = format!("{SHAPE}\n{identity}\n{crates}\n{FEATURES}\n");
    key += &compiler.flags().join("\n");
    for (name, value) in PROFILE {
        key += &format!("\n{name}={value}");
    }
    let name = format!("toolchain-{}", &memo::sha256(key.as_bytes())[..12]);
    Ok(paths::cache()?.join(name))
}

fn libraries(folder: &Path) -> PathBuf {
    folder.join("lib/rustlib").join(TARGET).join("lib")
}

fn crates(compiler: &Compiler) -> &'static str {
    if compiler.terse {
        "-Zbuild-std=std"
    } else {
        "-Zbuild-std=std,panic_abort"
    }
}

fn toolchain(compiler: &Compiler, folder: &Path) -> Toolchain {
    Toolchain {
        cargo: compiler.cargo.clone(),
        rustc: Some(folder.join("bin/rustc")),
        flags: compiler.flags(),
        environment: compiler.panic("WASM").into(),
        version: format!("{}, std compiled for size", compiler.version()),
    }
}
