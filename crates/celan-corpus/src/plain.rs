//! A folder of plain texts without library.toml: each `.txt` file is a document.
//!
//! The id is the file's name in lower case, each run of other characters than `a-z` and `0-9` a hyphen; a
//! name that leaves fewer than three characters, loses some, or comes twice gets `doc-` in front or a short
//! checksum of the name behind, so that no id depends on the other files. The title is the first line. The
//! structure is read from the labels (第三章, 第四条, 一、, （一）). A line that a page's width has cut is joined
//! to the one before.

use crate::diagnostic::Diagnostic;
use crate::label;
use celan_document::{
    Block, Content, Document, FrameRole, Lines, Metadata, NumberingKind, Part, Text, Witness,
    assign_anchors, parse_label,
};
use std::collections::HashSet;

/// Whether the names in a folder are those of plain texts: at least one, and nothing of a corpus.
pub(crate) fn is_plain(top: &[String]) -> bool {
    let corpus =
        |name: &String| name.ends_with(".md") || name == "documents" || name == "library.toml";
    top.iter().any(|name| name.ends_with(".txt")) && !top.iter().any(corpus)
}

/// Makes a document of a text file.
///
/// # Errors
/// A diagnostic where the file holds no text.
pub(crate) fn document(
    file: &str,
    text: &str,
    taken: &mut HashSet<String>,
) -> Result<Document, Diagnostic> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines: Vec<&str> = text.lines().collect();
    let paragraphs = paragraphs(&lines);
    let Some(title) = paragraphs.first() else {
        return Err(Diagnostic::error(
            file,
            "the file is empty",
            "take it out of the folder, or put the text into it",
        ));
    };
    let metadata = Metadata {
        id: id(file, taken),
        title: title.text.clone(),
        witnesses: vec![Witness {
            file: file.to_owned(),
            lines: Lines {
                first: 1,
                last: line_number(lines.len()),
            },
            joins: paragraphs
                .iter()
                .map(|p| p.lines.last - p.lines.first)
                .sum(),
            removed: Vec::new(),
        }],
        ..Metadata::default()
    };
    let mut blocks = blocks(&paragraphs);
    assign_anchors(&mut blocks);
    Ok(Document { metadata, blocks })
}

/// A line number, from 1; a file of more lines than can be counted ends at the greatest.
fn line_number(line: usize) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

const SHORTEST: usize = 3;
const LONGEST: usize = 60;

/// An id for a file that none of `taken` has.
fn id(file: &str, taken: &mut HashSet<String>) -> String {
    let stem = file.strip_suffix(".txt").unwrap_or(file);
    let mut plain = String::new();
    let mut lost = false;
    for c in stem.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            plain.push(c);
        } else {
            lost |= !matches!(c, '-' | '_' | ' ' | '.');
            if !plain.ends_with('-') && !plain.is_empty() {
                plain.push('-');
            }
        }
    }
    let plain = plain.trim_end_matches('-');
    let mut id = if plain.len() < SHORTEST {
        format!("doc-{plain}").trim_end_matches('-').to_owned()
    } else {
        plain.to_owned()
    };
    if lost || id.len() > LONGEST || taken.contains(&id) {
        let checksum = checksum(file);
        id.truncate(LONGEST - checksum.len() - 1);
        id = format!("{}-{checksum}", id.trim_end_matches('-'));
    }
    taken.insert(id.clone());
    id
}

/// FNV-1a of a name as eight hexadecimal digits.
fn checksum(name: &str) -> String {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("{hash:08x}")
}

/// A paragraph and its lines in the file.
struct Paragraph {
    text: String,
    lines: Lines,
}

/// The paragraphs of a text: its lines without white space around, cut lines joined.
fn paragraphs(lines: &[&str]) -> Vec<Paragraph> {
    let layout = Layout::new(lines);
    let mut out: Vec<Paragraph> = Vec::new();
    let mut previous = None;
    for (number, line) in (1..).zip(lines) {
        let text = line.trim();
        if text.is_empty() {
            previous = None;
            continue;
        }
        let number = line_number(number);
        match out.last_mut() {
            Some(open) if previous.is_some_and(|previous| layout.continues(previous, line)) => {
                let letters = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
                if letters(open.text.chars().next_back()) && letters(text.chars().next()) {
                    open.text.push(' ');
                }
                open.text.push_str(text);
                open.lines.last = number;
            }
            _ => out.push(Paragraph {
                text: text.to_owned(),
                lines: Lines {
                    first: number,
                    last: number,
                },
            }),
        }
        previous = Some(*line);
    }
    out
}

/// How the lines of a file are laid out.
struct Layout {
    /// The indent that nine of ten paragraphs do not exceed, in columns.
    indent: usize,
    /// The width at which lines are cut, in characters; `None` where they are not.
    width: Option<usize>,
}

impl Layout {
    fn new(lines: &[&str]) -> Self {
        let printed: Vec<&str> = lines
            .iter()
            .copied()
            .filter(|l| !l.trim().is_empty())
            .collect();
        let mut starts: Vec<usize> = printed
            .windows(2)
            .filter(|pair| ends(pair[0]) || labelled(pair[1]))
            .map(|pair| indent(pair[1]))
            .collect();
        starts.sort_unstable();
        let mut widths: Vec<usize> = printed
            .iter()
            .map(|l| l.trim_end().chars().count())
            .collect();
        widths.sort_unstable();
        let full = widths.get(widths.len() * 9 / 10).copied().unwrap_or(0);
        let near = widths.iter().filter(|w| w.abs_diff(full) <= 2).count();
        let cut = (16..=60).contains(&full) && near >= 5 && near * 5 >= widths.len() * 2;
        Self {
            indent: starts.get(starts.len() * 9 / 10).copied().unwrap_or(0),
            width: cut.then_some(full),
        }
    }

    /// Whether `line` goes on with what `previous` began.
    fn continues(&self, previous: &str, line: &str) -> bool {
        if ends(previous) || labelled(line) {
            return false;
        }
        let deeper =
            indent(line) > self.indent && indent(line) >= indent(previous).min(self.indent) + 2;
        let text = line.trim();
        let digits = previous.trim_end().ends_with(|c: char| c.is_ascii_digit());
        let unit = digits && text.starts_with(['万', '亿', '元', '%', '％']);
        let full = self.width.is_some_and(|width| {
            previous.trim_end().chars().count() + 2 >= width
                && indent(line) <= self.indent.min(indent(previous))
        });
        deeper || unit || full
    }
}

/// Whether a line ends a paragraph by its last mark.
fn ends(line: &str) -> bool {
    line.trim_end().ends_with([
        '。', '；', '：', '！', '？', ';', ':', '!', '?', '.', '”', '》', '）', ')',
    ])
}

/// Whether a line begins with a label or marker.
fn labelled(line: &str) -> bool {
    let text = line.trim_start();
    parse_label(text).is_some() || !label::marker(text).0.is_empty()
}

/// Columns before a line's first character.
fn indent(line: &str) -> usize {
    line.chars()
        .take_while(|c| c.is_whitespace())
        .map(|c| match c {
            '\t' => 4,
            '\u{3000}' => 2,
            _ => 1,
        })
        .sum()
}

/// Longest title of a heading, in characters.
const TITLE: usize = 40;

fn blocks(paragraphs: &[Paragraph]) -> Vec<Block> {
    let mut open: Vec<NumberingKind> = Vec::new();
    let mut out = Vec::new();
    for (n, paragraph) in paragraphs.iter().enumerate() {
        let content = if n == 0 {
            Content::Frame {
                role: FrameRole::Title,
                text: Text::plain(&paragraph.text),
            }
        } else {
            content(&paragraph.text, &mut open)
        };
        out.push(Block {
            anchor: String::new(),
            lines: Some(paragraph.lines),
            part: Part::Body,
            content,
        });
    }
    out
}

fn content(text: &str, open: &mut Vec<NumberingKind>) -> Content {
    let Some(found) = parse_label(text).filter(|label| label.number.is_some()) else {
        return Content::Paragraph {
            text: Text::plain(text),
            run_in: None,
            lead: 0,
        };
    };
    match open.iter().position(|kind| *kind == found.kind) {
        Some(at) => open.truncate(at + 1),
        None => open.push(found.kind),
    }
    // Seven kinds nest at most.
    let level = u8::try_from(open.len()).unwrap_or(u8::MAX);
    let rest: Vec<char> = text.chars().skip(found.end as usize).collect();
    let sentence = rest
        .iter()
        .position(|c| matches!(c, '。' | '；' | '：' | '，' | ';' | ','));
    let whole = sentence.is_none_or(|at| at + 1 == rest.len() && rest[at] != '，');
    if whole && rest.len() <= TITLE && !rest.is_empty() {
        return Content::Heading(label::heading(text, level));
    }
    let title = sentence
        .filter(|at| matches!(rest[*at], '。' | '：') && *at <= TITLE && at + 1 < rest.len());
    let end = match title {
        Some(at) => found.end as usize + at + 1,
        None => found.end as usize,
    };
    let end = u32::try_from(end).unwrap_or(u32::MAX);
    Content::Paragraph {
        text: Text::plain(text),
        run_in: Some(label::run_in(text, end, level)),
        lead: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(files: &[&str]) -> Vec<String> {
        let mut taken = HashSet::new();
        files.iter().map(|file| id(file, &mut taken)).collect()
    }

    #[test]
    fn ids_are_valid_and_differ() {
        let files = [
            "01.txt",
            "Policy 2020.txt",
            "policy_2020.txt",
            "措施.txt",
            "办法.txt",
            ".txt",
        ];
        let ids = ids(&files);
        assert_eq!(ids[..2], ["doc-01", "policy-2020"]);
        let distinct: HashSet<&String> = ids.iter().collect();
        assert_eq!(distinct.len(), files.len());
        let long = "x".repeat(99) + ".txt";
        for id in ids.iter().chain(&self::ids(&[&long])) {
            let valid = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(
                (SHORTEST..=LONGEST).contains(&id.len()) && id.chars().all(valid),
                "{id}"
            );
        }
    }

    fn read(text: &str) -> Document {
        document("a-b.txt", text, &mut HashSet::new()).unwrap_or_default()
    }

    fn texts(document: &Document) -> Vec<(&str, Option<Lines>)> {
        let blocks = document.blocks.iter();
        blocks
            .map(|b| (b.text().map_or("", |t| t.plain.as_str()), b.lines))
            .collect()
    }

    #[test]
    fn structure_is_read_from_labels() {
        let document =
            read("若干措施\n\n一、支持研发\n（一）设备补助。按20%给予补助。\n第三条 本办法。\n");
        let anchors: Vec<&str> = document.blocks.iter().map(|b| b.anchor.as_str()).collect();
        assert_eq!(anchors, ["title", "1", "1-1", "a3"]);
        assert_eq!(document.metadata.title, "若干措施");
        assert_eq!(document.blocks[2].lines, Some(Lines { first: 4, last: 4 }));
    }

    #[test]
    fn cut_lines_are_joined() {
        let document = read("标题\n甲企业给予20\n      万元奖励。\n乙企业给予30万元。\n");
        let lines = |first, last| Some(Lines { first, last });
        assert_eq!(
            texts(&document),
            [
                ("标题", lines(1, 1)),
                ("甲企业给予20万元奖励。", lines(2, 3)),
                ("乙企业给予30万元。", lines(4, 4))
            ]
        );
    }

    #[test]
    fn whole_lines_stay_apart() {
        let document = read("标题\n(2020年1月)\n    第一段没有句号\n    第二段也没有\n");
        assert_eq!(document.blocks.len(), 4);
    }

    #[test]
    fn an_empty_file_is_no_document() {
        assert!(document("a.txt", " \n\n", &mut HashSet::new()).is_err());
    }
}
