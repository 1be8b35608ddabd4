//! The words of thesaurus and wishes, as one text: UTF-16, in which PPMd learns Chinese sooner than
//! in UTF-8 or in counted strings. Entries end in a line break; the signs inside are control
//! characters, which no word contains.

use celan_document::{Synonyms, Wish};

/// Between words.
const WORD: char = '\u{1}';
/// Between what is said and what is meant: one way, both ways, and a wish.
const ONE_WAY: char = '\u{2}';
const BOTH: char = '\u{3}';
const WISH: char = '\u{4}';
/// A weight is the character this much above it.
const WEIGHT: u32 = 0x20;

/// Reads the section; `None` where it was not written by [`write`].
pub(crate) fn read(raw: &[u8]) -> Option<(Vec<Synonyms>, Vec<Wish>)> {
    let pairs = raw.chunks_exact(2);
    let whole = pairs.remainder().is_empty();
    let codes: Vec<u16> = pairs.map(|p| u16::from_le_bytes([p[0], p[1]])).collect();
    let text = String::from_utf16(&codes).ok().filter(|_| whole)?;
    let (mut thesaurus, mut wishes) = (Vec::new(), Vec::new());
    for entry in text.lines() {
        let sign = entry.find([ONE_WAY, BOTH, WISH])?;
        let weight = entry.chars().next_back()?;
        let (say, rest) = entry.split_at(sign);
        let meant = rest.get(1..rest.len().checked_sub(weight.len_utf8())?)?;
        let number = u8::try_from((weight as u32).checked_sub(WEIGHT)?).ok()?;
        if rest.starts_with(WISH) {
            wishes.push(Wish {
                say: words(say),
                holds: words(meant),
                lift: number,
            });
        } else {
            thesaurus.push(Synonyms {
                say: words(say),
                policy: words(meant),
                both: rest.starts_with(BOTH),
                weight: number,
            });
        }
    }
    Some((thesaurus, wishes))
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(WORD).filter(|w| !w.is_empty());
    words.map(str::to_owned).collect()
}

/// The section's bytes.
#[cfg(feature = "pack")]
pub(crate) fn write(library: &celan_document::Library) -> Vec<u8> {
    let mut text = String::new();
    let mut entry = |say: &[String], sign: char, meant: &[String], weight: u8| {
        let separator = WORD.to_string();
        text.push_str(&say.join(&separator));
        text.push(sign);
        text.push_str(&meant.join(&separator));
        text.extend(char::from_u32(WEIGHT + u32::from(weight)));
        text.push('\n');
    };
    for s in &library.thesaurus {
        let sign = if s.both { BOTH } else { ONE_WAY };
        entry(&s.say, sign, &s.policy, s.weight);
    }
    for w in &library.wishes {
        entry(&w.say, WISH, &w.holds, w.lift);
    }
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
