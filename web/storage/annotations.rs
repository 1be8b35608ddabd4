//! What the reader marks on this device: bookmarks, highlights and notes, and the file in which they
//! go to another device.
//!
//! # The file
//!
//! JSON of the format `celan-marks/1`: `{"format": "celan-marks/1", "marks": […]}`. A mark has
//! `id`, `document` and its `title`, `anchor` and `place` (how the document names it), `words` with
//! `before` and `after`, `note`, and `changed` (milliseconds since 1970). With `start` and `end`
//! it is a highlight: characters of the block that are no white space. Without, it is the whole
//! block. What is kept on the device is the same text.

use crate::storage::json::{Json, push_text};
use crate::storage::local;

const KEY: &str = "celan-marks";
/// Where a text is kept that was not understood, as it was.
const ASIDE: &str = "celan-marks-aside";
const FORMAT: &str = "celan-marks/1";

/// One mark.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Annotation {
    /// When it was changed last, in milliseconds since 1970. First, so that later marks are greater.
    pub(crate) changed: u64,
    /// Its own name, the same on every device.
    pub(crate) id: String,
    /// The document's id.
    pub(crate) document: String,
    /// The document's title.
    pub(crate) title: String,
    /// The block's anchor.
    pub(crate) anchor: String,
    /// How the document names the place.
    pub(crate) place: String,
    /// What is highlighted, in characters of the block that are no white space; `None` for all.
    pub(crate) range: Option<(usize, usize)>,
    /// What stands before the words.
    pub(crate) before: String,
    /// The words.
    pub(crate) words: String,
    /// What stands after them.
    pub(crate) after: String,
    /// What the reader thinks of it.
    pub(crate) note: String,
}

/// What came of an import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ImportSummary {
    /// Marks that were not here.
    pub(crate) new: usize,
    /// Marks that were here and are later there.
    pub(crate) changed: usize,
    /// Marks that were here.
    pub(crate) known: usize,
    /// What was not understood.
    pub(crate) refused: usize,
}

/// What must be said of how the marks are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The browser keeps nothing, or no more.
    Unkept,
    /// What was kept was not understood; it is still there, aside.
    Aside,
}

/// The marks of this device.
#[derive(Debug, Default)]
pub(crate) struct Notebook {
    marks: Vec<Annotation>,
    trouble: Option<Trouble>,
    /// Whether what is kept was not understood and found no place aside: it is not written over.
    locked: bool,
}

impl Notebook {
    /// What this device has kept.
    pub(crate) fn remembered() -> Self {
        let mut notebook = Self::default();
        notebook.renew();
        notebook
    }

    /// All marks.
    pub(crate) fn marks(&self) -> &[Annotation] {
        &self.marks
    }

    /// The mark of this id.
    pub(crate) fn get(&self, id: &str) -> Option<Annotation> {
        self.marks.iter().find(|mark| mark.id == id).cloned()
    }

    /// What must be said of how they are kept.
    pub(crate) fn trouble(&self) -> Option<Trouble> {
        self.trouble
    }

    /// Adds a mark, or changes the one of the same id.
    pub(crate) fn put(&mut self, mark: Annotation) {
        self.change(|marks| {
            marks.retain(|other| other.id != mark.id);
            marks.push(mark);
        });
    }

    /// Removes a mark and returns it.
    pub(crate) fn remove(&mut self, id: &str) -> Option<Annotation> {
        let mut removed = None;
        self.change(|marks| {
            let at = marks.iter().position(|mark| mark.id == id);
            removed = at.map(|at| marks.remove(at));
        });
        removed
    }

    /// Takes the marks of a file; `None` if it is none of this format.
    pub(crate) fn import(&mut self, text: &str) -> Option<ImportSummary> {
        let (others, refused) = read(text)?;
        let mut taken = ImportSummary {
            refused,
            ..ImportSummary::default()
        };
        self.change(|marks| merge(marks, others, &mut taken));
        Some(taken)
    }

    /// The file that takes them to another device.
    pub(crate) fn export(&self) -> String {
        write(&self.marks)
    }

    /// Changes what is kept, which another page may have changed since.
    fn change(&mut self, change: impl FnOnce(&mut Vec<Annotation>)) {
        if self.trouble != Some(Trouble::Unkept) {
            self.renew();
        }
        change(&mut self.marks);
        let kept = !self.locked && local::write(KEY, &write(&self.marks));
        match (kept, self.trouble) {
            (false, _) => self.trouble = Some(Trouble::Unkept),
            (true, Some(Trouble::Unkept)) => self.trouble = None,
            _ => {}
        }
    }

    fn renew(&mut self) {
        let Some(text) = local::read(KEY) else {
            return;
        };
        let (marks, refused) = read(&text).unwrap_or((Vec::new(), 1));
        if refused > 0 {
            self.locked = !local::write(ASIDE, &text);
            self.trouble = Some(if self.locked {
                Trouble::Unkept
            } else {
                Trouble::Aside
            });
        }
        self.marks = marks;
    }
}

/// Adds marks to others: of the same id the later one stays; ties are broken by comparing the whole record, so that
/// the order in which files are taken does not matter.
fn merge(marks: &mut Vec<Annotation>, others: Vec<Annotation>, taken: &mut ImportSummary) {
    for other in others {
        match marks.iter_mut().find(|mark| mark.id == other.id) {
            None => {
                marks.push(other);
                taken.new += 1;
            }
            Some(mark) if *mark < other => {
                *mark = other;
                taken.changed += 1;
            }
            Some(_) => taken.known += 1,
        }
    }
}

fn write(marks: &[Annotation]) -> String {
    let mut out = String::from("{\"format\":\"");
    out.push_str(FORMAT);
    out.push_str("\",\"marks\":[");
    for (n, mark) in marks.iter().enumerate() {
        out.push_str(if n > 0 { ",\n{" } else { "\n{" });
        for (name, text) in [
            ("id", &mark.id),
            ("document", &mark.document),
            ("title", &mark.title),
            ("anchor", &mark.anchor),
            ("place", &mark.place),
            ("before", &mark.before),
            ("words", &mark.words),
            ("after", &mark.after),
            ("note", &mark.note),
        ] {
            push_text(&mut out, name);
            out.push(':');
            push_text(&mut out, text);
            out.push(',');
        }
        if let Some((start, end)) = mark.range {
            for (name, n) in [("start", start), ("end", end)] {
                push_text(&mut out, name);
                out.push(':');
                out.push_str(&n.to_string());
                out.push(',');
            }
        }
        out.push_str("\"changed\":");
        out.push_str(&mark.changed.to_string());
        out.push('}');
    }
    out.push_str("\n]}\n");
    out
}

/// The marks of a text, and how many were not understood; `None` if it is of another format.
fn read(text: &str) -> Option<(Vec<Annotation>, usize)> {
    let json = Json::read(text)?;
    let Some(Json::List(list)) = json.get("marks") else {
        return None;
    };
    if json.text("format") != FORMAT {
        return None;
    }
    let mut marks: Vec<Annotation> = Vec::new();
    let mut refused = 0;
    for one in list {
        let range = one.number("start").zip(one.number("end"));
        let mark = Annotation {
            changed: one.number("changed").unwrap_or(0),
            id: one.text("id"),
            document: one.text("document"),
            title: one.text("title"),
            anchor: one.text("anchor"),
            place: one.text("place"),
            range: range.map(|(start, end)| (start as usize, end as usize)),
            before: one.text("before"),
            words: one.text("words"),
            after: one.text("after"),
            note: one.text("note"),
        };
        let ordered = mark.range.is_none_or(|(start, end)| start < end);
        if mark.id.is_empty() || mark.document.is_empty() || !ordered {
            refused += 1;
        } else {
            merge(&mut marks, vec![mark], &mut ImportSummary::default());
        }
    }
    Some((marks, refused))
}

/// Where words stand in a text, both without white space: at `start` where they do, else where the
/// context is the same, else at the nearest place.
pub(crate) fn find_again(ink: &str, mark: &Annotation) -> Option<(usize, usize)> {
    let bare = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    let (words, before, after) = (bare(&mark.words), bare(&mark.before), bare(&mark.after));
    if words.is_empty() {
        return None;
    }
    let start = mark.range.map_or(0, |(start, _)| start);
    let mut best: Option<(usize, usize)> = None;
    for (at, _) in ink.match_indices(&words) {
        let place = ink[..at].chars().count();
        let alike = usize::from(!ink[..at].ends_with(&before))
            + usize::from(!ink[at + words.len()..].starts_with(&after));
        // What stands around the words counts more than how far they moved.
        let away = alike * 1_000_000 + place.abs_diff(start);
        if best.is_none_or(|(least, _)| away < least) {
            best = Some((away, place));
        }
    }
    best.map(|(_, place)| (place, place + words.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mark() -> impl Strategy<Value = Annotation> {
        let text = || "[a-z\"\\\\\n\u{1}科技𠮷 ]{0,6}";
        (
            (0u64..4, "[a-c]", "[ab]", text(), text()),
            (
                text(),
                text(),
                text(),
                proptest::option::of((0usize..9, 9usize..20)),
            ),
        )
            .prop_map(
                |((changed, id, document, title, words), (before, after, note, range))| {
                    Annotation {
                        changed,
                        id,
                        document,
                        title,
                        words,
                        before,
                        after,
                        note,
                        range,
                        anchor: "c1-p2".into(),
                        place: String::new(),
                    }
                },
            )
    }

    fn joined(files: &[&[Annotation]]) -> Vec<Annotation> {
        let mut all = Vec::new();
        for file in files {
            merge(&mut all, file.to_vec(), &mut ImportSummary::default());
        }
        all.sort();
        all
    }

    proptest! {
        #[test]
        fn annotations_round_trip(marks in proptest::collection::vec(mark(), 0..6)) {
            let marks = joined(&[&marks]);
            let (mut read, refused) = read(&write(&marks)).unwrap_or_default();
            read.sort();
            prop_assert_eq!((read, refused), (marks, 0));
        }

        #[test]
        fn files_merge_in_any_order(
            a in proptest::collection::vec(mark(), 0..6),
            b in proptest::collection::vec(mark(), 0..6),
        ) {
            let both = joined(&[&a, &b]);
            prop_assert_eq!(&both, &joined(&[&b, &a]));
            prop_assert_eq!(&both, &joined(&[&a, &b, &b, &a]));
            for mark in a.iter().chain(&b) {
                prop_assert!(both.iter().any(|other| other.id == mark.id && other >= mark));
            }
        }

        #[test]
        fn garbage_is_refused(text in "[\\[\\]{}\":,a-z0-9\\\\ ]{0,60}") {
            prop_assert_eq!(read(&text), None);
        }

        #[test]
        fn a_torn_file_is_refused(marks in proptest::collection::vec(mark(), 1..4), at in 0usize..400) {
            let text = write(&marks);
            let cut: String = text.chars().take(at).collect();
            if cut.trim_end().len() < text.trim_end().len() {
                prop_assert_eq!(read(&cut), None);
            }
        }
    }

    #[test]
    fn malformed_annotations_are_counted() {
        let text = r#"{"format":"celan-marks/1","marks":[1,{"id":"x"},
            {"id":"x","document":"d","start":3,"end":2},{"id":"x","document":"d","new":[]}]}"#;
        assert_eq!(
            read(text).map(|(marks, refused)| (marks.len(), refused)),
            Some((1, 3))
        );
        assert_eq!(read(&text.replace("/1", "/2")), None);
    }

    #[test]
    fn words_are_found_again() {
        let mark = Annotation {
            words: "科技 成果".into(),
            before: "推动".into(),
            range: Some((2, 6)),
            ..Annotation::default()
        };
        assert_eq!(find_again("推动科技成果转化", &mark), Some((2, 6)));
        assert_eq!(
            find_again("科技成果，要推动科技成果转化", &mark),
            Some((8, 12))
        );
        assert_eq!(find_again("转化科技成果", &mark), Some((2, 6)));
        assert_eq!(find_again("科技", &mark), None);
    }
}
