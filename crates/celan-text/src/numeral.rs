//! Numerals: digits and Chinese numerals, read and written.

/// The value of a digit, half or full width.
pub fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

fn han(c: char) -> Option<u32> {
    "〇一二三四五六七八九"
        .chars()
        .position(|d| d == c)
        .map(|d| d as u32)
        .or(match c {
            '零' => Some(0),
            '两' => Some(2),
            _ => None,
        })
}

/// Whether `c` stands in a numeral: a digit, half or full width, or a Chinese numeral below ten thousand.
pub fn is_numeral(c: char) -> bool {
    digit(c).is_some() || han(c).is_some() || matches!(c, '十' | '百' | '千')
}

/// Reads a numeral of digits, half or full width, or a Chinese one below ten thousand.
pub fn numeral(chars: &[char]) -> Option<u32> {
    if chars.is_empty() {
        return None;
    }
    if chars.iter().all(|c| digit(*c).is_some()) {
        return chars
            .iter()
            .try_fold(0u32, |n, c| n.checked_mul(10)?.checked_add(digit(*c)?));
    }
    chinese_numeral(&chars.iter().collect::<String>())
}

/// Reads a Chinese numeral below ten thousand (二十五, 一百零三, and digit by digit 二〇一八).
pub fn chinese_numeral(text: &str) -> Option<u32> {
    let chars: Vec<char> = text.chars().collect();
    if chars.is_empty() {
        return None;
    }
    if chars.iter().all(|c| han(*c).is_some()) {
        return match chars.len() {
            1 => han(chars[0]),
            2..=4 if chars.len() == 4 || chars[0] != '零' => {
                chars.iter().try_fold(0, |n, c| Some(n * 10 + han(*c)?))
            }
            _ => None,
        };
    }
    let (mut total, mut digit, mut last) = (0u32, None, 10_000u32);
    for &c in &chars {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                let value = han(c)?;
                if digit.is_some_and(|d| d != 0) {
                    return None;
                }
                digit = Some(value);
                continue;
            }
        };
        if unit >= last {
            return None;
        }
        total += unit
            * digit
                .take()
                .filter(|d| *d > 0)
                .or((total == 0 && unit == 10).then_some(1))?;
        last = unit;
    }
    Some(total + digit.unwrap_or(0))
}

/// Writes `number` (1 to 9999) as a Chinese numeral; `None` outside that range.
pub fn number_in_chinese(number: u32) -> Option<String> {
    if !(1..10_000).contains(&number) {
        return None;
    }
    let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
    let mut out = String::new();
    let mut zero = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit == 0 {
            zero = !out.is_empty();
            continue;
        }
        if zero {
            out.push('零');
            zero = false;
        }
        if !(unit == 10 && digit == 1 && out.is_empty()) {
            out.push(digits[digit as usize]);
        }
        out.push_str(name);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numerals_survive(n in 1u32..10_000) {
            prop_assert_eq!(number_in_chinese(n).as_deref().and_then(chinese_numeral), Some(n));
        }
    }
}
