//! A passage as texts for QR codes, which a telephone reads without a network.

use sha2::{Digest, Sha256};

/// Characters of the passage that a code has at most: more make modules too small for a telephone.
const LONGEST: usize = 200;
/// Codes that a passage may take; nobody scans more.
const MOST: usize = 12;
/// Bytes of the hash that are shown.
const SHOWN: usize = 4;

/// Cuts a passage into the texts of its codes, at ends of sentences where there are any: each with its number
/// in front where there are several, the last with the citation and the first eight hex digits of the
/// SHA-256 of the passage. What stands behind the numbers, without the last line, is the passage, whole and as it is.
/// `None` where it is empty or too long for codes.
pub fn passage_codes(passage: &str, citation: &str) -> Option<Vec<String>> {
    let pieces = pieces(passage);
    if pieces.is_empty() || pieces.len() > MOST {
        return None;
    }
    let hash = Sha256::digest(passage.as_bytes());
    let hash: String = hash
        .iter()
        .take(SHOWN)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let of = pieces.len();
    let code = |(n, piece): (usize, &str)| {
        let number = if of > 1 {
            format!("【{n}/{of}】")
        } else {
            String::new()
        };
        let end = if n == of {
            format!("\n{citation} {hash}")
        } else {
            String::new()
        };
        [number.as_str(), piece, end.as_str()].concat()
    };
    Some((1..).zip(pieces).map(code).collect())
}

/// The pieces of a text, which together are the text.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest
            .char_indices()
            .nth(LONGEST)
            .map_or(rest.len(), |(end, _)| end);
        let window = &rest[..end];
        let behind = |marks: &[char]| {
            let last = window.char_indices().rfind(|(_, c)| marks.contains(c));
            last.map(|(at, c)| at + c.len_utf8())
        };
        let end = if end == rest.len() {
            end
        } else {
            behind(&['。', '！', '？', '\n'])
                .or_else(|| behind(&['；', '：', '，', '、', ' ']))
                .unwrap_or(end)
        };
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_passage_is_one_code() {
        let codes = passage_codes("一次性奖励30万元。", "来源").unwrap();
        // printf 一次性奖励30万元。 | sha256sum
        assert_eq!(codes, ["一次性奖励30万元。\n来源 9ad8c520"]);
        assert_eq!(passage_codes("", "来源"), None);
        assert_eq!(
            passage_codes(&"长".repeat(LONGEST * MOST + 1), "来源"),
            None
        );
    }

    #[test]
    fn a_long_passage_is_cut_behind_a_sentence() {
        let first = ["甲".repeat(120), "。".into()].concat();
        let second = ["乙".repeat(120), "，".into(), "丙".repeat(30), "。".into()].concat();
        let codes = passage_codes(&[first.clone(), second.clone()].concat(), "来源").unwrap();
        assert_eq!(codes.len(), 2);
        assert_eq!(codes[0], ["【1/2】", &first].concat());
        assert!(codes[1].starts_with(&["【2/2】", &second, "\n来源 "].concat()));
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_passage(text in "[甲乙。，；\\n a𠀀]{1,900}") {
            let pieces = pieces(&text);
            prop_assert_eq!(pieces.concat(), text.as_str());
            prop_assert!(pieces.iter().all(|p| (1..=LONGEST).contains(&p.chars().count())));
        }
    }
}
