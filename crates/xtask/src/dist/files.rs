//! `files.json`: every file that a visitor can be made to load.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::bundle::{LIBRARY, PROGRAM};
use crate::memo;

/// `celan-files/1`.
#[derive(Serialize, Deserialize)]
pub(crate) struct Files {
    format: Cow<'static, str>,
    /// The hash of tools and files without the service worker: it changes whenever any file does.
    pub(crate) version: String,
    /// What made them: the same tools make the same bytes.
    tools: Vec<Tool>,
    pub(crate) files: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Tool {
    pub(crate) name: Cow<'static, str>,
    pub(crate) version: String,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) path: String,
    pub(crate) bytes: usize,
    /// Bytes at brotli quality 11, if the build compressed so well.
    pub(crate) brotli: Option<usize>,
    pub(super) sha256: String,
    pub(crate) role: Role,
    /// Whether it is part of the offline copy, from which every document can be read and searched.
    pub(crate) offline: bool,
    /// Whether a first visit to the library's page needs it until everything can be searched.
    #[serde(default)]
    pub(crate) first: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    Page,
    Script,
    Wasm,
    Blob,
    Style,
    Icon,
    Font,
    Other,
}

impl Role {
    fn of(path: &str) -> Self {
        match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
            "html" => Self::Page,
            "js" => Self::Script,
            "wasm" => Self::Wasm,
            "celan" => Self::Blob,
            "css" => Self::Style,
            "ico" | "png" | "svg" => Self::Icon,
            "ttf" => Self::Font,
            _ => Self::Other,
        }
    }

    /// Its name in the list.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Script => "script",
            Self::Wasm => "wasm",
            Self::Blob => "blob",
            Self::Style => "style",
            Self::Icon => "icon",
            Self::Font => "font",
            Self::Other => "other",
        }
    }

    /// Whether compression makes it smaller.
    pub(crate) fn shrinks(self, path: &str) -> bool {
        self != Self::Blob && !path.ends_with(".png")
    }
}

impl Entry {
    /// Whether both have the same path and the same bytes.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.path == other.path && self.sha256 == other.sha256
    }

    /// `kiosk`: whether every visitor gets kiosk mode.
    pub(crate) fn new(path: &str, bytes: &[u8], brotli: Option<usize>, kiosk: bool) -> Self {
        let role = Role::of(path);
        Self {
            path: path.to_owned(),
            bytes: bytes.len(),
            brotli,
            sha256: memo::sha256(bytes),
            role,
            offline: offline(path, role, kiosk),
            first: first(path, role),
        }
    }
}

/// How the library behaves on a public screen.
pub(super) const KIOSK: &str = "kiosk.json";

/// Whether a file is the part of the program that serves kiosk mode alone.
pub(super) fn is_kiosk_chunk(path: &str) -> bool {
    let name = path.strip_prefix("assets/kiosk-");
    name.is_some_and(|name| name.ends_with(".wasm") && !name.contains('-'))
}

/// All but what says again what the library already holds (the documents' own pages, the page
/// that is everything in one file), what is fetched on demand, what serves machines alone, and what serves
/// public screens where this is none.
fn offline(path: &str, role: Role, kiosk: bool) -> bool {
    if path == KIOSK || is_kiosk_chunk(path) || role == Role::Font {
        return kiosk;
    }
    match role {
        Role::Page => path == "index.html",
        Role::Other => path.ends_with(".webmanifest"),
        Role::Blob => !path.contains("provenance"),
        // Of the page that a host shows where it has no other.
        Role::Script => !path.starts_with("near-"),
        _ => true,
    }
}

/// Neither the chunks of the program, nor what is fetched on demand or when all else is here.
fn first(path: &str, role: Role) -> bool {
    match role {
        Role::Page => path == "index.html",
        // The early script is beside the page.
        Role::Script if !path.contains('/') => path.starts_with("early-"),
        Role::Script | Role::Wasm => path.starts_with(&format!("assets/{PROGRAM}-")),
        Role::Blob => !path.contains("provenance"),
        // That of the application; others come with their chunks.
        Role::Style => path.starts_with(PROGRAM),
        Role::Icon | Role::Font | Role::Other => false,
    }
}

impl Files {
    /// Lists all files but the service worker, which has to know the list's version.
    pub(crate) fn new(tools: Vec<Tool>, mut files: Vec<Entry>) -> Result<Self> {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        // The version is the hash of what the list says, so that a damaged list is noticed.
        let said = serde_json::to_vec(&(&tools, &files))?;
        Ok(Self {
            format: "celan-files/1".into(),
            version: memo::sha256(&said)[..16].to_owned(),
            tools,
            files,
        })
    }

    /// Adds the service worker.
    pub(crate) fn add(&mut self, worker: Entry) {
        let at = self.files.partition_point(|file| file.path < worker.path);
        self.files.insert(at, worker);
    }

    /// Reads the list of the site that stands in a folder.
    ///
    /// # Errors
    /// Where no site stands there.
    pub(crate) fn read(site: &Path) -> Result<Self> {
        let file = site.join("files.json");
        let list = fs::read(&file)
            .with_context(|| format!("no {}, which `cargo xtask dist` writes", file.display()))?;
        serde_json::from_slice(&list).with_context(|| format!("{} is damaged", file.display()))
    }

    /// The packed library, of which a site has one; what has changed since is a blob of its own.
    pub(super) fn libraries(&self) -> impl Iterator<Item = &Entry> {
        let start = format!("assets/{LIBRARY}-");
        let blobs = self.files.iter().filter(|file| file.role == Role::Blob);
        blobs.filter(move |file| file.path.starts_with(&start))
    }

    /// The path of the packed library.
    pub(crate) fn library(&self) -> Option<&str> {
        self.libraries().next().map(|file| file.path.as_str())
    }
}
