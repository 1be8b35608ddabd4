//! Canonical documents: TOML front matter between `+++` lines and a body of CommonMark with tables.
//!
//! The text stands as printed, a paragraph a line; what the text cannot say stands in an HTML
//! comment before the block (see `comment.rs` for its words). Everything else is plain Markdown that
//! reads well in any viewer:
//!
//! | Markdown | block |
//! | --- | --- |
//! | `# title` | the title in the document's frame |
//! | `## 一、总体要求` | a heading, one hash more than its level, six at most |
//! | `**（一）推动落实**。text` | a paragraph with a run-in heading |
//! | `**坚持尊重规律**。text` | a paragraph with a lead |
//! | `第十三条 text` | an article |
//! | a block quote that begins with a bold line | a box |
//! | a table | a table; captions and notes by the words of their comments |
//!
//! [`parse()`] of [`write()`] gives the same document again, but for its marks (citations, repairs,
//! variants, doubts), which are kept elsewhere or made anew, and its terms, which are read from the
//! text. Texts are not empty, and the rows of a table are as long as its head: shorter ones are
//! read with empty cells added.

mod assemble;
mod comment;
mod definitions;
mod escape;
mod parse;
mod tree;
mod write;

pub use parse::parse;
pub(crate) use parse::parse_with_lines;
pub use write::write;
