//! What was read out of the texts travels with a library, and nothing that is searched waits for it.

#![allow(clippy::unwrap_used)]

mod forge;
mod libraries;

use celan_blob::{
    BlobError, Loader, delta, measure_counts, open, open_with_delta, pack, pack_with, read_extracts,
};
use celan_finder::{Choice, Extracts, Frequency, Location, Measure, Target};
use forge::{container, packed, plain, sections};
use libraries::small;

fn extracts() -> Extracts {
    let location = Location {
        document: 0,
        block: 1,
        row: Some(2),
    };
    Extracts {
        counts: vec![1],
        who: vec![Choice {
            id: "firm".into(),
            zh: "企业".into(),
            en: "Firm".into(),
            words: vec!["公司".into()],
            within: None,
        }],
        names: vec!["市财政局".into(), "比重".into(), "%".into()],
        measures: vec![Measure {
            location,
            number: 1,
            clause: (0, 9),
            groups: vec![0],
            bodies: vec![0],
            sums: vec![(2, 5)],
            highest: Some(300_000.5),
            frequency: Frequency::Yearly,
            years: Some(0.5),
            ..Measure::default()
        }],
        targets: vec![Target {
            location,
            indicator: 1,
            unit: 2,
            year: Some(2025),
            value: 55.3,
            value_max: Some(1e15),
            ..Target::default()
        }],
        ..Extracts::default()
    }
}

#[test]
fn what_was_read_is_read_again() {
    let packed = pack_with(&small(), &extracts()).unwrap();
    let contents = open(&packed.library).unwrap();
    assert_eq!(read_extracts(&contents.extracts).unwrap(), extracts());
    assert_eq!(measure_counts(&contents.extracts), [1]);
    // A library of which nothing was read is as it was.
    let without = pack(&small()).unwrap();
    assert_eq!(pack_with(&small(), &Extracts::default()).unwrap(), without);
    assert!(open(&without.library).unwrap().extracts.is_empty());
}

#[test]
fn everything_can_be_searched_before_it_is_here() {
    let blob = pack_with(&small(), &extracts()).unwrap().library;
    let length = sections(&blob).last().unwrap().bytes.len();
    let mut loader = Loader::new();
    loader.push(&blob[..blob.len() - length]);
    loader.step(usize::MAX).unwrap();
    assert!(loader.is_searchable());
    let searched = loader.take_searchable().unwrap();
    assert_eq!(searched.library.documents.len(), small().documents.len());
    loader.push(&blob[blob.len() - length..]);
    assert_eq!(
        read_extracts(&loader.extracts().unwrap()).unwrap(),
        extracts()
    );
}

#[test]
fn a_delta_brings_what_was_read_of_the_new_library() {
    let with = pack_with(&small(), &extracts()).unwrap().library;
    let without = pack(&small()).unwrap().library;
    for (base, new) in [(&without, &with), (&with, &without), (&with, &with)] {
        let changes = delta(base, new).unwrap();
        let opened = open_with_delta(base, &changes).unwrap();
        assert_eq!(opened.extracts, open(new).unwrap().extracts);
    }
}

#[test]
fn what_names_nothing_is_refused() {
    let mut forged = extracts();
    forged.measures[0].groups = vec![7];
    assert!(pack_with(&small(), &forged).is_err());
    let blob = pack_with(&small(), &extracts()).unwrap().library;
    let mut all = sections(&blob);
    for length in [1, 2, 5, 40] {
        let last = all.last_mut().unwrap();
        *last = match length {
            40 => packed("extracts", &[251; 40]),
            _ => plain("extracts", vec![251; length]),
        };
        let opened = open(&container(1, &all)).unwrap();
        let read = read_extracts(&opened.extracts);
        assert!(matches!(read, Err(BlobError::Malformed { .. })), "{length}");
    }
}
