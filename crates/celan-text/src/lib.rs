//! Folding of text for comparison: what search holds equal, and what it does not.
//!
//! [`fold()`] is the folding of quoted matching: it drops white space and folds width, letter case,
//! kinds of dash, and traditional to simplified script, one character to one, and never two
//! characters that both belong to simplified script. [`spellings`] gives the further forms of a
//! word without quotes: numerals, document numbers, percentages. Offsets are characters.

mod case;
mod fold;
mod script;
mod spelling;

pub use fold::{Folded, fold, fold_char};
pub use script::{is_han, second_reading};
pub use spelling::{Spelling, is_document_number, spellings};
