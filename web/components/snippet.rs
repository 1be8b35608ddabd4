//! A snippet: the part of a text that a result shows, with the matches marked.

use maud::{Markup, html};

/// Writes what is `shown` of `text`, with what was asked for marked, and otherwise what is `shared`
/// with another text; an ellipsis says where text was left out. Offsets are characters of `text`.
pub(crate) fn snippet(
    text: &str,
    shown: &[[u32; 2]],
    asked: &[[u32; 2]],
    shared: &[[u32; 2]],
) -> Markup {
    html! {
        @for (text, mark) in pieces(text, shown, asked, shared) {
            @match mark {
                Mark::None => (text),
                Mark::Asked => mark { (text) },
                Mark::Shared => mark.b { (text) },
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    Asked,
    Shared,
}

/// Cuts `text` into pieces of one mark each.
fn pieces(
    text: &str,
    shown: &[[u32; 2]],
    asked: &[[u32; 2]],
    shared: &[[u32; 2]],
) -> Vec<(String, Mark)> {
    let within = |ranges: &[[u32; 2]], at: u32| ranges.iter().any(|r| r[0] <= at && at < r[1]);
    let mut pieces: Vec<(String, Mark)> = Vec::new();
    let mut push = |c: char, mark: Mark| match pieces.last_mut() {
        Some((piece, same)) if *same == mark => piece.push(c),
        _ => pieces.push((c.to_string(), mark)),
    };
    let mut out = false;
    for (at, c) in (0u32..).zip(text.chars()) {
        if !within(shown, at) {
            if !out {
                push('…', Mark::None);
            }
            out = true;
            continue;
        }
        out = false;
        let mark = if within(asked, at) {
            Mark::Asked
        } else if within(shared, at) {
            Mark::Shared
        } else {
            Mark::None
        };
        // Cells of a row stand apart.
        push(if c == '\t' { '　' } else { c }, mark);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, shown: [u32; 2], asked: &[[u32; 2]], shared: &[[u32; 2]], expected: &str) {
        let found: String = pieces(text, &[shown], asked, shared)
            .into_iter()
            .map(|(text, mark)| match mark {
                Mark::None => text,
                Mark::Asked => ["[", &text, "]"].concat(),
                Mark::Shared => ["(", &text, ")"].concat(),
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn snippet_shows_ellipses_and_highlights() {
        let all = "推动科技成果转化。";
        check(all, [0, 9], &[[2, 6]], &[], "推动[科技成果]转化。");
        check(all, [2, 6], &[[2, 6]], &[], "…[科技成果]…");
        let several = [[0, 1], [2, 6], [8, 9]];
        check(all, [4, 9], &several, &[], "…[成果]转化[。]");
        check("表\t甲\t乙", [0, 5], &[[2, 3]], &[], "表　[甲]　乙");
        check("", [0, 0], &[], &[], "");
        let marked = "…[乙](丙丁)。…";
        check("甲。乙丙丁。戊。", [2, 6], &[[2, 3]], &[[3, 5]], marked);
    }
}
