//! Traditional and simplified script. The pairs stand in data/ and come from OpenCC.

type Pairs = (&'static [u16], &'static [u16]);

static TRADITIONAL: Pairs = include!(concat!(env!("OUT_DIR"), "/traditional.rs"));
static AMBIGUOUS: Pairs = include!(concat!(env!("OUT_DIR"), "/ambiguous.rs"));

/// The simplified form of a character that belongs to traditional script alone.
pub(crate) fn simplified(c: char) -> Option<char> {
    look_up(TRADITIONAL, c)
}

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
