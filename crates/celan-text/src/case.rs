//! Letter case without the tables of the standard library: the alphabets that occur beside
//! Chinese text, each a range with a fixed distance.

/// The lower-case form of a letter of Latin-1, Greek, Cyrillic, the Roman numerals or the circled
/// letters; any other character as it is.
pub(crate) fn lower(c: char) -> char {
    let code = c as u32;
    let distance = match code {
        0x41..=0x5a => 32,
        0xc0..=0xde if code != 0xd7 => 32,
        0x391..=0x3ab if code != 0x3a2 => 32,
        0x400..=0x40f => 80,
        0x410..=0x42f => 32,
        0x2160..=0x216f => 16,
        0x24b6..=0x24cf => 26,
        _ => 0,
    };
    char::from_u32(code + distance).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::lower;

    #[test]
    fn agrees_with_the_standard_library_where_it_folds() {
        let ranges = [
            0u32..=0xff,
            0x391..=0x3ff,
            0x400..=0x45f,
            0x2160..=0x217f,
            0x24b6..=0x24e9,
            0x4e00..=0x9fff,
        ];
        for c in ranges.into_iter().flatten().filter_map(char::from_u32) {
            let mut want = c.to_lowercase();
            let single = want.next().filter(|_| want.next().is_none());
            if !(0x3cf..=0x3ff).contains(&(c as u32)) {
                assert_eq!(Some(lower(c)), single, "{c}");
            }
        }
    }
}
