//! From CommonMark to plain pieces: paragraphs, headings, quotes, tables, comments, each with its
//! line. Inline markup is read as its text; only a bold opening is kept.
//!
//! Nothing is lost in silence. What CommonMark takes for markup and people mean as text (`2*3*4`,
//! `[附件]: 甲`, a row longer than its head) is kept as text; whatever else reaches no piece (the address of
//! a link, emphasis in a sentence) is named with its line.

use super::definitions::Definitions;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
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

/// Something that was not read as it is written: the line of the body (from 0), what it is, and what to
/// do.
pub(super) type Loss = (u32, String, &'static str);

/// A body as it was read.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) pieces: Vec<Piece>,
    /// What was not read as it is written, by line.
    pub(super) losses: Vec<Loss>,
    /// The line where quotations and lists stand deeper in one another than is read.
    pub(super) too_deep: Option<u32>,
}

/// How deep quotations and lists are read in one another.
const DEEPEST: usize = 64;

/// Reads a body.
pub(super) fn read(body: &str) -> Read {
    let definitions = Definitions::hidden(body);
    let events = Parser::new_ext(definitions.text(), Options::ENABLE_TABLES).into_offset_iter();
    let starts = std::iter::once(0)
        .chain(body.match_indices('\n').map(|(i, _)| i + 1))
        .collect();
    let mut tree = Tree {
        body,
        definitions: &definitions,
        starts,
        events: events.peekable(),
        depth: 0,
        read: Vec::new(),
        losses: Vec::new(),
        too_deep: None,
    };
    let mut pieces = Vec::new();
    tree.blocks(&mut pieces);
    tree.definitions_named();
    tree.rest_named();
    let mut losses = tree.losses;
    losses.sort_by_key(|(line, ..)| *line);
    Read {
        pieces,
        losses,
        too_deep: tree.too_deep,
    }
}

struct Tree<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> {
    body: &'a str,
    definitions: &'a Definitions<'a>,
    /// Where each line begins, in bytes.
    starts: Vec<usize>,
    events: Peekable<I>,
    /// Quotations, lists and items around the present place.
    depth: usize,
    /// The bytes that have reached a piece or are named in `losses`.
    read: Vec<Range<usize>>,
    losses: Vec<Loss>,
    too_deep: Option<u32>,
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Tree<'a, I> {
    fn line(&self, at: usize) -> u32 {
        let line = self.starts.partition_point(|start| *start <= at);
        u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX)
    }

    fn lose(&mut self, range: &Range<usize>, what: impl Into<String>, help: &'static str) {
        self.losses
            .push((self.line(range.start), what.into(), help));
        self.read.push(range.clone());
    }

    /// Reads blocks until the end of what surrounds them.
    fn blocks(&mut self, out: &mut Vec<Piece>) {
        if self.depth > DEEPEST {
            return self.skip();
        }
        self.depth += 1;
        self.blocks_here(out);
        self.depth -= 1;
    }

    /// Passes over what stands too deep.
    fn skip(&mut self) {
        let mut open = 0;
        for (event, range) in self.events.by_ref() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) if open == 0 => return,
                Event::End(_) => open -= 1,
                _ => {}
            }
            let line = self.starts.partition_point(|start| *start <= range.start);
            self.too_deep
                .get_or_insert(u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX));
        }
    }

    fn blocks_here(&mut self, out: &mut Vec<Piece>) {
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
                Event::Start(Tag::CodeBlock(kind)) => {
                    self.code(&kind, &range, out);
                    continue;
                }
                Event::Start(_) => {
                    self.blocks(out);
                    continue;
                }
                Event::End(_) => return,
                Event::Rule => {
                    let help = "take it out, or write \\* or \\- where the signs are meant";
                    self.lose(&range, "a rule between paragraphs is not kept", help);
                    continue;
                }
                // Text straight in a list item.
                other => {
                    let mut text = Line::default();
                    self.take(&other, &range, &mut text);
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
        // For each open piece of markup the signs that are text and close it.
        let mut open: Vec<&'a str> = Vec::new();
        let mut bold = 0;
        let mut opening = true;
        while let Some((event, _)) = self.events.peek() {
            let block = match event {
                Event::Start(tag) => !is_inline(tag),
                Event::End(_) => open.is_empty(),
                Event::Rule => true,
                _ => false,
            };
            if block {
                if whole {
                    self.events.next();
                }
                break;
            }
            let Some((event, range)) = self.events.next() else {
                break;
            };
            match &event {
                Event::Start(tag) => {
                    // A bold opening is what a lead or run-in heading is known by.
                    let lead = opening && line.text.is_empty() && matches!(tag, Tag::Strong);
                    let signs = if lead { "" } else { self.literal(tag, &range) };
                    open.push(signs);
                    line.text.push_str(signs);
                    opening &= signs.is_empty();
                    if matches!(tag, Tag::Strong) && signs.is_empty() {
                        bold += 1;
                        opening &= line.text.is_empty();
                    }
                    if signs.is_empty() && !(opening && bold > 0 && matches!(tag, Tag::Strong)) {
                        self.markup(tag, &range);
                    }
                }
                Event::End(end) => {
                    let signs = open.pop().unwrap_or("");
                    line.text.push_str(signs);
                    if *end == TagEnd::Strong && signs.is_empty() {
                        bold -= 1;
                        if bold == 0 && opening {
                            line.bold = characters(&line.text);
                            opening = false;
                        }
                    }
                }
                other => {
                    opening &= bold > 0;
                    self.take(other, &range, &mut line);
                }
            }
        }
        line
    }

    /// The signs of emphasis if they are text: those between letters or digits, as in 2*3*4.
    fn literal(&self, tag: &Tag<'_>, range: &Range<usize>) -> &'a str {
        let length = match tag {
            Tag::Emphasis => 1,
            Tag::Strong => 2,
            _ => return "",
        };
        let body = self.body;
        let (first, last) = (range.start + length, range.end.saturating_sub(length));
        let before = |at: usize| body.get(..at).and_then(|text| text.chars().next_back());
        let after = |at: usize| body.get(at..).and_then(|text| text.chars().next());
        let within = |at: usize, to: usize| {
            let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            word(before(at)) && word(after(to))
        };
        if within(range.start, first) || within(last, range.end) {
            body.get(range.start..first).unwrap_or("")
        } else {
            ""
        }
    }

    /// Names inline markup of which only the text is kept.
    fn markup(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        let line = self.line(range.start);
        let mut name = |what: &str, help| self.losses.push((line, what.to_owned(), help));
        match tag {
            Tag::Emphasis | Tag::Strong => name(
                "emphasis inside a text is not kept",
                "take its signs out, or write \\* and \\_ where they are meant",
            ),
            Tag::Link { link_type, .. } => {
                if !matches!(link_type, LinkType::Autolink | LinkType::Email) {
                    name(
                        "the address of a link is not kept",
                        "write the address as text, or take it out",
                    );
                }
                self.read.push(range.clone());
            }
            Tag::Image { .. } => {
                name(
                    "a picture is not kept, only its description",
                    "say in words what it shows, or take it out",
                );
                self.read.push(range.clone());
            }
            _ => name("markup inside a text is not kept", "take it out"),
        }
    }

    /// Takes the text of an event.
    fn take(&mut self, event: &Event<'_>, range: &Range<usize>, line: &mut Line) {
        match event {
            Event::Text(text) => {
                self.read.push(range.clone());
                let shown = self.definitions.shown(text, range);
                // A paragraph of Chinese is set in; what an entity says is meant.
                let begins =
                    line.text.is_empty() || self.starts.binary_search(&range.start).is_ok();
                let written = self.body.get(range.clone()) == Some(&*shown);
                line.text.push_str(if begins && written {
                    shown.trim_start()
                } else {
                    &shown
                });
            }
            Event::Code(text) => {
                self.read.push(range.clone());
                line.text.push_str(&self.definitions.shown(text, range));
            }
            Event::InlineHtml(html) | Event::Html(html) => {
                if is_break(html) {
                    self.read.push(range.clone());
                    line.text.push(' ');
                } else if html.starts_with("<!--") {
                    let help = "take it out, or put it on a line of its own above the paragraph";
                    self.lose(range, "a comment inside a text is not read", help);
                } else {
                    line.text.push_str(html);
                    let help = "write Markdown; HTML is shown as its letters";
                    self.lose(range, "HTML in the text", help);
                }
            }
            Event::HardBreak => {
                let help = "make two paragraphs of it, with an empty line between";
                self.lose(range, "a line break inside a paragraph is not kept", help);
                line.text.push(' ');
            }
            // A line of Latin words needs the space, a line of Chinese must not have it.
            Event::SoftBreak if line.text.chars().last().is_some_and(|c| c.is_ascii()) => {
                line.text.push(' ');
            }
            _ => {}
        }
    }

    /// Reads rows of cells, all of one length. A row that is longer than the head adds columns.
    fn table(&mut self) -> Vec<Vec<String>> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut row_range = 0..0;
        let mut cell_end = 0;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    rows.push(Vec::new());
                    (row_range, cell_end) = (range.clone(), range.start);
                }
                Event::Start(Tag::TableCell) => {
                    cell_end = range.end;
                    let cell = self.inline(true).text;
                    if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                }
                Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                    let further =
                        cells_behind(self.body.get(cell_end..row_range.end).unwrap_or(""));
                    if !further.is_empty() {
                        let help = "give the head of the table as many cells";
                        let what = "a row has more cells than the head of its table";
                        self.lose(&(cell_end..row_range.end), what, help);
                    }
                    if let Some(row) = rows.last_mut() {
                        row.extend(further);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        for row in &mut rows {
            row.resize(columns, String::new());
        }
        rows
    }

    fn item(&mut self, range: &Range<usize>, out: &mut Vec<Piece>) {
        let source = self.body.get(range.clone()).unwrap_or("");
        let start = range.start + source.len() - source.trim_start().len();
        let marker: String = source
            .trim_start()
            .chars()
            .take_while(|c| !c.is_whitespace())
            .collect();
        let line = self.line(start);
        self.read.push(start..start + marker.len());
        let mut inside = Vec::new();
        self.blocks(&mut inside);
        if inside.is_empty() {
            // A marker alone is text (as a year that ends in a full stop).
            let text = Line {
                text: marker,
                bold: 0,
            };
            out.push(Piece {
                line,
                kind: PieceKind::Paragraph(text),
            });
            return;
        }
        let mut marker = Some(marker);
        for mut piece in inside {
            match (&piece.kind, marker.take()) {
                (PieceKind::Paragraph(line), Some(marker)) => {
                    piece.kind = PieceKind::Item(format!("{marker} {}", line.text));
                }
                (_, Some(marker)) => {
                    // What is no paragraph cannot hold the marker.
                    let text = Line {
                        text: marker,
                        bold: 0,
                    };
                    out.push(Piece {
                        line,
                        kind: PieceKind::Paragraph(text),
                    });
                }
                _ => {}
            }
            out.push(piece);
        }
    }

    fn html(&mut self, line: u32, out: &mut Vec<Piece>) {
        let mut html = String::new();
        for (event, range) in self.events.by_ref() {
            match event {
                Event::Html(t) | Event::Text(t) => {
                    html.push_str(&t);
                    self.read.push(range);
                }
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
    fn code(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>, out: &mut Vec<Piece>) {
        if let CodeBlockKind::Fenced(info) = kind
            && !info.trim().is_empty()
        {
            let end = self
                .body
                .get(range.clone())
                .and_then(|text| text.find('\n'));
            let info = range.start..end.map_or(range.end, |end| range.start + end);
            let help = "write it as a paragraph of its own, or take it out";
            self.lose(&info, "what stands behind ``` is not kept", help);
        }
        let mut code: Vec<(u32, String)> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Text(text) => {
                    let text = self.definitions.shown(&text, &range);
                    let first = self.line(range.start);
                    // A line may come in several events.
                    let goes_on = code.last().is_some_and(|(_, text)| !text.ends_with('\n'));
                    for (n, part) in (0..).zip(text.split_inclusive('\n')) {
                        match code.last_mut().filter(|_| goes_on && n == 0) {
                            Some((_, line)) => line.push_str(part),
                            None => code.push((first.saturating_add(n), part.to_owned())),
                        }
                    }
                    self.read.push(range);
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        for (line, text) in code {
            let text = text.trim().to_owned();
            if !text.is_empty() {
                let kind = PieceKind::Paragraph(Line { text, bold: 0 });
                out.push(Piece { line, kind });
            }
        }
    }

    /// Names the definitions that were read as text.
    fn definitions_named(&mut self) {
        for at in self.definitions.places() {
            let line = self.line(*at);
            let what = "a definition of a link or footnote is read as text".to_owned();
            let help = "put what it says where it belongs, or write \\[ where it is meant so";
            self.losses.push((line, what, help));
        }
    }

    /// Names every line of which letters or digits have reached no piece.
    fn rest_named(&mut self) {
        let mut read = std::mem::take(&mut self.read);
        read.sort_unstable_by_key(|range| range.start);
        let mut gaps: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        for range in read {
            if range.start > at {
                gaps.push(at..range.start);
            }
            at = at.max(range.end);
        }
        gaps.push(at..self.body.len());
        if self.too_deep.is_some() {
            return;
        }
        let mut last = None;
        for gap in gaps {
            let text = self.body.get(gap.clone()).unwrap_or("");
            for (i, _) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
                let line = self.line(gap.start + i);
                if last.replace(line) != Some(line) {
                    let help = "write it in another way, or take it out";
                    self.losses
                        .push((line, "part of this line is not read".into(), help));
                }
            }
        }
    }
}

fn characters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// The cells that stand behind the last one that the head of a table has room for.
fn cells_behind(rest: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in rest.trim().chars() {
        let is_escaped = std::mem::take(&mut escaped);
        match (c, cells.last_mut()) {
            ('|', _) if !is_escaped => cells.push(String::new()),
            ('\\', _) if !is_escaped => escaped = true,
            (c, Some(cell)) => {
                if is_escaped && !c.is_ascii_punctuation() {
                    cell.push('\\');
                }
                cell.push(c);
            }
            _ => {}
        }
    }
    // Before the first bar stands the end of the last cell, behind the last one nothing.
    let mut cells: Vec<String> = cells.iter().skip(1).map(|c| c.trim().to_owned()).collect();
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    cells
}

fn is_break(html: &str) -> bool {
    let inside = html
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    let name = inside.map(|inside| inside.trim_end_matches('/').trim());
    name.is_some_and(|name| name.eq_ignore_ascii_case("br"))
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
