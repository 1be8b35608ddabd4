//! A query cut into its parts: words, phrases, filters, signs.

use super::{Filter, FilterField, Message, Part};

/// Characters of a query that are read; what follows is left out and said so.
pub const LONGEST: usize = 2_000;
/// Words and phrases that are read.
const MOST: usize = 24;

/// The parts of `query` in order; what is wrong with it goes to `messages`.
pub(super) fn lex(query: &str, messages: &mut Vec<Message>) -> Vec<Part> {
    let mut chars: Vec<char> = query.chars().take(LONGEST + 1).collect();
    if chars.len() > LONGEST {
        chars.truncate(LONGEST);
        messages.push(Message::Long(LONGEST));
    }
    let before = chars.len();
    chars.retain(|c| !is_invisible(*c));
    if chars.len() < before {
        messages.push(Message::Invisible);
    }
    let mut lexer = Lexer {
        chars: &chars,
        at: 0,
        messages,
    };
    let mut parts = Vec::new();
    let mut words = 0;
    while let Some(part) = lexer.part() {
        match part {
            Part::Word { .. } if words == MOST => {
                lexer.note(Message::Many(MOST));
                continue;
            }
            Part::Word { .. } => words += 1,
            Part::Or if parts.last() == Some(&Part::Or) => continue,
            _ => {}
        }
        parts.push(part);
    }
    parts
}

struct Lexer<'a> {
    chars: &'a [char],
    at: usize,
    messages: &'a mut Vec<Message>,
}

impl Lexer<'_> {
    fn part(&mut self) -> Option<Part> {
        let mut excluded = false;
        loop {
            while self.peek(0)?.is_whitespace() {
                self.at += 1;
                excluded = false;
            }
            let sign = matches!(self.peek(0)?, '-' | '－' | '−')
                && self
                    .peek(1)
                    .is_some_and(|c| !c.is_whitespace() && (excluded || !is_dash(c)));
            if sign {
                self.at += 1;
                excluded = true;
                if self.peek(0).is_some_and(is_dash) {
                    continue;
                }
            }
            let c = self.peek(0)?;
            if is_or(c) {
                self.at += 1;
                return Some(Part::Or);
            }
            if let Some(text) = self.quoted().or_else(|| self.curly()) {
                if text.trim().is_empty() {
                    self.note(Message::EmptyQuotes);
                    excluded = false;
                    continue;
                }
                return Some(Part::Word {
                    text,
                    quoted: true,
                    excluded,
                });
            }
            if c == '“' && !self.closes() {
                self.at += 1;
                // As without the quote: before a dash, a sign excludes nothing.
                excluded = excluded && !self.peek(0).is_some_and(is_dash);
                continue;
            }
            match self.word(excluded) {
                Some(part) => return Some(part),
                None => excluded = false,
            }
        }
    }

    /// Whether the curly quote here is closed within its word.
    fn closes(&self) -> bool {
        let ends = |c: &char| c.is_whitespace() || is_or(*c) || is_quote(*c);
        let rest = &self.chars[self.at..];
        rest.iter().take_while(|c| !ends(c)).any(|c| *c == '”')
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    /// A phrase between ASCII quotes; one that is not closed goes on to the end.
    fn quoted(&mut self) -> Option<String> {
        self.peek(0).filter(|c| is_quote(*c))?;
        let rest = &self.chars[self.at + 1..];
        let len = rest.iter().position(|c| is_quote(*c));
        if len.is_none() {
            self.note(Message::OpenQuote);
        }
        let text = &rest[..len.unwrap_or(rest.len())];
        self.at += 1 + text.len() + usize::from(len.is_some());
        Some(text.iter().collect())
    }

    /// A phrase between curly quotes, where they enclose a whole word of the query.
    fn curly(&mut self) -> Option<String> {
        self.peek(0).filter(|c| *c == '“')?;
        let rest = &self.chars[self.at + 1..];
        let len = rest.iter().position(|c| *c == '”')?;
        let ends = rest
            .get(len + 1)
            .is_none_or(|c| c.is_whitespace() || is_or(*c) || is_quote(*c));
        let nested = rest[..len].iter().any(|c| is_quote(*c) || *c == '“');
        (ends && !nested).then(|| {
            self.at += len + 2;
            rest[..len].iter().collect()
        })
    }

    /// A word or a filter; `None` where nothing visible is left of it.
    fn word(&mut self, excluded: bool) -> Option<Part> {
        let start = self.at;
        while let Some(c) = self.peek(0) {
            if c.is_whitespace() || is_or(c) || is_quote(c) {
                break;
            }
            if matches!(c, ':' | '：')
                && let Some(field) = FilterField::named(&self.chars[start..self.at])
            {
                self.at += 1;
                return self.filter(field, excluded);
            }
            self.at += 1;
        }
        let word = &self.chars[start..self.at];
        let text: String = word.iter().collect();
        match text.as_str() {
            "OR" | "ＯＲ" if !excluded => Some(Part::Or),
            "AND" | "ＡＮＤ" | "" => None,
            _ => Some(Part::Word {
                text,
                quoted: false,
                excluded,
            }),
        }
    }

    fn filter(&mut self, field: FilterField, excluded: bool) -> Option<Part> {
        let value = self.quoted().unwrap_or_else(|| {
            let rest = &self.chars[self.at..];
            let end = |c: &char| c.is_whitespace() || is_quote(*c);
            let value: String = rest.iter().take_while(|c| !end(c)).collect();
            self.at += value.chars().count();
            value
        });
        match Filter::new(field, &value, excluded) {
            Ok(filter) => Some(Part::Filter(filter)),
            Err(message) => {
                self.note(message);
                None
            }
        }
    }

    fn note(&mut self, message: Message) {
        if !self.messages.contains(&message) && self.messages.len() < 8 {
            self.messages.push(message);
        }
    }
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '＂')
}

fn is_or(c: char) -> bool {
    matches!(c, '|' | '｜')
}

fn is_dash(c: char) -> bool {
    celan_text::fold_char(c) == Some('-')
}

/// Control and format characters, which nobody sees that they typed or pasted.
fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace()) || celan_text::is_invisible(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(query: &str) -> Vec<String> {
        lex(query, &mut Vec::new())
            .into_iter()
            .map(|token| match token {
                Part::Word {
                    text,
                    quoted,
                    excluded,
                } => {
                    let text = if quoted { format!("<{text}>") } else { text };
                    if excluded { format!("-{text}") } else { text }
                }
                Part::Filter(filter) => format!("{filter:?}"),
                Part::Or => "|".into(),
            })
            .collect()
    }

    #[test]
    fn parts_are_told_apart() {
        for (query, want) in [
            ("科技 创新", vec!["科技", "创新"]),
            ("科技　创新", vec!["科技", "创新"]),
            ("\"科技 创新\"", vec!["<科技 创新>"]),
            ("＂a\"b", vec!["<a>", "b"]),
            ("“十三五” 规划", vec!["<十三五>", "规划"]),
            ("“十三五”规划", vec!["“十三五”规划"]),
            ("\"“十三五”: |-\"", vec!["<“十三五”: |->"]),
            ("a|b OR c", vec!["a", "|", "b", "|", "c"]),
            ("科技 -人才 -\"创新\"", vec!["科技", "-人才", "-<创新>"]),
            ("2016-2020", vec!["2016-2020"]),
            ("——坚持", vec!["——坚持"]),
            ("- a", vec!["-", "a"]),
            ("总则：第一条", vec!["总则：第一条"]),
            ("\"\" \u{202e}\u{200b} a\u{0}b", vec!["ab"]),
        ] {
            assert_eq!(words(query), want, "{query}");
        }
    }

    #[test]
    fn malformed_queries_get_messages() {
        for query in [
            "\"a",
            "\"\" a",
            "年份:上年",
            "\u{202e}a",
            &"长".repeat(100_000),
            &"a ".repeat(900),
        ] {
            let mut messages = Vec::new();
            lex(query, &mut messages);
            assert_eq!(messages.len(), 1, "{:.20}", query);
        }
    }

    proptest! {
        #[test]
        fn no_query_panics(query in "\\PC{0,60}|[\"＂“” |:：\\-年份a科\u{202e}]{0,60}") {
            let mut messages = Vec::new();
            let parts = lex(&query, &mut messages);
            let words = parts.iter().filter(|p| matches!(p, Part::Word { .. }));
            prop_assert!(words.count() <= MOST);
            prop_assert!(messages.len() <= 70);
        }
    }
}
