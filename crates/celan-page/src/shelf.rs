//! The ways to narrow and order the list of documents: links whose addresses carry the choice.
//!
//! The page shows every document; the application hides and moves what stands there, by the data that
//! an item carries. Without it the links by level lead to the parts of the list.

use crate::address::{Links, library_address, query_value};
use crate::view::View;
use celan_cite::{Claim, claims};
use celan_document::{Document, Library, ValidityKind};
use celan_locale::{Strings, fill};
use maud::{Markup, html};

/// Stands between several values of one property in an item's data.
pub const BETWEEN: &str = "\n";

/// What an item says of itself to whoever narrows the list.
pub(crate) struct Data {
    pub(crate) year: String,
    pub(crate) issuer: String,
    pub(crate) term: &'static str,
}

/// Reads what `document` can be narrowed by.
pub(crate) fn data(document: &Document, library: &Library, view: View) -> Data {
    let claims = claims(document, library, view.language.strings());
    let trial =
        |claim: &Claim| matches!(claim.kind, ValidityKind::Trial | ValidityKind::Provisional);
    let term = match (
        claims.iter().any(|claim| claim.over),
        claims.iter().any(trial),
    ) {
        (false, false) => "open",
        (false, true) => "open\ntrial",
        (true, false) => "over",
        (true, true) => "over\ntrial",
    };
    let metadata = &document.metadata;
    Data {
        year: metadata
            .date
            .as_ref()
            .map_or(String::new(), |d| d.year().to_string()),
        issuer: metadata.issuers.join(BETWEEN),
        term,
    }
}

/// A value that documents can be narrowed to: as the address has it, as it is shown, how many.
type Value<'a> = (&'a str, &'a str, usize);

/// The column of filters beside the list; a sheet on narrow screens.
pub(crate) fn filters(s: &Strings, library: &Library, data: &[Data], view: View) -> Markup {
    let count = |term: &str| data.iter().filter(|d| d.term.contains(term)).count();
    let named = |of: fn(&Document) -> &[String]| {
        let mut values: Vec<Value<'_>> = Vec::new();
        for all in library.documents.iter().map(of) {
            for (n, value) in all.iter().enumerate() {
                match values.iter_mut().find(|known| known.0 == value) {
                    // A document that names one twice is still one document.
                    _ if all[..n].contains(value) => {}
                    Some((.., n)) => *n += 1,
                    None => values.push((value.as_str(), value.as_str(), 1)),
                }
            }
        }
        values
    };
    let levels = named(|d| d.metadata.level.as_slice());
    let levels: Vec<Value<'_>> = library
        .levels
        .iter()
        .filter_map(|level| levels.iter().find(|known| known.0 == level.name))
        .copied()
        .collect();
    let terms: Vec<Value<'_>> = [
        ("open", s.leave_out_over),
        ("over", s.is_over),
        ("trial", s.on_trial),
    ]
    .into_iter()
    .map(|(value, name)| (value, name, count(value)))
    .filter(|(.., n)| *n > 0)
    .collect();
    let mut categories = named(|d| d.metadata.category.as_slice());
    // Where every level has its own category, it says nothing more.
    if categories.len() == levels.len() {
        categories.clear();
    }
    let mut issuers = named(|d| &d.metadata.issuers);
    issuers.sort_by_key(|(.., n)| std::cmp::Reverse(*n));
    html! {
        nav #sift .filters.fold aria-label=(s.narrow) {
            @for (field, title, values) in [
                ("level", s.level, levels),
                ("term", s.terms, terms),
                ("category", s.category, categories),
                ("issuer", s.issuer, issuers),
            ] {
                @if values.len() > 1 {
                    section.scripted[field != "level"] {
                        h2.h { (title) }
                        ul {
                            @for (i, (value, name, n)) in values.iter().enumerate() {
                                @let place = (field == "level").then(|| format!("#level-{}", i + 1));
                                li { (link(field, value, view.links, place, html! {
                                    (name) " " span.n { (n) }
                                })) }
                            }
                        }
                    }
                }
            }
            @if !data.is_empty() {
                a #see .btn.main.more href="#shown" {
                    (fill(s.see_documents, &[("n", &data.len().to_string())]))
                }
            }
        }
    }
}

/// How many documents each year has, as bars.
pub(crate) fn years(s: &Strings, data: &[Data], view: View) -> Markup {
    let known: Vec<u16> = data.iter().filter_map(|d| d.year.parse().ok()).collect();
    let first = known.iter().min().copied().unwrap_or(1);
    let last = known.iter().max().copied().unwrap_or(0);
    html! {
        // Centuries of them are no picture.
        @if first < last && last - first < 60 {
            nav.scripted aria-label=(s.by_year) {
                ol.years {
                    @for year in first..=last {
                        @let n = known.iter().filter(|y| **y == year).count();
                        @let text = year.to_string();
                        @let (century, short) = text.split_at(text.len().saturating_sub(2));
                        @let shown = html! { i { span.vh { (century) } (short) } };
                        li.{ "q" (n.min(9)) } {
                            @if n == 0 { span { (shown) } }
                            @else {
                                (link("year", &text, view.links, None, html! { span.n { (n) } (shown) }))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What stands above the list: how many it shows, a field to narrow it by typing, its order.
pub(crate) fn head(s: &Strings, count: usize, view: View) -> Markup {
    html! {
        div.listhead {
            p #shown role="status" tabindex="-1" { (fill(s.documents, &[("n", &count.to_string())])) }
            // Where the application puts what is chosen, each with its way out.
            div #chosen .chips role="group" hidden aria-label=(s.narrow) {}
            a.chip.more href="#sift" { (s.narrow) }
            label.vh for="sieve" { (s.sieve) }
            input #sieve .scripted data-command="filter-list" type="text" placeholder=(s.sieve) autocomplete="off";
            nav.sorts.scripted aria-label=(s.sort) {
                @for (order, name) in [("", s.level), ("date", s.date), ("size", s.size)] {
                    (link("sort", order, view.links, None, html! { (name) }))
                }
            }
        }
    }
}

fn link(field: &str, value: &str, links: Links, place: Option<String>, inside: Markup) -> Markup {
    let mut address = library_address(links).to_owned();
    // Without a value it is the list as it is written.
    let chosen = value.is_empty().then_some("true");
    if chosen.is_none() {
        address.push('?');
        address.push_str(field);
        address.push('=');
        address.push_str(&query_value(value));
    }
    // A fragment has room for one place only.
    address.push_str(
        &place
            .filter(|_| links != Links::Fragment)
            .unwrap_or_default(),
    );
    html! {
        a href=(address) data-field=(field) data-value=(value) aria-current=[chosen] { (inside) }
    }
}
