//! From CommonMark to plain pieces: paragraphs, headings, quotes, tables, comments, each with its
//! line. Inline markup is read as its text; only a bold opening is kept.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::iter::Peekable;
use std::ops::Range;

/// A piece of Markdown and the line of the body it begins at, from 0.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) line: u32,
    pub(super) kind: PieceKind,
}

#[derive(Debug)]
pub(super) enum PieceKind {
    Comment(String),
    /// HTML that is no comment.
    Html(String),
    Paragraph(Line),
    Heading(u8, String),
    Quote(Vec<Piece>),
    Table(Vec<Vec<String>>),
    /// An item of a Markdown list, its marker put before its text.
    Item(String),
}

/// The text of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// Characters that are bold at its beginning.
    pub(super) bold: u32,
}

/// Reads a body.
pub(super) fn pieces(body: &str) -> Vec<Piece> {
    let events = Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter();
    let starts = std::iter::once(0)
        .chain(body.match_indices('\n').map(|(i, _)| i + 1))
        .collect();
    let mut tree = Tree {
        body,
        starts,
        events: events.peekable(),
    };
    let mut out = Vec::new();
    tree.blocks(&mut out);
    out
}

struct Tree<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> {
    body: &'a str,
    /// Where each line begins, in bytes.
    starts: Vec<usize>,
    events: Peekable<I>,
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Tree<'a, I> {
    fn line(&self, at: usize) -> u32 {
        (self
            .starts
            .partition_point(|start| *start <= at)
            .saturating_sub(1)) as u32
    }

    /// Reads blocks until the end of what surrounds them.
    fn blocks(&mut self, out: &mut Vec<Piece>) {
        while let Some((event, range)) = self.events.next() {
            let line = self.line(range.start);
            let kind = match event {
                Event::Start(Tag::Paragraph) => PieceKind::Paragraph(self.inline(true)),
                Event::Start(Tag::Heading { level, .. }) => {
                    PieceKind::Heading(level as u8, self.inline(true).text)
                }
                Event::Start(Tag::BlockQuote(_)) => {
                    let mut inside = Vec::new();
                    self.blocks(&mut inside);
                    PieceKind::Quote(inside)
                }
                Event::Start(Tag::Table(_)) => PieceKind::Table(self.table()),
                Event::Start(Tag::List(_)) => {
                    self.blocks(out);
                    continue;
                }
                Event::Start(Tag::Item) => {
                    self.item(&range, out);
                    continue;
                }
                Event::Start(Tag::HtmlBlock) => {
                    self.html(line, out);
                    continue;
                }
                Event::Start(Tag::CodeBlock(_)) => {
                    self.code(line, out);
                    continue;
                }
                Event::Start(_) => {
                    self.blocks(out);
                    continue;
                }
                Event::End(_) => return,
                Event::Rule => continue,
                // Text straight in a list item.
                other => {
                    let mut text = Line::default();
                    Self::take(&other, &mut text);
                    let rest = self.inline(false);
                    text.text.push_str(&rest.text);
                    PieceKind::Paragraph(text)
                }
            };
            out.push(Piece { line, kind });
        }
    }

    /// Reads inline content: up to and over the end of its block, or (`whole` false) up to the next
    /// block or end.
    fn inline(&mut self, whole: bool) -> Line {
        let mut line = Line::default();
        let mut depth = 0;
        let mut bold = 0;
        let mut opening = true;
        while let Some((event, _)) = self.events.peek() {
            let block = match event {
                Event::Start(tag) => !is_inline(tag),
                Event::End(_) => depth == 0,
                Event::Rule => true,
                _ => false,
            };
            if block {
                if whole {
                    self.events.next();
                }
                break;
            }
            let Some((event, _)) = self.events.next() else {
                break;
            };
            match &event {
                Event::Start(tag) => {
                    depth += 1;
                    if matches!(tag, Tag::Strong) {
                        bold += 1;
                        opening &= line.text.is_empty();
                    }
                }
                Event::End(end) => {
                    depth -= 1;
                    if *end == TagEnd::Strong {
                        bold -= 1;
                        if bold == 0 && opening {
                            line.bold = line.text.chars().count() as u32;
                            opening = false;
                        }
                    }
                }
                other => {
                    opening &= bold > 0;
                    Self::take(other, &mut line);
                }
            }
        }
        line
    }

    fn take(event: &Event<'_>, line: &mut Line) {
        match event {
            Event::Text(t) | Event::Code(t) | Event::InlineHtml(t) | Event::Html(t) => {
                line.text.push_str(t)
            }
            // A line of Latin words needs the space, a line of Chinese must not have it.
            Event::SoftBreak | Event::HardBreak
                if line.text.chars().last().is_some_and(|c| c.is_ascii()) =>
            {
                line.text.push(' ');
            }
            _ => {}
        }
    }

    fn table(&mut self) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let cell = self.inline(true).text;
                    if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        rows
    }

    fn item(&mut self, range: &Range<usize>, out: &mut Vec<Piece>) {
        let source = self.body.get(range.clone()).unwrap_or("").trim_start();
        let marker: String = source.chars().take_while(|c| !c.is_whitespace()).collect();
        let mut inside = Vec::new();
        self.blocks(&mut inside);
        let mut marker = Some(marker);
        for mut piece in inside {
            if let PieceKind::Paragraph(line) = &piece.kind
                && let Some(marker) = marker.take()
            {
                piece.kind = PieceKind::Item(format!("{marker} {}", line.text));
            }
            out.push(piece);
        }
    }

    fn html(&mut self, line: u32, out: &mut Vec<Piece>) {
        let mut html = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Html(t) | Event::Text(t) => html.push_str(&t),
                Event::End(_) => break,
                _ => {}
            }
        }
        let comment = html
            .trim()
            .strip_prefix("<!--")
            .and_then(|rest| rest.strip_suffix("-->"));
        match comment {
            Some(comment) if !comment.contains("-->") => {
                out.push(Piece {
                    line,
                    kind: PieceKind::Comment(comment.to_owned()),
                });
            }
            _ => out.push(Piece {
                line,
                kind: PieceKind::Html(html.split_whitespace().collect::<Vec<_>>().join(" ")),
            }),
        }
    }

    /// An indented paragraph is code to CommonMark; here each line is a paragraph.
    fn code(&mut self, line: u32, out: &mut Vec<Piece>) {
        let mut code = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Text(t) => code.push_str(&t),
                Event::End(_) => break,
                _ => {}
            }
        }
        for (n, text) in (0..).zip(code.lines()) {
            if !text.trim().is_empty() {
                let text = Line {
                    text: text.trim().to_owned(),
                    bold: 0,
                };
                out.push(Piece {
                    line: line + n,
                    kind: PieceKind::Paragraph(text),
                });
            }
        }
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
