//! `cargo xtask dist`: the optimised site in dist/.

mod bundle;
mod compress;
mod files;
mod letters;
mod pages;
mod since;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, Result, bail};

pub(crate) use self::bundle::SERVICE_WORKER;
use self::files::Tool;
pub(crate) use self::files::{Entry, Files, Role};
use crate::app::App;
use crate::effort::Effort;
use crate::toolchain::{self, Source};
use crate::tools::Tools;
use crate::{memo, paths, run};

/// The files of the site by path.
pub(crate) type Site = BTreeMap<String, Vec<u8>>;

#[derive(Default, clap::Args)]
pub(crate) struct Options {
    /// Leave the library of the site in this folder as it is, which devices keep, and add what has
    /// changed since
    #[arg(long, value_name = "FOLDER")]
    pub(crate) since: Option<PathBuf>,
}

/// Builds the site and returns its list of files.
pub(crate) fn run(options: &Options, effort: Effort, source: Source) -> Result<Files> {
    let base = options.since.as_deref().map(since::library).transpose()?;
    let tools = Tools::ready()?;
    let toolchain = toolchain::ready(source)?;
    let app = App::build(effort, &toolchain, &tools, base)?;
    let mut site = Site::new();
    let parts = bundle::add(&mut site, &app, &tools)?;
    let base_url = env::var("CELAN_BASE_URL")
        .ok()
        .filter(|url| !url.is_empty());
    let kiosk = flag(&app.kiosk, "on")?;
    pages::add(&mut site, &app, &parts, kiosk, base_url)?;
    let made_with = vec![
        Tool {
            name: "rustc".into(),
            version: toolchain.version,
        },
        Tool {
            name: "wasm-bindgen".into(),
            version: wasm_bindgen_version()?,
        },
        Tool {
            name: "wasm-opt".into(),
            version: Tools::version("binaryen")?,
        },
        Tool {
            name: "esbuild".into(),
            version: Tools::version("esbuild")?,
        },
    ];
    let files = write(effort, site, made_with, &tools, kiosk)?;
    if let Some(since) = &app.since {
        run::say(format!(
            "the library since {}: changes of {} bytes beside {}; whole it has {}",
            options.since.as_deref().unwrap_or(Path::new("")).display(),
            since.changes.len(),
            since.base.len(),
            app.library.len(),
        ));
    }
    let offline = files.files.iter().filter(|file| file.offline);
    let size = match offline.map(|file| file.brotli).sum::<Option<usize>>() {
        Some(bytes) => format!("{bytes} bytes with brotli"),
        None => "not measured in a quick build".to_owned(),
    };
    run::say(format!(
        "dist/: version {}, {} files; offline copy {size}",
        files.version,
        files.files.len(),
    ));
    Ok(files)
}

/// Writes the site with its compressed forms and its list beside dist/, and then puts it there.
fn write(
    effort: Effort,
    site: Site,
    made_with: Vec<Tool>,
    tools: &Tools,
    kiosk: bool,
) -> Result<Files> {
    let new = tempfile::Builder::new()
        .prefix(".dist-")
        .permissions(fs::Permissions::from_mode(0o755))
        .tempdir_in(paths::root())?;
    let bar = run::bar("compressing the site", site.len());
    let queue = Mutex::new(site.into_iter());
    let work = || -> Result<Vec<Entry>> {
        let mut entries = Vec::new();
        loop {
            let next = queue.lock().ok().and_then(|mut queue| queue.next());
            let Some((path, bytes)) = next else {
                return Ok(entries);
            };
            entries.push(put(effort, new.path(), &path, &bytes, kiosk)?);
            bar.inc(1);
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let entries = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let mut entries = Vec::new();
        for worker in workers {
            match worker.join() {
                Ok(done) => entries.extend(done?),
                Err(_) => bail!("a thread that compresses files broke off"),
            }
        }
        Ok(entries)
    })?;
    bar.finish_and_clear();
    let mut files = Files::new(made_with, entries)?;
    let worker = bundle::service_worker(tools, &files.version)?;
    files.add(put(
        effort,
        new.path(),
        bundle::SERVICE_WORKER,
        &worker,
        kiosk,
    )?);
    let mut list = serde_json::to_vec_pretty(&files)?;
    list.push(b'\n');
    put(effort, new.path(), "files.json", &list, kiosk)?;
    replace(new, &paths::dist())?;
    Ok(files)
}

/// What `kiosk.json` says of a key that is true or false.
fn flag(settings: &[u8], key: &str) -> Result<bool> {
    let settings: serde_json::Value = serde_json::from_slice(settings)?;
    settings[key]
        .as_bool()
        .with_context(|| format!("kiosk.json does not say `{key}`"))
}

fn put(effort: Effort, folder: &Path, path: &str, bytes: &[u8], kiosk: bool) -> Result<Entry> {
    let file = folder.join(path);
    memo::write(&file, bytes)?;
    let brotli = compress::brotli(effort, bytes)?;
    let listed = (effort == Effort::Full).then_some(brotli.len());
    let entry = Entry::new(path, bytes, listed, kiosk);
    if entry.role.shrinks(path) {
        memo::write(&folder.join(format!("{path}.br")), &brotli)?;
        memo::write(
            &folder.join(format!("{path}.gz")),
            &compress::gzip(effort, bytes)?,
        )?;
    }
    Ok(entry)
}

fn replace(new: tempfile::TempDir, dist: &Path) -> Result<()> {
    if dist.exists() {
        fs::remove_dir_all(dist).with_context(|| format!("cannot replace {}", dist.display()))?;
    }
    fs::rename(new.keep(), dist).with_context(|| format!("cannot write {}", dist.display()))
}

/// The version that is pinned in this package's manifest and in Cargo.lock.
fn wasm_bindgen_version() -> Result<String> {
    let lock: toml::Table = toml::from_str(&fs::read_to_string(paths::root().join("Cargo.lock"))?)?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    packages
        .into_iter()
        .flatten()
        .find(|package| {
            package.get("name").and_then(toml::Value::as_str) == Some("wasm-bindgen-cli-support")
        })
        .and_then(|package| package.get("version")?.as_str().map(str::to_owned))
        .context("Cargo.lock lacks wasm-bindgen-cli-support; run `cargo generate-lockfile`")
}
