//! The record: from traced characters to the marks of a text and the list of all changes.

use crate::record::trace::{Place, Rule, Traced};
use celan_document::{Repair, Span, Text};

/// A change of characters other than white space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// Line of the source, from 1.
    pub(crate) line: u32,
    /// Index of its first character in the text as it stands now.
    pub(crate) start: usize,
    /// What stood there.
    pub(crate) was: String,
    /// What stands there now.
    pub(crate) now: String,
    /// Name of the rule, or reason of a repair by hand.
    pub(crate) rule: String,
}

/// Runs of neighbouring characters that one rule changed, with the index of their first character in
/// the text as it stands now.
fn runs(text: &Traced) -> Vec<(usize, Place, String, String, Rule)> {
    let mut out: Vec<(usize, Place, String, String, Rule)> = Vec::new();
    let mut position = 0;
    let mut open: Option<u32> = None;
    for glyph in text.glyphs() {
        let at = position;
        position += usize::from(glyph.now.is_some());
        let visible = |c: Option<char>| c.filter(|c| !c.is_whitespace());
        let (was, mut now) = (visible(glyph.was), visible(glyph.now));
        // White space inside an addition belongs to it.
        let inside = glyph.was.is_none() && open == Some(glyph.at.col);
        if inside
            && out
                .last()
                .is_some_and(|run| Some(&run.4) == glyph.rule.as_ref())
        {
            now = glyph.now;
        }
        let changed = was != now;
        let Some(rule) = glyph.rule.as_ref().filter(|_| changed) else {
            open = None;
            continue;
        };
        let follows = open == Some(glyph.at.col)
            && out
                .last()
                .is_some_and(|run| run.4 == *rule && run.1.line == glyph.at.line);
        if !follows {
            out.push((at, glyph.at, String::new(), String::new(), rule.clone()));
        }
        if let Some(run) = out.last_mut() {
            run.2.extend(was);
            run.3.extend(now);
        }
        open = Some(glyph.at.col + u32::from(glyph.was.is_some()));
    }
    out
}

/// The text as it stands now, with its repairs.
pub(crate) fn text(traced: &Traced) -> Text {
    let mut text = Text::plain(traced.text());
    text.repairs = runs(traced)
        .into_iter()
        .map(|(start, _, was, now, rule)| Repair {
            span: Span::new(start, start + now.chars().count()),
            was,
            rule: rule.to_string(),
        })
        .collect();
    text
}

/// All changes of a text.
pub(crate) fn changes(traced: &Traced) -> Vec<Change> {
    runs(traced)
        .into_iter()
        .map(|(start, at, was, now, rule)| Change {
            line: at.line,
            start,
            was,
            now,
            rule: rule.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn changes_say_where_and_what() {
        let mut text = Traced::line(4, "甲 and 乙,丙");
        let (one, two): (Rule, Rule) = (Arc::from("one"), Arc::from("two"));
        text.replace(7..8, "，", &two);
        text.replace(2..5, "和", &one);
        text.remove(3..4, &one);
        text.remove(1..2, &one);
        let marked = super::text(&text);
        assert_eq!(marked.plain, "甲和乙，丙");
        let repairs: Vec<(u32, u32, &str)> = marked
            .repairs
            .iter()
            .map(|r| (r.span.start, r.span.end, r.was.as_str()))
            .collect();
        assert_eq!(repairs, [(1, 2, "and"), (3, 4, ",")]);
        let changes = changes(&text);
        assert_eq!((changes[0].line, changes[0].start), (4, 1));
        assert_eq!((changes[1].start, changes[1].now.as_str()), (3, "，"));
    }
}
