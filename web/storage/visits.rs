//! What the library held when the reader was here last, so that what is new since then can be said.

use crate::library::Session;
use crate::library::time_slice::TimeSlice;
use crate::storage::local;
use celan_document::Document;
use js_sys::Date;
use std::collections::{BTreeMap, BTreeSet};
use wasm_bindgen::JsValue;

const KEY: &str = "celan-seen";

/// A visit is over when nobody came back for so long, in milliseconds.
const PAUSE: u64 = 30 * 60 * 1000;

/// What a device knows of visits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Visits {
    /// When the page was opened last, in the visit before this one; in milliseconds since 1970.
    former: Option<u64>,
    /// When the page was opened last.
    last: u64,
    /// What is new since the visit before.
    news: News,
    /// The documents that are there now, each with a digest of what it says.
    seen: BTreeMap<String, String>,
}

/// What is new since the visit before this one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct News {
    /// When that was, in milliseconds since 1970.
    pub(crate) since: u64,
    /// Ids of documents that were added.
    pub(crate) added: BTreeSet<String>,
    /// Ids of documents that say something else.
    pub(crate) corrected: BTreeSet<String>,
    /// Ids of documents that are there no longer.
    pub(crate) removed: BTreeSet<String>,
}

/// What is new since the visit before this one; `None` if this device knows of none.
pub(crate) fn news() -> Option<News> {
    let visits = read(&local::read(KEY)?)?;
    let since = visits.former?;
    Some(News {
        since,
        ..visits.news
    })
}

/// When the page was opened last, in milliseconds since 1970.
pub(crate) fn last() -> Option<u64> {
    Some(read(&local::read(KEY)?)?.last)
}

/// The day of a time where the reader is, as ISO has it.
pub(crate) fn day(time: u64) -> String {
    let date = Date::new(&JsValue::from_f64(time as f64));
    let (year, month, day) = (date.get_full_year(), date.get_month() + 1, date.get_date());
    format!("{year}-{month:02}-{day:02}")
}

/// Notes that the reader is here, and what the library holds.
pub(crate) async fn note(session: &Session) {
    let mut slice = TimeSlice::begin();
    let mut seen = BTreeMap::new();
    for document in &session.library().documents {
        seen.insert(document.metadata.id.clone(), digest(document));
        slice.pause().await;
    }
    let known = local::read(KEY).and_then(|text| read(&text));
    let now = Date::now() as u64;
    local::write(KEY, &write(&visit(known, now, seen)));
}

/// What is known once the page was opened at `now` and the library holds `seen`.
fn visit(known: Option<Visits>, now: u64, seen: BTreeMap<String, String>) -> Visits {
    let Some(known) = known else {
        return Visits {
            last: now,
            seen,
            ..Visits::default()
        };
    };
    let is_another = now.saturating_sub(known.last) > PAUSE;
    let (former, mut news) = if is_another {
        (Some(known.last), News::default())
    } else {
        (known.former, known.news)
    };
    for (id, digest) in &seen {
        match known.seen.get(id) {
            None => drop(news.added.insert(id.clone())),
            Some(before) if before != digest && !news.added.contains(id) => {
                news.corrected.insert(id.clone());
            }
            Some(_) => {}
        }
    }
    let gone = known.seen.into_keys().filter(|id| !seen.contains_key(id));
    news.removed.extend(gone);
    news.added.retain(|id| seen.contains_key(id));
    news.corrected.retain(|id| seen.contains_key(id));
    news.removed.retain(|id| !seen.contains_key(id));
    Visits {
        former,
        last: now.max(known.last),
        news,
        seen,
    }
}

/// A digest of what a document says and is called (FNV-1a, 32 bits).
fn digest(document: &Document) -> String {
    let mut hash = 0x811c_9dc5_u32;
    let mut take = |text: &str| {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    };
    let metadata = &document.metadata;
    take(&metadata.title);
    take(metadata.number.as_deref().unwrap_or_default());
    document.walk(&mut |block| {
        for (_, text) in block.texts() {
            take(text);
        }
    });
    format!("{hash:08x}")
}

/// A line for the times, and one for each document: a sign, its id, and if it is there its digest.
fn write(visits: &Visits) -> String {
    let former = visits.former.map_or(String::new(), |time| time.to_string());
    let mut out = format!("1\t{former}\t{}\n", visits.last);
    let signs = [
        ('+', &visits.news.added),
        ('~', &visits.news.corrected),
        ('-', &visits.news.removed),
    ];
    for (sign, ids) in signs {
        for id in ids {
            out.extend([sign, '\t']);
            out.push_str(id);
            out.push('\n');
        }
    }
    for (id, digest) in &visits.seen {
        for part in ["=\t", id, "\t", digest, "\n"] {
            out.push_str(part);
        }
    }
    out
}

fn read(text: &str) -> Option<Visits> {
    let mut lines = text.lines();
    let mut head = lines.next()?.split('\t');
    head.next().filter(|version| *version == "1")?;
    let former = head.next()?;
    let mut visits = Visits {
        former: former.parse().ok(),
        last: head.next()?.parse().ok()?,
        ..Visits::default()
    };
    for line in lines {
        let mut parts = line.split('\t').map(str::to_owned);
        let (Some(sign), Some(id)) = (parts.next(), parts.next()) else {
            continue;
        };
        match (sign.as_str(), parts.next()) {
            ("=", Some(digest)) => drop(visits.seen.insert(id, digest)),
            ("+", _) => drop(visits.news.added.insert(id)),
            ("~", _) => drop(visits.news.corrected.insert(id)),
            ("-", _) => drop(visits.news.removed.insert(id)),
            _ => {}
        }
    }
    Some(visits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use celan_document::Metadata;

    fn seen(documents: &[(&str, &str)]) -> BTreeMap<String, String> {
        let own = |(id, digest): &(&str, &str)| ((*id).to_owned(), (*digest).to_owned());
        documents.iter().map(own).collect()
    }

    fn ids(ids: &BTreeSet<String>) -> Vec<&str> {
        ids.iter().map(String::as_str).collect()
    }

    #[test]
    fn what_is_new_is_new_for_a_whole_visit_and_no_longer() {
        let first = visit(None, 1_000, seen(&[("a", "1"), ("b", "2"), ("c", "3")]));
        assert_eq!((first.former, &first.news), (None, &News::default()));
        let day = 1_000 + 24 * 60 * 60 * 1000;
        let now = seen(&[("a", "1"), ("b", "9"), ("d", "4")]);
        let second = visit(Some(first), day, now.clone());
        assert_eq!(second.former, Some(1_000));
        let News {
            added,
            corrected,
            removed,
            ..
        } = &second.news;
        assert_eq!(
            (ids(added), ids(corrected), ids(removed)),
            (vec!["d"], vec!["b"], vec!["c"])
        );
        // Opened again a little later, and once more when the library has changed meanwhile.
        let again = visit(Some(second.clone()), day + 5, now);
        assert_eq!((again.former, &again.news), (second.former, &second.news));
        let later = visit(
            Some(again),
            day + 9,
            seen(&[("a", "0"), ("c", "3"), ("d", "5")]),
        );
        let News {
            added,
            corrected,
            removed,
            ..
        } = &later.news;
        assert_eq!(
            (ids(added), ids(corrected), ids(removed)),
            (vec!["c", "d"], vec!["a"], vec!["b"])
        );
        let third = visit(Some(later.clone()), day + 9 + PAUSE + 1, later.seen);
        assert_eq!((third.former, third.news), (Some(day + 9), News::default()));
    }

    #[test]
    fn visits_round_trip_and_garbage_is_none() {
        let visits = Visits {
            former: Some(7),
            last: 1_700_000_000_000,
            news: News {
                added: ["x".to_owned()].into(),
                corrected: ["y".to_owned()].into(),
                removed: ["z".to_owned()].into(),
                ..News::default()
            },
            seen: seen(&[("x", "01"), ("y", "02")]),
        };
        assert_eq!(read(&write(&visits)), Some(visits.clone()));
        let first = Visits {
            former: None,
            ..visits
        };
        assert_eq!(read(&write(&first)), Some(first));
        for text in ["", "2\t\t1", "1\t", "1\t\tx", "{}"] {
            assert_eq!(read(text), None, "{text:?}");
        }
        assert_eq!(read("1\t\t5\n?\tx\n=\tx\n+").map(|v| v.seen.len()), Some(0));
    }

    #[test]
    fn another_word_is_another_digest() {
        let titled = |title: &str| Document {
            metadata: Metadata {
                title: title.to_owned(),
                ..Metadata::default()
            },
            ..Document::default()
        };
        assert_ne!(digest(&titled("甲")), digest(&titled("乙")));
        assert_eq!(digest(&titled("甲")), digest(&titled("甲")));
    }
}
