//! Traditional and simplified script. The pairs stand in data/ and come from OpenCC.

type Pairs = (&'static [u16], &'static [u16]);

const TRADITIONAL: Pairs = include!(concat!(env!("OUT_DIR"), "/traditional.rs"));
static AMBIGUOUS: Pairs = include!(concat!(env!("OUT_DIR"), "/ambiguous.rs"));

/// The simplified form of a character that belongs to traditional script alone.
pub(crate) fn simplified(c: char) -> Option<char> {
    let code = u16::try_from(c as u32).ok()?;
    let page = usize::from(code >> 8);
    let (from, to) = (PAGES[page], PAGES[page + 1]);
    let at = TRADITIONAL.0.get(from as usize..to as usize)?;
    let at = at.binary_search(&code).ok()? + from as usize;
    char::from_u32(u32::from(*TRADITIONAL.1.get(at)?))
}

/// Where each 256 codes begin in [`TRADITIONAL`]: all of a library is folded while it opens.
static PAGES: [u16; 257] = {
    let mut pages = [0; 257];
    let mut at = 0;
    while at < TRADITIONAL.0.len() {
        pages[(TRADITIONAL.0[at] >> 8) as usize + 1] = at as u16 + 1;
        at += 1;
    }
    let mut page = 1;
    while page < pages.len() {
        if pages[page] < pages[page - 1] {
            pages[page] = pages[page - 1];
        }
        page += 1;
    }
    pages
};

/// What a character of simplified script may stand for in traditional script: 於 for 于, 著 for 着.
/// Only words without quotes are read so.
pub fn second_reading(c: char) -> Option<char> {
    look_up(AMBIGUOUS, c)
}

/// Whether `c` is a Han character (URO, extension A, the compatibility block, and 〇).
pub fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn look_up((from, to): Pairs, c: char) -> Option<char> {
    let code = u16::try_from(c as u32).ok()?;
    let at = from.binary_search(&code).ok()?;
    char::from_u32(u32::from(*to.get(at)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_reach_a_fixed_point() {
        for (from, to) in [TRADITIONAL, AMBIGUOUS] {
            assert_eq!(from.len(), to.len());
            assert!(from.windows(2).all(|w| w[0] < w[1]));
            assert!(to.iter().all(|c| TRADITIONAL.0.binary_search(c).is_err()));
        }
        assert!(
            AMBIGUOUS
                .0
                .iter()
                .all(|c| TRADITIONAL.0.binary_search(c).is_err())
        );
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
