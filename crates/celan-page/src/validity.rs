//! What a document says of its own time: the notice at the head of its article.

use crate::address::anchor_address;
use crate::breaks::dated;
use crate::view::View;
use celan_cite::{Claim, claims};
use celan_document::{Document, Library, ValidityKind};
use celan_locale::{Strings, fill};
use maud::{Markup, html};

/// The word at the head of the article, where the text names an end.
pub(crate) fn say(document: &Document, library: &Library, view: View) -> Markup {
    let s = view.language.strings();
    let later = view.language.later_strings();
    let mut ends = claims(document, library, s);
    ends.retain(|claim| matches!(claim.kind, ValidityKind::Expiry | ValidityKind::Period));
    let over = ends.iter().any(|claim| claim.over);
    html! {
        @if !ends.is_empty() {
            div.say.over[over] {
                p {
                    @for claim in &ends {
                        b { (dated(&claim.text)) (s.stop) }
                        (ground(s, document, claim, view))
                    }
                    @match &library.date {
                        Some(date) => (dated(&fill(later.ask_issuer, &[("date", date.as_str())]))),
                        None => (later.ask_issuer_undated),
                    }
                }
            }
            "\n"
        }
    }
}

/// Where the text says it.
pub(crate) fn ground(s: &Strings, document: &Document, claim: &Claim, view: View) -> Markup {
    html! {
        @match &claim.anchor {
            Some(anchor) => {
                (s.according)
                a href=(anchor_address(view.links, &document.metadata.id, anchor)) {
                    (claim.place.as_deref().unwrap_or(s.body_label))
                }
            }
            None => (s.according_title),
        }
        @if claim.words.starts_with('“') { (claim.words) }
        @else if !claim.words.is_empty() { "“" (claim.words) "”" }
        (s.stop)
    }
}
