//! How people say what the documents write: data of the publisher's, for search.

/// Ways of saying one thing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// What people type.
    pub say: Vec<String>,
    /// What the documents write.
    pub policy: Vec<String>,
    /// Whether what the documents write is also looked for as what people type.
    pub both: bool,
    /// How near the two are, 1 to 100.
    pub weight: u8,
}

/// What a question is after, and what a passage that has it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerType {
    /// Words of a question that show it (多少钱, 什么时候); they are not searched for themselves.
    pub say: Vec<String>,
    /// Strings of which a passage that answers holds one (万元, 工作日内); none where the words
    /// only make a question of what is asked.
    pub holds: Vec<String>,
    /// By how much such a passage is lifted, in hundredths of its score.
    pub lift: u8,
}
