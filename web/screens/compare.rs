//! Two documents side by side: their sections, or what they say of one topic.
//!
//! The search core says what stands beside what; here it is written, as one piece of markup.

use crate::chunks::{FINDER, MORE};
use crate::components::loading::{loading, part_ready};
use crate::components::snippet::snippet;
use crate::context::Context;
use crate::dom::text_filter::{TextFilter, say_if_nothing};
use crate::dom::{find, hide};
use crate::library::Session;
use crate::navigation::route::{Compared, Query, Route};
use crate::state::State;
use celan_cite::leading_claim;
use celan_document::{Document, Library};
use celan_locale::{MoreStrings, Strings, fill, number};
use celan_page::{Cut, Passage, broken, kin_first};
use celan_search::{Comparison, MOST_COMPARED, Pair, Row, Side, TablePair};
use gloo_utils::document;
use maud::{Markup, html};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::prelude::{AttrValue, Html, hook, use_memo};
use yew::virtual_dom::VNode;

/// The documents side by side, or the choice of the second one, or what stands for them while the
/// library is on its way; nothing on another screen.
#[hook]
pub(crate) fn use_compare(context: &Rc<Context>, state: &State) -> Html {
    let compared = match &state.route {
        Route::Compare(compared) => Some(compared.clone()),
        _ => None,
    };
    let shown = use_memo(
        // Half of a library compares nothing.
        (
            compared.clone(),
            context.session(),
            MORE.here().is_some(),
            FINDER.here().is_some() && context.extracts().is_some(),
        ),
        |(compared, session, ..)| {
            let (compared, session) = compared.as_ref().zip(session.as_ref())?;
            let screen = (MORE.here()?.compare)(context, compared, session);
            Some(AttrValue::from(screen.into_string()))
        },
    );
    match &*shown {
        Some(screen) => VNode::from_html_unchecked(screen.clone()),
        None if compared.is_some() => yew::html! { <>
            { part_ready(context, state) }
            <section id="compare">{ loading(context, state) }</section>
        </> },
        None => Html::default(),
    }
}

/// Writes the documents side by side, or the choice of the second one.
pub(crate) fn write(context: &Context, compared: &Compared, session: &Session) -> Markup {
    let screen = Screen {
        s: context.strings,
        more: context.more_strings(),
        library: session.library(),
        context,
        compared,
    };
    let inside = screen.write(session);
    html! { section #compare aria-label=(context.strings.compare) { (inside) } }
}

/// Shows of the documents that may be chosen those that have all words of what was typed.
pub(crate) fn filter_choices(typed: &str, s: &Strings) {
    let Ok(list) = document().query_selector_all("#compare .item") else {
        return;
    };
    let words = TextFilter::new(typed);
    for i in 0..list.length() {
        if let Some(item) = list
            .get(i)
            .and_then(|n| n.dyn_into::<web_sys::Element>().ok())
        {
            hide(&item, !words.keeps(&item));
        }
    }
    if let Some(status) = find("#others") {
        let shown = document().query_selector_all("#compare .item:not([hidden])");
        let shown = shown.map_or(0, |list| list.length());
        say_if_nothing("#other", typed, shown == 0, s);
        status.set_text_content(Some(&fill(s.documents, &[("n", &shown.to_string())])));
    }
}

struct Screen<'a> {
    s: &'static Strings,
    more: &'static MoreStrings,
    library: &'a Library,
    context: &'a Context,
    compared: &'a Compared,
}

impl Screen<'_> {
    fn write(&self, session: &Session) -> Markup {
        let Some(left) = self.library.document(&self.compared.left) else {
            return self.lacking();
        };
        if self.compared.right.is_empty() {
            return self.choice(left, session);
        }
        match (
            self.library.document(&self.compared.right),
            session.compare(self.compared),
        ) {
            (Some(right), Some(found)) => self.both([left, right], &found, session),
            _ => self.lacking(),
        }
    }

    fn lacking(&self) -> Markup {
        let list = self.address(&Route::Library {
            filter: String::new(),
        });
        html! {
            h1.h { (self.s.compare) }
            p.say { (self.more.compare_missing) }
            a.btn.main href=(list) { (self.s.not_found_way) }
        }
    }

    fn address(&self, route: &Route) -> String {
        self.context.address(route)
    }

    /// The address of the same screen with something changed.
    fn with(&self, change: impl FnOnce(&mut Compared)) -> String {
        let mut compared = Compared {
            anchor: String::new(),
            ..self.compared.clone()
        };
        change(&mut compared);
        self.address(&Route::Compare(compared))
    }

    /// A place of a document, with the topic marked there.
    fn place(&self, document: &Document, anchor: Option<&str>) -> String {
        self.address(&Route::Document {
            id: document.metadata.id.clone(),
            query: Query::from(self.compared.topic.clone()),
            anchor: anchor.unwrap_or_default().to_owned(),
        })
    }

    /// The documents that may stand on the right.
    fn choice(&self, left: &Document, session: &Session) -> Markup {
        let (s, more) = (self.s, self.more);
        let cut: Cut = &|title| session.words(title);
        let others = kin_first(left, self.library);
        html! {
            h1.h { (more.compare_choose) }
            p.chosen { a href=(self.place(left, None)) { (broken(&left.metadata.title, Some(cut))) } }
            div.listhead {
                p #others role="status" { (fill(s.documents, &[("n", &others.len().to_string())])) }
                label.vh for="other" { (s.sieve) }
                input #other data-command="filter-choices" type="text" placeholder=(s.sieve) autocomplete="off";
            }
            ol { @for other in others {
                li.item {
                    h2 { a href=(self.with(|c| c.right.clone_from(&other.metadata.id))) {
                        (broken(&other.metadata.title, Some(cut)))
                    } }
                    p {
                        @if let Some(level) = &other.metadata.level { span { (level) } }
                        span { (other.metadata.number.as_deref().unwrap_or(s.no_number)) }
                        span { (other.metadata.issuers.join(" ")) }
                    }
                    @if let Some(date) = &other.metadata.date { time { (date.as_str()) } }
                }
            } }
        }
    }

    fn both(&self, documents: [&Document; 2], found: &Comparison, session: &Session) -> Markup {
        let (s, more) = (self.s, self.more);
        let topic = self.compared.topic.as_str();
        let [left, right] = documents.map(|d| d.metadata.title.as_str());
        let mut sums = self.sums(documents, found, session).into_iter();
        let turned = |c: &mut Compared| std::mem::swap(&mut c.left, &mut c.right);
        html! {
            h1.vh { (fill(s.compare_two, &[("left", left), ("right", right)])) }
            div.vs { div.pair { @for document in documents { (self.head(document, session)) } } }
            nav.scroller aria-label=(more.compare_topics) {
                a.chip href=(self.with(|c| c.topic.clear())) aria-current=[topic.is_empty().then_some("true")] {
                    (more.compare_all)
                }
                @if !topic.is_empty() && !found.topics.iter().any(|t| t == topic) {
                    a.chip href=(self.with(|_| ())) aria-current="true" { (topic) }
                }
                @for other in &found.topics {
                    a.chip href=(self.with(|c| c.topic.clone_from(other)))
                        aria-current=[(other == topic).then_some("true")] { (other) }
                }
            }
            form #compare-topic .ways data-command="topic" {
                label.vh for="topic" { (more.compare_topic) }
                input #topic type="text" value=(topic) placeholder=(more.compare_topic) autocomplete="off";
                button.btn { (more.compare_topic_go) }
                a.btn.quiet href=(self.with(turned)) { (more.compare_turn) }
                a.btn.quiet href=(self.with(|c| c.right.clear())) { (more.compare_other) }
                @if !topic.is_empty() {
                    a.btn.quiet href=(self.address(&Route::search(topic.to_owned().into()))) {
                        (more.compare_search)
                    }
                }
            }
            @for (n, tables) in found.tables.iter().enumerate() { (self.tables(documents, tables, n)) }
            @if found.pairs.is_empty() {
                p.say role="status" { (fill(more.compare_nothing, &[("query", topic)])) }
            } @else {
                h2.vh { @if topic.is_empty() { (more.compare_all) } @else { (topic) } }
                ol.pairs { @for (n, pair) in found.pairs.iter().enumerate() {
                    li.topic id={ "pair-" (n + 1) } { (self.pair(documents, pair, &mut sums)) }
                } }
            }
            @if found.more.contains(&true) {
                p.dim { @if topic.is_empty() {
                    (fill(more.compare_first, &[("n", &number(MOST_COMPARED))]))
                } @else {
                    (fill(more.compare_more, &[("n", &number(found.pairs.len()))]))
                } }
            }
            aside.say aria-label=(s.compare) { p { (more.compare_note) } }
        }
    }

    fn head(&self, document: &Document, session: &Session) -> Markup {
        let metadata = &document.metadata;
        html! {
            div {
                p.n {
                    (level(document)) "　"
                    @if let Some(date) = &metadata.date { time { (date.as_str()) } "　" }
                    @if let Some(claim) = leading_claim(document, self.library, self.s) {
                        span.tag.over[claim.over] { (claim.text) }
                    }
                }
                @let cut: Cut = &|title| session.words(title);
                h2 lang="zh-CN" { a href=(self.place(document, None)) { (broken(&metadata.title, Some(cut))) } }
            }
        }
    }

    /// What the passages about the topic give, of each its own, in their order; nothing where that is not here.
    fn sums(
        &self,
        documents: [&Document; 2],
        found: &Comparison,
        session: &Session,
    ) -> Vec<Markup> {
        let (Some(finder), Some(extracts), false) = (
            FINDER.here(),
            self.context.extracts(),
            self.compared.topic.is_empty(),
        ) else {
            return Vec::new();
        };
        let sides = found
            .pairs
            .iter()
            .flat_map(|pair| documents.into_iter().zip(&pair.sides));
        let passages = sides.filter_map(|(document, side)| {
            let side = side.as_ref()?;
            Some(Passage {
                document: &document.metadata.id,
                anchor: side.anchor.as_deref().unwrap_or_default(),
                shown: &side.shown,
            })
        });
        (finder.sums)(&passages.collect::<Vec<_>>(), session, &extracts)
    }

    /// `sums` are those of the passages from here on.
    fn pair(
        &self,
        documents: [&Document; 2],
        pair: &Pair,
        sums: &mut impl Iterator<Item = Markup>,
    ) -> Markup {
        html! {
            div.pair {
                @for (document, side) in documents.iter().zip(&pair.sides) {
                    div.side {
                        @match side {
                            Some(side) => {
                                (self.side(document, side))
                                (sums.next().unwrap_or_default())
                            },
                            None => {
                                span.path { (level(document)) }
                                p.dim { (if self.compared.topic.is_empty() {
                                    self.more.compare_alone
                                } else {
                                    self.more.compare_alone_passage
                                }) }
                            },
                        }
                    }
                }
            }
            @if !pair.terms.is_empty() {
                p.shared {
                    span.n { (self.more.compare_topics) }
                    @for term in &pair.terms {
                        a href=(self.with(|c| c.topic.clone_from(term))) { (term) } " "
                    }
                }
            }
        }
    }

    fn side(&self, document: &Document, side: &Side) -> Markup {
        html! {
            @let href = self.place(document, side.anchor.as_deref());
            @let path = html! { (level(document)) "　" (side.path.join(" › ")) };
            @if self.compared.topic.is_empty() {
                span.path { (path) }
                p lang="zh-CN" { a href=(href) { (side.text) } }
                @if !side.beginning.is_empty() { p.begins lang="zh-CN" { (side.beginning) } }
            } @else {
                a.path href=(href) { (path) }
                p lang="zh-CN" {
                    (snippet(&side.text, &side.shown, &side.topic, &side.shared))
                }
            }
        }
    }

    fn tables(&self, documents: [&Document; 2], tables: &TablePair, n: usize) -> Markup {
        html! {
            section.tables aria-labelledby={ "tables-" (n + 1) } {
                h2 .h id={ "tables-" (n + 1) } { (self.more.compare_tables) }
                div.pair { @for ((document, anchor), caption) in documents.iter().zip(&tables.anchors).zip(&tables.captions) {
                    p { a.path href=(self.place(document, Some(anchor))) { (level(document)) "　" (caption) } }
                } }
                ol.pairs { @for row in &tables.rows {
                    li.pair {
                        @for ((document, row), head) in documents.iter().zip(row).zip(&tables.heads) {
                            div.side {
                                span.path { (level(document)) }
                                @match row {
                                    Some(row) => (cells(row, head)),
                                    None => p.dim { (self.more.compare_none) },
                                }
                            }
                        }
                    }
                } }
            }
        }
    }
}

/// A row: the longest cell names it, the others stand below by the heads of their columns. What
/// counts the rows says nothing here.
fn cells(row: &Row, head: &[String]) -> Markup {
    let length = |at: &usize| row.cells[*at].chars().count();
    let name = (0..row.cells.len()).rev().max_by_key(length).unwrap_or(0);
    let values = (name + 1..row.cells.len()).chain(1..name);
    html! {
        @if let Some(cell) = row.cells.get(name) {
            p lang="zh-CN" {
                (snippet(cell, &[[0, u32::MAX]], &[], &row.shared[name]))
            }
        }
        dl lang="zh-CN" {
            @for at in values {
                div {
                    dt { (head.get(at).map_or("", String::as_str)) }
                    dd { (row.cells[at]) }
                }
            }
        }
    }
}

/// Whose a place is, in a word.
fn level(document: &Document) -> &str {
    let metadata = &document.metadata;
    let issuer = metadata.issuers.first();
    metadata
        .level
        .as_ref()
        .or(issuer)
        .map_or("", String::as_str)
}
