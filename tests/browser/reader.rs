//! A reader: one browser before one host.

use std::env;
use std::path::{Path, PathBuf};

use celan_search::Index;
use celan_serve::{Options, Server};
use celan_webdriver::{Browser, Viewport};
use serde::Deserialize;

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

/// The corpus folder that the site is built from.
pub(crate) fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus")
}

/// The ids of all documents that have a page.
pub(crate) fn documents() -> Vec<String> {
    let folders = site().join("d").read_dir().unwrap();
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name();
    let mut ids: Vec<_> = folders.map(|f| name(f).into_string().unwrap()).collect();
    ids.sort();
    ids
}

/// What the page says of its results.
#[derive(Debug, Deserialize, PartialEq, Eq)]
pub(crate) struct Found {
    documents: String,
    passages: String,
    occurrences: String,
    hits: Vec<String>,
}

const FOUND: &str = "
    const results = document.querySelector('[data-results]');
    const { documents, passages, occurrences } = results.dataset;
    const hits = [...results.querySelectorAll('a[data-anchor]')];
    return { documents, passages, occurrences,
        hits: hits.map(a => `${a.dataset.document}#${a.dataset.anchor} ${a.innerText}`) };";

/// The place that the address names is on the screen.
pub(crate) const PLACE_SEEN: &str = "(() => {
    const place = document.getElementById(decodeURIComponent(location.hash.split('#').pop()));
    const box = place?.getBoundingClientRect();
    return !!box && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
})()";

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
        Self::of(&site(), options, screen)
    }

    /// A reader of the site in a folder, from a host of its own kind.
    pub(crate) fn of(folder: &Path, options: Options, screen: Viewport) -> Self {
        let host = Server::start(folder, options).unwrap();
        Self {
            browser: Browser::borrow(screen).unwrap(),
            host,
        }
    }

    /// Opens a path of the site.
    pub(crate) fn open(&self, path: &str) {
        self.browser
            .open(&format!("{}{path}", self.host.url()))
            .unwrap();
    }

    /// Waits until everything can be searched.
    pub(crate) fn searchable(&self) {
        self.browser
            .wait("document.documentElement.dataset.search === 'ready'")
            .unwrap();
    }

    /// Waits until everything can be searched and each press acts at once.
    pub(crate) fn ready(&self) {
        self.searchable();
        self.browser
            .wait(
                "navigator.connection?.saveData
                    || document.documentElement.dataset.chunks === 'here'",
            )
            .unwrap();
    }

    /// Types a query into the search field as it stands, in one stroke.
    pub(crate) fn fill(&self, query: &str) {
        let script = "
            const field = document.querySelector('input[type=search]');
            field.value = arguments[0];
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
        self.browser
            .eval_with::<()>(script, &[query.into()])
            .unwrap();
    }

    /// Searches as a person does, and waits for the results.
    pub(crate) fn search(&self, query: &str) {
        self.searchable();
        self.browser.replace("input[type=search]", query).unwrap();
        self.results(query);
    }

    /// Waits for the results that belong to a query.
    pub(crate) fn results(&self, query: &str) {
        let query = serde_json::to_string(query).unwrap();
        let answered =
            format!("document.querySelector('[data-results]')?.dataset.query === {query}");
        self.browser.wait(&answered).unwrap();
    }

    /// What the page says of the results that stand there.
    pub(crate) fn found(&self) -> Found {
        self.browser.eval(FOUND).unwrap()
    }

    /// The console has no errors.
    pub(crate) fn assert_quiet(&self) {
        let messages = self.browser.messages().unwrap();
        assert!(messages.iter().all(|m| m.level != "SEVERE"), "{messages:?}");
    }
}

/// The search core over the very library that the site ships.
pub(crate) fn core() -> Index {
    let contents = match (blob("library-").unwrap(), blob("changes-")) {
        (base, Some(changes)) => celan_blob::open_with_delta(&base, &changes),
        (library, None) => celan_blob::open(&library),
    };
    Index::open(contents.unwrap())
}

/// The file of the site whose name begins so.
pub(crate) fn blob(start: &str) -> Option<Vec<u8>> {
    site().join("assets").read_dir().unwrap().find_map(|file| {
        let file = file.unwrap();
        let found = file.file_name().to_string_lossy().starts_with(start);
        found.then(|| std::fs::read(file.path()).unwrap())
    })
}
