//! Text without documents: folding for comparison, classes of characters, numerals.
//!
//! [`fold()`] is the folding of quoted matching: it drops white space and folds width, letter case,
//! kinds of dash, traditional to simplified script, and radicals and compatibility ideographs to the
//! characters that they equal, drops invisible characters, and is one character to one, never two
//! that both belong to simplified script. [`spellings`] gives the further forms of a
//! word without quotes: numerals, document numbers, percentages. Offsets are characters.

mod case;
mod character;
mod fold;
mod numeral;
mod script;
mod spelling;

pub use character::{is_letter, is_letter_or_numeral};
pub use fold::{Folded, fold, fold_char, is_ignored, is_invisible};
pub use numeral::{chinese_numeral, digit, is_numeral, number_in_chinese, numeral};
pub use script::{VARIANTS, Variants, install, install_pairs, is_han, second_reading, variants_in};
pub use spelling::{NUMBER_BRACKETS, Spelling, is_document_number, spellings};
