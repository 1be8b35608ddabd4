//! Tables whose cells a conversion left as loose lines.

use super::grid::Grid;
use crate::cleaning::spacing::{Setting, tidy};
use crate::pattern::{is_closed, label};
use crate::record::trace::Traced;
use crate::source::lines::Line;
use std::sync::Arc;

/// The columns of a table's head in loose text: 序号 指标 2020年 2025年.
pub(crate) fn head(line: &Line) -> Option<Vec<Traced>> {
    let text = line.text.text();
    if !text.starts_with("序号") || is_closed(&text) {
        return None;
    }
    let mut columns: Vec<Traced> = Vec::new();
    for word in words(&line.text) {
        let here = word.text();
        let goes_on = columns.last().is_some_and(|c| {
            let before = c.text();
            let digits = before.chars().all(|c| c.is_ascii_digit());
            let letter = |s: &str| s.chars().count() == 1;
            letter(&here) && (digits || letter(&before))
        });
        match columns.last_mut().filter(|_| goes_on) {
            Some(column) => column.append(word),
            None => columns.push(word),
        }
    }
    (columns.len() >= 3).then_some(columns)
}

/// Whether a line can belong to a table of loose lines.
pub(crate) fn belongs(line: &Line) -> bool {
    let text = line.text.text();
    let heading = label(&text).is_some_and(|l| l.number.is_some()) && !text.contains(' ');
    (!is_closed(&text) && !heading && !text.starts_with('第')) || is_note(&text)
}

fn is_note(text: &str) -> bool {
    text.starts_with("注：") || text.starts_with("注:")
}

fn words(text: &Traced) -> Vec<Traced> {
    let rule = Arc::from("white space");
    let mut out = Vec::new();
    let mut next = Traced::default();
    for (word, space) in text.clone().cut(char::is_whitespace) {
        let empty = word.is_empty();
        next.append(word);
        if !empty {
            out.push(std::mem::take(&mut next));
        }
        if let Some(mut space) = space {
            space.clear(&rule);
            next.append(space);
        }
    }
    out
}

/// A table of loose lines: number, name, and a value for each further column. A name goes on to its
/// unit (（%）) or to the first value; a mark (`*`) belongs to the value before it.
pub(crate) fn read(
    lines: Vec<Line>,
    header: Vec<Traced>,
    removed: &mut Vec<Traced>,
) -> Result<Grid, Vec<Line>> {
    let values = header.len() - 2;
    let titles: Vec<String> = header.iter().map(Traced::text).collect();
    let mut grid = Grid {
        first: lines.first().map_or(0, |l| l.number),
        ..Grid::default()
    };
    let mut dropped = Vec::new();
    let mut named = false;
    for line in &lines[1..] {
        let text = line.text.text();
        grid.last = line.number;
        if is_note(&text) {
            let mut note = line.text.clone();
            tidy(&mut note, Setting::Prose);
            grid.notes.push(note);
            continue;
        }
        if head(line).is_some_and(|h| h.iter().map(Traced::text).eq(titles.iter().cloned())) {
            let mut again = line.text.clone();
            again.clear(&Arc::from("table head repeated over a page break"));
            dropped.push(again);
            continue;
        }
        let words = words(&line.text);
        for (i, word) in words.into_iter().enumerate() {
            let here = word.text();
            let next = (grid.rows.len() + 1).to_string();
            if i == 0 && here == next {
                grid.rows.push(vec![word, Traced::default()]);
                named = false;
                continue;
            }
            let Some(row) = grid.rows.last_mut() else {
                return Err(lines);
            };
            let numeric = here.starts_with(|c: char| c.is_ascii_digit());
            if !named && (!numeric || row[1].is_empty()) {
                row[1].append(word);
                named = here.ends_with(['）', ')']);
                continue;
            }
            named = true;
            let mark = here.chars().all(|c| c == '*');
            if row.len() < values + 2 && !mark {
                row.push(word);
            } else if let Some(cell) = row.last_mut() {
                cell.append(word);
            }
        }
    }
    if grid.rows.len() < 2 || grid.rows.iter().any(|r| r.len() != values + 2) {
        return Err(lines);
    }
    grid.header = header;
    removed.append(&mut dropped);
    Ok(grid)
}
