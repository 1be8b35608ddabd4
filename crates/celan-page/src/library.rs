//! The list of a library's documents.

use crate::address::{Links, document_address, library_address, query_value};
use crate::breaks::{broken, dated};
use crate::shelf;
use crate::view::View;
use celan_cite::leading_claim;
use celan_document::{Document, Library};
use celan_locale::{Strings, fill, number};
use maud::{Markup, html};
use std::cmp::Reverse;

/// Documents of one level, newest first.
pub(crate) struct Group<'a> {
    title: &'a str,
    documents: Vec<&'a Document>,
}

/// The documents of `library` by level, in the order of its levels; those of no level it names last.
pub(crate) fn groups<'a>(library: &'a Library, s: &'static Strings) -> Vec<Group<'a>> {
    let of = |wanted: &dyn Fn(Option<&str>) -> bool| -> Vec<&'a Document> {
        let all = library.documents.iter();
        let mut documents: Vec<_> = all
            .filter(|d| wanted(d.metadata.level.as_deref()))
            .collect();
        documents.sort_by_key(|d| Reverse(d.metadata.date.as_ref()));
        documents
    };
    let levels = library.levels.iter().map(|level| Group {
        title: if level.text.is_empty() {
            &level.name
        } else {
            &level.text
        },
        documents: of(&|name| name == Some(level.name.as_str())),
    });
    let other = Group {
        title: s.other,
        documents: of(&|name| !library.levels.iter().any(|l| Some(l.name.as_str()) == name)),
    };
    levels
        .chain([other])
        .filter(|group| !group.documents.is_empty())
        .collect()
}

/// The screen of the library: hall, search, newest documents, and the list.
pub(crate) fn screen(library: &Library, view: View) -> Markup {
    let s = view.language.strings();
    let groups = groups(library, s);
    let data: Vec<_> = library
        .documents
        .iter()
        .map(|document| shelf::data(document, library, view))
        .collect();
    html! {
        main.wrap {
            (hall(s, library, view))
            div.shelf {
                (shelf::filters(s, library, &data, view))
                section #list aria-label=(s.documents_list) {
                    (shelf::years(s, &data, view))
                    @if groups.is_empty() { p.dim { (view.language.later_strings().empty_library) } }
                    @else { (shelf::head(s, data.len(), view)) }
                    div #groups {
                        @for (i, group) in groups.iter().enumerate() {
                            (section(s, library, group, i + 1, view))
                        }
                    }
                    // Where the application puts the documents when they are ordered otherwise.
                    section.group hidden { h2.vh { (s.documents_list) } ol #flat {} }
                }
            }
        }
    }
}

fn hall(s: &Strings, library: &Library, view: View) -> Markup {
    let characters: usize = library.documents.iter().map(Document::characters).sum();
    let documents = fill(s.documents, &[("n", &number(library.documents.len()))]);
    let characters = fill(s.characters, &[("n", &number(characters))]);
    let summary = fill(
        view.language.later_strings().summary,
        &[("documents", &documents), ("characters", &characters)],
    );
    let newest = newest(library);
    // A full stop of Chinese has its room in itself.
    let gap = if s.stop.is_ascii() { " " } else { "" };
    html! {
        section.hall aria-labelledby="t" {
            div {
                h1 #t { (broken(&library.title, view.words)) }
                p {
                    @if !library.about.is_empty() { span { (library.about) } (gap) }
                    (summary) (s.stop)
                    @if let Some(date) = &library.date {
                        (gap) (dated(&fill(s.kept_until, &[("date", date.as_str())])))
                    }
                }
                (search_form(s, library_address(view.links), true, true))
                noscript {
                    p.needs { (view.language.later_strings().needs_script) }
                    @if view.links == Links::Root {
                        nav.often aria-label=(s.ways) {
                            @for (name, words) in [("measures", s.finder), ("targets", s.targets), ("bodies", s.bodies)] {
                                a href={ (name) "/" } { (words) }
                            }
                        }
                    }
                }
                nav.often.scripted aria-label=(s.ways) {
                    @for (name, words) in [
                        ("find", s.finder), ("targets", s.targets), ("bodies", s.bodies),
                        ("citations", s.citations), ("timeline", s.timeline), ("abbreviations", s.abbreviations), ("new", s.news),
                    ] {
                        a href={ (library_address(view.links)) "?" (name) "=1" } { (words) }
                    }
                }
                @if !library.topics.is_empty() {
                    nav.often aria-label=(s.often) {
                        span.n { (s.often) }
                        @for topic in &library.topics {
                            a href={ (library_address(view.links)) "?q=" (query_value(topic)) } { (topic) }
                        }
                    }
                }
            }
            @if !newest.is_empty() {
                section.fresh aria-labelledby="new" {
                    h2 #new .h { (s.newest) }
                    ul {
                        @for document in newest {
                            @let metadata = &document.metadata;
                            li {
                                a href=(document_address(view.links, &metadata.id, None)) {
                                    (metadata.title)
                                }
                                @if let Some(number) = &metadata.number { span { (number) } " " }
                                @if let Some(date) = &metadata.date { time datetime=(date) { (date) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The search field, as a form that works without script as far as an address can. Where no program comes
/// (`program`), it promises none of what that does.
pub(crate) fn search_form(s: &Strings, root: &str, big: bool, program: bool) -> Markup {
    html! {
        form.find.big[big] role="search" data-command="search" action=(root)
            data-wait=[program.then_some(s.loading_hint)] {
            label.vh for="q" { (s.search) }
            input #q data-command="query" name="q" type="search" placeholder=(s.search_hint) autocomplete="off"
                enterkeyhint="search";
            @if program { kbd aria-hidden="true" { "/" } }
        }
    }
}

fn newest(library: &Library) -> Vec<&Document> {
    let mut dated: Vec<_> = library
        .documents
        .iter()
        .filter(|d| d.metadata.date.is_some())
        .collect();
    dated.sort_by_key(|d| Reverse(d.metadata.date.as_ref()));
    dated.truncate(2);
    dated
}

fn section(s: &Strings, library: &Library, group: &Group, n: usize, view: View) -> Markup {
    html! {
        section.group aria-labelledby={ "level-" (n) } {
            h2 id={ "level-" (n) } { (group.title) " " span.n { (group.documents.len()) } }
            ol {
                @for (i, document) in group.documents.iter().enumerate() {
                    (item(s, library, document, (n, i), view))
                }
            }
        }
        "\n"
    }
}

fn item(
    s: &Strings,
    library: &Library,
    document: &Document,
    (group, place): (usize, usize),
    view: View,
) -> Markup {
    let metadata = &document.metadata;
    let length = document.characters();
    let characters = number(length);
    let data = shelf::data(document, library, view);
    html! {
        li.item data-document=(metadata.id) data-group=(group) data-n=(place) data-level=[metadata.level.as_deref()]
            data-category=[metadata.category.as_deref()] data-issuer=(data.issuer)
            data-year=(data.year) data-term=(data.term) data-size=(length) {
            h3 { a href=(document_address(view.links, &metadata.id, None)) { (broken(&metadata.title, view.words)) } }
            @if let Some(date) = &metadata.date { time datetime=(date) { (date) } }
            p {
                span { (metadata.number.as_deref().unwrap_or(s.no_number)) }
                @if !metadata.issuers.is_empty() { span { (metadata.issuers.join(" ")) } }
                span { (fill(s.characters, &[("n", &characters)])) }
            }
            @if let Some(tag) = leading_claim(document, library, s) {
                @match &tag.anchor {
                    Some(anchor) => a.tag.over[tag.over] title=(tag.words)
                        href=(document_address(view.links, &metadata.id, Some(anchor))) { (tag.text) },
                    None => span.tag.over[tag.over] { (tag.text) },
                }
            }
        }
        "\n"
    }
}
