//! What a measure is. All spans count characters of the measure's own text.

use celan_document::{Lines, Span};
use serde::{Deserialize, Serialize};

/// One support, for one recipient with one sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// `document/anchor/n`, n counting the measures of a block from 1.
    pub id: String,
    /// The document's id.
    pub document: String,
    /// The block that says it.
    pub anchor: String,
    /// Lines of the block in its source.
    pub lines: Option<Lines>,
    /// The block's text whole; a table's row has tabs between its cells.
    pub text: String,
    /// The clause that says it.
    pub clause: Span,
    /// Its kind.
    pub kind: Kind,
    /// Who gets it.
    pub recipient: Option<Recipient>,
    /// Ids of the finder's purposes.
    pub purposes: Vec<String>,
    /// Names of the bodies that grant it.
    pub bodies: Vec<String>,
    /// A sum of money.
    pub amount: Option<Amount>,
    /// A share of something.
    pub share: Option<Share>,
    /// Ceilings beside the sum.
    pub caps: Vec<Cap>,
    /// Conditions, in words and with their thresholds.
    pub conditions: Vec<Condition>,
    /// How often it is given.
    pub frequency: Frequency,
    /// For how many years.
    pub years: Option<f64>,
    /// The same for all of one row of sums (分别给予A、B).
    pub group: Option<String>,
    /// A sum stands there that cannot be read.
    pub damaged: bool,
    /// What follows from the document's own term today.
    pub standing: Standing,
}

/// What a measure gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A sum for something done or to be done.
    Grant,
    /// A sum for a title, a selection, a standard, a listing.
    Prize,
    /// A part of a cost, an output or a contribution.
    Share,
    /// Less of a tax or levy.
    Tax,
    /// A loan, or its interest.
    Loan,
    /// Rent of premises or housing.
    Rent,
    /// What is none of these, such as vouchers.
    Other,
}

/// Who gets a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The words that say so.
    pub span: Span,
    /// Ids of the finder's groups, the most specific that the text names.
    pub groups: Vec<String>,
}

/// What a number says of the sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bound {
    /// Exactly that.
    Fixed,
    /// Not more.
    Upper,
    /// Not less.
    Lower,
    /// Between two.
    Range,
}

/// A sum of money, in yuan.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// Where it stands.
    pub span: Span,
    /// As printed.
    pub text: String,
    /// Least, in yuan.
    pub min: Option<f64>,
    /// Greatest, in yuan.
    pub max: Option<f64>,
    /// What the number says.
    pub bound: Bound,
    /// What it is paid for one of (人, 亩, 平方米·月).
    pub per: Option<String>,
}

/// A share, in per cent.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// Where it stands.
    pub span: Span,
    /// As printed.
    pub text: String,
    /// Per cent; the greatest of a range.
    pub percent: f64,
    /// The least of a range.
    pub percent_min: Option<f64>,
    /// What it is a share of, as printed.
    pub base: Option<String>,
    /// What the number says.
    pub bound: Bound,
}

/// A ceiling beside a sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Cap {
    /// Where it stands.
    pub span: Span,
    /// In yuan.
    pub yuan: f64,
    /// What it is a ceiling of.
    pub per: Option<CapPer>,
}

/// What a ceiling is a ceiling of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CapPer {
    /// One item or project.
    Item,
    /// One firm or person.
    Firm,
    /// One year.
    Year,
    /// All together.
    Total,
}

/// A condition: words, or words with a threshold.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The words that say so.
    pub span: Span,
    /// What is measured, as printed.
    pub quantity: Option<String>,
    /// How it is compared.
    pub operator: Option<Operator>,
    /// With what.
    pub value: Option<f64>,
    /// In which unit; money is in 元.
    pub unit: Option<String>,
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Operator {
    /// At least.
    #[serde(rename = ">=")]
    AtLeast,
    /// More than.
    #[serde(rename = ">")]
    More,
    /// At most.
    #[serde(rename = "<=")]
    AtMost,
    /// Less than.
    #[serde(rename = "<")]
    Less,
    /// Exactly.
    #[serde(rename = "=")]
    Equal,
}

/// How often a measure is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// Once.
    Once,
    /// Each year.
    Yearly,
    /// Each month.
    Monthly,
    /// For each item.
    PerItem,
    /// The text does not say.
    Unstated,
}

/// What follows from the document's own term today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Its term has not ended.
    Open,
    /// Its term has ended.
    Ended,
    /// It names no end.
    Unknown,
}
