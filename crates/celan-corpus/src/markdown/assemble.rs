//! From pieces of Markdown to blocks: comments and what they describe are put together.

use super::comment::{self, Comment, Note, Role};
use super::tree::{Line, Piece, PieceKind};
use crate::diagnostic::Severity;
use crate::label;
use celan_document::{
    Block, Content, FrameRole, NumberingKind, Part, RunIn, Table, Text, parse_label,
};

/// Blocks in reading order.
#[derive(Debug, Default)]
pub(super) struct Assembled {
    pub(super) blocks: Vec<Block>,
    /// For each block, those inside a box after their box: the line of the body (from 0) where it
    /// stands.
    pub(super) lines: Vec<u32>,
}

/// Makes blocks of pieces. `say` is called with how grave it is, a line of the body (from 0), what is
/// wrong or doubtful there, and what to do.
pub(super) fn blocks(
    pieces: Vec<Piece>,
    say: &mut dyn FnMut(Severity, u32, String, &str),
) -> Assembled {
    let mut assembler = Assembler {
        part: Part::default(),
        open: Vec::new(),
        boxes: 0,
        say,
    };
    assembler.blocks(pieces)
}

struct Assembler<'a> {
    part: Part,
    /// Headings that the present place stands below, as level and kind.
    open: Vec<(u8, NumberingKind)>,
    /// Boxes around the present place.
    boxes: usize,
    say: &'a mut dyn FnMut(Severity, u32, String, &str),
}

/// How deep boxes may stand in boxes.
const DEEPEST: usize = 8;

/// A caption that waits for its table.
struct Caption {
    line: u32,
    note: Note,
    text: String,
}

impl Assembler<'_> {
    fn blocks(&mut self, pieces: Vec<Piece>) -> Assembled {
        let mut out = Assembled::default();
        let mut note = Note::default();
        let mut caption = None;
        for Piece { line, kind } in pieces {
            if let PieceKind::Comment(comment) = &kind {
                self.comment(line, comment, &mut note);
                continue;
            }
            let note = std::mem::take(&mut note);
            let waiting = caption.take();
            match (note.role, kind, waiting) {
                (_, PieceKind::Table(rows), Some(waiting)) => {
                    self.captioned(waiting, rows, &note, &mut out)
                }
                (role, kind, waiting) => {
                    if let Some(waiting) = waiting {
                        self.doubt(
                            waiting.line,
                            "a caption without a table",
                            "put the table right below it",
                        );
                        self.plain(waiting.line, waiting.note, waiting.text, &mut out);
                    }
                    match (role, kind) {
                        (Some(Role::Caption), PieceKind::Paragraph(Line { text, .. })) => {
                            caption = Some(Caption { line, note, text });
                        }
                        (Some(Role::Note), PieceKind::Paragraph(Line { text, .. })) => {
                            self.footnote(line, note, text, &mut out)
                        }
                        (_, kind) => self.piece(Piece { line, kind }, note, &mut out),
                    }
                }
            }
        }
        if let Some(waiting) = caption {
            self.doubt(
                waiting.line,
                "a caption without a table",
                "put the table right below it",
            );
            self.plain(waiting.line, waiting.note, waiting.text, &mut out);
        }
        out
    }

    fn doubt(&mut self, line: u32, message: impl Into<String>, help: &str) {
        (self.say)(Severity::Warning, line, message.into(), help);
    }

    fn captioned(
        &mut self,
        caption: Caption,
        rows: Vec<Vec<String>>,
        note: &Note,
        out: &mut Assembled,
    ) {
        let mut table = table(rows, note.headless || caption.note.headless);
        table.caption = Some(caption.text);
        out.lines.push(caption.line);
        out.blocks
            .push(self.block(caption.note, Content::Table(table)));
    }

    fn footnote(&mut self, line: u32, note: Note, text: String, out: &mut Assembled) {
        if let Some(Block {
            content: Content::Table(table),
            ..
        }) = out.blocks.last_mut()
        {
            table.notes.push(text);
        } else {
            self.doubt(
                line,
                "a note without a table",
                "put it right below its table",
            );
            self.plain(line, note, text, out);
        }
    }

    fn plain(&mut self, line: u32, note: Note, text: String, out: &mut Assembled) {
        let text = Text::plain(text);
        out.lines.push(line);
        out.blocks.push(self.block(
            note,
            Content::Paragraph {
                text,
                run_in: None,
                lead: 0,
            },
        ));
    }

    fn comment(&mut self, line: u32, comment: &str, note: &mut Note) {
        match comment::read(comment) {
            Comment::Part(part) => {
                self.part = part;
                self.open.clear();
            }
            Comment::Note(read, unknown) => {
                *note = read;
                for word in unknown {
                    self.doubt(
                        line,
                        format!("`{word}` means nothing in a comment"),
                        "mend its spelling, or take it out",
                    );
                }
            }
            Comment::Other => {}
        }
    }

    fn piece(&mut self, Piece { line, kind }: Piece, note: Note, out: &mut Assembled) {
        // A comment inside a box may begin another part.
        let part = self.part;
        let mut inside = Vec::new();
        let content = match kind {
            PieceKind::Comment(_) => return,
            kind if is_empty(&kind) => return,
            PieceKind::Html(html) => {
                self.doubt(
                    line,
                    "HTML in the text",
                    "write Markdown; HTML is shown as its letters",
                );
                return self.plain(line, note, html, out);
            }
            PieceKind::Heading(1, text) => Content::Frame {
                role: FrameRole::Title,
                text: Text::plain(text),
            },
            PieceKind::Heading(hashes, text) => self.heading(hashes - 1, &text, &note),
            PieceKind::Item(text) => item(text, &note),
            PieceKind::Paragraph(text) => match note.role {
                Some(Role::Frame(role)) => Content::Frame {
                    role,
                    text: Text::plain(text.text),
                },
                Some(Role::Item) => item(text.text, &note),
                _ => self.paragraph(text, &note),
            },
            PieceKind::Table(rows) => Content::Table(table(rows, note.headless)),
            PieceKind::Quote(pieces) => match self.quote(line, pieces, &note) {
                Ok((content, lines)) => {
                    inside = lines;
                    content
                }
                Err(pieces) => {
                    self.doubt(
                        line,
                        "a quotation that is no box is read as text without its >",
                        "begin it with a bold line, or write \\> where the sign is meant",
                    );
                    let quoted = self.blocks(pieces);
                    out.lines.extend(quoted.lines);
                    out.blocks.extend(quoted.blocks);
                    return;
                }
            },
        };
        out.lines.push(line);
        out.lines.append(&mut inside);
        out.blocks.push(Block {
            part,
            ..self.block(note, content)
        });
    }

    fn block(&self, note: Note, content: Content) -> Block {
        Block {
            anchor: note.anchor.unwrap_or_default(),
            lines: note.lines,
            part: self.part,
            content,
        }
    }

    fn heading(&mut self, level: u8, text: &str, note: &Note) -> Content {
        let level = note.level.unwrap_or(level);
        let heading = if note.plain {
            label::plain_heading(text, level)
        } else {
            label::heading(text, level)
        };
        self.enter(level, heading.kind);
        Content::Heading(heading)
    }

    fn paragraph(&mut self, line: Line, note: &Note) -> Content {
        let Line { text, bold } = line;
        let bold_end = opening_end(&text, bold);
        let labelled = bold > 0
            && parse_label(&text.chars().take(bold as usize).collect::<String>()).is_some();
        let length = text.chars().count() as u32;
        let run_in = note
            .run_in
            .map(|end| end.min(length))
            .or_else(|| labelled.then_some(bold_end))
            .or_else(|| label::article(&text).filter(|_| bold == 0 && !note.plain));
        let lead = match note.lead {
            Some(lead) => lead.min(length),
            None if run_in.is_none() => bold_end,
            None => 0,
        };
        let run_in = run_in.map(|end| self.run_in(&text, end, note));
        Content::Paragraph {
            text: Text::plain(text),
            run_in,
            lead,
        }
    }

    fn run_in(&mut self, text: &str, end: u32, note: &Note) -> RunIn {
        let mut run_in = if note.plain {
            label::plain_run_in(text, end, 1)
        } else {
            label::run_in(text, end, 1)
        };
        run_in.level = note.level.unwrap_or_else(|| self.level_of(run_in.kind));
        self.enter(run_in.level, run_in.kind);
        run_in
    }

    /// The level of a run-in of which nothing is said: that of the last of its kind, else one below
    /// the heading that it stands under.
    fn level_of(&self, kind: NumberingKind) -> u8 {
        let same = self
            .open
            .iter()
            .rfind(|(_, k)| *k == kind)
            .map(|(level, _)| *level);
        same.unwrap_or_else(|| {
            self.open
                .last()
                .map_or(1, |(level, _)| level.saturating_add(1))
        })
    }

    fn enter(&mut self, level: u8, kind: NumberingKind) {
        self.open.retain(|(open, _)| *open < level);
        self.open.push((level, kind));
    }

    /// A box and the lines of its blocks, or the pieces of a quotation that is none.
    fn quote(
        &mut self,
        line: u32,
        mut pieces: Vec<Piece>,
        note: &Note,
    ) -> Result<(Content, Vec<u32>), Vec<Piece>> {
        let title = pieces.first().and_then(|piece| match &piece.kind {
            PieceKind::Paragraph(line)
                if line.bold > 0 && line.bold as usize == line.text.chars().count() =>
            {
                Some(line.text.clone())
            }
            _ => None,
        });
        let mut content = match title {
            _ if note.untitled => label::titled_box(""),
            Some(title) => {
                pieces.remove(0);
                label::titled_box(&title)
            }
            None => return Err(pieces),
        };
        if self.boxes == DEEPEST {
            let message = format!("boxes stand more than {DEEPEST} deep in one another");
            let help = "put the inner ones beside the outer ones";
            (self.say)(Severity::Error, line, message, help);
        }
        let open = std::mem::take(&mut self.open);
        self.boxes += 1;
        let inside = self.blocks(pieces);
        self.boxes -= 1;
        self.open = open;
        content.blocks = inside.blocks;
        Ok((Content::Box(content), inside.lines))
    }
}

fn is_empty(kind: &PieceKind) -> bool {
    match kind {
        PieceKind::Heading(_, text) | PieceKind::Item(text) => text.is_empty(),
        PieceKind::Paragraph(line) => line.text.is_empty(),
        _ => false,
    }
}

/// Where the opening of which `bold` characters are bold ends: behind its closing mark.
fn opening_end(text: &str, bold: u32) -> u32 {
    let closed = bold > 0
        && text
            .chars()
            .nth(bold as usize)
            .is_some_and(label::is_closing);
    bold + u32::from(closed)
}

fn item(text: String, note: &Note) -> Content {
    let (marker, number) = match note.marker {
        Some(characters) => {
            let marker: String = text.chars().take(characters as usize).collect();
            let number = label::marker(&marker).1;
            (marker, number)
        }
        None => label::marker(&text),
    };
    Content::Item {
        text: Text::plain(text),
        marker,
        number,
    }
}

fn table(mut rows: Vec<Vec<String>>, headless: bool) -> Table {
    let header = if rows.is_empty() {
        Vec::new()
    } else {
        rows.remove(0)
    };
    Table {
        caption: None,
        header: if headless { Vec::new() } else { header },
        rows,
        notes: Vec::new(),
    }
}
