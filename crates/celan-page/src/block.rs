//! Blocks as HTML, styled by kind.

use crate::inline::{Context, Role, inline, label_and_gap, notes, own_link, some, title};
use crate::table;
use celan_document::{
    Block, BoxBlock, Content, FrameRole, Heading, NumberingKind, RunIn, Span, Text, parse_label,
};
use maud::{Markup, PreEscaped, html};

/// Characters of a slice at least, some half of a screen. Browsers skip what is out of sight by the element, and a slice
/// costs them as much as a paragraph: less to a slice would cost more to skip, more would have to be laid out with what
/// is in sight.
const SLICE: usize = 800;
/// The characters that a line of its own counts for at least, by its height.
const LINE: usize = 40;

/// Writes blocks in order, in slices that a browser can lay out one by one. `former` stands before the first.
pub(crate) fn slices(context: &Context, blocks: &[&Block], former: Option<&Block>) -> Markup {
    let mut run = Run { former, depth: 1 };
    let mut rest = blocks;
    let mut out = String::new();
    while !rest.is_empty() {
        let mut length = 0;
        let end = rest.iter().position(|block| {
            length += size(block);
            // A heading is not parted from what it heads.
            length >= SLICE && !matches!(block.content, Content::Heading(_))
        });
        let (slice, others) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
        out.push_str("<div class=\"slice\">");
        run.write(context, slice, &mut out);
        out.push_str("</div>\n");
        rest = others;
    }
    PreEscaped(out)
}

/// The room that a block takes, in characters.
fn size(block: &Block) -> usize {
    let own: usize = block
        .texts()
        .iter()
        .map(|(_, text)| text.chars().count())
        .sum();
    let within = match &block.content {
        Content::Box(frame) => frame.blocks.iter().map(size).sum(),
        _ => 0,
    };
    own.max(LINE) + within
}

/// Where the writing of blocks stands.
struct Run<'a> {
    /// The block before.
    former: Option<&'a Block>,
    /// That of the heading above, 1 being the title.
    depth: u8,
}

impl<'a> Run<'a> {
    fn write(&mut self, context: &Context, blocks: &[&'a Block], out: &mut String) {
        for block in blocks {
            if let Content::Heading(heading) = &block.content {
                self.depth = heading_depth(heading.level);
                context.abbreviations.begin();
            }
            out.push_str(&one(context, block, self.former, self.depth).0);
            out.push_str(context.turns.get(&block.anchor).map_or("", String::as_str));
            self.former = Some(*block);
        }
    }
}

/// The level of the HTML heading for a heading of the document's tree; the title is `h1`.
fn heading_depth(level: u8) -> u8 {
    level.saturating_add(1).clamp(2, 6)
}

fn one(context: &Context, block: &Block, former: Option<&Block>, depth: u8) -> Markup {
    let s = context.view.language.later_strings();
    let id = block.anchor.as_str();
    match &block.content {
        Content::Heading(heading) => {
            let inner = html! {
                (own_link(id, s.mark_heading, s.link_heading))
                (heading_text(context, heading))
                (notes(context, &heading.text))
            };
            element(
                heading_depth(heading.level),
                id,
                heading_class(heading.kind),
                &inner,
            )
        }
        Content::Paragraph { text, run_in, lead } => {
            let article = run_in
                .as_ref()
                .is_some_and(|r| r.kind == NumberingKind::Article);
            let name = if article {
                context.abbreviations.begin();
                s.link_article
            } else {
                s.link_paragraph
            };
            let parts = match run_in {
                Some(run_in) => run_in_parts(text, run_in),
                None => vec![(
                    Span {
                        start: 0,
                        end: *lead,
                    },
                    Role::Lead,
                )],
            };
            paragraph(context, id, "", text, &parts, name)
        }
        Content::Item { text, marker, .. } => {
            paragraph(context, id, item_class(marker), text, &[], s.link_paragraph)
        }
        Content::Frame { role, text } => {
            let below_title = former.is_some_and(|f| {
                matches!(
                    &f.content,
                    Content::Frame {
                        role: FrameRole::Title | FrameRole::Remark,
                        ..
                    }
                )
            });
            let class = match role {
                FrameRole::Title => "title",
                FrameRole::Addressee => "flush",
                FrameRole::Signature | FrameRole::Date => "sign",
                FrameRole::Remark if below_title => "remark below",
                FrameRole::Remark => "remark",
                FrameRole::Copies => "copies",
            };
            paragraph(context, id, class, text, &[], s.link_paragraph)
        }
        Content::Box(b) => box_block(context, id, b, depth),
        Content::Table(table) => table::write(s, id, table),
    }
}

fn paragraph(
    context: &Context,
    id: &str,
    class: &str,
    text: &Text,
    parts: &[(Span, Role)],
    name: &str,
) -> Markup {
    let markup = html! {
        p id=[some(id)] class=[some(class)] {
            (own_link(id, number_of(id), name))
            @if class == "title" { (title(context, text, parts)) }
            @else { (inline(context, text, parts)) }
            (notes(context, text))
        }
        "\n"
    };
    context.abbreviations.learn(text, id);
    markup
}

/// The number that the last step of an anchor holds: 3 of `c1-s1-p3`.
fn number_of(anchor: &str) -> &str {
    let last = anchor
        .rsplit('-')
        .find(|step| step.ends_with(|c: char| c.is_ascii_digit()));
    let number = last.map_or("", |step| {
        step.trim_start_matches(|c: char| !c.is_ascii_digit())
    });
    if number.is_empty() { "·" } else { number }
}

fn heading_class(kind: NumberingKind) -> &'static str {
    match kind {
        NumberingKind::Part | NumberingKind::Chapter => "chapter",
        NumberingKind::Section => "section",
        NumberingKind::Han => "point",
        NumberingKind::Article
        | NumberingKind::HanParen
        | NumberingKind::Arabic
        | NumberingKind::ArabicParen => "sub",
        NumberingKind::Annex => "annex",
        NumberingKind::Plain => "plain",
    }
}

fn element(depth: u8, id: &str, class: &str, inner: &Markup) -> Markup {
    let id = some(id);
    html! {
        @match depth {
            0..=2 => h2 id=[id] class=(class) { (inner) },
            3 => h3 id=[id] class=(class) { (inner) },
            4 => h4 id=[id] class=(class) { (inner) },
            5 => h5 id=[id] class=(class) { (inner) },
            _ => h6 id=[id] class=(class) { (inner) },
        }
        "\n"
    }
}

fn heading_text(context: &Context, heading: &Heading) -> Markup {
    let apart = matches!(
        heading.kind,
        NumberingKind::Part
            | NumberingKind::Chapter
            | NumberingKind::Section
            | NumberingKind::Article
    );
    let parts = match label_and_gap(&heading.text.plain, &heading.label) {
        Some((label, gap)) if apart => vec![(label, Role::Number), (gap, Role::Gap)],
        _ => Vec::new(),
    };
    // The others begin at the margin as paragraphs do, and break as these.
    let centred = matches!(
        heading.kind,
        NumberingKind::Part
            | NumberingKind::Chapter
            | NumberingKind::Section
            | NumberingKind::Plain
    );
    let write = if centred { title } else { inline };
    write(context, &heading.text, &parts)
}

fn run_in_parts(text: &Text, run_in: &RunIn) -> Vec<(Span, Role)> {
    let whole = Span {
        start: 0,
        end: run_in.end,
    };
    if run_in.kind != NumberingKind::Article {
        let titled = !run_in.title.is_empty();
        return if titled {
            vec![(whole, Role::Lead)]
        } else {
            Vec::new()
        };
    }
    let Some((label, gap)) = label_and_gap(&text.plain, &run_in.label) else {
        return Vec::new();
    };
    let mut parts = vec![(label, Role::Article), (gap, Role::Gap)];
    if !run_in.title.is_empty() && gap.end < run_in.end {
        parts.push((
            Span {
                start: gap.end,
                end: run_in.end,
            },
            Role::Lead,
        ));
    }
    parts
}

/// Items of the third step (1. and below) stand one step in.
fn item_class(marker: &str) -> &'static str {
    match parse_label(marker).map(|label| label.kind) {
        Some(NumberingKind::Arabic | NumberingKind::ArabicParen) => "i3",
        None if marker.chars().any(|c| ('①'..='⓿').contains(&c)) => "i3",
        _ => "",
    }
}

fn box_block(context: &Context, id: &str, b: &BoxBlock, depth: u8) -> Markup {
    let s = context.view.language.later_strings();
    let parts = match label_and_gap(&b.text.plain, &b.label) {
        Some((label, gap)) => vec![(label, Role::Number), (gap, Role::Gap)],
        None => Vec::new(),
    };
    let title = html! { (inline(context, &b.text, &parts)) (notes(context, &b.text)) };
    let blocks: Vec<&Block> = b.blocks.iter().collect();
    let mut inner = String::new();
    let depth = depth.saturating_add(1);
    let mut run = Run {
        former: None,
        depth,
    };
    run.write(context, &blocks, &mut inner);
    html! {
        aside.box id=[some(id)] {
            (own_link(id, s.mark_box, s.link_box))
            @if !b.text.plain.is_empty() {
                (element(depth.min(6), "", "title", &title))
            }
            (PreEscaped(inner))
        }
        "\n"
    }
}
