//! Boxes (专栏): where each begins and ends.
//!
//! A box ends at a heading of the text around it, at the next box, where its numbered series stops,
//! where the line width of the print changes back, or where reading says so.

use crate::config::Shape;
use crate::pattern::{BOX, is_closed, label};
use celan_document::NumberingKind;

/// A paragraph or table as the search for boxes sees it.
pub(crate) struct Piece<'a> {
    /// Its text; `None` for a table.
    pub(crate) text: Option<&'a str>,
    /// Whether it belongs to the frame.
    pub(crate) frame: bool,
    /// Width of its first line, where that line is full.
    pub(crate) line_width: Option<f32>,
    /// What reading says of it.
    pub(crate) shape: Option<Shape>,
}

impl Piece<'_> {
    fn is_box(&self) -> bool {
        !self.frame && self.text.is_some_and(|t| BOX.is_match(t) && !is_closed(t))
    }

    fn label(&self) -> Option<NumberingKind> {
        self.text.and_then(label).map(|l| l.kind)
    }
}

/// For each piece the index of the box title that it stands below; a title stands below itself.
pub(crate) fn extents(pieces: &[Piece<'_>]) -> Vec<Option<usize>> {
    let mut out = vec![None; pieces.len()];
    let mut at = 0;
    while at < pieces.len() {
        if !pieces[at].is_box() {
            at += 1;
            continue;
        }
        let end = end(pieces, at);
        out[at..end].fill(Some(at));
        at = end;
    }
    out
}

/// One past the last piece of the box whose title is at `title`.
fn end(pieces: &[Piece<'_>], title: usize) -> usize {
    let first = pieces[title + 1..].iter().find(|p| p.text.is_some());
    let series = numbered(pieces, title);
    let line_width = first.and_then(|p| p.line_width);
    for (i, piece) in pieces.iter().enumerate().skip(title + 1) {
        if piece.frame || piece.is_box() {
            return i;
        }
        if pieces[i - 1].shape == Some(Shape::BoxEnd) {
            return i;
        }
        let Some(text) = piece.text else { continue };
        if let Some(kind) = piece.label() {
            if series != Some(kind) {
                return i;
            }
        } else {
            let introduces = text.ends_with('：') && label_after(pieces, i).is_some();
            if series.is_some() && i > title + 1 && !introduces {
                return i;
            }
            if series.is_none() && !is_closed(text) {
                return i;
            }
        }
        if let (Some(inside), Some(here)) = (line_width, piece.line_width)
            && here < inside - 2.0
        {
            return i;
        }
    }
    pieces.len()
}

/// Kind of the series that a box holds, where its first paragraph, or the one that an introduction
/// leads to, is labelled.
fn numbered(pieces: &[Piece<'_>], title: usize) -> Option<NumberingKind> {
    let first = pieces.get(title + 1)?;
    let kind = first.label().or_else(|| {
        first
            .text
            .filter(|t| t.ends_with('：'))
            .and_then(|_| label_after(pieces, title + 1))
    })?;
    (kind >= NumberingKind::Arabic && kind < NumberingKind::Annex).then_some(kind)
}

fn label_after(pieces: &[Piece<'_>], i: usize) -> Option<NumberingKind> {
    pieces.get(i + 1).and_then(Piece::label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(texts: &[(&str, Option<f32>)]) -> Vec<bool> {
        let pieces: Vec<Piece<'_>> = texts
            .iter()
            .map(|(text, line_width)| Piece {
                text: Some(text),
                frame: false,
                line_width: *line_width,
                shape: None,
            })
            .collect();
        extents(&pieces).iter().map(Option::is_some).collect()
    }

    #[test]
    fn boxes_end_where_their_series_or_measure_does() {
        let numbered = [
            ("专栏 3 项目", None),
            ("重大科技项目：", None),
            ("1.发动机。攻克技术。", None),
            ("重大工程：", None),
            ("1.种业。突破技术。", None),
            ("建立动态调整机制，适时充实布局。", None),
        ];
        assert_eq!(boxed(&numbered), [true, true, true, true, true, false]);
        let printed = [
            ("专栏 2 任务", Some(12.0)),
            ("开发太阳能电池技术。", Some(30.0)),
            ("短。", None),
            ("智能电网。围绕电力发展。", Some(26.0)),
        ];
        assert_eq!(boxed(&printed), [true, true, true, false]);
        let headed = [
            ("专栏 2 专项", None),
            ("大型飞机。首飞。", None),
            ("二、部署", None),
        ];
        assert_eq!(boxed(&headed), [true, true, false]);
    }
}
