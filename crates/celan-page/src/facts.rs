//! What is known about a document, beside its text: metadata, what it cites and what cites it.

use crate::address::{document_address, library_address, source_address};
use crate::breaks::dated;
use crate::chain::Web;
use crate::validity::ground;
use crate::view::View;
use celan_cite::claims;
use celan_document::{
    CitationKind, Content, DateSource, Document, Library, NumberingKind, Text, char_slice,
};
use celan_locale::{LaterStrings, Strings, fill, number};
use maud::{Markup, html};

/// Writes what is known about `document`: the inside of `aside.facts`.
pub fn facts(document: &Document, library: &Library, view: View) -> String {
    let (s, words) = (view.language.strings(), view.language.later_strings());
    let (mut cites, mut citing, mut chain) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(own) = own_place(document, library) {
        let web = Web::new(library);
        (cites, citing, chain) = (web.cited(own), web.citing(own), web.chain(own));
    }
    let absent = absent(document, library);
    html! {
        p.h { (s.document) }
        p.scripted {
            // The browser's own way to paper and to a file.
            button.btn type="button" data-command="print-page" { (words.print_or_pdf) } " "
            a.btn href={ (library_address(view.links)) "?left=" (document.metadata.id) } { (s.compare) }
        }
        (data(s, document, library, view))
        @if !cites.is_empty() || !absent.is_empty() {
            p.h { (s.cites) }
            (links(&cites, view))
            @if !absent.is_empty() {
                details {
                    summary { (fill(words.not_held_count, &[("n", &number(absent.len()))])) }
                    ul { @for title in &absent { li { (title) } } }
                }
            }
        }
        @if !citing.is_empty() {
            p.h { (s.cited_by) }
            (links(&citing, view))
        }
        @if !chain.is_empty() {
            p.h { (s.chain) }
            ol.chain {
                @for (level, documents) in &chain {
                    li {
                        span.n { (level) }
                        ul {
                            @for other in documents {
                                @let own = other.metadata.id == document.metadata.id;
                                li {
                                    @if own { b { (other.metadata.title) } }
                                    @else { (link(other, view)) }
                                }
                            }
                        }
                    }
                }
            }
        }
        @if view.measures > 0 {
            p.scripted { a href={ (document_address(view.links, &document.metadata.id, None)) "?view=measures" } {
                (s.measures) " " span.n { (number(view.measures as usize)) }
            } }
        }
        @if !cites.is_empty() || !citing.is_empty() {
            p.scripted { a href={ (library_address(view.links)) "?citations=1&of=" (document.metadata.id) } { (s.citations) } }
        }
        @if let Some(address) = source_address(view.links, &document.metadata.id) {
            p.h { (s.source) }
            p { a href=(address) { (s.source_title) } }
        }
    }
    .into_string()
}

/// The documents of `library` that cite `document`, in library order.
pub fn citing<'a>(document: &Document, library: &'a Library) -> Vec<&'a Document> {
    own_place(document, library).map_or_else(Vec::new, |own| Web::new(library).citing(own))
}

/// Where a document stands in its library.
pub(crate) fn own_place(document: &Document, library: &Library) -> Option<usize> {
    let id = &document.metadata.id;
    library.documents.iter().position(|d| d.metadata.id == *id)
}

/// Titles that the document cites and the library lacks, in the order of first mention.
fn absent<'a>(document: &'a Document, library: &Library) -> Vec<&'a str> {
    let mut titles = Vec::new();
    each_text(document, &mut |text| {
        for citation in text
            .citations
            .iter()
            .filter(|c| c.kind == CitationKind::Title)
        {
            let held = citation
                .target
                .as_ref()
                .and_then(|t| library.document(&t.document));
            if held.is_some() {
                continue;
            }
            let title = char_slice(&text.plain, citation.span);
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
    });
    titles
}

fn each_text<'a>(document: &'a Document, visit: &mut impl FnMut(&'a Text)) {
    document.walk(&mut |block| {
        if let Some(text) = block.text() {
            visit(text);
        }
    });
}

fn links(documents: &[&Document], view: View) -> Markup {
    html! {
        @if !documents.is_empty() {
            ul {
                @for document in documents {
                    li { (link(document, view)) }
                }
            }
        }
    }
}

fn link(document: &Document, view: View) -> Markup {
    let metadata = &document.metadata;
    html! {
        a href=(document_address(view.links, &metadata.id, None)) { (metadata.title) }
        @if let Some(date) = &metadata.date { span.n { " " (date.year()) } }
    }
}

fn data(s: &Strings, document: &Document, library: &Library, view: View) -> Markup {
    let later = view.language.later_strings();
    let metadata = &document.metadata;
    let ink = |text: &str| text.split_whitespace().collect::<String>();
    let printed = metadata.number_printed.as_deref();
    let printed = printed.filter(|p| metadata.number.as_deref().map(ink) != Some(ink(p)));
    let claims = claims(document, library, s);
    html! {
        dl {
            @if let Some(notice) = &metadata.notice { (pair(later.notice_title, notice)) }
            @if !metadata.issuers.is_empty() {
                dt { (s.issuer) }
                @for issuer in &metadata.issuers { dd { (issuer) } }
            }
            (pair(s.doc_number, metadata.number.as_deref().unwrap_or(s.no_number)))
            @if let Some(printed) = printed { (pair(later.number_printed, printed)) }
            dt { (s.date) }
            dd {
                @match &metadata.date {
                    Some(date) => time datetime=(date) { (date) },
                    None => (s.unknown),
                }
                @match metadata.date_source {
                    Some(DateSource::Contents) => span.n { " " (later.date_contents) },
                    Some(DateSource::Number) => span.n { " " (s.date_number) },
                    Some(DateSource::Signature | DateSource::Head) | None => {},
                }
            }
            @if !claims.is_empty() {
                dt { (s.terms) }
                // What is said at several places is one fact.
                @for same in claims.chunk_by(|a, b| a.text == b.text) {
                    dd {
                        (dated(&same[0].text)) (s.stop)
                        span.n { @for claim in same { (ground(s, document, claim, view)) } }
                    }
                }
            }
            @if let Some(level) = &metadata.level { (pair(s.level, level)) }
            @if let Some(category) = &metadata.category { (pair(s.category, category)) }
            (pair(s.size, &size(s, later, document)))
        }
    }
}

fn pair(name: &str, value: &str) -> Markup {
    html! { dt { (name) } dd { (value) } }
}

/// How long a document is, as 9章33节，35个专栏，34,091字.
fn size(s: &Strings, later: &LaterStrings, document: &Document) -> String {
    let (mut kinds, mut boxes, mut tables) = ([0usize; 4], 0usize, 0usize);
    document.walk(&mut |block| {
        let kind = match &block.content {
            Content::Heading(heading) => Some(heading.kind),
            Content::Paragraph {
                run_in: Some(run_in),
                ..
            } => Some(run_in.kind),
            Content::Box(_) => {
                boxes += 1;
                None
            }
            Content::Table(_) => {
                tables += 1;
                None
            }
            _ => None,
        };
        let place = match kind {
            Some(NumberingKind::Part) => 0,
            Some(NumberingKind::Chapter) => 1,
            Some(NumberingKind::Section) => 2,
            Some(NumberingKind::Article) => 3,
            _ => return,
        };
        kinds[place] += 1;
    });
    let counted = |template: &str, n: usize| (n > 0).then(|| fill(template, &[("n", &number(n))]));
    let names = [
        later.count_part,
        later.count_chapter,
        later.count_section,
        later.count_article,
    ];
    let divisions = names
        .iter()
        .zip(kinds)
        .filter_map(|(name, n)| counted(name, n));
    let divisions = divisions.collect::<Vec<_>>().join(s.joint);
    let characters = fill(s.characters, &[("n", &number(document.characters()))]);
    let parts = [
        Some(divisions),
        counted(later.count_box, boxes),
        counted(later.count_table, tables),
    ];
    let parts = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .chain([characters]);
    parts.collect::<Vec<_>>().join(s.separator)
}
