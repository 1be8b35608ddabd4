//! Paragraphs from lines: cuts at page breaks and hard wraps are joined, and nothing else.
//!
//! Two kinds of text are told apart by their line width. In one, a line is a paragraph, unless a page
//! break cut it; in the other, every line of the print is a line. In both, a line that ends inside a
//! sentence goes on, and a heading, an item, or a part of the frame never does.

use super::line_width::{End, LineWidth, Widths};
use crate::collation::witness::Boundaries;
use crate::config::Shape;
use crate::pattern::{
    BOX, BULLET, COPIES, fold_title, is_closed, is_frame_line, is_inner, is_title, label, restored,
};
use crate::record::trace::{Rule, Traced};
use crate::source::lines::{Line, width};
use celan_corpus::folded_title;
use celan_document::NumberingKind;
use std::collections::HashMap;
use std::sync::Arc;

/// A paragraph.
#[derive(Debug, Clone)]
pub(crate) struct Para {
    pub(crate) text: Traced,
    /// In a text of printed lines: width of its first line in ideographs, where it has more than one.
    pub(crate) line_width: Option<f32>,
    /// Number of its first source line.
    pub(crate) first: u32,
    /// Number of its last source line.
    pub(crate) last: u32,
}

/// What decides whether lines belong together, besides the lines.
#[derive(Default)]
pub(crate) struct Evidence {
    /// Titles of this document, folded.
    pub(crate) titles: Vec<String>,
    /// What reading knows, by line.
    pub(crate) shapes: HashMap<u32, Shape>,
    /// Where other witnesses begin their paragraphs.
    pub(crate) witnesses: Vec<Boundaries>,
}

impl Evidence {
    /// Whether two lines together are a title of this document, or with the next begin one.
    fn is_title(&self, before: &str, text: &str, next: &str) -> bool {
        let Some(before) = self.folded(before) else {
            return false;
        };
        let text = fold_title(text);
        let joined = format!("{before}{text}");
        let longer = format!("{joined}{}", fold_title(next));
        let begins = |t: &String| *t == joined || longer != joined && t.starts_with(&longer);
        before.chars().count() >= 4
            && !self.titles.contains(&before)
            && !text.is_empty()
            && self.titles.iter().any(begins)
    }

    /// A paragraph so far as [`fold_title`] folds it; `None` where it is longer than all titles, which a long one
    /// is found out to be at its beginning.
    fn folded(&self, text: &str) -> Option<String> {
        let longest = self.titles.iter().map(String::len).max()?;
        let mut folded = String::new();
        for c in folded_title(&restored(text)) {
            folded.push(c);
            if folded.len() > longest {
                return None;
            }
        }
        Some(folded)
    }

    /// Whether a paragraph is one of the titles.
    fn names(&self, text: &str) -> bool {
        let folded = self.folded(text);
        folded.is_some_and(|folded| self.titles.contains(&folded))
    }
}

/// Joins lines to paragraphs.
pub(crate) fn reflow(lines: Vec<Line>, evidence: &Evidence) -> Vec<Para> {
    let style = Style::of(&lines);
    let mut out: Vec<Para> = Vec::new();
    let mut iter = lines.into_iter().peekable();
    let mut widths = Widths::default();
    while let Some(mut line) = iter.next() {
        unmark(&mut line);
        let text = line.text.text();
        let next = iter.peek().map(|l| l.text.text());
        let joined = out.last().is_some_and(|para| {
            let seam = Seam {
                before: &para.text.ends(SEEN),
                widths: &widths,
                line: &line,
                text: &text,
                next: next.as_deref().unwrap_or(""),
                head: out.len() <= HEAD,
            };
            style.continues(&seam, evidence)
        });
        widths.take(width(&text), joined);
        match out.last_mut().filter(|_| joined) {
            Some(para) => {
                drop_repeated(&mut para.text, &line, &text);
                let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
                if latin(para.text.last()) && latin(text.chars().next()) {
                    para.text.push(" ", &Arc::from("white space"));
                }
                para.text.append(line.text);
                para.last = line.number;
                para.line_width = style.line_width.map(|_| widths.first);
            }
            None => out.push(Para {
                line_width: None,
                first: line.number,
                last: line.number,
                text: line.text,
            }),
        }
    }
    out
}

/// Removes the list marker that a Markdown conversion left before a numbered item.
fn unmark(line: &mut Line) {
    let text = line.text.text();
    if let Some(mark) = BULLET.find(&text)
        && label(&text[mark.end()..]).is_some()
    {
        let rule: Rule = Arc::from("list marker");
        line.text
            .remove(0..text[..mark.end()].chars().count(), &rule);
    }
}

/// Where a page break repeats what stood before it, closed by a full stop that the sentence does
/// not have (动能。| 能，突破), drops the first of the two.
fn drop_repeated(before: &mut Traced, line: &Line, text: &str) {
    if let Some(count) = ends_page(line)
        .then(|| repeated(&before.ends(SEEN), line, text))
        .flatten()
    {
        before.remove_last(count, &Arc::from(REPEATED));
    }
}

/// Whether a page may end before a line.
fn ends_page(line: &Line) -> bool {
    line.gap > 0 || line.new_page
}

/// How many characters at the end of `before` the line repeats. A line that only says again what stood
/// there is none of these: it stands twice. Nor is one where no page ends.
fn repeated(before: &str, line: &Line, text: &str) -> Option<usize> {
    if !ends_page(line) {
        return None;
    }
    let before: Vec<char> = before.chars().collect();
    let after: Vec<char> = text.chars().collect();
    let stop = usize::from(before.last() == Some(&'。'));
    let stem = &before[..before.len() - stop];
    let longest = stem.len().min(after.len()).min(60);
    (1..=longest).rev().find_map(|n| {
        let same = stem[stem.len() - n..] == after[..n];
        let inside = after.get(n).is_some_and(|c| is_inner(*c));
        let long = n >= 4 && stop == 0;
        let goes_on = after[n..].iter().any(|c| !is_inner(*c));
        (same && goes_on && (stop == 1 && inside || long)).then_some(n + stop)
    })
}

/// The place between a paragraph and the line after it.
struct Seam<'a> {
    /// The paragraph so far.
    before: &'a str,
    /// Widths of its lines.
    widths: &'a Widths,
    line: &'a Line,
    /// The line's text.
    text: &'a str,
    /// The text of the line after that.
    next: &'a str,
    /// Whether the paragraph is one of the first.
    head: bool,
}

/// How many characters at either end of a paragraph decide whether a line goes on it.
const SEEN: usize = 512;

/// The rule by which text is dropped that a page break repeats.
pub(crate) const REPEATED: &str = "text repeated over a page break";

/// Titles stand among the first paragraphs.
const HEAD: usize = 2;

/// How a text is set.
struct Style {
    /// LineWidth of the print, where every printed line is a line.
    line_width: Option<LineWidth>,
    /// Whether paragraphs are indented.
    indented: bool,
    /// Share of lines of a kind of label that end a sentence.
    closed: HashMap<NumberingKind, f32>,
}

impl Style {
    fn of(lines: &[Line]) -> Self {
        let texts: Vec<String> = lines.iter().map(|l| l.text.text()).collect();
        let mut widths: Vec<f32> = texts.iter().map(|t| width(t)).collect();
        widths.sort_by(f32::total_cmp);
        let at = |share: f32| {
            widths
                .get((widths.len() as f32 * share) as usize)
                .copied()
                .unwrap_or(0.0)
        };
        let open = texts.iter().filter(|t| !is_closed(t)).count();
        let wrapped = lines.len() >= 20 && at(0.9) <= 45.0 && open * 3 > lines.len();
        let mut counts: HashMap<NumberingKind, (u32, u32)> = HashMap::new();
        for text in &texts {
            let text = BULLET.replace(text, "");
            if let Some(label) = label(&text)
                && !text.ends_with(is_inner_comma)
            {
                let count = counts.entry(label.kind).or_default();
                count.0 += u32::from(is_closed(&text));
                count.1 += 1;
            }
        }
        Self {
            line_width: wrapped.then(|| {
                let lines = texts.iter().map(|t| (width(t), is_closed(t)));
                LineWidth::of(&lines.collect::<Vec<(f32, bool)>>())
            }),
            indented: lines.iter().filter(|l| l.indented).count() * 2 > lines.len(),
            closed: counts
                .into_iter()
                .map(|(kind, (closed, all))| (kind, closed as f32 / all as f32))
                .collect(),
        }
    }

    fn continues(&self, seam: &Seam<'_>, evidence: &Evidence) -> bool {
        let &Seam {
            before, line, text, ..
        } = seam;
        match evidence.shapes.get(&line.number) {
            Some(Shape::Joined) => return true,
            Some(Shape::Apart) => return false,
            _ => {}
        }
        if self.indented && line.indented {
            return false;
        }
        if evidence.is_title(before, text, seam.next) {
            return true;
        }
        if self.begins(text) {
            return false;
        }
        if text.starts_with(is_inner) || before.ends_with(is_inner_comma) {
            return true;
        }
        if let Some(line_width) = self.line_width {
            let title = !is_title(before) && is_title(&format!("{before}{text}"));
            return seam.head && title
                || !Self::is_frame(before, evidence)
                    && seam.widths.goes_on(line_width, end(before), text);
        }
        if self.ends(before, seam.head, evidence) {
            return false;
        }
        if let Some(joined) = evidence
            .witnesses
            .iter()
            .find_map(|w| w.joined(before, text))
        {
            return joined;
        }
        if repeated(before, line, text).is_some() {
            return true;
        }
        if is_closed(before) {
            return before.ends_with('；') && before.contains('。') && label(before).is_some();
        }
        line.gap == 0 || width(before) >= 24.0
    }

    /// Whether a line begins something new whatever stands before it.
    fn begins(&self, text: &str) -> bool {
        label(text).is_some()
            || text.starts_with("——")
            || text.starts_with('|')
            || BOX.is_match(text)
            || is_frame_line(text)
            || COPIES.is_match(text)
    }

    /// Whether a paragraph is of the frame, or a title of the document.
    fn is_frame(text: &str, evidence: &Evidence) -> bool {
        text.starts_with('|') || is_frame_line(text) || evidence.names(text)
    }

    /// Whether a paragraph is complete although it ends no sentence: a heading, a title, the frame.
    fn ends(&self, text: &str, head: bool, evidence: &Evidence) -> bool {
        if Self::is_frame(text, evidence) || head && is_title(text) {
            return true;
        }
        if BOX.is_match(text) {
            return !text.ends_with(is_inner_comma);
        }
        let Some(label) = label(text) else {
            return false;
        };
        if is_closed(text) || text.contains('。') || text.ends_with(is_inner_comma) {
            return false;
        }
        match label.kind {
            NumberingKind::Part | NumberingKind::Chapter | NumberingKind::Section => true,
            kind => self.closed.get(&kind).is_none_or(|share| *share < 0.5) || width(text) < 20.0,
        }
    }
}

fn end(text: &str) -> End {
    let plain = !text.contains(['，', '。', '；', '：']);
    if is_closed(text) {
        End::Sentence
    } else if plain && (label(text).is_some() || BOX.is_match(text)) {
        End::Heading
    } else {
        End::Open
    }
}

fn is_inner_comma(c: char) -> bool {
    matches!(c, '，' | '、' | ',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::lines::split;
    use proptest::prelude::*;

    fn joined(text: &str) -> Vec<String> {
        reflow(split(text), &Evidence::default())
            .iter()
            .map(|p| p.text.text())
            .collect()
    }

    #[test]
    fn page_cuts_are_joined_and_headings_are_not() {
        let text = "一、总体要求\n\n（一）推动技术路线决策权落实到位。各地区、各部门在制定具体办法时要明确更大技术路\n\n\
                    线决策权，并抓好落实。\n\n（二）基本原则\n\n坚持问题导向。聚焦突出问题。";
        let want = [
            "一、总体要求",
            "（一）推动技术路线决策权落实到位。各地区、各部门在制定具体办法时要明确更大技术路线决策权，并抓好落实。",
            "（二）基本原则",
            "坚持问题导向。聚焦突出问题。",
        ];
        assert_eq!(joined(text), want);
    }

    #[test]
    fn a_long_heading_is_told_from_a_cut_item_by_its_series() {
        let text = "（一）推进中央财政科技计划（专项、基金等）管理改革，再造科技计划管理体系\n\n1. 制定指南。\n\n2. 扩大开放。\n\n\
                    3. 制定外国人永久居留管理的意见，加快立法，规范和放宽取得永久居留证的条件，探索\n\n建立技术移民制度。\n\n（二）强化链条\n\n4. 完善办法。";
        let got = joined(text);
        assert_eq!(got.len(), 6, "{got:?}");
        assert!(got[3].ends_with("探索建立技术移民制度。"));
    }

    #[test]
    fn characters_repeated_at_a_page_break_appear_once() {
        let text = "培育绿色发展新动能。\n\n能，突破一批前沿技术。";
        assert_eq!(joined(text), ["培育绿色发展新动能，突破一批前沿技术。"]);
        assert_eq!(joined("甲能。\n\n能源技术。"), ["甲能。", "能源技术。"]);
    }

    #[test]
    fn printed_lines_are_joined_and_paragraphs_kept_apart() {
        let body = "围绕重点产业领域布局建设国家和自治区的重点实验室与\n\n各类工程研究中心和产业创新中心以及技术创新中心等平台\n\n建设。\n\n";
        let text = format!("第一章 总体部署\n\n{}", body.repeat(12));
        let got = joined(&text);
        assert_eq!(got.len(), 13, "{got:?}");
    }

    proptest! {
        #[test]
        fn no_character_is_lost(text in "[一二（）。，甲乙丙、 \\n1.|—-]{0,200}") {
            let visible = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let source: String = reflow(split(&text), &Evidence::default())
                .iter()
                .flat_map(|p| p.text.glyphs().iter().filter_map(|g| g.was).collect::<Vec<_>>())
                .collect();
            prop_assert_eq!(visible(&source), visible(&text));
        }
    }
}
