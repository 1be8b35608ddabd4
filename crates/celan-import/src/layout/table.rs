//! Tables: those that a conversion drew with pipes, and those whose cells it left as loose lines.
//! A table cut by a page break is one table; a table of a single column is no table but a frame drawn
//! around text, and becomes that text again.

use super::borderless::{self, belongs, head};
use super::grid::Grid;
use crate::cleaning::spacing::{Setting, tidy};
use crate::pattern::{BULLET, is_closed, label};
use crate::record::trace::{Rule, Traced};
use crate::source::lines::Line;
use std::sync::Arc;

/// Text and tables in their order.
#[derive(Debug, Clone)]
pub(crate) enum Chunk {
    Lines(Vec<Line>),
    Table(Grid),
}

/// Tells tables from text; returns what was removed as well: pipes, rules, repeated heads.
pub(crate) fn find(lines: Vec<Line>) -> (Vec<Chunk>, Vec<Traced>) {
    let mut removed = Vec::new();
    let mut out: Vec<Chunk> = Vec::new();
    let mut iter = lines.into_iter().peekable();
    let is_pipe = |line: &Line| line.text.text().starts_with('|');
    while let Some(line) = iter.next() {
        if is_pipe(&line) {
            let mut rows = vec![line];
            while let Some(line) = iter.next_if(is_pipe) {
                rows.push(line);
            }
            piped(rows, &mut out, &mut removed);
        } else if let Some(count) = columns(&line) {
            let mut rows = vec![line];
            while let Some(line) = iter.next_if(|line| columns(line) == Some(count)) {
                rows.push(line);
            }
            tabbed(rows, &mut out, &mut removed);
        } else if let Some(columns) = head(&line) {
            let mut body = vec![line];
            while let Some(line) = iter.next_if(belongs) {
                body.push(line);
            }
            let caption = pop_caption(&mut out);
            match borderless::read(body, columns, &mut removed) {
                Ok(mut grid) => {
                    if let Some(line) = caption {
                        grid.first = line.number;
                        grid.caption = Some(line.text);
                    }
                    out.push(Chunk::Table(grid));
                }
                Err(lines) => {
                    for line in caption.into_iter().chain(lines) {
                        push(&mut out, line);
                    }
                }
            }
        } else {
            push(&mut out, line);
        }
    }
    (out, removed)
}

fn push(out: &mut Vec<Chunk>, line: Line) {
    match out.last_mut() {
        Some(Chunk::Lines(lines)) => lines.push(line),
        _ => out.push(Chunk::Lines(vec![line])),
    }
}

/// Rows of pipes: one table, or the title of a box and a table, or framed text.
fn piped(lines: Vec<Line>, out: &mut Vec<Chunk>, removed: &mut Vec<Traced>) {
    let rule: Rule = Arc::from("table markup");
    let mut rows: Vec<(Line, Vec<Traced>)> = Vec::new();
    for line in lines {
        let cells = cells(&line, removed, &rule);
        if cells.iter().any(|c| !c.is_empty()) {
            rows.push((line, cells));
        }
    }
    let single = |cells: &[Traced]| cells.iter().filter(|c| !c.is_empty()).count() == 1;
    let titles = rows.iter().take_while(|(_, cells)| single(cells)).count();
    for (line, cells) in rows.drain(..titles) {
        let text = cells
            .into_iter()
            .find(|c| !c.is_empty())
            .unwrap_or_default();
        push(out, Line { text, ..line });
    }
    let Some(((first, _), (last, _))) = rows.first().zip(rows.last()) else {
        return;
    };
    let mut grid = Grid {
        first: first.number,
        last: last.number,
        ..Grid::default()
    };
    let mut rows = rows.into_iter().map(|(_, cells)| cells);
    grid.header = rows.next().unwrap_or_default();
    grid.rows = rows.collect();
    out.push(Chunk::Table(grid));
}

/// How many columns a line has whose cells are separated by tabs. A label that a tab sets off from its
/// text is no cell.
fn columns(line: &Line) -> Option<usize> {
    let text = line.text.text();
    let (first, _) = text.split_once('\t')?;
    let first = first.trim();
    let labels = label(first).is_some_and(|l| l.end as usize == first.chars().count());
    let mark = first.is_empty() || BULLET.is_match(&format!("{first} "));
    (!labels && !mark).then(|| text.matches('\t').count() + 1)
}

/// Rows of cells with tabs between, the first of them the head; one row alone is text.
fn tabbed(lines: Vec<Line>, out: &mut Vec<Chunk>, removed: &mut Vec<Traced>) {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return;
    };
    let (first, last) = (first.number, last.number);
    if lines.len() == 1 {
        lines.into_iter().for_each(|line| push(out, line));
        return;
    }
    let rule: Rule = Arc::from("table markup");
    let caption = pop_caption(out);
    let mut rows = lines.into_iter().map(|line| {
        let cells = line.text.cut(|c| c == '\t').into_iter();
        let cell = |(mut cell, tab): (Traced, Option<Traced>)| {
            if let Some(mut tab) = tab {
                tab.clear(&rule);
                removed.push(tab);
            }
            tidy(&mut cell, Setting::Prose);
            cell
        };
        cells.map(cell).collect::<Vec<Traced>>()
    });
    let header = rows.next().unwrap_or_default();
    let rows = rows.collect();
    out.push(Chunk::Table(Grid {
        first: caption.as_ref().map_or(first, |line| line.number),
        last,
        caption: caption.map(|line| line.text),
        header,
        rows,
        notes: Vec::new(),
    }));
}

/// The cells of a row of pipes; pipes and rules (`|---|`) go to `removed`.
fn cells(line: &Line, removed: &mut Vec<Traced>, rule: &Rule) -> Vec<Traced> {
    let mut rest = line.text.clone();
    let text = rest.text();
    if text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ')) {
        rest.clear(rule);
        removed.push(rest);
        return Vec::new();
    }
    let mut out = Vec::new();
    for (mut cell, pipe) in rest.cut(|c| c == '|') {
        let last = pipe.is_none();
        if let Some(mut pipe) = pipe {
            pipe.clear(rule);
            removed.push(pipe);
        }
        if !(last && cell.is_empty()) {
            tidy(&mut cell, Setting::Prose);
            out.push(cell);
        }
    }
    // What stands before the first pipe is no cell.
    if !out.is_empty() {
        removed.push(out.remove(0));
    }
    out
}

/// The line before a table that names it: short, no sentence, no label.
fn pop_caption(out: &mut [Chunk]) -> Option<Line> {
    let Some(Chunk::Lines(lines)) = out.last_mut() else {
        return None;
    };
    let text = lines.last()?.text.text();
    let before = lines.len().checked_sub(2).and_then(|i| lines.get(i));
    let starts = before.is_none_or(|l| is_closed(&l.text.text()));
    let caption = starts && !is_closed(&text) && label(&text).is_none();
    caption.then(|| lines.pop()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::lines::split;

    fn grids(text: &str) -> Vec<Grid> {
        find(split(text))
            .0
            .into_iter()
            .filter_map(|c| match c {
                Chunk::Table(grid) => Some(grid),
                Chunk::Lines(_) => None,
            })
            .collect()
    }

    fn texts(row: &[Traced]) -> Vec<String> {
        row.iter().map(Traced::text).collect()
    }

    #[test]
    fn a_table_is_joined_over_its_page_break() {
        let text = "| 专栏 1 指标 | | |\n|---|---|---|\n| 指标 | 2015 年 | 2020 年 |\n| 甲 | 1 | 2 |\n\n\
                    | | | |\n|--|--|--|\n| 乙 | 3 | 翻一番 |";
        let (chunks, _) = find(split(text));
        assert!(matches!(&chunks[0], Chunk::Lines(l) if l[0].text.text() == "专栏 1 指标"));
        let grid = &grids(text)[0];
        assert_eq!(texts(&grid.header), ["指标", "2015年", "2020年"]);
        assert_eq!(texts(&grid.rows[1]), ["乙", "3", "翻一番"]);
    }

    #[test]
    fn a_frame_of_one_column_is_text() {
        let text =
            "| |\n|--|\n| 专栏 15 技术 |\n|--|\n\n| |\n|--|\n| 1. 开展基础设施 |\n|--|\n\n建设。";
        let (chunks, _) = find(split(text));
        assert_eq!(chunks.len(), 1);
        assert!(matches!(&chunks[0], Chunk::Lines(lines) if lines.len() == 3));
    }

    #[test]
    fn cells_between_tabs_are_a_table() {
        let text = "表1 补助标准\n类别\t额度（万元）\t比例\n甲类\t50\t30%\n乙类\t\t20%\n\n一、\t总则\n二、\t附则\n独行\t一";
        let (chunks, _) = find(split(text));
        let grid = &grids(text)[0];
        assert_eq!(texts(&grid.header), ["类别", "额度（万元）", "比例"]);
        assert_eq!(texts(&grid.rows[1]), ["乙类", "", "20%"]);
        assert_eq!(
            grid.caption.as_ref().map(Traced::text).as_deref(),
            Some("表1 补助标准")
        );
        assert!(matches!(chunks.last(), Some(Chunk::Lines(lines)) if lines.len() == 3));
    }

    #[test]
    fn loose_cells_are_put_in_their_columns() {
        let text = "预期性指标\n序号 指 标 2020 年 2025 年\n1 投入增长（%） 2.2\n*\n年均>12\n2 数量（件） 0.93 1.80\n\n\
                    序号 指 标 2020 年 2025 年\n3\n增加值占生产总\n值比重（%）\n2.00 2.50 左右\n注：*为预计值。\n\n正文。";
        let grid = &grids(text)[0];
        assert_eq!(texts(&grid.header), ["序号", "指标", "2020年", "2025年"]);
        assert_eq!(
            texts(&grid.rows[0]),
            ["1", "投入增长（%）", "2.2*", "年均>12"]
        );
        assert_eq!(
            texts(&grid.rows[2]),
            ["3", "增加值占生产总值比重（%）", "2.00", "2.50左右"]
        );
        assert_eq!(grid.notes.len(), 1);
        assert_eq!(
            grid.caption.as_ref().map(Traced::text).as_deref(),
            Some("预期性指标")
        );
    }
}
