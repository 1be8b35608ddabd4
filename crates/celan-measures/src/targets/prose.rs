//! Targets in sentences: 到2025年，…达到…以上.

use super::model::{Aim, Target, TargetBound, YearFrom};
use super::{Context, place, value, when};
use crate::lexicon::pattern;
use crate::sentence::{Clean, Cut};
use celan_document::{Block, Content};
use regex::Regex;
use std::sync::LazyLock;

struct Patterns {
    reach: Regex,
    build: Regex,
    aims: Regex,
    lead: Regex,
    gift: Regex,
    given: Regex,
    plan_years: Regex,
    only_verb: Regex,
    building: Regex,
    rank: Regex,
    from: Regex,
    next: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let n = r"(?P<a>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:%|亿元|万元|家|个|件)?(?:(?:-|~|至|到)(?P<m>\d+(?:\.\d+)?))?";
    let unit = r"(?P<u>个百分点|个月|%|‰|万亿元|亿元|万元|元|万人年|人年/万人|人年|万人次|万人|人次|人|万件|件|万家|家|万个|个|项|万项|篇|万篇|位|名|万名|种|所|台|万吨|吨|万亩|亩|倍|天|年|座|公里|平方公里|平方米|万户|户|支|处|条|批|套|万台|万辆|辆|亿美元|亿立方米|万千瓦|年/万人)";
    let behind = r"(?P<e>以上|左右|以内|以下)?";
    let value = format!("{n}{unit}{behind}");
    Patterns {
        reach: pattern(&format!(
            r"(?P<v>达到|提高到|提升到|增长到|增加到|扩大到|下降到|降低到|降至|增至|升至|提高至|提升至|稳定在|保持在|控制在|发展到|突破|超过|不低于|不少于|达|仅为|为|占|仅|由[^，]{{1,10}}?(?:增长|提高|上升|增加)到|由[^，]{{1,10}}?(?:增长|提高|上升|增加)至|比重为|年均增长|增长|拥有量)(?:了)?(?:20\d\d年的)?(?P<b>超过|不低于|约|近|至少|国内生产总值的?|地区生产总值的?)?{value}"
        )),
        build: pattern(&format!(
            r"(?P<v>建设|建成|新建|培育|新增|引进培养|引进培育|引进|培养|组建|认定|发展|打造|培植|建立|创建|布局|形成|推动|支持|[^，。;、]{{0,2}}(?:^|、|，|和))(?P<i>[^，。;、\d]{{2,24}}?)(?P<b>达到|超过|总数达到|不少于)?{value}"
        )),
        aims: pattern("目标|指标|目的|展望|愿景|任务"),
        lead: pattern(
            r"^(?:力争|预计|确保|实现|努力|推动|使|其中|全面|争取|到|至|年底|年末|年|底|末|全区|全省|全市|我区|我省|我市|我国|全国|并|且|以|，|、|:|的|也|届时|优化整合后|基本)+",
        ),
        gift: pattern("给予|予以|奖励|补贴|补助|资助|罚款|支持额度|每件|每项|提取|贷款"),
        given: pattern(
            "^(?:[^，。;:]*|[^。;]*?的，[^。;]*?)(?:给予|予以|奖励|奖补|补贴|补助|资助|扶持|罚款)",
        ),
        plan_years: pattern(r"第[一二三]步"),
        only_verb: pattern(
            "^(?:再|各|新|力争|共|将|已|累计|分别|[，、])*(?:建设|建成|新建|培育|新增|引进培养|引进培育|引进|培养|组建|认定|发展|打造|形成|遴选|筛选|稳定一支|带动|建立|实施|选拔|孵化|扶持)?(?:分别|各)?$",
        ),
        building: pattern("^(?:布局建设|建设|建成|组建|打造|培育)"),
        rank: pattern(
            "(?:稳居|列|跻身|居|升至|位居|排名|排位|位列|达到)?(?:世界|全国|全区|全省)?第$|进入(?:全国|世界)?前$",
        ),
        from: pattern("(?:从|由)[^，]*$"),
        next: pattern(r"[，;。:(]|[、和]\d"),
    }
});

/// Reads the blocks of a document in their order and remembers the year that carries on.
pub(crate) struct Reading<'c> {
    context: &'c Context<'c>,
    /// Headings above: level, title.
    headings: Vec<(u8, String)>,
    title: String,
    /// The year of the section: named by a heading, or by a sentence that only opens steps.
    section: Option<i32>,
}

impl<'c> Reading<'c> {
    pub(crate) fn new(context: &'c Context<'c>) -> Self {
        Self {
            context,
            headings: Vec::new(),
            title: String::new(),
            section: None,
        }
    }

    /// The nearest heading.
    pub(crate) fn heading(&self) -> &str {
        &self.title
    }

    fn enter(&mut self, level: u8, title: &str) {
        let deeper = self
            .headings
            .last()
            .is_some_and(|(above, _)| level > *above);
        self.headings.retain(|(open, _)| *open < level);
        self.headings.push((level, title.to_owned()));
        title.clone_into(&mut self.title);
        if !deeper {
            self.section = None;
        }
        if let Some((year, _)) = when::first_year(&Clean::new(title).text) {
            self.section = Some(year);
        }
    }

    /// The targets of a block.
    pub(crate) fn block(&mut self, block: &Block) -> Vec<Target> {
        match &block.content {
            Content::Heading(heading) => {
                self.enter(heading.level, &heading.title);
                return Vec::new();
            }
            Content::Paragraph {
                run_in: Some(run_in),
                ..
            } if !run_in.title.is_empty() => self.enter(run_in.level, &run_in.title),
            Content::Box(_) => return Vec::new(),
            _ => {}
        }
        let Some(text) = block.text() else {
            return Vec::new();
        };
        self.text(block, &text.plain)
    }

    fn text(&mut self, block: &Block, original: &str) -> Vec<Target> {
        let patterns = &*PATTERNS;
        let clean = Clean::new(original);
        let cut = Cut::new(&clean.text);
        let mut out = Vec::new();
        let mut carried: Option<(i32, bool)> = None;
        let aims = self
            .headings
            .iter()
            .any(|(_, title)| patterns.aims.is_match(title));
        for sentence in &cut.sentences {
            let words = clean.get(sentence.range.clone());
            let opens = when::first_year(words).or_else(|| when::plan(words));
            if let Some((year, to)) = opens {
                carried = Some((year, to));
                if patterns.plan_years.is_match(words) || words.chars().count() < 60 && to {
                    self.section = Some(year);
                }
            }
            // Words that give money are measures, not targets.
            let mut found = Vec::new();
            for clause in Cut::within(&cut.clauses, &sentence.range) {
                let text = clean.get(clause.range.clone());
                found.extend(in_clause(text, clause.range.start));
            }
            for (indicator, numbers, at) in found {
                // What is asked of whoever is given something is a condition, and what is given a measure.
                if patterns
                    .given
                    .is_match(clean.get(at.end..sentence.range.end))
                {
                    continue;
                }
                let before = clean.get(sentence.range.start..at.end);
                let own = when::last_year(before).or(opens);
                let (year, to, from) = match (own, carried, self.section, self.context.plan) {
                    (Some((year, to)), ..) => (Some(year), to, Some(YearFrom::Sentence)),
                    (None, Some((year, to)), ..) => (Some(year), to, Some(YearFrom::Section)),
                    (None, None, Some(year), _) => (Some(year), true, Some(YearFrom::Section)),
                    (None, None, None, Some(year)) if aims => {
                        (Some(year), true, Some(YearFrom::Plan))
                    }
                    _ => (None, false, None),
                };
                let Some(year) = year else { continue };
                let aim = self.aim(year, to);
                out.push(Target {
                    document: self.context.document.to_owned(),
                    anchor: block.anchor.clone(),
                    cell: None,
                    indicator,
                    year: Some(year),
                    year_from: from,
                    value: numbers.value.value,
                    value_max: numbers.value.max,
                    bound: numbers.value.bound,
                    unit: numbers.unit,
                    place: place::of_sentence(words, self.context.place.as_deref()),
                    nature: None,
                    aim,
                    span: clean.span(&at),
                });
            }
        }
        out
    }

    fn aim(&self, year: i32, to: bool) -> Aim {
        match self.context.year {
            Some(issued) if year < issued => Aim::Recorded,
            Some(issued) if year > issued => Aim::Target,
            _ if to => Aim::Target,
            _ => Aim::Recorded,
        }
    }
}

/// Indicators with their values in a clause.
fn in_clause(text: &str, start: usize) -> Vec<(String, Numbers, std::ops::Range<usize>)> {
    let patterns = &*PATTERNS;
    let mut out: Vec<(String, Numbers, std::ops::Range<usize>)> = Vec::new();
    for found in patterns.reach.captures_iter(text) {
        let (Some(whole), Some(verb)) = (found.get(0), found.name("v")) else {
            continue;
        };
        let from = text[..verb.start()]
            .rfind(['，', ';', '。', ':', '、'])
            .map_or(0, |at| {
                at + text[at..].chars().next().map_or(1, char::len_utf8)
            });
        let name = &text[from..verb.start()];
        let name = if verb.as_str() == "拥有量" {
            format!("{name}拥有量")
        } else {
            name.to_owned()
        };
        let of = found
            .name("b")
            .map_or("", |b| b.as_str())
            .trim_end_matches('的');
        let mut indicator = indicator(&name);
        if verb.as_str() == "占" {
            indicator = format!("{indicator}占{of}");
        }
        // 经费达到1亿元，占GDP比重达到2%: the share is of what was named before.
        if indicator.starts_with('占')
            && let Some((before, ..)) = out.last()
        {
            indicator = format!("{before}{indicator}");
        }
        let unit = found.name("u").map_or("", |u| u.as_str());
        let time = unit == "个月" || unit == "年" && number_of(&found) > 1900.0;
        if time
            || when::is_growth(&name)
            || !believable(&indicator)
            || patterns.gift.is_match(&text[from..whole.end()])
        {
            continue;
        }
        out.push((
            indicator,
            numbers(&found),
            start + from..start + whole.end(),
        ));
    }
    for found in patterns.build.captures_iter(text) {
        let (Some(whole), Some(name), Some(unit)) =
            (found.get(0), found.name("i"), found.name("u"))
        else {
            continue;
        };
        let counted = matches!(
            unit.as_str(),
            "家" | "个"
                | "件"
                | "项"
                | "名"
                | "人"
                | "所"
                | "种"
                | "位"
                | "万人"
                | "座"
                | "支"
                | "处"
                | "篇"
                | "万名"
        );
        let range = start + whole.start()..start + whole.end();
        let free = !out
            .iter()
            .any(|(_, _, at)| at.start < range.end && range.start < at.end);
        let (indicator, range) = match built(name.as_str(), &text[whole.end()..]) {
            Some((indicator, more)) => (indicator, range.start..range.end + more),
            None => (indicator(name.as_str()), range),
        };
        if !counted
            || !free
            || when::is_growth(name.as_str())
            || !believable(&indicator)
            || patterns.gift.is_match(whole.as_str())
        {
            continue;
        }
        out.push((indicator, numbers(&found), range));
    }
    out.sort_by_key(|(_, _, at)| at.start);
    out
}

/// A value and its unit.
struct Numbers {
    value: value::Value,
    unit: String,
}

fn numbers(found: &regex::Captures<'_>) -> Numbers {
    let number = |name: &str| {
        found
            .name(name)
            .and_then(|m| m.as_str().replace(',', "").parse::<f64>().ok())
    };
    let word = |name: &str| found.name(name).map_or("", |m| m.as_str());
    let max = number("m");
    let bound = if max.is_some() {
        TargetBound::Range
    } else {
        value::bound(&format!("{}{}", word("v"), word("b")), word("e"))
    };
    Numbers {
        value: value::Value {
            value: number("a").unwrap_or_default(),
            max,
            bound,
        },
        unit: word("u").to_owned(),
    }
}

/// The name of an indicator without what leads to it.
fn indicator(text: &str) -> String {
    let patterns = &*PATTERNS;
    let text = when::YEAR.replace_all(text, "");
    let text = crate::sentence::without_brackets(&text);
    let text = patterns.from.replace(&text, "");
    let text = patterns.rank.replace(&text, "");
    let text = patterns.lead.replace(&text, "");
    let text = patterns.building.replace(&text, "");
    let text = text.trim_start_matches(['，', '、', ':', '(', ')', '-']);
    text.trim_end_matches(['将', '均', '约', '仅', '占', '的', '已', '到'])
        .trim_end_matches("力争")
        .to_owned()
}

fn number_of(found: &regex::Captures<'_>) -> f64 {
    let printed = found.name("a").map_or("", |m| m.as_str());
    printed.parse().unwrap_or_default()
}

/// What is built, where the number stands before it (建设100家众创空间), and how many bytes that takes.
fn built(name: &str, behind: &str) -> Option<(String, usize)> {
    let only = PATTERNS.only_verb.is_match(name);
    if !only {
        return None;
    }
    let end = PATTERNS
        .next
        .find(behind)
        .map_or(behind.len(), |m| m.start());
    let noun = behind[..end].trim_start_matches('的');
    let last = noun.rsplit('的').next().unwrap_or(noun);
    Some((last.to_owned(), end))
}

/// Whether a text may name an indicator.
fn believable(text: &str) -> bool {
    let count = text.chars().count();
    (2..=40).contains(&count)
        && !["其中", "不", "以", "每", "第", "超过", "较", "比"].contains(&text)
        && !text.ends_with("较")
        && !PATTERNS.only_verb.is_match(text)
        && (text.contains("GDP") || text.chars().filter(|c| *c >= '㐀').count() * 2 >= count)
}
