//! Who gets a measure: the words that say so.

use crate::lexicon::{LEXICON, pattern};
use crate::measure::Place;
use crate::sentence::Clean;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static SUBJECT: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:^|[，;。:、)]|凡|其中)(?:对于|对|向|凡|支持|鼓励|给)"));
static OBJECT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "^(?:每家|每个|每名|每位|入园)?(?P<o>[㐀-鿿]{0,10}?(?:企业|单位|个人|团队|机构|平台|院|中心|农户|合作社|方|人员|人才|社团))",
    )
});
static LIST: LazyLock<Regex> = LazyLock::new(|| pattern("、|和|及|与|以及|或"));

/// The words that name the recipient of a row, and for a row of several sums those of each.
pub(crate) fn recipients(
    clean: &Clean,
    place: &Place<'_>,
    row: &Range<usize>,
    items: usize,
) -> Vec<Range<usize>> {
    let whole = subject(clean, place, row);
    let Some(whole) = whole else {
        return Vec::new();
    };
    if items > 1
        && let Some(parts) = split(clean, &whole, items)
    {
        return parts;
    }
    vec![whole; items.max(1)]
}

fn subject(clean: &Clean, place: &Place<'_>, row: &Range<usize>) -> Option<Range<usize>> {
    // 省级50万元: the label before the sum, where other sums of the sentence have theirs.
    let start = place.clause.start;
    let left = clean.get(start..row.start);
    if let Some(found) = SUBJECT.find_iter(left).last() {
        let from = start + found.end();
        let rest = clean.get(from..row.start);
        let end = rest.find(['，', ':', ';']).unwrap_or_else(|| {
            LEXICON
                .verb
                .find(rest)
                .map_or(rest.len(), |verb| verb.start())
        });
        let words = rest[..end].trim_end_matches(['的', '，']);
        if words.chars().count() >= 2 {
            return Some(from..from + words.len());
        }
    }
    let verb = LEXICON.verb.find_iter(place.left).last();
    if let Some(verb) = verb
        && let Some(object) = OBJECT
            .captures(&place.left[verb.end()..])
            .and_then(|c| c.name("o"))
    {
        let from = row.start - place.left.len() + verb.end();
        return Some(from + object.start()..from + object.end());
    }
    first_chunk(clean, start, row.start).or_else(|| first_chunk(clean, place.sentence.start, start))
}

/// The first chunk of a stretch, without what a label or a bracket opens it with.
fn first_chunk(clean: &Clean, start: usize, end: usize) -> Option<Range<usize>> {
    let text = clean.get(start..end);
    let stop = text.find(['，', ':', ';', '。']).unwrap_or(text.len());
    let head = &text[..stop];
    let head = match LEXICON.verb.find(head) {
        Some(verb) if verb.start() > 0 => &head[..verb.start()],
        _ => head,
    };
    let words = head.trim_end_matches(['的', '，', '按']);
    (words.chars().count() >= 2).then(|| start..start + words.len())
}

/// The parts of an enumeration, where there are as many as sums.
fn split(clean: &Clean, whole: &Range<usize>, items: usize) -> Option<Vec<Range<usize>>> {
    let text = clean.get(whole.clone());
    let mut parts = Vec::new();
    let mut start = 0;
    let mut depth = 0i32;
    for found in LIST.find_iter(text) {
        depth += text[start..found.start()].matches('(').count() as i32
            - text[start..found.start()].matches(')').count() as i32;
        if depth > 0 || found.start() == start {
            continue;
        }
        parts.push(whole.start + start..whole.start + found.start());
        start = found.end();
    }
    parts.push(whole.start + start..whole.end);
    (parts.len() == items).then_some(parts)
}
