//! Who cites whom through the levels: a row for each document, and an arc for each citation.

use crate::address::{document_address, library_address};
use crate::chain::Web;
use crate::view::View;
use celan_document::{Document, Library};
use celan_locale::{fill, number};
use maud::{Markup, html};
use std::cmp::Reverse;

/// More rows than that are not read, and their arcs not told apart.
const MOST: usize = 300;
/// The height of a row in the drawing; sixteen units are a rem.
const ROW: usize = 48;
/// Where dots, arrows and the widest arcs are, from the left.
const DOT: usize = 70;
const ARROW: usize = 65;
const WIDEST: usize = 6;

/// The citations of a library, counted.
struct Counted<'a> {
    web: Web<'a>,
    pairs: Vec<(usize, usize)>,
    /// For each document, how many it cites, and how many cite it.
    counts: Vec<(usize, usize)>,
    /// Whether it cites the document in the centre or is cited by it.
    near: Vec<bool>,
    /// The document in the centre.
    center: Option<usize>,
}

impl<'a> Counted<'a> {
    fn new(library: &'a Library, center: Option<usize>) -> Self {
        let web = Web::new(library);
        let pairs: Vec<_> = web.pairs().collect();
        let mut counts = vec![(0, 0); library.documents.len()];
        let mut near = vec![false; library.documents.len()];
        for (from, to) in &pairs {
            counts[*from].0 += 1;
            counts[*to].1 += 1;
            near[*from] |= center == Some(*to);
            near[*to] |= center == Some(*from);
        }
        Self {
            web,
            pairs,
            counts,
            near,
            center,
        }
    }

    fn degree(&self, i: usize) -> usize {
        self.counts[i].0 + self.counts[i].1
    }

    /// Whether a citation leads to the centre or from it.
    fn is_central(&self, (from, to): (usize, usize)) -> bool {
        self.center == Some(from) || self.center == Some(to)
    }

    /// The documents that have a row: those with citations, the nearest to the centre and the most cited
    /// where they are too many. By level, then by date.
    fn rows(&self, library: &Library) -> Vec<usize> {
        let all = 0..library.documents.len();
        let mut rows: Vec<usize> = all.filter(|i| self.degree(*i) > 0).collect();
        if rows.len() > MOST {
            let rank = |i: usize| (self.center == Some(i), self.near[i], self.degree(i));
            rows.sort_by_cached_key(|i| Reverse(rank(*i)));
            rows.truncate(MOST);
        }
        rows.sort_by_key(|i| {
            let date = library.documents[*i].metadata.date.as_ref();
            (self.level(*i), date.is_none(), date, *i)
        });
        rows
    }

    /// Where the level of a document stands; those of no level are last.
    fn level(&self, i: usize) -> usize {
        self.web.rank(i).unwrap_or(usize::MAX)
    }
}

/// The screen of citations; the document with the id `of`, if the library has it, is in the centre.
pub fn citations_screen(library: &Library, of: &str, view: View<'_>) -> Markup {
    let (s, w) = (view.language.strings(), view.language.overview_strings());
    let documents = &library.documents;
    let center = documents.iter().position(|d| d.metadata.id == of);
    let counted = Counted::new(library, center);
    let rows = counted.rows(library);
    let connected = (0..documents.len()).filter(|i| counted.degree(*i) > 0);
    let connected = connected.count();
    let alone = documents.iter().enumerate();
    let alone: Vec<_> = alone.filter(|(i, _)| counted.degree(*i) == 0).collect();
    let levels: Vec<&[usize]> = rows
        .chunk_by(|a, b| counted.level(*a) == counted.level(*b))
        .collect();
    html! {
        section.overview.citations data-citations=(counted.pairs.len()) {
            h1 { (s.citations) }
            @if rows.is_empty() { p.say { (w.citations_none) } }
            @else { p.dim { (w.citations_about) } }
            @if let Some(center) = center {
                @let (cites, cited) = counted.counts[center];
                p {
                    (fill(w.citations_of, &[("cites", &number(cites)), ("cited", &number(cited))]))
                    (link(&documents[center], view)) " "
                    a href={ (library_address(view.links)) "?citations=1" } { (w.citations_all) }
                }
            } @else if !of.is_empty() { p.say role="status" { (w.no_document) } }
            @if connected > rows.len() { p.dim { (fill(w.citations_some, &[("n", &number(rows.len()))])) } }
            @if !rows.is_empty() {
                div.graph {
                    (arcs(&counted, &levels))
                    table {
                        thead { tr {
                            th scope="col" { (w.document) } th scope="col" { (w.number) }
                            th scope="col" { (w.date) } th scope="col" { (w.counts) }
                        } }
                        @for level in &levels { tbody {
                            @let name = library.levels.get(counted.level(level[0]));
                            tr { th scope="rowgroup" colspan="4" lang=[name.map(|_| "zh-CN")] {
                                (name.map_or(w.no_level, |level| &level.name))
                            } }
                            @for i in *level { (row(&counted, *i, &documents[*i], view)) }
                        } }
                    }
                }
            }
            @if !alone.is_empty() {
                details.behind {
                    summary { (fill(w.citations_alone, &[("n", &number(alone.len()))])) }
                    ul { @for (_, document) in alone.iter().take(MOST) { li { (link(document, view)) } } }
                }
            }
            p.dim { (w.citations_note) }
        }
    }
}

fn link(document: &Document, view: View<'_>) -> Markup {
    let metadata = &document.metadata;
    html! {
        a lang="zh-CN" href=(document_address(view.links, &metadata.id, None)) { (metadata.title) }
    }
}

fn row(counted: &Counted<'_>, i: usize, document: &Document, view: View<'_>) -> Markup {
    let w = view.language.overview_strings();
    let metadata = &document.metadata;
    let (cites, cited) = counted.counts[i];
    let is_center = counted.center == Some(i);
    html! {
        tr.near[counted.near[i]] data-document=(metadata.id) data-cites=(cites) data-cited=(cited)
            aria-current=[is_center.then_some("true")] {
            td {
                a lang="zh-CN" href=(document_address(view.links, &metadata.id, None)) {
                    @if let Some(date) = &metadata.date { span.year { (date.year()) " " } }
                    (metadata.title)
                }
            }
            td.number lang="zh-CN" { (metadata.number.as_deref().unwrap_or_default()) }
            td.date { @if let Some(date) = &metadata.date { time datetime=(date) { (date) } } }
            td.counts {
                a title=(w.center) href={ (library_address(view.links)) "?citations=1&of=" (metadata.id) } {
                    @if cites > 0 { span { (fill(w.cites, &[("n", &number(cites))])) } " " }
                    @if cited > 0 { span { (fill(w.cited, &[("n", &number(cited))])) } " " }
                    span.vh { (w.center) }
                }
            }
        }
    }
}

/// The arcs beside the rows, from the document that cites to an arrow at the one that is cited. Each level
/// begins with a row for its name.
fn arcs(counted: &Counted<'_>, levels: &[&[usize]]) -> Markup {
    let mut at: Vec<Option<usize>> = vec![None; counted.counts.len()];
    let mut next = 0usize;
    for level in levels {
        for i in *level {
            next += 1;
            at[*i] = Some(next);
        }
        next += 1;
    }
    let middle = |row: usize| row * ROW + ROW / 2;
    let drawn = counted.pairs.iter().filter_map(|pair| {
        let (from, to) = (at[pair.0]?, at[pair.1]?);
        let wide = DOT.saturating_sub(14 + 6 * from.abs_diff(to)).max(WIDEST);
        let (from, to) = (middle(from), middle(to));
        let path = format!("M{DOT} {from}C{wide} {from} {wide} {to} {ARROW} {to}");
        Some((counted.is_central(*pair), path))
    });
    let mut drawn: Vec<(bool, String)> = drawn.collect();
    // What is meant lies above the rest.
    drawn.sort_by_key(|(central, _)| *central);
    let dots = at.iter().enumerate();
    let dots = dots.filter_map(|(i, row)| Some((i, middle((*row)?))));
    html! {
        svg.arcs viewBox={ "0 0 80 " (next * ROW) } aria-hidden="true" {
            @for (central, path) in &drawn { path.on[*central] d=(path) {} }
            @for (i, y) in dots {
                @let is_center = counted.center == Some(i);
                @if counted.counts[i].1 > 0 {
                    path d={ "M57 " (y - 4) "L" (ARROW) " " (y) "L57 " (y + 4) } {}
                }
                circle.here[is_center].on[counted.near[i]] cx=(DOT) cy=(y) r=(if is_center { "5" } else { "3.5" }) {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::tests::{document, library};

    #[test]
    fn rows_stand_by_level_and_each_citation_once() {
        let library = library(vec![
            document("city", "市", &["region", "region", "city"]),
            document("region", "区", &["law"]),
            document("law", "国", &[]),
            document("alone", "国", &["alone"]),
        ]);
        let counted = Counted::new(&library, Some(1));
        assert_eq!(counted.rows(&library), [2, 1, 0]);
        assert_eq!(counted.counts, [(1, 0), (1, 1), (0, 1), (0, 0)]);
        assert_eq!(counted.near, [true, false, true, false]);
        let written = citations_screen(&library, "region", View::default()).into_string();
        assert_eq!(written.matches("<circle").count(), 3);
        assert_eq!(written.matches(" d=\"M70").count(), 2);
        assert!(written.contains("data-citations=\"2\""));
    }

    #[test]
    fn a_large_library_shows_those_that_are_cited_most() {
        let mut documents: Vec<Document> = (0..MOST + 50)
            .map(|n| document(&format!("doc-{n}"), "国", &["law"]))
            .collect();
        documents.push(document("law", "国", &["far"]));
        documents.push(document("far", "市", &[]));
        let library = library(documents);
        let counted = Counted::new(&library, library.documents.len().checked_sub(1));
        let rows = counted.rows(&library);
        assert_eq!(rows.len(), MOST);
        assert!(rows.contains(&(MOST + 50)) && rows.contains(&(MOST + 51)));
    }
}
