//! Characters in which two printings of one text differ without another reading, and stretches that are compared
//! by their hashes.

use std::hash::{DefaultHasher, Hash, Hasher};

/// Folds dashes, width and position (CO₂).
pub(super) fn fold(c: char) -> char {
    match c {
        '—' | '–' | '－' | '―' | '-' => '-',
        '₀'..='₉' => char::from_u32(c as u32 - '₀' as u32 + '0' as u32).unwrap_or(c),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// The hash of a stretch of text; the same on every machine and at every time.
pub(super) fn hash(text: &[char]) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
