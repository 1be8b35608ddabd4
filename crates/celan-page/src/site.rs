//! A site of static pages: complete without script, one request for text and style.

mod description;
mod documents;
mod extracts;
mod head;
mod libraries;
mod single;
mod sitemap;
mod source;
mod style;
mod words;

pub use documents::document_page;
pub use extracts::extracts_pages;
pub use libraries::{library_page, not_found_page};
pub use single::{Embedded, single_page};
pub use source::source_page;
use style::finder_style;
pub use style::{application_style, chunk_styles, early_script, style};

use celan_document::Library;
use celan_finder::Extracts;

/// The files beside the pages, by their paths below the site's root, as they are named in the end
/// (`app-1f3a.js`). The pages name them relatively, so that a site works under any path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assets {
    /// The style that stands in every page, as [`style`] gives it.
    pub style: String,
    /// The module script that starts the application.
    pub script: Option<Asset>,
    /// The WASM module that the script loads.
    pub wasm: Option<Asset>,
    /// The blob of the library.
    pub library: Option<Asset>,
    /// What has changed since that blob was made, where it stays for those who have it.
    pub changes: Option<Asset>,
    /// How many measures each document has, in library order; empty if that was not looked for.
    pub measures: Vec<u32>,
    /// The blob of its provenance, fetched on demand.
    pub provenance: Option<Asset>,
    /// The icon; where everything is one file, as a `data:` address.
    pub icon: Option<String>,
    /// The web application manifest.
    pub manifest: Option<String>,
    /// Whether every visitor gets kiosk mode.
    pub kiosk: bool,
    /// Whether nothing of a reader is kept on their device.
    pub keeps_nothing: bool,
    /// Where the site will stand, ending in `/`; for what needs whole addresses (canonical
    /// address, sitemap).
    pub base_url: Option<String>,
}

/// A file of which the pages tell size and hash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asset {
    /// Path below the site's root.
    pub path: String,
    /// Size in bytes, uncompressed.
    pub bytes: u64,
    /// Its hash, as Subresource Integrity writes it.
    pub integrity: String,
}

impl Asset {
    /// The file of these `bytes` that stands at `path`.
    pub fn new(path: &str, bytes: &[u8]) -> Self {
        Self {
            path: path.to_owned(),
            bytes: bytes.len() as u64,
            integrity: head::integrity(bytes),
        }
    }
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFile {
    /// Path below the site's root, with `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Writes the pages of a site: the library, each document and its source, what was read out of the texts, the
/// page for unknown addresses, style and script that go with the application where there is one, and a sitemap where the base
/// address is known. Other assets are not written here.
pub fn site(library: &Library, extracts: &Extracts, assets: &Assets) -> Vec<SiteFile> {
    let file = |path: String, text: String| SiteFile {
        path,
        bytes: text.into_bytes(),
    };
    let mut files = vec![
        file("index.html".to_owned(), library_page(library, assets)),
        file("404.html".to_owned(), not_found_page(library, assets)),
    ];
    for document in &library.documents {
        let id = &document.metadata.id;
        files.push(file(
            format!("d/{id}/index.html"),
            document_page(document, library, assets),
        ));
        let source = source_page(document, library, assets);
        files.push(file(format!("d/{id}/source/index.html"), source));
    }
    files.extend(extracts_pages(library, extracts, assets));
    if assets.script.is_some() {
        files.extend([application_style(), early_script()].map(SiteFile::clone));
        files.extend(chunk_styles().map(|(_, style)| style.clone()));
        if libraries::names_documents(library) {
            files.push(style::near_script().clone());
        }
    }
    if let Some(base) = &assets.base_url {
        files.push(file(
            "sitemap.xml".to_owned(),
            sitemap::sitemap(library, base),
        ));
    }
    files
}
