//! Tables of JSON answers as CSV: the keys as head, joined by dots, lists by `|` (RFC 4180, UTF-8).

use serde_json::Value;

/// Writes `rows` below `head`, whose names are paths of keys (`amount.min`). A list of objects gives a list in
/// each of its columns.
pub(crate) fn write(head: &[&str], rows: &[Value]) -> String {
    let mut out = head.join(",") + "\r\n";
    for row in rows {
        let cells: Vec<String> = head.iter().map(|path| quote(&cell(row, path))).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

fn cell(value: &Value, path: &str) -> String {
    if let Value::Array(list) = value {
        let cells: Vec<String> = list.iter().map(|value| cell(value, path)).collect();
        return cells.join("|");
    }
    match path.split_once('.') {
        Some((key, rest)) => cell(&value[key], rest),
        None if path.is_empty() => scalar(value),
        None => match &value[path] {
            Value::Array(list) => list.iter().map(scalar).collect::<Vec<_>>().join("|"),
            other => scalar(other),
        },
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn quote(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn lists_and_objects_are_flat() {
        let row = json!({"a": "x,\"y\"", "b": {"c": 1}, "d": [1, 2], "e": [{"f": 3}, {"f": null}], "g": null});
        let head = ["a", "b.c", "d", "e.f", "g", "g.h"];
        let written = write(&head, &[row]);
        assert_eq!(
            written,
            "a,b.c,d,e.f,g,g.h\r\n\"x,\"\"y\"\"\",1,1|2,3|,,\r\n"
        );
    }
}
