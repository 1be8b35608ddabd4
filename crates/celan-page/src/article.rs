//! The whole article of a document, in the manner of an official document (GB/T 9704-2012).

use crate::block::slices;
use crate::inline::{self, Context};
use crate::validity;
use crate::view::View;
use celan_document::{Block, Content, Document, FrameRole, Library, Part, Span, Text, char_slice};
use maud::{Markup, html};

/// Writes a document as `<article class="doc">`: head, what the text says of its own time, notice,
/// body and annexes, every block with its anchor as `id`. This is the article of the static page.
///
/// ```
/// use celan_document::{Block, Content, Document, Library, Metadata, Part, Text};
/// let text = Text::plain("推动科技成果转化。");
/// let content = Content::Paragraph { text, run_in: None, lead: 0 };
/// let block = Block { anchor: "p1".into(), lines: None, part: Part::Body, content };
/// let document = Document { metadata: Metadata::default(), blocks: vec![block] };
/// let html = celan_page::article(&document, &Library::default());
/// assert!(html.contains(r#"<p id="p1">"#) && html.contains("推动科技成果转化。"));
/// ```
pub fn article(document: &Document, library: &Library) -> String {
    article_with(document, library, View::default())
}

/// Writes a document as [`article`] does, with other links, marks or language.
pub fn article_with(document: &Document, library: &Library, view: View) -> String {
    let context = Context::new(document, library, view);
    let title = document.printed_title();
    let rest = &document.blocks[usize::from(title.is_some())..];
    html! {
        article.doc lang="zh-CN" {
            (head(&context, title))
            @if view.excerpt { p.cut { (view.language.strings().excerpt) } }
            (validity::say(document, library, view))
            @for (i, part) in rest.chunk_by(|a, b| a.part == b.part).enumerate() {
                (section(&context, part, title.filter(|_| i == 0)))
            }
        }
    }
    .into_string()
}

fn head(context: &Context, printed: Option<&Block>) -> Markup {
    let metadata = &context.document.metadata;
    let printed_text = printed.and_then(Block::text).cloned();
    let title = printed_text.unwrap_or_else(|| Text::plain(&metadata.title));
    let id = printed
        .map(|block| block.anchor.as_str())
        .filter(|id| !id.is_empty());
    html! {
        header.head {
            @if !metadata.issuers.is_empty() {
                p.issuer { @for issuer in &metadata.issuers {
                    span { (inline::title(context, &Text::plain(issuer), &[])) }
                } }
            }
            @if let Some(number) = &metadata.number { p.number { (number) } }
            hr;
            h1 id=[id] { (inline::title(context, &title, &[])) }
        }
        "\n"
    }
}

/// Writes a run of blocks of one part; what a document is sent out with is folded, since readers come for the
/// document. `former` stands before the first.
fn section(context: &Context, part: &[Block], former: Option<&Block>) -> Markup {
    let s = context.view.language.strings();
    let inner: Vec<&Block> = part.iter().collect();
    match part.first().map(|block| block.part) {
        Some(Part::Notice) => html! {
            section.notice aria-label=(s.notice) {
                details {
                    summary.h { span { (s.notice) } " " span { (opening(part)) } }
                    (slices(context, &inner, former))
                }
            }
            "\n"
        },
        Some(Part::Annex) => html! {
            section.annexed aria-label=(s.annex) { (slices(context, &inner, former)) }
            "\n"
        },
        Some(Part::Body) | None => slices(context, &inner, former),
    }
}

/// Characters of a notice that name it while it is folded.
const OPENING: usize = 40;

/// What a notice is, in its own words: its title, or how it begins.
fn opening(part: &[Block]) -> &str {
    let is_title = |block: &&Block| {
        let role = match &block.content {
            Content::Frame { role, .. } => Some(*role),
            _ => None,
        };
        role == Some(FrameRole::Title)
    };
    let block = part.iter().find(is_title).or(part.first());
    let text = block.and_then(Block::text);
    text.map_or("", |text| char_slice(&text.plain, Span::new(0, OPENING)))
}
