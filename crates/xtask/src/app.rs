//! The application: compiled, bound to JavaScript, made small.

use std::collections::HashMap;
use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use cargo_metadata::Message;
use wasm_bindgen_cli_support::Bindgen;

use crate::dist::Effort;
use crate::toolchain::{TARGET, Toolchain};
use crate::tools::Tools;
use crate::{floor, memo, paths, run};

const PACKAGE: &str = "celan-web";

/// What the profile `wasm` is instead where time counts and size does not.
const QUICK: [(&str, &str); 4] = [
    ("CARGO_PROFILE_WASM_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_WASM_LTO", "off"),
    ("CARGO_PROFILE_WASM_CODEGEN_UNITS", "64"),
    ("CARGO_PROFILE_WASM_INCREMENTAL", "true"),
];

/// What the browser runs, and what it reads.
pub(crate) struct App {
    pub(crate) wasm: Vec<u8>,
    /// The folder of the modules that wasm-bindgen wrote; `app.js` is the one to import.
    pub(crate) glue: PathBuf,
    /// The packed library.
    pub(crate) library: Vec<u8>,
    /// The former library that devices keep, and what has changed since.
    pub(crate) since: Option<Since>,
    /// Where its text comes from.
    pub(crate) provenance: Vec<u8>,
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
        let Compiled { module, out_dir } = compile(effort, toolchain, base.as_deref())?;
        let glue = paths::site().join("glue");
        bind(&module, &glue)?;
        let wasm = fs::read(glue.join("app_bg.wasm"))?;
        let wasm = match effort {
            Effort::Full => shrink(&wasm, tools)?,
            Effort::Quick => wasm,
        };
        floor::check(&wasm)?;
        let packed = |name: &str| {
            let file = out_dir.join(name);
            fs::read(&file).with_context(|| format!("build.rs left no {}", file.display()))
        };
        let library = packed("library.celan")?;
        let base = base.filter(|base| *base != library);
        let since = base.map(|base| {
            let changes = packed("changes.celan")?;
            Ok::<_, anyhow::Error>(Since { base, changes })
        });
        Ok(Self {
            wasm,
            glue,
            library,
            since: since.transpose()?,
            provenance: packed("provenance.celan")?,
        })
    }
}

struct Compiled {
    module: PathBuf,
    out_dir: PathBuf,
}

fn compile(effort: Effort, toolchain: &Toolchain, base: Option<&[u8]>) -> Result<Compiled> {
    run::say(format!(
        "compiling the application with {}",
        toolchain.version
    ));
    let mut cargo = toolchain.cargo();
    cargo
        .current_dir(paths::root())
        .args([
            "build",
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
    if effort == Effort::Quick {
        cargo.envs(QUICK);
    }
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

/// Writes the module's glue, without the address of the module: each page says where it is.
fn bind(module: &Path, glue: &Path) -> Result<()> {
    if glue.exists() {
        fs::remove_dir_all(glue)?;
    }
    let mut output = Bindgen::new()
        .input_path(module)
        .out_name("app")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
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
    Ok(fs::write(file, script)?)
}

fn shrink(module: &[u8], tools: &Tools) -> Result<Vec<u8>> {
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
