//! Leads: unnumbered first sentences that serve as titles (坚持问题导向。聚焦突出问题……).

use super::paragraph::{Candidate, ParagraphKind, first_sentence};
use celan_document::Label;

/// Longest lead that makes its siblings leads, in characters.
const LEAD: usize = 22;
/// Longest lead among such siblings, in characters.
const LONGEST_LEAD: usize = 32;
/// Longest lead that needs no siblings, in characters.
const LONE_LEAD: usize = 13;
/// Shortest text after such a lead, in characters.
const LONE_TEXT: usize = 80;

/// Leads among unlabelled paragraphs, and what they are to be: of a group of siblings at least two, and most of them, or three
/// in a row, open with a short sentence that more follows. No siblings are needed by a very short one,
/// by one after ——, nor by a short one that names what a long paragraph is about and states nothing.
/// A box between siblings does not part them.
pub(super) fn find(
    candidates: &[Candidate<'_>],
    labels: &[Option<Label>],
    kinds: &[ParagraphKind],
) -> Vec<(usize, ParagraphKind)> {
    let mut out = Vec::new();
    let sentences: Vec<Option<usize>> = candidates.iter().map(|c| lead(c.text)).collect();
    for group in siblings(candidates, labels, kinds) {
        let short = |i: usize| {
            let dash = dashes(candidates[i].text);
            sentences[i].filter(|end| *end <= dash + LEAD + 1)
        };
        let count = group.iter().filter(|i| short(**i).is_some()).count();
        let most = count >= 2 && count * 5 >= group.len() * 3;
        for (n, &i) in group.iter().enumerate() {
            let dashed = candidates[i].text.starts_with("——");
            let Some(end) = sentences[i] else {
                out.extend(dashed.then_some((i, ParagraphKind::Item)));
                continue;
            };
            let three = (n.saturating_sub(2)..=n).any(|from| {
                let row = group.get(from..from + 3);
                row.is_some_and(|row| row.iter().all(|i| short(*i).is_some()))
            });
            let text = candidates[i].text;
            if most || three && short(i).is_some() || dashed || alone(text, end) {
                out.push((i, ParagraphKind::Lead(end)));
            }
        }
    }
    out
}

/// Whether a first sentence of `end` characters is a lead wherever it stands.
fn alone(text: &str, end: usize) -> bool {
    let has = |marks: &[char]| text.chars().take(end).any(|c| marks.contains(&c));
    let names = end <= LONE_LEAD + 1
        && text.chars().count() >= end + LONE_TEXT
        && !has(&['是', '的', '了', '已', '有']);
    end > 3 && !has(&['，']) && (end <= 8 || names)
}

/// Unlabelled paragraphs by the heading or box that they stand below.
fn siblings(
    candidates: &[Candidate<'_>],
    labels: &[Option<Label>],
    kinds: &[ParagraphKind],
) -> Vec<Vec<usize>> {
    let (mut out, mut outside, mut inside) = (Vec::new(), Vec::new(), Vec::new());
    for (i, candidate) in candidates.iter().enumerate() {
        if !candidate.boxed && (labels[i].is_some() || kinds[i] != ParagraphKind::Prose) {
            out.push(std::mem::take(&mut outside));
        }
        if !candidate.plain || labels[i].is_some() {
            out.push(std::mem::take(&mut inside));
        } else if kinds[i] == ParagraphKind::Prose {
            let group = if candidate.boxed {
                &mut inside
            } else {
                &mut outside
            };
            group.push(i);
        }
    }
    out.push(outside);
    out.push(inside);
    out.retain(|group| !group.is_empty());
    out
}

fn dashes(text: &str) -> usize {
    text.chars().take_while(|c| *c == '—').count()
}

/// Where the first sentence of a paragraph ends, if it can be a lead: short, with text after it, and
/// not itself of several clauses.
fn lead(text: &str) -> Option<usize> {
    let chars: Vec<char> = text.chars().collect();
    let dash = dashes(text);
    let end = first_sentence(&chars)
        .filter(|e| *e < chars.len() && *e > dash + 1 && *e <= dash + LONGEST_LEAD + 1)?;
    // A long sentence with 是 states something and names nothing.
    let states = end > dash + LEAD + 1 && chars[..end].contains(&'是');
    let commas = chars[..end].iter().filter(|c| **c == '，').count();
    (commas <= 1 && !states && !chars[..end].contains(&'：')).then_some(end)
}
