//! Folding of text and numerals for comparison and search.
