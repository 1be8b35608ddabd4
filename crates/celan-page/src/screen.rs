//! What stands between the bar and the foot: a document's screen, the library's screen.

use crate::article::article_with;
use crate::facts::facts;
use crate::library;
use crate::outline::{lines, outline, outline_entries};
use crate::view::View;
use celan_cite::{attribution, kept_until};
use celan_document::{Document, Library, Metadata};
use maud::{PreEscaped, html};

/// Entries of an outline that are looked over at a glance.
const FEW: usize = 12;

/// Writes the screen of `document`: outline, article and facts.
pub fn document_screen(document: &Document, library: &Library, view: View) -> String {
    let s = view.language.strings();
    let filter = view.language.later_strings().filter_outline;
    html! {
        div.desk {
            nav #outline .outline.sheet aria-label=(s.outline) {
                div.top {
                    span { (s.outline) }
                    a.btn.quiet href="#text" { (s.close) }
                }
                @if lines(&outline_entries(document)) > FEW {
                    input #sift-outline .sift.scripted data-command="filter-outline" type="text" autocomplete="off"
                        placeholder=(filter) aria-label=(filter);
                }
                (PreEscaped(outline(document)))
            }
            main #text {
                (PreEscaped(article_with(document, library, view)))
                p.src { (attribution(document, "", s)) (kept_until(library, s)) }
            }
            aside #facts .facts.sheet aria-label=(s.facts) {
                div.top {
                    span { (s.info) }
                    a.btn.quiet href="#text" { (s.close) }
                }
                (PreEscaped(facts(document, library, view)))
            }
        }
    }
    .into_string()
}

/// What a document is called beside its title: its number, or who issued it.
pub fn called(metadata: &Metadata) -> String {
    let number = metadata.number.clone();
    number.unwrap_or_else(|| metadata.issuers.join(" "))
}

/// Writes the screen of the library: hall, search field and list of documents.
pub fn library_screen(library: &Library, view: View) -> String {
    library::screen(library, view).into_string()
}
