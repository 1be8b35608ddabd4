//! A reader: one browser before one host.

use std::env;
use std::path::{Path, PathBuf};

use celan_browser::{Browser, Viewport};
use celan_serve::{Options, Server};

/// The folder of the built site.
pub(crate) fn site() -> PathBuf {
    let folder = env::var_os("CELAN_SITE").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../dist"));
    assert!(
        folder.join("files.json").is_file(),
        "no site in {}: run `cargo xtask dist` first",
        folder.display()
    );
    folder
}

/// The ids of all documents that have a page.
pub(crate) fn documents() -> Vec<String> {
    let folders = site().join("d").read_dir().unwrap();
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name();
    let mut ids: Vec<_> = folders.map(|f| name(f).into_string().unwrap()).collect();
    ids.sort();
    ids
}

pub(crate) struct Reader {
    pub(crate) browser: Browser,
    pub(crate) host: Server,
}

impl Reader {
    /// A reader of the site at the top of its host.
    pub(crate) fn new(screen: Viewport) -> Self {
        Self::below("/", screen)
    }

    /// A reader of the site below a path.
    pub(crate) fn below(prefix: &str, screen: Viewport) -> Self {
        let options = Options {
            prefix: prefix.to_owned(),
            ..Options::default()
        };
        let host = Server::start(site(), options).unwrap();
        Self {
            browser: Browser::start(screen).unwrap(),
            host,
        }
    }

    /// Opens a path of the site.
    pub(crate) fn open(&self, path: &str) {
        self.browser
            .open(&format!("{}{path}", self.host.url()))
            .unwrap();
    }
}
