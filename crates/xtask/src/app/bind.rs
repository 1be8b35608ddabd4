//! The module's glue: what binds it to JavaScript.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

/// Writes the module's glue, without the address of the module: each page says where it is. Returns the
/// module that belongs to it.
pub(super) fn bind(module: Vec<u8>, glue: &Path) -> Result<Vec<u8>> {
    if glue.exists() {
        fs::remove_dir_all(glue)?;
    }
    let mut output = Bindgen::new()
        .input_bytes("app", module)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        // The table, through which the parts of the program call each other.
        .keep_lld_exports(true)
        .generate_output()
        .context("wasm-bindgen failed; its version in Cargo.toml and xtask's must be the same")?;
    // Each import has a long name with a hash, which stands in both files and compresses badly.
    let mut names: HashMap<String, String> = HashMap::new();
    for import in output.wasm_mut().imports.iter_mut() {
        let short = format!("i{}", names.len());
        let short = names.entry(import.name.clone()).or_insert(short);
        import.name.clone_from(short);
    }
    output.emit(glue)?;
    let file = glue.join("app.js");
    let mut script = fs::read_to_string(&file)?;
    for (name, short) in names {
        let field = |name: &str| format!(" {name}: function(");
        if script.matches(&field(&name)).count() != 1 {
            bail!("wasm-bindgen's script has no function `{name}`");
        }
        script = script.replace(&field(&name), &field(&short));
    }
    fs::write(file, script)?;
    Ok(fs::read(glue.join("app_bg.wasm"))?)
}
