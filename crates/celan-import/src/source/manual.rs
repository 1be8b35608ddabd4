//! What reading alone can know (`corpus/repairs/<id>.toml`), put to work and checked: an entry whose
//! text no longer stands in its line is an error.

use crate::config::{ManualRepairs, Shape};
use crate::error::ImportError;
use crate::record::trace::{Rule, Traced};
use crate::source::lines::Line;
use celan_document::{Block, Content, Doubt, Span};
use std::collections::HashMap;
use std::sync::Arc;

fn stale(id: &str, line: u32, was: &str) -> ImportError {
    ImportError::Stale {
        id: id.to_owned(),
        line,
        was: was.to_owned(),
    }
}

/// Applies the repairs made by hand.
pub(crate) fn repair(
    lines: &mut [Line],
    hand: &ManualRepairs,
    id: &str,
) -> Result<(), ImportError> {
    for entry in &hand.repair {
        let stale = || stale(id, entry.line, &entry.was);
        let line = lines.iter_mut().find(|l| l.number == entry.line);
        let line = line.ok_or_else(stale)?;
        let text = line.text.text();
        let mut found = text.match_indices(&entry.was);
        let (Some((at, _)), None) = (found.next(), found.next()) else {
            return Err(stale());
        };
        let start = text[..at].chars().count();
        let rule: Rule = Arc::from(entry.reason.as_str());
        let end = start + entry.was.chars().count();
        line.text.replace(start..end, &entry.now, &rule);
    }
    Ok(())
}

/// Adds the paragraphs that only another witness has.
pub(crate) fn add(
    lines: &mut Vec<Line>,
    hand: &ManualRepairs,
    id: &str,
) -> Result<(), ImportError> {
    for entry in &hand.addition {
        let Some(at) = lines.iter().position(|l| l.number == entry.after) else {
            return Err(stale(id, entry.after, &entry.text));
        };
        let rule: Rule = Arc::from(entry.reason.as_str());
        let line = Line {
            number: entry.after,
            gap: 1,
            new_page: false,
            indented: false,
            text: Traced::added(entry.after, &entry.text, &rule),
        };
        lines.insert(at + 1, line);
    }
    Ok(())
}

/// What reading knows of lines, checked against them.
pub(crate) fn shapes(
    lines: &[Line],
    hand: &ManualRepairs,
    id: &str,
) -> Result<HashMap<u32, Shape>, ImportError> {
    let mut out = HashMap::new();
    for entry in &hand.shape {
        let fits = lines
            .iter()
            .any(|l| l.number == entry.line && l.text.text().starts_with(&entry.text));
        if !fits {
            return Err(stale(id, entry.line, &entry.text));
        }
        out.insert(entry.line, entry.is);
    }
    Ok(out)
}

/// Marks the places that cannot be known.
pub(crate) fn doubts(
    blocks: &mut [Block],
    hand: &ManualRepairs,
    id: &str,
) -> Result<(), ImportError> {
    for doubt in &hand.doubt {
        let marked = mark(blocks, doubt.line, &doubt.text, &doubt.reason);
        if !marked {
            return Err(stale(id, doubt.line, &doubt.text));
        }
    }
    Ok(())
}

fn mark(blocks: &mut [Block], line: u32, words: &str, reason: &str) -> bool {
    for block in blocks {
        let covers = block
            .lines
            .is_some_and(|l| l.first <= line && line <= l.last);
        if !covers {
            continue;
        }
        if let Some(text) = block.text_mut()
            && let Some(at) = text.plain.find(words)
        {
            let start = text.plain[..at].chars().count();
            text.doubts.push(Doubt {
                span: Span::new(start, start + words.chars().count()),
                reason: reason.to_owned(),
            });
            return true;
        }
        if let Content::Box(b) = &mut block.content
            && mark(&mut b.blocks, line, words, reason)
        {
            return true;
        }
    }
    false
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::source::lines::split;

    fn hand(toml: &str) -> ManualRepairs {
        toml::from_str(toml).unwrap()
    }

    #[test]
    fn an_entry_changes_its_line_and_no_other() {
        let mut lines = split("来自自治区\n来自自治区");
        let entry = "[[repair]]\nline = 2\nwas = \"来自自治\"\nnow = \"来自治\"\nreason = \"衍字\"";
        repair(&mut lines, &hand(entry), "x").unwrap();
        let texts: Vec<String> = lines.iter().map(|l| l.text.text()).collect();
        assert_eq!(texts, ["来自自治区", "来自治区"]);
    }

    #[test]
    fn an_entry_that_no_longer_fits_is_an_error() {
        let mut lines = split("甲乙甲乙");
        for (line, was) in [(1, "丙"), (1, "甲"), (2, "甲乙甲")] {
            let entry =
                format!("[[repair]]\nline = {line}\nwas = \"{was}\"\nnow = \"丁\"\nreason = \"\"");
            let error = repair(&mut lines, &hand(&entry), "x").unwrap_err();
            assert!(error.to_string().contains(was), "{error}");
        }
        let entry = "[[shape]]\nline = 1\ntext = \"乙\"\nis = \"joined\"\nreason = \"\"";
        assert!(shapes(&lines, &hand(entry), "x").is_err());
        let entry = "[[addition]]\nafter = 7\ntext = \"乙\"\nreason = \"\"";
        assert!(add(&mut lines, &hand(entry), "x").is_err());
        let entry = "[[doubt]]\nline = 1\ntext = \"乙\"\nreason = \"\"";
        assert!(doubts(&mut [], &hand(entry), "x").is_err());
    }
}
