//! The kind of a paragraph: whether it is a title, opens with one, or is a sentence; decided for a
//! whole series of labels at once, because one member alone cannot tell (（一）指导思想。 is a title
//! where text follows, an item where （二） follows).

use super::lead;
use super::paragraph::{Candidate, ParagraphKind, first_sentence};
use crate::pattern::{is_closed, label};
use celan_document::{Label, NumberingKind};
use std::collections::HashMap;

/// Longest title of a run-in heading, in characters.
const RUN_IN: usize = 45;
/// Longest title of an article, in characters.
const ARTICLE: usize = 17;

/// Votes on what the members of a series are.
#[derive(Default)]
struct Series {
    run_ins: u32,
    sentences: u32,
    followed: u32,
}

/// Decides the kind of every paragraph.
pub(super) fn paragraph_kinds(candidates: &[Candidate<'_>]) -> Vec<ParagraphKind> {
    let labels: Vec<Option<Label>> = candidates
        .iter()
        .map(|c| c.plain.then(|| label(c.text)).flatten())
        .collect();
    let mut series: HashMap<(NumberingKind, bool), Series> = HashMap::new();
    for (i, candidate) in candidates.iter().enumerate() {
        let Some(label) = &labels[i] else { continue };
        let votes = series.entry((label.kind, candidate.boxed)).or_default();
        let chars: Vec<char> = candidate.text.chars().collect();
        match first_sentence(&chars) {
            Some(end) if end < chars.len() => {
                votes.run_ins += u32::from(end <= label.end as usize + RUN_IN);
            }
            _ if is_closed(candidate.text) => {
                votes.sentences += 1;
                votes.followed += u32::from(prose_follows(candidates, &labels, i));
            }
            _ => {}
        }
    }
    let titled_articles = titled_articles(candidates, &labels);
    let mut out: Vec<ParagraphKind> = Vec::with_capacity(candidates.len());
    for (i, candidate) in candidates.iter().enumerate() {
        let kind = match &labels[i] {
            Some(label) => {
                let votes = &series[&(label.kind, candidate.boxed)];
                labelled(candidate, label, votes, titled_articles)
            }
            None => ParagraphKind::Prose,
        };
        out.push(kind);
    }
    restarting_lists(candidates, &labels, &mut out);
    plain_headings(candidates, &labels, &mut out);
    for (i, kind) in lead::find(candidates, &labels, &out) {
        out[i] = kind;
    }
    out
}

fn labelled(
    candidate: &Candidate<'_>,
    label: &Label,
    votes: &Series,
    titled: bool,
) -> ParagraphKind {
    let chars: Vec<char> = candidate.text.chars().collect();
    let body = label.end as usize;
    let end = first_sentence(&chars);
    match label.kind {
        NumberingKind::Part | NumberingKind::Chapter | NumberingKind::Section => {
            return ParagraphKind::Heading;
        }
        NumberingKind::Article => {
            let printed = label.printed.chars().count();
            // An article that is one sentence has a title only where that is a name, not a rule.
            let longest = |e: usize| {
                if e < chars.len() {
                    ARTICLE
                } else {
                    ARTICLE / 2
                }
            };
            let title =
                end.filter(|e| titled && *e <= body + longest(*e) && is_title(&chars[body..*e]));
            return ParagraphKind::RunIn(title.unwrap_or(printed));
        }
        NumberingKind::Annex => return ParagraphKind::Prose,
        _ => {}
    }
    if !is_closed(candidate.text) && end.is_none() {
        return ParagraphKind::Heading;
    }
    match end {
        Some(end) if end < chars.len() => {
            let majority = votes.run_ins * 2 >= votes.run_ins + votes.sentences;
            let heads = majority || votes.followed * 2 > votes.sentences;
            if heads && end <= body + RUN_IN {
                ParagraphKind::RunIn(end)
            } else {
                ParagraphKind::Item
            }
        }
        _ if votes.followed * 5 >= votes.sentences * 3
            && !candidate.text.ends_with(['；', '：'])
            && chars.len() <= body + RUN_IN =>
        {
            ParagraphKind::Heading
        }
        _ => ParagraphKind::Item,
    }
}

/// Whether a short sentence can be a title: it has no inner mark but those of a list.
fn is_title(chars: &[char]) -> bool {
    !chars.iter().any(|c| matches!(c, '，' | '；' | '：'))
}

fn prose_follows(candidates: &[Candidate<'_>], labels: &[Option<Label>], i: usize) -> bool {
    let here = candidates[i].boxed;
    candidates
        .get(i + 1)
        .is_some_and(|next| next.plain && next.boxed == here && labels[i + 1].is_none())
}

/// Whether articles have titles in this document: at least a third open with a short sentence.
fn titled_articles(candidates: &[Candidate<'_>], labels: &[Option<Label>]) -> bool {
    let (mut titled, mut all) = (0, 0);
    for (candidate, label) in candidates.iter().zip(labels) {
        let Some(label) = label.as_ref().filter(|l| l.kind == NumberingKind::Article) else {
            continue;
        };
        let chars: Vec<char> = candidate.text.chars().collect();
        let body = label.end as usize;
        let short = first_sentence(&chars)
            .is_some_and(|end| end <= body + 12 && is_title(&chars[body..end]));
        titled += u32::from(short);
        all += 1;
    }
    titled * 3 >= all && all > 0
}

/// A numbered series that begins anew below one and the same heading is a list, and not headings of
/// the outline, in which every place has a number of its own.
fn restarting_lists(
    candidates: &[Candidate<'_>],
    labels: &[Option<Label>],
    out: &mut [ParagraphKind],
) {
    let mut members: Vec<usize> = Vec::new();
    let mut restarts = false;
    let mut last = None;
    for i in 0..=candidates.len() {
        let label = labels.get(i).and_then(Option::as_ref);
        let outside = candidates.get(i).is_some_and(|c| !c.boxed);
        let series = label.filter(|l| outside && l.kind == NumberingKind::Arabic);
        if let Some(label) = series {
            restarts |= label.number <= last;
            last = label.number;
            members.push(i);
        }
        let heading = label.is_some_and(|l| l.kind < NumberingKind::Arabic) && outside;
        if heading || i == candidates.len() {
            for i in members.drain(..).filter(|_| restarts) {
                out[i] = ParagraphKind::Item;
            }
            restarts = false;
            last = None;
        }
    }
}

/// An unlabelled, unpunctuated short paragraph before text is a heading without a number.
fn plain_headings(
    candidates: &[Candidate<'_>],
    labels: &[Option<Label>],
    out: &mut [ParagraphKind],
) {
    for (i, candidate) in candidates.iter().enumerate() {
        let text = candidate.text;
        let short = text.chars().count() <= 30 && !text.contains(['，', '。', '；']);
        if candidate.plain
            && !candidate.boxed
            && labels[i].is_none()
            && short
            && !is_closed(text)
            && prose_follows(candidates, labels, i)
        {
            out[i] = ParagraphKind::Heading;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(texts: &[&str]) -> Vec<ParagraphKind> {
        let candidates: Vec<Candidate<'_>> = texts
            .iter()
            .map(|text| Candidate {
                text,
                boxed: false,
                plain: true,
            })
            .collect();
        paragraph_kinds(&candidates)
    }

    #[test]
    fn titles_with_a_stop_are_told_from_items() {
        use ParagraphKind::{Heading, Item, Prose};
        let titles = [
            "（一）总体目标。",
            "强化顶层设计，打破条块分割。",
            "（二）基本原则。",
            "转变政府职能，简政放权。",
        ];
        assert_eq!(decided(&titles), [Heading, Prose, Heading, Prose]);
        let items = [
            "下列情形：",
            "（一）条件不符的；",
            "（二）材料不符的；",
            "（三）超过数量的。",
            "机构应当予以答复，并说明理由。",
        ];
        assert_eq!(decided(&items)[1..4], [Item, Item, Item]);
    }

    #[test]
    fn run_ins_articles_and_leads() {
        let got = decided(&[
            "（一）推动落实到位。各地区要制定办法。",
            "（二）加强监督。要加强审计监督。",
            "第七条 基础研究计划。围绕发展需求。",
            "第八条 本办法自发布之日起施行。",
            "坚持需求导向。紧扣发展需求。",
            "坚持人才为先。把人才作为资源。",
            "——坚持遵循规律。把握规律。",
            "——科技和人才成为国力强盛最重要的战略资源。",
        ]);
        let want = [
            ParagraphKind::RunIn(10),
            ParagraphKind::RunIn(8),
            ParagraphKind::RunIn(11),
            ParagraphKind::RunIn(3),
            ParagraphKind::Lead(7),
            ParagraphKind::Lead(7),
            ParagraphKind::Lead(9),
            ParagraphKind::Item,
        ];
        assert_eq!(got, want);
    }

    #[test]
    fn a_lead_may_stand_alone() {
        let long = "各部门要按照职责分工抓好落实。".repeat(6);
        let first = |sentence: &str, rest: &str| decided(&[&format!("{sentence}{rest}")])[0];
        assert_eq!(first("完善人才配套政策。", &long), ParagraphKind::Lead(9));
        for (sentence, rest) in [
            ("完善人才配套政策。", "各部门抓好落实。"),
            ("人才是创新的第一资源。", &long),
            ("改革取得了重大进展。", &long),
            ("加强人才工作，完善政策。", &long),
            ("统筹推进人才培养引进使用评价激励工作。", &long),
        ] {
            assert_eq!(first(sentence, rest), ParagraphKind::Prose, "{sentence}");
        }
    }

    #[test]
    fn a_series_that_begins_anew_is_a_list() {
        let got = decided(&[
            "（一）目标",
            "第一步，进入前列。",
            "1.水平提高。贡献率上升。",
            "2.能力提升。指数上升。",
            "第二步，达到先进。",
            "1.优势增强。能力走在前列。",
            "（二）任务",
            "1.建设基地。加强管理。",
        ]);
        assert_eq!(
            (got[2], got[3], got[5]),
            (
                ParagraphKind::Item,
                ParagraphKind::Item,
                ParagraphKind::Item
            )
        );
        assert_eq!(got[7], ParagraphKind::RunIn(7));
    }

    #[test]
    fn a_heading_without_number() {
        let got = decided(&["落实采购自主权", "各高校可自行采购科研仪器设备，不再审批。"]);
        assert_eq!(got, [ParagraphKind::Heading, ParagraphKind::Prose]);
    }
}
