//! What a paragraph can be to the outline.

/// What a paragraph is to the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParagraphKind {
    /// It stands alone as a heading.
    Heading,
    /// It opens with a heading that ends before this character.
    RunIn(usize),
    /// It is an item of a list.
    Item,
    /// Its first sentence, up to this character, serves as a title.
    Lead(usize),
    /// It is text.
    Prose,
}

/// A paragraph as the decision sees it.
pub(super) struct Candidate<'a> {
    pub(super) text: &'a str,
    /// Whether it stands in a box.
    pub(super) boxed: bool,
    /// Whether it is text: neither frame, table nor box title.
    pub(super) plain: bool,
}

/// Where the first sentence ends: after its full stop, brackets and quotations not counted.
pub(super) fn first_sentence(chars: &[char]) -> Option<usize> {
    let mut depth = 0i32;
    for (i, c) in chars.iter().enumerate() {
        match c {
            '（' | '“' | '《' | '〈' | '(' => depth += 1,
            '）' | '”' | '》' | '〉' | ')' => depth -= 1,
            '。' if depth <= 0 => return Some(i + 1),
            _ => {}
        }
    }
    None
}
