//! Where the lines of a title may break: between words, by jieba's dictionary.

use jieba_rs::Jieba;
use std::sync::LazyLock;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// The places in `title`, in characters, where a line may break: between words, but not before a
/// word of one character (的, 和), nor where punctuation keeps to its neighbour.
pub(super) fn between_words(title: &str) -> Vec<usize> {
    let mut at = 0;
    let mut breaks = Vec::new();
    let mut former = "";
    for word in JIEBA.cut(title, false).into_iter().map(|token| token.word) {
        let long = |word: &str| word.chars().nth(1).is_some();
        let opens = |word: &str| word.contains(['“', '《', '（', '〔', '‘', '「']);
        let closed = former.contains(['”', '》', '）', '、', '，', '：', '；', '。']);
        let words = long(word) && !former.is_empty() && !opens(former);
        let signs = opens(word) || closed && word.chars().all(char::is_alphanumeric);
        if at > 0 && (words || signs && !opens(former)) {
            breaks.push(at);
        }
        at += word.chars().count();
        former = word;
    }
    breaks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole() {
        let cases = [
            ("科技创新规划", "科技|创新|规划"),
            (
                "促进“十四五”科技创新规划的通知（试行）",
                "促进|“十四五”|科技|创新|规划的|通知|（试行）",
            ),
            ("《办法》", "《办法》"),
            ("第一章 总则", "第一章 |总则"),
            ("", ""),
        ];
        for (title, wanted) in cases {
            let chars: Vec<char> = title.chars().collect();
            let mut got = String::new();
            for (i, c) in chars.iter().enumerate() {
                if between_words(title).contains(&i) {
                    got.push('|');
                }
                got.push(*c);
            }
            assert_eq!(got, wanted);
        }
    }
}
