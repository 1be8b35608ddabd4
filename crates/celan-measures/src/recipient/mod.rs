//! Who gets a measure: the words that say so.

use crate::lexicon::{LEXICON, pattern};
use crate::measure::Place;
use crate::sentence::Clean;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static SUBJECT: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:^|[，;。:、)]|凡|其中|分别|每年|年|可)(?:对于|对|向|凡)"));
static OBJECT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "^(?:每家|每个|每名|每位|入园)?(?P<o>[㐀-鿿]{0,10}?(?:企业|单位|个人|团队|机构|平台|院|中心|农户|合作社|方|人员|人才|社团))",
    )
});
static STOP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "每|一次性|分别|最高|最低|不超过|不高于|不低于|给予|予以|奖励|奖补|补贴|补助|资助|扶持|支持|返还|按|可|再|各",
    )
});
static NO_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "^(?:其中|经|按|对|由|并|且|当年|同时|额外|累计|年度|连续|前|后|第|在|从|无偿|单个|单|另|给|将|以)|(?:财政|政府|部门|资金|经费|标准|期限|额度|金额|后|起|内|级别|原则)$",
    )
});
/// What is done with a policy, before those whom it is for.
static CARRIED_OUT: LazyLock<Regex> =
    LazyLock::new(|| pattern("^(?:继续|全面|严格|认真)?(?:贯彻|落实|执行|实施)+(?:好|国家)?"));
/// What opens a clause and names nobody: what is done, for what, out of what, by whom.
static NOBODY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "^用于$|^(?:给予|予以|[前后][0-9一二两三四五六七八九十]+年)|^获[^得的][^的]*$|^(?:国家|自治区|省|市|县|区|旗|盟|地方|各级|本级)+$|(?:提取|不低于|计划|工程|专项|政策|制度)$",
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
    let names = |range: &Range<usize>| !NOBODY.is_match(clean.get(range.clone()));
    if let Some(label) = label(place) {
        let from = row.start - place.left.len() + label.start;
        let label = from..from + label.len();
        if names(&label) {
            return Some(label);
        }
    }
    if let Some(found) = SUBJECT.find_iter(left).last() {
        let from = start + found.end();
        let rest = clean.get(from..row.start);
        let end = rest.find(['，', ':', ';']).unwrap_or_else(|| {
            LEXICON
                .verb
                .find(rest)
                .map_or(rest.len(), |verb| verb.start())
        });
        let words = trimmed(&rest[..end]);
        let found = from..from + words.len();
        if words.chars().count() >= 2 && names(&found) {
            return Some(found);
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

/// The label right before a sum, where its chunk has no other subject (国家级重点实验室每年给予100万元).
fn label(place: &Place<'_>) -> Option<Range<usize>> {
    let left = place.left;
    let open = left.trim_start_matches(['、', '，', '的', ';']);
    let start = left.len() - open.len();
    if place.chunk_left.len() != left.len() || SUBJECT.is_match(open) {
        return None;
    }
    let stop = STOP.find(open).map_or(open.len(), |m| m.start());
    let words = trimmed(&open[..stop]);
    let count = words.chars().count();
    let named = (2..=24).contains(&count) && !NO_LABEL.is_match(words);
    named.then(|| start..start + words.len())
}

/// Words without what only leads on (每人, 分别).
fn trimmed(words: &str) -> &str {
    let mut words = words;
    loop {
        let mut next = words.trim_end_matches(['的', '，']);
        for end in [
            "每人",
            "每年",
            "每月",
            "每家",
            "每件",
            "每项",
            "每个",
            "分别",
            "一次性",
            "最高",
            "可",
            "应",
            "的项目",
        ] {
            next = next.strip_suffix(end).unwrap_or(next);
        }
        if next == words {
            return words;
        }
        words = next;
    }
}

/// The first chunk of a stretch, without what a label or a bracket opens it with.
fn first_chunk(clean: &Clean, start: usize, end: usize) -> Option<Range<usize>> {
    let text = clean.get(start..end);
    // The chunk that names who qualifies (…的), else the first that is no ground or manner.
    let marks = ['，', ':', ';', '。'];
    let mut chunks = Vec::new();
    let mut at = 0;
    for chunk in text.split_inclusive(marks) {
        chunks.push((at, chunk.trim_end_matches(marks)));
        at += chunk.len();
    }
    let manner = |chunk: &str| {
        ["按", "根据", "经", "为", "依据"]
            .iter()
            .any(|word| chunk.starts_with(word))
    };
    let qualifies = chunks
        .iter()
        .rev()
        .find(|(_, chunk)| chunk.ends_with('的') && !manner(chunk));
    let first = chunks
        .iter()
        .find(|(_, chunk)| !manner(chunk) && chunk.chars().count() >= 2);
    let (at, head) = *qualifies.or(first)?;
    let start = start + at;
    let head = match LEXICON.verb.find(head) {
        Some(verb) if verb.start() > 0 => &head[..verb.start()],
        _ => head,
    };
    let opening = CARRIED_OUT.find(head).map_or(0, |m| m.end());
    let (start, head) = (start + opening, &head[opening..]);
    // 科技型企业按投资额: how it is reckoned is no part of a name.
    let head = head.split_once('按').map_or(head, |(head, _)| head);
    let words = trimmed(head);
    let named = words.chars().count() >= 2 && !NOBODY.is_match(words);
    named.then(|| start..start + words.len())
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
