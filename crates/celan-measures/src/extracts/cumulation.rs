//! What documents say of having their measures together with others.

use super::Places;
use crate::lexicon::pattern;
use crate::passage::passages;
use celan_document::Library;
use celan_finder::{Location, Range};
use regex::Regex;
use std::sync::LazyLock;

/// Words by which a sentence speaks of having several measures.
static CUMULATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "不(?:得|可|能)?(?:再)?重复(?:享受|支持|奖励|补助|资助|申报|申请|计算)?|(?:资金|政策)[^，。；]{0,4}不重复|就高不就低|从高不重复|按(?:照)?(?:就高|从高|最高)[^，。；]{0,6}(?:原则|标准)|择高|不一致的[^。；]{0,12}(?:按|以)|叠加(?:享受|支持|奖励)|可(?:以)?同时享受|不(?:得|能)?同时享受|(?:给予|实行|按)[^，。；]{0,10}配套(?:奖励|支持|补助|资金)",
    )
});

/// The sentences that say it, in reading order.
pub(super) fn cumulations(library: &Library, places: &Places<'_>) -> Vec<(Location, Range)> {
    let mut out = Vec::new();
    for document in &library.documents {
        for passage in passages(document) {
            for found in CUMULATION.find_iter(&passage.text) {
                let Some(place) =
                    places.of(&document.metadata.id, passage.anchor, Some(&passage.text))
                else {
                    continue;
                };
                let sentence = sentence(&passage.text, found.start());
                if out.last() != Some(&(place, sentence)) {
                    out.push((place, sentence));
                }
            }
        }
    }
    out
}

/// The sentence around the byte `at`, in characters.
fn sentence(text: &str, at: usize) -> Range {
    let ends = ['。', '；', '！', '？'];
    let start = text[..at].rfind(ends).map_or(0, |end| {
        end + text[end..].chars().next().map_or(0, char::len_utf8)
    });
    let end = text[at..].find(ends).map_or(text.len(), |end| {
        at + end + text[at + end..].chars().next().map_or(0, char::len_utf8)
    });
    let count = |end: usize| u32::try_from(text[..end].chars().count()).unwrap_or(u32::MAX);
    (count(start), count(end))
}
