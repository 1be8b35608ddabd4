//! From passages to measures: each row that is support with its ceilings, conditions and times.

use super::ceiling;
use super::kind::kind;
use super::model::*;
use super::role::{Before, Place, Role, role, scopes, strong};
use super::row::{Item, Row, rows};
use super::time::{self, frequency};
use crate::bodies::of_document;
use crate::choices::{Choices, Words};
use crate::condition::conditions;
use crate::lexicon::{LEXICON, pattern};
use crate::passage::{Passage, passages};
use crate::recipient::recipients;
use crate::sentence::{Clean, Cut, without_brackets};
use celan_document::{Document, Library, PartialDate, ValidityKind, char_slice};
use regex::Regex;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Every measure of the library in reading order. `today` is the day by which their standing is judged.
pub fn measures(library: &Library, choices: &Choices, today: Option<&PartialDate>) -> Vec<Measure> {
    let reader = Reader {
        who: Words::new(&choices.who),
        want: Words::new(&choices.want),
    };
    let documents = library.documents.iter();
    documents
        .flat_map(|document| reader.document(document, today))
        .collect()
}

struct Reader<'a> {
    who: Words<'a>,
    want: Words<'a>,
}

impl Reader<'_> {
    fn document(&self, document: &Document, today: Option<&PartialDate>) -> Vec<Measure> {
        let standing = standing(document, today);
        let bodies = Bodies::new(document);
        let mut out = Vec::new();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for passage in passages(document) {
            for mut measure in self.passage(&passage) {
                let count = counts.entry(measure.anchor.clone()).or_default();
                *count += 1;
                measure.document.clone_from(&document.metadata.id);
                measure.id = format!("{}/{}/{count}", measure.document, measure.anchor);
                measure.standing = standing;
                measure.bodies = bodies.of(&measure.anchor);
                out.push(measure);
            }
        }
        out
    }

    fn passage(&self, passage: &Passage<'_>) -> Vec<Measure> {
        let clean = Clean::new(&passage.text);
        let rows = rows(&clean.text);
        if rows.is_empty() {
            return Vec::new();
        }
        let cut = Cut::new(&clean.text);
        let heading = passage.headings.last().map_or("", String::as_str);
        let context = format!("{}{}", passage.lead, heading);
        let mut drafts: Vec<Draft> = Vec::new();
        let mut before: Option<Before> = None;
        for (n, row) in rows.iter().enumerate() {
            let place = Place::new(&clean, &cut, &rows, n);
            match role(&clean, row, &place, before.as_ref(), &context) {
                Role::Support => {
                    let draft = draft(&clean, &cut, row, &place, drafts.last(), heading, &context);
                    before = Some(Before {
                        end: row.range.end,
                        share: !row.is_money(),
                        upper: draft.bound == Bound::Upper,
                        scopes: scopes(place.left),
                        clause: place.clause.clone(),
                        sentence: place.sentence.clone(),
                    });
                    drafts.push(draft);
                }
                Role::Ceiling => limit(&clean, row, &place, &mut drafts),
                Role::Instalment => {
                    if let Some(draft) = drafts.last_mut() {
                        draft.instalments += row.items.len();
                    }
                }
                Role::Threshold | Role::Nothing => {}
            }
        }
        lasting(&clean, &cut, &rows, &mut drafts);
        drafts
            .iter()
            .enumerate()
            .flat_map(|(n, draft)| self.finish(passage, &clean, &cut, draft, n))
            .collect()
    }

    /// One measure for each sum of a row.
    fn finish(
        &self,
        passage: &Passage<'_>,
        clean: &Clean,
        cut: &Cut,
        draft: &Draft,
        n: usize,
    ) -> Vec<Measure> {
        let items = &draft.row.items;
        let clause = draft.clause.start..draft.clause.end.max(draft.end);
        let clause_text = clean.get(clause.clone());
        let group = (items.len() > 1).then(|| format!("{}/{}", passage.anchor, n + 1));
        let wide = clean.get(draft.from..draft.end);
        let near_heading = passage.headings.last().map_or("", String::as_str);
        let measure = |k: usize, item: &Item| {
            let recipient = draft.recipients.get(k).cloned();
            let words = recipient.clone().map_or("", |r| clean.get(r));
            let whole = draft.whole.clone().map_or("", |r| clean.get(r));
            let groups = [words, whole, wide, clause_text, near_heading]
                .iter()
                .map(|text| self.who.named(text))
                .find(|groups| !groups.is_empty())
                .unwrap_or_default();
            let purposes = self.want.named(&format!("{wide}{whole}{near_heading}"));
            let damaged = draft.unread || matches!(item, Item::Money(money) if money.damaged);
            Measure {
                id: String::new(),
                document: String::new(),
                anchor: passage.anchor.to_owned(),
                lines: passage.lines,
                text: passage.text.clone(),
                clause: clean.span(&clause),
                kind: draft.kind,
                recipient: recipient.map(|r| Recipient {
                    span: clean.span(&r),
                    groups,
                }),
                purposes,
                bodies: Vec::new(),
                amount: amount(passage, clean, item, draft),
                share: share(passage, clean, item, draft),
                caps: draft.caps.clone(),
                conditions: conditions(clean, cut, draft.from..draft.row.range.start),
                frequency: draft.frequency,
                years: draft.years,
                group: group.clone(),
                damaged,
                standing: Standing::Unknown,
            }
        };
        items
            .iter()
            .enumerate()
            .map(|(k, item)| measure(k, item))
            .collect()
    }
}

/// A row that is support, before it is told apart into measures.
struct Draft {
    row: Row,
    clause: Range<usize>,
    sentence: Range<usize>,
    /// Where the words begin that bear on the row: behind the row before.
    from: usize,
    /// Where they end: the chunk's end, or that of the last ceiling.
    end: usize,
    bound: Bound,
    per: Option<String>,
    base: Option<Range<usize>>,
    kind: Kind,
    recipients: Vec<Range<usize>>,
    whole: Option<Range<usize>>,
    caps: Vec<Cap>,
    frequency: Frequency,
    /// How often, by the words before the first row's chunk, which hold for all rows of the clause.
    announced: Option<Frequency>,
    /// For how many years, by the words before 对, which hold for all that follow.
    years_announced: Option<f64>,
    years: Option<f64>,
    instalments: usize,
    /// A ceiling beside it cannot be read.
    unread: bool,
}

static PER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:每|单)(?:新?(?:增加|增|引进|招用|吸引|出口|满|获得|引荐|推荐|培训|吸纳|接收|招收|招聘|录用|收购|销售|生产|举办|转化|登记|培育|建设))?(?:[一1])?(?P<u>(?:[二三四五六七八九十百千万\d]+)?(?:标准展位|展位|品种|人次|人|名|家|件|项|个标准展位|个|亩|台次|台|套|间|栋|块|辆|篇|户|吨|头|只|立方米|平方米|平米|公里|场|次|美元|节|班|处|座|床位|床|部|千瓦时|千瓦|标箱))",
    )
});
static BASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "按照|按|参照|根据|依据|给予|予以|奖励|补贴|补助|资助|返还|以|不超过|不高于|最高|，|不低于|分别|提取|一次性",
    )
});
/// What is waived or halved, behind the words that say so: 免征进口税, 减半征收企业所得税, 免征、减征企业所得税.
static WAIVED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "^(?:(?:、|或者?|和)(?:免征|免收|减征|减收|减免))*(?P<levy>[㐀-鿿]{1,12}?(?:税|费|租金|基金))(?:政策|优惠|待遇|的|[^㐀-鿿]|$)",
    )
});
/// Ends what says how something is given and is no part of it: 按国家有关规定免征.
static RULE: LazyLock<Regex> = LazyLock::new(|| pattern("(?:规定|办法|条例|政策|程序|精神)$"));
static STOPS: LazyLock<Regex> = LazyLock::new(|| pattern("[，;:。]"));

fn draft(
    clean: &Clean,
    cut: &Cut,
    row: &Row,
    place: &Place<'_>,
    previous: Option<&Draft>,
    heading: &str,
    context: &str,
) -> Draft {
    let same_clause = previous.filter(|d| d.clause == place.clause);
    let from = same_clause.map_or(place.clause.start, |d| {
        d.end.min(row.range.start).max(d.row.range.end)
    });
    let end = row.range.end + place.right.len();
    // The noun of the sum before may follow it: 购房补贴，一次性….
    let from = match same_clause {
        Some(_) => {
            from + STOPS
                .find(clean.get(from..row.range.start))
                .filter(|m| m.start() < 60)
                .map_or(0, |m| m.end())
        }
        None => from,
    };
    let end = next_chunk(cut, clean, row, place, end);
    let wide = clean.get(from..end);
    let near = without_conditions(cut, clean, from, end, place.chunk_start);
    let (wide_bare, near) = (without_brackets(wide), without_brackets(&near));
    let period = row.money().find_map(|m| m.period);
    let per = row
        .money()
        .find_map(|m| m.per.clone())
        .or_else(|| unit(clean.get(from.max(place.chunk_start)..row.range.start)))
        .or_else(|| unit(&near).filter(|_| row.is_money()));
    let behind = clean.get(row.range.end..place.sentence.end);
    let own = frequency(&time::Words {
        near: &near,
        wide: &wide_bare,
        heading: context,
        behind,
        period,
        per: per.is_some(),
    });
    let label = clean.get(from..row.range.start);
    // Sums of one list have one frequency: 国家级50万元、省级20万元的奖励.
    let gap = same_clause.map_or("", |d| clean.get(d.row.range.end..row.range.start));
    let listed_on =
        same_clause.is_some() && !LEXICON.verb.is_match(gap) && !LEXICON.noun.is_match(gap);
    let inherits =
        listed_on || LEXICON.verb.find(label).is_none() && !LEXICON.noun.is_match(place.right);
    let announced = same_clause.map_or_else(
        || {
            let lead = clean.get(place.clause.start..place.chunk_start.max(place.clause.start));
            time::announced(lead)
        },
        |d| d.announced,
    );
    let inherited = same_clause
        .filter(|_| inherits || place.bracket.is_some())
        .map(|d| d.frequency);
    let own = match (own, place.bracket.is_some()) {
        (Some(Frequency::PerItem) | None, true) => inherited.or(own),
        _ => own,
    };
    let years_announced = same_clause.map_or_else(
        || {
            let lead = wide_bare.find('对').map_or("", |at| &wide_bare[..at]);
            time::years(lead)
        },
        |d| d.years_announced,
    );
    let listed = place.chunk_left.starts_with('对');
    let years = time::years(&wide_bare).or(years_announced.filter(|_| listed));
    let frequency = own
        .or(announced)
        .or(inherited)
        .unwrap_or(Frequency::Unstated);
    // A share of what each year brings is given each year.
    let frequency = match frequency {
        Frequency::Unstated
            if !row.is_money() && years.is_some() && !time::is_limit(&wide_bare) =>
        {
            Frequency::Yearly
        }
        frequency => frequency,
    };
    let whole = recipients(clean, place, &row.range, 1).into_iter().next();
    let near_words = clean.get(from.max(place.chunk_start)..end);
    let levy = row.shares().any(|s| s.levy);
    let base = (!row.is_money()).then(|| base(clean, place, row)).flatten();
    Draft {
        clause: place.clause.clone(),
        sentence: place.sentence.clone(),
        from,
        end,
        bound: raised(row, place, same_clause),
        per: per.or_else(|| same_clause.filter(|_| inherits).and_then(|d| d.per.clone())),
        base,
        kind: kind(
            clean.get(from..end),
            near_words,
            heading,
            !row.is_money(),
            levy,
        ),
        recipients: recipients(clean, place, &row.range, row.items.len()),
        whole,
        caps: Vec::new(),
        frequency,
        announced,
        years_announced,
        years,
        instalments: 0,
        unread: false,
        row: row.clone(),
    }
}

/// The unit that 每 or 单 names last.
fn unit(text: &str) -> Option<String> {
    let found = PER.captures_iter(text).last()?;
    let unit = found.name("u")?.as_str();
    Some(match unit {
        "名" => "人".to_owned(),
        "个标准展位" => "标准展位".to_owned(),
        "平米" => "平方米".to_owned(),
        other => other.to_owned(),
    })
}

/// The end of the next chunk, where that one gives what this one only names (按每人3000元标准，给予…补贴).
fn next_chunk(cut: &Cut, clean: &Clean, row: &Row, place: &Place<'_>, end: usize) -> usize {
    let names = place.chunk_left.starts_with('按') && !LEXICON.verb.is_match(place.right);
    if !names || end < row.range.end + place.chunk_right.len() {
        return end;
    }
    let next = cut
        .chunks
        .partition_point(|chunk| chunk.range.start <= row.range.end);
    match cut.chunks.get(next) {
        Some(chunk) if chunk.range.end <= place.clause.end => {
            let text = clean.get(chunk.range.clone());
            let sums = rows(text);
            if sums.is_empty() {
                chunk.range.end
            } else {
                end
            }
        }
        _ => end,
    }
}

/// The words from `from` to `end` without the chunks that are conditions (those that end in 的) and, before the
/// row's own chunk, those that give nothing.
fn without_conditions(cut: &Cut, clean: &Clean, from: usize, end: usize, own: usize) -> String {
    let mut out = String::new();
    let first = cut.chunks.partition_point(|chunk| chunk.range.end <= from);
    let chunks = cut.chunks[first..].iter();
    for chunk in chunks.take_while(|chunk| chunk.range.start < end) {
        let range = chunk.range.start.max(from)..chunk.range.end.min(end);
        if range.start >= range.end {
            continue;
        }
        let text = clean.get(range.clone());
        let opens = [
            "连续",
            "每年对",
            "每年给",
            "每年按",
            "每年从",
            "按",
            "自",
            "前",
            "后",
            "第",
        ];
        let bears = range.end > own
            || LEXICON.verb.is_match(text)
            || text.starts_with('每') && !text.starts_with("每年")
            || opens.iter().any(|word| text.starts_with(word));
        if (!text.ends_with('的') || range.end == end) && bears {
            out.push_str(text);
            out.push('，');
        }
    }
    out
}

/// The bound of a row; a sum to which an upper one may be raised is upper too.
fn raised(row: &Row, place: &Place<'_>, previous: Option<&Draft>) -> Bound {
    let bound = bound(row, place);
    let raised = ["提高到", "提高至", "增加到"]
        .iter()
        .any(|word| place.left.ends_with(word));
    match bound {
        Bound::Fixed if raised && previous.is_some_and(|d| d.bound == Bound::Upper) => Bound::Upper,
        bound => bound,
    }
}

fn bound(row: &Row, place: &Place<'_>) -> Bound {
    let ranged = row.items.iter().any(|item| match item {
        Item::Money(money) => money.low < money.high,
        Item::Share(share) => share.low < share.high,
    });
    if ranged {
        return Bound::Range;
    }
    let words = &*LEXICON;
    let tail = strong(place).map_or(place.left, |tail| {
        // 最高奖励500万元: the bound may stand before the verb.
        let verb = place.left.len() - tail.len();
        let start = place.left[..verb]
            .char_indices()
            .rev()
            .nth(9)
            .map_or(0, |(at, _)| at);
        &place.left[start..]
    });
    let behind = place.right;
    let upper = words.upper.find_iter(tail).last();
    let lower = words.lower.find_iter(tail).last();
    match (upper, lower) {
        (Some(upper), Some(lower)) if upper.start() < lower.start() => Bound::Lower,
        (Some(_), _) => Bound::Upper,
        (None, Some(_)) => Bound::Lower,
        _ if behind.starts_with("以内")
            || behind.starts_with("以下")
            || behind.starts_with("封顶") =>
        {
            Bound::Upper
        }
        _ if behind.starts_with("以上") || behind.starts_with("及以上") => Bound::Lower,
        _ => Bound::Fixed,
    }
}

/// What a share is a share of.
fn base(clean: &Clean, place: &Place<'_>, row: &Row) -> Option<Range<usize>> {
    if let Some(waived) = waived(clean, row) {
        return Some(waived);
    }
    let start = place.chunk_start.max(row.range.start - place.left.len());
    let left = clean.get(start..row.range.start);
    let left = left.trim_end_matches(['的']);
    let from = BASE.find_iter(left).last().map_or(0, |m| m.end());
    let words = left[from..].trim_start_matches(['其', '的', '、', '，']);
    let words = words.trim_end_matches("的");
    let begin = start + left.len() - words.len();
    let names = words.chars().count() >= 2 && !RULE.is_match(words);
    names.then(|| begin..begin + words.len())
}

/// The levy that a share in words waives or halves, where it stands behind.
fn waived(clean: &Clean, row: &Row) -> Option<Range<usize>> {
    let end = row.range.end;
    if !(row.shares().any(|s| s.levy) || clean.get(row.range.clone()).starts_with('免')) {
        return None;
    }
    let levy = WAIVED
        .captures(clean.get(end..clean.text.len()))?
        .name("levy")?;
    Some(end + levy.start()..end + levy.end())
}

fn amount(passage: &Passage<'_>, clean: &Clean, item: &Item, draft: &Draft) -> Option<Amount> {
    let Item::Money(money) = item else {
        return None;
    };
    let span = clean.span(&money.range);
    let known = !money.damaged && !money.foreign;
    let bound = if money.low < money.high {
        Bound::Range
    } else if draft.bound == Bound::Range {
        Bound::Fixed
    } else {
        draft.bound
    };
    Some(Amount {
        text: char_slice(&passage.text, span).to_owned(),
        span,
        min: Some(money.low).filter(|_| known && bound != Bound::Upper),
        max: Some(money.high).filter(|_| known && bound != Bound::Lower),
        bound,
        per: money.per.clone().or_else(|| draft.per.clone()),
    })
}

fn share(passage: &Passage<'_>, clean: &Clean, item: &Item, draft: &Draft) -> Option<Share> {
    let Item::Share(share) = item else {
        return None;
    };
    let span = clean.span(&share.range);
    let ranged = share.low < share.high;
    Some(Share {
        text: char_slice(&passage.text, span).to_owned(),
        span,
        percent: share.high,
        percent_min: ranged.then_some(share.low),
        base: draft
            .base
            .clone()
            .map(|b| char_slice(&passage.text, clean.span(&b)).to_owned()),
        bound: match draft.bound {
            Bound::Range if !ranged => Bound::Fixed,
            bound => bound,
        },
    })
}

/// Hands a ceiling to the support that it limits: what the same clause gives, else what the last one gave.
fn limit(clean: &Clean, row: &Row, place: &Place<'_>, drafts: &mut [Draft]) {
    let Some(last) = drafts
        .last()
        .map(|d| (d.clause.clone(), d.sentence.clone()))
    else {
        return;
    };
    let opening = clean.get(place.clause.start..row.range.start);
    let scope = ceiling::scope(place.left, place.right)
        .or_else(|| ceiling::scope(opening, place.right).filter(|_| place.clause != last.0));
    let caps: Vec<Cap> = row
        .money()
        .filter(|money| !money.damaged && !money.foreign)
        .map(|money| Cap {
            span: clean.span(&money.range),
            yuan: money.high,
            per: scope,
        })
        .collect();
    let unread = row.money().any(|money| money.damaged);
    let end = row.range.end + place.right.len();
    let within = |d: &Draft| {
        if place.clause == last.0 && scope != Some(CapPer::Total) {
            d.clause == last.0
        } else {
            d.sentence == last.1
        }
    };
    // In one clause each share takes the ceiling that follows it: 按…的40%，不高于300万元，按…的20%，不高于….
    let mut limited: Vec<&mut Draft> = drafts.iter_mut().filter(|d| within(d)).collect();
    let unlimited = limited.iter().any(|d| d.caps.is_empty());
    for draft in &mut limited {
        if draft.caps.is_empty() || !unlimited {
            draft.caps.extend(caps.iter().cloned());
            draft.end = draft.end.max(end);
            draft.unread |= unread;
            if draft.frequency == Frequency::Unstated {
                let behind = time::announced(clean.get(row.range.end..end));
                draft.frequency = behind.unwrap_or(Frequency::Unstated);
            }
        }
    }
}

/// Sentences without a sum of their own that say how long what came before is given.
fn lasting(clean: &Clean, cut: &Cut, rows: &[Row], drafts: &mut [Draft]) {
    for sentence in &cut.sentences {
        let range = &sentence.range;
        for clause in Cut::within(&cut.clauses, range) {
            for chunk in Cut::within(&cut.chunks, &clause.range) {
                let next = rows.partition_point(|row| row.range.start < chunk.range.start);
                let own = rows
                    .get(next)
                    .is_some_and(|row| chunk.range.contains(&row.range.start));
                let words = clean.get(chunk.range.clone());
                if own || !time::is_limit(words) && !words.starts_with("连续") {
                    continue;
                }
                let Some(years) = time::years(words) else {
                    continue;
                };
                let mut earlier: Vec<&mut Draft> = drafts
                    .iter_mut()
                    .filter(|d| d.row.range.end <= chunk.range.start)
                    .collect();
                let Some(last) = earlier.last().map(|d| d.sentence.clone()) else {
                    continue;
                };
                let last_clause = earlier.last().map(|d| d.clause.clone());
                let same = last == *range;
                for draft in &mut earlier {
                    let near = if same {
                        Some(&draft.clause) == last_clause.as_ref()
                    } else {
                        draft.sentence == last
                    };
                    if near && draft.years.is_none() {
                        draft.years = Some(years);
                        if words.starts_with("连续") && draft.frequency == Frequency::Unstated {
                            draft.frequency = Frequency::Yearly;
                        }
                    }
                }
            }
        }
    }
    for draft in drafts {
        if draft.instalments > 1 && draft.years.is_none() {
            draft.years = Some(draft.instalments as f64);
        }
        if draft.instalments > 0 && draft.frequency == Frequency::Once && draft.row.is_money() {
            draft.frequency = Frequency::Unstated;
        }
    }
}

/// The bodies of a document by block, and the one that explains or carries out the whole.
struct Bodies {
    by_block: HashMap<String, Vec<String>>,
    whole: Vec<String>,
}

impl Bodies {
    fn new(document: &Document) -> Self {
        let mut by_block: HashMap<String, Vec<String>> = HashMap::new();
        for (name, place) in of_document(document) {
            let names = by_block.entry(place.anchor).or_default();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let mut whole = Vec::new();
        document.walk(&mut |block| {
            let explains = block.text().is_some_and(|text| {
                text.plain.contains("负责解释") || text.plain.contains("组织实施并")
            });
            if explains && let Some(names) = by_block.get(&block.anchor) {
                whole.clone_from(names);
            }
        });
        Self { by_block, whole }
    }

    /// The bodies of a block, else that of the whole document.
    fn of(&self, anchor: &str) -> Vec<String> {
        self.by_block.get(anchor).unwrap_or(&self.whole).clone()
    }
}

/// What the document's own term says of the day.
fn standing(document: &Document, today: Option<&PartialDate>) -> Standing {
    let metadata = &document.metadata;
    if metadata.is_over(today) {
        return Standing::Ended;
    }
    let bounded = metadata.validities.iter().any(|term| {
        matches!(term.kind, ValidityKind::Expiry | ValidityKind::Period)
            && term.end(metadata).is_some()
    });
    if bounded && today.is_some() {
        Standing::Open
    } else {
        Standing::Unknown
    }
}
