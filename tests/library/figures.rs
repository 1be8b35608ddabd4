//! Figures of the texts in corpus/: the size that was agreed, and how often a word stands there.

use celan_search::{Index, Lexicon, Query};

#[test]
fn the_packed_corpus_fits_the_size_that_was_agreed() {
    let library = celan_corpus::read(&super::corpus_folder()).unwrap().library;
    let packed = celan_blob::pack(&library).unwrap().library;
    // 250,000 with half of the thesaurus; 20,000 were agreed for the other half.
    assert!(packed.len() <= 270_000, "{} bytes", packed.len());
}

#[test]
fn a_common_word_is_found_often_in_either_script() {
    let library = celan_corpus::read(&super::corpus_folder()).unwrap().library;
    let index = Index::new(library, Lexicon::default());
    for query in ["\"科技成果转化\"", "\"科技成果轉化\""] {
        let found = index.search(&Query::parse(query), celan_search::Options::default());
        assert!(found.occurrences > 100, "{query}");
    }
}
