//! The texts of thesaurus and answer types.

use crate::sections::thesaurus::{ANSWER, BOTH, ONE_WAY, WEIGHT, WORD};
use celan_document::Library;

/// A text for each entry.
pub(super) fn entries(library: &Library) -> Vec<String> {
    let mut entries = Vec::new();
    let mut entry = |say: &[String], sign: char, meant: &[String], weight: u8| {
        let separator = WORD.to_string();
        let mut text = format!("{}{sign}{}", say.join(&separator), meant.join(&separator));
        text.extend(char::from_u32(WEIGHT + u32::from(weight)));
        entries.push(text);
    };
    for s in &library.thesaurus {
        let sign = if s.both { BOTH } else { ONE_WAY };
        entry(&s.say, sign, &s.policy, s.weight);
    }
    for w in &library.answer_types {
        entry(&w.say, ANSWER, &w.holds, w.lift);
    }
    entries
}
