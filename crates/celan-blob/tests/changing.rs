//! A base and what has changed since are the new library.

#![allow(clippy::unwrap_used)]

mod libraries;

use celan_blob::{
    BlobError, Contents, Loader, Progress, delta, open, open_provenance, open_with_delta, pack,
};
use celan_document::{Library, Metadata, PartialDate, Synonyms};
use libraries::{any_library, small};
use proptest::prelude::*;

fn blob(library: &Library) -> Vec<u8> {
    pack(library).unwrap().library
}

/// What is said of a library whichever way it was packed: terms stand in the order of their code.
fn said(contents: &Contents) -> (&Library, Vec<String>, &celan_blob::Pinyin) {
    let mut terms = contents.vocabulary.beginning("");
    terms.sort_unstable();
    (&contents.library, terms, &contents.pinyin)
}

/// The small library after a year: corrected, one document added, one moved, words and facts changed.
fn later() -> Library {
    let mut library = small();
    library.documents.reverse();
    let block = &mut library.documents[1].blocks[2];
    let text = block.text_mut().unwrap();
    text.plain.push_str("龘靐齉，科技成果转化另行规定。");
    text.citations[0].target = None;
    let added = celan_document::Document {
        metadata: Metadata {
            id: "three-2019".into(),
            title: "新办法".into(),
            date: PartialDate::parse("2019"),
            ..Metadata::default()
        },
        blocks: library.documents[0].blocks.clone(),
    };
    library.documents.insert(1, added);
    library.thesaurus.insert(
        0,
        Synonyms {
            say: vec!["贷款".into()],
            policy: vec!["银行贷款".into()],
            both: true,
            weight: 70,
        },
    );
    library.answer_types.clear();
    library.date = PartialDate::parse("2019-01");
    library
}

#[test]
fn a_changed_library_is_the_new_one() {
    let (base, new) = (pack(&small()).unwrap().library, pack(&later()).unwrap());
    let packed = delta(&base, &new.library).unwrap();
    assert_eq!(
        delta(&base, &new.library).unwrap(),
        packed,
        "the same libraries give the same bytes"
    );
    let mut contents = open_with_delta(&base, &packed).unwrap();
    let whole = open(&new.library).unwrap();
    assert_eq!(said(&contents), said(&whole));
    assert_eq!(contents.vocabulary.len(), whole.vocabulary.len());
    for prefix in ["科", "科技", "成果", "龘"] {
        let beginning = |contents: &Contents| {
            let mut terms = contents.vocabulary.beginning(prefix);
            terms.sort_unstable();
            terms
        };
        assert_eq!(beginning(&contents), beginning(&whole), "{prefix}");
    }
    open_provenance(&new.provenance, &mut contents.library).unwrap();
    assert_eq!(contents.library, later());
}

#[test]
fn documents_open_in_their_new_order_and_never_with_their_former_words() {
    let (base, new) = (blob(&small()), blob(&later()));
    let packed = delta(&base, &new).unwrap();
    let whole = open(&new).unwrap();
    for (piece, budget) in [(1, usize::MAX), (7, 1), (64, 5), (base.len(), 3)] {
        let mut opening = Loader::with_delta(&packed).unwrap();
        let mut ready = 0;
        for chunk in base.chunks(piece) {
            opening.push(chunk);
            while opening.step(budget).unwrap() == Progress::Working {}
            assert!(opening.documents_ready() >= ready);
            ready = opening.documents_ready();
            let Some(library) = opening.library() else {
                continue;
            };
            assert_eq!(library.documents[..ready], whole.library.documents[..ready]);
            for (open, new) in library.documents.iter().zip(&whole.library.documents) {
                assert_eq!(open.metadata, new.metadata);
                assert!(open.blocks.is_empty() || open.blocks == new.blocks);
            }
        }
        assert_eq!(ready, 3);
        assert_eq!(said(&opening.finish().unwrap()), said(&whole));
    }
}

#[test]
fn nothing_changed_is_nothing_lost() {
    for library in [small(), Library::default()] {
        let base = blob(&library);
        let packed = delta(&base, &base).unwrap();
        assert_eq!(
            open_with_delta(&base, &packed).unwrap(),
            open(&base).unwrap()
        );
    }
    let (base, new) = (blob(&Library::default()), blob(&small()));
    for (base, new) in [(&base, &new), (&new, &base)] {
        let contents = open_with_delta(base, &delta(base, new).unwrap()).unwrap();
        assert_eq!(said(&contents), said(&open(new).unwrap()));
    }
}

#[test]
fn changes_of_another_library_are_refused() {
    let (base, new) = (blob(&small()), blob(&later()));
    let packed = delta(&base, &new).unwrap();
    let mut other = small();
    other.title.push('！');
    let mut opening = Loader::with_delta(&packed).unwrap();
    opening.push(&blob(&other)[..400]);
    let error = opening.step(1).unwrap_err();
    assert!(matches!(error, BlobError::OtherBase { .. }), "{error}");
    assert_eq!(opening.step(1).unwrap_err(), error, "it stays an error");
    assert_eq!(opening.library(), None);
    assert!(matches!(
        open_with_delta(&new, &packed).unwrap_err(),
        BlobError::OtherBase { .. }
    ));
    // Each file in the other's place.
    assert!(matches!(
        open(&packed).unwrap_err(),
        BlobError::Purpose { .. }
    ));
    assert!(matches!(
        open_with_delta(&base, &base).unwrap_err(),
        BlobError::Purpose { .. }
    ));
}

#[test]
fn every_damage_of_changes_is_named() {
    let (base, new) = (blob(&small()), blob(&later()));
    let packed = delta(&base, &new).unwrap();
    for at in 0..packed.len() {
        let mut damaged = packed.clone();
        damaged[at] ^= [0x01, 0x80, 0xff][at % 3];
        let error = open_with_delta(&base, &damaged).unwrap_err();
        let named = match &error {
            BlobError::NotABlob | BlobError::Header { .. } => at < 16,
            BlobError::Damaged { section, .. } => {
                section == if at < 56 { "table" } else { "changes" }
            }
            BlobError::Malformed { section, .. } => section == "table" && at < 20,
            BlobError::Truncated { section, .. } => section == "header" && at < 20,
            _ => false,
        };
        assert!(named, "byte {at}: {error}");
        let error = open_with_delta(&base, &packed[..at]).unwrap_err();
        assert!(matches!(error, BlobError::Truncated { .. }), "{error}");
    }
    let longer = [&packed[..], b"\n"].concat();
    assert_eq!(
        open_with_delta(&base, &longer).unwrap_err(),
        BlobError::Trailing { extra: 1 }
    );
}

#[test]
fn a_damaged_base_names_the_document_also_with_changes() {
    let (base, new) = (blob(&small()), blob(&later()));
    let packed = delta(&base, &new).unwrap();
    let header = 16 + 4 + 6 * 32 + 4;
    for at in header..base.len() {
        let mut damaged = base.clone();
        damaged[at] ^= 0x20;
        let error = open_with_delta(&damaged, &packed).unwrap_err();
        assert_eq!(error, open(&damaged).unwrap_err(), "byte {at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_library_becomes_any_other(
        base in any_library(),
        new in any_library(),
        kept in any::<bool>(),
        piece in 1usize..300,
        budget in 1usize..300,
    ) {
        let mut new = new;
        if kept {
            // A library of which documents stay, in another order and among others.
            let stay = base.documents.iter().filter(|d| new.document(&d.metadata.id).is_none());
            let stay: Vec<_> = stay.cloned().collect();
            new.documents.splice(..0, stay.into_iter().rev());
        }
        let (base, new) = (blob(&base), blob(&new));
        let packed = delta(&base, &new).unwrap();
        let whole = open(&new).unwrap();
        let mut opening = Loader::with_delta(&packed).unwrap();
        for chunk in base.chunks(piece) {
            opening.push(chunk);
            while opening.step(budget).unwrap() == Progress::Working {}
            if let Some(library) = opening.library() {
                let ready = opening.documents_ready();
                prop_assert_eq!(&library.documents[..ready], &whole.library.documents[..ready]);
            }
        }
        let opened = opening.finish().unwrap();
        prop_assert_eq!(said(&opened), said(&whole));
    }
}
