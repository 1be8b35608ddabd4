//! Names that texts give: abbreviations that they announce, 机构评估（以下简称“评估”）, and words in quotation
//! marks.

use super::terms::Terms;
use celan_document::Library;
use celan_text::fold;

const MARK: [char; 2] = ['简', '称'];
const BELOW: [char; 2] = ['以', '下'];
/// A term that stands more often than this is no abbreviation of anything (项目, 意见).
const COMMON: u32 = 200;
/// The same of a term of two characters.
const COMMON_PAIR: u32 = 40;
/// Characters of an abbreviation, and of what it stands for, at most.
const LONGEST: (usize, usize) = (12, 30);

/// Pairs of abbreviation and full form, in the order of the texts.
pub(crate) fn announced(library: &Library, terms: &Terms) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for document in &library.documents {
        document.walk(&mut |block| {
            let text = block.text().map_or("", |t| t.plain.as_str());
            if text.contains("简称") {
                let chars = fold(text).chars;
                let places = (0..chars.len()).filter(|at| chars[*at..].starts_with(&MARK));
                pairs.extend(places.filter_map(|at| pair(&chars, at, terms)));
            }
        });
    }
    pairs
}

/// The pair announced by the mark at `at`.
fn pair(chars: &[char], at: usize, terms: &Terms) -> Option<(String, String)> {
    let quote = |c: &char| matches!(c, '“' | '”' | '"' | '《' | '》');
    let after = &chars[at + MARK.len()..];
    let after = &after[after.iter().take_while(|c| quote(c)).count()..];
    let short = &after[..after
        .iter()
        .position(|c| quote(c) || matches!(c, ')' | '，' | ','))?];
    let before = &chars[..at];
    let before = before.strip_suffix(&BELOW).unwrap_or(before);
    let before = before.strip_suffix(&['('])?;
    let full = full_form(before, terms)?;
    let usable = (2..=LONGEST.0).contains(&short.len())
        && terms
            .frequency(short)
            .is_none_or(|n| n <= if short.len() > 2 { COMMON } else { COMMON_PAIR })
        && short != full;
    usable.then(|| (short.iter().collect(), full.iter().collect()))
}

/// What stands before the bracket: between its quotes, or the longest term it ends in, or its whole
/// clause where that is short.
fn full_form<'a>(before: &'a [char], terms: &Terms) -> Option<&'a [char]> {
    if let Some(title) = before.strip_suffix(&['》']) {
        let start = title.iter().rposition(|c| *c == '《')?;
        return title.get(start + 1..).filter(|t| !t.is_empty());
    }
    let ends = |c: &char| matches!(c, '。' | ',' | ';' | ':' | '，' | '；' | '：' | ')' | '》');
    let start = before.iter().rposition(ends).map_or(0, |at| at + 1);
    let clause = &before[start.max(before.len().saturating_sub(LONGEST.1))..];
    let term = (0..clause.len())
        .map(|at| &clause[at..])
        .find(|c| terms.frequency(c).is_some());
    let term = term.filter(|t| t.len() > 3);
    term.or(Some(clause).filter(|c| c.len() > 2 && c.len() < LONGEST.1))
}

/// The short texts between curly quotes.
pub(crate) fn quoted(library: &Library) -> Vec<String> {
    let mut names = Vec::new();
    for document in &library.documents {
        document.walk(&mut |block| {
            let text = block.text().map_or("", |t| t.plain.as_str());
            for part in text.split('“').skip(1) {
                if let Some((name, _)) = part.split_once('”')
                    && name.len() <= 4 * LONGEST.0
                {
                    names.push(name.to_owned());
                }
            }
        });
    }
    names
}
