//! References to places of the same document: 第十三条, 本办法第四条第二款, 前款, 前条, 第三章.

use celan_document::{Block, Content, Document, NumberingKind, Part, Span, parse_label};
use std::collections::HashMap;

/// The places of a document that a text can refer to.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Anchors of parts, chapters, sections and articles by number; `None` where several have it.
    numbered: HashMap<(NumberingKind, u32), Option<String>>,
    /// Whether articles are meant by what is written 一、 (a text of “ten measures” calls them so).
    han_articles: bool,
    /// Articles in order: the anchors of their paragraphs and of their items.
    articles: Vec<Article>,
    /// Each block of an article: which article it is, and the number of the paragraph, both from 0.
    blocks: HashMap<String, (usize, usize)>,
}

#[derive(Debug, Default)]
struct Article {
    anchor: String,
    /// 款: the article's opening and the paragraphs below it.
    paragraphs: Vec<String>,
}

/// Words after which 第十条 belongs to another law, if no 本 stands before them.
const FOREIGN: &str = "法例则程章》）)";

impl Places {
    pub(super) fn new(document: &Document) -> Self {
        let mut places = Self::default();
        let mut inside = false;
        for block in document.blocks.iter().filter(|b| b.part != Part::Notice) {
            places.block(block, &mut inside);
        }
        places.han_articles = places.articles.is_empty();
        places
    }

    fn block(&mut self, block: &Block, inside: &mut bool) {
        let heading = match &block.content {
            Content::Heading(h) => Some((h.kind, h.number)),
            Content::Paragraph {
                run_in: Some(r), ..
            } => Some((r.kind, r.number)),
            _ => None,
        };
        if let Some((kind, number)) = heading {
            if let Some(number) = number {
                let anchor = Some(block.anchor.clone());
                self.numbered
                    .entry((kind, number))
                    .and_modify(|a| *a = None)
                    .or_insert(anchor);
            }
            if matches!(
                kind,
                NumberingKind::Part
                    | NumberingKind::Chapter
                    | NumberingKind::Section
                    | NumberingKind::Article
                    | NumberingKind::Annex
            ) {
                *inside = kind == NumberingKind::Article;
            }
            if kind == NumberingKind::Article {
                let anchor = block.anchor.clone();
                let place = (self.articles.len(), 0);
                self.blocks.entry(anchor.clone()).or_insert(place);
                self.articles.push(Article {
                    paragraphs: vec![anchor.clone()],
                    anchor,
                });
                return;
            }
        }
        let articles = self.articles.len();
        if let Some(article) = self.articles.last_mut().filter(|_| *inside) {
            if heading.is_none() && matches!(block.content, Content::Paragraph { .. }) {
                article.paragraphs.push(block.anchor.clone());
            }
            let place = (articles - 1, article.paragraphs.len() - 1);
            self.blocks.entry(block.anchor.clone()).or_insert(place);
        }
    }

    /// The anchor of article `number`, if there is one of that number.
    pub(super) fn article(&self, number: u32) -> Option<String> {
        let kind = if self.han_articles {
            NumberingKind::Han
        } else {
            NumberingKind::Article
        };
        self.numbered.get(&(kind, number)).cloned().flatten()
    }

    /// The references in a text that stands at `anchor` and opens with a heading of `opening`
    /// characters, each with the anchor it leads to.
    pub(super) fn references(
        &self,
        chars: &[char],
        anchor: &str,
        opening: u32,
    ) -> Vec<(Span, Option<String>)> {
        let mut found = Vec::new();
        let mut at = opening as usize;
        while at < chars.len() {
            let reference = match chars[at] {
                '第' if at > 0 => self.ordinal(chars, at),
                '前' => self.previous(chars, at, anchor),
                _ => None,
            };
            match reference {
                Some((span, target)) => {
                    at = span.end as usize;
                    found.push((span, target));
                }
                None => at += 1,
            }
        }
        found
    }

    fn ordinal(&self, chars: &[char], at: usize) -> Option<(Span, Option<String>)> {
        let (kind, number, end) = label(chars, at)?;
        let start = own_name(chars, at);
        let foreign = start.is_none() && before(chars, at).is_some_and(|c| FOREIGN.contains(c));
        if foreign {
            return None;
        }
        let start = start.unwrap_or(at);
        if kind != NumberingKind::Article {
            let target = self.numbered.get(&(kind, number))?.clone();
            return Some((Span::new(start, end), target));
        }
        let Some(article) = self.article(number) else {
            // A gap, unless this document has no articles at all.
            return (start < at && !self.articles.is_empty())
                .then(|| (Span::new(start, end), None));
        };
        match paragraph(chars, end) {
            Some((number, end)) => {
                let own = self.blocks.get(&article).map(|(at, _)| &self.articles[*at]);
                let paragraph =
                    own.and_then(|a| a.paragraphs.get((number as usize).checked_sub(1)?));
                Some((
                    Span::new(start, end),
                    Some(paragraph.cloned().unwrap_or(article)),
                ))
            }
            None => Some((Span::new(start, end), Some(article))),
        }
    }

    /// 前款 and 前条, seen from the block at `anchor`.
    fn previous(&self, chars: &[char], at: usize, anchor: &str) -> Option<(Span, Option<String>)> {
        let what = chars.get(at + 1)?;
        let (here, paragraph) = *self.blocks.get(anchor)?;
        let target = match what {
            '款' => paragraph
                .checked_sub(1)
                .and_then(|p| self.articles[here].paragraphs.get(p))
                .cloned(),
            '条' => here.checked_sub(1).map(|p| self.articles[p].anchor.clone()),
            _ => return None,
        };
        Some((Span::new(at, at + 2), target))
    }
}

/// The article that is named right after a mention which ends at `end`: 《…》第十条, 《…》（…）第十条.
pub(super) fn article_after(chars: &[char], end: usize) -> Option<u32> {
    let mut at = end;
    if matches!(chars.get(at), Some('（' | '(')) {
        let close = chars[at..]
            .iter()
            .take(40)
            .position(|c| matches!(c, '）' | ')'))?;
        at += close + 1;
    }
    let (kind, number, _) = label(chars, at)?;
    (kind == NumberingKind::Article).then_some(number)
}

/// The label 第…条/章/节/篇 at `at`: kind, number, end.
fn label(chars: &[char], at: usize) -> Option<(NumberingKind, u32, usize)> {
    const LONGEST: usize = 12;
    if chars.get(at) != Some(&'第') {
        return None;
    }
    let text: String = chars[at..].iter().take(LONGEST).collect();
    let label = parse_label(&text)?;
    Some((
        label.kind,
        label.number?,
        at + label.printed.chars().count(),
    ))
}

/// 第二款 at `at`: its number and its end.
fn paragraph(chars: &[char], at: usize) -> Option<(u32, usize)> {
    const LONGEST: usize = 6;
    if chars.get(at) != Some(&'第') {
        return None;
    }
    let close = chars[at..].iter().take(LONGEST).position(|c| *c == '款')?;
    let numeral: String = chars[at + 1..at + close].iter().collect();
    Some((celan_text::chinese_numeral(&numeral)?, at + close + 1))
}

/// Where 本办法, 本条例 and the like begin that end at `end`.
fn own_name(chars: &[char], end: usize) -> Option<usize> {
    const LONGEST: usize = 5;
    let back = chars[..end]
        .iter()
        .rev()
        .take(LONGEST)
        .position(|c| *c == '本')?;
    let start = end - back - 1;
    let names = chars[start..end].iter().all(|c| celan_text::is_han(*c));
    (back > 0 && names).then_some(start)
}

fn before(chars: &[char], at: usize) -> Option<char> {
    chars[..at]
        .iter()
        .rev()
        .find(|c| !c.is_whitespace())
        .copied()
}
