//! JSON (RFC 8259), as far as what is kept on the device needs it: text, whole numbers, lists and
//! objects. What else may stand there is kept as it is written.

/// A value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Json {
    /// Text.
    Text(String),
    /// A number that is whole and not negative.
    Number(u64),
    /// A list.
    List(Vec<Json>),
    /// Names and values, in their order.
    Object(Vec<(String, Json)>),
    /// Anything else, as it is written.
    Other(String),
}

/// Deeper than this nothing is read, so that no text can exhaust the stack.
const DEPTH: usize = 16;

impl Json {
    /// Reads a whole text; `None` if it is no JSON.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut reader = Reader { rest: text };
        let value = reader.value(0)?;
        reader.space();
        reader.rest.is_empty().then_some(value)
    }

    /// The value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Self::Object(fields) => fields.iter().find(|(n, _)| n == name).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The text of a name; empty where there is none.
    pub(crate) fn text(&self, name: &str) -> String {
        match self.get(name) {
            Some(Self::Text(text)) => text.clone(),
            _ => String::new(),
        }
    }

    /// The number of a name.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        match self.get(name) {
            Some(Self::Number(n)) => Some(*n),
            _ => None,
        }
    }
}

impl Json {
    /// Writes the value.
    pub(crate) fn push(&self, out: &mut String) {
        match self {
            Self::Text(text) => push_text(out, text),
            Self::Number(n) => out.push_str(&n.to_string()),
            Self::Other(word) => out.push_str(word),
            Self::List(list) => {
                out.push('[');
                for (n, value) in list.iter().enumerate() {
                    if n > 0 {
                        out.push(',');
                    }
                    value.push(out);
                }
                out.push(']');
            }
            Self::Object(fields) => {
                out.push('{');
                for (n, (name, value)) in fields.iter().enumerate() {
                    if n > 0 {
                        out.push(',');
                    }
                    push_field(out, name, value);
                }
                out.push('}');
            }
        }
    }
}

/// Writes a name and its value.
pub(crate) fn push_field(out: &mut String, name: &str, value: &Json) {
    push_text(out, name);
    out.push(':');
    value.push(out);
}

/// Writes a text with its quotes.
pub(crate) fn push_text(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c < ' ' => {
                out.push_str("\\u00");
                for digit in [c as u32 >> 4, c as u32 & 15] {
                    out.extend(char::from_digit(digit, 16));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    fn take(&mut self, token: char) -> bool {
        self.space();
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > DEPTH {
            return None;
        }
        self.space();
        match self.rest.chars().next()? {
            '"' => self.text().map(Json::Text),
            '[' => {
                let mut list = Vec::new();
                self.each('[', ']', |reader| {
                    list.push(reader.value(depth + 1)?);
                    Some(())
                })?;
                Some(Json::List(list))
            }
            '{' => {
                let mut fields = Vec::new();
                self.each('{', '}', |reader| {
                    reader.space();
                    let name = reader.text()?;
                    let value = reader.take(':').then(|| reader.value(depth + 1))??;
                    fields.push((name, value));
                    Some(())
                })?;
                Some(Json::Object(fields))
            }
            _ => {
                let end = self.rest.find([',', ']', '}', ' ', '\t', '\n', '\r']);
                let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
                self.rest = rest;
                match word {
                    "true" | "false" | "null" => Some(Json::Other(word.to_owned())),
                    _ => match word.parse() {
                        Ok(n) => Some(Json::Number(n)),
                        Err(_) => {
                            let is_number = |c: char| c.is_ascii_digit() || "+-.eE".contains(c);
                            let number = word.starts_with(|c: char| c == '-' || c.is_ascii_digit());
                            (number && word.chars().all(is_number))
                                .then(|| Json::Other(word.to_owned()))
                        }
                    },
                }
            }
        }
    }

    /// What stands between two brackets, with commas between.
    fn each(
        &mut self,
        open: char,
        close: char,
        mut one: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.take(open);
        if self.take(close) {
            return Some(());
        }
        loop {
            one(self)?;
            if self.take(close) {
                return Some(());
            }
            if !self.take(',') {
                return None;
            }
        }
    }

    fn text(&mut self) -> Option<String> {
        self.rest = self.rest.strip_prefix('"')?;
        let mut out = String::new();
        loop {
            let end = self.rest.find(['"', '\\'])?;
            out.push_str(&self.rest[..end]);
            let quote = self.rest[end..].starts_with('"');
            self.rest = &self.rest[end + 1..];
            if quote {
                return Some(out);
            }
            let escape = self.rest.chars().next()?;
            self.rest = &self.rest[escape.len_utf8()..];
            out.push(match escape {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\u{8}',
                'f' => '\u{c}',
                '"' | '\\' | '/' => escape,
                'u' => self.escaped()?,
                _ => return None,
            });
        }
    }

    /// A character behind `\u`, or two halves of one; a half alone is replaced.
    fn escaped(&mut self) -> Option<char> {
        let first = self.hex()?;
        if (0xd800..0xdc00).contains(&first)
            && let Some(rest) = self.rest.strip_prefix("\\u")
        {
            let before = self.rest;
            self.rest = rest;
            let second = self.hex()?;
            if (0xdc00..0xe000).contains(&second) {
                return char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
            }
            self.rest = before;
        }
        Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.rest.get(..4)?;
        self.rest = &self.rest[4..];
        let hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| hex)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn valid_json_is_read() {
        let read =
            Json::read(" {\"a\": [1, -2, 1.5e3, true, null, \"\\u79d1\\ud842\\udfb7\\n\"] } ");
        let list = vec![
            Json::Number(1),
            Json::Other("-2".into()),
            Json::Other("1.5e3".into()),
            Json::Other("true".into()),
            Json::Other("null".into()),
            Json::Text("科𠮷\n".into()),
        ];
        assert_eq!(
            read,
            Some(Json::Object(vec![("a".into(), Json::List(list))]))
        );
    }

    #[test]
    fn invalid_json_is_refused() {
        let deep = "[".repeat(100_000);
        for text in [
            "",
            "{",
            "[1,]",
            "{\"a\"}",
            "\"\\x\"",
            "\"\\u12g4\"",
            "x",
            "1 2",
            "\"a",
            &deep,
        ] {
            assert_eq!(Json::read(text), None, "{:.20}", text);
        }
    }

    #[test]
    fn values_are_written_as_they_were_read() {
        let text = "{\"a\":[1,-2,1.5e3,true,null,\"科\\n\"],\"b\":{},\"c\":[]}";
        let written = Json::read(text).map(|value| {
            let mut out = String::new();
            value.push(&mut out);
            out
        });
        assert_eq!(written.as_deref(), Some(text));
    }

    #[test]
    fn texts_survive() {
        for text in ["", "\"\\\n\t\u{1}\u{2028}", "科技𠮷"] {
            let mut out = String::new();
            push_text(&mut out, text);
            assert_eq!(Json::read(&out), Some(Json::Text(text.into())));
        }
    }
}
