//! One document: the steps in their order.

use crate::collate::{Boundaries, Choice, Column, Witness, collate};
use crate::config::{Entry, Hand, Shape};
use crate::contents::Item;
use crate::draft::Draft;
use crate::error::ImportError;
use crate::lines::Line;
use crate::metadata::{self, Framed};
use crate::reflow::{Evidence, Para, reflow};
use crate::spacing::{Setting, tidy};
use crate::structure::{Body, Unit, build};
use crate::table::{Chunk, find};
use crate::trace::{Rule, Traced};
use crate::{conjunction, frame, furniture, punctuation, record};
use celan_corpus::applied::Change;
use celan_document::{Block, Document, Doubt, FrameRole, Lines, Span, assign_anchors};
use std::collections::HashMap;
use std::sync::Arc;

/// What a document is made of.
pub(crate) struct Material<'a> {
    pub(crate) file: &'a str,
    pub(crate) lines: Vec<Line>,
    pub(crate) entry: &'a Entry,
    pub(crate) item: Option<&'a Item>,
    pub(crate) level: Option<String>,
    pub(crate) hand: &'a Hand,
    pub(crate) witness: Option<WitnessText>,
}

/// A second text of a document.
pub(crate) struct WitnessText {
    pub(crate) witness: Witness,
    pub(crate) lines: Lines,
}

/// A document, and all changes that made it.
pub(crate) struct Made {
    pub(crate) document: Document,
    pub(crate) changes: Vec<Change>,
    /// Lines that were joined to the one before.
    pub(crate) joins: usize,
}

/// How many lines a title may be looked for in.
const HEAD: usize = 20;

/// Makes the document.
///
/// # Errors
/// An entry made by hand does not fit the source.
pub(crate) fn make(material: Material<'_>) -> Result<Made, ImportError> {
    let Material {
        file,
        mut lines,
        entry,
        item,
        level,
        hand,
        witness,
    } = material;
    let span = Lines {
        first: lines.first().map_or(0, |l| l.number),
        last: lines.last().map_or(0, |l| l.number),
    };
    repair(&mut lines, hand, &entry.id)?;
    add(&mut lines, hand, &entry.id)?;
    let shapes = shapes(&lines, hand, &entry.id)?;
    let (lines, mut removed) = furniture::strip(lines);
    let head: String = lines.iter().take(HEAD).map(|l| l.text.text()).collect();
    let titles = frame::titles(item.map(|i| i.title.as_str()), &head);
    let count = lines.len();
    let (chunks, markup) = find(lines);
    removed.extend(markup);
    let boundaries = witness.as_ref().map(|w| Boundaries::of(&w.witness));
    let evidence = Evidence {
        titles: titles.clone(),
        shapes: shapes.clone(),
        witness: boundaries.as_ref(),
    };
    let mut units = units(chunks, &evidence, &shapes);
    let joins = count.saturating_sub(units.len());
    let was: Vec<String> = units.iter().map(|u| u.text().unwrap_or_default()).collect();
    for (unit, (part, role)) in units.iter_mut().zip(frame::roles(&was, &titles)) {
        unit.part = part;
        unit.role = role;
        normalise(unit);
    }
    if let Some(w) = &witness {
        collated(&mut units, &w.witness, file, hand, &entry.id)?;
    }
    let now: Vec<String> = units.iter().map(|u| u.text().unwrap_or_default()).collect();
    let frame = units
        .iter()
        .zip(&now)
        .zip(&was)
        .filter_map(|((unit, text), was)| {
            Some(Framed {
                part: unit.part,
                role: unit.role?,
                text,
                was,
            })
        });
    let source = |file: &str, lines: Lines| celan_document::Witness {
        file: file.to_owned(),
        lines,
    };
    let mut witnesses = vec![source(file, span)];
    witnesses.extend(witness.as_ref().map(|w| source(&w.witness.file, w.lines)));
    let metadata = metadata::read(&metadata::Evidence {
        entry,
        item,
        frame: frame.collect(),
        level,
        witnesses,
    });
    if metadata.title.is_empty() {
        return Err(ImportError::Untitled {
            id: entry.id.clone(),
        });
    }
    let drafts = build(units);
    let mut blocks: Vec<Block> = drafts.iter().map(Draft::block).collect();
    assign_anchors(&mut blocks);
    doubts(&mut blocks, hand, &entry.id)?;
    let mut changes = Vec::new();
    for (draft, block) in drafts.iter().zip(&blocks) {
        draft.changes(block, file, &mut changes);
    }
    changes.extend(
        removed
            .iter()
            .flat_map(record::changes)
            .map(|change| Change {
                file: file.to_owned(),
                line: Some(change.line),
                was: change.was,
                now: change.now,
                rule: change.rule,
                place: None,
            }),
    );
    changes.sort_by_key(|c| c.line);
    Ok(Made {
        document: Document { metadata, blocks },
        changes,
        joins,
    })
}

/// The paragraphs of a witness, normalised as those of a base text.
pub(crate) fn witness(file: &str, lines: Vec<Line>) -> WitnessText {
    let span = Lines {
        first: lines.first().map_or(0, |l| l.number),
        last: lines.last().map_or(0, |l| l.number),
    };
    let (lines, _) = furniture::strip(lines);
    let paragraphs = reflow(lines, &Evidence::default())
        .into_iter()
        .map(|mut para| {
            clean(&mut para.text, Setting::Prose);
            para.text.text()
        })
        .collect();
    WitnessText {
        witness: Witness {
            file: file.to_owned(),
            paragraphs,
        },
        lines: span,
    }
}

/// Applies the repairs made by hand.
fn repair(lines: &mut [Line], hand: &Hand, id: &str) -> Result<(), ImportError> {
    for entry in &hand.repair {
        let stale = || ImportError::Stale {
            id: id.to_owned(),
            line: entry.line,
            was: entry.was.clone(),
        };
        let line = lines.iter_mut().find(|l| l.number == entry.line);
        let line = line.ok_or_else(stale)?;
        let text = line.text.text();
        let mut found = text.match_indices(&entry.was);
        let (Some((at, _)), None) = (found.next(), found.next()) else {
            return Err(stale());
        };
        let start = text[..at].chars().count();
        let rule: Rule = Arc::from(entry.reason.as_str());
        let end = start + entry.was.chars().count();
        line.text.replace(start..end, &entry.now, &rule);
    }
    Ok(())
}

/// Adds the paragraphs that only another witness has.
fn add(lines: &mut Vec<Line>, hand: &Hand, id: &str) -> Result<(), ImportError> {
    for entry in &hand.addition {
        let Some(at) = lines.iter().position(|l| l.number == entry.after) else {
            return Err(ImportError::Stale {
                id: id.to_owned(),
                line: entry.after,
                was: entry.text.clone(),
            });
        };
        let rule: Rule = Arc::from(entry.reason.as_str());
        let line = Line {
            number: entry.after,
            gap: 1,
            indented: false,
            text: Traced::added(entry.after, &entry.text, &rule),
        };
        lines.insert(at + 1, line);
    }
    Ok(())
}

/// What reading knows of lines, checked against them.
fn shapes(lines: &[Line], hand: &Hand, id: &str) -> Result<HashMap<u32, Shape>, ImportError> {
    let mut out = HashMap::new();
    for entry in &hand.shape {
        let fits = lines
            .iter()
            .any(|l| l.number == entry.line && l.text.text().starts_with(&entry.text));
        if !fits {
            return Err(ImportError::Stale {
                id: id.to_owned(),
                line: entry.line,
                was: entry.text.clone(),
            });
        }
        out.insert(entry.line, entry.is);
    }
    Ok(out)
}

fn units(chunks: Vec<Chunk>, evidence: &Evidence<'_>, shapes: &HashMap<u32, Shape>) -> Vec<Unit> {
    let unit = |body: Body, first: u32, last: u32| Unit {
        body,
        part: celan_document::Part::Body,
        role: None,
        lines: Lines { first, last },
        measure: None,
        shape: (first..=last).find_map(|line| shapes.get(&line).copied()),
        readings: Vec::new(),
    };
    let mut out = Vec::new();
    for chunk in chunks {
        match chunk {
            Chunk::Lines(lines) => {
                for para in reflow(lines, evidence) {
                    let Para {
                        text,
                        measure,
                        first,
                        last,
                    } = para;
                    out.push(Unit {
                        measure,
                        ..unit(Body::Text(text), first, last)
                    });
                }
            }
            Chunk::Table(grid) => {
                let (first, last) = (grid.first, grid.last);
                out.push(unit(Body::Table(Box::new(grid)), first, last));
            }
        }
    }
    out
}

fn normalise(unit: &mut Unit) {
    let setting = match unit.role {
        Some(FrameRole::Title | FrameRole::Signature | FrameRole::Remark) => Setting::Display,
        _ => Setting::Prose,
    };
    match &mut unit.body {
        Body::Text(text) => clean(text, setting),
        Body::Table(grid) => {
            let cells = grid.header.iter_mut().chain(grid.rows.iter_mut().flatten());
            for text in cells.chain(&mut grid.notes).chain(&mut grid.caption) {
                clean(text, Setting::Prose);
            }
        }
    }
}

fn clean(text: &mut Traced, setting: Setting) {
    conjunction::restore(text);
    punctuation::widen(text);
    tidy(text, setting);
}

/// Collates with the witness; every choice made by hand must find its place.
fn collated(
    units: &mut [Unit],
    witness: &Witness,
    file: &str,
    hand: &Hand,
    id: &str,
) -> Result<(), ImportError> {
    let choices: Vec<Choice> = hand
        .choice
        .iter()
        .map(|c| Choice {
            line: c.line,
            was: c.was.clone(),
            now: c.now.clone(),
            reason: c.reason.clone(),
        })
        .collect();
    let mut columns: Vec<Column<'_>> = units
        .iter_mut()
        .filter_map(|unit| match &mut unit.body {
            Body::Text(text) => Some(Column {
                text,
                readings: &mut unit.readings,
            }),
            Body::Table(_) => None,
        })
        .collect();
    match collate(&mut columns, witness, file, &choices).first() {
        None => Ok(()),
        Some(choice) => Err(ImportError::Stale {
            id: id.to_owned(),
            line: choice.line,
            was: choice.was.clone(),
        }),
    }
}

/// Marks the places that cannot be known.
fn doubts(blocks: &mut [Block], hand: &Hand, id: &str) -> Result<(), ImportError> {
    for doubt in &hand.doubt {
        let marked = mark(blocks, doubt.line, &doubt.text, &doubt.reason);
        if !marked {
            return Err(ImportError::Stale {
                id: id.to_owned(),
                line: doubt.line,
                was: doubt.text.clone(),
            });
        }
    }
    Ok(())
}

fn mark(blocks: &mut [Block], line: u32, words: &str, reason: &str) -> bool {
    for block in blocks {
        let covers = block
            .lines
            .is_some_and(|l| l.first <= line && line <= l.last);
        if !covers {
            continue;
        }
        if let Some(text) = block.text_mut()
            && let Some(at) = text.plain.find(words)
        {
            let start = text.plain[..at].chars().count();
            text.doubts.push(Doubt {
                span: Span::new(start, start + words.chars().count()),
                reason: reason.to_owned(),
            });
            return true;
        }
        if let celan_document::Content::Box(b) = &mut block.content
            && mark(&mut b.blocks, line, words, reason)
        {
            return true;
        }
    }
    false
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::lines::split;
    use proptest::prelude::*;

    fn made(text: &str) -> Made {
        let entry = Entry {
            id: "some-text".into(),
            title: Some("某文".into()),
            ..Entry::default()
        };
        make(Material {
            file: "some.txt",
            lines: split(text),
            entry: &entry,
            item: None,
            level: None,
            hand: &Hand::default(),
            witness: None,
        })
        .unwrap()
    }

    fn visible(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    /// The characters of the document with every change undone, whatever was removed whole left out.
    fn undone(made: &Made) -> String {
        let mut out = String::new();
        made.document.walk(&mut |block| {
            let mut add = |text: &str, cell: Option<(u32, u32)>| {
                let mut chars: Vec<char> = text.chars().collect();
                let here = made.changes.iter().rev().filter_map(|c| {
                    let place = c.place.as_ref()?;
                    (place.anchor == block.anchor && place.cell == cell).then_some((place.at, c))
                });
                let mut here: Vec<_> = here.collect();
                here.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
                for ((start, end), change) in here {
                    let range = start as usize..end as usize;
                    assert_eq!(chars[range.clone()].iter().collect::<String>(), change.now);
                    chars.splice(range, change.was.chars());
                }
                out.extend(chars);
            };
            match (&block.content, block.text()) {
                (celan_document::Content::Table(table), _) => {
                    table.caption.iter().for_each(|text| add(text, None));
                    let rows = std::iter::once(&table.header).chain(&table.rows);
                    for (row, cells) in rows.enumerate() {
                        for (column, text) in cells.iter().enumerate() {
                            add(text, Some((row as u32, column as u32)));
                        }
                    }
                    table.notes.iter().for_each(|text| add(text, None));
                }
                (_, Some(text)) => add(&text.plain, None),
                _ => {}
            }
        });
        visible(&out)
    }

    const WORDS: &[&str] = &[
        "一、",
        "（二）",
        "(三) ",
        "1. ",
        "2．",
        "第一章",
        "第二条 ",
        "专栏 3 ",
        "——",
        "- （一）",
        "|",
        "|---|",
        "总体要求",
        "加强管理",
        "推动落实到位。",
        "坚持创新,",
        "R&D",
        "10%",
        " and ",
        "《某办法》",
        "关于印发",
        "的通知",
        "某发〔2018〕1号",
        "2018年1月2日",
        "（此件公开发布）",
        "抄送：",
        "序号 指标 2020 年",
        "5",
        "，",
        "；",
        "：",
        "“",
        "”",
        "（",
        "）",
        " ",
        "\n",
        "\n\n",
        "\n\n\n",
        "- 12 -",
        "如下：",
        "。",
    ];

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_panics(
            picks in proptest::collection::vec(0..WORDS.len(), 0..60),
            noise in "\\PC{0,12}",
        ) {
            let text: String = picks.iter().map(|i| WORDS[*i]).chain([noise.as_str()]).collect();
            let made = made(&text);
            let whole: String = made
                .changes
                .iter()
                .filter(|c| c.place.is_none())
                .map(|c| visible(&c.was))
                .collect();
            let mut kept: Vec<char> = undone(&made).chars().chain(whole.chars()).collect();
            let mut source: Vec<char> = visible(&text).chars().collect();
            if whole.is_empty() {
                prop_assert_eq!(&kept, &source);
            }
            kept.sort_unstable();
            source.sort_unstable();
            prop_assert_eq!(kept, source);
        }
    }
}
