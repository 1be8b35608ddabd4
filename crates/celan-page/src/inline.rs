//! The text of a block with what is marked in it: heading, citations, and on request repairs,
//! variants and doubts.
//!
//! Marks of one layer never overlap, and layers nest; a mark that crosses the edge of one further
//! out is cut in two there, so that the elements always close in order. No character is added.

use crate::abbreviation::Abbreviations;
use crate::address::{anchor_address, document_address};
use crate::breaks::breaks;
use crate::turns::{Turns, turns};
use crate::view::View;
use celan_document::{
    Block, Citation, CitationKind, Content, Document, Library, Part, PartialDate, Span, Target,
    Text, char_slice,
};
use celan_locale::fill;
use celan_text::is_letter_or_numeral;
use maud::{Markup, PreEscaped, html};

/// How much of a cited place is shown beside its link, in characters.
const PEEK: u32 = 60;

/// What is needed to write the text of one document.
pub(crate) struct Context<'a> {
    pub(crate) document: &'a Document,
    pub(crate) view: View<'a>,
    /// What the document has announced so far.
    pub(crate) abbreviations: Abbreviations,
    /// What stands at the ends of its sections.
    pub(crate) turns: Turns,
    library: &'a Library,
}

impl<'a> Context<'a> {
    pub(crate) fn new(document: &'a Document, library: &'a Library, view: View<'a>) -> Self {
        Self {
            document,
            view,
            abbreviations: Abbreviations::default(),
            turns: turns(document, view),
            library,
        }
    }

    /// The document with this id, which may be the one that is written.
    fn cited(&self, id: &str) -> Option<&'a Document> {
        if id == self.document.metadata.id {
            return Some(self.document);
        }
        self.library.document(id)
    }

    /// The address of `target` and of the nearest place that exists; `None` where the library
    /// lacks the document, or the target is the document itself.
    fn address(&self, target: &Target) -> Option<String> {
        let cited = self.cited(&target.document)?;
        let anchor = target.anchor.as_deref().filter(|a| holds(&cited.blocks, a));
        let own = &self.document.metadata.id;
        match anchor {
            Some(anchor) if target.document == *own => {
                Some(anchor_address(self.view.links, own, anchor))
            }
            None if target.document == *own => None,
            _ => Some(document_address(self.view.links, &target.document, anchor)),
        }
    }

    /// What a resting pointer is told of a target: whose it is, and how it begins.
    fn peek(&self, target: &Target) -> Option<String> {
        let other = self.library.document(&target.document)?;
        let metadata = &other.metadata;
        let mut peek = String::new();
        if metadata.id != self.document.metadata.id {
            // It is repeated at each place that cites it.
            peek.push_str(char_slice(
                &metadata.title,
                Span {
                    start: 0,
                    end: PEEK,
                },
            ));
            let date = metadata.date.as_ref().map(PartialDate::as_str);
            for known in [metadata.number.as_deref(), date].into_iter().flatten() {
                peek.push_str(self.view.language.strings().separator);
                peek.push_str(known);
            }
            peek.push('\n');
        }
        let first = |block: &&Block| {
            block.part == Part::Body && matches!(block.content, Content::Paragraph { .. })
        };
        let block = match &target.anchor {
            Some(anchor) => other.block(anchor),
            None => other.blocks.iter().find(first),
        };
        if let Some(text) = block.and_then(Block::text) {
            peek.push_str(char_slice(
                &text.plain,
                Span {
                    start: 0,
                    end: PEEK,
                },
            ));
            if text.plain.chars().nth(PEEK as usize).is_some() {
                peek.push('…');
            }
        }
        Some(peek)
    }

    fn lacks(&self, target: Option<&Target>) -> bool {
        target.is_none_or(|t| self.cited(&t.document).is_none())
    }
}

fn holds(blocks: &[Block], anchor: &str) -> bool {
    blocks
        .iter()
        .any(|block| block.anchor == anchor || holds(block.children(), anchor))
}

/// An element around a range of characters.
type Wrap<'a> = Box<dyn Fn(Markup) -> Markup + 'a>;

/// A part of a block's text that the block's kind sets apart.
#[derive(Clone, Copy)]
pub(crate) enum Role {
    /// The label of a heading.
    Number,
    /// White space between label and title.
    Gap,
    /// A heading at the start of a paragraph.
    Lead,
    /// The label of an article.
    Article,
}

/// Writes `text`, with `parts` set apart.
pub(crate) fn inline(context: &Context, text: &Text, parts: &[(Span, Role)]) -> Markup {
    marked(context, text, parts, Vec::new())
}

/// Writes `text` as [`inline`] does, as a title, whose lines break only between words.
pub(crate) fn title(context: &Context, text: &Text, parts: &[(Span, Role)]) -> Markup {
    let words = context.view.words.map(|cut| cut(&text.plain));
    let breaks = breaks(&words.unwrap_or_default());
    marked(context, text, parts, breaks)
}

fn marked(context: &Context, text: &Text, parts: &[(Span, Role)], breaks: Vec<usize>) -> Markup {
    let parts = parts.iter().map(|&(span, role)| -> (Span, Wrap) {
        (
            span,
            Box::new(move |inner| match role {
                Role::Number => html! { span.no { (inner) } },
                Role::Gap => html! { span.gap { (inner) } },
                Role::Lead => html! { b.lead { (inner) } },
                Role::Article => html! { b.art { (inner) } },
            }),
        )
    });
    let mut layers = vec![
        disjoint(parts.collect()),
        disjoint(citations(context, text)),
    ];
    for marks in &mut layers {
        marks.retain(|(span, _)| span.start < span.end);
    }
    if context.view.marks {
        let fix = |span: &Span, class: &'static str| -> (Span, Wrap) {
            let empty = span.start == span.end;
            let wrap = move |inner| html! { span.fix.(class).none[empty] { (inner) } };
            (*span, Box::new(wrap))
        };
        layers.push(disjoint(
            text.doubts.iter().map(|d| fix(&d.span, "doubt")).collect(),
        ));
        layers.push(disjoint(
            text.variants
                .iter()
                .map(|v| fix(&v.span, "variant"))
                .collect(),
        ));
        layers.push(disjoint(
            text.repairs
                .iter()
                .map(|r| fix(&r.span, "repair"))
                .collect(),
        ));
    }
    let writer = Writer {
        bounds: bounds(&text.plain),
        text: &text.plain,
        breaks,
        layers,
    };
    writer.write(0, writer.bounds.len() - 1, 0)
}

/// Notes on the marks of `text`, to stand at the end of its block.
pub(crate) fn notes(context: &Context, text: &Text) -> Markup {
    if !context.view.marks {
        return PreEscaped(String::new());
    }
    let s = context.view.language.later_strings();
    let repairs = text.repairs.iter().map(|r| {
        let template = if r.was.is_empty() {
            s.repair_added
        } else {
            s.repair
        };
        fill(
            template,
            &[
                ("was", &r.was),
                ("rule", context.view.language.rule(&r.rule)),
            ],
        )
    });
    let variants = text.variants.iter().map(|v| {
        let template = if v.reading.is_empty() {
            s.variant_none
        } else {
            s.variant
        };
        fill(
            template,
            &[("witness", &v.witness), ("reading", &v.reading)],
        )
    });
    let doubts = text
        .doubts
        .iter()
        .map(|d| fill(s.doubt, &[("reason", &d.reason)]));
    html! {
        @for note in repairs.chain(variants).chain(doubts) {
            span.note role="note" { (note) }
        }
    }
}

fn citations<'a>(context: &'a Context, text: &'a Text) -> Vec<(Span, Wrap<'a>)> {
    let mut marks: Vec<(Span, Wrap)> = Vec::new();
    let mut absent_until = None;
    for citation in &text.citations {
        let target = citation.target.as_ref();
        if let Some(address) = target.and_then(|t| context.address(t)) {
            let peek = target.and_then(|t| context.peek(t));
            let wrap =
                move |inner| html! { a.cite href=(address) title=[peek.as_deref()] { (inner) } };
            marks.push((citation.span, Box::new(wrap)));
        } else if context.lacks(target) && named(citation, absent_until) {
            let wrap = |inner| html! { span.cite.none { (inner) } };
            marks.push((citation.span, Box::new(wrap)));
            absent_until = Some(citation.span.end);
        }
    }
    let cited = marks.len();
    for mention in context.abbreviations.mentions(text) {
        let free = |(span, _): &(Span, Wrap)| {
            span.end <= mention.span.start || mention.span.end <= span.start
        };
        if marks[..cited].iter().all(free) {
            let own = &context.document.metadata.id;
            let address = anchor_address(context.view.links, own, &mention.anchor);
            let wrap =
                move |inner| html! { a.cite.short href=(address) title=(mention.says) { (inner) } };
            marks.push((mention.span, Box::new(wrap)));
        }
    }
    marks
}

/// Whether an absent document is to be said absent at this mention: by title always, by number
/// where no title stands just before it (《…》（国发…）), by abbreviation never again.
fn named(citation: &Citation, absent_until: Option<u32>) -> bool {
    match citation.kind {
        CitationKind::Title => true,
        CitationKind::Number => absent_until.is_none_or(|end| citation.span.start > end + 1),
        CitationKind::Alias | CitationKind::Internal => false,
    }
}

/// Keeps of overlapping marks the first, and of those that begin together the longest.
fn disjoint(mut marks: Vec<(Span, Wrap)>) -> Vec<(Span, Wrap)> {
    marks.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    marks.retain(|(span, _)| {
        let keep = span.start >= end && span.end >= span.start;
        if keep {
            end = span.end;
        }
        keep
    });
    marks
}

/// Byte offsets of each character, and of the end.
fn bounds(text: &str) -> Vec<usize> {
    text.char_indices()
        .map(|(i, _)| i)
        .chain([text.len()])
        .collect()
}

struct Writer<'a> {
    text: &'a str,
    bounds: Vec<usize>,
    /// Where a line may break, in characters, in order.
    breaks: Vec<usize>,
    layers: Vec<Vec<(Span, Wrap<'a>)>>,
}

impl Writer<'_> {
    /// Writes the characters `start..end`, which no mark divides.
    fn plain(&self, start: usize, end: usize) -> Markup {
        let mut at = start;
        let inside = |b: &&usize| (start.max(1)..end).contains(*b);
        html! {
            @for &next in self.breaks.iter().filter(inside) {
                (self.text[self.bounds[at]..self.bounds[next]])
                wbr;
                ({ at = next; "" })
            }
            (self.text[self.bounds[at]..self.bounds[end]])
        }
    }

    /// Writes the characters `start..end` with the marks of `layer` and those further in.
    fn write(&self, start: usize, end: usize, layer: usize) -> Markup {
        let Some(marks) = self.layers.get(layer) else {
            return self.plain(start, end);
        };
        let last = self.bounds.len() - 1;
        let mut at = start;
        let mut out = String::new();
        for (span, wrap) in marks {
            let (from, to) = (span.start as usize, (span.end as usize).min(last));
            let inside = if from == to {
                start <= from && (from < end || end == last && from == end)
            } else {
                from < end && start < to
            };
            if !inside {
                continue;
            }
            let (from, to) = (from.max(at), to.min(end));
            if at < from {
                out.push_str(&self.write(at, from, layer + 1).0);
            }
            let inner = if from < to {
                self.write(from, to, layer + 1)
            } else {
                PreEscaped(String::new())
            };
            out.push_str(&wrap(inner).0);
            at = to.max(at);
        }
        if at < end {
            out.push_str(&self.write(at, end, layer + 1).0);
        }
        PreEscaped(out)
    }
}

/// The ranges of a heading's label, with a bullet before it, and of the white space after it.
/// Nothing where the text does not begin with the label.
pub(crate) fn label_and_gap(text: &str, label: &str) -> Option<(Span, Span)> {
    let at = text.find(label).filter(|_| !label.is_empty())?;
    if text[..at].contains(is_letter_or_numeral) {
        return None;
    }
    let after = at + label.len();
    let end = text[..after].chars().count();
    let gap = text[after..]
        .chars()
        .take_while(|c| c.is_whitespace())
        .count();
    Some((Span::new(0, end), Span::new(end, end + gap)))
}

/// The attribute's value, or no attribute where there is none.
pub(crate) fn some(value: &str) -> Option<&str> {
    (!value.is_empty()).then_some(value)
}

/// A block's link to itself, in the gutter.
pub(crate) fn own_link(id: &str, label: &str, name: &str) -> Markup {
    html! {
        @if !id.is_empty() {
            a.a href={ "#" (id) } aria-label=(name) data-n=(label) {}
        }
    }
}
