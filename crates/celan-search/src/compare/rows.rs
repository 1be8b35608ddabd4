//! Rows of two tables that speak of the same thing.

use super::bigrams::{Bigrams, bigrams};
use super::pairing::{alike, one_to_one};
use crate::response::Range;
use celan_text::fold;

/// How much two rows must have in common, in 1024ths.
const LEAST: u32 = 350;

/// Each row of `left` that speaks of the same thing as one of `right`, with that one.
pub(super) fn partners(left: &[Vec<String>], right: &[Vec<String>]) -> Vec<(usize, usize)> {
    let read =
        |rows: &[Vec<String>]| -> Vec<String> { rows.iter().map(|row| row.join("\n")).collect() };
    let bigrams = Bigrams::of(&read(left), &read(right));
    let likeness = |l, r| bigrams.likeness(l, r);
    let lengths = [left.len(), right.len()];
    one_to_one(lengths, alike(lengths, LEAST, likeness))
}

/// The ranges of `text` that it has in common with a row.
pub(super) fn common(text: &str, row: &[String]) -> Vec<Range> {
    let known = bigrams(&row.join("\n"));
    let folded = fold(text);
    let mut ranges: Vec<Range> = Vec::new();
    for (two, at) in folded.chars.windows(2).zip(folded.origin.windows(2)) {
        if known.binary_search(&[two[0], two[1]]).is_ok() {
            super::join(&mut ranges, [at[0], at[1] + 1]);
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[&str; 2]]) -> Vec<Vec<String>> {
        rows.iter().map(|r| r.map(str::to_owned).to_vec()).collect()
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
        assert_eq!(partners(&left, &right), [(0, 3), (1, 1), (2, 0)]);
        assert_eq!(partners(&right, &left), [(0, 2), (1, 1), (3, 0)]);
    }

    #[test]
    fn common_words_are_told() {
        let row = ["全国技术合同成交金额".to_owned(), "20000".to_owned()];
        assert_eq!(common("技术市场合同成交金额20000", &row), [[0, 2], [4, 10]]);
    }
}
