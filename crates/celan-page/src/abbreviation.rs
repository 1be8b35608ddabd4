//! Abbreviations that a document announces (…（以下简称“…”）), of a body, a document or a term: a
//! later mention leads to the place that says what it stands for.

use celan_document::{Span, Text, char_slice};
use std::cell::{Cell, RefCell};

/// What announces one: 以下简称, 以下简称为.
pub(crate) const MARK: &str = "简称";
/// A later mention of a shorter one without title marks is taken for an ordinary word (项目).
const SHORTEST: usize = 3;
/// Nothing longer abbreviates.
const LONGEST: usize = 20;
/// Characters before the announcement that are shown with it.
const BEFORE: u32 = 40;

/// Characters more, at most, to where a title begins.
const TITLE: usize = 200;

/// The abbreviations announced so far, while a document is written in its order.
#[derive(Default)]
pub(crate) struct Abbreviations {
    known: RefCell<Vec<Known>>,
}

struct Known {
    /// Whether it was mentioned since the last heading.
    told: Cell<bool>,
    name: String,
    /// The block that announces it.
    anchor: String,
    /// The words that do.
    says: String,
}

/// A mention of an abbreviation.
pub(crate) struct Mention {
    pub(crate) span: Span,
    /// The block that announces it.
    pub(crate) anchor: String,
    /// The words that do.
    pub(crate) says: String,
}

impl Abbreviations {
    /// Learns what the text of a block announces; it holds after this text.
    pub(crate) fn learn(&self, text: &Text, anchor: &str) {
        let tells = |name: &String| name.starts_with('《') || name.chars().count() >= SHORTEST;
        for name in announced(&text.plain).into_iter().filter(tells) {
            let says = announcement(&text.plain, &name);
            let says = says.map_or("", |span| char_slice(&text.plain, span));
            self.known.borrow_mut().push(Known {
                told: Cell::default(),
                says: says.to_owned(),
                anchor: anchor.to_owned(),
                name,
            });
        }
    }

    /// A heading or an article begins.
    pub(crate) fn begin(&self) {
        for known in self.known.borrow().iter() {
            known.told.set(false);
        }
    }

    /// The first mention of each since the last heading or beginning of an article, where it stands
    /// in this text.
    pub(crate) fn mentions(&self, text: &Text) -> Vec<Mention> {
        let plain = text.plain.as_str();
        let known = self.known.borrow();
        // Announced twice, the later one holds.
        let latest = |n: usize| known[n + 1..].iter().all(|k| k.name != known[n].name);
        let mentions = (0..known.len()).filter(|n| latest(*n)).filter_map(|n| {
            let Known {
                told,
                name,
                anchor,
                says,
            } = &known[n];
            let at = plain.find(name.as_str()).filter(|_| !told.get())?;
            let start = plain[..at].chars().count();
            // A text that announces it anew is not led elsewhere.
            let here = announcement(plain, name).is_some();
            told.set(true);
            (!here).then(|| Mention {
                span: Span::new(start, start + name.chars().count()),
                anchor: anchor.clone(),
                says: says.clone(),
            })
        });
        mentions.collect()
    }
}

/// The names that a text announces, as they stand later: a title with its marks.
pub(crate) fn announced(text: &str) -> Vec<String> {
    let names = text.match_indices(MARK).filter_map(|(at, _)| {
        let rest = text[at + MARK.len()..].trim_start_matches(['：', ':', '为', ' ']);
        let close = |c: char| "”\"」》）)，,。；;".contains(c);
        let name = rest.trim_start_matches(['“', '"', '「', '《']);
        let name = &name[..name.find(close)?];
        let length = name.chars().count();
        let fits = (1..=LONGEST).contains(&length);
        fits.then(|| {
            if rest.starts_with('《') {
                ["《", name, "》"].concat()
            } else {
                name.to_owned()
            }
        })
    });
    names.collect()
}

/// Where 简称 begins that announces this name, and where the name ends, in bytes.
pub(crate) fn announcing(text: &str, name: &str) -> Option<(usize, usize)> {
    text.match_indices(MARK).find_map(|(at, _)| {
        let rest =
            text[at + MARK.len()..].trim_start_matches(['：', ':', '为', ' ', '“', '"', '「']);
        let rest = rest.strip_prefix(name)?;
        Some((at, text.len() - rest.len()))
    })
}

/// The words of `text` that announce this name, with what it stands for before them.
pub fn announcement(text: &str, name: &str) -> Option<Span> {
    let (at, end) = announcing(text, name)?;
    let count = |end: usize| text[..end].chars().count() as u32;
    // From the beginning of the clause, which titles in it do not end.
    let clause = text[..at].rfind(['。', '；', '，', '：']);
    let clause = clause.map_or(0, |at| count(at) + 1);
    let start = clause.max(count(at).saturating_sub(BEFORE));
    let start = with_opening(text, start, count(at));
    let closing = text[end..].chars();
    let closing = closing.take_while(|c| "”\"」》）)".contains(*c));
    let end = count(end) + closing.count() as u32;
    Some(Span { start, end })
}

/// Where `start` stands inside a title that closes before `end`, the beginning of that title.
fn with_opening(text: &str, start: u32, end: u32) -> u32 {
    let chars: Vec<char> = text.chars().take(end as usize).collect();
    // How many titles close here that open before.
    let (mut depth, mut deepest) = (0i32, 0);
    for sign in &chars[start as usize..] {
        depth += i32::from(*sign == '《') - i32::from(*sign == '》');
        deepest = deepest.min(depth);
    }
    let before = chars.iter().enumerate().take(start as usize).rev();
    for (at, sign) in before.take(TITLE) {
        if deepest == 0 {
            break;
        }
        deepest += i32::from(*sign == '《') - i32::from(*sign == '》');
        if deepest == 0 {
            return at as u32;
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mentions(announcing: &str, later: &str) -> Vec<(String, String)> {
        let abbreviations = Abbreviations::default();
        abbreviations.learn(&Text::plain(announcing), "a1");
        let later = Text::plain(later);
        let told = abbreviations.mentions(&later).len();
        assert_eq!(abbreviations.mentions(&later).len(), 0);
        abbreviations.begin();
        let mentions = abbreviations.mentions(&later).into_iter();
        assert_eq!(mentions.len(), told);
        mentions
            .map(|m| (char_slice(&later.plain, m.span).to_owned(), m.says))
            .collect()
    }

    #[test]
    fn an_announced_abbreviation_is_known_at_later_mentions() {
        let cases = [
            (
                "第三条 本办法适用于归口某某省科学技术厅（以下简称“某省科技厅”）管理的项目",
                "由某省科技厅负责，某省科技厅",
                "某省科技厅",
                "第三条 本办法适用于归口某某省科学技术厅（以下简称“某省科技厅”）",
            ),
            (
                "甲。日前印发《关于某事的意见》（以下简称《意见》），对某事",
                "落实《意见》。意见",
                "《意见》",
                "日前印发《关于某事的意见》（以下简称《意见》）",
            ),
            (
                "印发《关于贯彻〈办法〉，落实《意见》的一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十通知》（以下简称《通知》）",
                "《通知》",
                "《通知》",
                "《关于贯彻〈办法〉，落实《意见》的一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十通知》（以下简称《通知》）",
            ),
            (
                "部际联席会议（以下简称联席会议）制度",
                "联席会议",
                "联席会议",
                "部际联席会议（以下简称联席会议）",
            ),
        ];
        for (announcing, later, name, says) in cases {
            let found = mentions(announcing, later);
            assert_eq!(found, [(name.to_owned(), says.to_owned())]);
        }
    }

    #[test]
    fn ordinary_words_and_new_announcements_are_left_alone() {
        assert!(mentions("储备的项目（以下简称“项目”）", "项目").is_empty());
        assert!(mentions("甲（以下简称“某委员会”）", "乙（以下简称“某委员会”）").is_empty());
        assert!(mentions("没有简称", "简称").is_empty());
        assert!(mentions("甲（以下简称", "甲").is_empty());
    }
}
