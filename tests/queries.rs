//! The published query set, and queries that mean harm.

/// The queries of queries.txt, in its order.
#[allow(dead_code)]
pub(crate) fn queries() -> Vec<&'static str> {
    let lines = include_str!("queries.txt").lines();
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

/// Queries that no person types: very long ones, ones of signs only, ones written from right to
/// left, ones of ten thousand words.
#[allow(dead_code)]
pub(crate) fn hostile() -> Vec<String> {
    let mut queries: Vec<String> = [
        ("科", 100_000),
        ("科技成果转化", 20_000),
        ("的", 60),
        ("\"", 100_000),
        ("*?", 50_000),
        ("*", 1),
        ("-\"", 5_000),
        ("|", 10_000),
        ("标题:", 5_000),
        ("\u{202e}\u{200f}\u{2067}", 3_000),
        ("\u{202e}科技", 1_000),
        ("\u{fffd}", 1_000),
        ("a", 2_000),
        ("zhongguo", 250),
        ("第二十五条", 400),
        ("2018年", 12),
        ("百分之", 300),
        ("（", 5_000),
        ("\0", 1_000),
    ]
    .map(|(part, times)| part.repeat(times))
    .to_vec();
    let numbered = |part: &str| -> String { (0..10_000).map(|n| format!("{part}{n} ")).collect() };
    queries.extend(["词", "-", "年份:", "z"].map(numbered));
    let words = "的 了 和 是 在 有 为 与 对 中 等 及 以 不 一 个 人 这 上 大 技 科 国 发";
    queries.extend([words, &words.replace(' ', "|"), &words.replace(' ', "")].map(str::to_owned));
    queries
}
