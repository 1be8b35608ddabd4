//! A base and its changes are the changed library, however much changed; and an update costs what changed.

use celan_blob::{Contents, Loader, Progress, delta, open, pack, sizes};
use celan_document::{Block, Content, Library, Synonyms, Text};
use std::sync::LazyLock;

use super::corpus_folder;

static CORPUS: LazyLock<Library> =
    LazyLock::new(|| celan_corpus::read(&corpus_folder()).unwrap().library);
static BASE: LazyLock<Vec<u8>> = LazyLock::new(|| blob(&CORPUS));

fn blob(library: &Library) -> Vec<u8> {
    pack(library).unwrap().library
}

/// Pseudo-random numbers (xorshift, Marsaglia 2003), the same at every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % limit.max(1)
    }
}

/// What is said of a library whichever way it was packed: terms stand in the order of their code.
fn said(contents: &Contents) -> (&Library, Vec<String>, &celan_blob::Pinyin) {
    let mut terms = contents.vocabulary.beginning("");
    terms.sort_unstable();
    (&contents.library, terms, &contents.pinyin)
}

/// Opens base and changes in slices of random sizes; what is open at any time is of the new library.
fn opens(base: &[u8], packed: &[u8], new: &[u8], random: &mut Random) {
    let whole = open(new).unwrap();
    let mut opening = Loader::with_delta(packed).unwrap();
    let mut rest = base;
    while !rest.is_empty() {
        let (piece, next) = rest.split_at(rest.len().min(1 + random.below(30_000)));
        rest = next;
        opening.push(piece);
        while opening.step(1 + random.below(60_000)).unwrap() == Progress::Working {}
        let ready = opening.documents_ready();
        let open = opening.library().map_or(&[][..], |l| &l.documents);
        for (at, (open, new)) in open.iter().zip(&whole.library.documents).enumerate() {
            let is_new = open == new;
            assert!(is_new || at >= ready && open.blocks.is_empty(), "{at}");
        }
    }
    assert_eq!(said(&opening.finish().unwrap()), said(&whole));
}

fn paragraph(text: &str, anchor: &str) -> Block {
    Block {
        anchor: anchor.to_owned(),
        lines: None,
        part: celan_document::Part::Body,
        content: Content::Paragraph {
            text: Text::plain(text),
            run_in: None,
            lead: 0,
        },
    }
}

/// Changes something of the library, as a publisher may.
fn change(library: &mut Library, kind: usize, random: &mut Random) {
    let count = library.documents.len();
    let at = random.below(count);
    let document = &mut library.documents[at];
    let block = random.below(document.blocks.len());
    match kind {
        0 => {
            if let Some(text) = document.blocks[block].text_mut() {
                let mut chars: Vec<char> = text.plain.chars().collect();
                let place = random.below(chars.len());
                chars.splice(place..(place + 2).min(chars.len()), "更正".chars());
                text.plain = chars.into_iter().collect();
            }
        }
        1 => {
            let anchor = format!("added-{}", random.below(1 << 30));
            let words = "本办法自印发之日起施行，𫚖龘同时废止。";
            document.blocks.insert(block, paragraph(words, &anchor));
        }
        2 if document.blocks.len() > 1 => drop(document.blocks.remove(block)),
        3 if count > 1 => drop(library.documents.remove(at)),
        4 => {
            let mut copy = document.clone();
            copy.metadata.id = format!("copy-{}", random.below(1 << 30));
            copy.metadata.title.push_str("（修订）");
            let place = random.below(count);
            library.documents.insert(place, copy);
        }
        5 => {
            let other = random.below(count);
            library.documents.swap(at, other);
        }
        6 => {
            let entry = random.below(library.thesaurus.len());
            library.thesaurus[entry].weight ^= 1;
            library.thesaurus.push(Synonyms {
                say: vec!["咋弄".into()],
                policy: vec!["办理".into()],
                both: true,
                weight: 60,
            });
        }
        7 => library.thesaurus.retain(|s| s.weight % 3 > 0),
        8 => document.metadata.title.push('！'),
        _ => library.topics.reverse(),
    }
}

#[test]
fn whatever_was_changed_is_opened_as_it_is_now() {
    let mut random = Random(0x0123_4567_89ab_cdef);
    for round in 0..6 {
        let mut library = CORPUS.clone();
        for kind in 0..10 {
            for _ in 0..random.below(3) {
                change(&mut library, kind, &mut random);
            }
        }
        let new = blob(&library);
        let packed = delta(&BASE, &new).unwrap();
        println!("round {round}: {} bytes", packed.len());
        opens(&BASE, &packed, &new, &mut random);
    }
}

/// Bytes of the changes, which are opened and compared.
fn cost(base: &[u8], library: &Library) -> usize {
    let new = blob(library);
    let packed = delta(base, &new).unwrap();
    opens(base, &packed, &new, &mut Random(0x9e37_79b9_7f4a_7c15));
    packed.len()
}

#[test]
fn a_corrected_word_costs_a_word() {
    let mut library = CORPUS.clone();
    let blocks = library.documents[3].blocks.iter_mut();
    let text = blocks.filter_map(Block::text_mut);
    let text = text.max_by_key(|text| text.plain.len()).unwrap();
    text.plain = text.plain.replacen('的', "之", 1);
    let cost = cost(&BASE, &library);
    assert!(cost <= 1_000, "{cost}");
}

#[test]
fn an_added_document_costs_itself_and_little_more() {
    // The longest that is not half the library, published last.
    let mut former = CORPUS.clone();
    let added = former.documents.remove(8.min(CORPUS.documents.len() - 1));
    let alone = Library {
        documents: vec![added],
        ..Library::default()
    };
    let sizes = sizes(&blob(&alone)).unwrap();
    let own: u32 = sizes.iter().map(|section| section.bytes).sum();
    let cost = cost(&blob(&former), &CORPUS);
    assert!(cost <= own as usize + 4_000, "{cost}, itself {own}");
}

#[test]
fn a_document_that_is_called_otherwise_costs_its_name() {
    let mut library = CORPUS.clone();
    let longest = library.documents.iter_mut().max_by_key(|d| d.blocks.len());
    longest.unwrap().metadata.id = "called-otherwise".into();
    let cost = cost(&BASE, &library);
    assert!(cost <= 1_000, "{cost}");
}

#[test]
fn a_delta_of_metadata_costs_no_more_than_it_says() {
    let mut library = CORPUS.clone();
    let last = library.thesaurus.len() - 1;
    library.documents[0].metadata.title = "关于另一件事的意见".into();
    library.thesaurus[last.min(5)].say.push("咋弄".into());
    let cost = cost(&BASE, &library);
    assert!(cost <= 1_500, "{cost}");
}
