//! Damage is named: any flipped, missing or added byte of a blob is an error that says where.

use celan_blob::{BlobError, Loader, open, open_provenance, pack, sizes};
use celan_document::{Document, Library};
use std::sync::LazyLock;

use super::corpus_folder;

const SECTIONS: [&str; 6] = [
    "library",
    "alphabet",
    "structure",
    "text",
    "vocabulary",
    "pinyin",
];

static CORPUS: LazyLock<Library> =
    LazyLock::new(|| celan_corpus::read(&corpus_folder()).unwrap().library);

/// A few blocks of the first documents, so that every byte can be tried.
fn small() -> Library {
    let documents = CORPUS.documents.iter().take(2).map(|document| Document {
        blocks: document.blocks.iter().take(4).cloned().collect(),
        metadata: document.metadata.clone(),
    });
    Library {
        title: CORPUS.title.clone(),
        documents: documents.collect(),
        thesaurus: CORPUS.thesaurus.iter().take(3).cloned().collect(),
        answer_types: CORPUS.answer_types.iter().take(1).cloned().collect(),
        ..Library::default()
    }
}

/// The section that holds the byte at `at`, and where it ends.
fn place(blob: &[u8], at: usize) -> (String, usize) {
    let mut end = 0;
    for size in sizes(blob).unwrap() {
        end += size.bytes as usize;
        if at < end {
            return (size.name, end);
        }
    }
    panic!("{at} is past the end");
}

/// Whether the error names the place of damage in `section` of `library`.
fn names(error: &BlobError, section: &str, library: &Library) -> bool {
    match (section, error) {
        ("header", BlobError::NotABlob | BlobError::Header { .. }) => true,
        ("header", BlobError::Damaged { section, .. }) => section == "table",
        ("header", BlobError::Malformed { section, .. }) => section == "table",
        ("header", BlobError::Truncated { section, .. }) => section == "header",
        ("text", BlobError::DamagedText { document }) => library.document(document).is_some(),
        ("text", BlobError::Damaged { section, .. }) => section == "thesaurus",
        (_, BlobError::Damaged { section: named, .. }) => named == section,
        _ => false,
    }
}

#[test]
fn every_flipped_byte_of_a_small_blob_is_named() {
    let library = small();
    let blob = pack(&library).unwrap().library;
    for at in 0..blob.len() {
        let (section, _) = place(&blob, at);
        let mut damaged = blob.clone();
        damaged[at] ^= [0x01, 0x80, 0xff][at % 3];
        let error = open(&damaged).unwrap_err();
        assert!(
            names(&error, &section, &library),
            "byte {at} of {section}: {error}"
        );
    }
}

#[test]
fn every_cut_of_a_small_blob_is_named() {
    let blob = pack(&small()).unwrap().library;
    for length in 0..blob.len() {
        let error = open(&blob[..length]).unwrap_err();
        let BlobError::Truncated { section, missing } = &error else {
            panic!("{length}: {error}");
        };
        if length >= place(&blob, 0).1 {
            let (cut, end) = place(&blob, length);
            assert_eq!((section, *missing as usize), (&cut, end - length));
        }
    }
    let longer = [&blob[..], b"\n"].concat();
    assert_eq!(open(&longer).unwrap_err(), BlobError::Trailing { extra: 1 });
}

#[test]
fn every_damage_of_small_provenance_is_an_error() {
    let library = small();
    let provenance = pack(&library).unwrap().provenance;
    let mut opened = open(&pack(&library).unwrap().library).unwrap().library;
    let before = opened.clone();
    for at in 0..provenance.len() {
        let mut damaged = provenance.clone();
        damaged[at] ^= 0x10;
        assert!(open_provenance(&damaged, &mut opened).is_err(), "byte {at}");
        assert!(
            open_provenance(&provenance[..at], &mut opened).is_err(),
            "cut at {at}"
        );
    }
    assert_eq!(opened, before);
}

/// Pseudo-random numbers (xorshift, Marsaglia 2003), the same at every run.
fn random(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 16) as usize
}

#[test]
fn damage_of_the_whole_library_leaves_what_stands_before_it() {
    let blob = pack(&CORPUS).unwrap().library;
    let whole = open(&blob).unwrap().library;
    let mut state = 0x0123_4567_89ab_cdef;
    for _ in 0..40 {
        let at = random(&mut state) % blob.len();
        let mut damaged = blob.clone();
        damaged[at] ^= 1 << (random(&mut state) % 8);
        let (section, _) = place(&blob, at);
        let mut opening = Loader::new();
        opening.push(&damaged);
        let error = opening.step(usize::MAX).unwrap_err();
        assert!(
            names(&error, &section, &whole),
            "byte {at} of {section}: {error}"
        );
        let ready = opening.documents_ready();
        if let Some(library) = opening.library() {
            assert_eq!(library.documents[..ready], whole.documents[..ready]);
        }
        if let BlobError::DamagedText { document } = &error {
            assert_eq!(&whole.documents[ready].metadata.id, document);
        }
        assert_eq!(
            opening.step(usize::MAX).unwrap_err(),
            error,
            "it stays an error"
        );
    }
}

/// What is packed from the corpus is the corpus.
#[test]
fn the_corpus_survives_packing() {
    let packed = pack(&CORPUS).unwrap();
    let contents = open(&packed.library).unwrap();
    let mut library = contents.library;
    assert!(library != *CORPUS, "provenance is a file of its own");
    open_provenance(&packed.provenance, &mut library).unwrap();
    assert_eq!(library, *CORPUS);
    assert_eq!(
        pack(&CORPUS).unwrap(),
        packed,
        "the same corpus gives the same bytes"
    );
    let names: Vec<String> = sizes(&packed.library)
        .unwrap()
        .into_iter()
        .map(|s| s.name)
        .collect();
    assert_eq!(names[1..], SECTIONS);
}
