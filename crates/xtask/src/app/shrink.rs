//! A module made as small as its form allows.

use std::fs;
use std::process::Command;

use anyhow::Result;

use crate::tools::Tools;
use crate::{floor, memo, run};

/// Lets wasm-opt rewrite a module or a part of one.
pub(super) fn shrink(module: &[u8], tools: &Tools) -> Result<Vec<u8>> {
    let options = [
        // The stack comes first in memory, so no value has an address so low.
        "--low-memory-unused",
        "-Oz",
        "--converge",
        "--strip-debug",
        "--strip-producers",
        "--strip-target-features",
    ];
    let version = Tools::version("binaryen")?;
    let step = format!("wasm-opt {version} {options:?} {:?}", floor::WASM_OPT);
    memo::remember(&step, &[module], || {
        let work = tempfile::tempdir()?;
        let (input, output) = (work.path().join("in.wasm"), work.path().join("out.wasm"));
        fs::write(&input, module)?;
        let mut command: Command = tools.command("binaryen", "wasm-opt");
        command
            .args(floor::WASM_OPT)
            .args(options)
            .arg(&input)
            .arg("-o")
            .arg(&output);
        run::quietly(&mut command, "wasm-opt", "see its message above")?;
        Ok(fs::read(&output)?)
    })
}
