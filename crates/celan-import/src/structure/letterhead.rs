//! The frame of an official document (GB/T 9704-2012): what is notice and what the document that it
//! sends out; title, addressee, signature, date, remarks, copies.

use crate::pattern::{
    BRACKETED_REMARK, COPIES, DATE, FOLLOWS, NUMBER, PRESS_END, QUOTED_TITLE, RELEASE_REMARK,
    fold_title, is_closed, is_frame_line, is_title, label,
};
use celan_document::{FrameRole, Part};

/// How far from its beginning a document's own title is looked for, in paragraphs.
const HEAD: usize = 25;

/// Part and, where it is of the frame, role of each paragraph (a table counts as one without text).
pub(crate) fn roles(texts: &[String], titles: &[String]) -> Vec<(Part, Option<FrameRole>)> {
    let body = body_start(texts, titles);
    let mut out = Vec::with_capacity(texts.len());
    let (notice, rest) = texts.split_at(body);
    let part = |part: Part, texts: &[String], out: &mut Vec<_>| {
        let roles = part_roles(texts, titles);
        out.extend(roles.into_iter().map(|role| (part, role)));
    };
    part(Part::Notice, notice, &mut out);
    part(Part::Body, rest, &mut out);
    // A text of no known kind: its first line, where that is short and no sentence, is its title.
    if let (Some((_, role)), Some(text)) = (out.first_mut(), texts.first())
        && role.is_none()
        && is_heading_line(text)
    {
        *role = Some(FrameRole::Title);
    }
    out
}

fn is_heading_line(text: &str) -> bool {
    text.chars().count() <= 40 && !is_closed(text) && !text.contains('。') && label(text).is_none()
}

/// Titles that the document may have: what stands in 《》 in its title or its first lines, and the
/// object of a title without such marks (印发关于…的意见).
pub(crate) fn titles(title: Option<&str>, first_lines: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for text in title.into_iter().chain([first_lines]) {
        for found in QUOTED_TITLE.captures_iter(text) {
            out.push(fold_title(&found["t"]));
        }
    }
    if let Some(title) = title {
        out.push(fold_title(title));
    }
    out.retain(|t| t.chars().count() >= 6);
    out
}

/// Where the document proper begins: at its own title after a notice, or after the words by which a
/// press report introduces it; 0 where there is no notice.
fn body_start(texts: &[String], titles: &[String]) -> usize {
    let head = &texts[..texts.len().min(HEAD)];
    let own = head.iter().enumerate().skip(1).rfind(|(_, text)| {
        let folded = fold_title(text);
        let own = |t: &String| {
            let extra = folded.chars().count().saturating_sub(t.chars().count());
            folded.ends_with(t.as_str()) && extra <= 12
        };
        !is_closed_title(text) && !is_notice(text) && titles.iter().any(own)
    });
    if let Some((index, _)) = own {
        return index;
    }
    let press = head.iter().take(8).rposition(|t| PRESS_END.is_match(t));
    press.map_or(0, |i| i + 1)
}

/// Whether a paragraph ends a sentence; a title may end in a bracket (（试行）).
fn is_closed_title(text: &str) -> bool {
    is_closed(text) || text.contains('。')
}

fn is_notice(text: &str) -> bool {
    text.contains("印发") || text.starts_with("附件")
}

fn part_roles(texts: &[String], titles: &[String]) -> Vec<Option<FrameRole>> {
    let mut out: Vec<Option<FrameRole>> = vec![None; texts.len()];
    let mut at = 0;
    while let Some(text) = texts.get(at) {
        let folded = fold_title(text);
        let known = titles.iter().any(|t| folded.ends_with(t.as_str()));
        let leads = at < 4 && !text.contains('。') && !text.ends_with(['：', ':']);
        if leads && (is_frame_line(text) || RELEASE_REMARK.is_match(text)) {
            out[at] = Some(FrameRole::Remark);
        } else if leads && (known || is_title(text)) && label(text).is_none() {
            out[at] = Some(FrameRole::Title);
        } else {
            break;
        }
        at += 1;
    }
    if let Some(text) = texts.get(at)
        && text.ends_with(['：', ':'])
        && !text.contains('。')
        && text.chars().count() <= 150
        && at > 0
        && label(text).is_none()
        && !FOLLOWS.is_match(text)
    {
        out[at] = Some(FrameRole::Addressee);
    }
    tail(texts, &mut out);
    out
}

/// Signature, date, remark and copies at the end of a part.
fn tail(texts: &[String], out: &mut [Option<FrameRole>]) {
    let mut end = texts.len();
    if let Some(copies) = texts.iter().rposition(|t| COPIES.is_match(t))
        && texts.len() - copies <= 8
    {
        out[copies..].fill(Some(FrameRole::Copies));
        end = copies;
    }
    while end > 0 && RELEASE_REMARK.is_match(&texts[end - 1]) {
        end -= 1;
        out[end] = Some(FrameRole::Remark);
    }
    if end == 0 || !is_date(&texts[end - 1]) || out[end - 1].is_some_and(|r| r == FrameRole::Title)
    {
        return;
    }
    end -= 1;
    out[end] = Some(FrameRole::Date);
    while end > 0 && out[end - 1].is_none() && is_signature(&texts[end - 1]) {
        end -= 1;
        out[end] = Some(FrameRole::Signature);
    }
}

/// Whether a text is a date and nothing else.
pub(crate) fn is_date(text: &str) -> bool {
    DATE.find(text.trim())
        .is_some_and(|m| m.start() == 0 && m.end() == text.trim().len() && text.contains('日'))
}

fn is_signature(text: &str) -> bool {
    text.chars().count() <= 40
        && !is_closed(text)
        && !text.contains(['，', '。', '：', '《', ':'])
        && label(text).is_none()
        && !BRACKETED_REMARK.is_match(text)
        && !NUMBER.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_and_what_it_sends_out() {
        let texts: Vec<String> = [
            "某厅关于印发《某某计划管理办法（试行）》的通知",
            "某发〔2015〕14号",
            "各有关单位：",
            "现将《某某计划管理办法（试行）》印发给你们，请遵照执行。",
            "附件：某某计划管理办法（试行）",
            "某厅",
            "2015年12月22日",
            "（此件公开发布）",
            "某某计划管理办法（试行）",
            "（某厅 2015年12月）",
            "第一章 总则",
            "第一条 为了规范管理，制定本办法。",
        ]
        .map(str::to_owned)
        .to_vec();
        let titles = titles(Some(&texts[0]), "");
        let got = roles(&texts, &titles);
        use FrameRole::{Addressee, Date, Remark, Signature, Title};
        let roles: Vec<Option<FrameRole>> = got.iter().map(|r| r.1).collect();
        let want = [
            Some(Title),
            Some(Remark),
            Some(Addressee),
            None,
            None,
            Some(Signature),
            Some(Date),
            Some(Remark),
            Some(Title),
            Some(Remark),
            None,
            None,
        ];
        assert_eq!(roles, want);
        assert_eq!((got[7].0, got[8].0), (Part::Notice, Part::Body));
    }

    #[test]
    fn a_text_of_no_known_kind_is_titled_by_its_first_line() {
        let texts = ["某县科技志", "建县以来，科技事业不断发展。"].map(str::to_owned);
        assert_eq!(roles(&texts, &[])[0].1, Some(FrameRole::Title));
        assert_eq!(roles(&texts[1..], &[])[0].1, None);
    }

    #[test]
    fn without_a_notice_all_is_body() {
        let texts: Vec<String> = [
            "某部关于进一步加强管理的意见",
            "各省：",
            "为加强管理，提出意见：",
            "一、总则",
        ]
        .map(str::to_owned)
        .to_vec();
        let got = roles(&texts, &titles(Some(&texts[0]), ""));
        assert!(got.iter().all(|(part, _)| *part == Part::Body));
        assert_eq!(got[1].1, Some(FrameRole::Addressee));
        assert_eq!(got[2].1, None);
    }
}
