//! The kinds of text in which a match lies.

use serde::Serialize;

/// What a unit of matching is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The text of a block.
    Text,
    /// A table cell.
    Cell,
    /// A table's caption.
    Caption,
    /// A note below a table.
    Note,
    /// The title proper.
    Title,
    /// The title of the notice.
    Notice,
    /// The document number.
    Number,
    /// The number as printed, where that differs.
    NumberPrinted,
    /// An issuing body.
    Issuers,
    /// The date.
    Date,
    /// The level.
    Level,
    /// The category.
    Category,
}

impl Field {
    /// Whether it is known of the document, and stands in none of its blocks.
    pub(crate) fn is_metadata(self) -> bool {
        !matches!(self, Self::Text | Self::Cell | Self::Caption | Self::Note)
    }
}
