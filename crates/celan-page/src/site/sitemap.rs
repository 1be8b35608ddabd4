//! The sitemap (sitemaps.org protocol 0.9).

use super::extracts::PAGES;
use celan_document::Library;
use maud::{PreEscaped, html};

/// Lists the library, what was read out of it, and its documents under `base`, which ends in `/`.
pub(super) fn sitemap(library: &Library, base: &str) -> String {
    let date = library.date.as_ref();
    html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
        urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {
            url { loc { (base) } @if let Some(date) = date { lastmod { (date) } } }
            @for page in PAGES { url { loc { (base) (page) "/" } } }
            @for document in &library.documents {
                url { loc { (base) "d/" (document.metadata.id) "/" } }
            }
        }
    }
    .into_string()
}
