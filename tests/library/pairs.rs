//! What stands beside what when two documents are compared: a reader agrees with at least nine of ten pairs that
//! are shown. `pairs.toml` has the draw, with what was said of each pair.

use std::collections::BTreeMap;

use celan_search::{Comparison, Index};
use serde::Deserialize;

use crate::{gates, success};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Pairs that were drawn and read.
    drawn: Vec<Drawn>,
    /// Pairs that have to be shown.
    wanted: Vec<Place>,
}

#[derive(Deserialize)]
struct Drawn {
    #[serde(flatten)]
    place: Place,
    agreed: bool,
    /// Why, in a line.
    reason: String,
}

/// A place of one document beside one of another.
#[derive(Debug, Deserialize)]
struct Place {
    left: String,
    at: String,
    right: String,
    beside: String,
    /// The topic that the passages are about; nothing where they are sections.
    #[serde(default)]
    topic: String,
}

/// The comparisons that some places need, each made once.
struct Compared<'a> {
    index: &'a Index,
    made: BTreeMap<[String; 3], Comparison>,
}

impl Compared<'_> {
    /// What stands beside the left place.
    fn beside(&mut self, place: &Place) -> Vec<String> {
        let Place {
            left, right, topic, ..
        } = place;
        let key = [left, right, topic].map(String::clone);
        let index = self.index;
        let made = self.made.entry(key);
        let comparison = made.or_insert_with(|| index.compare(left, right, topic).unwrap());
        let rows = comparison.pairs.iter().filter_map(|pair| {
            let [Some(left), Some(right)] = &pair.sides else {
                return None;
            };
            let own = left.anchor.as_ref() == Some(&place.at);
            own.then(|| right.anchor.clone().unwrap_or_default())
        });
        rows.collect()
    }
}

#[test]
fn readers_agree_with_what_stands_beside_what() {
    let file: File = toml::from_str(include_str!("pairs.toml")).unwrap();
    let index = success::library();
    let mut compared = Compared {
        index: &index,
        made: BTreeMap::new(),
    };
    assert!(file.drawn.len() >= 60, "{}", file.drawn.len());
    let (mut shown, mut agreed) = (0, 0);
    let mut unread = Vec::new();
    for Drawn {
        place,
        agreed: agrees,
        reason,
    } in &file.drawn
    {
        assert!(!reason.is_empty(), "{place:?}");
        let beside = compared.beside(place);
        if beside.contains(&place.beside) {
            shown += 1;
            agreed += u32::from(*agrees);
            continue;
        }
        // It stands beside something else now, which has to be read.
        let read = |anchor: &String| {
            let mut same = file.drawn.iter().map(|drawn| &drawn.place);
            same.any(|known| {
                [
                    &known.left,
                    &known.at,
                    &known.right,
                    &known.topic,
                    &known.beside,
                ] == [&place.left, &place.at, &place.right, &place.topic, anchor]
            })
        };
        unread.extend(
            beside
                .iter()
                .filter(|anchor| !read(anchor))
                .map(|anchor| format!("{place:?} stands beside {anchor}")),
        );
    }
    // The draw speaks of what is shown now, and not of what was.
    assert!(
        unread.is_empty(),
        "read these and say what they are:\n{}",
        unread.join("\n")
    );
    assert!(shown >= 60, "only {shown} of the draw are shown");
    let precision = 100.0 * f64::from(agreed) / f64::from(shown);
    assert!(precision >= 90.0, "{agreed} of {shown}");
    gates::hold("pairs-agreed", precision);
    // Nobody agrees more with a screen that shows nothing.
    for place in &file.wanted {
        let beside = compared.beside(place);
        assert!(beside.contains(&place.beside), "{place:?}: {beside:?}");
    }
}
