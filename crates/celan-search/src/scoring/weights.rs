//! Every weight of the ranking, in one place.
//!
//! Passages are ranked by BM25F (S. Robertson, H. Zaragoza, M. Taylor, "Simple BM25 extension to
//! multiple weighted fields", CIKM 2004): the weighted frequencies of a word in the fields are added
//! before they are saturated once. The fields of a passage are its own text, the lead or heading it
//! opens with, the headings above it, and its document's title. Values are in 1024ths.

/// One.
pub(crate) const ONE: u64 = 1024;
/// Saturation: the weighted frequency at which a word has half of what it can give.
pub(crate) const K1: u64 = 500;
/// How much a passage's length counts against it.
pub(crate) const B: u64 = 120;
/// A match in running text, a cell or a note.
pub(crate) const TEXT: u64 = ONE;
/// A match in the lead or heading that a passage opens with.
pub(crate) const LEAD: u64 = 1600;
/// A match in a heading that stands alone, where words are looked up.
pub(crate) const HEADING: u64 = 2048;
/// The same where a question is asked, which text answers and a heading seldom does.
pub(crate) const HEADING_ASKED: u64 = 800;
/// A match in the title or number of a document, as a unit of its own.
pub(crate) const TITLE: u64 = 4096;
/// A match in other metadata.
pub(crate) const METADATA: u64 = 205;
/// A heading above the passage has the word.
pub(crate) const PATH: u64 = 800;
/// The document's title has the word.
pub(crate) const TITLE_ABOVE: u64 = 410;
/// A match whose ends are crossed by a term of the vocabulary: 技改 in 科技改革.
pub(crate) const ACCIDENT: u64 = 128;
/// Words standing side by side, against what the words give by themselves.
pub(crate) const PROXIMITY: u64 = 256;
/// Matches of one word up to which accidents are looked for.
pub(crate) const ACCIDENTS_SOUGHT: usize = 600;
/// What it counts to cover all that a query asks, beside what the words give one by one.
pub(crate) const COVERAGE: u64 = 1536;
/// What it counts that the passage's document covers all that a query asks, in whatever passages.
pub(crate) const DOCUMENT_COVERAGE: u64 = 128;
/// The share of the best score that a passage needs to be listed.
pub(crate) const ENOUGH: u64 = 410;
/// A synonym of weight 100, against the word as typed.
pub(crate) const SYNONYM: u64 = 922;
/// A term inside a longer word, by its share of that word's length.
pub(crate) const PART: u64 = 512;
/// A term read from pinyin.
pub(crate) const PINYIN: u64 = ONE;
/// A word that names a level, against a term: it tells more of the documents than of their words.
pub(crate) const LEVEL_SHARE: u64 = 512;
/// What the documents of a level that is named gain, in hundredths.
pub(crate) const LEVEL_LIFT: u64 = 15;
/// Another term that the same letters read as.
pub(crate) const PINYIN_ELSE: u64 = 400;
/// A term that sounds like the word.
pub(crate) const HOMOPHONE: u64 = 922;
/// A term that one slip makes of the word.
pub(crate) const NEAR: u64 = 819;
/// A run of characters that is no term, against a term.
pub(crate) const RUN: u64 = ONE;
/// A word of the question that is a term as well, against a term.
pub(crate) const ASKED: u64 = ONE;
/// A character of a run that occurs nowhere, against the run.
pub(crate) const CHARACTER: u64 = 307;
/// A match in a title or number where a question is asked, which text answers.
pub(crate) const TITLE_ASKED: u64 = 1024;
/// What counts of a passage's score in a plan or outline, where a question is asked: they speak of
/// everything.
pub(crate) const GENERAL: u64 = 870;
/// What counts of the lift of a wish that is fulfilled in another sentence than the best, in
/// hundredths.
pub(crate) const ELSEWHERE: u64 = 33;
/// A single character, against a term.
pub(crate) const LONE: u64 = 256;
/// Exact passages below which a query is widened.
pub(crate) const FEW: usize = 4;
/// Passages with a part of what is asked that are listed where others have all of it: the best.
pub(crate) const BESIDE: usize = 20;
/// Two characters side by side as in the query, against what their rarity tells.
pub(crate) const PAIR: u64 = 280;
/// A match in a line that belongs to the frame of a document: date, signature, addressee.
pub(crate) const FRAME: u64 = 205;
