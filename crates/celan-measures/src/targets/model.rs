//! What a target is.

use celan_document::Span;
use serde::Serialize;

/// An aim or a recorded value.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The document's id.
    pub document: String,
    /// The block that says it.
    pub anchor: String,
    /// Row and column in a table, row 0 being the head.
    pub cell: Option<[usize; 2]>,
    /// What is measured, as printed without its unit.
    pub indicator: String,
    /// The year.
    pub year: Option<i32>,
    /// Where the year comes from.
    pub year_from: Option<YearFrom>,
    /// The value in `unit`; the least of a range.
    pub value: f64,
    /// The greatest of a range.
    pub value_max: Option<f64>,
    /// What the number says.
    pub bound: TargetBound,
    /// The unit as printed (%, 亿元, 件).
    pub unit: String,
    /// The territory.
    pub place: Option<String>,
    /// 约束性 or 预期性, where the text says so.
    pub nature: Option<String>,
    /// Recorded or aimed at.
    pub aim: Aim,
    /// The words with indicator and value, in characters of the block's text; of the cell in a table.
    pub span: Span,
}

/// What a number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TargetBound {
    /// Exactly that.
    Fixed,
    /// At least.
    Lower,
    /// At most.
    Upper,
    /// About.
    About,
    /// Between two.
    Range,
}

/// Whether a value was reached or is aimed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Aim {
    /// Reached.
    Recorded,
    /// Aimed at.
    Target,
}

/// Where a target's year comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum YearFrom {
    /// Its own sentence or table head.
    Sentence,
    /// A sentence or heading above it in its section.
    Section,
    /// The plan's last year.
    Plan,
}
