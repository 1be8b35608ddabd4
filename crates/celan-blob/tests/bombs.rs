//! Small files that ask for much memory or time are refused at once, with right checksums.

#![allow(clippy::unwrap_used)]

mod forge;
mod libraries;

use bincode::config::standard;
use celan_blob::{BlobError, open, open_provenance, open_with_delta, pack};
use celan_document::{Block, Content, Lines, Table, Text, assign_anchors};
use forge::{Forged, checksum, container, packed, plain, sections};
use fst::SetBuilder;
use libraries::small;
use std::time::{Duration, Instant};

fn bytes(value: impl bincode::Encode) -> Vec<u8> {
    bincode::encode_to_vec(value, standard()).unwrap()
}

/// Runs `open`, which must refuse what it opens, soon.
fn refused<T>(open: impl FnOnce() -> Result<T, BlobError>) -> BlobError {
    let start = Instant::now();
    let error = open().err().expect("the file is refused");
    assert!(start.elapsed() < Duration::from_secs(2), "{error}");
    error
}

/// The sections of the small library, with these in the place of those of their names.
fn with(forged: Vec<Forged>) -> Vec<u8> {
    let mut all = sections(&pack(&small()).unwrap().library);
    for section in forged {
        let at = all.iter().position(|s| s.name == section.name).unwrap();
        all[at] = section;
    }
    container(1, &all)
}

/// A library of one document without metadata, whose text section is `text` and whose shapes are
/// `shapes`.
fn library(text: Forged, shapes: Vec<u8>, characters: &[u32]) -> Vec<u8> {
    let none: Option<String> = None;
    let nothing: Vec<String> = Vec::new();
    let metadata = (
        ("x-2020", "甲", &none, &none, &none, &nothing, &none, &none),
        (&none, &none, &none, &none, &nothing, &nothing),
    );
    let all = [text.bytes.len() as u32, text.raw, checksum(&text.bytes), 0];
    let thesaurus = [text.bytes.len() as u32, 0, 0, 0];
    let head = (
        "",
        "",
        &none,
        &nothing,
        &nothing,
        vec![metadata],
        "",
        vec![all, thesaurus],
    );
    let empty_set = SetBuilder::memory().into_inner().unwrap();
    container(
        1,
        &[
            plain("library", bytes(head)),
            plain("alphabet", bytes((characters, Vec::<u32>::new()))),
            packed("structure", &bytes(vec![shapes])),
            text,
            plain("vocabulary", empty_set),
            plain("pinyin", bytes((vec![""], Vec::<u16>::new(), &nothing))),
        ],
    )
}

#[test]
fn empty_texts_by_the_million_are_refused() {
    for count in [4_000_000, 16_000_000] {
        let text = packed("text", &vec![0; count]);
        let blob = library(text, bytes(Vec::<u8>::new()), &[]);
        assert!(blob.len() < 100_000);
        let error = refused(|| open(&blob));
        assert!(matches!(error, BlobError::TooLarge { .. }), "{error}");
        let message = error.to_string();
        assert!(message.contains(&blob.len().to_string()), "{message}");
    }
}

/// Each form of a block that takes more memory than bytes.
#[test]
fn blocks_by_the_million_are_refused() {
    let count = 600_000u32;
    let text = || packed("text", &vec![0; count as usize]);
    // Paragraphs without text: no anchor, a body's, a paragraph, no citations.
    let paragraphs = [bytes(count), [0, 1, 1, 0].repeat(count as usize)].concat();
    // One table of a row with as many cells, and one of as many rows with none.
    let cells = bytes((1u32, 0u8, 1u8, 5u8, (false, 0u32, vec![count], 0u32), 0u8));
    let rows = bytes((
        1u32,
        0u8,
        1u8,
        5u8,
        (false, 0u32, vec![0u32; 3_000_000], 0u32),
        0u8,
    ));
    // A paragraph with as many citations of this document.
    let citations = [
        bytes((1u32, 0u8, 1u8, 1u8, count)),
        [0, 0, 0, 1, 0].repeat(count as usize),
    ];
    for shapes in [paragraphs, cells, rows, citations.concat()] {
        let blob = library(text(), shapes, &[]);
        assert!(blob.len() < 60_000, "{}", blob.len());
        let error = refused(|| open(&blob));
        assert!(matches!(error, BlobError::TooLarge { .. }), "{error}");
    }
}

#[test]
fn unknown_sections_are_passed_over() {
    let mut all = sections(&pack(&small()).unwrap().library);
    for n in 0..8 {
        all.push(Forged {
            name: format!("later{n}"),
            raw: 1 << 28,
            codec: 1,
            bytes: vec![0; 1000],
        });
    }
    let start = Instant::now();
    let opened = open(&container(1, &all)).unwrap().library;
    assert!(start.elapsed() < Duration::from_secs(1));
    assert_eq!(
        opened,
        open(&pack(&small()).unwrap().library).unwrap().library
    );
}

/// A delta of a few hundred bytes that copies the base again and again.
#[test]
fn a_delta_of_copies_is_refused() {
    let base = pack(&small()).unwrap().library;
    let end = 20 + usize::from(base[16]) * 32;
    let fingerprint = u32::from_le_bytes(base[end..end + 4].try_into().unwrap());
    let raw = sections(&base)[0].raw;
    let copy = (-i64::from(raw), raw, Vec::<u8>::new());
    let first = (0i64, raw, Vec::<u8>::new());
    let steps: Vec<_> = std::iter::once(first).chain(vec![copy; 1 << 20]).collect();
    let none: Vec<String> = Vec::new();
    let no_steps: Vec<(i64, u32, Vec<u8>)> = Vec::new();
    let texts = vec![(Some(0u32), no_steps, 0u32); small().documents.len() + 1];
    for count in [20_000, 1 << 20] {
        let steps = &steps[..count];
        let delta = bytes((fingerprint, vec![("library", steps)], &none, &none, &texts));
        let delta = container(3, &[packed("changes", &delta)]);
        let error = refused(|| open_with_delta(&base, &delta));
        assert!(matches!(error, BlobError::TooLarge { .. }), "{error}");
    }
}

/// Forty-nine bytes that may each be one of two: 2^49 terms in a few hundred bytes.
#[test]
fn an_fst_of_more_terms_than_memory_is_refused() {
    let mut set = vec![3u8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    // Two inputs that lead to the same node, which is the empty final one (distance 0) at first.
    let mut last = 0;
    for _ in 0..49 {
        let start = set.len();
        let distance = if last == 0 { 0 } else { (start - last) as u8 };
        set.extend([distance, distance, 2, 1, 0x10, 2]);
        last = set.len() - 1;
    }
    set.extend((1u64 << 49).to_le_bytes());
    set.extend((last as u64).to_le_bytes());
    set.extend([0; 4]);
    assert!(fst::Set::new(&set).is_ok(), "its reader takes it");
    let error = refused(|| open(&with(vec![plain("vocabulary", set)])));
    assert!(matches!(error, BlobError::TooLarge { .. }), "{error}");
}

/// A byte is taken out of an fst, and the table says so.
#[test]
fn a_cut_fst_is_refused() {
    let all = sections(&pack(&small()).unwrap().library);
    let stored = all.iter().find(|s| s.name == "vocabulary").unwrap();
    let whole = decoded(stored);
    let refusals = (16..whole.len() - 20).filter(|at| {
        let mut set = whole.clone();
        set.remove(*at);
        match open(&with(vec![plain("vocabulary", set)])) {
            Err(error) => {
                assert!(error.to_string().starts_with("vocabulary"), "{error}");
                true
            }
            // What remains is an fst of other terms, which can be read.
            Ok(contents) => {
                contents.vocabulary.beginning("");
                false
            }
        }
    });
    assert!(refusals.count() > (whole.len() - 36) * 9 / 10);
}

fn decoded(section: &Forged) -> Vec<u8> {
    if section.codec == 0 {
        return section.bytes.clone();
    }
    let memory = (section.raw as usize * 24).clamp(1 << 20, 12 << 20) as u32;
    let mut decoder = ppmd_rust::Ppmd7Decoder::new(section.bytes.as_slice(), 7, memory).unwrap();
    let mut raw = vec![0; section.raw as usize];
    std::io::Read::read_exact(&mut decoder, &mut raw).unwrap();
    raw
}

#[test]
fn provenance_of_millions_of_places_is_refused() {
    let packed_library = pack(&small()).unwrap();
    let mut library = open(&packed_library.library).unwrap().library;
    let places = [bytes(3_000_000u32), vec![0; 12_000_000]].concat();
    let origin = [bytes((1u32, "x", 0u32, 0u32)), places].concat();
    let blob = container(2, &[packed("provenance", &origin)]);
    let before = library.clone();
    let error = refused(|| open_provenance(&blob, &mut library));
    assert!(matches!(error, BlobError::TooLarge { .. }), "{error}");
    assert_eq!(library, before);
}

/// What a publisher may well have: a table of many empty cells, tens of thousands of short paragraphs, a text
/// that repeats itself. Their files are small for what they hold, and get room for it.
#[test]
fn libraries_that_pack_to_little_are_packed_with_room() {
    let mut paragraphs = small();
    let template = paragraphs.documents[0].blocks.last().unwrap().clone();
    let short = |at: u32| {
        let mut block = template.clone();
        block.content = Content::Paragraph {
            text: Text::plain("第一条"),
            run_in: None,
            lead: 0,
        };
        block.lines = Some(Lines {
            first: at,
            last: at,
        });
        block.anchor = String::new();
        block
    };
    paragraphs.documents[0].blocks = (0..60_000).map(short).collect();
    assign_anchors(&mut paragraphs.documents[0].blocks);
    let mut cells = small();
    cells.documents[0].blocks = vec![Block {
        content: Content::Table(Table {
            rows: vec![vec![String::new(); 100]; 2_000],
            ..Table::default()
        }),
        ..short(1)
    }];
    assign_anchors(&mut cells.documents[0].blocks);
    for library in [paragraphs, cells] {
        let packed = pack(&library).unwrap();
        let mut opened = open(&packed.library).unwrap().library;
        open_provenance(&packed.provenance, &mut opened).unwrap();
        assert_eq!(
            opened.documents[0].blocks.len(),
            library.documents[0].blocks.len()
        );
        let room = sections(&packed.library);
        let room = room.iter().find(|section| section.name == "room").unwrap();
        assert!(room.bytes.iter().all(|byte| *byte == 0));
        // It is no more than it has to be.
        assert!(packed.library.len() < 4 << 20, "{}", packed.library.len());
    }
}
