//! What a text says of its own time: in force from and until, on trial, the period of a plan.
//!
//! Only sentences in which a document speaks of itself count: those that name it (本办法, or its title),
//! or that begin with the statement. A numbered plan's period (“十三五”: 2016 to 2020; plan N covers five
//! years from 1951 + 5N, from the sixth on) is taken only where the text itself names its last year;
//! the place that says it is the plan's aim for that year, else where it first speaks of its own time
//! (“十三五”时期). What stands nowhere is not invented.

use celan_document::{
    Block, Content, Document, Metadata, PartialDate, Span, Validity, ValidityKind,
};
use celan_text::chinese_numeral;
use regex::{Captures, Match, Regex};
use std::sync::LazyLock;

/// The statements that are looked for. `D` stands for a date with groups y, m, d.
struct Statements {
    effective_date: Regex,
    effective_issue: Regex,
    expiry_range: Regex,
    expiry_date: Regex,
    expiry_years: Regex,
    title_years: Regex,
    title_plan: Regex,
}

impl Statements {
    /// The patterns are constants; a test compiles them.
    #[allow(clippy::expect_used)]
    fn new() -> Self {
        let pattern = |text: &str| Regex::new(text).expect("a constant pattern");
        let date = |n: &str| {
            format!(
                r"(?<y{n}>\d{{4}})\s*年\s*(?:(?<m{n}>\d{{1,2}})\s*月\s*)?(?:(?<d{n}>\d{{1,2}})\s*日)?"
            )
        };
        let first = date("1");
        let last = date("2");
        let force = "(?:起|开始)?\\s*(?:施行|实施|执行|生效)";
        Self {
            effective_date: pattern(&format!("自\\s*{first}\\s*{force}")),
            effective_issue: pattern(&format!(
                "自\\s*(?:发布|印发|公布|颁布|下发)\\s*之\\s*日\\s*起\\s*(?:(?<days>\\d{{1,3}})\\s*日\\s*(?:后|之后|以后))?\\s*{force}"
            )),
            expiry_range: pattern(&format!(
                "有效期(?:为|限|自|从|：|:)?\\s*{first}\\s*起?\\s*[至到—－-]+\\s*{last}"
            )),
            expiry_date: pattern(&format!("有效期(?:限)?\\s*(?:截止|截至|至|到)+\\s*{last}")),
            expiry_years: pattern(
                r"(?:有效期|试行期|有效期限)\s*(?:为|：|:)?\s*(?<n>\d{1,2}|[一二三四五六七八九十]{1,3})\s*年",
            ),
            title_years: pattern(
                r"[（(]\s*(?<from>\d{4})\s*年?\s*[—－–~～至-]+\s*(?<to>\d{4})\s*年?\s*[）)]",
            ),
            title_plan: pattern(r#"[“"]?(?<n>十[一二三四五六七八九]?)五[”"]?"#),
        }
    }
}

static STATEMENTS: LazyLock<Statements> = LazyLock::new(Statements::new);

/// Reads the terms of `document` from its title and texts.
pub(crate) fn read(document: &Document) -> Vec<Validity> {
    let statements = &*STATEMENTS;
    let mut terms = Vec::new();
    let plan = in_title(&document.metadata, statements, &mut terms);
    for block in &document.blocks {
        if !matches!(
            block.content,
            Content::Heading(_) | Content::Box(_) | Content::Table(_)
        ) {
            in_block(&document.metadata, block, statements, &mut terms);
        }
    }
    if let Some(plan) = plan {
        terms.extend(period(document, &plan));
    }
    terms
}

/// A numbered plan (十三, 2016 to 2020).
struct Plan {
    number: String,
    from: u32,
    to: u32,
}

/// Terms in the title; returns the numbered plan that it names, whose years the text has yet to name.
fn in_title(
    metadata: &Metadata,
    statements: &Statements,
    terms: &mut Vec<Validity>,
) -> Option<Plan> {
    let title = &metadata.title;
    let mut add = |kind, value: String, at: usize, len: usize| {
        terms.push(Validity {
            kind,
            value,
            anchor: None,
            span: span(title, at, at + len),
        });
    };
    for (word, kind) in [
        ("试行", ValidityKind::Trial),
        ("暂行", ValidityKind::Provisional),
    ] {
        // In brackets at its end, or before the name of its kind; not 试行工作 or 暂行规定的修改.
        let own = |at: usize| {
            let rest = &title[at + word.len()..];
            let kinds = [
                "办法", "规定", "条例", "细则", "意见", "方案", "规则", "标准",
            ];
            rest.starts_with(['）', ')']) || rest.is_empty() || kinds.contains(&rest)
        };
        if let Some((at, _)) = title.match_indices(word).find(|(at, _)| own(*at)) {
            add(kind, String::new(), at, word.len());
        }
    }
    let kinds = ["规划", "计划", "纲要", "方案"];
    if let Some(years) = statements.title_years.captures(title) {
        if years["from"] <= years["to"] && kinds.iter().any(|kind| title.contains(kind)) {
            let whole = years.get_match();
            add(
                ValidityKind::Period,
                format!("{}/{}", &years["from"], &years["to"]),
                whole.start(),
                whole.len(),
            );
        }
        return None;
    }
    let plan = statements
        .title_plan
        .captures(title)
        .filter(|_| kinds[..3].iter().any(|kind| title.ends_with(kind)))?;
    let from = 1951 + 5 * chinese_numeral(&plan["n"]).filter(|n| *n >= 6)?;
    Some(Plan {
        number: plan["n"].to_owned(),
        from,
        to: from + 4,
    })
}

/// The place that says the plan's period: below a heading on its aims (发展目标) where the last year
/// is named (到2020年), else the first to speak of the plan's time, if the last year is named at all.
fn period(document: &Document, plan: &Plan) -> Option<Validity> {
    let last_year = Regex::new(&format!("到\\s*{}\\s*年", plan.to)).ok()?;
    let own_time = Regex::new(&format!("[“\"]?{}五[”\"]?\\s*(?:时期|期间)", plan.number)).ok()?;
    let (mut named, mut spoken) = (None, None);
    let mut aims = None;
    for block in &document.blocks {
        if let Some((level, title)) = heading(block) {
            aims = aims.filter(|above| level > *above);
            aims = aims.or(title.contains("目标").then_some(level));
        }
        let Some(text) = block.text().map(|text| text.plain.as_str()) else {
            continue;
        };
        let term = |found: Match<'_>| Validity {
            kind: ValidityKind::Period,
            value: format!("{}/{}", plan.from, plan.to),
            anchor: Some(block.anchor.clone()),
            span: span(text, found.start(), found.end()),
        };
        if let Some(found) = last_year.find(text) {
            let term = term(found);
            if aims.is_some() {
                return Some(term);
            }
            named.get_or_insert(term);
        }
        if spoken.is_none() {
            spoken = own_time.find(text).map(term);
        }
    }
    named.map(|named| spoken.unwrap_or(named))
}

/// Level and title of the heading that a block is or opens with.
fn heading(block: &Block) -> Option<(u8, &str)> {
    match &block.content {
        Content::Heading(h) => Some((h.level, &h.title)),
        Content::Paragraph {
            run_in: Some(r), ..
        } => Some((r.level, &r.title)),
        _ => None,
    }
}

fn in_block(
    metadata: &Metadata,
    block: &Block,
    statements: &Statements,
    terms: &mut Vec<Validity>,
) {
    let Some(text) = block.text().map(|text| text.plain.as_str()) else {
        return;
    };
    for found in statements.effective_date.captures_iter(text) {
        add(
            metadata,
            block,
            &found,
            ValidityKind::Effective,
            date(&found, "1"),
            terms,
        );
    }
    for found in statements.effective_issue.captures_iter(text) {
        let value = match found.name("days") {
            // Counted from the day of issue.
            Some(days) => Some(format!("P{}D", days.as_str())),
            None => metadata.date.as_ref().map(ToString::to_string),
        };
        add(
            metadata,
            block,
            &found,
            ValidityKind::Effective,
            value,
            terms,
        );
    }
    for pattern in [&statements.expiry_range, &statements.expiry_date] {
        for found in pattern.captures_iter(text) {
            add(
                metadata,
                block,
                &found,
                ValidityKind::Expiry,
                date(&found, "2"),
                terms,
            );
        }
    }
    for found in statements.expiry_years.captures_iter(text) {
        let years = found["n"]
            .parse()
            .ok()
            .or_else(|| chinese_numeral(&found["n"]));
        add(
            metadata,
            block,
            &found,
            ValidityKind::Expiry,
            years.map(|n: u32| format!("P{n}Y")),
            terms,
        );
    }
}

fn date(found: &Captures<'_>, n: &str) -> Option<String> {
    let mut text = found.name(&format!("y{n}"))?.as_str().to_owned();
    for part in ["m", "d"] {
        if let Some(digits) = found.name(&format!("{part}{n}")) {
            text.push_str(&format!("-{:0>2}", digits.as_str()));
        }
    }
    PartialDate::parse(&text).map(|date| date.to_string())
}

fn add(
    metadata: &Metadata,
    block: &Block,
    found: &Captures<'_>,
    kind: ValidityKind,
    value: Option<String>,
    terms: &mut Vec<Validity>,
) {
    let (Some(value), Some(text)) = (value, block.text()) else {
        return;
    };
    let whole = found.get_match();
    if speaks_of_itself(metadata, &text.plain, whole.start()) {
        let anchor = Some(block.anchor.clone());
        terms.push(Validity {
            kind,
            value,
            anchor,
            span: span(&text.plain, whole.start(), whole.end()),
        });
    }
}

/// Whether the sentence around byte `at` is about the document that it stands in.
fn speaks_of_itself(metadata: &Metadata, text: &str, at: usize) -> bool {
    let start = text[..at]
        .rfind(['。', '；', ';', '！', '？'])
        .map_or(0, |end| {
            end + text[end..].chars().next().map_or(1, char::len_utf8)
        });
    let before = text[start..at].trim();
    let label = celan_document::parse_label(before).map_or(0, |label| label.end as usize);
    let before: String = before.chars().skip(label).collect();
    let own = [
        "办法", "条例", "规定", "细则", "意见", "措施", "方案", "规划", "通知", "政策", "规程",
        "制度", "标准",
    ];
    let names = own.iter().any(|kind| before.contains(&format!("本{kind}")))
        || before.contains(&format!("《{}》", metadata.title));
    // The subject may stand in the clause before: 本办法自发布之日起施行，有效期5年.
    before.is_empty() || names
}

fn span(text: &str, start: usize, end: usize) -> Span {
    let from = text[..start].chars().count();
    Span::new(from, from + text[start..end].chars().count())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use celan_document::char_slice;

    fn terms(title: &str, body: &str) -> Vec<(ValidityKind, String, String)> {
        let text =
            format!("+++\nid = \"abc\"\ntitle = \"{title}\"\ndate = 2015-12-22\n+++\n\n{body}\n");
        let document = crate::markdown::parse("x.md", &text).unwrap().0;
        let place = |term: &Validity| match &term.anchor {
            Some(anchor) => document
                .blocks
                .iter()
                .find(|b| b.anchor == *anchor)
                .unwrap()
                .text()
                .unwrap()
                .plain
                .clone(),
            None => document.metadata.title.clone(),
        };
        read(&document)
            .into_iter()
            .map(|t| {
                let words = char_slice(&place(&t), t.span).to_owned();
                (t.kind, t.value, words)
            })
            .collect()
    }

    fn check(title: &str, body: &str, want: &[(ValidityKind, &str, &str)]) {
        let got = terms(title, body);
        let got: Vec<_> = got
            .iter()
            .map(|(k, v, w)| (*k, v.as_str(), w.as_str()))
            .collect();
        assert_eq!(got, want, "{title} {body}");
    }

    use ValidityKind::{Effective, Expiry, Period, Provisional, Trial};

    #[test]
    fn dates_are_read_with_their_words() {
        check(
            "某条例",
            "第四十三条 本条例自 2007 年 4 月 1 日起施行。",
            &[(Effective, "2007-04-01", "自 2007 年 4 月 1 日起施行")],
        );
        check(
            "某条例",
            "《某条例》已经通过，现予公布，自2007年4月起施行。",
            &[(Effective, "2007-04", "自2007年4月起施行")],
        );
        check(
            "某办法",
            "本办法自发布之日起施行,有效期 2016 年 1 月 1 日至 2016 年 12 月 31 日。",
            &[
                (Effective, "2015-12-22", "自发布之日起施行"),
                (
                    Expiry,
                    "2016-12-31",
                    "有效期 2016 年 1 月 1 日至 2016 年 12 月 31 日",
                ),
            ],
        );
        check(
            "某办法",
            "第二十条 本办法自发布之日起 30 日后施行。",
            &[(Effective, "P30D", "自发布之日起 30 日后施行")],
        );
        check(
            "某措施",
            "甲。有效期5年，自印发之日起施行。",
            &[(Expiry, "P5Y", "有效期5年")],
        );
        check(
            "某办法",
            "本办法有效期至2020年底，试行期为三年。",
            &[
                (Expiry, "2020", "有效期至2020年"),
                (Expiry, "P3Y", "试行期为三年"),
            ],
        );
    }

    #[test]
    fn the_validity_of_other_texts_is_ignored() {
        check(
            "某办法",
            "《某法》自2007年4月1日起施行。证书有效期5年。补贴自2013年4月1日起执行。自实施以来。",
            &[],
        );
        check("关于开展试行工作的通知", "甲", &[]);
        check("某某暂行规定修改方案", "甲", &[]);
    }

    #[test]
    fn the_period_stands_where_the_plan_speaks_of_itself() {
        let title = "某区“十三五”科技规划";
        let farming = "## 二、农业\n\n到2020年，良种率提高。";
        check(
            title,
            &format!("“十三五”时期是关键时期。\n\n{farming}"),
            &[(Period, "2016/2020", "“十三五”时期")],
        );
        check(
            title,
            &format!(
                "“十三五”时期是关键时期。\n\n## 一、发展目标\n\n### （一）总体\n\n到 2020 年，建成。\n\n{farming}"
            ),
            &[(Period, "2016/2020", "到 2020 年")],
        );
        check(
            title,
            &format!("“十三五”期间。\n\n## 一、发展目标\n\n甲。\n\n{farming}"),
            &[(Period, "2016/2020", "“十三五”期间")],
        );
    }

    #[test]
    fn titles_say_trial_and_period() {
        check("某办法（试行）", "甲", &[(Trial, "", "试行")]);
        check("某项目管理暂行办法", "甲", &[(Provisional, "", "暂行")]);
        check(
            "某规划（2013—2020年）",
            "甲",
            &[(Period, "2013/2020", "（2013—2020年）")],
        );
        check(
            "某区“十三五”科技规划",
            "总体目标是到 2020 年建成。",
            &[(Period, "2016/2020", "到 2020 年")],
        );
        check("某区“十三五”科技规划", "甲", &[]);
        check("某区“十三五”科技规划", "“十三五”时期是关键时期。", &[]);
        check("某区“十四五”科技规划", "到2035年", &[]);
    }
}
