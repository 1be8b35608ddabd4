//! The forms in which a word without quotes may stand in a text: 第25条 and 第二十五条, 500万元 and
//! 五百万元, 5% and 百分之五, 国发2018 25 and 国发〔2018〕25号, 關於 and 关于.
//!
//! The query is spelled out and not the text folded, so that one folded text serves words with
//! and without quotes, and an exact match is never lost to a folding.
//!
//! Chinese numerals are also written with other zeros (二○一八), as money is written (贰佰), numbers with
//! thousands marks (1,000), with circles (①), as Roman numerals (Ⅲ) or below the line (CO₂).

use crate::numeral::{chinese_numeral, number_in_chinese};
use crate::script::{is_han, second_reading};

/// Spellings of one word at most; what exceeds it is dropped.
const MOST: usize = 48;
/// Characters of the longest word that is spelled otherwise; a longer one was pasted.
const LONGEST: usize = 64;

/// What may stand after an amount, so that a numeral before it is one (三十家, 500万).
const UNITS: &str = "年月日条章节篇编款项号届个万亿千百元人家名倍次级期岁天吨亩公台套件所批";
/// What is counted in ten thousands; no year, and nothing that has a number as its name.
const MEASURES: &str = "元个人家名户件头只吨亩";
const TEN_THOUSAND: char = '万';
/// Digits in Chinese, and as money is written; tens, hundreds, thousands last.
const PLAIN: &str = "一二三四五六七八九十百千";
const FORMAL: &str = "壹贰叁肆伍陆柒捌玖拾佰仟";
/// Tens that are also written as one character.
const TENS: [(&str, &str); 2] = [("二十", "廿"), ("三十", "卅")];
/// What is written for a zero among Chinese digits.
const ZEROS: [char; 5] = ['〇', '○', '零', 'o', '0'];
/// Pairs of brackets around the year of a document number, folded.
pub const NUMBER_BRACKETS: [(char, char); 16] = [
    ('〔', '〕'),
    ('[', ']'),
    ('(', ')'),
    ('【', '】'),
    ('﹝', '﹞'),
    ('〈', '〉'),
    ('《', '》'),
    ('「', '」'),
    ('〖', '〗'),
    ('<', '>'),
    ('{', '}'),
    ('『', '』'),
    ('〘', '〙'),
    ('〚', '〛'),
    ('⟨', '⟩'),
    ('«', '»'),
];
/// Signs of one character, each before the letters and digits that it stands for.
const SIGNS: &str = "ⅰi ⅱii ⅲiii ⅳiv ⅴv ⅵvi ⅶvii ⅷviii ⅸix ⅹx ⅺxi ⅻxii ㎏kg ㎎mg ㎞km ㎝cm ㎜mm ㎡m2 ㎡m² \
    ㎥m3 ㎥m³ ℃°c №no ½1/2 ¼1/4 ¾3/4";
/// Characters that stand for each other: brackets as they are set in columns and small, dots, waves.
const ALIKE: &str = "(﹙︵ )﹚︶ 「﹁ 」﹂ 『﹃ 』﹄ 【︻ 】︼ 《︽ 》︾ 〈︿ 〉﹀ ·・•‧∙ ~-〜";
/// Numbers in one sign: the first sign, its number, how many follow each other, and what stands around the
/// number where it is written out.
const ENCLOSED: [(char, u32, u32, &str); 8] = [
    ('①', 1, 20, ""),
    ('㉑', 21, 15, ""),
    ('㊱', 36, 15, ""),
    ('❶', 1, 10, ""),
    ('㊀', 1, 10, ""),
    ('⑴', 1, 20, "()"),
    ('㈠', 1, 10, "()"),
    ('⒈', 1, 20, "."),
];

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
                let point =
                    (is_digit(*a) && matches!(b, '.' | ',')) || (is_numeral(*a) && b == '点');
                point || (is_digit(*a) && is_digit(b)) || (is_numeral(*a) && is_numeral(b))
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
    let same = |c: &char| {
        let plain = !c.is_ascii_alphanumeric() && !is_numeral(*c) && !is_sign(*c);
        plain && second_reading(*c).is_none()
    };
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
    let first = *rest.first()?;
    let bracketed = NUMBER_BRACKETS.iter().any(|(open, _)| *open == first);
    let rest = rest.get(usize::from(bracketed)..)?;
    let (year, rest) = rest.split_at_checked(4)?;
    let century = matches!(year, ['1', '9', ..] | ['2', '0', ..]);
    if !century || !year.iter().all(|c| is_digit(*c)) || (!bracketed && code.is_empty()) {
        return None;
    }
    let closes = |c: &char| *c == '年' || NUMBER_BRACKETS.iter().any(|(_, close)| close == c);
    let closed = rest.first().is_some_and(closes);
    let rest = rest.get(usize::from(closed)..)?;
    let rest = rest.strip_prefix(&['第']).unwrap_or(rest);
    let serial = rest.strip_suffix(&['号']).unwrap_or(rest);
    ((1..=4).contains(&serial.len()) && serial.iter().all(|c| is_digit(*c)))
        .then_some(DocumentNumber { code, year, serial })
}

impl DocumentNumber<'_> {
    /// The forms without 号, which the forms with it begin with.
    fn forms(&self) -> impl Iterator<Item = Vec<char>> {
        let brackets = NUMBER_BRACKETS.map(|(open, close)| (Some(open), Some(close)));
        let brackets = brackets
            .into_iter()
            .chain([(None, None), (None, Some('年'))]);
        brackets.flat_map(move |(open, close)| {
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
        let before = &word[..at];
        let piece = percentage(rest)
            .or_else(|| decimal(before, rest))
            .or_else(|| enclosed(before, rest))
            .or_else(|| sign(before, rest))
            .or_else(|| amount(before, rest))
            .unwrap_or_else(|| vec![rest[..1].to_vec()]);
        at += piece[0].len();
        pieces.push(piece);
    }
    pieces
}

/// The run of numerals of one script that `word` begins with; digits with their thousands marks,
/// Chinese digits of a year with whatever is written for a zero.
fn numeral_run(word: &[char]) -> &[char] {
    if word.first().is_some_and(|c| is_digit(*c)) {
        let digits = |word: &[char]| word.iter().take_while(|c| is_digit(**c)).count();
        let mut end = digits(word);
        while (1..=3).contains(&(end % 4)) && word.get(end) == Some(&',') {
            match digits(&word[end + 1..]) {
                3 => end += 4,
                _ => break,
            }
        }
        return &word[..end];
    }
    let zero = |at: usize| {
        let between = |at: Option<usize>| {
            at.and_then(|at| word.get(at))
                .is_some_and(|c| is_numeral(*c))
        };
        matches!(word[at], 'o' | '0') && between(at.checked_sub(1)) && between(Some(at + 1))
    };
    let inside = |at: &usize| is_numeral(word[*at]) || zero(*at);
    &word[..(0..word.len()).take_while(inside).count()]
}

/// A whole word of Latin letters, a digit below letters, a sign of one character: with its other forms.
fn sign(before: &[char], word: &[char]) -> Option<Piece> {
    let first = word.first().filter(|c| !is_han(**c))?;
    let alike = ALIKE.split(' ').find(|alike| alike.contains(*first));
    if let Some(alike) = alike {
        let others = alike.chars().filter(|c| c != first);
        return Some(
            [*first]
                .into_iter()
                .chain(others)
                .map(|c| vec![c])
                .collect(),
        );
    }
    let plain = |sign: &str| sign.chars().skip(1).collect::<Vec<char>>();
    if SIGNS.contains(*first) && !first.is_ascii() && !matches!(first, '°' | '²' | '³') {
        let forms = SIGNS.split(' ').filter(|sign| sign.starts_with(*first));
        return Some([vec![*first]].into_iter().chain(forms.map(plain)).collect());
    }
    if let Some(digit) = small_digit(*first).and_then(|digit| char::from_digit(digit, 10)) {
        return Some(vec![vec![*first], vec![digit]]);
    }
    let after_letter = before.last().is_some_and(|c| c.is_ascii_lowercase());
    let digit = first.to_digit(10);
    if let Some(digit) =
        digit.filter(|_| after_letter && !word.get(1).is_some_and(|c| is_digit(*c)))
    {
        let below = char::from_u32('₀' as u32 + digit);
        let above = ['²', '³']
            .into_iter()
            .find(|c| (*c == '²') == (digit == 2) && matches!(digit, 2 | 3));
        let signs = below.into_iter().chain(above);
        return Some([*first].into_iter().chain(signs).map(|c| vec![c]).collect());
    }
    if after_letter {
        return None;
    }
    // The longest that is no part of a longer word.
    let ends = |len: usize| {
        let of =
            |kind: fn(&char) -> bool| word[len - 1..].iter().take(2).filter(|c| kind(c)).count();
        of(char::is_ascii_lowercase) < 2 && of(char::is_ascii_digit) < 2
    };
    let signs = SIGNS
        .split(' ')
        .map(|sign| (sign.chars().next(), plain(sign)));
    let fits =
        |(_, plain): &(Option<char>, Vec<char>)| word.starts_with(plain) && ends(plain.len());
    let found = signs.filter(fits).max_by_key(|(_, plain)| plain.len());
    let letters = word.iter().take_while(|c| c.is_ascii_lowercase()).count();
    match found {
        Some((Some(sign), written)) if written.len() >= letters => {
            let others = SIGNS.split(' ').filter(|known| known.starts_with(sign));
            let others = others.map(plain).filter(|other| *other != written);
            let forms = [written.clone(), vec![sign]].into_iter().chain(others);
            Some(forms.collect())
        }
        _ => (letters > 0).then(|| vec![word[..letters].to_vec()]),
    }
}

/// A digit below or above the line.
fn small_digit(c: char) -> Option<u32> {
    match c {
        '₀'..='₉' => Some(c as u32 - '₀' as u32),
        '²' => Some(2),
        '³' => Some(3),
        _ => None,
    }
}

/// A number in one sign, or written out as it stands for one: ② and 2, ㈣ and (四), 3. and ⒊.
fn enclosed(before: &[char], word: &[char]) -> Option<Piece> {
    let first = *word.first()?;
    let around = |text: &str, signs: &str| match signs {
        "()" => format!("({text})"),
        sign => format!("{text}{sign}"),
    };
    if let Some((number, signs, chinese)) = in_sign(first) {
        let text = match number_in_chinese(number).filter(|_| chinese) {
            Some(text) => text,
            None => number.to_string(),
        };
        let forms = [text.clone(), around(&text, signs)].map(|form| form.chars().collect());
        return Some([vec![first]].into_iter().chain(forms).collect());
    }
    let open = usize::from(first == '(');
    let run = numeral_run(&word[open..]);
    let value = numeral(run).filter(|n| (1..=50).contains(n))?;
    let behind = word.get(open + run.len());
    let written = if open == 1 && behind == Some(&')') {
        &word[..run.len() + 2]
    } else if open == 0 && behind == Some(&'.') && before.is_empty() {
        word.get(run.len() + 1).filter(|c| is_han(**c))?;
        &word[..run.len() + 1]
    } else {
        return None;
    };
    let digits = is_digit(run[0]);
    let signs = ENCLOSED
        .iter()
        .filter(|(first, ..)| matches!(first, '㈠') != digits);
    let signs =
        signs.filter(|(.., signs)| !signs.is_empty() && signs.starts_with('(') == (open == 1));
    let signs = signs.filter_map(|(first, from, count, _)| {
        let at = value.checked_sub(*from).filter(|at| at < count)?;
        char::from_u32(*first as u32 + at)
    });
    Some(
        [written.to_vec()]
            .into_iter()
            .chain(signs.map(|c| vec![c]))
            .collect(),
    )
}

/// The number in one sign, what stands around it where it is written out, and whether it is Chinese.
fn in_sign(c: char) -> Option<(u32, &'static str, bool)> {
    let found = ENCLOSED.iter().find_map(|(first, from, count, signs)| {
        let at = (c as u32).checked_sub(*first as u32)?;
        (at < *count).then_some((from + at, *signs, matches!(first, '㊀' | '㈠')))
    });
    found.filter(|_| !c.is_ascii())
}

fn is_sign(c: char) -> bool {
    let listed = !c.is_ascii() && SIGNS.contains(c);
    listed || ALIKE.contains(c) || small_digit(c).is_some() || in_sign(c).is_some()
}

/// A numeral with a decimal part, and what it is in the other script: 30.5 and 三十点五.
fn with_point(word: &[char]) -> Option<(usize, String)> {
    let run = numeral_run(word);
    let value = numeral(run)?;
    let digits = is_digit(*run.first()?);
    let point = word.get(run.len()) == Some(if digits { &'.' } else { &'点' });
    let behind = word.get(run.len() + 1..).filter(|_| point).unwrap_or(&[]);
    let part = numeral_run(behind);
    let names = "零一二三四五六七八九";
    let part: Option<String> = if digits {
        let digit = |c: &char| names.chars().nth(c.to_digit(10)? as usize);
        part.iter().map(digit).collect()
    } else {
        let digit = |c: &char| {
            names
                .chars()
                .position(|name| name == *c)
                .map(|d| d.to_string())
        };
        part.iter().map(digit).collect()
    };
    let part = part.filter(|part| !part.is_empty());
    let len = run.len() + part.as_ref().map_or(0, |part| 1 + part.chars().count());
    let whole = if digits {
        if value == 0 {
            "零".to_owned()
        } else {
            number_in_chinese(value)?
        }
    } else {
        value.to_string()
    };
    let point = if digits { "点" } else { "." };
    Some((
        len,
        part.map_or(whole.clone(), |part| [&whole, point, &part].concat()),
    ))
}

/// 2.5 and 二点五 as one piece.
fn decimal(before: &[char], word: &[char]) -> Option<Piece> {
    let inside = before
        .last()
        .is_some_and(|c| matches!(c, '.' | '点') || is_digit(*c));
    let goes_on = |len: usize| matches!(word.get(len), Some('.' | '点'));
    let (len, other) = with_point(word)
        .filter(|(len, _)| !inside && !goes_on(*len) && *len > numeral_run(word).len())?;
    let piece = vec![word[..len].to_vec(), other.chars().collect()];
    Some(counted_in_ten_thousands(word, piece))
}

/// A number before 万 and a unit, with its forms: 万 is made part of it, and the whole number is a form
/// more. Any other number as it is.
fn counted_in_ten_thousands(word: &[char], mut piece: Piece) -> Piece {
    let len = piece[0].len();
    let unit = word.get(len + 1);
    if word.get(len) != Some(&TEN_THOUSAND) || !unit.is_some_and(|c| MEASURES.contains(*c)) {
        return piece;
    }
    let arabic = piece
        .iter()
        .find(|form| form.iter().all(|c| is_digit(*c) || matches!(c, '.' | ',')));
    let digits: Option<String> = arabic.map(|form| form.iter().filter(|c| **c != ',').collect());
    for form in &mut piece {
        form.push(TEN_THOUSAND);
    }
    let whole = digits.and_then(|digits| {
        let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
        (part.len() <= 4).then(|| format!("{whole}{part:0<4}"))
    });
    if let Some(number) = whole.and_then(|whole| whole.parse::<u32>().ok()) {
        let plain: Vec<char> = number.to_string().chars().collect();
        piece.extend(thousands(&plain, number));
        piece.push(plain);
    }
    piece
}

/// A whole number as it stands before 万: 1.5 for 15000, where that is no longer.
fn in_ten_thousands(value: u32) -> Option<Vec<char>> {
    let (whole, part) = (value / 10_000, value % 10_000);
    if whole == 0 || part % 100 != 0 {
        return None;
    }
    let text = format!("{whole}.{part:04}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    Some(text.chars().chain([TEN_THOUSAND]).collect())
}

/// 5% and 百分之五, which are read as one piece.
fn percentage(word: &[char]) -> Option<Piece> {
    if let Some(rest) = word.strip_prefix(&['百', '分', '之']) {
        let (len, other) = with_point(rest)?;
        let other = if rest.first().is_some_and(|c| is_digit(*c)) {
            rest[..len].iter().collect()
        } else {
            other
        };
        let other = format!("{other}%").chars().collect();
        return Some(vec![word[..3 + len].to_vec(), other]);
    }
    let (len, other) = with_point(word)?;
    let printed = word
        .get(..=len)
        .filter(|p| p.ends_with(&['%']) && is_digit(p[0]))?;
    let other = format!("百分之{other}").chars().collect();
    Some(vec![printed.to_vec(), other])
}

/// A run of numerals, with its other forms where it counts or orders something.
fn amount(before: &[char], word: &[char]) -> Option<Piece> {
    let run = numeral_run(word);
    let after = word.get(run.len());
    let ordinal = [&['第'][..], &['专', '栏'], &['附', '件'], &['条', '之']]
        .iter()
        .any(|mark| before.ends_with(mark));
    let counted = after.is_some_and(|c| UNITS.contains(*c));
    let decimal = after == Some(&'.') || before.ends_with(&['.']);
    let mut piece = vec![run.to_vec()];
    let value = numeral(run);
    if (ordinal || counted) && !decimal {
        piece.extend(numeral_forms(run, after.copied()));
    } else if !decimal && run.iter().all(|c| is_digit(*c)) {
        // ① before what it counts.
        let value = value.filter(|_| after.is_some_and(|c| is_han(*c)));
        let circles = ENCLOSED.iter().filter_map(|(first, from, count, _)| {
            let at = value?.checked_sub(*from).filter(|at| at < count)?;
            char::from_u32(*first as u32 + at).filter(|_| !matches!(first, '㊀' | '㈠'))
        });
        piece.extend(circles.map(|c| vec![c]));
    }
    if !decimal && run.iter().all(|c| is_digit(*c) || *c == ',') && run.len() > 3 {
        piece.extend(value.and_then(|value| thousands(run, value)));
    }
    if after.is_some_and(|c| MEASURES.contains(*c)) && run.iter().all(|c| is_digit(*c) || *c == ',')
    {
        piece.extend(value.and_then(in_ten_thousands));
    }
    (!run.is_empty()).then(|| counted_in_ten_thousands(word, piece))
}

/// A number with thousands marks where it has none, and without them where it has.
fn thousands(run: &[char], value: u32) -> Option<Vec<char>> {
    let plain: Vec<char> = value.to_string().chars().collect();
    if run.contains(&',') {
        return Some(plain);
    }
    // A year, a serial or a code is none.
    let mut marked = Vec::new();
    for (at, c) in plain.iter().enumerate() {
        if at > 0 && (plain.len() - at).is_multiple_of(3) {
            marked.push(',');
        }
        marked.push(*c);
    }
    (marked.len() > plain.len() && plain.len() == run.len()).then_some(marked)
}

/// The other forms of a numeral that stands before `after`.
fn numeral_forms(run: &[char], after: Option<char>) -> Vec<Vec<char>> {
    let year = after == Some('年');
    let zeros = run.iter().any(|c| ZEROS.contains(c));
    let digits = run.iter().all(|c| is_digit(*c) || *c == ',');
    let Some(value) = numeral(run) else {
        return Vec::new();
    };
    if year && run.len() == 4 && (digits || zeros) {
        let names: Vec<char> = PLAIN.chars().collect();
        let spell = |zero: char| -> Vec<char> {
            let digit = |c: char| match c.to_digit(10) {
                None | Some(0) => zero,
                Some(d) => names[d as usize - 1],
            };
            value.to_string().chars().map(digit).collect()
        };
        let arabic = value.to_string().chars().collect();
        let mut forms: Vec<Vec<char>> = ZEROS.into_iter().map(spell).chain([arabic]).collect();
        forms.retain(|form| form != run);
        return forms;
    }
    let mut forms = Vec::new();
    if !digits {
        forms.push(value.to_string());
    }
    if let Some(chinese) = number_in_chinese(value) {
        forms.push(chinese.chars().map(|c| swap(c, PLAIN, FORMAL)).collect());
        for (tens, sign) in TENS {
            let rest = chinese.strip_prefix(tens);
            forms.extend(rest.map(|rest| [sign, rest].concat()));
        }
        forms.push(chinese);
    }
    if value == 2 {
        forms.push("两".to_owned());
    }
    let forms = forms.iter().map(|form| form.chars().collect());
    forms.filter(|form: &Vec<char>| form != run).collect()
}

/// A character of one row as the one of the other row at its place.
fn swap(c: char, from: &str, to: &str) -> char {
    let at = from.chars().position(|known| known == c);
    at.and_then(|at| to.chars().nth(at)).unwrap_or(c)
}

fn numeral(run: &[char]) -> Option<u32> {
    if run.iter().all(|c| is_digit(*c) || *c == ',') {
        let digits: String = run.iter().filter(|c| is_digit(**c)).collect();
        return digits.parse().ok();
    }
    let plain = |c: &char| match c {
        c if ZEROS.contains(c) => '〇',
        c => swap(*c, FORMAL, PLAIN),
    };
    let mut text = String::new();
    for c in run {
        match TENS.iter().find(|(_, sign)| sign.starts_with(*c)) {
            Some((tens, _)) => text.push_str(tens),
            None => text.push(plain(c)),
        }
    }
    chinese_numeral(&text)
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
    "〇○零一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟廿卅".contains(c)
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
            ("1万元", "10,000元"),
            ("10000元", "1万元"),
            ("五十万元", "500,000元"),
            ("1.5万人", "15000人"),
            ("15,000人", "1.5万人"),
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
            ("二〇一八年", "二○一八年"),
            ("二○一八年", "二o一八年"),
            ("二O一八年", "二零一八年"),
            ("二0一八年", "2018年"),
            ("200万元", "贰佰万元"),
            ("第廿五条", "第二十五条"),
            ("卅日", "30日"),
            ("28日", "廿八日"),
            ("贰佰万元", "二百万元"),
            ("贰佰万元", "200万元"),
            ("1000家", "1,000家"),
            ("1,000家", "1000家"),
            ("1，200万元", "1200万元"),
            ("第219条之一", "第二百一十九条之一"),
            ("III类", "ⅲ类"),
            ("Ⅳ类", "iv类"),
            ("1企业", "①企业"),
            ("②企业", "2企业"),
            ("3kg", "3㎏"),
            ("CO2", "co₂"),
            ("CO₂排放", "co2排放"),
            ("国发﹝2018﹞25号", "国发〔2018〕25"),
            ("国发〔2018〕25号", "国发「2018」25"),
            ("2.5%", "百分之二点五"),
            ("百分之三十点五", "30.5%"),
            ("1.5倍", "一点五倍"),
            ("零点五倍", "0.5倍"),
            ("国发〔2018〕25号", "国发{2018}25"),
            ("国发〔2018〕25号", "国发『2018』25"),
            ("国发〔2018〕25号", "国发2018年25"),
            ("(2)申报", "⑵申报"),
            ("⑵申报", "2申报"),
            ("3.验收", "⒊验收"),
            ("（四）推荐", "㈣推荐"),
            ("㈣推荐", "(四)推荐"),
            ("21企业", "㉑企业"),
            ("3企业", "❸企业"),
            ("35人", "叁拾伍人"),
            ("第10条之2", "第10条之二"),
            ("50m2", "50m²"),
            ("50m²", "50㎡"),
            ("10m3", "10㎥"),
            ("25°C以下", "25℃以下"),
            ("No12", "№12"),
            ("1/2以上", "½以上"),
            ("(试行)办法", "﹙试行﹚办法"),
            ("「兴蒙」行动", "﹁兴蒙﹂行动"),
            ("科技•人才", "科技·人才"),
            ("10-20家", "10~20家"),
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
        for word in ["十三五", "一般", "5G", "三农", "2018.5.1", "万一", ""] {
            assert_eq!(forms(word).len(), 1, "{word}: {:?}", forms(word));
        }
    }

    #[test]
    fn another_form_does_not_cut_a_numeral() {
        let five = &spellings(&['5', '条'])[1];
        assert!(five.fits(Some('第'), None));
        assert!(!five.fits(Some('十'), None));
        let share = &spellings(&crate::fold("30%").chars)[1];
        assert!(share.fits(None, Some('余')) && !share.fits(None, Some('点')));
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
