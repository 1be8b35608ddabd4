//! From lines to paragraphs and tables, and which of them stand in boxes.

mod borderless;
pub(crate) mod boxes;
pub(crate) mod grid;
mod line_width;
pub(crate) mod reflow;
pub(crate) mod table;
