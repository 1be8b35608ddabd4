//! The finder: the question, and its answers.

use super::answer::answer;
use super::levels::levels;
use super::question::{address, name, question};
use super::texts::Texts;
use crate::view::View;
use celan_document::Library;
use celan_finder::{Answer, Entry, Extracts, Finder, Fit, Measure, Query, Sort};
use celan_locale::{fill, number};
use maud::{Markup, html};

/// What the finder knows of each measure.
pub(super) fn entries(texts: &Texts<'_>) -> Vec<Entry> {
    let ended = texts.ended();
    let ids = |numbers: &[u32], choices: &[celan_finder::Choice]| {
        let known = numbers.iter().filter_map(|n| choices.get(*n as usize));
        known.map(|choice| choice.id.clone()).collect::<Vec<_>>()
    };
    let measures = texts.extracts.measures.iter();
    measures
        .map(|measure| Entry {
            groups: ids(&measure.groups, &texts.extracts.who),
            purposes: ids(&measure.purposes, &texts.extracts.want),
            level: Some(texts.level(measure.location).to_owned()).filter(|level| !level.is_empty()),
            ended: ended
                .get(measure.location.document as usize)
                .copied()
                .unwrap_or_default(),
            highest: measure.highest,
        })
        .collect()
}

/// The finder's screen for a query.
pub fn finder_screen(
    library: &Library,
    extracts: &Extracts,
    query: &Query,
    view: View<'_>,
) -> Markup {
    let texts = Texts::new(library, extracts, view);
    let w = texts.words;
    let entries = entries(&texts);
    let levels = texts.levels();
    let finder = Finder::new(&entries, &extracts.who, &extracts.want, &levels);
    let (query, unknown) = finder.known(query);
    let query = &query;
    let counts = finder.counts(query);
    let answers = finder.answers(query);
    let documents = count_documents(&texts, &answers);
    let about = [
        ("documents", number(library.documents.len())),
        ("n", number(entries.len())),
    ];
    let about = about.each_ref().map(|(key, value)| (*key, value.as_str()));
    html! {
        section.finder-screen data-measures=(answers.len()) {
            div.question {
                h1 { (w.title) }
                p { (fill(w.about, &about)) }
                @for choice in &unknown {
                    p.say { (fill(w.unknown_choice, &[("choice", choice)])) }
                }
                @if entries.is_empty() { p.say { (w.none_here) } }
                @else { (question(&texts, query, &counts)) }
            }
            @if !entries.is_empty() {
                section #answers aria-label=(w.answers) {
                    (head(&texts, query, &counts, answers.len(), documents))
                    (narrower(&texts, query, &finder))
                    p.asked { (asked(&texts, query)) }
                    @if answers.is_empty() { p.say { (w.nothing) } }
                    @else { (groups(&texts, query, &answers)) }
                }
            }
        }
    }
}

/// In how many documents the answers stand.
pub(super) fn count_documents(texts: &Texts<'_>, answers: &[Answer]) -> usize {
    let mut documents: Vec<u32> = answers
        .iter()
        .filter_map(|answer| texts.extracts.measures.get(answer.entry))
        .map(|measure| measure.location.document)
        .collect();
    documents.sort_unstable();
    documents.dedup();
    documents.len()
}

/// How many answers there are, in which order, and how many of them have ended.
fn head(
    texts: &Texts<'_>,
    query: &Query,
    counts: &celan_finder::Counts,
    answers: usize,
    documents: usize,
) -> Markup {
    let w = texts.words;
    let numbers = [("n", number(answers)), ("documents", number(documents))];
    let numbers = numbers
        .each_ref()
        .map(|(key, value)| (*key, value.as_str()));
    let sorts = [
        (Sort::Fit, w.by_fit),
        (Sort::Sum, w.by_sum),
        (Sort::Level, w.by_level),
    ];
    let open = Query {
        open: !query.open,
        ..query.clone()
    };
    html! {
        div.listhead {
            p role="status" {
                (fill(w.count, &numbers))
                @if query.open {
                    a href=(address(texts, &open)) { (w.with_ended) }
                } @else if counts.ended > 0 {
                    (fill(w.ended, &[("n", &number(counts.ended))]))
                    a href=(address(texts, &open)) { (w.without_ended) }
                }
            }
            nav.sorts aria-label=(w.order) {
                @for (sort, words) in sorts {
                    @let to = Query { sort, ..query.clone() };
                    a href=(address(texts, &to)) aria-current=[(sort == query.sort).then_some("true")] { (words) }
                }
            }
            button.btn type="button" data-command="print-page" { (w.print) }
        }
    }
}

/// The groups within the chosen one, with what names them and is not among the answers: a firm may be one of these.
fn narrower(texts: &Texts<'_>, query: &Query, finder: &Finder<'_>) -> Markup {
    let Some(who) = &query.who else {
        return html! {};
    };
    let within = texts.extracts.who.iter();
    let within = within.filter(|choice| choice.within.as_ref() == Some(who));
    let groups: Vec<_> = within
        .filter_map(|choice| {
            let query = Query {
                who: Some(choice.id.clone()),
                ..query.clone()
            };
            let answers = finder.answers(&query);
            let own = answers.iter().filter(|a| a.fit == Fit::Named).count();
            (own > 0).then_some((choice, query, own))
        })
        .collect();
    html! {
        @if !groups.is_empty() {
            p.narrower {
                (texts.words.narrower)
                @for (choice, query, own) in groups {
                    a.chip href=(address(texts, &query)) {
                        (name(choice, texts.view.language)) " " span.n { (number(own)) }
                    }
                }
            }
        }
    }
}

/// The question in words, for paper.
fn asked(texts: &Texts<'_>, query: &Query) -> String {
    let (w, language) = (texts.words, texts.view.language);
    let of = |choices: &[celan_finder::Choice], id: &Option<String>| {
        let chosen = choices
            .iter()
            .find(|choice| Some(&choice.id) == id.as_ref());
        chosen
            .map_or(w.any, |choice| name(choice, language))
            .to_owned()
    };
    let date = texts.library.date.as_ref().map_or("", |date| date.as_str());
    let (who, want) = (
        of(&texts.extracts.who, &query.who),
        of(&texts.extracts.want, &query.want),
    );
    let level = query.level.as_deref().unwrap_or(w.any);
    fill(
        w.asked,
        &[
            ("who", &who),
            ("want", &want),
            ("level", level),
            ("date", date),
        ],
    )
}

/// The answers; sorted by fit, under a heading for each way of fitting.
fn groups(texts: &Texts<'_>, query: &Query, answers: &[Answer]) -> Markup {
    let w = texts.words;
    let who = texts
        .extracts
        .who
        .iter()
        .find(|choice| Some(&choice.id) == query.who.as_ref());
    let heading = |fit: Fit| {
        let who = who?;
        let wider = who.within.as_ref().and_then(|id| {
            let wider = texts.extracts.who.iter().find(|choice| choice.id == *id)?;
            Some(name(wider, texts.view.language))
        });
        Some(match fit {
            Fit::Named => fill(w.for_named, &[("who", name(who, texts.view.language))]),
            Fit::Wider => fill(w.for_wider, &[("who", wider.unwrap_or_default())]),
            Fit::Anyone => w.for_anyone.to_owned(),
        })
    };
    if query.sort != Sort::Fit || who.is_none() {
        return list(texts, answers);
    }
    html! {
        @for group in answers.chunk_by(|a, b| a.fit == b.fit) {
            section.group {
                @if let Some(words) = heading(group[0].fit) {
                    h2 { (words) " " span.n { (number(group.len())) } }
                }
                (list(texts, group))
            }
        }
    }
}

/// Answers one after another: first what two levels give for one thing, then the rest, rows of sums together.
fn list(texts: &Texts<'_>, answers: &[Answer]) -> Markup {
    let measures = &texts.extracts.measures;
    let is_here = |n: u32| answers.iter().any(|answer| answer.entry == n as usize);
    let pairs: Vec<_> = texts
        .extracts
        .pairs
        .iter()
        .filter(|pair| is_here(pair.measures.0) && is_here(pair.measures.1))
        .filter_map(|pair| {
            let one = measures.get(pair.measures.0 as usize)?;
            let other = measures.get(pair.measures.1 as usize)?;
            Some((pair, [one, other]))
        })
        .collect();
    let paired = |entry: usize| {
        pairs
            .iter()
            .any(|(pair, _)| pair.measures.0 as usize == entry || pair.measures.1 as usize == entry)
    };
    let rest: Vec<&Measure> = answers
        .iter()
        .filter(|answer| !paired(answer.entry))
        .filter_map(|answer| measures.get(answer.entry))
        .collect();
    html! {
        @for (pair, both) in &pairs { (levels(texts, pair, *both)) }
        ol {
            @for rows in rest.chunk_by(|a, b| a.group > 0 && a.group == b.group && a.location == b.location) {
                (answer(texts, rows))
            }
        }
    }
}
