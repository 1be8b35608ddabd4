//! What a search for support shows above its locations: the first measures for who is named in it.

use super::answer;
use super::question::{address, name};
use super::screen::entries;
use super::texts::Texts;
use crate::view::View;
use celan_document::Library;
use celan_finder::{Choice, Extracts, Finder, Query};
use celan_locale::number;
use maud::{Markup, html};

/// So many measures are shown.
const SHOWN: usize = 3;

/// The measures for the group that a query names, if it asks for money; `None` if it does not, or there are
/// none.
pub fn strip(library: &Library, extracts: &Extracts, text: &str, view: View<'_>) -> Option<Markup> {
    let texts = Texts::new(library, extracts, view);
    if !asks_for_money(library, text) {
        return None;
    }
    // The longest word that stands in the text names the most specific group.
    let longest = |choice: &Choice| {
        let words = choice.words.iter().chain([&choice.zh, &choice.en]);
        let named = words.filter(|word| !word.is_empty() && text.contains(word.as_str()));
        named.map(|word| word.chars().count()).max()
    };
    let named = extracts
        .who
        .iter()
        .filter_map(|choice| Some((longest(choice)?, choice)));
    let (_, named) = named.max_by_key(|(length, _)| *length)?;
    let query = Query {
        who: Some(named.id.clone()),
        ..Query::default()
    };
    let entries = entries(&texts);
    let levels = texts.levels();
    let finder = Finder::new(&entries, &extracts.who, &extracts.want, &levels);
    let mut answers = finder.answers(&query);
    // Who asks for money wants sums first.
    answers.sort_by_key(|answer| {
        let sum = extracts.measures.get(answer.entry).and_then(|m| m.highest);
        (answer.fit, sum.is_none())
    });
    let w = texts.words;
    let measures = || {
        let found = answers
            .iter()
            .filter_map(|a| extracts.measures.get(a.entry));
        found.filter(|m| !m.sums.is_empty()).take(SHOWN)
    };
    (measures().next().is_some()).then(|| {
        html! {
            section.strip aria-labelledby="strip-t" data-measures=(answers.len()) {
                h2 #strip-t { (w.strip) " " span.n { (name(named, view.language)) } }
                a.all href=(address(&texts, &query)) { (w.all) " " span.n { (number(answers.len())) } }
                ol {
                    @for measure in measures() {
                        li data-measure=(answer::id(&texts, measure)) {
                            a href=(texts.address(measure.location)) {
                                strong lang="zh-CN" {
                                    @for sum in &measure.sums { (texts.slice(measure.location, *sum)) " " }
                                }
                                span lang="zh-CN" {
                                    (texts.level(measure.location)) "　" (answer::recipient(&texts, measure))
                                }
                                @if let Some(term) = answer::ended(&texts, measure.location) { span.over { (term) } }
                            }
                        }
                    }
                }
            }
        }
    })
}

/// Whether a word of the text shows that a sum is asked for: one of the library's answer types says so.
fn asks_for_money(library: &Library, text: &str) -> bool {
    let is_sum = |held: &String| held.starts_with('#') && held.ends_with('元');
    let sums = library
        .answer_types
        .iter()
        .filter(|t| t.holds.iter().any(is_sum));
    let mut words = sums.flat_map(|answer_type| &answer_type.say);
    words.any(|word| text.contains(word.as_str()))
}
