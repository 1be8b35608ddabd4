//! What stands between the bar and the foot: a document's screen, the library's screen.

use crate::article::article_with;
use crate::facts::facts;
use crate::library;
use crate::outline::outline;
use crate::strings::fill;
use crate::view::View;
use celan_document::{Document, Library};
use maud::{PreEscaped, html};

/// Writes the screen of `document`: outline, article and facts.
pub fn document_screen(document: &Document, library: &Library, view: View) -> String {
    let s = view.language.strings();
    html! {
        div.desk {
            nav #outline .outline.sheet aria-label=(s.outline) {
                div.top {
                    span { (s.outline) }
                    a.btn.quiet href="#text" { (s.close) }
                }
                (PreEscaped(outline(document)))
            }
            main #text {
                (PreEscaped(article_with(document, library, view)))
                p.src { (printed_source(document, library, view)) }
            }
            aside #facts .facts aria-label=(s.facts) {
                (PreEscaped(facts(document, library, view)))
            }
        }
    }
    .into_string()
}

/// Writes the screen of the library: hall, search field and list of documents.
pub fn library_screen(library: &Library, view: View) -> String {
    library::screen(library, view).into_string()
}

/// Where a printed copy comes from; seen on paper only.
fn printed_source(document: &Document, library: &Library, view: View) -> String {
    let s = view.language.strings();
    let metadata = &document.metadata;
    let issuers = (!metadata.issuers.is_empty()).then(|| metadata.issuers.join(s.listed));
    let date = metadata.date.as_ref().map(ToString::to_string);
    let known = [issuers, metadata.number.clone(), date]
        .into_iter()
        .flatten();
    let known: String = known.map(|part| format!("{}{part}", s.separator)).collect();
    let mut source = fill(
        s.printed_source,
        &[("title", &metadata.title), ("known", &known)],
    );
    if let Some(date) = &library.date {
        source.push_str(&fill(s.printed_until, &[("date", date.as_str())]));
    }
    source
}
