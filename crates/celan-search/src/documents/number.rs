//! A document number as people type it: 国发2018年25号文, 487号令, 内政办发【2017】51号.

use celan_text::{chinese_numeral, is_numeral};

/// Characters of the longest code: 中华人民共和国国务院令.
const LONGEST_CODE: usize = 16;

/// A number that is asked for: the code before its first digit, and its runs of digits.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct AskedNumber {
    code: Vec<char>,
    runs: Vec<Vec<char>>,
}

/// The number that a folded query is, its numerals in digits, if it is nothing else.
pub(super) fn asked_number(chars: &[char]) -> Option<AskedNumber> {
    let first = chars.iter().position(char::is_ascii_digit)?;
    let (code, rest) = chars.split_at(first);
    let code: Vec<char> = code
        .iter()
        .filter(|c| celan_text::is_han(**c))
        .copied()
        .collect();
    let code: Vec<char> = code.strip_suffix(&['第']).unwrap_or(&code).to_vec();
    let mut runs: Vec<Vec<char>> = Vec::new();
    let mut inside = false;
    let mut serial = false;
    for c in rest {
        if c.is_ascii_digit() {
            match runs.last_mut() {
                Some(run) if inside => run.push(*c),
                _ => runs.push(vec![*c]),
            }
            inside = true;
        } else {
            serial |= *c == '号';
            if celan_text::is_han(*c) && !"年第号令文件的".contains(*c) {
                return None;
            }
            inside = false;
        }
    }
    let is_year = |run: &[char]| matches!(run, ['1', '9', _, _] | ['2', '0', _, _]);
    // 国发201825号
    if let [run] = runs.as_slice()
        && let Some((year, number)) = run.split_at_checked(4)
        && is_year(year)
        && !number.is_empty()
        && !code.is_empty()
    {
        runs = vec![year.to_vec(), number.to_vec()];
    }
    let fits = match runs.as_slice() {
        [year, number] => is_year(year) && number.len() <= 4,
        [number] => serial && number.len() <= 4,
        _ => false,
    };
    (fits && code.len() <= LONGEST_CODE).then_some(AskedNumber { code, runs })
}

/// Chinese numerals of a year or before 号 as digits.
pub(super) fn in_digits(chars: &[char]) -> Vec<char> {
    let mut digits = Vec::with_capacity(chars.len());
    let mut rest = chars;
    while let Some(first) = rest.first() {
        let chinese = |c: &&char| !c.is_ascii() && (is_numeral(**c) || **c == '○');
        let run = rest.iter().take_while(chinese).count();
        let counts = run == 4 && matches!(first, '一' | '二') || rest.get(run) == Some(&'号');
        let text = rest[..run].iter().collect::<String>().replace('○', "〇");
        let value = chinese_numeral(&text).filter(|_| counts);
        match value {
            Some(value) => digits.extend(value.to_string().chars()),
            None => digits.push(*first),
        }
        rest = &rest[value.map_or(1, |_| run)..];
    }
    digits
}

impl AskedNumber {
    /// Whether a folded number is this one.
    pub(super) fn is(&self, number: &[char]) -> bool {
        let runs: Vec<&[char]> = number
            .split(|c| !c.is_ascii_digit())
            .filter(|run| !run.is_empty())
            .collect();
        let same = runs.len() >= self.runs.len()
            && runs[runs.len() - self.runs.len()..]
                .iter()
                .zip(&self.runs)
                .all(|(a, b)| *a == b.as_slice());
        let mut own = number.iter();
        same && self.code.iter().all(|c| own.any(|o| o == c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(typed: &str, number: &str) -> bool {
        let fold = |text: &str| celan_text::fold(text).chars;
        asked_number(&in_digits(&fold(typed))).is_some_and(|asked| asked.is(&fold(number)))
    }

    #[test]
    fn numbers_are_known_however_they_are_typed() {
        for typed in [
            "国发〔2018〕25号",
            "国发2018年25号文",
            "国发/2018/25",
            "2018年25号",
            "25号文件",
            "国发201825号",
            "国发二〇一八 25号",
            "国发〔二○一八〕二十五号",
            "国发{2018】25",
        ] {
            assert!(is(typed, "国发〔2018〕25号"), "{typed}");
        }
        assert!(is("487号令", "国务院令第487号"));
        assert!(is("国务院令487号", "国务院令第487号"));
        for typed in [
            "国办发2018/25",
            "国发2018/5号",
            "2018年",
            "2018年的25项",
            "第25条",
        ] {
            assert!(!is(typed, "国发〔2018〕25号"), "{typed}");
        }
    }
}
