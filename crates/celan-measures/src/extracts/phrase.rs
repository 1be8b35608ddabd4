//! The words of a measure's sum as a reader wants them: with what bounds it, and what it is called.

use crate::lexicon::{LEXICON, pattern};
use crate::measure::{Bound, Measure};
use celan_document::{Span, char_slice};
use celan_finder::Range;
use regex::Regex;
use std::sync::LazyLock;

/// Words before a sum that belong to it.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:(?:一次性|每年度?|每月|按月|分别|各|最高|最多|最低|至少|不高于|不超过|不得超过|不低于|不少于|累计|合计|总额|总计|共|单个?|每[^，。；、\\s]{1,4}?|给予|予以|奖励|奖补|补助|补贴|资助|支持|为|达))+$",
    )
});

/// Words behind a sum that bound it.
const BEHIND: [&str; 5] = ["以内", "以下", "封顶", "以上", "及以上"];

/// How far before a sum the word that bounds it stands at most, in characters.
const NEAR: usize = 12;

/// Words that a sum does not begin with.
static ROOM: LazyLock<Regex> = LazyLock::new(|| pattern("^(?:给予|予以|为|达|支持)+"));

/// What a sum is called, behind it, or behind what else is done with a levy: 免征、减征企业所得税.
static NOUN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "^(?:/[^，。；、\\s]{1,3})?(?:(?:、|或者?|和)(?:免征|免收|减征|减收|减免))*的?(?P<noun>[\\u{4e00}-\\u{9fff}]{2,14}?)(?:[，。；、（）]|$)",
    )
});

/// The sum or the share, and behind it the ceilings, each with the words that bound it.
pub(super) fn sums(measure: &Measure) -> Vec<Range> {
    if measure.damaged {
        return Vec::new();
    }
    let text = &measure.text;
    let amount = measure.amount.as_ref().map(|a| (None, a.span, a.bound));
    let share = measure.share.as_ref().map(|share| {
        let base = share.base.as_deref().and_then(|base| {
            let before = char_slice(
                text,
                Span {
                    start: 0,
                    end: share.span.start,
                },
            );
            let before = before.strip_suffix('的').unwrap_or(before);
            let start = before.strip_suffix(base)?.chars().count();
            u32::try_from(start).ok()
        });
        (base, share.span, share.bound)
    });
    let caps = measure.caps.iter();
    let caps = caps.map(|cap| (None, cap.span, Bound::Upper));
    let mut out: Vec<Range> = Vec::new();
    for (base, span, bound) in share.into_iter().chain(amount).chain(caps) {
        let start = base.unwrap_or_else(|| opening(text, span));
        let range = with_bound(text, (start, span.end), bound);
        if !out.iter().any(|known| known.1 == range.1) {
            out.push(range);
        }
    }
    out
}

/// A sum with the word that bounds it, where that stands further off in the clause: 最高可申请10万元, 应不低于净收入的50%,
/// 10万元以内. A ceiling is never shown as what one gets.
fn with_bound(text: &str, range: Range, bound: Bound) -> Range {
    let words = match bound {
        Bound::Upper => &LEXICON.upper,
        Bound::Lower => &LEXICON.lower,
        Bound::Fixed | Bound::Range => return range,
    };
    let (start, end) = range;
    if words.is_match(char_slice(text, Span { start, end })) {
        return range;
    }
    let before = char_slice(
        text,
        Span {
            start: 0,
            end: start,
        },
    );
    let clause = before.rsplit(['，', '。', '；', '：', '、']).next();
    let near = clause.and_then(|clause| {
        let word = words.find_iter(clause).last()?;
        Some(clause[word.start()..].chars().count())
    });
    if let Some(near) = near.filter(|near| *near <= NEAR) {
        return (start - near as u32, end);
    }
    let behind: String = text.chars().skip(end as usize).take(3).collect();
    let words = BEHIND.iter().find(|words| behind.starts_with(**words));
    let length = words.map_or(0, |words| words.chars().count());
    (start, end + length as u32)
}

/// Where the words begin that belong to what stands at `span`.
fn opening(text: &str, span: Span) -> u32 {
    let before = char_slice(
        text,
        Span {
            start: 0,
            end: span.start,
        },
    );
    let Some(found) = BEFORE.find(before) else {
        return span.start;
    };
    let words = found.as_str();
    let kept = ROOM.replace(words, "");
    let length = u32::try_from(kept.chars().count()).unwrap_or(0);
    span.start.saturating_sub(length)
}

/// What the last of the sums is called.
pub(super) fn noun(measure: &Measure) -> Option<Range> {
    let end = sums(measure).last()?.1;
    let length = u32::try_from(measure.text.chars().count()).ok()?;
    let behind = char_slice(
        &measure.text,
        Span {
            start: end,
            end: length,
        },
    );
    let noun = NOUN.captures(behind)?.name("noun")?;
    let start = end + u32::try_from(behind[..noun.start()].chars().count()).ok()?;
    Some((
        start,
        start + u32::try_from(noun.as_str().chars().count()).ok()?,
    ))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::{Choices, measures};
    use celan_document::{Block, Content, Document, Library, Metadata, Part, Text};

    fn phrases(text: &str) -> Vec<(Vec<String>, Option<String>)> {
        let block = Block {
            anchor: "p1".into(),
            lines: None,
            part: Part::Body,
            content: Content::Paragraph {
                text: Text::plain(text),
                run_in: None,
                lead: 0,
            },
        };
        let document = Document {
            metadata: Metadata {
                id: "x".into(),
                ..Metadata::default()
            },
            blocks: vec![block],
        };
        let library = Library {
            documents: vec![document],
            ..Library::default()
        };
        let of = |(start, end): Range| char_slice(text, Span { start, end }).to_owned();
        let found = measures(&library, &Choices::default(), None);
        let phrases = found
            .iter()
            .map(|m| (sums(m).into_iter().map(of).collect(), noun(m).map(of)));
        phrases.collect()
    }

    #[test]
    fn a_sum_keeps_the_words_that_bound_it() {
        for (text, sums, noun) in [
            (
                "对被认定为国家高新技术企业的，给予不高于50万元的资金支持。",
                vec!["不高于50万元"],
                Some("资金支持"),
            ),
            (
                "中小企业购买服务的，每年最高可申请10万元创新券。",
                vec!["最高可申请10万元"],
                Some("创新券"),
            ),
            (
                "对新建的孵化器，给予50万元以内的补助。",
                vec!["50万元以内"],
                Some("补助"),
            ),
            (
                "对首次获批的企业，一次性奖励30万元研发经费。",
                vec!["一次性奖励30万元"],
                Some("研发经费"),
            ),
            (
                "对重大项目，按照实际研发经费的30%给予不高于300万元的资金支持。",
                vec!["实际研发经费的30%", "不高于300万元"],
                Some("资金支持"),
            ),
            (
                "执行科研机构进口科技开发用品免征进口税政策。",
                vec!["免征"],
                Some("进口税政策"),
            ),
            (
                "对从事农产品初加工的企业，按国家有关规定免征、减征企业所得税。",
                vec!["免征"],
                Some("企业所得税"),
            ),
        ] {
            let sums: Vec<String> = sums.into_iter().map(str::to_owned).collect();
            assert_eq!(phrases(text), [(sums, noun.map(str::to_owned))], "{text}");
        }
    }
}
