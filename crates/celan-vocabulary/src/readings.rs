//! Readings in pinyin without tones; `ü` is written `v`.
//!
//! A character's reading is the commonest one of the pinyin tables. Where a word reads one of its
//! characters otherwise, `data/readings.txt` says so: a word (or a part of words) and its syllables
//! a line. The longest entry at each place of a term wins.

use pinyin::ToPinyin;
use std::collections::HashMap;
use std::sync::LazyLock;

static WORDS: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let lines = include_str!("../data/readings.txt").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .map(|(word, syllables)| (word, syllables.split(' ').collect()))
        .collect()
});
const LONGEST: usize = 6;

/// The reading of each of `characters` that has one, in their order.
pub fn readings(characters: &[char]) -> Vec<(char, String)> {
    characters
        .iter()
        .filter_map(|c| Some((*c, reading(*c)?)))
        .collect()
}

/// The words that are read otherwise than their characters.
pub(crate) fn special() -> impl Iterator<Item = &'static str> {
    WORDS.keys().copied()
}

fn reading(c: char) -> Option<String> {
    Some(c.to_pinyin()?.plain().replace('ü', "v"))
}

/// The reading of `word`, a syllable for each character; `None` where it follows from its
/// characters one by one, or where one of them has no reading.
pub fn word_reading(word: &str) -> Option<Vec<String>> {
    let chars: Vec<char> = word.chars().collect();
    let plain: Vec<String> = chars.iter().map(|c| reading(*c)).collect::<Option<_>>()?;
    let mut read = plain.clone();
    let mut at = 0;
    while at < chars.len() {
        let lengths = (2..=LONGEST.min(chars.len() - at)).rev();
        let entry = lengths.into_iter().find_map(|length| {
            let part: String = chars[at..at + length].iter().collect();
            Some((length, WORDS.get(part.as_str())?))
        });
        let Some((length, syllables)) = entry else {
            at += 1;
            continue;
        };
        for (own, other) in read[at..at + length].iter_mut().zip(syllables) {
            *own = (*other).to_owned();
        }
        at += length;
    }
    (read != plain).then_some(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_own_readings() {
        let read = |word: &str| word_reading(word).map(|s| s.join(" "));
        assert_eq!(read("银行").as_deref(), Some("yin hang"));
        assert_eq!(read("重庆市").as_deref(), Some("chong qing shi"));
        assert_eq!(read("会计师").as_deref(), Some("kuai ji shi"));
        assert_eq!(read("科技"), None);
        assert_eq!(
            readings(&['科', '率', '绿', 'a'])[1..],
            [('率', "lv".into()), ('绿', "lv".into())]
        );
    }

    #[test]
    fn every_entry_is_needed_and_whole() {
        let mut idle = Vec::new();
        for (word, syllables) in WORDS.iter() {
            let length = word.chars().count();
            let plain: Vec<String> = word.chars().filter_map(reading).collect();
            assert!(
                (2..=LONGEST).contains(&length) && syllables.len() == length,
                "{word}"
            );
            if plain == *syllables {
                idle.push(word);
            }
        }
        assert!(idle.is_empty(), "read as its characters are: {idle:?}");
    }
}
