//! The forms in which a word without quotes may stand in a text: 第25条 and 第二十五条, 500万元 and
//! 五百万元, 5% and 百分之五, 国发2018 25 and 国发〔2018〕25号, 關於 and 关于.
//!
//! The query is spelled out and not the text folded, so that one folded text serves words with
//! and without quotes, and an exact match is never lost to a folding.

use crate::numeral::{chinese_numeral, number_in_chinese};
use crate::script::{is_han, second_reading};

/// Spellings of one word at most; what exceeds it is dropped.
const MOST: usize = 24;
/// Characters of the longest word that is spelled otherwise; a longer one was pasted.
const LONGEST: usize = 64;

/// What may stand after an amount, so that a numeral before it is one (三十家, 500万).
const UNITS: &str = "年月日条章节篇编款项号届个万亿千百元人家名倍次级期岁天吨亩公台套件所批";

/// One form of a word, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// Its characters.
    pub chars: Vec<char>,
    /// Whether it is the word as typed, which matches anywhere. Another form must not begin or end
    /// inside a numeral: 五条 is no form of 5条 in 第二十五条.
    pub literal: bool,
}

impl Spelling {
    /// Whether the form may stand between these neighbours.
    pub fn fits(&self, before: Option<char>, after: Option<char>) -> bool {
        let cuts = |inside: Option<&char>, outside: Option<char>| match (inside, outside) {
            (Some(a), Some(b)) => {
                (is_digit(*a) && is_digit(b)) || (is_numeral(*a) && is_numeral(b))
            }
            _ => false,
        };
        self.literal || !(cuts(self.chars.first(), before) || cuts(self.chars.last(), after))
    }
}

/// All forms of a folded word, the word itself first, without doubles.
///
/// ```
/// let word: Vec<char> = "第25条".chars().collect();
/// let forms = celan_text::spellings(&word);
/// assert!(forms.iter().any(|s| s.chars.iter().collect::<String>() == "第二十五条"));
/// ```
pub fn spellings(word: &[char]) -> Vec<Spelling> {
    let mut forms = vec![Spelling {
        chars: word.to_vec(),
        literal: true,
    }];
    let same = |c: &char| !is_digit(*c) && !is_numeral(*c) && second_reading(*c).is_none();
    if word.len() > LONGEST || word.iter().all(same) {
        return forms;
    }
    let mut add = |chars: Vec<char>| {
        if forms.len() < MOST && forms.iter().all(|f| f.chars != chars) {
            forms.push(Spelling {
                chars,
                literal: false,
            });
        }
    };
    if let Some(number) = document_number(word) {
        number.forms().for_each(add);
        return forms;
    }
    let read: Vec<char> = word
        .iter()
        .map(|c| second_reading(*c).unwrap_or(*c))
        .collect();
    for word in [word, &read] {
        for chars in combine(&pieces(word)) {
            add(chars);
        }
    }
    forms
}

/// Whether a folded word reads as a document number: issuer's code, year, serial.
pub fn is_document_number(word: &[char]) -> bool {
    document_number(word).is_some()
}

/// 国发〔2018〕25号 in its parts.
struct DocumentNumber<'a> {
    code: &'a [char],
    year: &'a [char],
    serial: &'a [char],
}

fn document_number(word: &[char]) -> Option<DocumentNumber<'_>> {
    let start = word.iter().position(|c| !is_han(*c))?;
    let (code, rest) = word.split_at(start);
    let bracketed = "〔[(【〈《".contains(*rest.first()?);
    let rest = rest.get(usize::from(bracketed)..)?;
    let (year, rest) = rest.split_at_checked(4)?;
    let century = matches!(year, ['1', '9', ..] | ['2', '0', ..]);
    if !century || !year.iter().all(|c| is_digit(*c)) || (!bracketed && code.is_empty()) {
        return None;
    }
    let closed = rest.first().is_some_and(|c| "〕])】〉》".contains(*c));
    let rest = rest.get(usize::from(closed)..)?;
    let rest = rest.strip_prefix(&['第']).unwrap_or(rest);
    let serial = rest.strip_suffix(&['号']).unwrap_or(rest);
    ((1..=4).contains(&serial.len()) && serial.iter().all(|c| is_digit(*c)))
        .then_some(DocumentNumber { code, year, serial })
}

impl DocumentNumber<'_> {
    /// The forms without 号, which the forms with it begin with.
    fn forms(&self) -> impl Iterator<Item = Vec<char>> {
        let brackets = [
            (Some('〔'), Some('〕')),
            (Some('['), Some(']')),
            (Some('('), Some(')')),
            (Some('【'), Some('】')),
            (None, None),
        ];
        brackets.into_iter().flat_map(move |(open, close)| {
            [None, Some('第')].map(|nth| {
                let mut chars = self.code.to_vec();
                chars.extend(open);
                chars.extend(self.year);
                chars.extend(close);
                chars.extend(nth);
                chars.extend(self.serial);
                chars
            })
        })
    }
}

/// A part of a word: its forms, the given one first.
type Piece = Vec<Vec<char>>;

fn pieces(word: &[char]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    while let Some(rest) = word.get(at..).filter(|r| !r.is_empty()) {
        let piece = percentage(rest)
            .or_else(|| amount(&word[..at], rest))
            .unwrap_or_else(|| vec![rest[..1].to_vec()]);
        at += piece[0].len();
        pieces.push(piece);
    }
    pieces
}

/// The run of numerals of one script that `word` begins with.
fn numeral_run(word: &[char]) -> &[char] {
    let digits = word.first().is_some_and(|c| is_digit(*c));
    let same = |c: &&char| {
        if digits {
            is_digit(**c)
        } else {
            is_numeral(**c)
        }
    };
    &word[..word.iter().take_while(same).count()]
}

/// 5% and 百分之五, which are read as one piece.
fn percentage(word: &[char]) -> Option<Piece> {
    if let Some(rest) = word.strip_prefix(&['百', '分', '之']) {
        let run = numeral_run(rest);
        let value = numeral(run)?;
        let other = format!("{value}%").chars().collect();
        return Some(vec![word[..3 + run.len()].to_vec(), other]);
    }
    let run = numeral_run(word);
    let printed = word.get(..=run.len()).filter(|p| p.ends_with(&['%']))?;
    let chinese = number_in_chinese(numeral(run)?)?;
    let other = format!("百分之{chinese}").chars().collect();
    Some(vec![printed.to_vec(), other])
}

/// A run of numerals, with its other forms where it counts or orders something.
fn amount(before: &[char], word: &[char]) -> Option<Piece> {
    let run = numeral_run(word);
    let after = word.get(run.len());
    let ordinal = [&['第'][..], &['专', '栏'], &['附', '件']]
        .iter()
        .any(|mark| before.ends_with(mark));
    let counted = after.is_some_and(|c| UNITS.contains(*c));
    let decimal = after == Some(&'.') || before.ends_with(&['.']);
    let mut piece = vec![run.to_vec()];
    if (ordinal || counted) && !decimal {
        piece.extend(numeral_forms(run, after == Some(&'年')));
    }
    (!run.is_empty()).then_some(piece)
}

fn numeral_forms(run: &[char], year: bool) -> Vec<Vec<char>> {
    let Some(value) = numeral(run) else {
        return Vec::new();
    };
    let forms: Vec<String> = if !run.iter().all(|c| is_digit(*c)) {
        vec![value.to_string()]
    } else if year && run.len() == 4 {
        let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
        let spell = |zero: char| {
            let digit = |c: &char| match c.to_digit(10) {
                None | Some(0) => zero,
                Some(d) => digits[d as usize],
            };
            run.iter().map(digit).collect()
        };
        ['〇', '○', '零'].map(spell).to_vec()
    } else {
        let pair = (value == 2).then(|| "两".to_owned());
        number_in_chinese(value).into_iter().chain(pair).collect()
    };
    forms.iter().map(|f| f.chars().collect()).collect()
}

fn numeral(run: &[char]) -> Option<u32> {
    let text: String = run
        .iter()
        .map(|c| if *c == '○' { '〇' } else { *c })
        .collect();
    if run.iter().all(|c| is_digit(*c)) {
        text.parse().ok()
    } else {
        chinese_numeral(&text)
    }
}

/// Every combination of the pieces' forms; where they would be too many, later ones stay as given.
fn combine(pieces: &[Piece]) -> Vec<Vec<char>> {
    let mut words: Vec<Vec<char>> = vec![Vec::new()];
    for piece in pieces {
        let forms = if words.len() * piece.len() > MOST {
            &piece[..1]
        } else {
            &piece[..]
        };
        words = words
            .iter()
            .flat_map(|word| {
                forms
                    .iter()
                    .map(move |form| [word.as_slice(), form].concat())
            })
            .collect();
    }
    words
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_numeral(c: char) -> bool {
    "〇○零一二三四五六七八九十百千两".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn forms(word: &str) -> Vec<String> {
        let folded = crate::fold(word).chars;
        spellings(&folded)
            .into_iter()
            .map(|s| s.chars.into_iter().collect())
            .collect()
    }

    #[test]
    fn equal_things_have_a_form_in_common() {
        for (query, text) in [
            ("第25条", "第二十五条"),
            ("第二十五条", "第25条"),
            ("500万元", "五百万元"),
            ("５００ 万元", "五百万元"),
            ("五百万", "500万"),
            ("2018年", "二〇一八年"),
            ("二○一八年", "2018年"),
            ("2个", "两个"),
            ("专栏3", "专栏三"),
            ("5%", "百分之五"),
            ("百分之三十", "30%"),
            ("百分之30", "30%"),
            ("国发 2018 25", "国发〔2018〕25"),
            ("国发[2018]25号", "国发〔2018〕25"),
            ("内政办发（2017）114号", "内政办发〔2017〕114"),
            ("〔2018〕25号", "[2018]25"),
            ("關於", "关于"),
            ("2.5%", "2.5%"),
        ] {
            assert!(
                forms(query).iter().any(|f| f == text),
                "{query}: {:?}",
                forms(query)
            );
        }
    }

    #[test]
    fn words_that_are_no_numerals_have_one_form() {
        for word in ["十三五", "一般", "5G", "三农", "2.5万", "万一", ""] {
            assert_eq!(forms(word).len(), 1, "{word}: {:?}", forms(word));
        }
    }

    #[test]
    fn another_form_does_not_cut_a_numeral() {
        let five = &spellings(&['5', '条'])[1];
        assert!(five.fits(Some('第'), None));
        assert!(!five.fits(Some('十'), None));
        let number = &spellings(&crate::fold("国发2018 2号").chars)[1];
        assert!(!number.fits(None, Some('5')));
        assert!(number.fits(None, Some('号')));
    }

    proptest! {
        #[test]
        fn numbers_are_found_in_either_script(n in 1u32..10_000) {
            let chinese = format!("第{}条", number_in_chinese(n).unwrap_or_default());
            let arabic = format!("第{n}条");
            prop_assert!(forms(&arabic).contains(&chinese));
            prop_assert!(forms(&chinese).contains(&arabic));
        }

        #[test]
        fn no_word_panics(word in "\\PC{0,20}|[第百分之〔〕()一二十○%年万号国发0-9.]{0,20}") {
            let all = forms(&word);
            prop_assert!(all.len() <= MOST);
            prop_assert_eq!(&all[0], &crate::fold(&word).chars.iter().collect::<String>());
        }
    }
}
