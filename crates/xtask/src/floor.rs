//! The oldest browsers that the application runs in: Chromium 97, Safari 16, Firefox 79. Below them
//! the static pages serve. The first two are the first that start WASM under a policy without
//! `'unsafe-eval'`; Firefox 79 has the features that the module needs.

use anyhow::{Context, Result};
use wasmparser::{Validator, WasmFeatures};

/// For esbuild: syntax that these lack is rewritten.
pub(crate) const BROWSERS: &str = "chrome97,safari16,firefox79";

/// For wasm-opt: what all of them have beyond the first version of WebAssembly.
pub(crate) const WASM_OPT: [&str; 8] = [
    "--mvp-features",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-reference-types",
];

/// Holds a module to the floor.
///
/// # Errors
/// Names the place in the module that needs a newer browser.
pub(crate) fn check(module: &[u8]) -> Result<()> {
    let features = WasmFeatures::FLOATS
        | WasmFeatures::MUTABLE_GLOBAL
        | WasmFeatures::SATURATING_FLOAT_TO_INT
        | WasmFeatures::SIGN_EXTENSION
        | WasmFeatures::BULK_MEMORY
        | WasmFeatures::MULTI_VALUE
        | WasmFeatures::REFERENCE_TYPES
        | WasmFeatures::GC_TYPES;
    Validator::new_with_features(features)
        .validate_all(module)
        .context("the WASM module needs more than the oldest supported browsers have")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check;

    const HEAD: [u8; 8] = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

    #[test]
    fn the_empty_module_runs_everywhere() {
        assert!(check(&HEAD).is_ok());
    }

    #[test]
    fn vectors_are_too_new() {
        // One function type that takes a v128.
        let module = [&HEAD[..], &[1, 5, 1, 0x60, 1, 0x7b, 0]].concat();
        assert!(check(&module).is_err());
    }
}
