//! What is packed is what is opened.

#![allow(clippy::unwrap_used)]

mod libraries;

use celan_blob::{Loader, PackError, Progress, open, open_provenance, pack, sizes};
use celan_document::{Block, Content, Library};
use libraries::{any_library, small};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

fn without_provenance(mut library: Library) -> Library {
    fn strip(block: &mut Block) {
        block.lines = None;
        if let Some(text) = block.text_mut() {
            text.repairs.clear();
            text.variants.clear();
            text.doubts.clear();
        }
        if let Content::Box(b) = &mut block.content {
            b.blocks.iter_mut().for_each(strip);
        }
    }
    for document in &mut library.documents {
        document.metadata.witnesses.clear();
        document.blocks.iter_mut().for_each(strip);
    }
    library
}

fn check(library: &Library) {
    let packed = pack(library).unwrap();
    let mut opened = open(&packed.library).unwrap().library;
    assert_eq!(opened, without_provenance(library.clone()));
    open_provenance(&packed.provenance, &mut opened).unwrap();
    assert_eq!(&opened, library);
    assert_eq!(
        pack(library).unwrap(),
        packed,
        "the same library gives the same bytes"
    );
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_library_survives(library in any_library()) {
        check(&library);
    }
}

#[test]
fn the_small_library_survives() {
    check(&small());
    check(&Library::default());
}

#[test]
fn the_sizes_add_up() {
    let packed = pack(&small()).unwrap();
    let sizes = sizes(&packed.library).unwrap();
    let total: u32 = sizes.iter().map(|s| s.bytes).sum();
    assert_eq!(total as usize, packed.library.len());
    let names: Vec<&str> = sizes.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "header",
            "library",
            "alphabet",
            "structure",
            "text",
            "vocabulary",
            "pinyin"
        ]
    );
}

#[test]
fn the_vocabulary_holds_terms_and_readings() {
    let contents = open(&pack(&small()).unwrap().library).unwrap();
    assert!(
        contents
            .vocabulary
            .beginning("科技")
            .contains(&"科技成果".to_owned())
    );
    let readings = contents.pinyin;
    assert!(readings.characters.contains(&('技', "ji".into())));
    assert!(
        readings
            .words
            .iter()
            .all(|(word, s)| word.chars().count() == s.len())
    );
}

/// However a blob is cut into pieces and steps, each document is there as soon as its bytes are.
#[test]
fn an_arriving_blob_opens_document_by_document() {
    let library = small();
    let blob = pack(&library).unwrap().library;
    let whole = open(&blob).unwrap();
    for (piece, budget) in [(1, usize::MAX), (7, 1), (64, 5), (blob.len(), 3)] {
        let mut opening = Loader::new();
        let mut ready = 0;
        for chunk in blob.chunks(piece) {
            assert_ne!(opening.step(budget).unwrap(), Progress::Ready);
            opening.push(chunk);
            while opening.step(budget).unwrap() == Progress::Working {}
            assert!(opening.documents_ready() >= ready);
            ready = opening.documents_ready();
            if let Some(open) = opening.library() {
                assert_eq!(open.documents[..ready], whole.library.documents[..ready]);
            }
        }
        assert_eq!(opening.step(budget).unwrap(), Progress::Ready);
        assert_eq!(opening.finish().unwrap(), whole);
    }
}

#[test]
fn a_document_without_anchors_is_refused() {
    let mut library = small();
    library.documents[1].blocks[0].anchor.clear();
    let error = pack(&library).unwrap_err();
    assert!(matches!(error, PackError::Unfaithful { document } if document == "two-2018"));
}

#[test]
fn provenance_of_another_library_is_refused() {
    let library = small();
    let packed = pack(&library).unwrap();
    let mut other = library.clone();
    other.documents[1].blocks[0]
        .text_mut()
        .unwrap()
        .plain
        .push('！');
    let before = other.clone();
    let error = open_provenance(&packed.provenance, &mut other).unwrap_err();
    assert!(error.to_string().contains("two-2018"), "{error}");
    other.documents.pop();
    let error = open_provenance(&packed.provenance, &mut other).unwrap_err();
    assert!(error.to_string().contains("two-2018"), "{error}");
    assert_eq!(other.documents[..], before.documents[..1]);
}
