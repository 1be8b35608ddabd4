//! How keys are read as the characters of an entry.

use crate::dictionary::Pinyin;

/// Keys whose letters are told.
const LONGEST_READING: usize = 16;
/// Letters of the longest syllable.
const SYLLABLE: usize = 6;

/// How an entry fits keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// It takes all of them.
    All {
        /// Characters that none are left for.
        left: usize,
        /// Whether every character took its whole syllable.
        whole: bool,
    },
    /// It takes the first ones.
    Part {
        /// How many.
        keys: usize,
        /// Whether every character took its whole syllable.
        whole: bool,
    },
}

/// The bit of a letter or digit; none for anything else.
pub(super) fn bit(c: char) -> u64 {
    match c {
        'a'..='z' => 1 << (c as u32 - 'a' as u32),
        '0'..='9' => 1 << (26 + c as u32 - '0' as u32),
        _ => 0,
    }
}

/// How `chars` fit `keys`: as many keys as can be, whole syllables where there is a choice.
pub(super) fn fit(pinyin: &Pinyin, chars: &[char], keys: &[u64]) -> Option<Fit> {
    let mut best = None;
    walk(pinyin, chars, keys, 0, true, &mut best).or(best)
}

/// The letters and digits that all of these keys are for `chars`, whole syllables where there is a choice; empty where
/// they do not fit, or are many.
pub(super) fn read(pinyin: &Pinyin, chars: &[char], keys: &[u64]) -> String {
    let mut letters = Vec::new();
    let fits = keys.len() <= LONGEST_READING && spell(pinyin, chars, keys, &mut letters);
    letters.into_iter().filter(|_| fits).rev().collect()
}

/// Whether the keys fit; then their letters, the last one first.
fn spell(pinyin: &Pinyin, chars: &[char], keys: &[u64], letters: &mut Vec<char>) -> bool {
    let Some((key, later)) = keys.split_first() else {
        return true;
    };
    if *key == 0 {
        return spell(pinyin, chars, later, letters);
    }
    let Some((first, rest)) = chars.split_first() else {
        return false;
    };
    if is_silent(pinyin, *first) {
        return spell(pinyin, rest, keys, letters);
    }
    let own = first.to_ascii_lowercase().to_string();
    let unread = (pinyin.reading(*first) == 0).then_some(own.as_str());
    // The most letters first, so that a whole syllable is.
    (1..=SYLLABLE.min(keys.len())).rev().any(|len| {
        let (taken, later) = keys.split_at(len);
        let mut syllables = pinyin.readings(*first).chain(unread);
        let fitting = syllables.find(|syllable| {
            let pairs = taken.iter().zip(syllable.chars());
            syllable.len() >= len && pairs.into_iter().all(|(key, c)| key & bit(c) != 0)
        });
        let Some(syllable) = fitting.filter(|_| spell(pinyin, rest, later, letters)) else {
            return false;
        };
        letters.extend(syllable[..len].chars().rev());
        true
    })
}

/// Returns a fit of all keys; what takes some of them goes to `best`.
fn walk(
    pinyin: &Pinyin,
    chars: &[char],
    keys: &[u64],
    used: usize,
    whole: bool,
    best: &mut Option<Fit>,
) -> Option<Fit> {
    // An end of a syllable separates keys and is nothing itself.
    let ends = keys[used..].iter().take_while(|key| **key == 0).count();
    let used = used + ends;
    // What is not read is not typed.
    let silent = chars.iter().take_while(|c| is_silent(pinyin, **c)).count();
    let chars = &chars[silent..];
    let Some((first, rest)) = chars.split_first() else {
        if used == keys.len() {
            return Some(Fit::All { left: 0, whole });
        }
        let more = match *best {
            Some(Fit::Part { keys, .. }) => used > keys,
            _ => used > 0,
        };
        if more {
            *best = Some(Fit::Part { keys: used, whole });
        }
        return None;
    };
    let Some(ahead) = keys.get(used..).filter(|ahead| !ahead.is_empty()) else {
        let left = chars.iter().filter(|c| !is_silent(pinyin, **c)).count();
        return (used > 0).then_some(Fit::All { left, whole });
    };
    if pinyin.reading(*first) == 0 {
        let fits = ahead[0] & bit(first.to_ascii_lowercase()) != 0;
        return fits
            .then(|| walk(pinyin, rest, keys, used + 1, whole, best))
            .flatten();
    }
    // By how many letters it may take, whether these are a whole syllable.
    let mut taken = [None; SYLLABLE + 1];
    for syllable in pinyin.readings(*first) {
        let letters = ahead.iter().zip(syllable.chars());
        let most = letters.take_while(|(key, c)| **key & bit(*c) != 0).count();
        for (len, known) in taken.iter_mut().enumerate().take(most + 1).skip(1) {
            *known = Some(known.unwrap_or_default() || len == syllable.len());
        }
    }
    // Whole syllables are tried first, and of these that which takes more letters.
    [true, false].into_iter().find_map(|full| {
        let lens = taken.iter().enumerate().rev();
        let mut lens = lens.filter(|(_, known)| **known == Some(full));
        lens.find_map(|(len, _)| walk(pinyin, rest, keys, used + len, whole && full, best))
    })
}

/// Whether a character is passed over: brackets, dots, quotation marks.
fn is_silent(pinyin: &Pinyin, c: char) -> bool {
    !c.is_ascii_alphanumeric() && pinyin.reading(c) == 0
}
