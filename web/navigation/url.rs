//! Percent-coding: values of parameters as they are written into an address and read from it.

/// What must be escaped in a query beside control characters, spaces and what is not ASCII.
const RESERVED: &[u8] = b"\"#%&+<>";

/// Writes the value of a parameter.
pub(crate) fn push_value(address: &mut String, value: &str) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in value.bytes() {
        if byte.is_ascii_graphic() && !RESERVED.contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push('%');
            for half in [byte >> 4, byte & 15] {
                address.push(char::from(DIGITS[usize::from(half)]));
            }
        }
    }
}

/// A text as part of an address.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::new();
    push_value(&mut out, text);
    out
}

/// The value of a parameter, as forms write it: `+` for a space.
pub(crate) fn parameter(search: &str, name: &str) -> Option<String> {
    search.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (key == name).then(|| decode(&value.replace('+', " ")))
    })
}

/// Reads what [`push_value`] or a browser wrote; what is no text in UTF-8 stays as it stands.
pub(crate) fn decode(text: &str) -> String {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).map(|digit| digit as u8);
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        let coded = match after {
            [high, low, ..] if *byte == b'%' => digit(high).zip(digit(low)),
            _ => None,
        };
        bytes.push(coded.map_or(*byte, |(high, low)| high << 4 | low));
        rest = if coded.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
