//! Tables of indicators: a row an indicator, a column a year.

use super::model::{Aim, Target, YearFrom};
use super::{Context, place, value, when};
use crate::lexicon::pattern;
use crate::sentence::Clean;
use celan_document::{Block, Span, Table};
use regex::Regex;
use std::sync::LazyLock;

static UNIT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?P<i>.*?)\((?P<u>[^()]{1,12})\)$"));

/// The targets of a table; none where no column has a year.
pub(crate) fn read(
    block: &Block,
    table: &Table,
    context: &Context<'_>,
    heading: &str,
) -> Vec<Target> {
    let head: Vec<String> = table
        .header
        .iter()
        .map(|cell| Clean::new(cell).text)
        .collect();
    let years: Vec<(usize, i32)> = head
        .iter()
        .enumerate()
        .filter_map(|(column, cell)| Some((column, when::of_column(cell)?)))
        .collect();
    let Some((first_year, _)) = years.first().copied() else {
        return Vec::new();
    };
    let column = |word: &[&str]| {
        head.iter()
            .position(|cell| word.iter().any(|w| cell.contains(w)))
    };
    let unit_column = column(&["单位"]);
    let nature_column = column(&["属性", "性质", "指标类型"]);
    let about = format!("{}{heading}", table.caption.as_deref().unwrap_or_default());
    let nature_of_all = nature(&about);
    let mut out = Vec::new();
    for (n, row) in table.rows.iter().enumerate() {
        let cells: Vec<String> = row.iter().map(|cell| Clean::new(cell).text).collect();
        let named = (0..first_year).rev().find(|at| {
            Some(*at) != unit_column
                && Some(*at) != nature_column
                && cells
                    .get(*at)
                    .is_some_and(|cell| cell.chars().any(|c| c >= '㐀'))
        });
        let Some(name) = named.and_then(|at| cells.get(at)) else {
            continue;
        };
        let (indicator, unit) = match UNIT.captures(name) {
            Some(found) => (found["i"].to_owned(), found["u"].to_owned()),
            None => (name.clone(), String::new()),
        };
        let unit = unit_column
            .and_then(|at| cells.get(at))
            .filter(|cell| !cell.is_empty())
            .cloned()
            .unwrap_or(unit);
        let own_nature = nature_column
            .and_then(|at| cells.get(at))
            .and_then(|cell| nature(cell));
        for (column, year) in &years {
            let Some(cell) = cells.get(*column) else {
                continue;
            };
            let Some(value) = value::cell(cell) else {
                continue;
            };
            let printed = row.get(*column).map_or(0, |cell| cell.chars().count());
            out.push(Target {
                document: context.document.to_owned(),
                anchor: block.anchor.clone(),
                cell: Some([n + 1, *column]),
                indicator: indicator.clone(),
                year: Some(*year),
                year_from: Some(YearFrom::Sentence),
                value: value.value,
                value_max: value.max,
                bound: value.bound,
                unit: if unit.is_empty() && cell.contains('%') {
                    "%".to_owned()
                } else {
                    unit.clone()
                },
                place: place::of_sentence(&indicator, context.place.as_deref()),
                nature: own_nature.clone().or_else(|| nature_of_all.clone()),
                aim: aim(
                    head.get(*column).map_or("", String::as_str),
                    *year,
                    context,
                    years.len() > 1 && *column != first_year,
                ),
                span: Span::new(0, printed),
            });
        }
    }
    out
}

fn nature(text: &str) -> Option<String> {
    let binding = text.contains("约束性");
    let expected = text.contains("预期性");
    match (binding, expected) {
        (true, false) => Some("约束性".to_owned()),
        (false, true) => Some("预期性".to_owned()),
        _ => None,
    }
}

fn aim(head: &str, year: i32, context: &Context<'_>, later: bool) -> Aim {
    if head.contains("目标") || head.contains("规划") {
        return Aim::Target;
    }
    if ["现状", "实际", "指标值", "完成", "基期", "基数"]
        .iter()
        .any(|word| head.contains(word))
    {
        return Aim::Recorded;
    }
    match context.year {
        Some(issued) if year < issued => Aim::Recorded,
        Some(_) => Aim::Target,
        None if later => Aim::Target,
        None => Aim::Recorded,
    }
}
