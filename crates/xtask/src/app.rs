//! The application: compiled, split into chunks, bound to JavaScript, made small.

mod bind;
mod compile;
mod shrink;
mod split;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use self::compile::Compiled;
use crate::effort::Effort;
use crate::toolchain::Toolchain;
use crate::tools::Tools;
use crate::{floor, paths};

/// What the browser runs, and what it reads.
pub(crate) struct App {
    /// The part of the program that every visit runs.
    pub(crate) wasm: Vec<u8>,
    /// The other parts by name; none where the program is in one piece.
    pub(crate) parts: BTreeMap<String, Vec<u8>>,
    /// The names of the parts that each chunk consists of.
    pub(crate) chunks: BTreeMap<String, Vec<String>>,
    /// The folder of the modules that wasm-bindgen wrote; `app.js` is the one to import.
    pub(crate) glue: PathBuf,
    /// The packed library.
    pub(crate) library: Vec<u8>,
    /// The former library that devices keep, and what has changed since.
    pub(crate) since: Option<Since>,
    /// Where its text comes from.
    pub(crate) provenance: Vec<u8>,
    /// How it behaves on a public screen, as JSON.
    pub(crate) kiosk: Vec<u8>,
    /// Whether nothing of a reader is kept on their device.
    pub(crate) keeps_nothing: bool,
}

/// A library as its readers have it by now, and the way from there.
pub(crate) struct Since {
    pub(crate) base: Vec<u8>,
    pub(crate) changes: Vec<u8>,
}

impl App {
    /// Builds the application, and where there is a former library, `base`, what has changed since.
    ///
    /// # Errors
    /// Shows the compiler's or the tool's own message above, and names the step.
    pub(crate) fn build(
        effort: Effort,
        toolchain: &Toolchain,
        tools: &Tools,
        base: Option<Vec<u8>>,
    ) -> Result<Self> {
        let Compiled { module, out_dir } = compile::compile(effort, toolchain, base.as_deref())?;
        let glue = paths::site().join("glue");
        let module =
            fs::read(&module).with_context(|| format!("cargo left no {}", module.display()))?;
        let (wasm, parts, chunks) = match effort {
            Effort::Full => {
                let split = split::split(&module)?;
                let small = |part: Vec<u8>| {
                    let part = shrink::shrink(&part, tools)?;
                    floor::check(&part)?;
                    Ok::<_, anyhow::Error>(part)
                };
                let parts = split.others.into_iter();
                let parts = parts.map(|(name, part)| Ok((name, small(part)?)));
                let parts = parts.collect::<Result<_>>()?;
                let (parts, chunks) = split::together(parts, split.chunks);
                (small(bind::bind(split.main, &glue)?)?, parts, chunks)
            }
            Effort::Quick => {
                let wasm = bind::bind(module, &glue)?;
                floor::check(&wasm)?;
                (wasm, BTreeMap::new(), BTreeMap::new())
            }
        };
        let packed = |name: &str| {
            let file = out_dir.join(name);
            fs::read(&file).with_context(|| format!("build.rs left no {}", file.display()))
        };
        let library = packed("library.celan")?;
        let keep: serde_json::Value = serde_json::from_slice(&packed("keep.json")?)?;
        let base = base.filter(|base| *base != library);
        let since = base.map(|base| {
            let changes = packed("changes.celan")?;
            Ok::<_, anyhow::Error>(Since { base, changes })
        });
        Ok(Self {
            wasm,
            parts,
            chunks,
            glue,
            library,
            since: since.transpose()?,
            provenance: packed("provenance.celan")?,
            kiosk: packed("kiosk.json")?,
            keeps_nothing: keep["nothing"]
                .as_bool()
                .context("keep.json does not say `nothing`")?,
        })
    }
}
