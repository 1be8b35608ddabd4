//! The finder on a public screen: the question by touch, answers as rows, a measure alone.

use super::answer::{ended, id, mark, marked, recipient, sum, terms};
use super::question::{name, parameters};
use super::screen::{count_documents, entries};
use super::texts::Texts;
use crate::view::View;
use celan_cite::place_name;
use celan_document::{Document, Library};
use celan_finder::{Choice, Count, Entry, Extracts, Finder, Measure, Query, Sort};
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

/// An answer, or two that give for one thing and stand side by side, by their places among the measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KioskRow {
    /// The answer.
    pub one: usize,
    /// The other one, of another level.
    pub other: Option<usize>,
}

/// The finder of a public screen: what one question needs that another needs too.
#[derive(Debug, Default)]
pub struct KioskFinder {
    entries: Vec<Entry>,
    levels: Vec<String>,
}

impl KioskFinder {
    /// Reads what is asked of each measure.
    pub fn new(library: &Library, extracts: &Extracts, view: View<'_>) -> Self {
        let texts = Texts::new(library, extracts, view);
        Self {
            entries: entries(&texts),
            levels: texts.levels(),
        }
    }

    fn finder<'a>(&'a self, extracts: &'a Extracts) -> Finder<'a> {
        Finder::new(&self.entries, &extracts.who, &extracts.want, &self.levels)
    }

    /// The groups that the library has measures for, at most so many: those that no other one contains, in the
    /// order in which the library names them.
    pub fn groups(&self, extracts: &Extracts, view: View<'_>, most: usize) -> Vec<Group> {
        let finder = self.finder(extracts);
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

    /// The group that a word of a query names, with the parameters of the finder's address that ask for it; `None`
    /// if no measure is for it.
    pub fn group_named(
        &self,
        extracts: &Extracts,
        query: &str,
        view: View<'_>,
    ) -> Option<(String, String)> {
        let words = || query.split_whitespace();
        let named = extracts.who.iter().find(|choice| {
            words().any(|word| choice.zh == word || choice.words.iter().any(|known| known == word))
        })?;
        let query = Query {
            who: Some(named.id.clone()),
            ..Query::default()
        };
        (!self.finder(extracts).answers(&query).is_empty())
            .then(|| (name(named, view.language).to_owned(), parameters(&query)))
    }

    /// The answers to a query: first what two levels give for one thing, then each measure.
    pub fn rows(&self, extracts: &Extracts, query: &Query) -> Vec<KioskRow> {
        let finder = self.finder(extracts);
        let answers = finder.answers(&finder.known(query).0);
        let is_here = |n: usize| answers.iter().any(|answer| answer.entry == n);
        let pairs = extracts.pairs.iter().map(|pair| KioskRow {
            one: pair.measures.0 as usize,
            other: Some(pair.measures.1 as usize),
        });
        let mut rows: Vec<KioskRow> = pairs
            .filter(|row| is_here(row.one) && row.other.is_some_and(is_here))
            .collect();
        let mut paired: Vec<usize> = Vec::new();
        for row in &rows {
            paired.extend([Some(row.one), row.other].into_iter().flatten());
        }
        let alone = answers.iter().map(|answer| answer.entry);
        let alone = alone.filter(|entry| !paired.contains(entry));
        rows.extend(alone.map(|one| KioskRow { one, other: None }));
        rows
    }

    /// The question, with room for its answers. Choices are buttons, whose commands the public screen knows.
    pub fn question(
        &self,
        library: &Library,
        extracts: &Extracts,
        query: &Query,
        view: View<'_>,
        words: &KioskStrings,
    ) -> Markup {
        let texts = Texts::new(library, extracts, view);
        let w = texts.words;
        let finder = self.finder(extracts);
        let query = &finder.known(query).0;
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
                        @if self.entries.is_empty() { (w.none_here) }
                        @else if answers.is_empty() { (w.nothing) }
                        @else {
                            (fill(w.count, &numbers))
                            @if counts.ended > 0 { (fill(words.ended, &[("n", &number(counts.ended))])) }
                        }
                    }
                }
                section.k-answers aria-label=(w.answers) { ol {} ol.k-trial aria-hidden="true" {} }
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
}

/// Answers as items of a list. They are buttons, whose commands the public screen knows.
pub fn kiosk_rows(
    library: &Library,
    extracts: &Extracts,
    rows: &[KioskRow],
    view: View<'_>,
) -> Markup {
    let texts = Texts::new(library, extracts, view);
    let get = |n: usize| extracts.measures.get(n);
    let occasion = |row: &KioskRow| {
        let mut pairs = extracts.pairs.iter();
        let pair = pairs.find(|pair| {
            (pair.measures.0 as usize, Some(pair.measures.1 as usize)) == (row.one, row.other)
        })?;
        Some(texts.slice(get(row.one)?.location, pair.occasion))
    };
    html! {
        @for answer in rows {
            @match (get(answer.one), answer.other.and_then(get)) {
                (Some(one), Some(other)) => li.k-both {
                    h2 { span lang="zh-CN" { (occasion(answer).unwrap_or_default()) } (texts.words.both_levels) }
                    div { (row(&texts, one)) (row(&texts, other)) }
                },
                (Some(one), None) => li { (row(&texts, one)) },
                _ => li {},
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
        @for (n, of) in measure.sums.iter().enumerate() {
            @if n > 0 { br; }
            (sum(&texts.slice(measure.location, *of)))
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
