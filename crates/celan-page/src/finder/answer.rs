//! One answer: how much, in which words, for whom, under which condition, from whom, until when.

use super::texts::Texts;
use crate::address::anchor_address;
use celan_cite::leading_claim;
use celan_document::Document;
use celan_finder::{Location, Measure, Range};
use celan_locale::fill;
use celan_text::digit;
use maud::{Markup, html};

/// The measures of one row of sums (分别), or one measure.
pub(super) type Rows<'a> = [&'a Measure];

/// The id of a measure: document, anchor, number in its block.
pub(super) fn id(texts: &Texts<'_>, measure: &Measure) -> String {
    let location = measure.location;
    let document = texts
        .document(location)
        .map_or("", |d| d.metadata.id.as_str());
    let anchor = texts
        .block(location)
        .map_or("", |block| block.anchor.as_str());
    format!("{document}/{anchor}/{}", measure.number)
}

/// The sum in large type, in the source's own words. Several sums of one row stand below one another, each
/// with its recipient beside it where there is room.
pub(super) fn amount(texts: &Texts<'_>, rows: &Rows<'_>) -> Markup {
    let w = texts.words;
    html! {
        @match rows {
            [measure] if measure.sums.is_empty() => p.amount.unread {
                a href=(texts.address(measure.location)) {
                    @if measure.damaged { (w.unread) } @else { (w.in_words) }
                }
            },
            [measure] => p.amount {
                @for of in &measure.sums { strong { (sum(&texts.slice(measure.location, *of))) } }
                @if let Some(noun) = measure.noun { span { (texts.slice(measure.location, noun)) } }
            },
            several => div.amount.several {
                @for measure in several { p {
                    strong { @for of in &measure.sums { (sum(&texts.slice(measure.location, *of))) } }
                    span { (recipient(texts, measure)) }
                } }
            },
        }
    }
}

/// A sum, which may break before its figure: 每年最高奖补|500万元, 实际研发经费|的30%.
pub(super) fn sum(text: &str) -> Markup {
    let figure = text.find(|c: char| digit(c).is_some()).unwrap_or(0);
    let (words, figure) = text.split_at(figure);
    let (words, of) = match words.strip_suffix('的') {
        Some(words) => (words, "的"),
        None => (words, ""),
    };
    html! { (words) @if !words.is_empty() { wbr; } (of) (figure) }
}

/// The sentence with the sum marked, and the paragraph whole behind a button.
pub(super) fn sentence(texts: &Texts<'_>, rows: &Rows<'_>) -> Markup {
    let Some(first) = rows.first() else {
        return html! {};
    };
    let location = first.location;
    let text = texts.text(location);
    let length = text.chars().count() as u32;
    let clause = rows.iter().fold(first.clause, |clause, measure| {
        (
            clause.0.min(measure.clause.0),
            clause.1.max(measure.clause.1),
        )
    });
    // The stop behind the clause belongs to the sentence.
    let clause = (clause.0, (clause.1 + 1).min(length));
    let marks: Vec<Range> = rows.iter().filter_map(|measure| mark(measure)).collect();
    let is_all = clause.0 == 0 && clause.1 >= length;
    html! {
        p.sentence lang="zh-CN" { (marked(texts, location, clause, &marks)) }
        @if !is_all {
            p.sentence.whole lang="zh-CN" { (marked(texts, location, (0, length), &marks)) }
        }
        p.place {
            a.path href=(texts.address(location)) { (texts.place(location)) }
            @if !is_all {
                button.more-text type="button" data-command="fold" aria-expanded="false" { (texts.words.whole) }
            }
        }
    }
}

/// The words that say how much.
pub(super) fn mark(measure: &Measure) -> Option<Range> {
    let start = measure.sums.iter().map(|sum| sum.0).min();
    let end = measure.sums.iter().map(|sum| sum.1).max();
    match (start, end) {
        (Some(start), Some(end)) => Some((start, measure.noun.map_or(end, |noun| noun.1.max(end)))),
        _ => Some(measure.clause),
    }
}

/// Words with others marked in them.
pub(super) fn marked(
    texts: &Texts<'_>,
    location: Location,
    within: Range,
    marks: &[Range],
) -> Markup {
    let mut marks: Vec<Range> = marks
        .iter()
        .map(|(start, end)| ((*start).max(within.0), (*end).min(within.1)))
        .filter(|(start, end)| start < end)
        .collect();
    marks.sort_unstable();
    let mut at = within.0;
    html! {
        @for (start, end) in marks {
            @if start >= at {
                (texts.slice(location, (at, start)))
                mark { (texts.slice(location, (start, end))) }
                @let () = at = end;
            }
        }
        (texts.slice(location, (at, within.1)))
    }
}

/// Who gets it, in the words of the text.
pub(super) fn recipient(texts: &Texts<'_>, measure: &Measure) -> String {
    let words = measure
        .recipient
        .map(|range| texts.slice(measure.location, range));
    words.unwrap_or_else(|| texts.words.unstated.to_owned())
}

/// Recipient, condition, body and term.
pub(super) fn terms(texts: &Texts<'_>, rows: &Rows<'_>) -> Markup {
    let w = texts.words;
    let Some(measure) = rows.first() else {
        return html! {};
    };
    let location = measure.location;
    let conditions: Vec<String> = measure
        .conditions
        .iter()
        .map(|range| texts.slice(location, *range))
        .collect();
    let mut bodies = vec![texts.level(location).to_owned()];
    bodies.extend(
        measure
            .bodies
            .iter()
            .map(|n| texts.extracts.name(*n).to_owned()),
    );
    bodies.retain(|name| !name.is_empty());
    html! {
        dl.terms {
            @if rows.len() == 1 { div { dt { (w.for_whom) } dd lang="zh-CN" { (recipient(texts, measure)) } } }
            @if !conditions.is_empty() {
                div { dt { (w.condition) } dd lang="zh-CN" { (conditions.join("；")) } }
            }
            @if let Some(years) = measure.years {
                div { dt { (w.how_long) } dd { (fill(w.years, &[("n", &years.to_string())])) } }
            }
            div { dt { (w.by_whom) } dd lang="zh-CN" { (bodies.join(w.comma)) } }
            div { dt { (w.term) } dd { (term(texts, location)) } }
        }
    }
}

/// The term of the document, with a link to the clause that says it.
pub(super) fn term(texts: &Texts<'_>, location: Location) -> Markup {
    let s = texts.view.language.strings();
    let claim = |document: &Document| leading_claim(document, texts.library, s);
    let Some((document, claim)) = texts.document(location).and_then(|d| Some((d, claim(d)?)))
    else {
        return html! { (texts.words.unstated) };
    };
    let id = &document.metadata.id;
    let href = match &claim.anchor {
        Some(anchor) => crate::document_address(texts.view.links, id, Some(anchor)),
        None => anchor_address(texts.view.links, id, ""),
    };
    html! {
        @if claim.anchor.is_some() { a.over[claim.over] href=(href) { (claim.text) } }
        @else { span.over[claim.over] { (claim.text) } }
    }
}

/// The words that say that the document's term has ended.
pub(super) fn ended(texts: &Texts<'_>, location: Location) -> Option<String> {
    let s = texts.view.language.strings();
    let claim = leading_claim(texts.document(location)?, texts.library, s)?;
    claim.over.then_some(claim.text)
}

/// An answer as an entry of the list.
pub(super) fn answer(texts: &Texts<'_>, rows: &Rows<'_>) -> Markup {
    html! {
        @if let Some(first) = rows.first() {
            li.measure data-measure=(id(texts, first)) {
                (amount(texts, rows))
                div { (sentence(texts, rows)) }
                (terms(texts, rows))
                p.desk-reply { (texts.words.desk_reply) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sum;

    #[test]
    fn a_sum_breaks_before_its_figure_alone() {
        for (text, wanted) in [
            ("每年最高奖补500万元", "每年最高奖补<wbr>500万元"),
            ("实际研发经费的30%", "实际研发经费<wbr>的30%"),
            ("不高于50万元", "不高于<wbr>50万元"),
            ("10万元", "10万元"),
            ("的30%", "的30%"),
            ("全额补助", "全额补助"),
        ] {
            assert_eq!(sum(text).into_string(), wanted);
        }
    }
}
