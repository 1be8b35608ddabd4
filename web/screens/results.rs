//! The results of a query, by document.

use crate::chunks::{FINDER, SOON};
use crate::components::facets::{TERM, facets, leaves_out_over, over};
use crate::components::loading::{loading, part_ready};
use crate::components::markup;
use crate::components::query_notice::query_notice;
use crate::components::snippet::snippet;
use crate::context::Context;
use crate::dom::find;
use crate::library::Session;
use crate::library::status::Loading;
use crate::navigation::route::Screen;
use crate::navigation::route::{Compared, Query, Route, Scope};
use crate::state::{Chunks, State};
use celan_cite::leading_claim;
use celan_locale::{Strings, fill, number};
use celan_search::{Answer, Facet, Hit};
use gloo_utils::document;
use maud::Markup;
use web_sys::Element;
use yew::prelude::*;

/// Hits of a document that are shown before it is unfolded.
const FOLD: usize = 3;
/// Up to so many passages are shown in place; of more, a document's are a search of their own.
const IN_PLACE: u32 = 500;

/// Words read into a query that are named.
const READ: usize = 12;

/// What the results are written from.
pub(crate) struct Results<'a> {
    pub(super) context: &'a Context,
    state: &'a State,
    pub(super) query: &'a Query,
    pub(super) scope: &'a Scope,
}

/// The results, or what stands for them while there is nothing to search in or for; nothing on
/// another screen.
#[hook]
pub(crate) fn use_results(
    context: &Context,
    state: &UseReducerHandle<State>,
    part: Option<String>,
) -> Html {
    let dispatch = state.dispatcher();
    let asked = match &state.route {
        Route::Search { query, scope } => Some((query, scope)),
        _ => None,
    };
    let query = asked.map(|(query, _)| query);
    let session = context.searchable();
    let arrived = use_mut_ref(Arrived::default);
    let soon = SOON.here().is_some();
    let answer = use_memo(
        (
            state.route.clone(),
            state.background.clone(),
            state.shown,
            session.clone(),
            soon,
        ),
        |(route, background, shown, session, _)| {
            let (Route::Search { query, scope }, Some(session)) = (route, session) else {
                return None;
            };
            let asked = !query.text.is_empty();
            let answer = asked.then(|| session.search_in(scope, query, *shown));
            let answer = answer.flatten().map(|answer| {
                let whole = || session.search_in(scope, &query.narrowed(TERM, ""), 1);
                let left_out = leaves_out_over(&answer).then(whole).flatten();
                (answer, left_out.and_then(|whole| over(&whole)))
            });
            let scopes = match (background, SOON.here()) {
                (Screen::Document(id), Some(soon)) => markup((soon.scopes)(
                    context,
                    session,
                    query,
                    scope,
                    id,
                    part.as_deref(),
                )),
                _ => Html::default(),
            };
            Some((answer, scopes))
        },
    );
    let (answer, scopes) = match &*answer {
        Some((answer, scopes)) => (answer.as_ref(), scopes.clone()),
        None => (None, Html::default()),
    };
    // It comes with a query or not at all: passages that are being read are not pushed down.
    let strip = use_memo((query.cloned(), session.clone()), |(query, _)| {
        let query = query.as_ref().filter(|query| !query.text.is_empty())?;
        let (session, extracts) = context.session().zip(context.extracts())?;
        (FINDER.here()?.strip)(&query.text, &session, &extracts)
    });
    // Of a library on its way, what there is says enough.
    let whole = context.session().is_some();
    let waits = whole && answer.is_some_and(|(answer, _)| answer.waits);
    use_effect_with(waits, move |waits| {
        if *waits {
            SOON.call(&dispatch, |_| ());
        }
    });
    let Some((query, scope)) = asked else {
        return Html::default();
    };
    // What does not come is said below; what was found without it is shown.
    let waits = waits && !matches!(state.chunks, Chunks::Failed(_));
    let arrives = !whole && !matches!(state.loading, Loading::Failed(_));
    let mut arrived = arrived.borrow_mut();
    let held = whole && !state.ranked && arrived.is_read(&state.route);
    let answer = answer.filter(|_| held || !waits);
    let session = session.as_ref();
    let results = Results {
        context,
        state,
        query,
        scope,
    };
    let inside = match (answer, session) {
        (Some((answer, _)), Some(session)) if arrives || held => {
            let documents = arrived.with(&results, answer, session);
            let worded = arrived.worded(&results, answer);
            framed(&results, answer, session, documents, worded)
        }
        _ if waits => Html::default(),
        (Some((answer, left_out)), Some(session)) => {
            let strip = strip.as_ref().clone().map(markup).unwrap_or_default();
            let same = arrived.asked.as_ref() == Some(&state.route);
            let worded = same && arrived.worded == Some(true);
            found(&results, answer, left_out, session, strip, worded)
        }
        _ if query.text.is_empty() => SOON
            .here()
            .map(|soon| (soon.offer)(context, session))
            .unwrap_or_default(),
        _ => loading(context, state),
    };
    let counts = answer.map(|(answer, _)| answer);
    let counted = |count: fn(&Answer) -> u32| counts.map(|answer| count(answer).to_string());
    html! { <>
        if !arrives { { part_ready(context, state) } }
        <section id="results" aria-label={context.strings.results} data-results=""
            data-query={counts.map(|_| query.text.clone())}
            data-documents={counted(|a| a.documents)}
            data-passages={counted(|a| a.passages)}
            data-occurrences={counted(|a| a.occurrences)}>
            // The library's own heading stays in sight above its results.
            if state.background != Screen::Library {
                <h1 class="vh">{ context.strings.results }</h1>
            }
            { scopes }
            { inside }
        </section>
    </> }
}

/// What was found in the documents of a library on its way, in the order in which they came: nothing
/// that can be read moves until the whole is there and is ranked; under a reader who is in the midst of it, not
/// before they ask for it.
#[derive(Default)]
struct Arrived {
    asked: Option<Route>,
    groups: Vec<Group>,
    /// Whether the reader was in the midst of it when the whole was there.
    read: Option<bool>,
    /// Whether the line of [`wording`] stands above it; settled by what came first.
    worded: Option<bool>,
}

impl Arrived {
    /// Whether the reader is in the midst of what was found for this.
    fn is_read(&mut self, asked: &Route) -> bool {
        let inside = || {
            let list = find("#results");
            let focused = document().active_element();
            let holds = |list: &Element| focused.is_some_and(|e| list.contains(Some(&e)));
            // A pointer over a hit is about to press it.
            let pointed = || find("#results .hits:hover").is_some();
            let below = |list: &Element| list.get_bounding_client_rect().top() < 0.0;
            list.is_some_and(|list| below(&list) || holds(&list) || pointed())
        };
        self.asked.as_ref() == Some(asked)
            && !self.groups.is_empty()
            && *self.read.get_or_insert_with(inside)
    }

    fn worded(&mut self, props: &Results, answer: &Answer) -> bool {
        let widened = answer.exact.passages < answer.passages;
        let found = answer.passages > 0;
        found && *self.worded.get_or_insert(props.query.exact || widened)
    }

    /// With those that have come since, or anew if something else is asked.
    fn with(&mut self, props: &Results, answer: &Answer, session: &Session) -> Html {
        let asked = Some(props.state.route.clone());
        if self.asked != asked {
            *self = Self {
                asked,
                ..Self::default()
            };
        }
        for group in groups(answer) {
            if !self.groups.iter().any(|listed| listed.id() == group.id()) {
                self.groups.push(group);
            }
        }
        let documents = self.groups.iter();
        documents
            .map(|group| documents_hits(props, group, session, group.id(), false))
            .collect()
    }
}

/// What has come of a list in the frame of the whole one, so that nothing moves when that is there; `worded` says
/// whether the line of [`wording`] will stand above it.
fn framed(
    props: &Results,
    answer: &Answer,
    session: &Session,
    documents: Html,
    worded: bool,
) -> Html {
    let arrives = part_ready(props.context, props.state);
    if answer.passages == 0 {
        return html! { <div key="arrived">{ arrives }</div> };
    }
    // What it may be narrowed by comes with the whole: values that come and go would move under the reader.
    let narrows = props.scope.document.is_empty();
    let beside = if session.missing().is_empty() {
        by_rank(props)
    } else {
        arrives
    };
    html! {
        <div key="arrived">
            if worded { <div class="meant wording">{ exactness(props) }</div> }
            if narrows { <div class="chips"><span class="chip more">{ props.context.strings.narrow }</span></div> }
            <div class="shelf bare">
                <div>{ list_head(props, answer, session, Html::default(), beside) }{ documents }</div>
            </div>
        </div>
    }
}

/// The way to the ranked list for a reader who was in the midst of it as it came.
fn by_rank(props: &Results) -> Html {
    let name = props.context.strings.by_relevance;
    html! {
        <nav class="sorts"><button class="btn" type="button" data-command="rank">{ name }</button></nav>
    }
}

/// `left_out` is what was not looked through, since its own time has ended; `worded` says whether
/// the line of [`wording`] stood here while the list arrived.
fn found(
    props: &Results,
    answer: &Answer,
    left_out: &Option<Facet>,
    session: &Session,
    strip: Html,
    worded: bool,
) -> Html {
    let s = props.context.strings;
    let to = |query: Query| props.context.address(&route(props, query));
    let (row, column) = facets(props.query, answer, &to, s);
    let over = left_out.as_ref();
    let over = over.map_or_else(Html::default, |left_out| more_over(props, left_out));
    let groups = groups(answer);
    // Where what was found in part begins, if it comes after all that was found whole.
    let in_part = |group: &Group| group.hits.first().is_some_and(|hit| hit.widened);
    let apart = groups.iter().position(in_part);
    let apart = apart.filter(|&n| n > 0 && groups[n..].iter().all(in_part));
    html! { <>
        { understood(props, answer, session, worded) }
        { cards(props, answer, session) }
        { row }
        <div class="shelf bare">{ column }<div>
        { strip }
        { list_head(props, answer, session, over, sorts(props, answer)) }
        { for groups.iter().enumerate().map(|(n, group)| {
            let first = answer.hits.first().map_or("", |hit| hit.document.as_str());
            html! { <>
                if apart == Some(n) { { SOON.here().map(|soon| (soon.apart)(props)).unwrap_or_default() } }
                { documents_hits(props, group, session, first, answer.passages <= IN_PLACE) }
            </> }
        }) }
        if (answer.hits.len() as u32) < answer.passages {
            <button class="btn more-hits" type="button" data-command="more">
                { fill(s.more_hits, &[("n", &number(answer.passages as usize - answer.hits.len()))]) }
            </button>
        }
        { SOON.here().map(|soon| (soon.spread)(props, &answer.spread, session)).unwrap_or_default() }
        </div></div>
    </> }
}

/// How much was found, what of it is left out, and the ways to sort it.
fn list_head(props: &Results, answer: &Answer, session: &Session, over: Html, sorts: Html) -> Html {
    html! {
        <div class="listhead"><p id="found" role="status" tabindex="-1">
            { count(answer, session, &props.query.text, props.context.strings) }{ over }
        </p>{ sorts }</div>
    }
}

/// What was read into the query, and what is wrong with it.
fn understood(props: &Results, answer: &Answer, session: &Session, worded: bool) -> Html {
    let (query, s) = (&answer.query, props.context.strings);
    let corrected = |text: &str| query.corrections.iter().any(|c| c.to == text);
    let read = query.terms.iter();
    let read = read.filter(|t| t.from.is_some() && !corrected(&t.text));
    let mut read: Vec<&str> = read.map(|t| t.text.as_str()).collect();
    read.dedup();
    read.truncate(READ);
    let (corrected_to, nearest) = SOON
        .here()
        .map(|soon| (soon.reread)(props, answer, session))
        .unwrap_or_default();
    html! { <>
        { for query.messages.iter().map(|message| html! { <p class="say">{ query_notice(message, s) }</p> }) }
        { corrected_to }
        { wording(props, answer, read, worded) }
        { nearest }
    </> }
}

/// In one line the words that were read into the query, which are links below it, and the way to what was typed or
/// beyond it; that stays where it stood (`worded`) while the list arrived.
fn wording(props: &Results, answer: &Answer, read: Vec<&str>, worded: bool) -> Html {
    let s = props.context.strings;
    let widened = worded || props.query.exact || answer.exact.passages < answer.passages;
    if read.is_empty() && !widened {
        return Html::default();
    }
    let words = read.join("　");
    html! {
        <div class="meant wording">
            if !read.is_empty() {
                <details>
                    <summary><b>{ s.understood }</b>{ "　" }{ words }</summary>
                    // Each leads to itself alone.
                    <p>{ for read.iter().map(|word| link(props, props.query.with((*word).to_owned()), word)) }</p>
                </details>
            }
            if widened { { exactness(props) } }
        </div>
    }
}

/// The way to what was typed alone, or beyond it.
fn exactness(props: &Results) -> Html {
    let (s, exact) = (props.context.strings, props.query.exact);
    let query = Query {
        exact: !exact,
        ..props.query.clone()
    };
    html! { <>
        if exact { <span>{ s.only_exact }</span> }
        { link(props, query, if exact { s.widely } else { s.exactly }) }
    </> }
}

pub(super) fn link(props: &Results, query: Query, name: &str) -> Html {
    let current = (query == *props.query).then_some("true");
    let href = props.context.address(&route(props, query));
    html! { <a {href} aria-current={current}>{ name }</a> }
}

/// Another search where this one is.
fn route(props: &Results, query: Query) -> Route {
    let scope = props.scope.clone();
    Route::Search { query, scope }
}

/// The documents that answer as a whole.
fn cards(props: &Results, answer: &Answer, session: &Session) -> Html {
    let s = props.context.strings;
    // A document that is searched is no answer.
    let documents = answer
        .cards
        .iter()
        .filter(|id| **id != props.scope.document);
    let documents = documents.filter_map(|id| session.library().document(id));
    let cards: Vec<Markup> = documents
        .map(|document| {
            let m = &document.metadata;
            let href = document_address(props, &m.id, None, Query::default());
            maud::html! {
                li { a href=(href) data-card=(m.id) lang="zh-CN" { (m.title) }
                    p {
                        @if let Some(number) = &m.number { span { (number) } }
                        @if let Some(date) = &m.date { time { (date.as_str()) } }
                    } }
            }
        })
        .collect();
    if cards.is_empty() {
        return Html::default();
    }
    markup(
        maud::html! { section.cards { h2.h { (s.whole_documents) } ul { @for card in cards { (card) } } } },
    )
}

pub(super) fn document_address(
    props: &Results,
    id: &str,
    anchor: Option<&str>,
    query: Query,
) -> String {
    props.context.address(&Route::Document {
        id: id.to_owned(),
        query,
        anchor: anchor.unwrap_or_default().to_owned(),
    })
}

/// The ways to sort the passages of several documents.
fn sorts(props: &Results, answer: &Answer) -> Html {
    let s = props.context.strings;
    if answer.documents < 2 {
        return Html::default();
    }
    let way = |by_date, name| {
        let query = Query {
            by_date,
            ..props.query.clone()
        };
        link(props, query, name)
    };
    html! {
        <nav class="sorts" aria-label={s.sort}>{ way(false, s.by_relevance) }{ way(true, s.date) }</nav>
    }
}

fn count(answer: &Answer, session: &Session, query: &str, s: &Strings) -> Html {
    if answer.passages > 0 {
        let (exact, all) = (answer.exact, answer.occurrences as usize);
        let (found, documents) = match exact.passages {
            0 => (all, answer.documents),
            _ => (exact.occurrences as usize, exact.documents),
        };
        let documents = number(documents as usize);
        let mut words = fill(s.found, &[("n", &number(found)), ("d", &documents)]);
        // Of a library on its way that would come and go.
        if found < all && session.missing().is_empty() {
            words.push_str(&fill(s.found_beside, &[("n", &number(all - found))]));
        }
        return html! { <b>{ words }</b> };
    }
    if !answer.query.messages.is_empty() && answer.query.terms.is_empty() {
        return Html::default();
    }
    let documents = number(session.library().documents.len());
    let query: String = query.chars().take(60).collect();
    html! { <>
        <b>{ fill(s.none_found, &[("query", &query)]) }</b>
        if session.missing().is_empty() && answer.query.filters.is_empty() {
            { "　" }{ fill(s.all_searched, &[("n", &documents)]) }
        }
    </> }
}

/// How much stands in the documents that are left out, and the way to it.
fn more_over(props: &Results, left_out: &Facet) -> Html {
    let counts = [left_out.occurrences, left_out.documents].map(|n| number(n as usize));
    let words = fill(
        props.context.strings.left_out,
        &[("n", &counts[0]), ("d", &counts[1])],
    );
    html! { <>{ "　" }{ link(props, props.query.narrowed(TERM, ""), &words) }</> }
}

/// The hits of one document, in order of rank.
struct Group {
    hits: Vec<Hit>,
    /// All passages of the document that match, shown or not.
    passages: usize,
    /// The occurrences in them.
    occurrences: usize,
}

impl Group {
    /// The document.
    fn id(&self) -> &str {
        &self.hits[0].document
    }
}

/// Documents in the order of their best hit.
fn groups(answer: &Answer) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for hit in &answer.hits {
        match groups.iter_mut().find(|group| group.id() == hit.document) {
            Some(group) => group.hits.push(hit.clone()),
            None => {
                let of = |facet: &&Facet| facet.value == hit.document;
                let facet = answer.facets.documents.iter().find(of);
                groups.push(Group {
                    hits: vec![hit.clone()],
                    passages: facet.map_or(0, |facet| facet.passages as usize),
                    occurrences: facet.map_or(0, |facet| facet.occurrences as usize),
                });
            }
        }
    }
    groups
}

fn documents_hits(
    props: &Results,
    group: &Group,
    session: &Session,
    best: &str,
    in_place: bool,
) -> Html {
    let s = props.context.strings;
    let first = &group.hits[0];
    let base = props.context.history.base();
    let address = |anchor: Option<&str>| {
        base.address(&Route::Document {
            id: first.document.clone(),
            query: props.query.clone(),
            anchor: anchor.unwrap_or_default().to_owned(),
        })
    };
    let document = session.library().document(&first.document);
    let metadata = document.map(|d| &d.metadata);
    let claim = document.and_then(|d| leading_claim(d, session.library(), s));
    let unfolded =
        props.scope.document == first.document || props.state.unfolded.contains(&first.document);
    let shown = if unfolded {
        group.hits.len()
    } else {
        FOLD.min(group.hits.len())
    };
    let passages = group.passages.max(group.hits.len());
    // Where a document is searched, more of it are more of all.
    let rest = (shown < passages && props.scope.document.is_empty())
        .then(|| rest(props, group, passages - shown, in_place));
    let head = maud::html! {
        header {
            h2 lang="zh-CN" { a href=(address(None)) { (first.title) } }
            span.n { (fill(s.hit_count, &[("n", &number(group.occurrences))])) }
            @if let Some(metadata) = metadata {
                p {
                    @if let Some(level) = &metadata.level { span { (level) } }
                    span { @match &metadata.number {
                        Some(number) => (number),
                        None => (metadata.issuers.join(" ")),
                    } }
                    @if let Some(date) = &metadata.date { time { (date.as_str()) } }
                    @if let Some(claim) = claim { span.tag.over[claim.over] { (claim.text) } }
                    (beside(props, best, &metadata.id))
                }
            }
        }
    };
    let list = maud::html! {
        ol { @for (n, hit) in group.hits.iter().enumerate() {
            li.hit hidden[n >= shown] {
                a href=(address(hit.anchor.as_deref())) data-document=(hit.document)
                    data-anchor=[hit.anchor.as_deref()] {
                    @if !hit.path.is_empty() { span.path lang="zh-CN" { (hit.path.join(" › ")) } }
                    p.text lang="zh-CN" { (snippet(&hit.text, &[hit.snippet], &hit.highlights, &[])) }
                }
            }
        } }
    };
    // Each in its place: where the list stays as it is, the focus in it does.
    html! {
        <article class="hits" key={first.document.clone()}>
            { markup(head) }
            { markup(list) }
            { rest.map(markup).unwrap_or_default() }
        </article>
    }
}

/// The way to what two documents say of the query, side by side: the best one and this; of the best
/// one, to the choice of the other.
fn beside(props: &Results, best: &str, id: &str) -> Markup {
    let s = props.context.strings;
    let alone = best == id;
    let compared = Compared {
        left: best.to_owned(),
        right: if alone { String::new() } else { id.to_owned() },
        topic: props.query.text.clone(),
        anchor: String::new(),
    };
    let href = props.context.address(&Route::Compare(compared));
    let name = if alone { s.compare } else { s.compare_former };
    maud::html! { a href=(href) { (name) } }
}

/// The way to a document's other hits.
fn rest(props: &Results, group: &Group, n: usize, in_place: bool) -> Markup {
    let words = fill(props.context.strings.more_hits, &[("n", &number(n))]);
    let id = group.id();
    let ask = group.hits.len() < group.passages;
    if ask && !in_place {
        let href = props.context.address(&Route::Search {
            query: props.query.clone(),
            scope: Scope {
                document: id.to_owned(),
                ..Scope::default()
            },
        });
        return maud::html! { a.rest href=(href) { (words) } };
    }
    maud::html! {
        button.rest type="button" data-command={ @if ask { "unfold-all " } @else { "unfold " } (id) } { (words) }
    }
}
