//! A passage as it is shown in a list: the part that matters, with the terms marked.

use yew::prelude::*;

/// Writes the characters `snippet` of `text` with `highlights` marked; an ellipsis says where text
/// was left out. Offsets are characters of `text`.
pub(crate) fn passage(text: &str, snippet: [u32; 2], highlights: &[[u32; 2]]) -> Html {
    pieces(text, snippet, highlights)
        .into_iter()
        .map(|(text, marked)| {
            if marked {
                html! { <mark>{ text }</mark> }
            } else {
                html! { text }
            }
        })
        .collect()
}

fn pieces(text: &str, [start, end]: [u32; 2], highlights: &[[u32; 2]]) -> Vec<(String, bool)> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    let mut push = |c: char, marked: bool| match pieces.last_mut() {
        Some((piece, same)) if *same == marked => piece.push(c),
        _ => pieces.push((c.to_string(), marked)),
    };
    if start > 0 {
        push('…', false);
    }
    let mut highlights = highlights.iter().peekable();
    let mut rest = false;
    for (n, c) in (0u32..).zip(text.chars()) {
        if n >= end {
            rest = true;
            break;
        }
        while highlights.next_if(|[_, end]| *end <= n).is_some() {}
        if n >= start {
            let marked = highlights.peek().is_some_and(|[start, _]| *start <= n);
            // Cells of a row stand apart.
            push(if c == '\t' { '　' } else { c }, marked);
        }
    }
    if rest {
        push('…', false);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, snippet: [u32; 2], highlights: &[[u32; 2]], expected: &str) {
        let found: String = pieces(text, snippet, highlights)
            .into_iter()
            .map(|(text, marked)| if marked { format!("[{text}]") } else { text })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn terms_are_marked_and_cuts_are_shown() {
        check(
            "推动科技成果转化。",
            [0, 9],
            &[[2, 6]],
            "推动[科技成果]转化。",
        );
        check("推动科技成果转化。", [2, 6], &[[2, 6]], "…[科技成果]…");
        check(
            "推动科技成果转化。",
            [4, 9],
            &[[0, 1], [2, 6], [8, 9]],
            "…[成果]转化[。]",
        );
        check("表\t甲\t乙", [0, 5], &[[2, 3]], "表　[甲]　乙");
        check("", [0, 0], &[], "");
    }
}
