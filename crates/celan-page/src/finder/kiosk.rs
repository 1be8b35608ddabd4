//! The finder on a public screen: the question by touch, answers as rows, a measure alone.

use super::answer::{ended, id, mark, marked, recipient, terms};
use super::question::{name, parameters};
use super::screen::{count_documents, entries};
use super::texts::Texts;
use crate::view::View;
use celan_cite::place_name;
use celan_document::{Document, Library};
use celan_finder::{Answer, Choice, Count, Extracts, Finder, Measure, Query, Sort};
use celan_locale::{KioskStrings, fill, number};
use maud::{Markup, html};

/// A group with the number of measures for it, for the start of a public screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What it is called.
    pub name: String,
    /// The parameters of the finder's address that ask for it.
    pub parameters: String,
    /// What most of its measures are for, the most frequent first.
    pub wants: Vec<String>,
}

/// A measure alone, and where it stands.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// Its document.
    pub document: &'a Document,
    /// The anchor of its block.
    pub anchor: &'a str,
    /// The text of its block, or of its row in a table.
    pub text: String,
    /// How the place is cited; empty where nothing is numbered.
    pub place: String,
    /// Its sum, in the words of the text.
    pub title: String,
    /// Sum, sentence, terms and place.
    pub markup: Markup,
}

/// The groups that the library has measures for, at most so many: those that no other one contains, in the
/// order in which the library names them.
pub fn groups(library: &Library, extracts: &Extracts, view: View<'_>, most: usize) -> Vec<Group> {
    let texts = Texts::new(library, extracts, view);
    let entries = entries(&texts);
    let finder = Finder::new(&entries, &extracts.who, &extracts.want, &[]);
    let counts = finder.counts(&Query::default());
    let groups = extracts.who.iter().zip(&counts.who);
    groups
        .filter(|(choice, count)| count.exists && choice.within.is_none())
        .take(most)
        .map(|(choice, _)| {
            let query = Query {
                who: Some(choice.id.clone()),
                ..Query::default()
            };
            let mut wants = finder.counts(&query).want;
            wants.retain(|want| want.count > 0);
            wants.sort_by_key(|want| std::cmp::Reverse(want.count));
            let named = wants.iter().filter_map(|want| {
                let choice = extracts.want.iter().find(|choice| choice.id == want.id)?;
                Some(name(choice, view.language).to_owned())
            });
            Group {
                name: name(choice, view.language).to_owned(),
                parameters: parameters(&query),
                wants: named.take(3).collect(),
            }
        })
        .collect()
}

/// The group that a word of a query names, with the parameters of the finder's address that ask for it; `None` if
/// no measure is for it.
pub fn group_named(
    library: &Library,
    extracts: &Extracts,
    query: &str,
    view: View<'_>,
) -> Option<(String, String)> {
    let words = || query.split_whitespace();
    let named = extracts.who.iter().find(|choice| {
        words().any(|word| choice.zh == word || choice.words.iter().any(|known| known == word))
    })?;
    let texts = Texts::new(library, extracts, view);
    let entries = entries(&texts);
    let finder = Finder::new(&entries, &extracts.who, &extracts.want, &[]);
    let query = Query {
        who: Some(named.id.clone()),
        ..Query::default()
    };
    (!finder.answers(&query).is_empty())
        .then(|| (name(named, view.language).to_owned(), parameters(&query)))
}

/// The question with its answers. Choices and answers are buttons, whose commands the public screen knows.
pub fn kiosk_finder(
    library: &Library,
    extracts: &Extracts,
    query: &Query,
    view: View<'_>,
    words: &KioskStrings,
) -> Markup {
    let texts = Texts::new(library, extracts, view);
    let w = texts.words;
    let entries = entries(&texts);
    let levels = texts.levels();
    let finder = Finder::new(&entries, &extracts.who, &extracts.want, &levels);
    let (query, _) = finder.known(query);
    let query = &query;
    let counts = finder.counts(query);
    let answers = finder.answers(query);
    let who = extracts
        .who
        .iter()
        .find(|choice| Some(&choice.id) == query.who.as_ref());
    let numbers = [
        ("n", number(answers.len())),
        ("documents", number(count_documents(&texts, &answers))),
    ];
    let numbers = numbers
        .each_ref()
        .map(|(key, value)| (*key, value.as_str()));
    html! {
        div.k-finder data-measures=(answers.len()) {
            section.k-told {
                h1 {
                    @match who {
                        Some(who) => (fill(words.for_who, &[("who", name(who, view.language))])),
                        None => (w.title),
                    }
                }
                p role="status" {
                    @if entries.is_empty() { (w.none_here) }
                    @else if answers.is_empty() { (w.nothing) }
                    @else {
                        (fill(w.count, &numbers))
                        @if counts.ended > 0 { (fill(words.ended, &[("n", &number(counts.ended))])) }
                    }
                }
            }
            section.k-answers aria-label=(w.answers) { ol { (rows(&texts, &answers)) } }
            nav.k-pages {}
            section.k-choices {
                (choices("who", w.who, w.any, counts.anyone, query.who.as_deref(),
                    named(&extracts.who, &counts.who, view), &|who| Query { who, ..query.clone() }))
                (choices("want", w.want, w.any, counts.anything, query.want.as_deref(),
                    named(&extracts.want, &counts.want, view), &|want| Query { want, ..query.clone() }))
                (choices("level", w.level, w.any, counts.everywhere, query.level.as_deref(),
                    counts.level.iter().map(|count| (count.id.as_str(), count)).collect(),
                    &|level| Query { level, ..query.clone() }))
                div.k-choice data-question="sort" {
                    h2 { (w.order) }
                    div {
                        @for (sort, words) in [(Sort::Fit, w.by_fit), (Sort::Sum, w.by_sum), (Sort::Level, w.by_level)] {
                            (button("sort", words, None, sort == query.sort, &Query { sort, ..query.clone() }))
                        }
                    }
                }
            }
        }
    }
}

fn named<'a>(
    choices: &'a [Choice],
    counts: &'a [Count],
    view: View<'_>,
) -> Vec<(&'a str, &'a Count)> {
    let named = choices.iter().zip(counts);
    named
        .map(|(choice, count)| (name(choice, view.language), count))
        .collect()
}

/// One of the questions; a choice that leaves nothing is left out.
fn choices(
    id: &str,
    title: &str,
    any: &str,
    all: usize,
    chosen: Option<&str>,
    choices: Vec<(&str, &Count)>,
    with: &dyn Fn(Option<String>) -> Query,
) -> Markup {
    let is_chosen = |count: &Count| Some(count.id.as_str()) == chosen;
    html! {
        div.k-choice data-question=(id) {
            h2 { (title) }
            div {
                (button("", any, Some(all), chosen.is_none(), &with(None)))
                @for (name, count) in choices {
                    @if count.exists && count.count > 0 || is_chosen(count) {
                        // Touching the chosen one again gives it up.
                        @let to = with((!is_chosen(count)).then(|| count.id.clone()));
                        (button(&count.id, name, Some(count.count), is_chosen(count), &to))
                    }
                }
            }
        }
    }
}

fn button(id: &str, name: &str, count: Option<usize>, current: bool, to: &Query) -> Markup {
    html! {
        button type="button" data-choice=(id) data-count=[count] aria-current=[current.then_some("true")]
            data-command={ "kiosk address ?" (parameters(to)) } {
            (name) @if let Some(count) = count { " " span.n { (number(count)) } }
        }
    }
}

/// The answers: first what two levels give for one thing, then each measure.
fn rows(texts: &Texts<'_>, answers: &[Answer]) -> Markup {
    let measures = &texts.extracts.measures;
    let is_here = |n: u32| answers.iter().any(|answer| answer.entry == n as usize);
    let pairs: Vec<_> = texts
        .extracts
        .pairs
        .iter()
        .filter(|pair| is_here(pair.measures.0) && is_here(pair.measures.1))
        .collect();
    let is_paired = |entry: usize| {
        let mut all = pairs
            .iter()
            .flat_map(|pair| [pair.measures.0, pair.measures.1]);
        all.any(|n| n as usize == entry)
    };
    let get = |n: u32| measures.get(n as usize);
    html! {
        @for pair in &pairs {
            @if let Some((one, other)) = get(pair.measures.0).zip(get(pair.measures.1)) {
                li.k-both {
                    h2 { span lang="zh-CN" { (texts.slice(one.location, pair.occasion)) } (texts.words.both_levels) }
                    div { (row(texts, one)) (row(texts, other)) }
                }
            }
        }
        @for answer in answers.iter().filter(|answer| !is_paired(answer.entry)) {
            @if let Some(measure) = measures.get(answer.entry) { li { (row(texts, measure)) } }
        }
    }
}

/// A measure as a button: its sum, for whom, where, until when.
fn row(texts: &Texts<'_>, measure: &Measure) -> Markup {
    let location = measure.location;
    let id = id(texts, measure);
    html! {
        button.k-measure type="button" data-measure=(id) data-command={ "kiosk measure " (id) } {
            strong lang="zh-CN" { (amount(texts, measure)) }
            span {
                b lang="zh-CN" {
                    @if measure.recipient.is_some() { (recipient(texts, measure)) }
                    @else { (texts.slice(location, measure.clause)) }
                }
                span.k-at {
                    span lang="zh-CN" { (texts.level(location)) "　" (texts.place(location)) }
                    @if let Some(ended) = ended(texts, location) { " " span.over { (ended) } }
                }
            }
        }
    }
}

/// The sum in the source's words.
fn amount(texts: &Texts<'_>, measure: &Measure) -> Markup {
    html! {
        @if measure.sums.is_empty() {
            @if measure.damaged { (texts.words.unread) } @else { (texts.words.in_words) }
        }
        @for (n, sum) in measure.sums.iter().enumerate() {
            @if n > 0 { br; }
            (texts.slice(measure.location, *sum))
        }
    }
}

/// A measure alone, by its id (`document/anchor/number`); `None` if the library has none with it.
pub fn kiosk_measure<'a>(
    library: &'a Library,
    extracts: &'a Extracts,
    wanted: &str,
    view: View<'a>,
) -> Option<Sheet<'a>> {
    let texts = Texts::new(library, extracts, view);
    let mut measures = extracts.measures.iter();
    let measure = measures.find(|measure| id(&texts, measure) == wanted)?;
    let location = measure.location;
    let (document, block) = (texts.document(location)?, texts.block(location)?);
    let named = place_name(view.language.strings(), document, block);
    let sums = measure.sums.iter().map(|sum| texts.slice(location, *sum));
    let text = texts.text(location);
    let length = text.chars().count() as u32;
    let marks: Vec<_> = mark(measure).into_iter().collect();
    let markup = html! {
        div.k-sum data-measure=(wanted) {
            p lang="zh-CN" { (texts.level(location)) "　" (recipient(&texts, measure)) }
            h1 lang="zh-CN" { (amount(&texts, measure)) }
            @if let Some(noun) = measure.noun { p lang="zh-CN" { (texts.slice(location, noun)) } }
        }
        p.k-text lang="zh-CN" { (marked(&texts, location, (0, length), &marks)) }
        (terms(&texts, &[measure]))
        p.k-source lang="zh-CN" { (texts.place(location)) }
    };
    Some(Sheet {
        document,
        anchor: &block.anchor,
        text: text.into_owned(),
        place: named.unwrap_or_default(),
        title: sums.collect::<Vec<_>>().join(" "),
        markup,
    })
}
