//! What a reader is told of his query: what is wrong with it, and what was done about it.

use serde::{Serialize, Serializer};
use std::fmt;

/// Something that a reader is told of his query. As text, and in JSON, it is in Chinese; an
/// interface of another language has words of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Only so many characters of it were read.
    Long(usize),
    /// Only so many of its words were read.
    Many(usize),
    /// There is nothing between quotes.
    EmptyQuotes,
    /// A quote is not closed.
    OpenQuote,
    /// There were characters that nobody sees.
    Invisible,
    /// The filter of this name has no value.
    EmptyFilter(&'static str),
    /// This is no year.
    NoYear(String),
    /// This is nothing that a document says of its own time.
    NoTerm(String),
    /// Nothing follows an OR.
    OpenOr,
    /// There is nothing to look for.
    Empty,
    /// There is nothing but what must not be found.
    OnlyExcluded,
    /// Nothing was found.
    Nothing,
    /// No document passes the filters.
    NoDocument,
    /// These words of it occur nowhere; the others were looked for.
    Without(Vec<String>),
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Long(n) => return write!(f, "查询太长，只用了前 {n} 个字。"),
            Self::Many(n) => return write!(f, "查询的词太多，只用了前 {n} 个。"),
            Self::EmptyFilter(name) => {
                return write!(f, "“{name}:”后面没有内容，已略去。");
            }
            Self::NoYear(value) => {
                return write!(
                    f,
                    "“年份:{value}”不是年份，请写作 年份:2018 或 年份:2016..2018；已略去。"
                );
            }
            Self::NoTerm(value) => {
                return write!(
                    f,
                    "“期限:{value}”不是期限，请写作 期限:已满、-期限:已满 或 期限:试行；已略去。"
                );
            }
            Self::Without(words) => {
                return write!(f, "库中没有“{}”，只查了其余的词。", words.join("、"));
            }
            Self::EmptyQuotes => "引号里没有文字，已略去。",
            Self::OpenQuote => "引号没有成对，按引到末尾处理。",
            Self::Invisible => "看不见的字符已略去。",
            Self::OpenOr => "“或”的后面没有词，已略去。",
            Self::Empty => "请输入要查找的文字。",
            Self::OnlyExcluded => "只有排除的词，请再输入要查找的文字。",
            Self::Nothing => "没有找到。",
            Self::NoDocument => "没有一份文件符合所选的条件。",
        })
    }
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
