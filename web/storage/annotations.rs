//! What the reader marks on this device: bookmarks, highlights and notes, and the file in which they
//! go to another device.
//!
//! # The file
//!
//! JSON of the format `celan-marks/1`: `{"format": "celan-marks/1", "marks": […]}`. A mark has
//! `id`, `document` and its `title`, `anchor` and `place` (how the document names it), `words` with
//! `before` and `after`, `note`, and `changed` (milliseconds since 1970). With `start` and `end`
//! it is a highlight: characters of the block that are no white space. Without, it is the whole
//! block. What is kept on the device is the same text. Fields of other names are kept as they are. Of a later
//! format nothing is read or written; what is marked meanwhile is kept beside it.

use crate::library::time_slice::TimeSlice;
use crate::storage::json::{Json, push_field, push_text};
use crate::storage::local;

const KEY: &str = "celan-marks";
/// Where marks are kept while [`KEY`] holds those of a newer version.
const BESIDE: &str = "celan-marks-1";
/// Where texts are kept that were not understood, as they were: here, and with `-2` to `-9` at its end.
const ASIDE: &str = "celan-marks-aside";
/// The format without its version.
const FORMAT: &str = "celan-marks/";
const VERSION: u64 = 1;
/// A clock may be so many milliseconds ahead; what is later than that has no time.
const AHEAD: u64 = 24 * 3600 * 1000;
/// The fields of a mark.
const FIELDS: [&str; 12] = [
    "id", "document", "title", "anchor", "place", "before", "words", "after", "note", "start",
    "end", "changed",
];

/// The fields of the whole.
const WHOLE: [&str; 2] = ["format", "marks"];

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
    /// Fields of names that this version does not know.
    pub(crate) rest: Vec<(String, Json)>,
}

impl Annotation {
    /// When it was changed, for those to compare who live at `now`: a clock that is far ahead wins nothing.
    fn time(&self, now: u64) -> u64 {
        if self.changed > now.saturating_add(AHEAD) {
            0
        } else {
            self.changed
        }
    }
}

/// What a text holds that was kept or exported.
#[derive(Debug, Default, PartialEq, Eq)]
struct File {
    marks: Vec<Annotation>,
    /// How many marks were not understood.
    refused: usize,
    /// Fields of the whole of names that this version does not know.
    rest: Vec<(String, Json)>,
}

/// What a text is.
#[derive(Debug, PartialEq, Eq)]
enum Content {
    /// Marks.
    File(File),
    /// Marks in a later format.
    Newer,
    /// Anything else.
    Foreign,
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
    /// What is kept is of a newer version; it stays as it is.
    Newer,
}

/// The marks of this device.
#[derive(Debug, Default)]
pub(crate) struct Notebook {
    marks: Vec<Annotation>,
    /// What else stands in the kept text.
    rest: Vec<(String, Json)>,
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

    /// What this device has kept, read in slices, since it may be very much.
    pub(crate) async fn remembered_in_slices() -> Self {
        match Self::read_in_slices().await {
            Some(notebook) => notebook,
            None => Self::remembered(),
        }
    }

    /// Reads what was kept mark by mark, as [`write()`] writes a mark a line; `None` where it is written otherwise,
    /// or something has to be said of it.
    async fn read_in_slices() -> Option<Self> {
        let text = local::read(KEY)?;
        let mut lines = text.lines();
        let head = Json::read(&[lines.next()?, "]}"].concat())?;
        if version(&head) != Some(VERSION) {
            return None;
        }
        let mut slice = TimeSlice::begin();
        let mut marks = Vec::new();
        loop {
            let line = lines.next()?;
            if line == "]}" {
                break;
            }
            let mark = Json::read(line.trim_end_matches(','))?;
            marks.push(mark_of(&mark)?);
            slice.pause().await;
        }
        Some(Self {
            marks: one_each(marks, now()),
            rest: others(&head, &WHOLE),
            ..Self::default()
        })
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

    /// What was kept here and was not understood, as it was.
    pub(crate) fn aside(&self) -> Vec<String> {
        places_aside()
            .filter_map(|place| local::read(&place))
            .collect()
    }

    /// Adds a mark, or changes the one of the same id, than which it is then later whatever the clocks say.
    pub(crate) fn put(&mut self, mut mark: Annotation) {
        self.change(|marks| {
            if let Some(at) = marks.iter().position(|other| other.id == mark.id) {
                let former = marks.remove(at);
                let after = former.time(now()).saturating_add(1);
                mark.changed = mark.changed.max(after);
            }
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
        let now = now();
        let Content::File(file) = read(text, now) else {
            return None;
        };
        let mut taken = ImportSummary {
            refused: file.refused,
            ..ImportSummary::default()
        };
        self.change(|marks| merge(marks, file.marks, &mut taken, now));
        Some(taken)
    }

    /// The file that takes them to another device.
    pub(crate) fn export(&self) -> String {
        write(&self.marks, &self.rest)
    }

    /// Changes what is kept, which another page may have changed since.
    fn change(&mut self, change: impl FnOnce(&mut Vec<Annotation>)) {
        if self.trouble != Some(Trouble::Unkept) {
            self.renew();
        }
        change(&mut self.marks);
        let key = if self.trouble == Some(Trouble::Newer) {
            BESIDE
        } else {
            KEY
        };
        let kept = !self.locked && local::write(key, &self.export());
        match (kept, self.trouble) {
            (false, _) => self.trouble = Some(Trouble::Unkept),
            (true, Some(Trouble::Unkept)) => self.trouble = None,
            _ => {}
        }
    }

    fn renew(&mut self) {
        for key in [KEY, BESIDE] {
            let Some(text) = local::read(key) else {
                return;
            };
            let file = match read(&text, now()) {
                Content::File(file) => file,
                Content::Newer if key == KEY => {
                    put_aside(&text);
                    self.trouble = Some(Trouble::Newer);
                    continue;
                }
                Content::Newer | Content::Foreign => File {
                    refused: 1,
                    ..File::default()
                },
            };
            if file.refused > 0 {
                self.locked = !put_aside(&text);
                if self.locked {
                    self.trouble = Some(Trouble::Unkept);
                } else if key == KEY {
                    self.trouble = Some(Trouble::Aside);
                }
            }
            self.marks = file.marks;
            self.rest = file.rest;
            return;
        }
    }
}

fn places_aside() -> impl Iterator<Item = String> {
    (1..10).map(|n: usize| match n {
        1 => ASIDE.to_owned(),
        n => [ASIDE, "-", &n.to_string()].concat(),
    })
}

/// Keeps a text aside, beside those that are there. Returns whether it is kept.
fn put_aside(text: &str) -> bool {
    for place in places_aside() {
        match local::read(&place) {
            Some(kept) if kept == text => return true,
            Some(_) => {}
            None => return local::write(&place, text),
        }
    }
    false
}

/// Milliseconds since 1970, as the device's clock has it.
fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// Adds marks to others: of the same id the later one stays; ties are broken by comparing the whole record, so that
/// the order in which files are taken does not matter.
fn merge(
    marks: &mut Vec<Annotation>,
    others: Vec<Annotation>,
    taken: &mut ImportSummary,
    now: u64,
) {
    let here = marks.drain(..).map(|mark| (true, mark));
    let others = others.into_iter().map(|mark| (false, mark));
    let mut all: Vec<(bool, Annotation)> = here.chain(others).collect();
    // What is here stays before what is added.
    all.sort_by(|(_, a), (_, b)| a.id.cmp(&b.id));
    for (is_here, mark) in all {
        let added = usize::from(!is_here);
        match marks.last_mut().filter(|last| last.id == mark.id) {
            None => {
                marks.push(mark);
                taken.new += added;
            }
            Some(last) if (last.time(now), &*last) < (mark.time(now), &mark) => {
                *last = mark;
                taken.changed += added;
            }
            Some(_) => taken.known += added,
        }
    }
}

fn write(marks: &[Annotation], rest: &[(String, Json)]) -> String {
    let mut out = String::from("{\"format\":\"");
    out.push_str(FORMAT);
    out.push_str(&VERSION.to_string());
    out.push_str("\",");
    for (name, value) in rest {
        push_field(&mut out, name, value);
        out.push(',');
    }
    out.push_str("\"marks\":[");
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
        for (name, value) in &mark.rest {
            push_field(&mut out, name, value);
            out.push(',');
        }
        out.push_str("\"changed\":");
        out.push_str(&mark.changed.to_string());
        out.push('}');
    }
    out.push_str("\n]}\n");
    out
}

/// Reads a text that was kept or exported.
fn read(text: &str, now: u64) -> Content {
    let Some(json) = Json::read(text) else {
        return Content::Foreign;
    };
    let version = version(&json);
    let (Some(VERSION), Some(Json::List(list))) = (version, json.get("marks")) else {
        return match version {
            Some(n) if n > VERSION => Content::Newer,
            _ => Content::Foreign,
        };
    };
    let marks: Vec<Annotation> = list.iter().filter_map(mark_of).collect();
    Content::File(File {
        refused: list.len() - marks.len(),
        marks: one_each(marks, now),
        rest: others(&json, &WHOLE),
    })
}

/// The version of the format of a text; `None` where it is of another format.
fn version(json: &Json) -> Option<u64> {
    let format = json.text("format");
    format.strip_prefix(FORMAT)?.parse().ok()
}

/// Reads a mark; `None` if it is not understood.
fn mark_of(one: &Json) -> Option<Annotation> {
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
        rest: others(one, &FIELDS),
    };
    let ordered = mark.range.is_none_or(|(start, end)| start < end);
    (!mark.id.is_empty() && !mark.document.is_empty() && ordered).then_some(mark)
}

/// Of marks of the same id, the latest.
fn one_each(marks: Vec<Annotation>, now: u64) -> Vec<Annotation> {
    let mut one_each = Vec::new();
    merge(&mut one_each, marks, &mut ImportSummary::default(), now);
    one_each
}

/// The fields of an object that have none of these names.
fn others(object: &Json, known: &[&str]) -> Vec<(String, Json)> {
    let Json::Object(fields) = object else {
        return Vec::new();
    };
    let others = fields
        .iter()
        .filter(|(name, _)| !known.contains(&name.as_str()));
    others.cloned().collect()
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
                        rest: Vec::new(),
                    }
                },
            )
    }

    /// When all tests are run.
    const NOW: u64 = 1_000_000_000_000;

    /// The marks of a text, and how many were not understood.
    fn marks_of(text: &str) -> Option<(Vec<Annotation>, usize)> {
        match read(text, NOW) {
            Content::File(file) => Some((file.marks, file.refused)),
            Content::Newer | Content::Foreign => None,
        }
    }

    fn joined(files: &[&[Annotation]]) -> Vec<Annotation> {
        let mut all = Vec::new();
        for file in files {
            merge(&mut all, file.to_vec(), &mut ImportSummary::default(), NOW);
        }
        all.sort();
        all
    }

    proptest! {
        #[test]
        fn annotations_round_trip(marks in proptest::collection::vec(mark(), 0..6)) {
            let marks = joined(&[&marks]);
            let (mut read, refused) = marks_of(&write(&marks, &[])).unwrap_or_default();
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
            prop_assert_eq!(read(&text, NOW), Content::Foreign);
        }

        #[test]
        fn a_torn_file_is_refused(marks in proptest::collection::vec(mark(), 1..4), at in 0usize..400) {
            let text = write(&marks, &[]);
            let cut: String = text.chars().take(at).collect();
            if cut.trim_end().len() < text.trim_end().len() {
                prop_assert_eq!(read(&cut, NOW), Content::Foreign);
            }
        }
    }

    #[test]
    fn malformed_annotations_are_counted() {
        let text = r#"{"format":"celan-marks/1","marks":[1,{"id":"x"},
            {"id":"x","document":"d","start":3,"end":2},{"id":"x","document":"d","new":[]}]}"#;
        assert_eq!(
            marks_of(text).map(|(marks, refused)| (marks.len(), refused)),
            Some((1, 3))
        );
        assert_eq!(read(&text.replace("/1", "/2"), NOW), Content::Newer);
        for other in ["/0", "/x", "/", "-/2"] {
            assert_eq!(read(&text.replace("/1", other), NOW), Content::Foreign);
        }
    }

    #[test]
    fn fields_of_a_newer_version_survive() {
        let text = r#"{"format":"celan-marks/1","theme":{"a":[1,-2.5,null]},"marks":[
{"id":"x","document":"d","color":"red","tags":["a",true,{"b":1e9}],"changed":3}
]}
"#;
        let Content::File(file) = read(text, NOW) else {
            panic!("not read");
        };
        let again = write(&file.marks, &file.rest);
        for part in [
            r#""color":"red""#,
            r#""tags":["a",true,{"b":1e9}]"#,
            r#""theme":{"a":[1,-2.5,null]}"#,
        ] {
            assert!(again.contains(part), "{again}");
        }
        assert_eq!(read(&again, NOW), Content::File(file));
    }

    #[test]
    fn a_clock_that_is_far_ahead_wins_nothing() {
        let at = |changed, note: &str| Annotation {
            id: "x".into(),
            document: "d".into(),
            changed,
            note: note.into(),
            ..Annotation::default()
        };
        for wrong in [u64::MAX, NOW + AHEAD + 1] {
            for files in [[at(wrong, "a"), at(5, "b")], [at(5, "b"), at(wrong, "a")]] {
                let [first, second] = files.map(|mark| vec![mark]);
                assert_eq!(joined(&[&first, &second]), [at(5, "b")]);
            }
        }
        let soon = [at(NOW + 1, "a")];
        assert_eq!(joined(&[&soon, &[at(NOW, "b")]]), soon);
    }

    #[test]
    fn many_marks_are_merged_at_once() {
        let mark = |n: usize| Annotation {
            id: n.to_string(),
            document: "d".into(),
            ..Annotation::default()
        };
        let many: Vec<Annotation> = (0..100_000).map(mark).collect();
        let begin = std::time::Instant::now();
        let (mut all, _) = marks_of(&write(&many, &[])).unwrap_or_default();
        let mut taken = ImportSummary::default();
        merge(&mut all, many, &mut taken, NOW);
        assert_eq!((all.len(), taken.known), (100_000, 100_000));
        assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
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
