//! The switch between searching a part of a document, the document, and everything, and the way back.

use crate::context::Context;
use crate::library::Session;
use crate::navigation::route::{Query, Route, Scope};
use crate::storage::locale;
use celan_document::{Block, Content, NumberingKind};
use celan_locale::{LaterStrings, fill, number};
use maud::{Markup, html};

/// Writes the scopes of a query over the document `id`, with how often each has it; `part` is the anchor of
/// the part that was in sight, to which a link leads back.
pub(crate) fn write(
    context: &Context,
    session: &Session,
    query: &Query,
    scope: &Scope,
    id: &str,
    part: Option<&str>,
) -> Markup {
    let words = locale::chosen().later_strings();
    let shown = Some(&*scope.part).filter(|part| !part.is_empty());
    let part = shown.or(part);
    let document = session.library().document(id);
    let block = document.zip(part).and_then(|(d, part)| d.block(part));
    let of = |document: &str, part: &str| Scope {
        document: document.to_owned(),
        part: part.to_owned(),
    };
    let back = Route::Document {
        id: id.to_owned(),
        query: Query::default(),
        anchor: part.unwrap_or_default().to_owned(),
    };
    let part = part.map(|part| (of(id, part), this(block, words)));
    let others = [
        (of(id, ""), words.this_document.to_owned()),
        (Scope::default(), words.everywhere.to_owned()),
    ];
    let counted = part.into_iter().chain(others).map(|(other, name)| {
        let answer = session.search_in(&other, query, 1);
        let counts = answer.map(|answer| (answer.exact.occurrences, answer.occurrences));
        (other, name, counts.unwrap_or_default())
    });
    let counted: Vec<_> = counted.collect();
    // What stands somewhere as typed is counted so everywhere: no part has more of it than the whole.
    let typed = counted.iter().any(|(_, _, (exact, _))| *exact > 0);
    html! { div.scoped {
        nav.chips.scopes aria-label=(words.scope) {
            @for (other, name, (exact, all)) in counted {
                @let n = if typed { exact } else { all } as usize;
                @let current = (other == *scope).then_some("true");
                @let to = Route::Search { query: query.clone(), scope: other };
                a.chip href=(context.address(&to)) aria-current=[current] {
                    (name)
                    @if !query.text.is_empty() {
                        span.n { (fill(context.strings.hit_count, &[("n", &number(n))])) }
                    }
                }
            }
        }
        a.btn.quiet href=(context.address(&back)) { (words.back_to_text) }
    } }
}

/// What the part with this heading is called where it is in sight.
fn this(heading: Option<&Block>, words: &LaterStrings) -> String {
    let kind = match heading.map(|block| &block.content) {
        Some(Content::Heading(heading)) => heading.kind,
        Some(Content::Paragraph {
            run_in: Some(run_in),
            ..
        }) => run_in.kind,
        _ => NumberingKind::Plain,
    };
    let unit = match kind {
        NumberingKind::Part => words.unit_book,
        NumberingKind::Chapter => words.unit_chapter,
        NumberingKind::Section => words.unit_section,
        NumberingKind::Article => words.unit_article,
        NumberingKind::Annex => words.unit_annex,
        _ => words.unit_part,
    };
    fill(words.this_unit, &[("unit", unit)])
}
