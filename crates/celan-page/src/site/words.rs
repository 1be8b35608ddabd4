//! Titles cut into words, by jieba's dictionary.

use jieba_rs::Jieba;
use std::sync::LazyLock;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// The words of a title, which together are the title.
pub(super) fn words(title: &str) -> Vec<&str> {
    let tokens = JIEBA.cut(title, false);
    tokens.into_iter().map(|token| token.word).collect()
}
