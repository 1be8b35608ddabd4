//! The sitemap (sitemaps.org protocol 0.9).

use celan_document::Library;
use maud::{PreEscaped, html};

/// Lists the library and its documents under `base`, which ends in `/`.
pub(super) fn sitemap(library: &Library, base: &str) -> String {
    let date = library.date.as_ref();
    html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
        urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {
            url { loc { (base) } @if let Some(date) = date { lastmod { (date) } } }
            @for document in &library.documents {
                url { loc { (base) "d/" (document.metadata.id) "/" } }
            }
        }
    }
    .into_string()
}
