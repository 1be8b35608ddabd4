//! Rows of two tables that speak of the same thing: by pairs of neighbouring characters, which
//! serve the few words of a cell better than whole terms do. Figures do not count.

use super::pairing::{alike, one_to_one};
use crate::response::Range;
use crate::scoring::ONE;
use crate::scoring::log2;
use celan_document::Table;
use celan_text::fold;
use celan_text::is_letter;

/// How much two rows must have in common, in 1024ths.
const LEAST: u32 = 350;

type Pair = [char; 2];

/// For each row of `left`, the row of `right` that speaks of the same thing.
pub(super) fn partners(left: &Table, right: &Table) -> Vec<Option<usize>> {
    let read = |table: &Table| -> Vec<Vec<Pair>> {
        table
            .rows
            .iter()
            .map(|row| pairs(&row.join("\n")))
            .collect()
    };
    let (left, right) = (read(left), read(right));
    let rows = (left.len() + right.len()) as u64;
    // What many rows have tells little of any.
    let worth = |pair: &Pair| {
        let with = left.iter().chain(&right).filter(|row| row.contains(pair));
        log2(2 * rows + 2)
            .saturating_sub(log2(with.count() as u64 + 1))
            .max(1)
    };
    let sum = |pairs: &[Pair]| pairs.iter().map(worth).sum::<u64>().max(1);
    let weighed = |rows: &[Vec<Pair>]| -> Vec<(Vec<Pair>, u64)> {
        rows.iter().map(|row| (row.clone(), sum(row))).collect()
    };
    let likeness = |one: &(Vec<Pair>, u64), other: &(Vec<Pair>, u64)| {
        let shared: Vec<Pair> = one
            .0
            .iter()
            .filter(|p| other.0.contains(p))
            .copied()
            .collect();
        if shared.is_empty() {
            return 0;
        }
        (2 * ONE * sum(&shared) / (one.1 + other.1)) as u32
    };
    let (left, right) = (weighed(&left), weighed(&right));
    one_to_one(left.len(), alike(&left, &right, LEAST, likeness))
}

/// The neighbouring letters of a text, each pair once, in order.
fn pairs(text: &str) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    for line in text.lines() {
        let chars = fold(line).chars;
        pairs.extend(chars.windows(2).map(|w| [w[0], w[1]]));
    }
    pairs.retain(|pair| pair.iter().all(|c| is_letter(*c)));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The ranges of `text` that it has in common with a row.
pub(super) fn common(text: &str, row: &[String]) -> Vec<Range> {
    let known = pairs(&row.join("\n"));
    let folded = fold(text);
    let mut ranges: Vec<Range> = Vec::new();
    for (two, at) in folded.chars.windows(2).zip(folded.origin.windows(2)) {
        if known.contains(&[two[0], two[1]]) {
            super::join(&mut ranges, [at[0], at[1] + 1]);
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[&str; 2]]) -> Table {
        Table {
            rows: rows.iter().map(|r| r.map(str::to_owned).to_vec()).collect(),
            ..Table::default()
        }
    }

    #[test]
    fn rows_are_paired_by_their_words() {
        let left = table(&[
            ["技术市场合同成交金额（亿元）", "100"],
            ["每万人口高价值发明专利拥有量（件）", "12"],
            ["公民具备科学素质的比例（%）", "12"],
            ["牲畜存栏数（万头）", "12"],
        ]);
        let right = table(&[
            ["公民具备科学素质的比例（%）", "10"],
            ["每万人口发明专利拥有量（件）", "12"],
            ["PCT专利申请量（万件）", "12"],
            ["全国技术合同成交金额（亿元）", "20000"],
        ]);
        assert_eq!(partners(&left, &right), [Some(3), Some(1), Some(0), None]);
        assert_eq!(partners(&right, &left), [Some(2), Some(1), None, Some(0)]);
    }

    #[test]
    fn common_words_are_told() {
        let row = ["全国技术合同成交金额".to_owned(), "20000".to_owned()];
        assert_eq!(common("技术市场合同成交金额20000", &row), [[0, 2], [4, 10]]);
    }
}
