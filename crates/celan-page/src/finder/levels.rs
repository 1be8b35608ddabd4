//! What two levels give for one thing, side by side, and what the documents say of having both.

use super::answer;
use super::texts::Texts;
use celan_finder::{Measure, Pair};
use maud::{Markup, html};

/// A pair as one entry: the occasion, both measures, the documents' own clauses.
pub(super) fn levels(texts: &Texts<'_>, pair: &Pair, measures: [&Measure; 2]) -> Markup {
    let w = texts.words;
    let occasion = texts.slice(measures[0].location, pair.occasion);
    // The highest level first.
    let rank = |measure: &Measure| {
        let level = texts.level(measure.location);
        texts
            .library
            .levels
            .iter()
            .position(|known| known.name == level)
    };
    let mut measures = measures;
    measures.sort_by_key(|measure| rank(measure));
    let documents = measures.map(|measure| measure.location.document);
    let own: Vec<_> = texts
        .extracts
        .cumulations
        .iter()
        .filter(|(location, _)| documents.contains(&location.document))
        .collect();
    html! {
        div.levels {
            h3 { span lang="zh-CN" { (occasion) } (w.both_levels) }
            div.pair {
                @for measure in measures {
                    article.level data-measure=(answer::id(texts, measure)) {
                        p.h lang="zh-CN" { (texts.level(measure.location)) }
                        (answer::amount(texts, &[measure]))
                        (answer::sentence(texts, &[measure]))
                        (answer::terms(texts, &[measure]))
                    }
                }
            }
            p.desk-reply { (w.desk_reply) }
            @if !own.is_empty() {
                div.own {
                    h4.h { (w.together) }
                    div.pair {
                        @for (location, range) in own {
                            p {
                                q lang="zh-CN" { (texts.slice(*location, *range)) }
                                " "
                                a href=(texts.address(*location)) lang="zh-CN" { (texts.place(*location)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
