//! Traditional and simplified script, radicals and compatibility ideographs. The pairs are in data/ and
//! come from OpenCC and the Unicode Character Database.

use std::sync::OnceLock;

/// What build.rs writes: distances, then high and low bytes.
struct Packed {
    pairs: usize,
    bytes: &'static [u8],
}

/// Pairs in the order of their first characters.
struct Pairs {
    pairs: Vec<(u16, u16)>,
    /// Where each 256 codes begin: all of a library is folded while it opens.
    pages: [u16; 257],
}

/// Characters and what they are variants of, as they are stored.
pub struct Variants {
    same: Packed,
    ambiguous: Packed,
}

/// The same, to be looked up.
struct Tables {
    same: Pairs,
    ambiguous: Pairs,
}

/// The variants of Han characters.
pub static VARIANTS: Variants = Variants {
    same: include!(concat!(env!("OUT_DIR"), "/same.rs")),
    ambiguous: include!(concat!(env!("OUT_DIR"), "/ambiguous.rs")),
};

static TABLES: OnceLock<Tables> = OnceLock::new();
static PAIRS: OnceLock<Vec<(char, char)>> = OnceLock::new();

impl std::fmt::Debug for Variants {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Variants")
    }
}

/// Folds variants from now on. Of use without the feature `variants`; what was folded before is not folded
/// again.
pub fn install(variants: &Variants) {
    TABLES.get_or_init(|| variants.unpack());
}

/// The tables, if they are installed.
fn tables() -> Option<&'static Tables> {
    #[cfg(feature = "variants")]
    install(&VARIANTS);
    TABLES.get()
}

/// The characters of a text that the table folds, each with what it folds to behind it, in order.
pub fn variants_in(text: &str) -> String {
    let mut found: Vec<(char, char)> = text
        .chars()
        .filter_map(|c| Some((c, simplified(c)?)))
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().flat_map(|(c, to)| [c, to]).collect()
}

/// Folds the characters of `pairs`, as [`variants_in`] returns them, for as long as the table is not
/// installed: what a library holds is folded from the start. The first pairs that are given remain.
pub fn install_pairs(pairs: &str) {
    PAIRS.get_or_init(|| {
        let mut rest = pairs.chars();
        std::iter::from_fn(|| rest.next().zip(rest.next())).collect()
    });
}

impl Variants {
    fn unpack(&self) -> Tables {
        Tables {
            same: unpack(&self.same),
            ambiguous: unpack(&self.ambiguous),
        }
    }
}

fn unpack(packed: &Packed) -> Pairs {
    let (distances, to) = packed.bytes.split_at(packed.bytes.len() - 2 * packed.pairs);
    let (high, low) = to.split_at(packed.pairs);
    let (mut from, mut distance, mut shift) = (0, 0, 0);
    let mut pairs = Vec::with_capacity(packed.pairs);
    for byte in distances {
        distance |= u16::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            from += distance;
            let at = pairs.len();
            pairs.push((from, u16::from_be_bytes([high[at], low[at]])));
            (distance, shift) = (0, 0);
        }
    }
    let mut pages = [0; 257];
    for (page, begin) in pages.iter_mut().enumerate() {
        *begin = pairs.partition_point(|(from, _)| usize::from(from >> 8) < page) as u16;
    }
    Pairs { pairs, pages }
}

/// The simplified form of a character that belongs to traditional script alone, the character that a
/// radical or a compatibility ideograph equals.
pub(crate) fn simplified(c: char) -> Option<char> {
    let Some(tables) = tables() else {
        let pairs = PAIRS.get()?;
        return pairs.iter().find(|(from, _)| *from == c).map(|(_, to)| *to);
    };
    look_up(&tables.same, c)
}

/// What a character of simplified script may stand for in traditional script: 於 for 于, 著 for 着.
/// Only words without quotes are read so.
pub fn second_reading(c: char) -> Option<char> {
    look_up(&tables()?.ambiguous, c)
}

/// Whether `c` is a Han character (URO, extension A, the compatibility block, and 〇).
pub fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn look_up(pairs: &Pairs, c: char) -> Option<char> {
    let code = u16::try_from(c as u32).ok()?;
    let page = usize::from(code >> 8);
    let page = usize::from(pairs.pages[page])..usize::from(pairs.pages[page + 1]);
    let page = pairs.pairs.get(page)?;
    let at = page.binary_search_by_key(&code, |(from, _)| *from).ok()?;
    char::from_u32(u32::from(page[at].1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_reach_a_fixed_point() {
        let Tables { same, ambiguous } = VARIANTS.unpack();
        let folds = |c: &u16| same.pairs.iter().any(|(from, _)| from == c);
        let tables: [(&Pairs, &str); 2] = [
            (
                &same,
                concat!(
                    include_str!("../data/traditional.txt"),
                    include_str!("../data/compatible.txt")
                ),
            ),
            (&ambiguous, include_str!("../data/ambiguous.txt")),
        ];
        for (pairs, lines) in tables {
            assert!(pairs.pairs.windows(2).all(|w| w[0].0 < w[1].0));
            assert!(pairs.pairs.iter().all(|(_, to)| !folds(to)));
            let lines = lines
                .lines()
                .filter(|l| !l.starts_with('#') && !l.is_empty());
            let mut count = 0;
            for (to, forms) in lines.filter_map(|line| line.split_once(' ')) {
                let to = to.parse::<char>().ok();
                assert!(
                    forms.chars().all(|form| look_up(pairs, form) == to),
                    "{forms}"
                );
                count += forms.chars().count();
            }
            assert_eq!(pairs.pairs.len(), count);
        }
        assert!(ambiguous.pairs.iter().all(|(from, _)| !folds(from)));
    }

    #[test]
    fn only_traditional_characters_are_simplified() {
        assert_eq!(simplified('發'), Some('发'));
        assert_eq!(simplified('髮'), Some('发'));
        assert_eq!(simplified('稀'), None);
        for c in "著着乾干後后於于徵征瞭了".chars() {
            assert_eq!(simplified(c), None, "{c} belongs to simplified script");
        }
        assert_eq!(second_reading('著'), Some('着'));
    }
}
