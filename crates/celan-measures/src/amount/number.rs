//! Numbers as texts print them: Arabic with thousands, Chinese, and their scales.

use celan_text::chinese_numeral;

/// The pattern of an Arabic number.
pub(crate) const ARABIC: &str = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?";
/// The pattern of a Chinese numeral.
pub(crate) const HAN: &str = "[零〇一二两三四五六七八九十百千]+";
/// The pattern of a scale.
pub(crate) const SCALE: &str = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百";

/// Reads a number, Arabic or Chinese.
pub(crate) fn number(text: &str) -> Option<f64> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return text.replace(',', "").parse().ok();
    }
    chinese_numeral(text).map(f64::from)
}

/// What a scale multiplies by; 1 for none.
pub(crate) fn scale(text: &str) -> f64 {
    text.chars()
        .map(|c| match c {
            '十' => 1e1,
            '百' => 1e2,
            '千' => 1e3,
            '万' => 1e4,
            '亿' => 1e8,
            _ => 1.0,
        })
        .product()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read() {
        assert_eq!(number("1,500.5"), Some(1500.5));
        assert_eq!(number("三十"), Some(30.0));
        assert_eq!(number("百"), None);
        assert_eq!(scale("千万"), 1e7);
        assert_eq!(scale(""), 1.0);
    }
}
